import { profileStream } from "@gaffer/tabular";
import { job } from "./registry.ts";
import { toHandlerError } from "./unreadable-file.ts";

/** Profiles a CSV or NDJSON file. Reads it once, in constant memory. Reports progress by bytes. */
export const fileProfileJob = job("file:profile", {
  concurrency: 4,
  // The handler parses files of users. In its own process, a malicious file can only crash or block its own attempt.
  isolation: { module: import.meta.url },
  async handler({ input, helpers, signal }) {
    const { fileId, ...reading } = input;
    const file = await helpers.files.read(fileId);
    helpers.log("info", `Reading ${file.name}`, { sizeBytes: file.sizeBytes });
    const output = await profileStream(file.content, {
      ...reading,
      totalBytes: file.sizeBytes,
      signal,
      onProgress: (bytes) =>
        helpers.updateProgress((100 * bytes) / file.sizeBytes, `Read ${bytes} of ${file.sizeBytes} bytes`),
    }).catch((error) => {
      throw toHandlerError(error);
    });
    helpers.log("info", `Found ${output.rows} rows and ${output.columns.length} columns`, {
      raggedRows: output.raggedRows,
    });
    return { output };
  },
});

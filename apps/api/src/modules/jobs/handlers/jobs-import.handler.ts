import type { JobType } from "@gaffer/contracts/server";
import { describe, importRows, type Rejection, type Tally, toReport } from "../import/import-rows.ts";
import { createReadInputs, type ReadInput } from "../import/read-inputs.ts";
import { job } from "./registry.ts";
import { type JobHandler, NonRetryableError, type UserJobTypes } from "./types.ts";

type Types = UserJobTypes["jobs:import"];

/** Maximum number of problems in the output. The contract has the same limit. */
const maxProblems = 20;

/**
 * Creates a job for each row of a file. Rejected rows are streamed into a report file, and reading that stream drives
 * the import. So a report exists only if rows were rejected, and is complete. `readInputs` converts rows to inputs.
 */
export function createImportHandler(
  readInputs: (type: JobType) => ReadInput,
): JobHandler<Types["input"], Types["output"]> {
  return async ({ input, helpers, signal }) => {
    const { fileId, type, handling, ...reading } = input;
    if (type === "jobs:import") {
      const message = "An import can't create imports: a file could multiply itself.";
      throw new NonRetryableError(message, { code: "not_importable" });
    }
    const file = await helpers.files.read(fileId);
    helpers.log("info", `Importing ${file.name}`, { type, sizeBytes: file.sizeBytes });
    const tally: Tally = { rows: 0, created: 0, rejected: 0 };
    const problems: Types["output"]["problems"] = [];
    const options = { type, handling, file, reading: { ...reading, signal }, readInput: readInputs(type), helpers };
    const rejections = keepFirst(importRows(options, tally), problems);
    try {
      const { value: first } = await rejections.next();
      const report =
        first &&
        (await helpers.files.write({
          name: `rejected-${file.name}`.slice(0, 200).toWellFormed().concat(".csv"),
          contentType: "text/csv",
          content: toReport(first, rejections),
        }));
      helpers.log("info", describe(tally));
      return { output: { ...tally, reportFileId: report?.fileId ?? null, problems } };
    } finally {
      // Closes the file if the report can't be started.
      await rejections.return();
    }
  };
}

export const jobsImportJob = job("jobs:import", {
  concurrency: 2,
  timeoutSeconds: 3600,
  // The handler parses files of users. In its own process, a malicious file can only crash or block its own attempt.
  isolation: { module: import.meta.url },
  handler: createImportHandler(createReadInputs()),
});

async function* keepFirst(
  rejections: AsyncIterable<Rejection[]>,
  problems: Types["output"]["problems"],
): AsyncGenerator<Rejection[], void, undefined> {
  for await (const some of rejections) {
    for (const { line, pointer, message } of some.slice(0, maxProblems - problems.length)) {
      problems.push({ line, message: pointer ? `${pointer} ${message}` : message });
    }
    yield some;
  }
}

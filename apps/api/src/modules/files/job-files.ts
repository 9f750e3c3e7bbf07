import { type JobFiles, NonRetryableError } from "../jobs/handlers/types.ts";
import type { FilesService } from "./files.service.ts";

/** The files of a job's organization for its handler. `createdBy`: the creator of files that the handler writes. */
export function createJobFiles(
  files: FilesService,
  { orgId, createdBy }: { orgId: string; createdBy: string },
): JobFiles {
  return {
    async read(fileId) {
      // Without scopes: users who can't see such a file may see the job, so the job must not read it.
      const row = await files.find({ orgId, scopes: [] }, fileId);
      if (!row)
        throw new NonRetryableError(`There is no file ${fileId} in this organization.`, { code: "file_not_found" });
      const { name, contentType, sizeBytes } = row;
      return { name, contentType, sizeBytes, content: openWhenRead(() => files.open(row)) };
    },
    async write(file) {
      const row = await files.write({ ...file, orgId, createdBy });
      return { fileId: row.id, sizeBytes: row.sizeBytes };
    },
  };
}

/** Opens the file with the first read, so that a handler that fails earlier leaves nothing open. */
async function* openWhenRead(open: () => Promise<ReadableStream<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await open();
}

import { type JobFiles, NonRetryableError } from "../jobs/handlers/types.ts";
import type { FilesService } from "./files.service.ts";

/** The files of a job's organization, as its handler sees them. What it writes is created by `createdBy`. */
export function createJobFiles(
  files: FilesService,
  { orgId, createdBy }: { orgId: string; createdBy: string },
): JobFiles {
  return {
    async read(fileId) {
      // A job is seen by people who may not see such files, so it can't be a way to them.
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

/** A handler that fails before it reads its file leaves nothing open. */
async function* openWhenRead(open: () => Promise<ReadableStream<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await open();
}

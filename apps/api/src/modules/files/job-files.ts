import { type JobFiles, NonRetryableError } from "../jobs/handlers/types.ts";
import type { FilesService } from "./files.service.ts";

/** The files of a job's organization, as its handler sees them. What it writes is created by `createdBy`. */
export function createJobFiles(
  files: FilesService,
  { orgId, createdBy }: { orgId: string; createdBy: string },
): JobFiles {
  return {
    async read(fileId) {
      const row = await files.find(orgId, fileId);
      if (!row)
        throw new NonRetryableError(`There is no file ${fileId} in this organization.`, { code: "file_not_found" });
      const { name, contentType, sizeBytes } = row;
      return { name, contentType, sizeBytes, content: await files.open(row) };
    },
    async write(file) {
      const row = await files.write({ ...file, orgId, createdBy });
      return { fileId: row.id, sizeBytes: row.sizeBytes };
    },
  };
}

import type { ModuleOperations } from "../../http/mount.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { readExpiry, toFile, tooLarge } from "./files.routes.ts";
import { FileTooLargeError } from "./files.service.ts";
import { UploadMismatchError, type UploadsService } from "./uploads.service.ts";

type UploadOperations = "createUpload" | "completeUpload";

export function createUploadsRoutes(uploads: UploadsService, now: () => Date): ModuleOperations<UploadOperations> {
  return {
    async createUpload({ principal: { orgId, actor }, cause, body: { sha256 = null, expiresAt, ...body } }) {
      const fileExpiresAt = readExpiry("body", expiresAt, now()) ?? null;
      const upload = await uploads
        .begin({ ...body, orgId, sha256, fileExpiresAt, createdBy: actor }, cause)
        .catch((error: unknown) => {
          throw error instanceof FileTooLargeError ? tooLarge(error) : error;
        });
      const { urlExpiresAt, expiresAt: completeBefore, ...put } = upload;
      return {
        status: 201,
        body: {
          ...put,
          method: "PUT",
          urlExpiresAt: urlExpiresAt.toISOString(),
          expiresAt: completeBefore.toISOString(),
        },
      };
    },

    async completeUpload({ principal: { orgId }, cause, path }) {
      const row = await uploads.complete(orgId, path.uploadId, cause).catch((error: unknown) => {
        if (!(error instanceof UploadMismatchError)) throw error;
        throw new ProblemError(
          "upload-mismatch",
          `The uploaded content doesn't match: ${error.message}. Upload it again.`,
        );
      });
      if (!row) throw notFound();
      return { status: 201, headers: { Location: `/v1/orgs/${orgId}/files/${row.id}` }, body: toFile(row) };
    },
  };
}

import type { Principal } from "../../http/caller.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { isCurrent, rangeApplies, tagged } from "../../http/preconditions.ts";
import { invalid, notFound, ProblemError } from "../../http/problem.ts";
import { toPart } from "./byte-range.ts";
import { type FileRow, type FilesService, FileTooLargeError, fileVersion, toFile } from "./files.service.ts";
import { attachment, FileMissingError } from "./storage/storage.ts";
import { UploadMismatchError, type UploadsService } from "./uploads.service.ts";

type FileOperations =
  | "uploadFile"
  | "listFiles"
  | "getFile"
  | "updateFile"
  | "downloadFile"
  | "getFileUrl"
  | "deleteFile";

const urlSeconds = 5 * 60;

export function createFilesRoutes(files: FilesService, now: () => Date): ModuleOperations<FileOperations> {
  async function find(principal: Principal, fileId: string): Promise<FileRow> {
    const row = await files.find(principal, fileId);
    if (!row) throw notFound();
    return row;
  }

  const answer = (row: FileRow) => tagged(fileVersion(row), toFile(row));

  return {
    async uploadFile({ principal: { orgId, actor }, cause, idempotency, query: { name, ...query }, body }) {
      const expiresAt = readExpiry("query", query.expiresAt, now());
      try {
        const file = await files.write({ orgId, name, createdBy: actor, expiresAt, cause, idempotency, ...body });
        return { status: 201, headers: { Location: `/v1/orgs/${orgId}/files/${file.id}` }, body: file };
      } catch (error) {
        if (error instanceof FileTooLargeError) throw tooLarge(error);
        // The connection is closed, because the rest of the body isn't read.
        if (error instanceof ProblemError) error.headers.Connection = "close";
        throw error;
      }
    },

    async listFiles({ principal, query: { limit, cursor, ...filters } }) {
      const scope = ["files", principal.orgId, JSON.stringify(Object.entries(filters).sort())];
      const before = cursor === undefined ? undefined : decodeCursor(scope, cursor, isIdPosition)[0];
      const rows = await files.list(principal, { ...filters, before }, limit + 1);
      return { status: 200, body: toPage(rows, limit, toFile, (last) => encodeCursor(scope, [last.id])) };
    },

    async getFile({ principal, path }) {
      return { status: 200, ...answer(await find(principal, path.fileId)) };
    },

    async updateFile({ principal, cause, path: { fileId }, header, body: { name } }) {
      const row = await files.rename(principal, { fileId, ifMatch: header["If-Match"], cause }, name);
      if (!row) throw notFound();
      return { status: 200, ...answer(row) };
    },

    async downloadFile({ principal, path, header }) {
      const row = await find(principal, path.fileId);
      const ETag = `"${row.sha256}"`;
      if (isCurrent(header["If-None-Match"], ETag)) return { status: 304, headers: { ETag } };
      const range = rangeApplies(header["If-Range"], ETag) ? header.Range : undefined;
      const part = toPart(range, row.sizeBytes);
      const body = await files.open(row, part.range).catch((error: unknown) => {
        // The file was deleted after its row was read.
        throw error instanceof FileMissingError ? notFound() : error;
      });
      const headers = { ETag, "Content-Disposition": attachment(row.name) };
      return part.status === 200
        ? { status: 200, headers: { ...headers, ...part.headers }, body }
        : { status: 206, headers: { ...headers, ...part.headers }, body };
    },

    async getFileUrl({ principal, path }) {
      const { url, expiresAt } = await files.url(await find(principal, path.fileId), urlSeconds);
      return { status: 200, body: { url, expiresAt: expiresAt.toISOString() } };
    },

    async deleteFile({ principal, cause, path: { fileId }, header }) {
      if (!(await files.remove(principal, { fileId, ifMatch: header["If-Match"], cause }))) throw notFound();
      return { status: 204 };
    },
  };
}

/** Parses the time at which a file expires. */
export function readExpiry(where: "query" | "body", text: string | undefined, now: Date): Date | undefined {
  const expiresAt = text === undefined ? undefined : new Date(text);
  if (expiresAt && expiresAt <= now) {
    throw invalid({ in: where, pointer: "/expiresAt", code: "too_early", message: "must be in the future" });
  }
  return expiresAt;
}

export function tooLarge({ maxBytes }: FileTooLargeError): ProblemError {
  return new ProblemError(
    "too-large",
    `The file is larger than ${maxBytes} bytes, the limit for one file. Upload a smaller file.`,
    {
      headers: { Connection: "close" },
    },
  );
}

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

    async completeUpload({ principal: { orgId }, cause, idempotency, path: { uploadId } }) {
      const file = await uploads.complete({ orgId, uploadId, cause, idempotency }).catch((error: unknown) => {
        if (!(error instanceof UploadMismatchError)) throw error;
        throw new ProblemError(
          "upload-mismatch",
          `The uploaded content doesn't match: ${error.message}. Upload it again.`,
        );
      });
      if (!file) throw notFound();
      return { status: 201, headers: { Location: `/v1/orgs/${orgId}/files/${file.id}` }, body: file };
    },
  };
}

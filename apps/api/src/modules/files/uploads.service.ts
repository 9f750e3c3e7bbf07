import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { connectionLost } from "../../db/database-unavailable.ts";
import { and, eq, gt, isNull } from "../../db/drizzle.ts";
import { files, fileUploads } from "../../db/file-schema.ts";
import { withOrg } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import { findAnswer, type IdempotencyKey, storeAnswer } from "../../http/idempotency.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import {
  createFilesService,
  type FileRow,
  type FilesServices,
  FileTooLargeError,
  fileTarget,
  measureContent,
  storageKey,
  toFile,
} from "./files.service.ts";
import { FileMissingError } from "./storage/storage.ts";
import { assertRoomWith } from "./storage-quota.ts";

type UploadRow = typeof fileUploads.$inferSelect;
export type NewUpload = Pick<
  UploadRow,
  "orgId" | "name" | "contentType" | "sizeBytes" | "sha256" | "fileExpiresAt" | "createdBy"
>;

/** The request that completes an upload. */
interface Completion {
  orgId: string;
  uploadId: string;
  cause: Cause;
  idempotency: IdempotencyKey | undefined;
}

/** The uploaded content differs from the announced one. The client may upload it again. */
export class UploadMismatchError extends Error {}

const urlSeconds = 60 * 60;
/**
 * How long an upload is kept, in milliseconds. Longer than its URL is valid, because an upload that starts at the last
 * moment takes time.
 */
const keepMs = 24 * 60 * 60 * 1000;

export type UploadsService = ReturnType<typeof createUploadsService>;

/** Direct uploads: clients send contents to the store with a pre-signed URL. */
export function createUploadsService(services: FilesServices, pool: pg.Pool) {
  const { storage, now } = services;
  const { maxFileBytes } = services.config;
  const { direct } = storage;
  const filesService = createFilesService(services, pool);

  /** Verifies the uploaded content and copies it to the key of a new file. */
  async function keep(upload: UploadRow): Promise<FileRow> {
    const { content, version } = await direct.readUpload(storageKey(upload));
    const { measured, measure } = measureContent(content, (sizeBytes) => {
      if (sizeBytes > upload.sizeBytes) throw new FileTooLargeError(upload.sizeBytes);
    });
    for await (const _ of measured);
    const found = measure();
    if (found.sizeBytes !== upload.sizeBytes)
      throw new UploadMismatchError(`it has ${found.sizeBytes} bytes, not ${upload.sizeBytes}`);
    if (upload.sha256 !== null && found.sha256 !== upload.sha256)
      throw new UploadMismatchError(`its SHA-256 is ${found.sha256}, not ${upload.sha256}`);
    const { orgId, name, contentType, createdBy, fileExpiresAt: expiresAt } = upload;
    const createdAt = now();
    const row = {
      orgId,
      id: newId(createdAt),
      name,
      contentType,
      createdBy,
      createdAt,
      expiresAt,
      readScope: null,
      ...found,
    };
    // The content is copied, because a client with the upload's URL can still replace the original.
    await direct.keepUpload(storageKey(upload), version, storageKey(row));
    return row;
  }

  /** Inserts the file's row. Returns false if a concurrent request has completed the upload. */
  function record(upload: UploadRow, row: FileRow, { cause, idempotency }: Completion): Promise<boolean> {
    return withOrg(pool, upload.orgId, async (tx) => {
      const claimed = await tx.db
        .update(fileUploads)
        .set({ fileId: row.id })
        .where(and(eq(fileUploads.orgId, upload.orgId), eq(fileUploads.id, upload.id), isNull(fileUploads.fileId)))
        .returning({ id: fileUploads.id });
      if (claimed.length === 0) return false;
      await tx.db.insert(files).values(row);
      await recordChange(tx, cause, fileTarget(row), { name: row.name, sizeBytes: row.sizeBytes, uploadId: upload.id });
      await storeAnswer(tx, { orgId: upload.orgId, idempotency, now: now() }, toFile(row));
      return true;
    });
  }

  async function findUpload(orgId: string, uploadId: string): Promise<UploadRow | undefined> {
    const isIt = and(eq(fileUploads.orgId, orgId), eq(fileUploads.id, uploadId), gt(fileUploads.expiresAt, now()));
    const [row] = await withOrg(pool, orgId, ({ db }) => db.select().from(fileUploads).where(isIt));
    return row;
  }

  return {
    async begin(upload: NewUpload, cause: Cause) {
      if (upload.sizeBytes > maxFileBytes) throw new FileTooLargeError(maxFileBytes);
      const createdAt = now();
      const id = newId(createdAt);
      const expiresAt = new Date(createdAt.getTime() + keepMs);
      await withOrg(pool, upload.orgId, async (tx) => {
        await tx.db.insert(fileUploads).values({ ...upload, id, createdAt, expiresAt, fileId: null });
        await assertRoomWith(tx, upload.orgId, upload.sizeBytes);
        await recordChange(tx, cause, { type: "upload", id }, { name: upload.name, sizeBytes: upload.sizeBytes });
      });
      const put = await direct.uploadUrl(storageKey({ orgId: upload.orgId, id }), upload.sizeBytes, urlSeconds);
      return { id, ...put, urlExpiresAt: new Date(createdAt.getTime() + urlSeconds * 1000), expiresAt };
    },

    /** Completes an upload. undefined: the upload or its file doesn't exist. Throws UploadMismatchError. */
    async complete(completion: Completion): Promise<Schemas["File"] | undefined> {
      const { orgId, uploadId, idempotency } = completion;
      const keyed = { orgId, idempotency, now: now() };
      const stored = await withOrg(pool, orgId, (tx) => findAnswer<Schemas["File"]>(tx, keyed));
      if (stored) return stored.answer;
      const upload = await findUpload(orgId, uploadId);
      if (!upload) return undefined;
      if (upload.fileId !== null) {
        const file = await filesService.find({ orgId, scopes: [] }, upload.fileId);
        return file && toFile(file);
      }
      const row = await keep(upload).catch(async (error: unknown) => {
        // A concurrent request may have completed the upload and removed its content. Stores don't always report such a
        // content as missing.
        if ((await findUpload(orgId, uploadId))?.fileId) return undefined;
        throw toMismatch(error, upload);
      });
      if (!row) return this.complete(completion);
      const recorded = await record(upload, row, completion).catch(async (error: unknown) => {
        if (!connectionLost(error)) await storage.remove(storageKey(row));
        throw error;
      });
      if (recorded) {
        // If the removal fails, the cleanup removes the upload's content later.
        await direct.removeUpload(storageKey(upload)).catch(() => {});
        return toFile(row);
      }
      await storage.remove(storageKey(row));
      return this.complete(completion);
    },
  };
}

function toMismatch(error: unknown, { sizeBytes }: UploadRow): unknown {
  if (error instanceof FileMissingError) return new UploadMismatchError("it is missing, or was replaced meanwhile");
  if (error instanceof FileTooLargeError) return new UploadMismatchError(`it has more than ${sizeBytes} bytes`);
  return error;
}

import { createHash } from "node:crypto";
import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { connectionLost } from "../../db/database-unavailable.ts";
import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from "../../db/drizzle.ts";
import { files } from "../../db/file-schema.ts";
import { type Transaction, withOrg } from "../../db/org-scope.ts";
import type { Cause, Principal, Scope } from "../../http/caller.ts";
import { addContent, answerOnce, type IdempotencyKey, inFlight, isUsed } from "../../http/idempotency.ts";
import { assertMatches, versionOf } from "../../http/preconditions.ts";
import { newId } from "../../new-id.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { assertRoom, assertRoomWith, readRoom } from "./storage-quota.ts";

export type FileRow = typeof files.$inferSelect;

/** Filters of a list of files. */
export interface FileFilters {
  /** Text in the name, whatever its case. */
  name?: string;
  contentType?: string;
  createdBy?: string;
  /** Only files with a smaller id. */
  before?: string | undefined;
}

export interface NewFile {
  orgId: string;
  name: string;
  contentType: string;
  createdBy: string;
  expiresAt?: Date | undefined;
  /** A scope that a caller needs to see the file, in addition to the operation's. Absent: none. */
  readScope?: Scope | undefined;
  content: AsyncIterable<Uint8Array>;
  /** The request that stores the file. Absent: a job stores it. */
  cause?: Cause;
  idempotency?: IdempotencyKey | undefined;
}

/** The content is larger than the limit of one file. */
export class FileTooLargeError extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`a file may have at most ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** The services that files need. */
export interface FilesServices extends Pick<Services, "storage" | "now"> {
  config: Pick<Services["config"], "maxFileBytes">;
}

/** A request that changes a file. */
interface FileChange {
  fileId: string;
  ifMatch: string | undefined;
  cause: Cause;
}

/** The caller who reads files: the organization and the caller's scopes. */
type Reader = Pick<Principal, "orgId" | "scopes">;

export type FilesService = ReturnType<typeof createFilesService>;

export const storageKey = ({ orgId, id }: Pick<FileRow, "orgId" | "id">) => `${orgId}/${id}`;

export function toFile(row: FileRow): Schemas["File"] {
  return {
    id: row.id,
    orgId: row.orgId,
    name: row.name,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** The version of a file's metadata, for `If-Match`. The content never changes. */
export function fileVersion({ name }: Pick<FileRow, "name">): string {
  return versionOf({ name });
}

const isFile = ({ orgId, id }: FileRow) => and(eq(files.orgId, orgId), eq(files.id, id));

/** The audit target of a file. */
export const fileTarget = ({ id }: Pick<FileRow, "id">) => ({ type: "file", id });

/** Creates the service for files. `pool`: the API's, or the worker's for the files of handlers. */
export function createFilesService({ storage, config: { maxFileBytes }, now }: FilesServices, pool: pg.Pool) {
  /**
   * Condition for visible files: not expired, even before the cleanup, and with a read scope that the reader has.
   */
  const readable = ({ orgId, scopes }: Reader) =>
    and(
      eq(files.orgId, orgId),
      or(isNull(files.expiresAt), gt(files.expiresAt, now())),
      or(isNull(files.readScope), inArray(files.readScope, [...scopes])),
    );

  /** Locks a file. Throws a problem if it has another version than `If-Match`. */
  async function lock(tx: Transaction, reader: Reader, { fileId, ifMatch }: Pick<FileChange, "fileId" | "ifMatch">) {
    const [row] = await tx.db
      .select()
      .from(files)
      .where(and(readable(reader), eq(files.id, fileId)))
      .for("update");
    if (row) assertMatches(ifMatch, fileVersion(row));
    return row;
  }

  return {
    /**
     * Stores the content, then the row, so that a row always has its content. If the row can't be stored, this removes
     * the content. The cleanup removes it if the process dies or the outcome of the commit is unknown. A request with a
     * used idempotency key stores nothing, and gets the stored answer if its content is the same.
     */
    async write({ content, cause, idempotency, ...file }: NewFile): Promise<Schemas["File"]> {
      const createdAt = now();
      const { orgId } = file;
      const keyed = { orgId, idempotency, now: createdAt };
      const id = newId(createdAt);
      const key = storageKey({ orgId, id });
      // An early check of the storage limits. The final one follows after the row is inserted.
      const { room, isReplay } = await withOrg(pool, orgId, async (tx) => ({
        room: await readRoom(tx, orgId),
        isReplay: await isUsed(tx, keyed),
      }));
      const { measured, measure } = measureContent(content, (sizeBytes) => {
        if (sizeBytes > maxFileBytes) throw new FileTooLargeError(maxFileBytes);
        if (!isReplay) assertRoom(room, sizeBytes);
      });
      if (isReplay) for await (const _ of measured);
      else await storage.write(key, measured);
      const { expiresAt = null, readScope = null } = file;
      const row: FileRow = { ...file, id, expiresAt, readScope, createdAt, ...measure() };
      addContent(idempotency, row.sha256);
      const record = (tx: Transaction) =>
        answerOnce(tx, keyed, async () => {
          // The stored answer has expired while the content arrived, which isn't stored.
          if (isReplay) throw inFlight();
          await tx.db.insert(files).values(row);
          await assertRoomWith(tx, orgId, row.sizeBytes);
          if (cause) await recordChange(tx, cause, fileTarget(row), { name: row.name, sizeBytes: row.sizeBytes });
          return toFile(row);
        });
      try {
        const stored = await withOrg(pool, orgId, record);
        if (stored.id !== id && !isReplay) await storage.remove(key);
        return stored;
      } catch (error) {
        if (!isReplay && !connectionLost(error)) await storage.remove(key);
        throw error;
      }
    },

    async find(reader: Reader, fileId: string): Promise<FileRow | undefined> {
      const [row] = await withOrg(pool, reader.orgId, ({ db }) =>
        db
          .select()
          .from(files)
          .where(and(readable(reader), eq(files.id, fileId))),
      );
      return row;
    },

    /** Up to `limit` files, newest first, older than the file `before`. */
    list(reader: Reader, { name, contentType, createdBy, before }: FileFilters, limit: number): Promise<FileRow[]> {
      return withOrg(pool, reader.orgId, ({ db }) =>
        db
          .select()
          .from(files)
          .where(
            and(
              readable(reader),
              before === undefined ? undefined : lt(files.id, before),
              name === undefined ? undefined : sql`strpos(lower(${files.name}), lower(${name})) > 0`,
              contentType === undefined ? undefined : eq(files.contentType, contentType),
              createdBy === undefined ? undefined : eq(files.createdBy, createdBy),
            ),
          )
          .orderBy(desc(files.id))
          .limit(limit),
      );
    },

    open(file: FileRow, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
      return storage.read(storageKey(file), range);
    },

    /** Creates a pre-signed download URL. It is valid for `seconds`, or until the file expires. */
    async url(file: FileRow, seconds: number): Promise<{ url: string; expiresAt: Date }> {
      const left = file.expiresAt ? Math.floor((file.expiresAt.getTime() - now().getTime()) / 1000) : seconds;
      const lasts = Math.max(1, Math.min(seconds, left));
      const url = await storage.direct.downloadUrl(storageKey(file), file.name, lasts);
      return { url, expiresAt: new Date(now().getTime() + lasts * 1000) };
    },

    /** Renames a file. undefined: the file doesn't exist. */
    rename(reader: Reader, { fileId, ifMatch, cause }: FileChange, name: string | undefined) {
      return withOrg(pool, reader.orgId, async (tx): Promise<FileRow | undefined> => {
        const row = await lock(tx, reader, { fileId, ifMatch });
        if (!row) return undefined;
        if (name !== undefined) await tx.db.update(files).set({ name }).where(isFile(row));
        await recordChange(tx, cause, fileTarget(row), { before: row.name, after: name ?? row.name });
        return { ...row, name: name ?? row.name };
      });
    },

    /**
     * Removes the file's row, then its content. The cleanup removes the content if the process dies in between. Returns
     * false for an unknown file.
     */
    async remove(reader: Reader, { fileId, ifMatch, cause }: FileChange): Promise<boolean> {
      const row = await withOrg(pool, reader.orgId, async (tx) => {
        const removed = await lock(tx, reader, { fileId, ifMatch });
        if (!removed) return undefined;
        await tx.db.delete(files).where(isFile(removed));
        await recordChange(tx, cause, fileTarget(removed), { name: removed.name });
        return removed;
      });
      if (row) await storage.remove(storageKey(row));
      return row !== undefined;
    },
  };
}

/**
 * Counts and hashes a stream. `assertSize` receives the number of bytes so far and throws when the content is too
 * large.
 */
export function measureContent(content: AsyncIterable<Uint8Array>, assertSize: (sizeBytes: number) => void) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  async function* pass() {
    for await (const chunk of content) {
      sizeBytes += chunk.byteLength;
      assertSize(sizeBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { measured: pass(), measure: () => ({ sizeBytes, sha256: hash.digest("hex") }) };
}

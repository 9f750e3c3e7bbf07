import { createHash } from "node:crypto";
import { connectionLost } from "../../db/database-unavailable.ts";
import { and, desc, eq, gt, inArray, isNull, lt, or } from "../../db/drizzle.ts";
import { files } from "../../db/file-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import type { Cause, Principal, Scope } from "../../http/caller.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import type { Storage } from "./storage/storage.ts";
import { assertRoom, assertRoomWith, readRoom } from "./storage-quota.ts";

export type FileRow = typeof files.$inferSelect;

export interface NewFile {
  orgId: string;
  name: string;
  contentType: string;
  createdBy: string;
  expiresAt?: Date | undefined;
  /** What a caller must have to see it; absent: no more than the operation needs. */
  readScope?: Scope | undefined;
  content: AsyncIterable<Uint8Array>;
  /** The request that stores it; absent: a job does. */
  cause?: Cause;
}

/** The content has more bytes than one file may have. */
export class FileTooLargeError extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`a file may have at most ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

export interface FilesServiceOptions {
  storage: Storage;
  maxBytes: number;
  now: () => Date;
  /** Opens a transaction in which the organization's rows can be seen. */
  transact: <Result>(orgId: string, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
}

/** Who looks at files, and what they may do. */
type Reader = Pick<Principal, "orgId" | "scopes">;

export type FilesService = ReturnType<typeof createFilesService>;

export const storageKey = ({ orgId, id }: Pick<FileRow, "orgId" | "id">) => `${orgId}/${id}`;

/** A file on the audit log. */
export const fileTarget = ({ id }: Pick<FileRow, "id">) => ({ type: "file", id });

export function createFilesService({ storage, maxBytes, now, transact }: FilesServiceOptions) {
  /**
   * A file that has expired is gone for its readers, whether or not it was cleaned up yet, and one that they may not see isn't
   * there for them.
   */
  const readable = ({ orgId, scopes }: Reader) =>
    and(
      eq(files.orgId, orgId),
      or(isNull(files.expiresAt), gt(files.expiresAt, now())),
      or(isNull(files.readScope), inArray(files.readScope, [...scopes])),
    );

  return {
    /**
     * Stores the content first and then the row, so that a row always has its content. Content whose row didn't make
     * it is removed here, or by the cleanup when this process dies in between, or can't know whether it made it.
     */
    async write({ content, cause, ...file }: NewFile): Promise<FileRow> {
      const createdAt = now();
      const id = newId(createdAt);
      const key = storageKey({ orgId: file.orgId, id });
      // Whether there is still room for all of it is seen when its row is there. This ends what can't have any.
      const room = await transact(file.orgId, (tx) => readRoom(tx, file.orgId));
      const { measured, measure } = measureContent(content, (sizeBytes) => {
        if (sizeBytes > maxBytes) throw new FileTooLargeError(maxBytes);
        assertRoom(room, sizeBytes);
      });
      await storage.write(key, measured);
      const { expiresAt = null, readScope = null } = file;
      const row: FileRow = { ...file, id, expiresAt, readScope, createdAt, ...measure() };
      try {
        await transact(file.orgId, async (tx) => {
          await tx.db.insert(files).values(row);
          await assertRoomWith(tx, row.orgId, row.sizeBytes);
          if (cause) await recordChange(tx, cause, fileTarget(row), { name: row.name, sizeBytes: row.sizeBytes });
        });
      } catch (error) {
        if (!connectionLost(error)) await storage.remove(key);
        throw error;
      }
      return row;
    },

    async find(reader: Reader, fileId: string): Promise<FileRow | undefined> {
      const [row] = await transact(reader.orgId, ({ db }) =>
        db
          .select()
          .from(files)
          .where(and(readable(reader), eq(files.id, fileId))),
      );
      return row;
    },

    /** Up to `limit` files, newest first, from before the file `before`. */
    list(reader: Reader, limit: number, before?: string): Promise<FileRow[]> {
      return transact(reader.orgId, ({ db }) =>
        db
          .select()
          .from(files)
          .where(and(readable(reader), before === undefined ? undefined : lt(files.id, before)))
          .orderBy(desc(files.id))
          .limit(limit),
      );
    },

    open(file: FileRow, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
      return storage.read(storageKey(file), range);
    },

    /** Where a file can be read without asking us, and until when: `seconds` from now, or until it expires. */
    async url(file: FileRow, seconds: number): Promise<{ url: string; expiresAt: Date }> {
      const left = file.expiresAt ? Math.floor((file.expiresAt.getTime() - now().getTime()) / 1000) : seconds;
      const lasts = Math.max(1, Math.min(seconds, left));
      const url = await storage.direct.downloadUrl(storageKey(file), file.name, lasts);
      return { url, expiresAt: new Date(now().getTime() + lasts * 1000) };
    },

    /** Removes the row and then the content, which the cleanup finds when this process dies in between. False: no such file. */
    async remove(reader: Reader, fileId: string, cause: Cause): Promise<boolean> {
      const row = await transact(reader.orgId, async (tx) => {
        const [removed] = await tx.db
          .delete(files)
          .where(and(readable(reader), eq(files.id, fileId)))
          .returning();
        if (removed) await recordChange(tx, cause, fileTarget(removed), { name: removed.name });
        return removed;
      });
      if (row) await storage.remove(storageKey(row));
      return row !== undefined;
    },
  };
}

/** Counts and hashes the bytes while they pass. `assertSize` hears how many have come, and throws when they are too many. */
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

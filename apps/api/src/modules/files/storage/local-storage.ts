import { randomUUID } from "node:crypto";
import { constants, type Dirent } from "node:fs";
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { FileMissingError, type Storage } from "./storage.ts";

const keyPattern = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

/**
 * Files in a folder: `objects/<orgId>/<fileId>`, written to `uploads/` first and renamed when all of it is on disk.
 * What is there is always whole.
 */
export async function createLocalStorage(root: string): Promise<Storage> {
  const objects = path.join(root, "objects");
  const uploads = path.join(root, "uploads");
  await mkdir(objects, { recursive: true, mode: 0o700 });
  await mkdir(uploads, { recursive: true, mode: 0o700 });

  function locate(key: string): string {
    if (!keyPattern.test(key)) throw new Error(`not a storage key: ${key}`);
    return path.join(objects, key);
  }

  return {
    async write(key, content) {
      const target = locate(key);
      const upload = path.join(uploads, randomUUID());
      const file = await open(upload, "wx", 0o600);
      try {
        for await (const chunk of content) await file.writeFile(chunk);
        await file.sync();
        await file.close();
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(upload, target);
        await syncFolder(path.dirname(target));
      } catch (error) {
        await file.close().catch(() => {});
        await rm(upload, { force: true });
        throw error;
      }
    },

    async read(key, range) {
      const file = await openForReading(locate(key));
      const stream = file.createReadStream({
        ...(range && { start: range.start, end: range.end }),
        highWaterMark: 256 * 1024,
      });
      return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
    },

    async remove(key) {
      await rm(locate(key), { force: true });
    },

    async removeAbandoned(before) {
      const removed = { count: 0, sizeBytes: 0 };
      for await (const { file, sizeBytes } of filesBefore(uploads, before)) {
        await rm(file, { force: true });
        removed.count++;
        removed.sizeBytes += sizeBytes;
      }
      return removed;
    },

    async *list(before) {
      for (const org of await readdir(objects)) {
        for await (const { name, sizeBytes } of filesBefore(path.join(objects, org), before)) {
          const key = `${org}/${name}`;
          if (keyPattern.test(key)) yield { key, sizeBytes };
        }
      }
    },
  };
}

/** Doesn't follow a link that somebody has put in place of a file. */
async function openForReading(file: string): Promise<FileHandle> {
  return open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new FileMissingError(`nothing is stored at ${file}`) : error;
  });
}

/** A rename is on disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function* filesBefore(folder: string, before: Date) {
  const entries: AsyncIterable<Dirent> = await opendir(folder);
  for await (const entry of entries) {
    const file = path.join(folder, entry.name);
    const found = entry.isFile() ? await stat(file).catch(() => undefined) : undefined;
    if (found && found.mtime < before) yield { file, name: entry.name, sizeBytes: found.size };
  }
}

import { randomUUID } from "node:crypto";
import type { Dirent } from "node:fs";
import { lstat, mkdir, open, opendir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { createLocalDirect } from "./local-direct.ts";
import { openForReading, refuse, streamFile, syncFolder } from "./local-disk.ts";
import { assertOrgFolder, assertStorageKey, isStorageKey, type Storage } from "./storage.ts";

/**
 * Local storage: files in `objects/<orgId>/<fileId>`. A file is written to `uploads/` and renamed when all of it is on disk, so a file in
 * `objects/` is always complete. Symbolic links are not followed.
 */
export async function createLocalStorage(root: string, keyFile: string): Promise<Storage> {
  const objects = path.join(root, "objects");
  const uploads = path.join(root, "uploads");
  await mkdir(objects, { recursive: true, mode: 0o700 });
  await mkdir(uploads, { recursive: true, mode: 0o700 });

  async function locate(key: string): Promise<string> {
    assertStorageKey(key);
    const file = path.join(objects, key);
    const folder = await lstat(path.dirname(file)).catch(() => undefined);
    if (folder && !folder.isDirectory()) throw new Error(`not a folder: ${path.dirname(file)}`);
    return file;
  }

  async function locateNew(key: string): Promise<string> {
    const file = await locate(key);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 }).catch(refuse);
    return file;
  }

  async function writeWhole(target: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const upload = path.join(uploads, randomUUID());
    const file = await open(upload, "wx", 0o600).catch(refuse);
    try {
      for await (const chunk of content) await file.writeFile(chunk);
      await file.sync();
      await file.close();
      await rename(upload, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      await file.close().catch(() => {});
      await rm(upload, { force: true }).catch(() => {});
      refuse(error);
    }
  }

  return {
    write: async (key, content) => writeWhole(await locateNew(key), content),

    read: async (key, range) => streamFile(await openForReading(await locate(key)), range),

    async remove(key) {
      await rm(await locate(key), { force: true }).catch(refuse);
    },

    async removeOrg(orgId) {
      assertOrgFolder(orgId);
      await rm(path.join(objects, orgId), { recursive: true, force: true }).catch(refuse);
      for (const name of await readdir(uploads)) {
        if (name.startsWith(`${orgId}.`)) await rm(path.join(uploads, name), { force: true }).catch(refuse);
      }
    },

    async *list(before) {
      for (const org of await readdir(objects, { withFileTypes: true })) {
        if (!org.isDirectory()) continue;
        for await (const { name, sizeBytes } of filesBefore(path.join(objects, org.name), before)) {
          const key = `${org.name}/${name}`;
          if (isStorageKey(key)) yield { key, sizeBytes };
        }
      }
    },

    async *listUnfinished(before) {
      for await (const { file, sizeBytes } of filesBefore(uploads, before)) {
        yield { sizeBytes, remove: () => rm(file, { force: true }) };
      }
    },

    direct: await createLocalDirect({ keyFile, uploads, locate, locateNew, writeWhole }),
  };
}

async function* filesBefore(folder: string, before: Date) {
  const entries: AsyncIterable<Dirent> = await opendir(folder);
  for await (const entry of entries) {
    const file = path.join(folder, entry.name);
    const found = entry.isFile() ? await stat(file).catch(() => undefined) : undefined;
    if (found && found.mtime < before) yield { file, name: entry.name, sizeBytes: found.size };
  }
}

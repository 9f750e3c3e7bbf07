/** What both ways of writing and reading files on a disk need: how it refuses, and when what was written is there for good. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { UnavailableError } from "../../../unavailable.ts";
import { FileMissingError } from "./storage.ts";

/** What a disk says that is full, broken or gone. */
const diskCodes = /^(ENOSPC|EDQUOT|EIO|EROFS|ESTALE|ENOTCONN|EMFILE|ENFILE)$/;

export function refuse(error: unknown): never {
  const { code = "" } = error as NodeJS.ErrnoException;
  throw diskCodes.test(code) ? new UnavailableError("The file store", { cause: error }) : error;
}

export async function openForReading(file: string): Promise<FileHandle> {
  return open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new FileMissingError(`nothing is stored at ${file}`) : refuse(error);
  });
}

/** A rename is on disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** Shared by the local storage and its direct uploads: errors of the disk, reading, and durable writes. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { UnavailableError } from "../../../errors.ts";
import type { ByteRange } from "../byte-range.ts";
import { FileMissingError } from "./storage.ts";

/** Error codes of a full, broken or missing disk. */
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

const blockBytes = 256 * 1024;

/**
 * Streams the content of an open file, one block per read. Closes the file at its end, on an error and on cancel.
 *
 * Not `Readable.toWeb`: it throws uncaught when its stream is cancelled in the tick in which it resumes (nodejs/node#54205).
 * Not an async generator: a generator that is cancelled before its first read never runs, so it can't close the file.
 */
export function streamFile(file: FileHandle, range: ByteRange | undefined): ReadableStream<Uint8Array> {
  let position = range?.start ?? 0;
  const end = range ? range.end + 1 : Number.POSITIVE_INFINITY;
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const block = Buffer.allocUnsafe(Math.min(blockBytes, end - position));
          const { bytesRead } = await file.read(block, 0, block.length, position);
          if (cancelled) return;
          position += bytesRead;
          if (bytesRead > 0) controller.enqueue(block.subarray(0, bytesRead));
          if (bytesRead > 0 && position < end) return;
          await file.close();
          controller.close();
        } catch (error) {
          await file.close();
          refuse(error);
        }
      },
      async cancel() {
        cancelled = true;
        // `close` waits for the running read.
        await file.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Syncs a folder. A rename is durable only after that. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

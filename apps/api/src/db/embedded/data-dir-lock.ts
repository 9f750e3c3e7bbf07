import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DataDirLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Makes this process the only one that runs PostgreSQL in `dataDir`, until `release()` or its death.
 *
 * The lock is the kernel's, on the open file `postgres.lock`: it goes with the process however that ends, so nothing
 * stale can stay behind and a reused pid means nothing. Node has no flock; SQLite, which it has, takes exactly this
 * lock on every platform when it opens an exclusive transaction (on an empty file, nothing is ever written to it).
 *
 * Never open `postgres.lock` in any other way: closing any handle of a file drops the process's POSIX locks on it.
 *
 * Throws, naming the folder and the holder's pid, when the lock is held (by another process or by this one).
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const pidFile = path.join(dataDir, "postgres.lock.pid");
  const lock = openLock(dataDir, path.join(dataDir, "postgres.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
    rmSync(pidFile, { force: true }); // It may be another user's.
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw heldByAnother(dataDir, pidFile);
    throw unlockable(dataDir, error);
  }
  return {
    release() {
      if (!lock.isOpen) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function openLock(dataDir: string, file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw unlockable(dataDir, error);
  }
}

function heldByAnother(dataDir: string, pidFile: string): Error {
  const pid = readPid(pidFile);
  return new Error(
    `The data folder ${dataDir} is in use by process ${pid ?? "(unknown)"}. Stop that process, or use another folder.`,
  );
}

function readPid(pidFile: string): string | null {
  try {
    return readFileSync(pidFile, "utf8").trim() || null;
  } catch {
    return null; // Only for the message: the lock itself is what counts.
  }
}

function unlockable(dataDir: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The data folder ${dataDir} can't be locked (${reason}). Does it belong to another user?`, {
    cause,
  });
}

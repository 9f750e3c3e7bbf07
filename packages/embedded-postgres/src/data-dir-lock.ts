import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DataDirLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Locks `dataDir` for this process until `release()` or the end of the process.
 *
 * The kernel holds the lock on the open file `postgres.lock` and releases it when the process ends, however it ends. So
 * no lock can be stale, and a reused pid has no effect. Node has no flock. Its SQLite takes the same lock on every
 * platform when it opens an exclusive transaction; the file stays empty.
 *
 * Warning: don't open `postgres.lock` elsewhere. Closing any handle of a file drops the process's POSIX locks on it.
 *
 * Throws, with the folder and the holder's pid, when another process or this one holds the lock.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const pidFile = path.join(dataDir, "postgres.lock.pid");
  const lock = openLock(dataDir, path.join(dataDir, "postgres.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
    rmSync(pidFile, { force: true }); // An old pid file may belong to another user, so it is replaced, not overwritten.
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
    return null; // An unreadable pid file only makes the error message less precise.
  }
}

function unlockable(dataDir: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The data folder ${dataDir} can't be locked (${reason}). Give this user write access, or use another folder.`,
    {
      cause,
    },
  );
}

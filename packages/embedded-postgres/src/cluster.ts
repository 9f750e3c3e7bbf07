import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

/** Paths of an embedded server's parts in its data folder. */
export interface ClusterPaths {
  dataDir: string;
  clusterDir: string;
  passwordFile: string;
  socketDir: string;
  logFile: string;
}

export const SUPERUSER = "postgres";
const UNFINISHED = "postgres.unfinished-";

export function clusterPaths(dataDir: string): ClusterPaths {
  return {
    dataDir,
    clusterDir: path.join(dataDir, "postgres"),
    passwordFile: path.join(dataDir, "postgres.password"),
    socketDir: path.join(dataDir, "postgres.socket"),
    logFile: path.join(dataDir, "postgres.log"),
  };
}

/**
 * Creates the cluster if there is none, otherwise checks it. Returns the superuser's password. Throws if another major
 * version created the folder, or if it isn't a cluster or can't be read. The caller must hold the folder's lock.
 */
export async function ensureCluster(
  paths: ClusterPaths,
  { binaries, runAs, fsync, log }: { binaries: Binaries; runAs: RunAs; fsync: boolean; log: (line: string) => void },
): Promise<string> {
  await removeUnfinished(paths.dataDir);
  const found = await readVersion(paths.clusterDir);
  if (found === null) {
    await initialise(paths, { binaries, runAs, fsync, log });
  } else if (found !== runAs.majorVersion) {
    throw wrongVersion(paths, found, runAs.majorVersion);
  }
  return readPassword(paths);
}

/**
 * Creates a cluster in a temporary folder and renames it when it is complete. The next start removes the temporary
 * folder of a killed process. Each attempt has its own folder, because the initdb of a killed process may still be
 * writing.
 */
async function initialise(
  paths: ClusterPaths,
  { binaries, runAs, fsync, log }: { binaries: Binaries; runAs: RunAs; fsync: boolean; log: (line: string) => void },
): Promise<void> {
  log(`Creating a PostgreSQL ${runAs.majorVersion} database in ${paths.clusterDir}`);
  const password = randomBytes(24).toString("base64url");
  const unfinished = await mkdtemp(path.join(paths.dataDir, UNFINISHED));
  const cluster = path.join(unfinished, "cluster");
  const passwordCopy = path.join(unfinished, "password");
  await writeFile(passwordCopy, password, { mode: 0o600 });
  await giveTo(runAs, unfinished, passwordCopy);

  const { code, output } = await runAs.run(binaries.initdb, [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordCopy}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(fsync ? [] : ["--no-sync"]),
  ]);
  if (code !== 0) throw new Error(`initdb failed in ${paths.dataDir} (exit code ${code}):\n${output.trim()}`);

  // The password is written before the rename, because a renamed cluster counts as complete.
  await writeFile(paths.passwordFile, password, { mode: 0o600, flush: fsync });
  await chmod(paths.passwordFile, 0o600);
  await rename(cluster, paths.clusterDir);
  if (fsync) await syncFolder(paths.dataDir);
  await rm(unfinished, { recursive: true });
}

/** Creates an empty folder that only PostgreSQL's user can access. */
export async function makePrivateFolder(runAs: RunAs, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await giveTo(runAs, folder);
}

async function giveTo({ owner }: RunAs, ...files: string[]): Promise<void> {
  if (owner) for (const file of files) await chown(file, owner.uid, owner.gid);
}

async function removeUnfinished(dataDir: string): Promise<void> {
  const left = (await readdir(dataDir)).filter((name) => name.startsWith(UNFINISHED));
  // A folder may fail to be removed while the initdb of a killed process still writes to it. The next start tries
  // again.
  for (const name of left) await rm(path.join(dataDir, name), { recursive: true, force: true }).catch(() => {});
}

async function readVersion(clusterDir: string): Promise<string | null> {
  try {
    return (await readFile(path.join(clusterDir, "PG_VERSION"), "utf8")).trim();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new Error(`The database in ${clusterDir} can't be read by this user.`, { cause });
    if (await isMissingOrEmpty(clusterDir)) return null;
    throw new Error(`${clusterDir} holds files but no PostgreSQL database. Move it away.`, { cause });
  }
}

async function isMissingOrEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

async function readPassword(paths: ClusterPaths): Promise<string> {
  try {
    return (await readFile(paths.passwordFile, "utf8")).trim();
  } catch (cause) {
    throw new Error(`${paths.passwordFile}, the password of the database in ${paths.clusterDir}, can't be read.`, {
      cause,
    });
  }
}

function wrongVersion({ clusterDir }: ClusterPaths, found: string, ours: string): Error {
  return new Error(
    `The database in ${clusterDir} was created by PostgreSQL ${found}; this is PostgreSQL ${ours}, which can't open it. ` +
      `To keep its data: run PostgreSQL ${found} on it, pg_dump it, move the folder away, start again and restore the ` +
      "dump. To start empty: move the folder away. Or set DATABASE_URL to a server that runs it.",
  );
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return; // Windows can't open a folder, so it can't be synced there.
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

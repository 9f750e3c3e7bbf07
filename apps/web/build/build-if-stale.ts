import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const web = path.join(import.meta.dirname, "..");
const dist = path.join(web, "dist");
const client = path.join(web, "../../packages/contracts/client");
/** Files and folders that the build depends on. A change in any of these files or folders makes the build stale. */
const sources = [
  path.join(web, "src"),
  path.join(web, "public"),
  path.join(web, "build"),
  path.join(web, "index.html"),
  path.join(web, "vite.config.ts"),
  path.join(web, "package.json"),
  client,
];

/**
 * Builds the web app if there is no build, or if its sources have changed since the last build. Throws an error with
 * the output of a failed build.
 */
export async function buildWebAppIfStale(): Promise<void> {
  if (Math.max(...sources.map(changedAt)) < changedAt(path.join(dist, "index.html"))) return;
  // Builds into a separate folder, which then replaces the old build. Several processes may start at once, and each
  // must find a complete build.
  const fresh = `${dist}-${process.pid}`;
  try {
    await build(fresh);
    await replaceBuild(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function build(outDir: string): Promise<void> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  // The build runs in a separate process, so that its memory is freed. NODE_ENV is set because it may be `test` here,
  // which would select React's development build.
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn", "--outDir", outDir], { cwd: web, env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the web app can't be built:\n${printed.trim()}`);
}

async function replaceBuild(fresh: string): Promise<void> {
  const old = `${fresh}-old`;
  // The rename fails if there is no old build, or if another process replaces the old build at the same time. Both
  // errors are ignored: the build of the other process is as good as this one.
  await rename(dist, old).catch(() => {});
  await rename(fresh, dist).catch((error) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  await rm(old, { recursive: true, force: true });
}

/**
 * Time of the latest change of a file, or of a folder with its files. The deletion of a file counts as a change of its
 * folder. 0: the file doesn't exist.
 */
function changedAt(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(file).filter((name) => !/^(node_modules|dist|test)/.test(name));
  return Math.max(stats.mtimeMs, ...entries.map((name) => changedAt(path.join(file, name))));
}

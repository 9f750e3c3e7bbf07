import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const web = path.join(import.meta.dirname, "..");
const dist = path.join(web, "dist");
const client = path.join(web, "../../packages/contracts/client");
/** What the build is made of. */
const sources = [
  path.join(web, "src"),
  path.join(web, "public"),
  path.join(web, "build"),
  path.join(web, "index.html"),
  path.join(web, "vite.config.ts"),
  path.join(web, "package.json"),
  client,
];

/** Builds the web app when there is no build, or one that is older than its sources. Throws what the build printed. */
export async function buildWebAppIfStale(): Promise<void> {
  if (Math.max(...sources.map(changedAt)) < changedAt(path.join(dist, "index.html"))) return;
  // Built beside the old one and put in its place: several processes may start at once, and each finds a whole build.
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
  // A process of its own gives back what a build takes. NODE_ENV may say `test` here, and React would be built for that.
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
  // There may be none, and another process may be about to do the same: then its build is as good.
  await rename(dist, old).catch(() => {});
  await rename(fresh, dist).catch((error) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  await rm(old, { recursive: true, force: true });
}

/** When the file, or the latest in the folder, was changed; a folder changes when a file goes. 0: there is none. */
function changedAt(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(file).filter((name) => !/^(node_modules|dist|test)/.test(name));
  return Math.max(stats.mtimeMs, ...entries.map((name) => changedAt(path.join(file, name))));
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const web = path.join(import.meta.dirname, "..");
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
  const builtAt = changedAt(path.join(web, "dist/index.html"));
  if (Math.max(...sources.map(changedAt)) < builtAt) return;
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  // A process of its own gives back what a build takes. NODE_ENV may say `test` here, and React would be built for that.
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: web, env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the web app can't be built:\n${printed.trim()}`);
}

/** When the file, or the latest in the folder, was changed; a folder changes when a file goes. 0: there is none. */
function changedAt(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(file).filter((name) => !["node_modules", "dist", "test"].includes(name));
  return Math.max(stats.mtimeMs, ...entries.map((name) => changedAt(path.join(file, name))));
}

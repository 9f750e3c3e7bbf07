import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of Swift. */
    s3Endpoint: string;
  }
}

/** Debian's Python, which finds Debian's packages. */
const python = "/usr/bin/python3";

/** Installs Swift if it is missing, and starts it for the run. It stops with the run, however the run ends. */
export default async function setUpSwift(project: TestProject): Promise<() => Promise<void>> {
  if (!hasSwift()) install();
  const folder = await mkdtemp(path.join(tmpdir(), "gaffer-test-swift-"));
  const script = path.join(import.meta.dirname, "swift-server.py");
  const server = spawn(python, [script, folder], { stdio: ["pipe", "pipe", "inherit"] });
  project.provide("s3Endpoint", `http://127.0.0.1:${await portOf(server)}`);
  return async () => {
    server.stdin.end();
    server.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

function hasSwift(): boolean {
  return spawnSync(python, ["-c", "import swift.common.middleware.s3api.s3api"]).status === 0;
}

/** Installs only Swift's library: Debian's `swift-*` packages would start servers. */
function install(): void {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const command of ["update", "install -y --no-install-recommends python3-swift"]) {
    const [program = "", ...args] = [...asRoot, "apt-get", "-q", ...command.split(" ")];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const { status, error } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"], env });
    if (status !== 0)
      throw new Error(`${program} ${args.join(" ")} failed; it needs Debian, and root or sudo`, { cause: error });
  }
}

async function portOf(server: ChildProcess): Promise<number> {
  const ended = new Promise<never>((_, reject) => {
    server.once("error", reject).once("exit", (code) => reject(new Error(`Swift ended with ${code}`)));
  });
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
  const first = (async () => {
    for await (const line of lines) return JSON.parse(line).port as number;
    throw new Error("Swift printed nothing");
  })();
  return Promise.race([first, ended]);
}

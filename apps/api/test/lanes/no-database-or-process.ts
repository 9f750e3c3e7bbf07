/** Setup of the lanes `unit` and `handlers`: a test that opens a database or starts a process fails. */
import childProcess, { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";
import pg from "pg";

function refuse(what: string): () => never {
  return () => {
    throw new Error(
      `A test in this lane can't ${what}. Move it to a file whose name ends in .test.ts, outside test/handlers; see docs/testing.md.`,
    );
  };
}

pg.Client.prototype.connect = refuse("open a database");
// Node.js starts every asynchronous child process through this method.
(ChildProcess.prototype as unknown as { spawn: () => never }).spawn = refuse("start a process");
for (const start of ["spawnSync", "execSync", "execFileSync"] as const) childProcess[start] = refuse("start a process");
workerThreads.Worker = class {
  constructor() {
    refuse("start a thread")();
  }
} as unknown as typeof workerThreads.Worker;
syncBuiltinESMExports();

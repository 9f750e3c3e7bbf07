/**
 * A process of its own that runs a server: `node run-server.ts <data folder>`. Prints its connection as one line.
 * Without fsync: what a killed process has written, the kernel still has; only a machine that dies needs more.
 */
import { startEmbeddedServer } from "../src/embedded-server.ts";

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error("usage: node run-server.ts <data folder>");
try {
  const { connectionString } = await startEmbeddedServer({ dataDir, fsync: false });
  process.stdout.write(`${JSON.stringify({ connectionString })}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

/**
 * Runs a server in its own process: `node run-server.ts <data folder>`. Prints the connection string. The server needs
 * no fsync, because the kernel keeps what a killed process has written.
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

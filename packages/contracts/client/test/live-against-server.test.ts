/** Tests live updates of a server process, over a socket. Another process replaces the server during the stream. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cloneDatabase } from "../../../../apps/api/test/harness/database.ts";
import { holdFreePort } from "../../../../apps/api/test/harness/held-port.ts";
import { startProcess } from "../../../../apps/api/test/process/gaffer-process.ts";
import { createClient, type ReceivedUpdate } from "../index.ts";

test("SDK live updates against server › a loop over updates survives a restart of the server and misses no end of a job", async () => {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-sdk-events-"));
  // The second process listens on the same port.
  const { port, holder } = await holdFreePort();
  const settings = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: "warn", PORT: String(port) };
  const first = startProcess(settings);
  onTestFinished(async () => {
    holder.destroy();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const { url, orgId, apiKey } = await first.demo();
  const org = createClient({ baseUrl: url, apiKey }).org(orgId);

  const seen: ReceivedUpdate[] = [];
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const later = await org.jobs.create({
    type: "report:generate",
    input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
    runAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  async function watch(): Promise<void> {
    for await (const event of org.live({ jobId: later.id })) {
      seen.push(event);
      if (event.kind === "job" && event.job.status === "cancelled") return;
      // The stream sends another reset if a transaction was running in the database cluster when the first stream
      // started.
      if (event.kind === "reset" && (await org.jobs.get(later)).status === "cancelled") return;
      // Called only after the read above: `begin` lets the test stop the process, which must first respond to the read.
      begin();
    }
  }
  const watching = watch();
  await begun;
  first.child.kill("SIGTERM");
  expect(await first.exit).toBe(0);

  // The job is cancelled while no process serves the stream.
  const worker = startProcess({ ...settings, PORT: "0" });
  const elsewhere = createClient({ baseUrl: (await worker.demo()).url, apiKey }).org(orgId);
  await elsewhere.jobs.cancel(later);
  worker.child.kill("SIGTERM");
  await worker.exit;

  const second = startProcess(settings);
  await watching;
  expect(seen[0]).toMatchObject({ kind: "reset", reason: "connected" });
  second.child.kill("SIGTERM");
  expect(await second.exit).toBe(0);
});

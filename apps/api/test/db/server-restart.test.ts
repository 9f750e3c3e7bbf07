/** A PostgreSQL server that restarts under a running Gaffer. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedServer } from "@gaffer/embedded-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../harness/database.ts";
import { emptyProfile, startTestGaffer } from "../harness/test-gaffer.ts";
import { shortLimits } from "./behind-proxy.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-restart-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("PostgreSQL restart › running Gaffer › continues: requests, running jobs, new jobs, cancels and heartbeats", async () => {
  const settings = { dataDir, fsync: false };
  const server = await startEmbeddedServer(settings);
  const database = openTestDatabase(server.connectionString);
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const gateOf = (jobId: string) => gates.get(jobId) ?? gates.set(jobId, Promise.withResolvers()).get(jobId);
  const gaffer = await startTestGaffer({
    database,
    limits: shortLimits,
    timing: { pollMs: 600_000, heartbeatMs: 200, lostAfterMs: 2_000 },
    handler: async ({ jobId, signal }) => {
      signal.addEventListener("abort", () => gateOf(jobId)?.resolve());
      await gateOf(jobId)?.promise;
      return { output: emptyProfile };
    },
  });
  const during = await gaffer.createJob();
  const cancelled = await gaffer.createJob();
  for (const { id } of [during, cancelled])
    await expect.poll(async () => (await gaffer.getJob(id)).status).toBe("processing");

  await server.stop();
  const refused = await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input: { fileId: during.id } });
  expect(refused).toMatchObject({ status: 503, body: { type: "/problems/unavailable" } });
  gateOf(during.id)?.resolve();
  await gaffer.log.waitFor(({ msg }) => msg.startsWith("could not write the outcome"));
  const again = await startEmbeddedServer(settings);
  // The restarted server has the same URL.
  expect(again.connectionString).toBe(server.connectionString);

  await gaffer.log.waitFor(({ msg }) => msg === "listening for notifications again");
  await expect.poll(async () => (await gaffer.inOrg("GET", "/jobs")).status, { timeout: 60_000 }).toBe(200);
  const later = await gaffer.createJob();
  gateOf(later.id)?.resolve();
  expect(await gaffer.attemptEnded(later.id)).toMatchObject({ status: "completed" });
  expect(await gaffer.attemptEnded(during.id)).toMatchObject({ status: "completed", attempt: 1 });
  await gaffer.inOrg("POST", `/jobs/${cancelled.id}/cancel`);
  expect(await gaffer.attemptEnded(cancelled.id)).toMatchObject({ attempt: 1 });
  const heartbeats = "select from workers where heartbeat_at > clock_timestamp() - interval '1 second'";
  await expect.poll(async () => (await database.admin.query(heartbeats)).rowCount).toBe(1);
  expect(gaffer.log.lines.filter(({ msg }) => msg === "the job's worker was lost")).toEqual([]);

  await gaffer.stop();
  await database.drop();
  await again.stop();
});

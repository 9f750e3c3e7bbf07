/** What a scheduler does during a database outage, and that it recovers without help. */
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type BehindProxy, startBehindProxy, waitingForLocks } from "../db/behind-proxy.ts";
import { holdInserts } from "../harness/held-transactions.ts";
import { startTcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { addOrgs, addSchedules, countRuns, eachOnce } from "./many-schedules.ts";
import { startScheduler } from "./running-scheduler.ts";

let scheduler: BehindProxy;
let orgIds: string[];
beforeEach(async () => {
  scheduler = await startBehindProxy({ role: "scheduler", config: { orgConcurrency: 10_000 } });
  orgIds = await addOrgs(scheduler.database, 2);
  onTestFinished(() => scheduler.stop());
});

const patience = { timeout: 60_000 };

/** Adds schedules that are due now, over a connection that bypasses the proxy. */
function addDue(count: number): Promise<void> {
  const from = new Date();
  const recurrence = { kind: "once", at: from.toISOString() };
  return addSchedules(scheduler.database, orgIds, { count, name: "once", recurrence, from });
}

function goAway(): void {
  scheduler.proxy.refuse();
  scheduler.proxy.cut();
}

test("Scheduler during outages › connection lost in a transaction › repeats the batch", async () => {
  const { gaffer, proxy, database } = scheduler;
  const release = await holdInserts(database, "jobs");
  await addDue(100);
  await expect.poll(() => waitingForLocks(database), patience).toBe(1);
  goAway();
  await gaffer.log.waitFor(({ msg }) => msg.startsWith("schedules could not be run"));
  await release();
  await proxy.accept();
  await expect.poll(() => countRuns(database), patience).toEqual(eachOnce(100));
});

test("Scheduler during outages › connection lost at a commit › doesn't repeat the batch", async () => {
  const { database } = scheduler;
  await scheduler.gaffer.app.stop();
  // Only the scheduler's commits go through this proxy.
  const proxy = await startTcpProxy(targetOf(database.url));
  const alone = await startScheduler({ ...database, url: proxy.connectionString(database.url) });
  onTestFinished(() => alone.stop().then(proxy.stop));
  // The scheduler has made its first pass and sleeps.
  await expect.poll(() => alone.counts.queries).toBe(2);
  const lost = proxy.loseNextCommit();
  await addDue(100);
  await lost;
  await alone.log.waitFor(({ msg }) => msg.startsWith("schedules could not be run"));
  await addDue(50);
  await expect.poll(() => countRuns(database), patience).toEqual(eachOnce(150));
});

test("Scheduler during outages › missed notification › is made up for by a pass after the reconnection", async () => {
  const { gaffer, proxy, database } = scheduler;
  proxy.stall();
  await addDue(100);
  await gaffer.log.waitFor(({ msg }) => msg.startsWith("lost the connection that listens"));
  proxy.cut();
  proxy.resume();
  await expect.poll(() => countRuns(database), patience).toEqual(eachOnce(100));
});

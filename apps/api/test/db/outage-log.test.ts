/** The log during a database outage has each cause once, not once per request and retry. */
import { expect, test } from "vitest";
import { backoffMs } from "../../src/backoff.ts";
import { emptyProfile } from "../harness/test-gaffer.ts";
import { shortLimits, startBehindProxy } from "./behind-proxy.ts";

test("Outage log › outage with many requests and a busy worker › is logged in a few lines with their causes", async () => {
  const gate = Promise.withResolvers<void>();
  let started = 0;
  const { gaffer, proxy, database, stop } = await startBehindProxy({
    timing: { heartbeatMs: 100, lostAfterMs: 60_000 },
    // A refused connection fails at once. The limits are long, because a busy machine may be slow before the outage.
    limits: { ...shortLimits, connectMs: 30_000, statementMs: 30_000 },
    concurrency: 10,
    handler: async () => {
      started++;
      await gate.promise;
      return { output: emptyProfile };
    },
  });
  for (let job = 0; job < 10; job++) await gaffer.createJob();
  await expect.poll(() => started).toBe(10);

  const linesBefore = gaffer.log.lines.length;
  proxy.refuse();
  proxy.cut();
  gate.resolve();
  for (let sent = 0; sent < 100; sent++) expect((await gaffer.inOrg("GET", "/jobs")).status).toBe(503);
  const age = "select extract(epoch from clock_timestamp() - heartbeat_at)::float8 as seconds from workers";
  await expect
    .poll(async () => (await database.admin.query(age)).rows[0].seconds, { timeout: 60_000 })
    .toBeGreaterThan(3);
  const lines = gaffer.log.lines.slice(linesBefore);
  await proxy.accept();

  expect(lines.filter(({ msg, status }) => msg === "request" && status === 503)).toHaveLength(100);
  const troubles = lines.filter(({ level }) => level >= 40);
  // An outage causes eight kinds of errors. Some causes are logged twice: first as a closed connection, later as a
  // refused connection.
  expect(troubles.length).toBeLessThan(20);
  expect(troubles).toContainEqual(
    expect.objectContaining({
      msg: "the database doesn't respond to requests",
      err: expect.objectContaining({ code: "ECONNREFUSED" }),
    }),
  );
  // Lines stay short, because an error is logged without its connection object.
  expect(Math.max(...troubles.map((line) => JSON.stringify(line).length))).toBeLessThan(4_000);
  expect(JSON.stringify(troubles)).not.toContain(new URL(database.url).password);

  const completed = async () => (await gaffer.inOrg("GET", "/jobs?status=completed")).body.items?.length;
  await expect.poll(completed, { timeout: 60_000 }).toBe(10);
  await stop();
});

test("Outage log › backoff › grows up to a limit, with random differences", () => {
  const backoff = { first: 100, longest: 1_000 };
  for (const [failures, longest] of [100, 200, 400, 800, 1_000, 1_000].entries()) {
    const waits = Array.from({ length: 200 }, () => backoffMs(failures, backoff));
    expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(longest / 2);
    expect(new Set(waits).size).toBeGreaterThan(100);
  }
  expect(backoffMs(10_000, backoff)).toBeLessThanOrEqual(1_000);
});

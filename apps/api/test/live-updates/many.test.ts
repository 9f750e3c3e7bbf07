/** Many streams, many changes, and no stream at all. */
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { cloneDatabase } from "../harness/database.ts";
import { isJob, type OpenStream, openStream } from "../harness/open-stream.ts";
import { someFileId, startTestGaffer, type TestGaffer, type TestGafferOptions } from "../harness/test-gaffer.ts";
import { watchStatements } from "../tenancy/matrix/statements.ts";

let gaffer: TestGaffer;
afterEach(() => gaffer.stop());

/** Starts a Gaffer whose statements are all watched, from its first connection on. */
async function startWatched(liveTiming: TestGafferOptions["liveTiming"]) {
  const database = await cloneDatabase();
  const statements = watchStatements(database.url, "gaffer_api");
  gaffer = await startTestGaffer({ role: "api", database, ...(liveTiming && { liveTiming }) });
  onTestFinished(async () => {
    statements.stop();
    await database.drop();
  });
  return statements;
}

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const job = () => ({ type: "file:profile", input: { fileId: someFileId }, runAt: later() });
const hundred = <Result>(make: () => Result) => Array.from({ length: 100 }, make);
const ofEvents = (texts: readonly string[]) => texts.filter((text) => /org_changes|org_listeners/.test(text));

test("Many live update streams › without a stream › nothing is recorded or queried", async () => {
  const statements = await startWatched({ pollMs: 1 });
  await gaffer.createJob(job());
  const stream = await openStream(gaffer);
  await stream.waitFor(({ kind }) => kind === "reset");
  expect(ofEvents(statements.take()).length).toBeGreaterThan(0);
  await stream.close();
  statements.take();
  await gaffer.database.admin.query("delete from org_listeners");
  for (let i = 0; i < 20; i++) await gaffer.createJob(job());
  expect(ofEvents(statements.take())).toEqual([]);
  const { rows } = await gaffer.database.admin.query("select count(*)::int as rows from org_changes");
  expect(rows).toEqual([{ rows: 0 }]);
});

test("Many live update streams › a thousand of one organization › cost no more queries than one", async () => {
  const statements = await startWatched({ pollMs: 1_000 });
  const keys = [];
  for (let i = 0; i < 10; i++) keys.push(await gaffer.createKey());
  const streams: OpenStream[] = [];
  for (const as of keys) streams.push(...(await Promise.all(hundred(() => openStream(gaffer, { as })))));
  await Promise.all(streams.map((stream) => stream.waitFor(({ kind }) => kind === "reset")));
  statements.take();
  const { id } = await gaffer.createJob(job());
  // A poll sends an update to all streams at once, so the statements until the first stream has it are all of them.
  const sent = await Promise.race(streams.map((stream) => stream.waitFor(isJob(id)))).then(() => statements.take());
  await Promise.all(streams.map((stream) => stream.waitFor(isJob(id))));
  const states = sent.filter((text) => /^select .* from "gaffer"."current_jobs"/.test(text));
  expect(states.length).toBe(1);
  expect(ofEvents(sent).length).toBeLessThan(20);
  // The API key has as many open streams as one caller may have, so the API refuses another stream.
  const answer = await gaffer.inOrg("GET", "/live");
  expect(answer).toMatchObject({ status: 429, body: { type: "/problems/too-many-requests" } });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  await streams[0]?.close();
  await openStream(gaffer);
  await Promise.all(streams.map((stream) => stream.close()));
});

test("Many live update streams › limits › apply per caller and per process", async () => {
  gaffer = await startTestGaffer({ role: "api", config: { maxLiveStreams: 102 } });
  await Promise.all(hundred(() => openStream(gaffer)));
  expect((await gaffer.request("GET", "/metrics")).body).toMatch(/^gaffer_live_streams 100$/m);
  const refused = await gaffer.inOrg("GET", "/live");
  expect(refused).toMatchObject({ status: 429, body: { type: "/problems/too-many-requests" } });
  const as = await gaffer.createKey();
  for (let i = 0; i < 2; i++) await openStream(gaffer, { as });
  const url = `/v1/orgs/${gaffer.org.orgId}/live`;
  expect(await gaffer.request("GET", url, { as: await gaffer.createKey() })).toMatchObject({ status: 429 });
  // Refusing a stream logs no error.
  expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
});

test("Many live update streams › clients that disconnect at any moment › cause no log line", async () => {
  gaffer = await startTestGaffer({ role: "api", liveTiming: { pollMs: 1, heartbeatMs: 1 } });
  for (let i = 0; i < 50; i++) {
    const stream = await openStream(gaffer);
    if (i % 2 === 0) await stream.waitFor(({ kind }) => kind === "reset");
    await stream.close();
  }
  expect(gaffer.log.lines.filter(({ level }) => level >= 40)).toEqual([]);
});

describe("Many live update streams › more changes than can be sent", () => {
  test("cause a reset, but a stream of one job still gets its job", async () => {
    gaffer = await startTestGaffer({ role: "api", liveTiming: { pollMs: 10, maxPending: 20, maxPerPoll: 5 } });
    const watched = await gaffer.createJob(job());
    const all = await openStream(gaffer);
    const one = await openStream(gaffer, { query: `jobId=${watched.id}` });
    await Promise.all([all, one].map((stream) => stream.waitFor(({ kind }) => kind === "reset")));
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array.from({ length: 200 }, job) });
    // Another transaction of the cluster can also cause the reset. Then one reset covers this transaction and the many
    // changes.
    await all.waitFor((event) => event.kind === "reset" && event.reason !== "connected");
    await gaffer.inOrg("POST", `/jobs/${watched.id}/cancel`);
    await one.waitFor(isJob(watched.id, "cancelled"));
    expect(one.events.some((event) => event.kind === "reset" && event.reason === "tooManyChanges")).toBe(false);
    // After the reset, later changes are sent as events again.
    await gaffer.inOrg("POST", `/jobs/${body.jobs[0].id}/cancel`);
    await all.waitFor(isJob(body.jobs[0].id, "cancelled"));
  });

  test("below the limit are sent in several polls", async () => {
    gaffer = await startTestGaffer({ role: "api", liveTiming: { pollMs: 5, maxPerPoll: 5 } });
    const stream = await openStream(gaffer);
    await stream.waitFor(({ kind }) => kind === "reset");
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array.from({ length: 100 }, job) });
    await Promise.all(body.jobs.map(({ id }: { id: string }) => stream.waitFor(isJob(id))));
    expect(stream.events.filter(({ kind }) => kind === "job")).toHaveLength(100);
  });
});

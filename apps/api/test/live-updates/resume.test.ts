/** Resumed streams miss no committed change, however late its commit. */
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parseEventId } from "../../src/modules/live-updates/event-id.ts";
import { isJob, type OpenStream, openStream } from "../harness/open-stream.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const quick = { pollMs: 10, heartbeatMs: 20 };
const later = () => new Date(Date.now() + 3_600_000).toISOString();
/** The reasons of resets, except resets because of other transactions on the cluster. */
const reasons = ({ events }: OpenStream) =>
  events.flatMap((event) => (event.kind === "reset" && event.reason !== "openTransactions" ? [event.reason] : []));

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", liveTiming: quick });
});
afterAll(() => gaffer?.stop());

/** Changes the job's progress in a transaction that the returned function commits. */
async function changeSlowly(jobId: string, progress: number): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: gaffer.database.url, options: "-c search_path=gaffer" });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("begin");
  await client.query("update current_jobs set progress = $2 where id = $1", [jobId, progress]);
  return async () => void (await client.query("commit"));
}

const hasProgress = (id: string, progress: number) => (event: OpenStream["events"][number]) =>
  event.kind === "job" && event.job.id === id && event.job.progress === progress;

/**
 * Resolves with the next event id. It is later than everything sent so far. The server also sends ids when nothing
 * changes.
 */
async function nextId(stream: OpenStream): Promise<string> {
  const length = stream.text().length;
  await stream.waitForText((text) => /^id: .*\n\n/m.test(text.slice(length)));
  return stream.lastId() ?? "";
}

describe("Resumed live updates › transaction that commits late", () => {
  test("is sent after its commit, even if later transactions were sent before", async () => {
    const [early, late] = [await gaffer.createJob({ runAt: later() }), await gaffer.createJob({ runAt: later() })];
    const stream = await openStream(gaffer);
    await nextId(stream);
    const commit = await changeSlowly(early.id, 50);
    await gaffer.inOrg("POST", `/jobs/${late.id}/cancel`);
    await stream.waitFor(isJob(late.id, "cancelled"));
    await nextId(stream);
    expect(stream.events.some(hasProgress(early.id, 50))).toBe(false);
    await commit();
    await stream.waitFor(hasProgress(early.id, 50));
  });

  test("is sent to a client that resumes from before its commit", async () => {
    const job = await gaffer.createJob({ runAt: later() });
    const first = await openStream(gaffer);
    const commit = await changeSlowly(job.id, 60);
    // Another transaction commits after the slow transaction's write and before its commit.
    await gaffer.createJob({ runAt: later() });
    const lastEventId = await nextId(first);
    await first.close();
    await commit();
    const second = await openStream(gaffer, { lastEventId });
    await second.waitFor(hasProgress(job.id, 60));
    expect(reasons(second)).toEqual([]);
  });

  test("and began before the first stream causes a reset", async () => {
    const { orgId, ...as } = await gaffer.createOrg("silent");
    const { rows } = await gaffer.database.admin.query(
      `insert into scheduled_jobs (org_id, id, name, job, recurrence, timezone, missed, overlap, status, pause_reason, created_by,
                                   created_at, updated_at)
       values ($1, gen_random_uuid(), 'a', '{}', '{}', 'UTC', 'skip', 'skip', 'paused', 'requested', 'system', now(), now())
       returning id`,
      [orgId],
    );
    const client = new pg.Client({ connectionString: gaffer.database.url, options: "-c search_path=gaffer" });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("begin");
    await client.query("update scheduled_jobs set name = 'b' where id = $1", [rows[0].id]);
    const broken = await openStream(gaffer, { as, orgId });
    const stream = await openStream(gaffer, { as, orgId });
    await stream.waitFor(({ kind }) => kind === "reset");
    // Keepalives carry no event id: a client that resumed from such an id would miss the uncommitted change.
    const beats = (text: string) => text.split(":\n\n").length > 3;
    await Promise.all([broken, stream].map((each) => each.waitForText(beats)));
    expect([stream.lastId(), broken.lastId()]).toEqual([undefined, undefined]);
    expect(reasons(stream)).toEqual(["connected"]);
    await broken.close();
    await client.query("commit");
    await stream.waitFor((event) => event.kind === "reset" && event.reason === "openTransactions");
    await stream.close();
    // The organization's subscription is recorded as settled, so later streams don't wait for this transaction.
    const { rows: listeners } = await gaffer.database.admin.query(
      "select settled from org_listeners where org_id = $1",
      [orgId],
    );
    expect(listeners).toEqual([{ settled: true }]);
  });
});

test("Resumed live updates › server that restarts › loses no final state", async () => {
  const { database } = gaffer;
  const handler = async () => ({ output: emptyProfile });
  const first = await startTestGaffer({ role: "api", database, liveTiming: quick });
  const { org } = first;
  const stream = await openStream(first);
  const job = await first.createJob();
  await stream.waitFor(isJob(job.id, "pending"));
  const lastEventId = await nextId(stream);
  await first.stop();
  await stream.ended;
  expect(stream.events.at(-1)).toEqual({ kind: "end", reason: "stopping" });

  const worker = await startTestGaffer({ role: "worker", database, handler });
  await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === job.id);
  await worker.stop();
  const second = await startTestGaffer({ role: "api", database, liveTiming: quick });
  const resumed = await openStream(second, { as: org, orgId: org.orgId, lastEventId });
  await resumed.waitFor(isJob(job.id, "completed"));
  expect(reasons(resumed)).toEqual([]);
  await second.stop();
});

describe("Resumed live updates › reset", () => {
  test.each([
    ["no id of a stream", "nonsense"],
    ["an id of another time", `${crypto.randomUUID()}.10:20:`],
    ["no snapshot", `${crypto.randomUUID()}.20:10:`],
    ["an invalid transaction id", `${crypto.randomUUID()}.4294967296:4294967296:`],
  ])("after %s", async (_, lastEventId) => {
    const stream = await openStream(gaffer, { lastEventId });
    await nextId(stream);
    expect(reasons(stream)).toEqual(["notResumable"]);
  });

  test("needs no query for ids that can't be read: PostgreSQL reads all that the parser accepts", async () => {
    const edges = [0n, 1n, 2n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 32n + 1n, 2n ** 33n, 7n * 2n ** 32n, 10n ** 18n];
    const ids = fc.array(fc.constantFrom(...edges), { minLength: 2, maxLength: 5 });
    const snapshots = fc.sample(ids, { seed: 1, numRuns: 2_000 }).map((sample) => {
      const [begin, ...rest] = sample.toSorted((a, b) => (a < b ? -1 : 1));
      return `${begin}:${rest.pop()}:${rest}`;
    });
    const read = snapshots.filter((each) => parseEventId(`${crypto.randomUUID()}.${each}`));
    expect(read.length).toBeGreaterThan(100);
    await gaffer.database.admin.query("select each::pg_snapshot from unnest($1::text[]) as each", [read]);
  });

  test("after an id of the future and after one of another organization", async () => {
    const other = await gaffer.createOrg("other");
    const theirs = await openStream(gaffer, { as: other, orgId: other.orgId });
    const mine = await openStream(gaffer);
    const [epoch] = (await nextId(mine)).split(".");
    for (const lastEventId of [await nextId(theirs), `${epoch}.900000000000:900000000000:`]) {
      const stream = await openStream(gaffer, { lastEventId });
      await nextId(stream);
      expect(reasons(stream)).toEqual(["notResumable"]);
    }
  });

  test("after an id whose later changes have been pruned", async () => {
    const forgetful = await startTestGaffer({ role: "api", liveTiming: { ...quick, renewMs: 10, keptMs: 0 } });
    const stream = await openStream(forgetful);
    const lastEventId = await nextId(stream);
    const recorded = async () =>
      (await forgetful.database.admin.query("select count(*)::int as rows from org_changes")).rows[0].rows;
    const { id } = await forgetful.createJob({ runAt: later() });
    await stream.waitFor(isJob(id));
    await expect.poll(recorded).toBe(0);
    const stale = await openStream(forgetful, { lastEventId });
    await nextId(stale);
    expect(reasons(stale)).toEqual(["notResumable"]);
    // A client whose last event id is later than the deleted change can still resume.
    const fresh = await openStream(forgetful, { lastEventId: await nextId(stream) });
    await forgetful.inOrg("POST", `/jobs/${id}/cancel`);
    await fresh.waitFor(isJob(id, "cancelled"));
    expect(reasons(fresh)).toEqual([]);
    await forgetful.stop();
  });

  test("after another process has pruned the changes", async () => {
    const { database, org } = gaffer;
    const stream = await openStream(gaffer);
    const lastEventId = await nextId(stream);
    const { id } = await gaffer.createJob({ runAt: later() });
    await stream.waitFor(isJob(id));
    const forgetful = await startTestGaffer({
      role: "api",
      database,
      liveTiming: { ...quick, renewMs: 10, keptMs: 0 },
    });
    await openStream(forgetful, { as: org, orgId: org.orgId });
    const recorded = async () =>
      (await database.admin.query("select from org_changes where $1 = any (ids)", [id])).rowCount;
    await expect.poll(recorded).toBe(0);
    const stale = await openStream(gaffer, { lastEventId });
    await nextId(stale);
    expect(reasons(stale)).toEqual(["notResumable"]);
    await forgetful.stop();
  });

  test("after the record of changes is lost, as in a crash of the database", async () => {
    const impatient = await startTestGaffer({ role: "api", liveTiming: { ...quick, renewMs: 10 } });
    const stream = await openStream(impatient);
    await nextId(stream);
    await impatient.database.admin.query("truncate org_listeners, org_changes");
    await stream.waitFor((event) => event.kind === "reset" && event.reason === "notResumable");
    const { id } = await impatient.createJob({ runAt: later() });
    await stream.waitFor(isJob(id));
    await impatient.stop();
  });
});

test("Resumed live updates › changes without a stream › aren't recorded, and a client doesn't resume past them", async () => {
  const stream = await openStream(gaffer);
  const lastEventId = await nextId(stream);
  await stream.close();
  await gaffer.database.admin.query("update org_listeners set renewed_at = now() - interval '6 minutes'");
  const { id } = await gaffer.createJob({ runAt: later() });
  const { rows } = await gaffer.database.admin.query("select from org_changes where $1 = any (ids)", [id]);
  expect(rows).toEqual([]);
  const again = await openStream(gaffer, { lastEventId });
  await nextId(again);
  expect(reasons(again)).toEqual(["notResumable"]);
});

/** Responses of requests while the database is unreachable, slow or full. No request leaves a partial change. */
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "../harness/test-gaffer.ts";
import {
  type BehindProxy,
  expectUnavailable,
  holdCommits,
  lockTable,
  shortLimits,
  startBehindProxy,
  timed,
  waitingForLocks,
} from "./behind-proxy.ts";
import { job } from "./request-bodies.ts";

let setting: BehindProxy;
beforeAll(async () => {
  setting = await startBehindProxy({ role: "api", config: { databasePoolSize: 3 } });
});
afterAll(() => setting.stop());
afterEach(async () => {
  setting.proxy.cut();
  setting.proxy.resume();
  await setting.proxy.accept();
  await expectBack();
});

const listJobs = () => setting.gaffer.inOrg("GET", "/jobs");
const createJob = (key: string) => setting.gaffer.inOrg("POST", "/jobs", job, { "idempotency-key": key });

async function expectBack(): Promise<void> {
  await expect.poll(async () => (await listJobs()).status, { timeout: 60_000 }).toBe(200);
  expect((await setting.gaffer.request("GET", "/readyz")).status).toBe(200);
}

/** Expects that every pending job has the message of its run, and every message has its job. */
async function expectWholeJobs(): Promise<void> {
  const { rows } = await setting.database.admin.query(
    `select count(*)::int as half from current_jobs full join gaffer_queue.job message on message.id = current_jobs.message_id
      where (current_jobs.id is null and message.data ? 'jobId') or (message.id is null and current_jobs.status = 'pending')`,
  );
  expect(rows).toEqual([{ half: 0 }]);
}

describe("Requests during database faults › cut connections", () => {
  test("under load lose nothing that was acknowledged, and leave no half of a create", async () => {
    const { proxy, database } = setting;
    const keys = Array.from({ length: 60 }, () => crypto.randomUUID());
    const answers: Answer[] = [];
    const left = keys.keys();
    const oneAfterTheOther = async () => {
      for (const index of left) {
        answers[index] = await createJob(keys[index] as string);
        // Resets all connections while the other requests are at different points.
        if (index % 7 === 0) proxy.cut();
      }
    };
    await Promise.all(Array.from({ length: 10 }, oneAfterTheOther));
    for (const answer of answers) if (answer.status !== 201) expectUnavailable(answer);
    expect(answers.filter(({ status }) => status === 503)).not.toEqual([]);
    await expectBack();
    await expectWholeJobs();
    const again = await Promise.all(keys.map(createJob));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
    for (const [index, { status, body }] of answers.entries())
      if (status === 201) expect(again[index]?.body.id).toBe(body.id);
    const ids = again.map(({ body }) => body.id);
    const { rows } = await database.admin.query("select count(*)::int as jobs from current_jobs where id = any($1)", [
      ids,
    ]);
    expect(rows).toEqual([{ jobs: keys.length }]);
    await expectWholeJobs();
  });
});

describe("Requests during database faults › stalled database", () => {
  test("without open transactions: each request gets its response within its limit", async () => {
    await Promise.all([listJobs(), listJobs(), listJobs()]);
    setting.proxy.stall();
    const { result, ms } = await timed(Promise.all([listJobs(), createJob("silent"), listJobs(), listJobs()]));
    for (const answer of result) expectUnavailable(answer);
    expect(ms).toBeLessThan(shortLimits.answerMs / 2);
    const ready = await timed(setting.gaffer.request("GET", "/readyz"));
    expect(ready.result.status).toBe(503);
    expect(ready.ms).toBeLessThan(shortLimits.answerMs / 2);
    setting.proxy.resume();
    await expectBack();
    await expectWholeJobs();
  });

  test("in the middle of a transaction: client and server end it, and it holds no lock", async () => {
    const { proxy, database } = setting;
    const before = await database.admin.query("select count(*) from current_jobs");
    // The transaction of the create waits for this locked table before it sends its other statements.
    const unlock = await lockTable(database, "idempotency_keys");
    const created = timed(createJob("middle"));
    await expect.poll(() => waitingForLocks(database)).toBe(1);
    proxy.stall();
    await unlock();
    const { result, ms } = await created;
    expectUnavailable(result);
    // The response takes the limit of one statement only: the API doesn't also wait for a rollback.
    expect(ms).toBeLessThan(1.5 * (shortLimits.statementMs + 1_000));
    // PostgreSQL ends the transaction by its own limit, without any message from the API.
    const open =
      "select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'";
    await expect.poll(async () => (await database.admin.query(open)).rowCount).toBe(0);
    expect((await database.admin.query("select count(*) from current_jobs")).rows).toEqual(before.rows);
    proxy.resume();
    expect((await createJob("middle")).status).toBe(201);
    await expectWholeJobs();
  });
});

describe("Requests during database faults › commit whose response is lost", () => {
  test("is applied, and the same Idempotency-Key returns its job", async () => {
    const { proxy, database } = setting;
    const commit = await holdCommits(database, "jobs");
    const created = createJob("lost");
    await expect.poll(() => waitingForLocks(database)).toBe(1);
    proxy.stall();
    await commit();
    expectUnavailable(await created);
    proxy.cut();
    proxy.resume();
    await expectBack();
    const stored = "select response -> 0 ->> 'id' as id from idempotency_keys where key = 'lost'";
    const { rows } = await database.admin.query(stored);
    expect(await createJob("lost")).toMatchObject({ status: 201, body: rows[0] });
    await expectWholeJobs();
  });

  test("leaves a readable file", async () => {
    const { gaffer, proxy, database } = setting;
    const commit = await holdCommits(database, "files");
    const uploaded = gaffer.inOrg("POST", "/files?name=lost", "content", { "content-type": "text/plain" });
    await expect.poll(() => waitingForLocks(database)).toBe(1);
    proxy.stall();
    await commit();
    expectUnavailable(await uploaded);
    proxy.cut();
    proxy.resume();
    await expectBack();
    const { body } = await gaffer.inOrg("GET", "/files");
    expect(body.items).toMatchObject([{ name: "lost" }]);
    const file = await gaffer.inOrg("GET", `/files/${body.items[0].id}/content`);
    expect(file).toMatchObject({ status: 200, body: "content" });
  });
});

describe("Requests during database faults › slow database", () => {
  test("cancels a statement over its limit, and the next one works", async () => {
    const unlock = await lockTable(setting.database, "jobs");
    const { result, ms } = await timed(Promise.all([listJobs(), createJob("slow")]));
    for (const answer of result) expectUnavailable(answer);
    expect(ms).toBeLessThan(shortLimits.answerMs / 2);
    await unlock();
    expect((await createJob("slow")).status).toBe(201);
    await expectWholeJobs();
  });
});

describe("Requests during database faults › pool without a free connection", () => {
  let full: BehindProxy;
  beforeAll(async () => {
    const limits = { ...shortLimits, statementMs: 60_000, answerMs: 2_000 };
    full = await startBehindProxy({ role: "api", config: { databasePoolSize: 2 }, limits });
  });
  afterAll(() => full.stop());

  /** Occupies every connection of the pool until `unlock` is called. */
  async function fill({
    database,
    gaffer,
  } = full): Promise<{ answers: Promise<Answer[]>; unlock: () => Promise<void> }> {
    const unlock = await lockTable(database, "jobs");
    const answers = Promise.all([gaffer.inOrg("GET", "/jobs"), gaffer.inOrg("GET", "/jobs")]);
    await expect.poll(() => waitingForLocks(database)).toBe(2);
    return { answers, unlock };
  }

  test("lets a request wait for a connection up to a limit", async () => {
    const { answers, unlock } = await fill();
    const { result, ms } = await timed(full.gaffer.inOrg("GET", "/files"));
    expectUnavailable(result);
    expect(ms).toBeGreaterThan(shortLimits.connectMs - 100);
    await unlock();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  });

  test("responds within the limit of a request, whatever the request waits for", async () => {
    const { ms, result } = await timed(fill().then(({ answers }) => answers));
    for (const answer of result) expectUnavailable(answer);
    expect(ms).toBeGreaterThan(2_000 - 100);
    expect(ms).toBeLessThan(30_000);
  });

  test("serves the waiting requests when connections are free again", async () => {
    // Long limits, because this test checks none of them and a busy machine is slow.
    const limits = { ...shortLimits, connectMs: 60_000, statementMs: 60_000 };
    const patient = await startBehindProxy({ role: "api", config: { databasePoolSize: 2 }, limits });
    onTestFinished(() => patient.stop());
    const { answers, unlock } = await fill(patient);
    const waiting = Promise.all(Array.from({ length: 20 }, () => patient.gaffer.inOrg("GET", "/files")));
    await expect.poll(() => patient.gaffer.app.apiPool.waitingCount).toBe(20);
    await unlock();
    expect(new Set((await waiting).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  });
});

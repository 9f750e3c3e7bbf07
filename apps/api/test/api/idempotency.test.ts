import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const dayMs = 24 * 60 * 60 * 1000;
let clock = Date.parse("2026-11-20T12:00:00.000Z");
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
});
afterAll(() => gaffer.stop());

const job = { type: "file:profile", input: { fileId: someFileId } };
let keys = 0;
const newKey = () => `key-${keys++}`;

const create = (key: string, body: unknown = job, url = "/jobs") =>
  gaffer.inOrg("POST", url, body, { "idempotency-key": key, "content-type": "application/json" });

async function countJobs(): Promise<number> {
  const { rows } = await gaffer.database.admin.query("select count(*)::int as jobs from current_jobs");
  return rows[0].jobs;
}

/** Returns the number of jobs that `work` creates. */
async function created(work: () => Promise<unknown>): Promise<number> {
  const before = await countJobs();
  await work();
  return (await countJobs()) - before;
}

describe("Idempotency-Key › the same key", () => {
  test("with the same body gets the same response and creates one job", async () => {
    const key = newKey();
    const answers: Answer[] = [];
    const jobs = await created(async () => {
      for (let i = 0; i < 3; i++) answers.push(await create(key));
    });
    expect(jobs).toBe(1);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 201, body: answers[0]?.body });
      expect(answer.headers.get("location")).toBe(answers[0]?.headers.get("location"));
    }
    expect(new Set(answers.map(({ headers }) => headers.get("x-request-id")))).toHaveLength(3);
  });

  test("gets the first response even when the job has changed since", async () => {
    const key = newKey();
    const first = await create(key);
    await gaffer.inOrg("POST", `/jobs/${first.body.id}/cancel`);
    expect((await create(key)).body).toEqual(first.body);
  });

  test("ignores the order of fields, white space and defaults in the body", async () => {
    const key = newKey();
    const { body } = await create(key, { ...job, maxAttempts: 2, runAt: "2026-11-21T00:00:00Z" });
    const input = `{ "header": true, "fileId": "${someFileId}", "format": "auto" }`;
    const text = `{ "runAt":"2026-11-21T00:00:00Z", "maxAttempts":2, "priority":"normal", "input":${input}, "type":"file:profile" }`;
    expect(await create(key, text)).toMatchObject({ status: 201, body: { id: body.id } });
  });

  test("with another body is refused and creates nothing", async () => {
    const key = newKey();
    await create(key);
    const others = [
      { ...job, priority: "high" },
      { ...job, runAt: new Date(clock).toISOString() },
      { ...job, input: { ...job.input, header: false } },
    ];
    for (const body of others) {
      let answer: Answer | undefined;
      expect(await created(async () => (answer = await create(key, body)))).toBe(0);
      expect(answer).toMatchObject({
        status: 422,
        body: {
          type: "/problems/idempotency-mismatch",
          errors: [{ in: "header", pointer: "/Idempotency-Key", message: expect.any(String) }],
        },
      });
    }
  });

  test("of a batch gets the same jobs, and is refused for a single job", async () => {
    const key = newKey();
    const batch = { jobs: [job, { ...job, priority: "low" }] };
    const first = await create(key, batch, "/jobs/batch");
    let second: Answer | undefined;
    expect(await created(async () => (second = await create(key, batch, "/jobs/batch")))).toBe(0);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(await create(key, { jobs: batch.jobs.toReversed() }, "/jobs/batch")).toMatchObject({ status: 422 });
    expect(await create(key)).toMatchObject({ status: 422, body: { type: "/problems/idempotency-mismatch" } });
  });

  test("in another organization is another key", async () => {
    const key = newKey();
    const mine = await create(key);
    const other = await gaffer.createOrg("other");
    const headers = { "idempotency-key": key };
    const body = { ...job, priority: "high" };
    const theirs = await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, { as: other, body, headers });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test("with another API key of the organization is the same key", async () => {
    const key = newKey();
    const { body } = await create(key);
    const as = await gaffer.createKey();
    const headers = { "idempotency-key": key };
    const again = await gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs`, { as, body: job, headers });
    expect(again.body).toEqual(body);
  });

  test("can be used again after 24 hours, to the millisecond", async () => {
    const key = newKey();
    const first = await create(key);
    clock += dayMs - 1;
    expect((await create(key)).body.id).toBe(first.body.id);
    clock += 1;
    const next = await create(key, { ...job, priority: "high" });
    expect(next.status).toBe(201);
    expect(next.body.id).not.toBe(first.body.id);
    expect((await create(key, { ...job, priority: "high" })).body.id).toBe(next.body.id);
  });

  test("is case-sensitive and may contain any visible character", async () => {
    const key = `${newKey()}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`.padEnd(255, "x");
    const jobs = await created(async () => {
      for (const each of [key, key, key.toUpperCase()]) expect((await create(each)).status).toBe(201);
    });
    expect(jobs).toBe(2);
  });

  test("can be used again after a refused request", async () => {
    const key = newKey();
    expect(await create(key, { ...job, maxAttempts: 0 })).toMatchObject({ status: 422 });
    expect(await create(key)).toMatchObject({ status: 201 });
  });
});

describe("Idempotency-Key › same key while the first request runs", () => {
  test("is a conflict with Retry-After, and later gets the first response", async () => {
    const { admin } = gaffer.database;
    const blocker = await admin.connect();
    await blocker.query("begin; lock table jobs in share mode");
    const key = newKey();
    const first = create(key);
    // When the first request waits for the locked table `jobs`, it has already reserved its idempotency key.
    const waiting = "select from pg_locks where relation = 'gaffer.jobs'::regclass and not granted";
    while ((await admin.query(waiting)).rowCount === 0);

    const second = await create(key);
    expect(second).toMatchObject({ status: 409, body: { type: "/problems/idempotency-in-flight" } });
    expect(second.headers.get("retry-after")).toBe("1");
    expect(await create(key, { ...job, priority: "high" })).toMatchObject({ status: 409 });

    await blocker.query("rollback");
    blocker.release();
    const { body } = await first;
    expect(await create(key)).toMatchObject({ status: 201, body });
  });

  test("in twenty concurrent requests creates one job", async () => {
    const key = newKey();
    let answers: Answer[] = [];
    const jobs = await created(async () => {
      answers = await Promise.all(Array.from({ length: 20 }, () => create(key)));
    });
    expect(jobs).toBe(1);
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });
});

/** Unique jobs: at most one open job of a type with a key, in every state and under races. */
import type { Job, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { newId } from "../../src/new-id.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Handler = NonNullable<NonNullable<Parameters<typeof startTestGaffer>[0]>["handler"]>;

const profile = { type: "file:profile", input: { fileId: someFileId, format: "auto", header: true } } as const;
const later = { runAt: new Date(Date.now() + 3_600_000).toISOString() };

let gaffer: TestGaffer;
let second: TestGaffer;
let handle: Handler;
beforeAll(async () => {
  gaffer = await startTestGaffer({ handler: (context) => handle(context) });
  second = await startTestGaffer({ role: "api", database: gaffer.database });
});
afterAll(async () => {
  await second.stop();
  await gaffer.stop();
});
beforeEach(async () => {
  await gaffer.limit({ open_jobs: null });
  handle = async () => ({ output: emptyProfile });
});

const uniqueBy = (key: string) => ({ unique: { key } });
const post = (id: string, action: string) => gaffer.inOrg("POST", `/jobs/${id}/${action}`);
const createBatch = (jobs: object[], headers?: Record<string, string>) =>
  gaffer.inOrg<Schemas["CreateJobsResponse"]>("POST", "/jobs/batch", { jobs }, headers);
/** The jobs with this key, in any status. */
const jobsBy = async (key: string) =>
  (await gaffer.database.admin.query("select id from jobs where unique_key = $1", [key])).rows.map(({ id }) => id);

/** A failed job with this key. */
async function failedJob(key: string): Promise<Job> {
  handle = async () => {
    throw new NonRetryableError("no");
  };
  const { id } = await gaffer.createJob(uniqueBy(key));
  return gaffer.attemptEnded(id);
}

describe("createJob › unique job", () => {
  test("is created once while it is open, and is returned as existing", async () => {
    const key = newId();
    const job = await gaffer.createJob({ ...uniqueBy(key), ...later });
    expect(job).toMatchObject({ uniqueKey: key });
    expect(job).not.toHaveProperty("existing");
    const { status, headers, body } = await gaffer.inOrg("POST", "/jobs", { ...profile, ...uniqueBy(key) });
    expect([status, body]).toEqual([201, { ...job, existing: true }]);
    expect(headers.get("location")).toMatch(new RegExp(`/jobs/${job.id}$`));
    expect(await gaffer.getJob(job.id)).toEqual(job);
    expect(await jobsBy(key)).toEqual([job.id]);
  });

  test("is created once by 1,000 creates in parallel batches to two servers", async () => {
    const key = newId();
    const body = { jobs: Array.from({ length: 25 }, () => ({ ...profile, ...uniqueBy(key), ...later })) };
    const url = `/v1/orgs/${gaffer.org.orgId}/jobs/batch`;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? gaffer : second).request<Schemas["CreateJobsResponse"]>("POST", url, { as: gaffer.org, body }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const jobs = answers.flatMap((answer) => answer.body.jobs);
    const ids = await jobsBy(key);
    expect([jobs.length, ids.length]).toEqual([1_000, 1]);
    expect(new Set(jobs.map(({ id }) => id))).toEqual(new Set(ids));
    expect(jobs.filter(({ existing }) => !existing)).toHaveLength(1);
  });

  test("fails no neighbour in its batch", async () => {
    const key = newId();
    const held = await gaffer.createJob({ ...uniqueBy(key), ...later });
    const other = newId();
    const { status, body } = await createBatch([
      { ...profile, ...later },
      { ...profile, ...later, ...uniqueBy(key) },
      { ...profile, ...later, ...uniqueBy(other) },
      { ...profile, ...later, ...uniqueBy(other) },
    ]);
    expect(status).toBe(201);
    const [first, existing, created, again] = body.jobs;
    expect(first).not.toHaveProperty("existing");
    expect(existing).toEqual({ ...held, existing: true });
    expect(created).not.toHaveProperty("existing");
    expect(again).toEqual({ ...created, existing: true });
    expect(await jobsBy(other)).toEqual([created?.id]);
  });

  test("takes no place of the plan when it exists", async () => {
    const key = newId();
    const held = await gaffer.createJob({ ...uniqueBy(key), ...later });
    await gaffer.limit({ open_jobs: 1 });
    expect(await gaffer.createJob(uniqueBy(key))).toMatchObject({ id: held.id, existing: true });
  });

  test("is created although another request with its key is refused by the plan", async () => {
    const key = newId();
    const { rows } = await gaffer.database.admin.query("select open from org_loads where org_id = $1", [
      gaffer.org.orgId,
    ]);
    await gaffer.limit({ open_jobs: rows[0].open + 1 });
    const keyed = { ...profile, ...later, ...uniqueBy(key) };
    const neighbour = { ...profile, ...later };
    const [batch, single] = await Promise.all([
      createBatch([keyed, neighbour, neighbour]),
      gaffer.inOrg("POST", "/jobs", keyed),
    ]);
    expect([batch.status, single.status]).toEqual([403, 201]);
    expect(await jobsBy(key)).toEqual([single.body.id]);
  });

  test("is replayed as it was answered with an Idempotency-Key", async () => {
    const [key, other] = [newId(), newId()];
    await gaffer.createJob({ ...uniqueBy(key), ...later });
    const headers = { "Idempotency-Key": newId() };
    const jobs = [
      { ...profile, ...later, ...uniqueBy(key) },
      { ...profile, ...later, ...uniqueBy(other) },
    ];
    const answer = await createBatch(jobs, headers);
    const replayed = await createBatch(jobs, headers);
    expect(replayed.headers.get("idempotent-replayed")).toBe("true");
    expect(replayed.body).toEqual(answer.body);
  });

  test("is another job in another organization, and for another type", async () => {
    const key = newId();
    const { id } = await gaffer.createJob({ ...uniqueBy(key), ...later });
    const other = await gaffer.createOrg("other");
    const answer = await gaffer.request<Job>("POST", `/v1/orgs/${other.orgId}/jobs`, {
      as: other,
      body: { ...profile, ...later, ...uniqueBy(key) },
    });
    expect(answer.status).toBe(201);
    const request = await gaffer.createJob({
      type: "http:request",
      input: { url: "https://example.com" },
      ...later,
      ...uniqueBy(key),
    });
    expect([answer.body, request].map(({ existing }) => existing)).toEqual([undefined, undefined]);
    expect(new Set(await jobsBy(key))).toEqual(new Set([id, answer.body.id, request.id]));
  });

  test("is audited only when it is created", async () => {
    const key = newId();
    const { id } = await gaffer.createJob({ ...uniqueBy(key), ...later });
    await gaffer.createJob(uniqueBy(key));
    const { rows } = await gaffer.database.admin.query("select action from audit_events where target_id = $1", [id]);
    expect(rows).toEqual([{ action: "createJob" }]);
  });

  test.each([
    ["an empty key", { key: "" }, "/unique/key", "too_short"],
    ["a long key", { key: "a".repeat(201) }, "/unique/key", "too_long"],
    ["no key", {}, "/unique/key", "missing"],
  ])("is refused with %s", async (_, unique, pointer, code) => {
    const { status, body } = await gaffer.inOrg("POST", "/jobs", { ...profile, unique });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer, code })]]);
  });
});

describe("Unique key", () => {
  test("is held while the job runs, and is free when it has completed", async () => {
    const key = newId();
    const running = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    handle = async () => {
      running.resolve();
      await finish.promise;
      return { output: emptyProfile };
    };
    const { id } = await gaffer.createJob(uniqueBy(key));
    await running.promise;
    expect(await gaffer.createJob(uniqueBy(key))).toMatchObject({ id, status: "processing", existing: true });
    finish.resolve();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", uniqueKey: key });
    const next = await gaffer.createJob({ ...uniqueBy(key), ...later });
    expect(next.id).not.toBe(id);
  });

  test("is held after a failed attempt and after a change of the start time", async () => {
    const key = newId();
    handle = async () => {
      throw new Error("once more");
    };
    const { id } = await gaffer.createJob(uniqueBy(key));
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "pending" });
    await gaffer.inOrg("PATCH", `/jobs/${id}`, later);
    expect(await gaffer.createJob(uniqueBy(key))).toMatchObject({ id, existing: true });
  });

  test("is free when the job has failed or was cancelled", async () => {
    const key = newId();
    const failed = await failedJob(key);
    const cancelled = await gaffer.createJob({ ...uniqueBy(key), ...later });
    await post(cancelled.id, "cancel");
    const last = await gaffer.createJob({ ...uniqueBy(key), ...later });
    expect(new Set([failed.id, cancelled.id, last.id]).size).toBe(3);
  });

  test("is taken again by a retry", async () => {
    const key = newId();
    const { id } = await failedJob(key);
    const finish = Promise.withResolvers<void>();
    handle = async () => {
      await finish.promise;
      return { output: emptyProfile };
    };
    expect((await post(id, "retry")).status).toBe(200);
    expect(await gaffer.createJob(uniqueBy(key))).toMatchObject({ id, existing: true });
    finish.resolve();
    await gaffer.attemptEnded(id, 2);
  });

  test.each(["retry", "restore"])("refuses a %s while another job holds it", async (action) => {
    const key = newId();
    const { id } = await gaffer.createJob({ ...uniqueBy(key), ...later });
    await post(id, "cancel");
    const holder = await gaffer.createJob({ ...uniqueBy(key), ...later });
    const refused = await post(id, action);
    expect(refused).toMatchObject({ status: 409, body: { type: "/problems/unique-key-in-use" } });
    expect(refused.body.detail).toContain(holder.id);
    await post(holder.id, "cancel");
    expect((await post(id, action)).status).toBe(200);
  });

  test("refuses a bulk retry of two jobs that need it", async () => {
    const key = newId();
    const ids: string[] = [];
    for (let index = 0; index < 2; index++) {
      const { id } = await gaffer.createJob({ ...uniqueBy(key), ...later });
      await post(id, "cancel");
      ids.push(id);
    }
    const refused = await gaffer.inOrg("POST", "/jobs/retry", { ids });
    expect(refused).toMatchObject({ status: 409, body: { type: "/problems/unique-key-in-use" } });
    expect((await Promise.all(ids.map(gaffer.getJob))).map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
  });

  test("has one holder after parallel retries and creates", async () => {
    const key = newId();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { id } = await gaffer.createJob({ ...uniqueBy(key), ...later });
      await post(id, "cancel");
      ids.push(id);
    }
    handle = ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const answers = await Promise.all([
      ...ids.map((id) => post(id, "retry")),
      ...ids.map(() => gaffer.inOrg("POST", "/jobs", { ...profile, ...uniqueBy(key), ...later })),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
    const { rows } = await gaffer.database.admin.query("select id from open_jobs where unique_key = $1", [key]);
    expect(rows).toHaveLength(1);
    await post(rows[0].id, "cancel");
  });
});

test("enqueue › unique job of a handler › is created once", async () => {
  const key = newId();
  let children: string[] = [];
  handle = async ({ helpers, parentId }) => {
    if (parentId) return { output: emptyProfile };
    const child = { ...profile, ...uniqueBy(key), runAt: new Date(later.runAt) };
    const { jobId } = await helpers.enqueue(child);
    const { jobIds } = await helpers.enqueueAll([child, child]);
    children = [jobId, ...jobIds];
    return { output: emptyProfile };
  };
  await gaffer.attemptEnded((await gaffer.createJob()).id);
  expect(children).toHaveLength(3);
  expect(new Set(children)).toEqual(new Set(await jobsBy(key)));
});

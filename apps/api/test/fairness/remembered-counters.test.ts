/**
 * A create decides based on the in-flight counters that this process remembers. It also respects changes of the
 * counters by other processes.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCounterMemory } from "../../src/modules/jobs/admission/counter-memory.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type Statements, watchStatements } from "../tenancy/matrix/statements.ts";

/** The clock stands still, so that no remembered counter expires. */
const startedAt = new Date();

let database: TestDatabase;
let gaffer: TestGaffer;
let statements: Statements;
let org: Awaited<ReturnType<TestGaffer["createOrg"]>>;
beforeAll(async () => {
  database = await cloneDatabase();
  statements = watchStatements(database.url, "gaffer_api");
  gaffer = await startTestGaffer({ role: "api", database, now: () => startedAt });
});
beforeEach(async () => {
  org = await gaffer.createOrg(crypto.randomUUID());
});
afterEach(() => gaffer.limit({ running_jobs: null, open_jobs: null }));
afterAll(async () => {
  statements.stop();
  await gaffer.stop();
  await database.drop();
});

async function admissionOf(job: { id: string }): Promise<string> {
  const { rows } = await gaffer.database.admin.query("select admission from current_jobs where id = $1", [job.id]);
  return rows[0].admission;
}
const post = (path: string, body?: unknown) =>
  gaffer.request<{ id: string }>("POST", `/v1/orgs/${org.orgId}/jobs${path}`, { as: org, body });
const tryToCreate = () => post("", { type: "file:profile", input: { fileId: someFileId } });

async function create(): Promise<{ id: string }> {
  const { status, body } = await tryToCreate();
  expect(status).toBe(201);
  return body;
}
const reads = () =>
  statements.take().filter((text) => text.trim().startsWith('select org_id as "orgId", admitted')).length;

describe("Remembered counters", () => {
  test("are read for the first create only", async () => {
    await create();
    expect(reads()).toBeGreaterThan(0);
    await create();
    await Promise.all([create(), create()]);
    expect(reads()).toBe(0);
  });

  test("don't exceed a limit that was lowered meanwhile", async () => {
    await create();
    await gaffer.limit({ running_jobs: 1 });
    expect(await admissionOf(await create())).toBe("parked");
  });

  test("park no job for which there is room meanwhile", async () => {
    await gaffer.limit({ running_jobs: 1 });
    await create();
    expect(await admissionOf(await create())).toBe("parked");
    await gaffer.limit({ running_jobs: 5 });
    expect(await admissionOf(await create())).toBe("admitted");
  });

  test("refuse no job that the quota allows meanwhile", async () => {
    await gaffer.limit({ open_jobs: 1 });
    const first = await create();
    const refused = await tryToCreate();
    expect(refused.status).toBe(403);
    expect((await post(`/${first.id}/cancel`)).status).toBe(200);
    await create();
  });

  test("stay exact when creates share and exceed the last room", async () => {
    await gaffer.limit({ running_jobs: 5 });
    const jobs = await Promise.all(Array.from({ length: 20 }, create));
    const admissions = await Promise.all(jobs.map(admissionOf));
    expect(admissions.filter((admission) => admission === "admitted")).toHaveLength(5);
  });
});

describe("createCounterMemory", () => {
  const org = { admitted: 1, open: 2, nextStart: 3, nextHighStart: 4, share: 1, openJobs: null, runningJobs: null };
  const counters = { byOrg: new Map([["a", org]]), virtualTime: 7 };
  const at = (ms: number) => new Date(1_000_000 + ms);

  test("forgets counters a second after they were read, however often they are used", () => {
    const memory = createCounterMemory();
    memory.remember(counters, at(0), { read: true });
    memory.remember(counters, at(900), { read: false });
    expect(memory.recall(["a"], at(999))).toEqual(counters);
    expect(memory.recall(["a"], at(1_000))).toBeUndefined();
    // The clock was set back: the memory doesn't return counters that it stored at a later time than the current time.
    expect(memory.recall(["a"], at(-1))).toBeUndefined();
  });

  test("recalls nothing unless it knows all organizations", () => {
    const memory = createCounterMemory();
    memory.remember(counters, at(0), { read: true });
    expect(memory.recall(["a", "b"], at(0))).toBeUndefined();
  });
});

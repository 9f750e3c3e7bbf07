import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isUnexpected } from "../../src/db/commit-only-if.ts";
import { withOrg } from "../../src/db/org-scope.ts";
import { costPerJob, takeVirtualStart } from "../../src/modules/jobs/admission/fair-queueing.ts";
import {
  addToCounters,
  type Counters,
  readCounters,
  subtractUnlessParked,
} from "../../src/modules/jobs/admission/in-flight-counters.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const orgLimit = 3;
let gaffer: TestGaffer;
beforeEach(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: orgLimit } });
  await gaffer.database.admin.query("insert into org_loads (org_id) values ($1)", [gaffer.org.orgId]);
});
afterEach(() => gaffer.stop());

/**
 * Starts a transaction that admits `count` jobs and parks `parked` jobs. Holds the transaction before it adds to the
 * in-flight counters.
 */
async function decide(count: number, parked = 0) {
  const { orgId } = gaffer.org;
  const decided = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const done = withOrg(gaffer.app.apiPool, orgId, async (tx) => {
    const before = await readCounters(tx, [orgId]);
    let org = before.byOrg.get(orgId);
    for (let taken = 0; taken < count && org; taken++) org = takeVirtualStart(org, "normal", before.virtualTime).org;
    decided.resolve();
    await goOn.promise;
    if (org) org = { ...org, open: org.open + count + parked };
    const after: Counters = { ...before, byOrg: new Map([[orgId, org as NonNullable<typeof org>]]) };
    await addToCounters(tx, before, after, { orgLimit, crowded: new Set(parked > 0 ? [orgId] : []) });
  });
  done.catch(() => {});
  await decided.promise;
  return {
    goOn() {
      goOn.resolve();
      return done;
    },
  };
}

async function counters() {
  const { rows } = await gaffer.database.admin.query("select admitted, next_start::int from org_loads");
  return rows[0];
}

describe("In-flight counters › two concurrent transactions that admit jobs of one organization", () => {
  test("both add to the counters and to the virtual start time", async () => {
    const [one, other] = [await decide(1), await decide(2)];
    await one.goOn();
    await other.goOn();
    expect(await counters()).toEqual({ admitted: 3, next_start: 3 * costPerJob });
  });

  test("don't exceed the limit: the later one has to decide again", async () => {
    const [one, other] = [await decide(2), await decide(2)];
    await one.goOn();
    await expect(other.goOn()).rejects.toSatisfy(isUnexpected);
    expect(await counters()).toEqual({ admitted: 2, next_start: 2 * costPerJob });
  });
});

describe("In-flight counters › transaction that parks jobs", () => {
  test("commits while there is no room", async () => {
    await (await decide(3)).goOn();
    const [one, other] = [await decide(0, 2), await decide(0, 1)];
    await one.goOn();
    await other.goOn();
    const { rows } = await gaffer.database.admin.query("select admitted, open from org_loads");
    expect(rows).toEqual([{ admitted: 3, open: 6 }]);
  });

  test("has to decide again when there is room meanwhile, because the transaction that made it saw nothing parked", async () => {
    await (await decide(3)).goOn();
    const one = await decide(0, 2);
    await gaffer.database.admin.query("update org_loads set admitted = 2");
    await expect(one.goOn()).rejects.toSatisfy(isUnexpected);
    const filling = await decide(1, 2);
    await gaffer.database.admin.query("update org_loads set admitted = 1");
    await expect(filling.goOn()).rejects.toSatisfy(isUnexpected);
  });
});

describe("In-flight counters › transaction that frees places", () => {
  const free = () => {
    const { orgId } = gaffer.org;
    const one = new Map([[orgId, 1]]);
    return withOrg(gaffer.app.apiPool, orgId, (tx) => subtractUnlessParked(tx, { left: one, ended: one }, orgLimit));
  };

  test("commits while no job is parked", async () => {
    for (let count = 0; count < 3; count++) await gaffer.createJob();
    await free();
    expect(await counters()).toMatchObject({ admitted: 2 });
  });

  test("has to admit a job that was parked while it waited for the counters", async () => {
    for (let count = 0; count < 3; count++) await gaffer.createJob();
    const { admin } = gaffer.database;
    const parking = await admin.connect();
    await parking.query("begin; select from org_loads for update");
    const freed = expect(free()).rejects.toSatisfy(isUnexpected);
    const waits =
      "select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_api' and wait_event_type = 'Lock'";
    await expect.poll(async () => (await admin.query(waits)).rowCount).toBe(1);
    await parking.query(
      `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds,
              created_by, trigger, created_at, admission)
       select org_id, gen_random_uuid(), type, status, priority, input, 1, gen_random_uuid(), run_at, 60, created_by, trigger, now(), 'parked'
         from current_jobs limit 1`,
    );
    await parking.query("update org_loads set open = open + 1; commit");
    parking.release();
    await freed;
    expect(await counters()).toMatchObject({ admitted: 3 });
  });
});

test("In-flight counters › two concurrent creates › don't exceed the plan: the later one has to decide again", async () => {
  await gaffer.limit({ open_jobs: 2 });
  const [one, other] = [await decide(1), await decide(2)];
  await one.goOn();
  await expect(other.goOn()).rejects.toSatisfy(isUnexpected);
});

test("In-flight counters › rebased virtual time › makes a transaction that read the old one decide again", async () => {
  await gaffer.database.admin.query("update fair_queue set virtual_time = 1000");
  const one = await decide(1);
  await gaffer.database.admin.query("update fair_queue set virtual_time = 0");
  await expect(one.goOn()).rejects.toSatisfy(isUnexpected);
  expect(await counters()).toEqual({ admitted: 0, next_start: 0 });
});

test("In-flight counters › creates that race for the last room › all succeed, and no job is admitted beyond the limit", async () => {
  const second = await startTestGaffer({
    role: "api",
    database: gaffer.database,
    config: { orgConcurrency: orgLimit },
  });
  const body = { type: "file:profile", input: { fileId: someFileId } };
  const create = (through: TestGaffer) =>
    through.request("POST", `/v1/orgs/${gaffer.org.orgId}/jobs`, { as: gaffer.org, body });
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => create(index % 2 ? gaffer : second)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(await counters()).toMatchObject({ admitted: 3 });
  const { rows } = await gaffer.database.admin.query(
    "select admission, count(*)::int from current_jobs group by admission order by admission",
  );
  expect(rows).toEqual([
    { admission: "admitted", count: 3 },
    { admission: "parked", count: 37 },
  ]);
  await second.stop();
});

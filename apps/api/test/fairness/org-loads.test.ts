import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withOrg } from "../../src/db/org-scope.ts";
import { takeTurn, turnsPerJob } from "../../src/modules/jobs/fair-share.ts";
import { addLoads, type Loads, LoadsChanged, readLoads } from "../../src/modules/jobs/org-loads.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const orgLimit = 3;
let gaffer: TestGaffer;
beforeEach(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: orgLimit } });
  await gaffer.database.admin.query("insert into org_loads (org_id) values ($1)", [gaffer.org.orgId]);
});
afterEach(() => gaffer.stop());

/** One that lets `count` jobs in and leaves `waiting` ones, up to the moment in which it would add to the load. */
async function decide(count: number, waiting = 0) {
  const { orgId } = gaffer.org;
  const decided = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const done = withOrg(gaffer.app.apiPool, orgId, async (tx) => {
    const before = await readLoads(tx, [orgId]);
    let load = before.byOrg.get(orgId);
    for (let taken = 0; taken < count && load; taken++) load = takeTurn(load, "normal", before.served).load;
    decided.resolve();
    await goOn.promise;
    if (load) load = { ...load, unended: load.unended + count + waiting };
    const after: Loads = { ...before, byOrg: new Map([[orgId, load as NonNullable<typeof load>]]) };
    await addLoads(tx, before, after, { orgLimit, crowded: new Set(waiting > 0 ? [orgId] : []) });
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

async function load() {
  const { rows } = await gaffer.database.admin.query("select admitted, turn::int from org_loads");
  return rows[0];
}

describe("In-flight counters › two that let jobs of one organization in at once", () => {
  test("both count, and both pay their turns", async () => {
    const [one, other] = [await decide(1), await decide(2)];
    await one.goOn();
    await other.goOn();
    expect(await load()).toEqual({ admitted: 3, turn: 3 * turnsPerJob });
  });

  test("don't exceed the limit: the later one decides anew", async () => {
    const [one, other] = [await decide(2), await decide(2)];
    await one.goOn();
    await expect(other.goOn()).rejects.toThrow(LoadsChanged);
    expect(await load()).toEqual({ admitted: 2, turn: 2 * turnsPerJob });
  });
});

describe("In-flight counters › one that leaves jobs waiting because there is no room", () => {
  test("does so while there is none", async () => {
    await (await decide(3)).goOn();
    const [one, other] = [await decide(0, 2), await decide(0, 1)];
    await one.goOn();
    await other.goOn();
    const { rows } = await gaffer.database.admin.query("select admitted, unended from org_loads");
    expect(rows).toEqual([{ admitted: 3, unended: 6 }]);
  });

  test("decides anew when there is some by then: who left has seen nothing to let in", async () => {
    await (await decide(3)).goOn();
    const one = await decide(0, 2);
    await gaffer.database.admin.query("update org_loads set admitted = 2");
    await expect(one.goOn()).rejects.toThrow(LoadsChanged);
    const filling = await decide(1, 2);
    await gaffer.database.admin.query("update org_loads set admitted = 1");
    await expect(filling.goOn()).rejects.toThrow(LoadsChanged);
  });
});

test("In-flight counters › two that create jobs at once don't exceed what the plan allows: the later one decides anew", async () => {
  await gaffer.limit({ queued_jobs: 2 });
  const [one, other] = [await decide(1), await decide(2)];
  await one.goOn();
  await expect(other.goOn()).rejects.toThrow(LoadsChanged);
});

test("In-flight counters › who decided before turns began at zero again decides anew", async () => {
  await gaffer.database.admin.query("update queue_turns set turn = 1000");
  const one = await decide(1);
  await gaffer.database.admin.query("update queue_turns set turn = 0");
  await expect(one.goOn()).rejects.toThrow(LoadsChanged);
  expect(await load()).toEqual({ admitted: 0, turn: 0 });
});

test("In-flight counters › requests that race for the last room all create their jobs, and none comes in beyond the limit", async () => {
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
  expect(await load()).toMatchObject({ admitted: 3 });
  const { rows } = await gaffer.database.admin.query(
    "select admission, count(*)::int from jobs group by admission order by admission",
  );
  expect(rows).toEqual([
    { admission: "admitted", count: 3 },
    { admission: "waiting", count: 37 },
  ]);
  await second.stop();
});

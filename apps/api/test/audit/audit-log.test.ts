import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAllOrgs, withOrg } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { pruneAuditEvents } from "../../src/modules/audit/prune-audit-events.ts";
import { recordChange } from "../../src/modules/audit/record-change.ts";
import { someCause, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const dayMs = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(moment.getTime() - days * dayMs);

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => moment });
});
afterAll(() => gaffer.stop());

function record(orgId: string, about: { action: string; at?: Date; actor?: string; id?: string }) {
  const { at = moment, action, actor = "system", id = "1" } = about;
  const cause = { ...someCause(orgId), action, at, actor };
  return withOrg(gaffer.app.apiPool, orgId, (tx) => recordChange(tx, cause, { type: "job", id }));
}

async function actions(query: string): Promise<string[]> {
  const { body } = await gaffer.inOrg("GET", `/audit-events?${query}`);
  return body.items.map(({ action }: { action: string }) => action);
}

describe("Audit log › list", () => {
  beforeAll(async () => {
    const { orgId } = gaffer.org;
    await record(orgId, { action: "old", at: daysAgo(3), actor: "key:a", id: "7" });
    await record(orgId, { action: "middle", at: daysAgo(2), actor: "user:b", id: "7" });
    await record(orgId, { action: "new", at: daysAgo(1), actor: "key:a", id: "8" });
  });

  test("has the newest events first, page by page", async () => {
    const first = await gaffer.inOrg("GET", "/audit-events?limit=2");
    expect(first.body.items.map(({ action }: { action: string }) => action)).toEqual(["new", "middle"]);
    const second = await gaffer.inOrg("GET", `/audit-events?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ action: "old" }], nextCursor: null });
  });

  test.each([
    ["actor=key:a", ["new", "old"]],
    ["action=middle", ["middle"]],
    ["targetId=7", ["middle", "old"]],
    ["targetId=7&actor=user:b", ["middle"]],
    [`createdFrom=${daysAgo(2).toISOString()}`, ["new", "middle"]],
    [`createdBefore=${daysAgo(2).toISOString()}`, ["old"]],
  ])("filters by %s", async (query, expected) => expect(await actions(query)).toEqual(expected));

  test("contains no events of other organizations or of the installation", async () => {
    const other = await gaffer.createOrg("other");
    await record(other.orgId, { action: "theirs" });
    await gaffer.request("POST", "/v1/system/jobs/jobs:prune/pause", { as: gaffer.org });
    expect(await actions("")).toEqual(["new", "middle", "old"]);
    const theirs = await gaffer.request("GET", `/v1/orgs/${other.orgId}/audit-events`, { as: other });
    expect(theirs.body.items).toMatchObject([{ action: "theirs" }]);
  });
});

describe("Audit log › API's database role", () => {
  test.each(["update audit_events set actor = 'x'", "delete from audit_events", "truncate audit_events"])(
    "may not: %s",
    async (statement) => {
      const { orgId } = gaffer.org;
      await expect(withOrg(gaffer.app.apiPool, orgId, (tx) => tx.sql(statement))).rejects.toMatchObject({
        code: "42501",
      });
    },
  );

  test("can't write into the log of another organization or of the installation", async () => {
    const { orgId } = await gaffer.createOrg("victim");
    for (const victim of [orgId, null]) {
      const writing = withOrg(gaffer.app.apiPool, gaffer.org.orgId, (tx) =>
        recordChange(tx, { ...someCause(orgId), orgId: victim }, { type: "job", id: "1" }),
      );
      await expect(writing).rejects.toMatchObject({ code: "42501" });
    }
  });
});

test("Audit log › pruning › keeps events as long as the plan says, and events of the installation for a year", async () => {
  const pool = createPool(gaffer.database.url, "gaffer_worker", { max: 1 });
  const [free, pro] = [await gaffer.createOrg("free"), await gaffer.createOrg("pro")];
  await gaffer.database.admin.query("update orgs set plan = 'pro' where id = $1", [pro.orgId]);
  for (const { orgId } of [free, pro])
    for (const days of [29, 31, 364, 366]) await record(orgId, { action: String(days), at: daysAgo(days) });
  for (const days of [364, 366])
    await withAllOrgs(pool, (tx) =>
      recordChange(
        tx,
        { ...someCause(""), orgId: null, at: daysAgo(days), action: `own ${days}` },
        { type: "a", id: "1" },
      ),
    );
  await pruneAuditEvents(pool, moment, new AbortController().signal);
  const left = async (orgId: string) =>
    (await gaffer.database.admin.query("select action from audit_events where org_id = $1 order by id desc", [orgId]))
      .rows;
  expect(await left(free.orgId)).toEqual([{ action: "29" }]);
  expect(await left(pro.orgId)).toEqual([{ action: "29" }, { action: "31" }, { action: "364" }]);
  const own = await gaffer.database.admin.query("select action from audit_events where action like 'own %'");
  expect(own.rows).toEqual([{ action: "own 364" }]);
  await pool.end();
});

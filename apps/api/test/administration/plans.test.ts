/** Plans as administrators of the installation create, change and delete them. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

const ask = (method: string, path = "", body?: unknown, headers?: Record<string, string>) =>
  gaffer.request(method, `/v1/system/plans${path}`, {
    as: gaffer.org,
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  });

const limits = {
  openJobs: 1,
  runningJobs: null,
  schedules: 0,
  storedBytes: 10_737_418_240,
  fileBytes: null,
  requestsPerMinute: 1_200,
  share: 2,
  completedDays: 14,
  failedDays: 60,
  cancelledDays: 0,
  auditDays: 90,
};
const create = (name: string) => ask("POST", "", { name, ...limits });
const change = (name: string, body: unknown, headers?: Record<string, string>) =>
  ask("PATCH", `/${name}`, body, headers);
const give = (orgId: string, plan: string) =>
  gaffer.request("PATCH", `/v1/system/orgs/${orgId}`, { as: gaffer.org, body: { plan } });

describe("createPlan", () => {
  test("creates a plan that organizations can get, and that limits them", async () => {
    const answer = await create("team");
    expect(answer).toMatchObject({ status: 201, body: { name: "team", ...limits, orgs: 0 } });
    expect(answer.headers.get("location")).toBe("/v1/system/plans/team");
    const org = await gaffer.createOrg("on team");
    expect((await give(org.orgId, "team")).status).toBe(200);
    expect((await ask("GET", "/team")).body.orgs).toBe(1);
    const { body } = await ask("GET");
    expect(body.items.map(({ name }: Schemas["Plan"]) => name)).toEqual(["enterprise", "free", "pro", "team"]);
    const job = { type: "file:profile", input: { fileId: someFileId } };
    const createJob = () => gaffer.request("POST", `/v1/orgs/${org.orgId}/jobs`, { as: org, body: job });
    expect((await createJob()).status).toBe(201);
    expect(await createJob()).toMatchObject({ status: 403, body: { quota: { name: "openJobs", limit: 1 } } });
    expect((await change("team", { openJobs: null })).status).toBe(200);
    expect((await createJob()).status).toBe(201);
  });

  test("refuses a name that a plan has", async () => {
    await create("twice");
    expect(await create("twice")).toMatchObject({ status: 409, body: { type: "/problems/plan-exists" } });
  });

  test("names each faulty and each missing limit", async () => {
    const { share: _, ...incomplete } = limits;
    const { status, body } = await ask("POST", "", { name: "Team!", ...incomplete, openJobs: -1, runningJobs: 0 });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer, code }: Schemas["FieldError"]) => [pointer, code]).sort()).toEqual([
      ["/name", "invalid_format"],
      ["/openJobs", "too_small"],
      ["/runningJobs", "too_small"],
      ["/share", "missing"],
    ]);
  });
});

describe("updatePlan", () => {
  test("keeps absent fields, and removes a limit with null", async () => {
    await create("kept");
    const answer = await change("kept", { openJobs: null, share: 60 });
    expect(answer).toMatchObject({ status: 200, body: { ...limits, name: "kept", openJobs: null, share: 60 } });
  });

  test("refuses a change of another version", async () => {
    await create("versioned");
    const ifMatch = { "if-match": (await ask("GET", "/versioned")).headers.get("etag") as string };
    expect((await change("versioned", { share: 3 }, ifMatch)).status).toBe(200);
    expect((await change("versioned", { share: 4 }, ifMatch)).status).toBe(412);
    expect((await ask("DELETE", "/versioned", undefined, ifMatch)).status).toBe(412);
  });

  test("is recorded with the changed limits", async () => {
    await create("recorded");
    await change("recorded", { share: 5 });
    const { body } = await gaffer.request("GET", "/v1/system/audit-events?targetId=recorded", { as: gaffer.org });
    expect(body.items).toMatchObject([
      { action: "updatePlan", target: { type: "plan", id: "recorded" }, details: { share: 5 } },
      { action: "createPlan", details: limits },
    ]);
  });
});

describe("deletePlan", () => {
  test("refuses a plan that an organization has, and the free plan", async () => {
    await create("used");
    const { orgId } = await gaffer.createOrg("on used");
    await give(orgId, "used");
    expect(await ask("DELETE", "/used")).toMatchObject({ status: 409, body: { type: "/problems/plan-in-use" } });
    expect(await ask("DELETE", "/free")).toMatchObject({ status: 409, body: { type: "/problems/plan-in-use" } });
    await give(orgId, "free");
    expect((await ask("DELETE", "/used")).status).toBe(204);
    expect((await ask("GET", "/used")).status).toBe(404);
    expect((await give(orgId, "used")).status).toBe(422);
  });

  test("and a concurrent change to the plan leave no organization without a plan", async () => {
    for (const name of ["raced-1", "raced-2", "raced-3"]) {
      await create(name);
      const { orgId } = await gaffer.createOrg(name);
      const answers = await Promise.all([ask("DELETE", `/${name}`), give(orgId, name)]);
      expect([
        [204, 422],
        [409, 200],
      ]).toContainEqual(answers.map(({ status }) => status));
    }
  });
});

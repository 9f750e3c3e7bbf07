/** What organizations use, and jobs of any organization, as administrators of the installation see them. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let clock = new Date("2026-11-20T12:00:00.000Z");
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => clock, config: { orgConcurrency: 2 } });
});
afterAll(() => gaffer.stop());

const ask = (path: string) => gaffer.request("GET", `/v1/system${path}`, { as: gaffer.org });
const usageOf = async ({ orgId }: DemoOrg, query = ""): Promise<Schemas["OrgUsage"]> => {
  const { status, body } = await ask(`/usage?limit=100${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items.find((each: Schemas["OrgUsage"]) => each.orgId === orgId);
};
const createJob = async (as: DemoOrg) =>
  (
    await gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs`, {
      as,
      body: { type: "file:profile", input: { fileId: someFileId } },
    })
  ).body.id as string;

describe("listOrgUsage", () => {
  test("counts the jobs and files of the month, or of another period, by status", async () => {
    const org = await gaffer.createOrg("Counted");
    clock = new Date("2026-10-31T23:59:59.999Z");
    await createJob(org);
    clock = new Date("2026-11-01T00:00:00.000Z");
    const cancelled = await createJob(org);
    await createJob(org);
    await gaffer.request("POST", `/v1/orgs/${org.orgId}/jobs/${cancelled}/cancel`, { as: org });
    await gaffer.request("POST", `/v1/orgs/${org.orgId}/files?name=a`, { as: org, body: "12345" });
    clock = new Date("2026-11-20T12:00:00.000Z");
    const november = {
      orgId: org.orgId,
      orgName: "Counted",
      plan: "free",
      jobs: 2,
      jobsByStatus: { pending: 1, processing: 0, completed: 0, failed: 0, cancelled: 1 },
      files: 1,
      fileBytes: 5,
    };
    expect(await usageOf(org)).toEqual(november);
    expect(await usageOf(org, "&createdFrom=2026-10-01T00:00:00Z&createdBefore=2026-11-01T00:00:00Z")).toMatchObject({
      jobs: 1,
      files: 0,
      fileBytes: 0,
    });
    expect(await usageOf(org, "&createdFrom=2026-10-01T00:00:00Z")).toMatchObject({ jobs: 3, files: 1 });
  });

  test("reads page by page, and refuses a period that ends before it begins", async () => {
    const first = (await ask("/usage?limit=1")).body;
    const second = (await ask(`/usage?limit=1&cursor=${first.nextCursor}`)).body;
    expect(second.items[0].orgId < first.items[0].orgId).toBe(true);
    const period = "createdFrom=2026-11-02T00:00:00Z&createdBefore=2026-11-01T00:00:00Z";
    expect(await ask(`/usage?${period}`)).toMatchObject({
      status: 422,
      body: { errors: [{ in: "query", pointer: "/createdBefore", code: "too_early" }] },
    });
  });
});

describe("findJob", () => {
  test("finds a job of any organization, open or ended, with its organization and path", async () => {
    const org = await gaffer.createOrg("Owner of the job");
    const id = await createJob(org);
    const path = `/v1/orgs/${org.orgId}/jobs/${id}`;
    const found = await ask(`/jobs/${id}`);
    expect(found).toMatchObject({
      status: 200,
      body: {
        orgId: org.orgId,
        orgName: "Owner of the job",
        path,
        job: { id, type: "file:profile", status: "pending" },
      },
    });
    expect(found.body.job).not.toHaveProperty("input");
    await gaffer.request("POST", `${path}/cancel`, { as: org });
    expect((await ask(`/jobs/${id.toUpperCase()}`)).body).toMatchObject({ path, job: { status: "cancelled" } });
  });

  test("is 404 for an unknown id, and refuses a text that isn't an id", async () => {
    expect((await ask(`/jobs/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await ask("/jobs/storage:cleanup")).status).toBe(422);
  });
});

test("listSystemJobTypes › shows queued and parked jobs apart, and jobs of a removed type last", async () => {
  const org = await gaffer.createOrg("Of a removed type");
  for (let n = 0; n < 3; n++) await createJob(org);
  await gaffer.database.admin.query("update open_jobs set type = 'old:removed' where org_id = $1", [org.orgId]);
  const { body } = await ask("/job-types?limit=100");
  expect(body.items.at(-1)).toMatchObject({
    type: "old:removed",
    kind: "user",
    known: false,
    queued: 2,
    parked: 1,
    running: 0,
  });
  expect(body.items[0]).toMatchObject({ type: "file:profile", kind: "user", known: true });
});

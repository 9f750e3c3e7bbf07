import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const start = Date.parse("2026-11-20T12:00:00.000Z");
const at = (ms: number) => new Date(start + ms).toISOString();

let clock = start;
let gaffer: TestGaffer;
/** The id of each job by its name. Each job is created one millisecond after the previous one. */
const ids: Record<string, string> = {};

function idOf(name: string): string {
  const id = ids[name];
  if (!id) throw new Error(`there is no job ${name}`);
  return id;
}

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const create = async (name: string, job: object, as = gaffer.org) => {
    const { body } = await gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs`, { as, body: job });
    ids[name] = body.id;
    clock++;
  };
  const other = await gaffer.createKey();
  await create("first", { type: "file:profile", input: { fileId: someFileId } });
  await create("report", { type: "report:generate", input: period });
  await create("of another key", { type: "file:profile", input: { fileId: someFileId } }, other);
  await create("cancelled", { type: "file:profile", input: { fileId: someFileId } });
  await create(
    "of another organization",
    { type: "file:profile", input: { fileId: someFileId } },
    await gaffer.createOrg("other"),
  );
  await gaffer.inOrg("POST", `/jobs/${idOf("cancelled")}/cancel`);
});
afterAll(() => gaffer.stop());

async function list(query: Record<string, string> = {}): Promise<string[]> {
  const { status, body } = await gaffer.inOrg("GET", `/jobs?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
  return body.items.map((job: Job) => names[job.id]);
}

test("listJobs › without a filter › lists all jobs of the organization, newest first", async () => {
  expect(await list()).toEqual(["cancelled", "of another key", "report", "first"]);
});

describe("listJobs › listed job", () => {
  const listed = async (include?: string) =>
    (await gaffer.inOrg("GET", `/jobs?limit=1${include ? `&include=${include}` : ""}`)).body.items;

  test("equals the job without its input and output", async () => {
    const { input: _input, output: _output, ...summary } = await gaffer.getJob(idOf("cancelled"));
    expect(await listed()).toEqual([summary]);
  });

  test("has the parts that include names", async () => {
    const job = await gaffer.getJob(idOf("cancelled"));
    const { input: _input, ...withoutInput } = job;
    expect(await listed("output")).toEqual([withoutInput]);
    expect(await listed("input,output")).toEqual([job]);
    expect(await listed("output%2Cinput")).toEqual([job]);
  });

  test("is read without the columns of its input and output unless include names them", async () => {
    const { admin } = gaffer.database;
    const { rows } = await admin.query(
      `select string_agg(column_name, ', ') filter (where column_name <> 'input' and column_name <> 'output') as columns
         from information_schema.columns where table_schema = 'gaffer' and table_name = 'current_jobs'`,
    );
    await admin.query("revoke select on gaffer.current_jobs from gaffer_api");
    await admin.query(`grant select (${rows[0].columns}) on gaffer.current_jobs to gaffer_api`);
    try {
      expect(await list()).toHaveLength(4);
      expect(await list({ status: "pending", type: "report:generate" })).toEqual(["report"]);
      expect((await gaffer.inOrg("GET", "/jobs?include=input")).status).toBe(500);
    } finally {
      await admin.query("grant select on gaffer.current_jobs to gaffer_api");
    }
  });
});

test("listJobs › 100 jobs with large inputs › are at most 200 KB", async () => {
  const as = await gaffer.createOrg("large inputs");
  const job = { type: "http:request", input: { url: "https://example.com", method: "POST", body: "x".repeat(20_000) } };
  const request = (method: string, url: string, body?: object) =>
    gaffer.request(method, `/v1/orgs/${as.orgId}${url}`, { as, body });
  await request("POST", "/jobs/batch", { jobs: Array(100).fill(job) });
  const bytes = async (query: string) => JSON.stringify((await request("GET", `/jobs?limit=100${query}`)).body).length;
  expect(await bytes("")).toBeLessThanOrEqual(200_000);
  expect(await bytes("&include=input")).toBeGreaterThan(2_000_000);
});

describe("listJobs › filter", () => {
  test("status lists jobs with this status", async () => {
    expect(await list({ status: "cancelled" })).toEqual(["cancelled"]);
    expect(await list({ status: "pending" })).toEqual(["of another key", "report", "first"]);
    for (const status of ["processing", "completed", "failed"]) expect(await list({ status })).toEqual([]);
  });

  test("type lists jobs of this type", async () => {
    expect(await list({ type: "report:generate" })).toEqual(["report"]);
    expect(await list({ type: "file:profile" })).toEqual(["cancelled", "of another key", "first"]);
  });

  test("createdBy lists jobs of this creator", async () => {
    const { createdBy } = await gaffer.getJob(idOf("of another key"));
    expect(await list({ createdBy })).toEqual(["of another key"]);
    expect(await list({ createdBy: "system" })).toEqual([]);
  });

  test("combination lists jobs for which all filters hold", async () => {
    expect(await list({ status: "pending", type: "file:profile" })).toEqual(["of another key", "first"]);
    expect(await list({ status: "cancelled", type: "report:generate" })).toEqual([]);
    expect(await list({ status: "pending", createdFrom: at(1), createdBefore: at(3) })).toEqual([
      "of another key",
      "report",
    ]);
  });
});

describe("listJobs › time range", () => {
  const all = ["cancelled", "of another key", "report", "first"];

  test("includes the millisecond of createdFrom", async () => {
    expect(await list({ createdFrom: at(1) })).toEqual(all.slice(0, 3));
    expect(await list({ createdFrom: at(2) })).toEqual(all.slice(0, 2));
    expect(await list({ createdFrom: at(4) })).toEqual([]);
  });

  test("excludes the millisecond of createdBefore", async () => {
    expect(await list({ createdBefore: at(0) })).toEqual([]);
    expect(await list({ createdBefore: at(1) })).toEqual(["first"]);
    expect(await list({ createdBefore: at(3) })).toEqual(all.slice(1));
  });

  test("next to another shares no job with it and misses none", async () => {
    const ranges = [0, 1, 2, 3].map((ms) => list({ createdFrom: at(ms), createdBefore: at(ms + 1) }));
    expect(await Promise.all(ranges)).toEqual([["first"], ["report"], ["of another key"], ["cancelled"]]);
  });

  test("can start between two milliseconds", async () => {
    const between = at(1).replace("Z", "5Z");
    expect(await list({ createdFrom: between })).toEqual(all.slice(0, 2));
    expect(await list({ createdBefore: between })).toEqual(all.slice(2));
    expect(await list({ createdFrom: at(1).replace("Z", "000000Z") })).toEqual(all.slice(0, 3));
  });

  test("may be given in any time zone", async () => {
    const inIndia = `2026-11-20T17:30:00.001+05:30`;
    expect(await list({ createdFrom: inIndia })).toEqual(all.slice(0, 3));
  });

  test("may span the whole calendar, and is empty when reversed", async () => {
    expect(await list({ createdFrom: "0001-01-01T00:00:00Z", createdBefore: "9999-12-31T23:59:59.999Z" })).toEqual(all);
    expect(await list({ createdFrom: at(4), createdBefore: at(0) })).toEqual([]);
  });
});

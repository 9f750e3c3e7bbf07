/** Filters of lists, counts, statistics and bulk changes: each selects the same jobs in all of them. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const start = Date.parse("2026-11-20T12:00:00.000Z");
const hour = 3_600_000;
const at = (hours: number) => new Date(start + hours * hour).toISOString();

let clock = start;
let gaffer: TestGaffer;
const ids: Record<string, string> = {};

const labels: Record<string, object> = {
  pending: { tags: ["nightly", "eu"], metadata: { customer: "1", note: "a: b" } },
  retrying: { tags: ["nightly"] },
  running: { tags: ["eu"] },
  completed: { tags: ["nightly"], metadata: { customer: "2" } },
  failed: { tags: ["nightly"] },
  report: { metadata: { customer: "1" } },
};

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
  const sql = (text: string, ...values: unknown[]) => gaffer.database.admin.query(text, values);
  const create = async (name: string, type = "file:profile") => {
    const input = type === "file:profile" ? { fileId: someFileId } : { from: at(-1), to: at(0) };
    ids[name] = (await gaffer.inOrg("POST", "/jobs", { type, input, ...labels[name] })).body.id;
    clock += hour;
  };
  for (const name of ["pending", "retrying", "running", "completed", "failed"]) await create(name);
  await create("report", "report:generate");
  await create("failed report", "report:generate");
  const state = (name: string, set: string) => sql(`update current_jobs set ${set} where id = $1`, ids[name]);
  const error = (code: string) => `error = '{"code": "${code}", "message": "a"}'`;
  const started = (hours: number) => `attempt = 1, started_at = '${at(hours)}'`;
  await state("retrying", `${started(10)}, ${error("unreachable")}`);
  await state("running", `status = 'processing', worker_id = gen_random_uuid(), ${started(11)}`);
  await state("completed", `status = 'completed', ended_at = '${at(20)}', ${started(12)}`);
  await state("failed", `status = 'failed', ended_at = '${at(21)}', ${started(13)}, ${error("timeout")}`);
  await state("failed report", `status = 'failed', ended_at = '${at(22)}', ${started(14)}, ${error("unreachable")}`);
  await sql(
    "update jobs set trigger = 'job', parent_id = $2 where id = any($1)",
    [ids.completed, ids.report],
    ids.failed,
  );
  const other = await gaffer.createOrg("other");
  const job = { type: "file:profile", input: { fileId: someFileId } };
  await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, { as: other, body: job });
});
afterAll(() => gaffer.stop());

type TypeCounts = Schemas["TypeCounts"];
const none = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
const sum = (counts: typeof none) => Object.values(counts).reduce((total, count) => total + count, 0);

type Filters = Record<string, string | string[]>;
const queryOf = (filters: Filters) =>
  new URLSearchParams(Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, String(values)])));
const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id);

async function list(filters: Filters, limit = 100): Promise<(string | undefined)[]> {
  const { status, body } = await gaffer.inOrg("GET", `/jobs?limit=${limit}&${queryOf(filters)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map(({ id }: { id: string }) => nameOf(id));
}

const cases: [Filters, string[]][] = [
  [{ status: ["pending", "failed"] }, ["failed report", "report", "failed", "retrying", "pending"]],
  [{ status: ["failed", "failed"] }, ["failed report", "failed"]],
  [{ status: ["failed", "completed"], type: ["file:profile"] }, ["failed", "completed"]],
  [{ type: ["report:generate", "http:request"] }, ["failed report", "report"]],
  [{ type: ["report:generate", "file:profile"], status: ["failed"] }, ["failed report", "failed"]],
  [{ trigger: ["job"] }, ["report", "completed"]],
  [{ trigger: ["job", "api"], status: ["completed", "pending"] }, ["report", "completed", "retrying", "pending"]],
  [{ trigger: ["schedule"] }, []],
  [{ errorCode: "unreachable" }, ["failed report", "retrying"]],
  [{ errorCode: "unreachable", status: ["failed"] }, ["failed report"]],
  [{ startedFrom: at(11), startedBefore: at(14) }, ["failed", "completed", "running"]],
  [{ startedFrom: at(12), type: ["report:generate"] }, ["failed report"]],
  [{ startedBefore: at(11) }, ["retrying"]],
  [{ endedFrom: at(21) }, ["failed report", "failed"]],
  [{ endedFrom: at(20), endedBefore: at(21) }, ["completed"]],
  [{ endedBefore: at(30), status: ["pending", "processing"] }, []],
  [{ createdFrom: at(1), createdBefore: at(3) }, ["running", "retrying"]],
  [{ tag: ["nightly"] }, ["failed", "completed", "retrying", "pending"]],
  [{ tag: ["nightly", "eu"] }, ["pending"]],
  [{ tag: ["unknown"] }, []],
  [{ metadata: ["customer:1"] }, ["report", "pending"]],
  [{ metadata: ["note:a: b", "customer:1"] }, ["pending"]],
  [{ tag: ["nightly"], metadata: ["customer:2"] }, ["completed"]],
  [{ tag: ["nightly"], status: ["failed", "pending"] }, ["failed", "retrying", "pending"]],
  [{ tag: ["eu"], status: ["processing"] }, ["running"]],
  [{ tag: ["nightly"], type: ["file:profile"], errorCode: "timeout" }, ["failed"]],
  [{ tag: ["nightly"], trigger: ["job"], status: ["completed"] }, ["completed"]],
  [{ tag: ["nightly"], createdFrom: at(1), createdBefore: at(4) }, ["completed", "retrying"]],
  [{ tag: ["nightly"], endedFrom: at(21) }, ["failed"]],
];

describe("Job filters", () => {
  test.each(cases)("select the same jobs in a list and in a count: %j", async (filters, expected) => {
    expect(await list(filters)).toEqual(expected);
    const { body } = await gaffer.inOrg("GET", `/jobs/count?${queryOf(filters)}`);
    expect(body).toEqual({ count: expected.length, more: false });
  });

  test.each(cases)("select the same jobs in statistics and in a timeline: %j", async (filters, expected) => {
    const statuses: Record<string, number> = {};
    const types: Record<string, number> = {};
    for (const name of expected) {
      const { status, type } = await gaffer.getJob(ids[name] as string);
      statuses[status] = (statuses[status] ?? 0) + 1;
      types[type] = (types[type] ?? 0) + 1;
    }
    const { body: stats } = await gaffer.inOrg("GET", `/jobs/stats?${queryOf(filters)}`);
    expect(stats).toMatchObject({ byStatus: { ...none, ...statuses }, more: false });
    expect(Object.fromEntries(stats.byType.map(({ type, byStatus }: TypeCounts) => [type, sum(byStatus)]))).toEqual(
      types,
    );
    const { body: timeline } = await gaffer.inOrg("GET", `/jobs/timeline?period=day&${queryOf(filters)}`);
    const slices: Schemas["TimelineSlice"][] = timeline.slices;
    for (const status of Object.keys(none))
      expect(
        slices.reduce((total, { byStatus }) => total + byStatus[status as keyof typeof none], 0),
        status,
      ).toBe(statuses[status] ?? 0);
    expect(timeline.more).toBe(false);
  });

  test("of a timeline leave the slices, their counts and durations as they are without filters", async () => {
    const slices = async (query: string) => (await gaffer.inOrg("GET", `/jobs/timeline?${query}`)).body;
    for (const period of ["day", "week"])
      expect(await slices(`period=${period}&createdBefore=${at(99)}`)).toEqual(await slices(`period=${period}`));
    expect(await slices(`createdFrom=${at(99)}`)).toMatchObject({ more: false });
  });

  test("of statistics apply to the oldest pending job", async () => {
    const age = async (query: string) =>
      (await gaffer.inOrg("GET", `/jobs/stats?${query}`)).body.oldestPendingAgeSeconds;
    expect(await age("")).toBe((clock - start) / 1000);
    expect(await age("trigger=api")).toBe((clock - start) / 1000);
    expect(await age(`createdFrom=${at(1)}`)).toBe((clock - start - hour) / 1000);
    expect(await age("trigger=schedule")).toBeNull();
  });

  test("select jobs by parent, creator and ids", async () => {
    expect(await list({ parentId: ids.failed as string })).toEqual(["report", "completed"]);
    expect(await list({ parentId: ids.failed as string, status: ["completed"] })).toEqual(["completed"]);
    const { createdBy } = await gaffer.getJob(ids.failed as string);
    expect(await list({ createdBy, status: ["failed", "completed"] })).toEqual([
      "failed report",
      "failed",
      "completed",
    ]);
    const some = [ids.failed, ids.report, crypto.randomUUID()] as string[];
    expect(await list({ ids: some })).toEqual(["report", "failed"]);
    expect(await list({ ids: some, status: ["failed"] })).toEqual(["failed"]);
  });

  test("with several values have pages without gaps", async () => {
    const filters = queryOf({ status: ["failed", "pending"], type: ["file:profile", "report:generate"] });
    const found: (string | undefined)[] = [];
    for (let cursor = ""; cursor !== null; ) {
      const { body } = await gaffer.inOrg("GET", `/jobs?limit=2&${filters}${cursor && `&cursor=${cursor}`}`);
      found.push(...body.items.map(({ id }: { id: string }) => nameOf(id)));
      cursor = body.nextCursor;
    }
    expect(found).toEqual(["failed report", "report", "failed", "retrying", "pending"]);
  });

  test("select the same jobs in a bulk change", async () => {
    const { body } = await gaffer.inOrg("POST", "/jobs/retry", {
      errorCode: "unreachable",
      status: ["failed", "cancelled"],
    });
    expect(body).toEqual({ changed: 1, more: false, jobId: null });
    expect(await gaffer.getJob(ids["failed report"] as string)).toMatchObject({ status: "pending" });
    expect(
      (await gaffer.inOrg("POST", "/jobs/cancel", { trigger: ["job"], type: ["report:generate"] })).body.changed,
    ).toBe(1);
    expect(await gaffer.getJob(ids.report as string)).toMatchObject({ status: "cancelled" });
    expect((await gaffer.inOrg("POST", "/jobs/cancel", { endedBefore: at(99) })).body).toEqual({
      changed: 0,
      more: false,
      jobId: null,
    });
  });

  test("by labels select the jobs of bulk changes", async () => {
    const job = { type: "file:profile", input: { fileId: someFileId } };
    const bulk = { ...job, tags: ["bulk"], metadata: { a: "1, 2" } };
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: [bulk, bulk, job] });
    const change = async (action: string, filters: object) =>
      (await gaffer.inOrg("POST", `/jobs/${action}`, filters)).body;
    expect(await change("cancel", { tag: ["bulk"] })).toMatchObject({ changed: 2, more: false });
    expect(await change("retry", { tag: ["bulk"], metadata: ["a:1, 2"] })).toMatchObject({ changed: 2, more: false });
    const statuses = await Promise.all(
      body.jobs.map(async ({ id }: { id: string }) => (await gaffer.getJob(id)).retries),
    );
    expect(statuses).toEqual([1, 1, 0]);
  });

  test("by metadata are refused without a colon", async () => {
    const { status, body } = await gaffer.inOrg("GET", "/jobs?metadata=customer:1,2");
    expect([status, body.errors]).toMatchObject([422, [{ in: "query", code: "invalid_format" }]]);
  });

  test("count exactly up to 10,000, also in statistics", async () => {
    const as = await gaffer.createOrg("many");
    await gaffer.database.admin.query(
      `insert into jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, created_by, trigger, created_at)
       select $1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'file:profile', 'normal', '{}', 1, 1, 'system', 'api', now()
         from generate_series(1, 10001) n`,
      [as.orgId],
    );
    const count = async (query: string) =>
      (await gaffer.request("GET", `/v1/orgs/${as.orgId}/jobs/count?${query}`, { as })).body;
    expect(await count("")).toEqual({ count: 10_000, more: true });
    const read = async (path: string) =>
      (await gaffer.request("GET", `/v1/orgs/${as.orgId}/jobs/${path}`, { as })).body;
    expect(await read("stats?trigger=api")).toMatchObject({ byStatus: { ...none, pending: 10_000 }, more: true });
    expect(await read("stats?status=failed")).toMatchObject({ byStatus: none, more: false });
    await gaffer.database.admin.query("delete from jobs where org_id = $1 and id::text like '%10001'", [as.orgId]);
    expect(await count("type=file:profile")).toEqual({ count: 10_000, more: false });
  });
});

test("listFiles › filters by name, media type and creator", async () => {
  const upload = (name: string, type: string, as: { apiKey: string }) =>
    gaffer.request("POST", `/v1/orgs/${gaffer.org.orgId}/files?name=${encodeURIComponent(name)}`, {
      as,
      body: "a",
      headers: { "content-type": type },
    });
  const other = await gaffer.createKey();
  await upload("Sales 100%.csv", "text/csv", gaffer.org);
  await upload("sales.txt", "text/plain", gaffer.org);
  const { createdBy } = (await upload("people.csv", "text/csv", other)).body;
  const names = async (filters: Filters) =>
    (await gaffer.inOrg("GET", `/files?${queryOf(filters)}`)).body.items
      .map(({ name }: { name: string }) => name)
      .sort();
  expect(await names({ name: "SALES" })).toEqual(["Sales 100%.csv", "sales.txt"]);
  expect(await names({ name: "%" })).toEqual(["Sales 100%.csv"]);
  expect(await names({ contentType: "text/csv" })).toEqual(["Sales 100%.csv", "people.csv"]);
  expect(await names({ createdBy, name: "csv" })).toEqual(["people.csv"]);
});

test("listJobLogs › filters by level and attempt", async () => {
  await gaffer.database.admin.query(
    `insert into job_logs select $1, $2, attempt, line, now(), level, level, null
       from (values (1, 1, 'info'), (1, 2, 'error'), (2, 1, 'warn'), (2, 2, 'debug')) as logged (attempt, line, level)`,
    [gaffer.org.orgId, ids.failed],
  );
  const levels = async (query: string) =>
    (await gaffer.inOrg("GET", `/jobs/${ids.failed}/logs?${query}`)).body.items.map(
      ({ level }: { level: string }) => level,
    );
  expect(await levels("level=error,warn")).toEqual(["error", "warn"]);
  expect(await levels("level=error,warn&attempt=2")).toEqual(["warn"]);
});

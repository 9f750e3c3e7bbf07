import type { JobOf, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { orgExportJob } from "../../src/modules/jobs/handlers/org-export.handler.ts";
import { runHandler } from "../harness/run-handler.ts";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Export = JobOf<"org:export">;
type Kind = Schemas["OrgExportKind"];
type Row = Record<string, unknown>;

const weekMs = 7 * 24 * 60 * 60 * 1000;
const inputs = Array.from({ length: 1_203 }, (_, number) => ({ fileId: someFileId, header: number % 2 === 0 }));

let gaffer: TestGaffer;
let exported: Export;
let viewer: DemoOrg;
const rowsOf = {} as Record<Kind, Row[]>;
let text = "";

beforeAll(async () => {
  gaffer = await startTestGaffer();
  const { orgId } = gaffer.org;
  const other = await gaffer.createOrg("another");
  viewer = await gaffer.createKey({
    scopes: ["jobs:read", "files:read", "files:write", "jobs:write", "schedules:write"],
  });
  const runAt = new Date(Date.now() + 86_400_000);
  const jobs = inputs.map((input) => ({
    type: "file:profile",
    input,
    runAt,
    concurrency: { key: "profiles", limit: 2 },
  }));
  await gaffer.inOrg("POST", "/jobs/batch", { jobs: jobs.slice(0, 1_000) });
  await gaffer.inOrg("POST", "/jobs/batch", { jobs: jobs.slice(1_000) });
  await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, { as: other, body: jobs[0] });
  const failing = await gaffer.createJob({ maxAttempts: 1 });
  await gaffer.attemptEnded(failing.id);
  await gaffer.inOrg("POST", "/files?name=a.txt", "content", { "content-type": "text/plain" });
  await gaffer.inOrg("POST", "/invitations", { email: "new@example.com", role: "viewer" });
  const schedule = {
    name: "daily",
    job: { type: "file:profile", input: inputs[0] },
    recurrence: { kind: "daily", time: "09:00" },
  };
  const { body } = await gaffer.inOrg("POST", "/schedules", { ...schedule, startsAt: "2090-01-01T00:00:00Z" });
  await gaffer.attemptEnded((await gaffer.inOrg("POST", `/schedules/${body.id}/trigger`)).body.jobId);
  await gaffer.database.admin.query(
    "insert into job_logs (org_id, job_id, attempt, line, at, level, message, data) select org_id, id, 1, 1, now(), 'info', 'said', null from current_jobs where org_id = $1",
    [orgId],
  );

  await gaffer.database.admin.query("update schedule_runs set status = 'running' where org_id = $1", [orgId]);

  const { status, headers, body: job } = await gaffer.inOrg<Export>("POST", "/export");
  expect(status).toBe(201);
  expect(headers.get("location")).toBe(`/v1/orgs/${orgId}/jobs/${job.id}`);
  exported = (await gaffer.attemptEnded(job.id)) as Export;
  expect(exported).toMatchObject({ status: "completed", error: null });
  for (const { kind, fileId, rows } of exported.output?.files ?? []) {
    const { body: content } = await gaffer.inOrg<string>("GET", `/files/${fileId}/content`);
    text += content;
    rowsOf[kind] = content
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(rowsOf[kind]).toHaveLength(rows);
  }
});
afterAll(() => gaffer.stop());

describe("exportOrg › export", () => {
  test("has a file for each kind with all of its rows", async () => {
    const { rows } = await gaffer.database.admin.query(
      `select 1 as organization, (select count(*)::int from memberships where org_id = $1) as members,
              (select count(*)::int from invitations where org_id = $1) as invitations,
              (select count(*)::int from api_keys where org_id = $1) as "apiKeys",
              (select count(*)::int from current_jobs where org_id = $1 and id < $2) as jobs,
              (select count(*)::int from job_attempts where org_id = $1 and job_id < $2) as "jobAttempts",
              (select count(*)::int from job_logs where org_id = $1 and job_id < $2) as "jobLogs",
              (select count(*)::int from scheduled_jobs where org_id = $1) as schedules,
              (select count(*)::int from schedule_runs where org_id = $1) as "scheduleRuns",
              (select count(*)::int from files where org_id = $1 and id < $2) as files,
              (select count(*)::int from audit_events where org_id = $1 and id < $2) as "auditEvents"`,
      [gaffer.org.orgId, exported.id],
    );
    expect(Object.fromEntries(Object.entries(rowsOf).map(([kind, all]) => [kind, all.length]))).toEqual(rows[0]);
    expect(Object.values(rows[0] as Record<string, number>).every((count) => count > 0)).toBe(true);
  });

  test("has jobs as the API returns them, each once and in order", async () => {
    const ids = rowsOf.jobs.map(({ id }) => id as string);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids).toHaveLength(1_205);
    for (const row of [rowsOf.jobs[0], rowsOf.jobs.at(-2)] as Row[]) {
      const { body } = await gaffer.inOrg("GET", `/jobs/${row.id}`);
      expect(row).toEqual(body);
    }
  });

  test("names its members, and has everything else as the API returns it", async () => {
    expect(rowsOf.members).toEqual([
      {
        orgId: gaffer.org.orgId,
        userId: expect.any(String),
        role: "owner",
        createdAt: expect.any(String),
        email: expect.stringContaining("@"),
        name: "Demo",
      },
    ]);
    const file = rowsOf.files[0] as Row;
    expect((await gaffer.inOrg("GET", `/files/${file.id}`)).body).toEqual(file);
    const [event] = rowsOf.auditEvents.filter(({ action }) => action === "uploadFile");
    const { body } = await gaffer.inOrg("GET", "/audit-events?action=uploadFile");
    expect(body.items).toMatchObject([
      { id: event?.id, createdAt: event?.createdAt, actor: event?.actor, details: event?.details },
    ]);
    const [schedule] = rowsOf.schedules;
    const { orgId: _, scheduleId: __, ...run } = rowsOf.scheduleRuns[0] as Row;
    const { body: runs } = await gaffer.inOrg("GET", `/schedules/${schedule?.id}/runs`);
    expect(runs.items).toEqual([{ ...run, durationMs: expect.any(Number) }]);
    expect(run).toMatchObject({ status: "running", trigger: "manual" });
    const key = rowsOf.apiKeys.find(({ name }) => name === "test") as Row;
    expect((await gaffer.inOrg("GET", `/api-keys/${key.id}`)).body).toEqual({
      ...key,
      orgId: undefined,
      lastUsedAt: expect.anything(),
    });
  });

  test("has no secrets, no internals of the queue, and nothing of other organizations", async () => {
    const { rows } = await gaffer.database.admin.query(
      "select encode(secret_hash, 'hex') as hash, org_id from api_keys",
    );
    for (const { hash } of rows) expect(text).not.toContain(hash);
    for (const word of ["secretHash", "messageId", "workerId"]) expect(text).not.toContain(word);
    for (const { org_id } of rows) if (org_id !== gaffer.org.orgId) expect(text).not.toContain(org_id);
  });

  test("expires after a week", async () => {
    const { body } = await gaffer.inOrg("GET", `/files/${exported.output?.files[0]?.fileId}`);
    expect(Math.abs(Date.parse(body.expiresAt) - Date.parse(body.createdAt) - weekMs)).toBeLessThan(60_000);
    expect(body).toMatchObject({ name: "organization.ndjson", contentType: "application/x-ndjson" });
  });

  test("is hidden from members who may only read files, and no job can read it", async () => {
    const fileId = exported.output?.files[0]?.fileId as string;
    const ask = (method: string, path: string) =>
      gaffer.request(method, `/v1/orgs/${gaffer.org.orgId}/files${path}`, { as: viewer });
    for (const [method, end] of [
      ["GET", ""],
      ["GET", "/content"],
      ["GET", "/url"],
      ["DELETE", ""],
    ] as const) {
      const [hidden, unknown] = await Promise.all([
        ask(method, `/${fileId}${end}`),
        ask(method, `/${someFileId}${end}`),
      ]);
      expect(hidden.status, `${method} ${end}`).toBe(404);
      expect({ ...hidden.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    }
    expect((await ask("GET", "")).body.items.map(({ name }: Row) => name)).toEqual(["a.txt"]);
    expect((await gaffer.inOrg("GET", "/files")).body.items).toHaveLength(12);
    const { id } = await gaffer.createJob({ input: { fileId } });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed", error: { code: "file_not_found" } });
  });

  test("is written once for requests with the same key", async () => {
    const ask = () => gaffer.inOrg<Export>("POST", "/export", undefined, { "idempotency-key": "once" });
    const [first, again] = [await ask(), await ask()];
    expect(again.body.id).toBe(first.body.id);
    await gaffer.attemptEnded(first.body.id);
  });
});

describe("exportOrg › other requests with its job type", () => {
  const job = { type: "org:export", input: {} };
  const schedule = { name: "a", job, recurrence: { kind: "daily", time: "09:00" } };
  const bodies: [string, string, string, unknown][] = [
    ["POST", "/jobs", "/type", job],
    ["POST", "/jobs/batch", "/jobs/0/type", { jobs: [job] }],
    ["POST", "/schedules", "/job/type", schedule],
    ["POST", "/jobs", "/input/type", { type: "jobs:import", input: { fileId: someFileId, type: "org:export" } }],
  ];

  test.each(bodies)("are refused: %s %s, at %s", async (method, path, pointer, body) => {
    for (const as of [gaffer.org, viewer]) {
      const answer: Answer = await gaffer.request(method, `/v1/orgs/${gaffer.org.orgId}${path}`, { as, body });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([
        { in: "body", pointer, code: expect.any(String), message: expect.stringContaining('"file:profile"') },
      ]);
    }
  });

  test("are refused for a change of a schedule, and the type isn't listed", async () => {
    const { body } = await gaffer.inOrg("POST", "/schedules", {
      ...schedule,
      job: { type: "file:profile", input: inputs[0] },
    });
    const changed = await gaffer.inOrg("PATCH", `/schedules/${body.id}`, { job }, { "if-match": "*" });
    expect(changed).toMatchObject({ status: 422, body: { errors: [{ pointer: "/job/type" }] } });
    const { items } = (await gaffer.inOrg("GET", "/job-types")).body;
    expect(items.map(({ type }: Row) => type)).not.toContain("org:export");
  });
});

describe("exportOrg › large kind", () => {
  const jobOf = (pages: string[][], maxFileBytes: number, failAt = Number.POSITIVE_INFINITY) =>
    orgExportJob({
      kinds: ["organization", "jobs"],
      maxFileBytes,
      now: () => new Date(),
      async *read(_, kind) {
        for (const [index, page] of (kind === "jobs" ? pages : [["{}"]]).entries()) {
          if (index === failAt) throw new Error("the database is away");
          yield page;
        }
      },
    });
  const nothing = {} as never;
  const pages = Array.from({ length: 10 }, (_, page) => [`"${page}.1"`, `"${page}.2"`]);

  test("is divided into files below the maximum size, and no row is lost", async () => {
    const { output, files } = await runHandler(jobOf(pages, 60), nothing);
    const parts = output.files.filter(({ kind }) => kind === "jobs");
    expect(parts.length).toBeGreaterThan(3);
    const contents = parts.map(({ fileId }) => String(files.get(fileId)?.content));
    expect(Math.max(...contents.map(({ length }) => length))).toBeLessThanOrEqual(60);
    expect(contents.join("")).toBe(`${pages.flat().join("\n")}\n`);
    expect(parts.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(20);
    expect(files.get(parts[1]?.fileId ?? "")?.name).toBe("jobs-2.ndjson");
  });

  test("is written again by the next attempt after a failure, and complete kinds aren't", async () => {
    const files = new Map();
    const failing = runHandler(jobOf(pages, 1_000, 5), nothing, { files });
    await expect(failing).rejects.toThrow("is away");
    const [fileId] = files.keys();
    const checkpoint = [{ kind: "organization", fileId, rows: 1 }];
    const { output } = await runHandler(jobOf(pages, 1_000), nothing, {
      files,
      checkpoint,
      attempt: 2,
    });
    expect(output.files).toEqual([checkpoint[0], { kind: "jobs", fileId: expect.any(String), rows: 20 }]);
  });
});

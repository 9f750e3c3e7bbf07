/** The private fields of `http:request`, the values of its headers, from a request to the handler and back. */
import { createHash } from "node:crypto";
import type { Job, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { RetryableError, type UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Input = UserJobTypes["http:request"]["input"];
type HttpJob = Extract<Job, { type: "http:request" }>;

const secret = "hunter2-of-acme";
const cookie = "session-of-acme";
const hidden = "<encrypted>";
const oldKey = "the old secret of this installation";
const newKey = "the new secret of this installation";
const url = "https://example.com/hook";
const inputTo = (path = ""): Input =>
  ({ url: `${url}${path}`, headers: [{ name: "Authorization", value: secret }] }) as Input;
const request = (path = "") => ({ type: "http:request", input: inputTo(path) });

/** The values of headers that handlers were called with. */
const received: (string | undefined)[] = [];

const httpRequest = job("http:request", {
  async handler({ input, helpers, attempt }) {
    received.push(input.headers?.[0]?.value);
    if (input.url.endsWith("/parent")) await helpers.enqueue({ type: "http:request", input: inputTo("/child") });
    if (input.url.endsWith("/indiscreet") && attempt === 1) {
      helpers.updateProgress(50, `sending ${secret}`);
      helpers.log("info", `sending ${secret}`, { header: secret });
      throw new RetryableError(`refused ${secret}`);
    }
    const headers = [{ name: "set-cookie", value: cookie }];
    return {
      output: { status: 200, url: input.url, headers, body: "", bodyEncoding: "text" as const, truncated: false },
    };
  },
});

let gaffer: TestGaffer;
let reader: DemoOrg;
const restart = (encryptionKeys: string[]) =>
  startTestGaffer({ database: gaffer.database, config: { encryptionKeys }, jobs: withFailingOthers([httpRequest]) });
const create = (path = "", more = {}) => gaffer.createJob({ ...request(path), ...more }) as Promise<HttpJob>;
const get = (jobId: string, as: DemoOrg) =>
  gaffer.request<HttpJob>("GET", `/v1/orgs/${gaffer.org.orgId}/jobs/${jobId}`, { as });
const headerOf = ({ input }: { input?: unknown }) => (input as Input).headers?.[0]?.value;

beforeAll(async () => {
  gaffer = await startTestGaffer({ config: { encryptionKeys: [oldKey] }, jobs: withFailingOthers([httpRequest]) });
  reader = await gaffer.createKey({ scopes: ["jobs:read", "jobs:write", "schedules:read", "schedules:write"] });
});
afterAll(() => gaffer.stop());

/** All rows of all tables as text. */
async function readDatabase(): Promise<string> {
  const { rows: tables } = await gaffer.database.admin.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('gaffer', 'gaffer_queue') and table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const texts = tables.map(async ({ name }) => {
    const { rows } = await gaffer.database.admin.query(`select string_agg(t::text, ' ') as text from ${name} as t`);
    return String(rows[0].text);
  });
  return (await Promise.all(texts)).join("\n");
}

describe("Private fields", () => {
  test("reach the handler, and only holders of jobs:read-private", async () => {
    const created = await create();
    expect(headerOf(created)).toBe(hidden);
    await gaffer.attemptEnded(created.id);
    expect(received).toContain(secret);

    const seen = await get(created.id, gaffer.org);
    expect(seen.body).toMatchObject({ status: "completed", input: inputTo() });
    expect(seen.body.output?.headers).toEqual([{ name: "set-cookie", value: cookie }]);
    const unseen = await get(created.id, reader);
    expect(headerOf(unseen.body)).toBe(hidden);
    expect(unseen.body.output).toMatchObject({ url, headers: [{ name: "set-cookie", value: hidden }] });
    expect(unseen.headers.get("etag")).not.toBe(seen.headers.get("etag"));

    const list = `/v1/orgs/${gaffer.org.orgId}/jobs?include=input,output`;
    for (const [as, value] of [
      [gaffer.org, secret],
      [reader, hidden],
    ] as const) {
      const { body } = await gaffer.request<Schemas["ListedJobPage"]>("GET", list, { as });
      expect(headerOf(body.items[0] ?? {})).toBe(value);
    }
  });

  test.each([
    ["viewer", hidden],
    ["member", hidden],
    ["admin", secret],
    ["owner", secret],
  ] as const)("are shown to a %s as %s", async (role, value) => {
    const { id } = await create();
    expect(headerOf((await get(id, (await gaffer.createMember(role)) as unknown as DemoOrg)).body)).toBe(value);
  });

  test("are nowhere in the database, in logs, and in exports, also after errors, retries, children and schedules", async () => {
    const key = { "idempotency-key": "private" };
    const first = await gaffer.inOrg<HttpJob>("POST", "/jobs", request("/keyed"), key);
    const replay = await gaffer.inOrg<HttpJob>("POST", "/jobs", request("/keyed"), key);
    expect([replay.headers.get("idempotent-replayed"), replay.body.id]).toEqual(["true", first.body.id]);
    const { rows } = await gaffer.database.admin.query(
      "select request_hash from idempotency_keys where key = 'private'",
    );
    const sorted = (_: string, value: unknown) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort())
        : value;
    const known = JSON.stringify(
      ["createJob", { path: { orgId: gaffer.org.orgId }, query: {}, body: replay.body }],
      sorted,
    );
    expect(rows[0].request_hash).not.toBe(createHash("sha256").update(known).digest("base64url"));

    const indiscreet = await create("/indiscreet", { maxAttempts: 1 });
    const failed = await gaffer.attemptEnded(indiscreet.id);
    expect(failed.error?.message).toBe(`refused ${hidden}`);
    const retried = await gaffer.inOrg<HttpJob>("POST", `/jobs/${indiscreet.id}/retry`);
    expect(headerOf(retried.body)).toBe(hidden);
    expect(await gaffer.attemptEnded(indiscreet.id, 2)).toMatchObject({ status: "completed" });
    const { body: logs } = await gaffer.inOrg("GET", `/jobs/${indiscreet.id}/logs`);
    expect(logs.items[0]).toMatchObject({ message: `sending ${hidden}`, data: { header: hidden } });

    const parent = await create("/parent");
    await gaffer.attemptEnded(parent.id);
    const { body: children } = await gaffer.inOrg("GET", `/jobs/${parent.id}/children`);
    const child = await gaffer.attemptEnded(children.items[0].id);
    expect(headerOf(child)).toBe(secret);

    const schedule = { name: "hook", job: request("/scheduled"), recurrence: { kind: "daily", time: "09:00" } };
    const { body: made } = await gaffer.inOrg("POST", "/schedules", { ...schedule, startsAt: "2090-01-01T00:00:00Z" });
    expect(headerOf(made.job)).toBe(hidden);
    const { body: run } = await gaffer.inOrg("POST", `/schedules/${made.id}/trigger`);
    expect(headerOf(await gaffer.attemptEnded(run.jobId))).toBe(secret);
    expect(received.every((value) => value === secret)).toBe(true);

    const exporting = await gaffer.inOrg<Job>("POST", "/export");
    expect(exporting.status).toBe(201);
    const text = await readDatabase();
    expect(text).toContain("$encrypted");
    for (const value of [secret, cookie]) {
      expect(text).not.toContain(value);
      expect(JSON.stringify(gaffer.log.lines)).not.toContain(value);
    }
  });

  test("of a schedule stay when the input is sent back, and are demanded with any other input", async () => {
    const schedule = { name: "hook", job: request("/first"), recurrence: { kind: "daily", time: "09:00" } };
    const { body: made } = await gaffer.inOrg("POST", "/schedules", { ...schedule, startsAt: "2090-01-01T00:00:00Z" });
    const path = `/v1/orgs/${gaffer.org.orgId}/schedules/${made.id}`;
    const { body: read } = await gaffer.request("GET", path, { as: reader });
    expect(headerOf(read.job)).toBe(hidden);
    const patch = (job: unknown) =>
      gaffer.request("PATCH", path, { as: reader, body: { name: "renamed", job }, headers: { "if-match": "*" } });
    expect((await patch(read.job)).status).toBe(200);
    expect(headerOf((await gaffer.inOrg("GET", `/schedules/${made.id}`)).body.job)).toBe(secret);
    const stolen = await patch({ ...read.job, input: { ...read.job.input, url: "https://evil.example.com/" } });
    expect(stolen).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/job/input/headers/0/value", code: "not_allowed" }] },
    });
  });

  test("refuse the placeholder as a value of a new job, with its place in a batch", async () => {
    const copied = { type: "http:request", input: { url, headers: [{ name: "Authorization", value: hidden }] } };
    const { status, body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: [request(), copied] });
    expect([status, body.errors[0].pointer]).toEqual([422, "/jobs/1/input/headers/0/value"]);
  });

  test("of another job can't be decrypted, and fail the job that they were copied to", async () => {
    const later = new Date(Date.now() + 86_400_000);
    const [one, two] = [await create("/one"), await create("/two", { runAt: later, maxAttempts: 1 })];
    await gaffer.database.admin.query("update jobs set input = (select input from jobs where id = $1) where id = $2", [
      one.id,
      two.id,
    ]);
    await gaffer.inOrg("PATCH", `/jobs/${two.id}`, { runAt: new Date(0) }, { "if-match": "*" });
    const failed = await gaffer.attemptEnded(two.id);
    expect(failed).toMatchObject({ status: "failed", error: { code: "private_field", message: /headers\/0\/value/ } });
    expect(headerOf(failed)).toBe(hidden);
  });

  test("stay readable after a rotation, and a lost key fails the job but no list", async () => {
    const { id } = await create("/rotated");
    await gaffer.attemptEnded(id);
    const rotated = await restart([newKey, oldKey]);
    const read = (of: TestGaffer, url: string) =>
      of.request("GET", `/v1/orgs/${gaffer.org.orgId}${url}`, { as: gaffer.org });
    expect(headerOf((await read(rotated, `/jobs/${id}`)).body)).toBe(secret);
    await rotated.stop();

    const later = new Date(Date.now() + 86_400_000);
    const waiting = await create("/waiting", { runAt: later, maxAttempts: 1 });
    await gaffer.app.drain();
    const lost = await restart([newKey]);
    expect(headerOf((await read(lost, `/jobs/${id}`)).body)).toBe(hidden);
    const list = await read(lost, "/jobs?include=input,output");
    expect(list.status).toBe(200);
    await lost.request("PATCH", `/v1/orgs/${gaffer.org.orgId}/jobs/${waiting.id}`, {
      as: gaffer.org,
      body: { runAt: new Date(0) },
      headers: { "if-match": "*" },
    });
    const failed = await vi.waitFor(
      async () => {
        const { body } = await read(lost, `/jobs/${waiting.id}`);
        expect(body.status).toBe("failed");
        return body;
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(failed.error).toEqual({ code: "private_field", message: expect.stringContaining("ENCRYPTION_KEYS") });
    await lost.stop();

    const without = await restart([]);
    const send = (body: object) =>
      without.request("POST", `/v1/orgs/${gaffer.org.orgId}/jobs`, { as: gaffer.org, body });
    expect(await send(request())).toMatchObject({ status: 422, body: { errors: [{ code: "not_storable" }] } });
    const open = await send({ type: "http:request", input: { url } });
    expect(open.status).toBe(201);
    // The private values of its output aren't stored.
    await without.attemptEnded(open.body.id);
    const { body } = await read(without, `/jobs/${open.body.id}`);
    expect(body).toMatchObject({ status: "completed", output: { headers: [{ name: "set-cookie", value: hidden }] } });
    expect((await send({ type: "file:profile", input: { fileId: someFileId } })).status).toBe(201);
    await without.stop();
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { contractOperations } from "../contract/contract-operations.ts";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

/** A resource with a read, a change and, unless `stays`, a deletion. */
interface Resource {
  url: string;
  as: Pick<DemoOrg, "apiKey">;
  /** Two changes with different results. */
  changes: [object, object];
  /** What a deletion needs in the query. */
  query?: string;
  /** Makes the resource deletable. */
  end?: () => Promise<unknown>;
  /** Whether the resource can't be deleted. */
  stays?: boolean;
}

const inOrg = (url: string) => `/v1/orgs/${gaffer.org.orgId}${url}`;
const schedule = {
  name: "Report",
  job: { type: "http:request", input: { url: "https://example.com/", method: "GET" }, maxAttempts: 2 },
  recurrence: { kind: "daily", time: "09:00" },
};

const create: Record<string, () => Promise<Resource>> = {
  async schedule() {
    const { body } = await gaffer.inOrg("POST", "/schedules", schedule);
    return { url: inOrg(`/schedules/${body.id}`), as: gaffer.org, changes: [{ name: "mine" }, { name: "yours" }] };
  },
  async organization() {
    const org = await gaffer.createOrg("Acme");
    const changes: [object, object] = [{ name: "Acme 2" }, { name: "Acme 3" }];
    return { url: `/v1/orgs/${org.orgId}`, as: org, changes, query: "?name=Acme%202" };
  },
  async "organization of the installation"() {
    const { orgId } = await gaffer.createOrg("Acme");
    const changes: [object, object] = [{ plan: "pro" }, { plan: "enterprise" }];
    return { url: `/v1/system/orgs/${orgId}`, as: gaffer.org, changes, stays: true };
  },
  async plan() {
    const name = crypto.randomUUID();
    const limits = { openJobs: 1, runningJobs: 1, schedules: 1, storedBytes: 1, fileBytes: 1, requestsPerMinute: 1 };
    const others = { share: 1, completedDays: 1, failedDays: 1, cancelledDays: 1, auditDays: 1 };
    await gaffer.request("POST", "/v1/system/plans", { as: gaffer.org, body: { name, ...limits, ...others } });
    return { url: `/v1/system/plans/${name}`, as: gaffer.org, changes: [{ share: 2 }, { share: 3 }] };
  },
  async member() {
    const { userId } = await gaffer.createMember("viewer");
    return { url: inOrg(`/members/${userId}`), as: gaffer.org, changes: [{ role: "member" }, { role: "admin" }] };
  },
  async "API key"() {
    const { body } = await gaffer.inOrg("POST", "/api-keys", { name: "key", scopes: ["jobs:read"] });
    const url = inOrg(`/api-keys/${body.apiKey.id}`);
    return { url, as: gaffer.org, changes: [{ name: "mine" }, { name: "yours" }] };
  },
  async job() {
    const { id } = await gaffer.createJob();
    const changes: [object, object] = [{ priority: "high" }, { timeoutSeconds: 5 }];
    const end = () => gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return { url: inOrg(`/jobs/${id}`), as: gaffer.org, changes, end };
  },
  async file() {
    const { body } = await gaffer.inOrg("POST", "/files?name=a.csv", "a,b", { "content-type": "text/csv" });
    return { url: inOrg(`/files/${body.id}`), as: gaffer.org, changes: [{ name: "b.csv" }, { name: "c.csv" }] };
  },
};
const kinds = Object.keys(create);

async function newResource(kind: string): Promise<Resource> {
  const resource = await create[kind]?.();
  if (!resource) throw new Error(`no ${kind}`);
  return resource;
}

const send = ({ as }: Resource, method: string, url: string, headers: Record<string, string>, body?: object) =>
  gaffer.request(method, url, { as, headers, body });
const read = (resource: Resource, headers: Record<string, string> = {}) => send(resource, "GET", resource.url, headers);
const change = (resource: Resource, ifMatch: string, body = resource.changes[0]) =>
  send(resource, "PATCH", resource.url, { "if-match": ifMatch }, body);
const remove = (resource: Resource, ifMatch: string) =>
  send(resource, "DELETE", `${resource.url}${resource.query ?? ""}`, { "if-match": ifMatch });
const etagOf = ({ headers }: Answer) => headers.get("etag") ?? "";

describe("ETag", () => {
  test("and If-Match are part of each PATCH and of the read and deletion of its resource", () => {
    const patched = contractOperations.filter(({ method }) => method === "PATCH").map(({ path }) => path);
    expect(patched).toHaveLength(kinds.length);
    for (const { id, path, method, parameters, responses } of contractOperations) {
      if (!patched.includes(path)) continue;
      const header = method === "GET" ? "If-None-Match" : "If-Match";
      expect(
        parameters.map(({ name }) => name),
        id,
      ).toContain(header);
      if (method !== "DELETE") expect(Object.keys(responses["200"]?.headers ?? {}), id).toContain("ETag");
    }
  });

  test.each(kinds)("of a change is that of the next read: %s", async (kind) => {
    const resource = await newResource(kind);
    const before = etagOf(await read(resource));
    const changed = await change(resource, before);
    expect(changed.status).toBe(200);
    expect(etagOf(changed)).not.toBe(before);
    expect(etagOf(await read(resource))).toBe(etagOf(changed));
  });

  test("of a compressed response is another one, and is accepted like that of the plain one", async () => {
    const input = { url: `https://example.com/?note=${"n".repeat(1_500)}` };
    const job = { ...schedule.job, input };
    const { body } = await gaffer.inOrg("POST", "/schedules", { ...schedule, job });
    const resource: Resource = { url: inOrg(`/schedules/${body.id}`), as: gaffer.org, changes: [{ name: "x" }, {}] };
    const compressed = await gaffer.app.http.request(resource.url, {
      headers: { Authorization: `Bearer ${gaffer.org.apiKey}`, "Accept-Encoding": "br" },
    });
    const etag = compressed.headers.get("etag") ?? "";
    expect(etag).toBe(etagOf(await read(resource)).replace(/"$/, '-br"'));
    expect((await read(resource, { "if-none-match": etag })).status).toBe(304);
    expect((await change(resource, etag)).status).toBe(200);
  });
});

describe("If-None-Match", () => {
  test.each(kinds)("gets a 304 without a body until the resource changes: %s", async (kind) => {
    const resource = await newResource(kind);
    const etag = etagOf(await read(resource));
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const { status, headers, body } = await read(resource, { "if-none-match": header });
      expect([status, headers.get("etag"), headers.get("content-type"), body], header).toEqual([304, etag, null, ""]);
    }
    expect((await read(resource, { "if-none-match": '"other"' })).status).toBe(200);
    await change(resource, "*");
    expect((await read(resource, { "if-none-match": etag })).status).toBe(200);
  });
});

describe("If-Match", () => {
  test.each(kinds)("refuses a change of a resource that has changed since: %s", async (kind) => {
    const resource = await newResource(kind);
    const before = etagOf(await read(resource));
    const current = etagOf(await change(resource, before));
    const refused = await change(resource, before, resource.changes[1]);
    expect(refused).toMatchObject({ status: 412, body: { type: "/problems/precondition-failed" } });
    const { status, body } = await read(resource, { "if-none-match": current });
    expect([status, body]).toEqual([304, ""]);
    if (resource.stays) return;
    await resource.end?.();
    expect((await remove(resource, before)).status).toBe(412);
    expect((await remove(resource, current)).status).toBeLessThan(300);
  });

  test("never matches a weak tag, and says so", async () => {
    const resource = await newResource("schedule");
    const etag = etagOf(await read(resource));
    const refused = await change(resource, `W/${etag}`);
    expect(refused).toMatchObject({ status: 412, body: { detail: expect.stringContaining("weak") } });
  });

  test("lets one of several concurrent changes succeed", async () => {
    const resource = await newResource("file");
    const etag = etagOf(await read(resource));
    const answers = await Promise.all(["a", "b", "c"].map((name) => change(resource, etag, { name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test("isn't affected by a run of the schedule, which If-None-Match notices", async () => {
    const resource = await newResource("schedule");
    const etag = etagOf(await read(resource));
    await gaffer.request("POST", `${resource.url}/trigger`, { as: gaffer.org });
    expect((await read(resource, { "if-none-match": etag })).status).toBe(200);
    expect((await change(resource, etag)).status).toBe(200);
  });

  test("isn't affected by a use of the API key, which If-None-Match notices", async () => {
    const { body } = await gaffer.inOrg("POST", "/api-keys", { name: "key", scopes: ["jobs:read"] });
    const url = inOrg(`/api-keys/${body.apiKey.id}`);
    const resource: Resource = { url, as: gaffer.org, changes: [{ name: "mine" }, {}] };
    const etag = etagOf(await read(resource));
    expect((await gaffer.request("GET", inOrg("/jobs"), { as: { apiKey: body.key } })).status).toBe(200);
    expect((await read(resource, { "if-none-match": etag })).status).toBe(200);
    expect((await change(resource, etag)).status).toBe(200);
  });
});

describe("Malformed precondition", () => {
  const malformed = ["2", '"2', '2"', "W/2", 'w/"2"', '"1" "2"', '"1",', ",", '"1", *', '"a"b', ""];

  test.each(malformed)("is a 400 that names the header: %j", async (value) => {
    const resource = await newResource("file");
    const answers = [
      [await read(resource, { "if-none-match": value }), "If-None-Match"],
      [await change(resource, value), "If-Match"],
      [await remove(resource, value), "If-Match"],
    ] as const;
    for (const [answer, name] of answers)
      expect(answer).toMatchObject({
        status: 400,
        body: { type: "/problems/malformed-header", errors: [{ in: "header", pointer: `/${name}` }] },
      });
    expect((await read(resource)).body.name).toBe("a.csv");
  });
});

describe("Merge patch", () => {
  const patch = (resource: Resource, body: object, mediaType = "application/merge-patch+json") =>
    send(resource, "PATCH", resource.url, { "if-match": "*", "content-type": mediaType }, body);

  test.each(kinds)("changes a resource: %s", async (kind) => {
    const resource = await newResource(kind);
    const { status, body } = await patch(resource, resource.changes[0]);
    expect(status).toBe(200);
    expect(body).toMatchObject(resource.changes[0]);
  });

  test("is merged into objects, where JSON replaces them", async () => {
    const resource = await newResource("schedule");
    const merged = await patch(resource, { job: { input: { method: "POST" }, maxAttempts: null, timeoutSeconds: 60 } });
    expect(merged.body.job).toMatchObject({
      type: "http:request",
      input: { url: "https://example.com/", method: "POST" },
      timeoutSeconds: 60,
    });
    expect(merged.body.job.maxAttempts).not.toBe(2);
    const replaced = await patch(resource, { job: { input: { method: "PUT" } } }, "application/json");
    expect(replaced).toMatchObject({ status: 422, body: { type: "/problems/invalid-request" } });
  });

  test("is refused if its result is invalid, and changes nothing", async () => {
    const resource = await newResource("schedule");
    for (const [body, pointer] of [
      [{ job: { input: { url: null } } }, "/job/input/url"],
      [{ recurrence: { kind: "weekly" } }, "/recurrence"],
      [{ job: { input: { unknown: 1 } } }, "/job/input/unknown"],
    ] as const) {
      const { status, body: problem } = await patch(resource, body);
      expect(status, JSON.stringify(body)).toBe(422);
      expect(problem.errors[0].pointer).toContain(pointer);
    }
    expect((await read(resource)).body).toMatchObject({
      version: 1,
      job: schedule.job,
      recurrence: schedule.recurrence,
    });
  });

  test("isn't accepted by a POST, and a PATCH names both media types that it accepts", async () => {
    const resource = await newResource("schedule");
    const headers = { "content-type": "application/merge-patch+json" };
    expect((await gaffer.inOrg("POST", "/schedules", schedule, headers)).status).toBe(415);
    const refused = await patch(resource, {}, "text/json");
    expect(refused).toMatchObject({ status: 415, body: { detail: expect.stringContaining(headers["content-type"]) } });
  });
});

describe("Rename", () => {
  test("changes a file's name in downloads, and is in the audit log", async () => {
    const resource = await newResource("file");
    await change(resource, "*", { name: "renamed.csv" });
    const { headers } = await send(resource, "GET", `${resource.url}/content`, {});
    expect(headers.get("content-disposition")).toContain("renamed.csv");
    const { body } = await gaffer.inOrg("GET", "/audit-events?action=updateFile&limit=1");
    expect(body.items).toMatchObject([{ details: { before: "a.csv", after: "renamed.csv" } }]);
  });

  test("of an API key keeps its secret, also when the key is revoked", async () => {
    const { body } = await gaffer.inOrg("POST", "/api-keys", { name: "old", scopes: ["jobs:read"] });
    const url = `/api-keys/${body.apiKey.id}`;
    expect((await gaffer.inOrg("PATCH", url, { name: "new" })).body).toEqual({ ...body.apiKey, name: "new" });
    expect((await gaffer.request("GET", inOrg("/jobs"), { as: { apiKey: body.key } })).status).toBe(200);
    await gaffer.inOrg("DELETE", url);
    expect((await gaffer.inOrg("PATCH", url, { name: "retired" })).body.name).toBe("retired");
  });

  test("without a name changes nothing", async () => {
    const resource = await newResource("file");
    expect((await change(resource, "*", {})).body.name).toBe("a.csv");
  });
});

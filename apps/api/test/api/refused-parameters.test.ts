import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openapi } from "../../src/http/schemas.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

async function expectRefused(method: string, url: string, where: string, pointer: string, headers = {}): Promise<void> {
  const answer = await gaffer.inOrg(method, url, undefined, headers);
  expect(answer).toMatchObject({
    status: 422,
    body: {
      type: "/problems/invalid-request",
      errors: [{ in: where, pointer, code: expect.any(String), message: expect.any(String) }],
    },
  });
}

describe("Request parameter validation › malformed id", () => {
  const malformed = {
    "a word": "latest",
    "a URN": `urn:uuid:${someFileId}`,
    "braces around it": `{${someFileId}}`,
    "no hyphens": someFileId.replaceAll("-", ""),
    "a NUL after it": `${someFileId}%00`,
    "a line feed after it": `${someFileId}%0A`,
    "a slash in it": "..%2F..%2Fetc",
    "a broken escape": "%ZZ",
    "an invalid byte": "%FF",
    "an SQL literal": "'%20or%20true--",
    "something very long": "a".repeat(10_000),
  };
  test.each(Object.entries(malformed))("%s", async (_, id) => {
    await expectRefused("GET", `/jobs/${id}`, "path", "/jobId");
    await expectRefused("GET", `/jobs/${id}/attempts`, "path", "/jobId");
    await expectRefused("GET", `/jobs/${id}/logs`, "path", "/jobId");
    await expectRefused("POST", `/jobs/${id}/cancel`, "path", "/jobId");
    await expectRefused("POST", `/jobs/${id}/retry`, "path", "/jobId");
    await expectRefused("GET", `/files/${id}`, "path", "/fileId");
    await expectRefused("GET", `/files/${id}/content`, "path", "/fileId");
    await expectRefused("DELETE", `/files/${id}`, "path", "/fileId");
  });

  test("is not found when it is the organization's", async () => {
    for (const id of Object.values(malformed))
      expect(await gaffer.request("GET", `/v1/orgs/${id}/jobs`, { as: gaffer.org })).toMatchObject({ status: 404 });
  });
});

describe("Request parameter validation › refused query", () => {
  test.each([
    ["GET", "/jobs", "limit=0", "/limit"],
    ["GET", "/jobs", "limit=101", "/limit"],
    ["GET", "/jobs", "limit=-1", "/limit"],
    ["GET", "/jobs", "limit=1.5", "/limit"],
    ["GET", "/jobs", "limit=ten", "/limit"],
    ["GET", "/jobs", "limit=", "/limit"],
    ["GET", "/jobs", "limit=1e400", "/limit"],
    ["GET", "/jobs", "limit=1e1", "/limit"],
    ["GET", "/jobs", "limit=0x10", "/limit"],
    ["GET", "/jobs", "limit=0b11", "/limit"],
    ["GET", "/jobs", "limit=%205", "/limit"],
    ["GET", "/jobs", "limit=5%20", "/limit"],
    ["GET", "/jobs", "limit=+5", "/limit"],
    ["GET", "/jobs", "limit=5.", "/limit"],
    ["GET", "/jobs", "limit=%EF%BC%95", "/limit"],
    ["GET", "/jobs", "limit=Infinity", "/limit"],
    ["GET", "/jobs", "limit=10&limit=10", "/limit"],
    ["GET", "/jobs", "limit[]=10", "/limit[]"],
    ["GET", "/jobs", "Limit=10", "/Limit"],
    ["GET", "/jobs", "state=failed", "/state"],
    ["GET", "/jobs", "__proto__=1", "/__proto__"],
    ["GET", "/jobs", "constructor=1", "/constructor"],
    ["GET", "/jobs", "a%2Fb~=1", "/a~1b~0"],
    ["GET", "/jobs", "a%2Fb~=1&a%2Fb~=1", "/a~1b~0"],
    ["GET", "/jobs", "a=%00", "/a"],
    ["GET", "/jobs", "status=done", "/status/0"],
    ["GET", "/jobs", "status=", "/status/0"],
    ["GET", "/jobs", "status=failed,done", "/status/1"],
    ["GET", "/jobs", "status=failed,failed,failed,failed,failed,failed", "/status"],
    ["GET", "/jobs", "status=failed&status=pending", "/status"],
    ["GET", "/jobs", "type=storage:cleanup", "/type/0"],
    ["GET", "/jobs", "createdBy=me", "/createdBy"],
    ["GET", "/jobs", "createdBy=key:a%00", "/createdBy"],
    ["GET", "/jobs", `createdBy=key:${"a".repeat(100)}`, "/createdBy"],
    ["GET", "/jobs", "createdFrom=yesterday", "/createdFrom"],
    ["GET", "/jobs", "createdFrom=2026-02-30T00:00:00Z", "/createdFrom"],
    ["GET", "/jobs", "createdBefore=2026-01-01T00:00:00+01:00", "/createdBefore"],
    ["GET", "/jobs", "createdBefore=1764547200000", "/createdBefore"],
    ["GET", "/jobs", "include=", "/include/0"],
    ["GET", "/jobs", "include=input,error", "/include/1"],
    ["GET", "/jobs", "include=input, output", "/include/1"],
    ["GET", "/jobs", "include=input&include=output", "/include"],
    ["GET", "/jobs", "include=input,output,input", "/include"],
    ["GET", "/jobs", "include[]=input", "/include[]"],
    ["GET", "/jobs", "cursor=", "/cursor"],
    ["GET", "/jobs", `cursor=${"a".repeat(1_001)}`, "/cursor"],
    ["GET", `/jobs/${someFileId}`, "fields=id", "/fields"],
    ["GET", `/jobs/${someFileId}/logs`, "attempt=0", "/attempt"],
    ["GET", `/jobs/${someFileId}/logs`, "attempt=10001", "/attempt"],
    ["GET", `/jobs/${someFileId}/logs`, "level=warning", "/level/0"],
    ["POST", `/jobs/${someFileId}/cancel`, "force=true", "/force"],
    ["POST", `/jobs/${someFileId}/retry`, "runAt=now", "/runAt"],
    ["POST", "/jobs", "dryRun=true", "/dryRun"],
    ["POST", "/jobs/batch", "dryRun=true", "/dryRun"],
    ["GET", "/files", "name=", "/name"],
    ["GET", `/files/${someFileId}`, "a=1", "/a"],
    ["GET", `/files/${someFileId}/content`, "inline=true", "/inline"],
    ["DELETE", `/files/${someFileId}`, "force=true", "/force"],
  ])("%s %s?%s", (method, url, query, pointer) => expectRefused(method, `${url}?${query}`, "query", pointer));
});

describe("Request parameter validation › errors", () => {
  const errorsOf = async (url: string, headers = {}) =>
    (await gaffer.inOrg("GET", url, undefined, headers)).body.errors;

  test("name each wrong parameter of path, query and headers", async () => {
    const url = "/jobs/latest/logs?limit=0x10&attempt=0&cursor=&level=warn&level=info&a=%FF&b=%00";
    expect(await errorsOf(url)).toMatchObject([
      { in: "query", pointer: "/level", code: "duplicate", message: "must be given only once" },
      { in: "query", pointer: "/a", code: "invalid_format", message: "must be UTF-8, percent-encoded" },
      { in: "query", pointer: "/b", code: "not_storable" },
      { in: "path", pointer: "/jobId", code: "invalid_format", message: "must be a uuid" },
      { in: "query", pointer: "/limit", code: "wrong_type", message: "must be an integer" },
      { in: "query", pointer: "/cursor", code: "too_short" },
      { in: "query", pointer: "/attempt", code: "too_small", message: "must be at least 1" },
    ]);
    const range = await errorsOf("/files/latest/content?inline=true", { range: `bytes=${"0".repeat(95)}-` });
    expect(range).toMatchObject([
      { in: "path", pointer: "/fileId" },
      { in: "query", pointer: "/inline", code: "unknown" },
      { in: "header", pointer: "/Range", code: "too_long" },
    ]);
  });

  test("name the allowed values", async () => {
    expect(await errorsOf("/jobs?status=done&type=file:delete")).toMatchObject([
      { message: 'must be one of "pending", "processing", "completed", "failed", "cancelled"' },
      { message: `must be one of ${openapi.components.schemas.JobType.enum.map((type) => `"${type}"`).join(", ")}` },
    ]);
    expect(await errorsOf("/jobs?include=input,logs")).toMatchObject([{ message: 'must be one of "input", "output"' }]);
  });
});

describe("Request parameter validation › refused header", () => {
  const tooLong = "a".repeat(256);
  test.each(["", " ", "a key", "clé", tooLong])("Idempotency-Key: %j", async (key) => {
    for (const url of ["/jobs", "/jobs/batch"]) {
      const headers = { "idempotency-key": key, "content-type": "application/json" };
      await expectRefused("POST", url, "header", "/Idempotency-Key", headers);
    }
  });

  test("Range with more than 100 characters", () =>
    expectRefused("GET", `/files/${someFileId}/content`, "header", "/Range", { range: `bytes=${"0".repeat(95)}-` }));
});

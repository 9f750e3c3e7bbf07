import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

const paths = [...new Set(contractOperations.map(({ path }) => path))];

describe.each(paths)("Routing › %s", (path) => {
  const allowed = contractOperations.filter((operation) => operation.path === path).map(({ method }) => method);
  const send = (method: string) =>
    gaffer.request(method, pathOf({ path }, { orgId: gaffer.org.orgId, jobId: someFileId, fileId: someFileId }));

  test("refuses other methods and lists the allowed ones", async () => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      if (allowed.includes(method)) continue;
      const answer = await send(method);
      expect(answer, method).toMatchObject({
        status: 405,
        body: { type: "/problems/method-not-allowed", status: 405 },
      });
      expect(answer.headers.get("allow")?.split(", ").sort(), method).toEqual(allowed.toSorted());
    }
  });
});

test.each([
  "/v1",
  "/v1/",
  "/v1/me/",
  "/v2/me",
  "/V1/me",
  "/v1/invitations",
  "/v1/orgs//jobs",
  `/v1/orgs/${someFileId}/jobs/${someFileId}/secrets`,
  "/docs/..%2f..%2fpackage.json",
  "/docs/package.json",
  "/%ZZ",
  "/\u{1F600}",
])("Routing › %s is not found, and the response is a problem", async (path) => {
  const answer = await gaffer.request("GET", path, { as: gaffer.org });
  expect(answer).toMatchObject({
    status: 404,
    body: { type: "/problems/not-found", status: 404, title: expect.any(String), detail: expect.any(String) },
  });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test("Routing › response › has the id of its request, and so have the problem and the log line", async () => {
  const answers = await Promise.all([
    gaffer.inOrg("GET", "/jobs"),
    gaffer.inOrg("GET", `/jobs/${someFileId}`),
    gaffer.inOrg("PUT", "/jobs"),
    gaffer.request("GET", "/v1/me"),
    gaffer.request("GET", "/nowhere"),
    gaffer.request("GET", "/livez"),
    gaffer.request("GET", "/docs"),
  ]);
  const ids = answers.map(({ headers }) => headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(answers.length);
  for (const [index, { status, body }] of answers.entries()) {
    if (status >= 400) expect(body.requestId).toBe(ids[index]);
    expect(gaffer.log.lines.some((line) => line.requestId === ids[index] && line.status === status)).toBe(true);
  }
});

test("Routing › X-Request-Id of a request › is ignored", async () => {
  const { headers } = await gaffer.inOrg("GET", "/jobs", undefined, { "x-request-id": "forged\tline" });
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("Routing › HEAD › gets the response of GET without the body", async () => {
  const { headers } = await gaffer.inOrg("POST", "/files?name=a.txt", "content", { "content-type": "text/plain" });
  const url = `${headers.get("location")}/content`;
  const authorization = `Bearer ${gaffer.org.apiKey}`;
  const head = await gaffer.app.http.request(url, { method: "HEAD", headers: { authorization } });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-length")).toBe("7");
  expect(await head.text()).toBe("");
});

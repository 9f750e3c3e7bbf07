/** The headers that every response has, for any caller. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

const guarded = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const kept = { ...guarded, "cache-control": "no-store" };

function expectHeaders(headers: Headers, expected: Record<string, string>): void {
  expect(Object.fromEntries(headers)).toMatchObject(expected);
}

function send(method: string, url: string, headers: Record<string, string> = {}, body?: string) {
  const authorization = `Bearer ${gaffer.org.apiKey}`;
  return gaffer.app.http.request(url, { method, headers: { authorization, ...headers }, ...(body && { body }) });
}

const ids = () => ({
  orgId: gaffer.org.orgId,
  jobId: someFileId,
  fileId: someFileId,
  keyId: "unknownKey12",
  name: "jobs:prune",
});

describe.each(contractOperations)("Response headers › $id", (operation) => {
  test("forbids caching, sniffing and embedding, also when it refuses", async () => {
    const url = pathOf(operation, ids());
    expectHeaders((await send(operation.method, url)).headers, kept);
    expectHeaders((await send(operation.method, url, { authorization: "none" })).headers, kept);
    expectHeaders((await send("PUT", url)).headers, kept);
  });

  test("allows no page of another origin", async () => {
    const url = pathOf(operation, ids());
    const origin = { origin: "https://evil.example" };
    const preflight = await send("OPTIONS", url, {
      ...origin,
      "access-control-request-method": operation.method,
      "access-control-request-headers": "authorization",
    });
    expect(preflight.status).toBe(405);
    for (const { headers } of [preflight, await send(operation.method, url, origin)])
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

test("Response headers › content of a file › has the same headers, from the API and from a signed URL", async () => {
  const { body } = await gaffer.inOrg("POST", "/files?name=a.html", "<script>", { "content-type": "text/html" });
  const url = (await gaffer.inOrg("GET", `/files/${body.id}/url`)).body.url;
  for (const { status, headers } of [
    await gaffer.inOrg("GET", `/files/${body.id}/content`),
    await gaffer.request("GET", url),
  ]) {
    expect(status).toBe(200);
    expectHeaders(headers, { ...kept, "content-type": "application/octet-stream" });
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
  }
});

test("Response headers › pages outside of the contract › have the same headers, and /docs has its own policy", async () => {
  for (const url of ["/livez", "/readyz", "/metrics", "/openapi.json", "/nowhere"])
    expectHeaders((await gaffer.request("GET", url)).headers, kept);
  const { "content-security-policy": _, ...others } = kept;
  const { headers } = await gaffer.request("GET", "/docs");
  expectHeaders(headers, others);
  expect(headers.get("content-security-policy")).toMatch(
    /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
  );
  expectHeaders((await gaffer.request("GET", "/docs/swagger-ui.css")).headers, guarded);
});

test("Request limits › API key in a URL › is refused and isn't logged", async () => {
  const { apiKey } = gaffer.org;
  for (const name of ["apiKey", "access_token", "key", "authorization"]) {
    const answer = await gaffer.request("GET", `/v1/me?${name}=${apiKey}`);
    expect(answer.status).toBe(401);
    expect((await gaffer.request("GET", `/v1/me?${name}=${apiKey}`, { as: gaffer.org })).status).toBe(422);
  }
  expect(JSON.stringify(gaffer.log.lines)).not.toContain(apiKey.split("_").at(-1));
});

test("Request limits › object with more than 1,000 fields › is refused anywhere in the body", async () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]));
  for (const body of [fields(1_001), { type: "file:profile", input: fields(1_001) }]) {
    const answer = await gaffer.inOrg("POST", "/jobs", body);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ in: "body", pointer: "", message: "has more than 1000 fields in one object" }] },
    });
  }
  const allowed = await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input: fields(1_000) });
  expect(allowed.body.errors[0].message).toBe("is missing");
});

test.each(["%ED%A0%80", "%ff", "%C0%AF", "%ZZ", "%"])(
  "Request limits › query that isn't UTF-8 › is refused: %s",
  async (text) => {
    const answer = await gaffer.inOrg("POST", `/files?name=${text}`, "content", { "content-type": "text/plain" });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "query", pointer: "/name" }] } });
  },
);

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintApiKey } from "../../src/modules/api-keys/api-key.ts";
import { allScopes, contractOperations, pathOf } from "../contract/contract-operations.ts";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");

let gaffer: TestGaffer;
/** Invalid values of the Authorization header, by a description of the fault. */
const invalidHeaders: Record<string, string | undefined> = { "no header": undefined };

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => moment });
  const { apiKey } = gaffer.org;
  const expired = await gaffer.createKey({ expiresAt: moment });
  const revoked = await gaffer.createKey({ revokedAt: moment });
  const [, id] = apiKey.split("_");
  const otherSecret = await gaffer.createKey();
  const outdated = await gaffer.createKey();
  await gaffer.database.admin.query("update api_keys set secret_hash = sha256('another') where id = $1", [
    outdated.apiKey.split("_")[1],
  ]);
  Object.assign(invalidHeaders, {
    "an unknown key": `Bearer ${mintApiKey().key}`,
    "a key that expires at this moment": `Bearer ${expired.apiKey}`,
    "a revoked key": `Bearer ${revoked.apiKey}`,
    "a well-formed key with a secret that differs from the stored one": `Bearer ${outdated.apiKey}`,
    "a key with a wrong checksum": `Bearer ${apiKey.slice(0, -1)}${apiKey.endsWith("0") ? "1" : "0"}`,
    "a known id with another key's secret": `Bearer ${otherSecret.apiKey.replace(/_\w+?_/, `_${id}_`)}`,
    "a key in the wrong case": `Bearer ${apiKey.toLowerCase()}`,
    "half a key": `Bearer ${apiKey.slice(0, 20)}`,
    "no key": "Bearer",
    "an empty header": "",
    "another scheme": `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`,
    "a key without a scheme": apiKey,
    "two keys": `Bearer ${apiKey} ${apiKey}`,
    "an access token without a session": `Bearer gfs_${"0".repeat(32)}_${"0".repeat(64)}`,
    "a refresh token": `Bearer ${(await gaffer.createPerson()).refreshToken}`,
    "a session that has ended": `Bearer ${await endedSession()}`,
    "a token of an issuer that isn't trusted": "Bearer eyJhbGciOiJub25lIn0.e30.",
    "a key with SQL after it": `Bearer ${apiKey}';select`,
    "a very long key": `Bearer ${"gf_".repeat(5_000)}`,
  });
});
afterAll(() => gaffer.stop());

const pathParameters = () => ({
  sessionId: someFileId,
  orgId: gaffer.org.orgId,
  jobId: someFileId,
  fileId: someFileId,
});

function withoutRequestId({ body: { requestId, ...problem } }: Answer): unknown {
  return problem;
}

async function endedSession(): Promise<string> {
  const { apiKey, sessionId } = await gaffer.createPerson();
  await gaffer.database.admin.query("delete from user_sessions where id = $1", [sessionId]);
  return apiKey;
}

const known = contractOperations.filter(({ access }) => access !== "anyone");

describe.each(known)("Authentication › $id", (operation) => {
  const send = (authorization?: string) =>
    gaffer.request(operation.method, pathOf(operation, pathParameters()), {
      headers: authorization === undefined ? {} : { authorization },
    });

  test("refuses invalid credentials, always with the same problem", async () => {
    const answers = await Promise.all(Object.values(invalidHeaders).map(send));
    const [first] = answers as [Answer];
    for (const [index, answer] of answers.entries()) {
      const who = Object.keys(invalidHeaders)[index];
      expect(answer.status, who).toBe(401);
      expect(answer.headers.get("www-authenticate"), who).toBe("Bearer");
      expect(withoutRequestId(answer), who).toEqual(withoutRequestId(first));
    }
    expect(first.body).toMatchObject({ type: "/problems/unauthenticated", status: 401 });
  });

  test("refuses a key that has every scope except the required one", async () => {
    if (operation.access === "person") return;
    const needed = operation.scope;
    const scopes = allScopes.filter((scope) => scope !== needed);
    const key = await gaffer.createKey({ scopes });
    const answer = await send(`Bearer ${key.apiKey}`);
    if (operation.access === "person") return expect(answer.status).toBe(403);
    if (needed === undefined) return expect(answer.status).not.toBe(403);
    expect(answer).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
    expect(answer.body.detail).toContain(needed);
    // When no API key can have the needed scope, the problem's `detail` must not suggest an API key.
    const isForPeople = ["org:own", "system:admin"].includes(needed);
    expect(answer.body.detail).toMatch(
      isForPeople ? /No API key is created with the scope/ : /needs an API key with the scope/,
    );
  });

  test.skipIf(operation.access === "person")("accepts a key that has only the required scope", async () => {
    const key = await gaffer.createKey({ scopes: operation.scope ? [operation.scope] : [] });
    const { status } = await send(`Bearer ${key.apiKey}`);
    if (operation.access === "person") expect(status).toBe(403);
    else expect([401, 403]).not.toContain(status);
  });

  test("accepts a signed-in user where users have access", async () => {
    if (operation.access !== "person") return;
    const { status } = await send(`Bearer ${(await gaffer.createPerson()).apiKey}`);
    expect([401, 403]).not.toContain(status);
  });

  test("is 404 for the key of another organization, with and without the scope", async () => {
    if (!operation.path.includes("{orgId}")) return;
    const other = await gaffer.createOrg("other");
    const foreign = await gaffer.request(operation.method, pathOf(operation, pathParameters()), { as: other });
    const nowhere = pathOf(operation, { ...pathParameters(), orgId: crypto.randomUUID() });
    const unknown = await gaffer.request(operation.method, nowhere, { as: other });
    const scopeless = await gaffer.createKey({ scopes: [] });
    const powerless = await gaffer.request(operation.method, nowhere, { as: scopeless });
    expect(foreign).toMatchObject({ status: 404, body: { type: "/problems/not-found" } });
    expect(withoutRequestId(unknown)).toEqual(withoutRequestId(foreign));
    expect(withoutRequestId(powerless)).toEqual(withoutRequestId(foreign));
  });
});

test.each(contractOperations.filter(({ access }) => access === "anyone"))(
  "Authentication › $id needs no credentials and ignores invalid ones",
  async (operation) => {
    const headers = { authorization: "Bearer nonsense" };
    const answer = await gaffer.request(operation.method, pathOf(operation, pathParameters()), { headers });
    expect(answer.status).toBe(415);
  },
);

test("Authentication › API key › works until it expires, with the scheme's name in any case", async () => {
  const key = await gaffer.createKey({ expiresAt: new Date(moment.getTime() + 1) });
  const { status } = await gaffer.request("GET", "/v1/me", { headers: { authorization: `bearer  ${key.apiKey}` } });
  expect(status).toBe(200);
});

test("Authentication › log › contains neither keys nor bodies", async () => {
  await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input: { fileId: "a-secret-thing" } });
  const text = JSON.stringify(gaffer.log.lines);
  expect(text).not.toContain(gaffer.org.apiKey.split("_").at(-1));
  expect(text).not.toContain("a-secret-thing");
  expect(gaffer.log.lines.at(-1)).toMatchObject({ msg: "request", operation: "createJob", status: 422 });
});

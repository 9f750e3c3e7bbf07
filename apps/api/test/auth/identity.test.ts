import { exportSPKI, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { startIssuer, type TestIssuer } from "./issuer.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const seconds = moment.getTime() / 1000;
const audience = "gaffer";

let issuer: TestIssuer;
let gaffer: TestGaffer;
beforeAll(async () => {
  issuer = await startIssuer(audience, () => moment);
  gaffer = await startTestGaffer({
    role: "api",
    now: () => moment,
    limits: { keysMs: 0 },
    config: { oidc: { issuer: issuer.url, audience }, adminEmails: ["boss@example.com"] },
  });
});
afterAll(async () => {
  await gaffer.stop();
  await issuer.stop();
});

const me = (token: string) => gaffer.request("GET", "/v1/me", { as: { apiKey: token } });
const personWith = async (claims: Record<string, unknown>) => (await me(await issuer.sign(claims))).body.person;

describe("Identity provider › valid token", () => {
  test("signs in a user, who is created by the first token", async () => {
    const claims = { sub: "ada", name: "Ada", email: "Ada@Example.com", email_verified: true };
    const first = await me(await issuer.sign(claims));
    expect(first).toMatchObject({
      status: 200,
      body: { person: { name: "Ada", email: "ada@example.com", emailVerified: true, administrator: false } },
    });
    const again = await personWith({ ...claims, email: "other@example.com" });
    expect(again).toEqual(first.body.person);
    const { rows } = await gaffer.database.admin.query(
      "select action, org_id, target_id, details from audit_events where actor = $1",
      [first.body.actor],
    );
    expect(rows).toEqual([
      { action: "provisionPerson", org_id: null, target_id: again.id, details: { issuer: issuer.url } },
    ]);
  });

  test("creates one user when it is sent several times at once", async () => {
    const token = await issuer.sign({ sub: "many" });
    const answers = await Promise.all(Array.from({ length: 8 }, () => me(token)));
    expect(new Set(answers.map(({ body }) => body.person?.id))).toHaveLength(1);
  });

  test("never signs in to an existing account with the same address", async () => {
    const ada = await gaffer.createPerson({ email: "account@example.com" });
    for (const verified of [true, false]) {
      const person = await personWith({
        sub: `twin-${verified}`,
        email: "account@example.com",
        email_verified: verified,
      });
      expect(person.id).not.toBe(ada.userId);
      expect(person).toMatchObject({ email: `${person.id}@identity.invalid`, emailVerified: false });
    }
  });

  test("gives the user no address that the issuer hasn't verified", async () => {
    for (const verified of [false, undefined, "true", 1]) {
      const person = await personWith({ sub: `un-${verified}`, email: "boss@example.com", email_verified: verified });
      expect(person).toMatchObject({ emailVerified: false, administrator: false });
      expect(person.email).not.toBe("boss@example.com");
    }
    const boss = await personWith({ sub: "boss", email: "boss@example.com", email_verified: true });
    expect(boss).toMatchObject({ emailVerified: true, administrator: true });
  });

  test("has no session to list or to end", async () => {
    const as = { apiKey: await issuer.sign({ sub: "ada" }) };
    expect((await gaffer.request("GET", "/v1/auth/sessions", { as })).body).toEqual({ items: [], nextCursor: null });
    expect((await gaffer.request("POST", "/v1/auth/sign-out", { as })).status).toBe(403);
  });

  test("may be off by less than five seconds", async () => {
    const statuses = await Promise.all(
      [{ exp: seconds - 4 }, { exp: seconds - 5 }, { nbf: seconds + 5 }, { nbf: seconds + 6 }].map(
        async (claims) => (await me(await issuer.sign({ sub: "ada", ...claims }))).status,
      ),
    );
    expect(statuses).toEqual([200, 401, 200, 401]);
  });
});

describe("Identity provider › refused token", () => {
  test.each([
    ["for another audience", { aud: "other" }],
    ["without an audience", { aud: undefined }],
    ["of another issuer", { iss: "https://evil.example" }],
    ["without an issuer", { iss: undefined }],
    ["that has expired", { exp: seconds - 60 }],
    ["that never expires", { exp: undefined }],
    ["that isn't valid yet", { nbf: seconds + 60 }],
    ["without a subject", { sub: undefined }],
    ["with an empty subject", { sub: "" }],
    ["with a subject that is too long", { sub: "x".repeat(256) }],
  ])("%s", async (_, claims) => {
    expect((await me(await issuer.sign({ sub: "ada", ...claims }))).status).toBe(401);
  });

  test("without a signature", async () => {
    const [, payload] = (await issuer.sign({ sub: "ada" })).split(".");
    for (const alg of ["none", "None", "NONE"]) {
      const header = Buffer.from(JSON.stringify({ alg })).toString("base64url");
      expect((await me(`${header}.${payload}.`)).status).toBe(401);
    }
  });

  test("signed with the public key as an HMAC secret", async () => {
    const secret = new TextEncoder().encode(await exportSPKI(issuer.publicKey()));
    const claims = { iss: issuer.url, aud: audience, sub: "ada", exp: seconds + 300 };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "key-1" }).sign(secret);
    expect((await me(token)).status).toBe(401);
  });

  test("with changed content or a malformed one", async () => {
    const [header, , signature] = (await issuer.sign({ sub: "ada" })).split(".");
    const claims = { iss: issuer.url, aud: audience, sub: "boss", exp: seconds + 300 };
    const forged = Buffer.from(JSON.stringify(claims)).toString("base64url");
    for (const token of [`${header}.${forged}.${signature}`, "eyJ", "ey..", "eyJhbGciOiJSUzI1NiJ9.e30.x"])
      expect((await me(token)).status, token).toBe(401);
  });

  test("signed by another issuer that claims to be this one", async () => {
    const stranger = await startIssuer(audience, () => moment);
    const token = await stranger.sign({ iss: issuer.url, sub: "boss" });
    await stranger.stop();
    expect((await me(token)).status).toBe(401);
  });
});

describe("Identity provider › issuer's keys", () => {
  test("are cached, and fetched again for a token with an unknown key", async () => {
    await me(await issuer.sign({ sub: "ada" }));
    const before = issuer.asked();
    const old = await issuer.sign({ sub: "ada" });
    for (let i = 0; i < 3; i++) expect((await me(await issuer.sign({ sub: "ada" }))).status).toBe(200);
    expect(issuer.asked()).toBe(before);
    for (const alg of ["ES256", "EdDSA", "PS256"]) {
      await issuer.rotate(alg);
      expect((await me(await issuer.sign({ sub: "ada" }))).status, alg).toBe(200);
    }
    expect(issuer.asked()).toBe(before + 3);
    expect((await me(old)).status).toBe(401);
  });

  test("give a 503 instead of a 401 when they can't be fetched", async () => {
    await issuer.rotate();
    issuer.fail(500);
    const token = await issuer.sign({ sub: "ada" });
    expect(await me(token)).toMatchObject({ status: 503, body: { type: "/problems/unavailable" } });
    issuer.fail(undefined);
    expect((await me(token)).status).toBe(200);
  });
});

test("Identity provider › without a configured issuer › tokens are refused", async () => {
  const setting = await startTestGaffer({ role: "api" });
  const { status } = await setting.request("GET", "/v1/me", { as: { apiKey: await issuer.sign({ sub: "ada" }) } });
  await setting.stop();
  expect(status).toBe(401);
});

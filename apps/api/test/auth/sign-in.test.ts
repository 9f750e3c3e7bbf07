import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPasswords } from "../../src/modules/auth/password-hash.ts";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { passwordCost, tokenIn } from "../harness/test-people.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const hourMs = 60 * 60 * 1000;

let gaffer: TestGaffer;
let now = moment;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => now });
});
afterAll(() => gaffer.stop());

const post = (path: string, body?: unknown, more = {}) => gaffer.request("POST", `/v1/auth/${path}`, { body, ...more });
const signIn = (email: string, password: string) => post("sign-in", { email, password, tokens: "bearer" });
const password = "correct horse";

/** A response without the values that differ in every response, such as the request id. */
function plain({ status, headers, body }: Answer): unknown {
  const others = [...headers].filter(([name]) => name !== "x-request-id" && name !== "ratelimit");
  return { status, headers: others, body: body.requestId ? { ...body, requestId: "" } : body };
}

async function signUp(email: string, name = "Ada") {
  const answer = await post("sign-up", { email, password, name });
  expect(answer.status).toBe(202);
  return tokenIn(await gaffer.mail.waitFor(email.toLowerCase(), /Confirm/));
}

describe("Sign-in operations › sign-up", () => {
  test("creates an account when the link is opened, and not before", async () => {
    const token = await signUp("Ada@Example.com");
    expect((await signIn("ada@example.com", password)).status).toBe(401);
    expect((await post("verify-email", { token })).status).toBe(204);
    const { status, body } = await signIn("ADA@example.COM", password);
    expect(status).toBe(200);
    const me = await gaffer.request("GET", "/v1/me", { as: { apiKey: body.tokens.accessToken } });
    expect(me.body).toEqual({
      actor: `user:${me.body.person.id}`,
      apiKey: null,
      org: null,
      person: {
        id: expect.any(String),
        email: "ada@example.com",
        emailVerified: true,
        name: "Ada",
        administrator: false,
      },
    });
    const { rows } = await gaffer.database.admin.query(
      "select action, org_id, target_type from audit_events where actor = $1 order by id",
      [me.body.actor],
    );
    expect(rows).toEqual([
      { action: "verifyEmail", org_id: null, target_type: "person" },
      { action: "signIn", org_id: null, target_type: "session" },
    ]);
  });

  test("sends a link that works once, for 24 hours, and for this purpose only", async () => {
    const token = await signUp("once@example.com");
    expect((await post("reset-password", { token, password })).status).toBe(422);
    now = new Date(moment.getTime() + 24 * hourMs);
    expect((await post("verify-email", { token })).status).toBe(422);
    now = new Date(now.getTime() - 1);
    expect((await post("verify-email", { token })).status).toBe(204);
    const again = await post("verify-email", { token });
    expect(again).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/token" }] } });
    now = moment;
  });

  test("with an existing address gets the same response, and the owner is notified", async () => {
    await gaffer.createPerson({ email: "taken@example.com", password: "the owner's own" });
    const body = { email: "taken@example.com", password, name: "Mallory" };
    const taken = await post("sign-up", body);
    const fresh = await post("sign-up", { ...body, email: "fresh@example.com" });
    expect(plain(taken)).toEqual(plain(fresh));
    const mail = await gaffer.mail.waitFor("taken@example.com");
    expect(mail.subject).toMatch(/have an account/);
    expect(mail.text).not.toContain("token=");
    expect((await signIn("taken@example.com", password)).status).toBe(401);
  });

  test("requested twice creates the account of the link that is opened first, and invalidates the other link", async () => {
    const first = await signUp("twice@example.com", "First");
    await post("sign-up", { email: "twice@example.com", password: "another password", name: "Second" });
    await expect.poll(() => gaffer.mail.mails.filter(({ to }) => to === "twice@example.com")).toHaveLength(2);
    const second = tokenIn(await gaffer.mail.waitFor("twice@example.com"));
    const answers = await Promise.all([first, second].map((token) => post("verify-email", { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
    const winner = answers[0]?.status === 204 ? password : "another password";
    const loser = winner === password ? "another password" : password;
    expect((await signIn("twice@example.com", winner)).status).toBe(200);
    expect((await signIn("twice@example.com", loser)).status).toBe(401);
  });
});

describe("Sign-in operations › sign-in", () => {
  test("gives the same response for a wrong password and an unknown address", async () => {
    await gaffer.createPerson({ email: "known@example.com", password });
    const wrong = await signIn("known@example.com", "wrong password");
    const unknown = await signIn("unknown@example.com", "wrong password");
    expect(wrong).toMatchObject({ status: 401, body: { type: "/problems/unauthenticated" } });
    expect(plain(unknown)).toEqual(plain(wrong));
  });

  test("returns tokens in the body on request, and otherwise in cookies", async () => {
    await gaffer.createPerson({ email: "ways@example.com", password });
    const bearer = await signIn("ways@example.com", password);
    expect(bearer.headers.getSetCookie()).toEqual([]);
    expect(bearer.body).toEqual({
      sessionId: expect.any(String),
      accessExpiresAt: "2026-11-20T12:15:00.000Z",
      idleExpiresAt: "2026-11-27T12:00:00.000Z",
      expiresAt: "2026-12-20T12:00:00.000Z",
      tokens: { accessToken: expect.stringMatching(/^gfs_/), refreshToken: expect.stringMatching(/^gfr_/) },
    });
    const cookie = await post("sign-in", { email: "ways@example.com", password });
    expect(cookie.body.tokens).toBeNull();
    expect(cookie.headers.getSetCookie()).toHaveLength(2);
  });

  test("stores and logs neither passwords nor tokens", async () => {
    await gaffer.createPerson({ email: "secret@example.com", password });
    const { body } = await signIn("secret@example.com", password);
    await post("request-password-reset", { email: "secret@example.com" });
    const link = tokenIn(await gaffer.mail.waitFor("secret@example.com", /Reset your password/));
    const { accessToken, refreshToken } = body.tokens as Record<string, string>;
    const tokens = [accessToken, refreshToken] as string[];
    const secrets = [password, link, ...tokens, ...tokens.map((token) => token.split("_").at(-1) as string)];
    const { rows } = await gaffer.database.admin.query(
      `select (select json_agg(t)::text from user_accounts t) || (select json_agg(t)::text from user_sessions t)
           || (select json_agg(t)::text from user_verifications t) || (select json_agg(t)::text from audit_events t) as all`,
    );
    for (const secret of secrets) {
      expect(rows[0].all).not.toContain(secret);
      expect(JSON.stringify(gaffer.log.lines)).not.toContain(secret);
    }
  });

  test.each([
    "' or 1=1 --@example.com",
    "ada@example.com\u0000",
    "ada@exämple.com",
    "ada@example.com, eve@example.com",
    "ada@example.com\nBcc: eve@example.com",
    "@example.com",
    "",
    `${"a".repeat(300)}@example.com`,
  ])("refuses the address %j", async (email) => {
    for (const path of ["sign-up", "sign-in", "request-password-reset"]) {
      const answer = await post(path, {
        email,
        ...(path !== "request-password-reset" && { password }),
        ...(path === "sign-up" && { name: "A" }),
      });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/email" }] } });
    }
  });

  test("refuses new passwords that are too short or too long", async () => {
    for (const [length, status] of [
      [9, 422],
      [10, 202],
      [128, 202],
      [129, 422],
    ] as const) {
      const body = { email: "long@example.com", password: "x".repeat(length), name: "A" };
      expect((await post("sign-up", body)).status, String(length)).toBe(status);
    }
  });
});

describe("Sign-in operations › password reset", () => {
  const request = (email: string) => post("request-password-reset", { email });

  test("gets the same response for a known and an unknown address", async () => {
    await gaffer.createPerson({ email: "forgot@example.com", password });
    const answers = [await request("forgot@example.com"), await request("unknown@example.com")] as const;
    expect(answers[0].status).toBe(202);
    expect(plain(answers[0])).toEqual(plain(answers[1]));
    await gaffer.mail.waitFor("forgot@example.com");
    expect(gaffer.mail.mails.some(({ to }) => to === "unknown@example.com")).toBe(false);
  });

  test("needs a link, works once and within an hour, and invalidates all sessions and other links", async () => {
    const person = await gaffer.createPerson({ email: "reset@example.com", password });
    const links: string[] = [];
    for (let i = 0; i < 3; i++) {
      await request("reset@example.com");
      await expect.poll(() => gaffer.mail.mails.filter(({ to }) => to === "reset@example.com")).toHaveLength(i + 1);
      links.push(tokenIn(await gaffer.mail.waitFor("reset@example.com")));
    }
    now = new Date(moment.getTime() + hourMs);
    expect((await post("reset-password", { token: links[0], password: "a newer one" })).status).toBe(422);
    now = new Date(now.getTime() - 1);
    const at = Array.from({ length: 4 }, () => post("reset-password", { token: links[0], password: "a newer one" }));
    expect((await Promise.all(at)).map(({ status }) => status).sort()).toEqual([204, 422, 422, 422]);
    expect((await post("reset-password", { token: links[1], password })).status).toBe(422);
    now = moment;
    expect((await gaffer.request("GET", "/v1/me", { as: person })).status).toBe(401);
    expect((await post("refresh", { refreshToken: person.refreshToken })).status).toBe(401);
    expect((await signIn("reset@example.com", password)).status).toBe(401);
    expect((await signIn("reset@example.com", "a newer one")).status).toBe(200);
    await gaffer.mail.waitFor("reset@example.com", /was changed/);
  });
});

describe("Sign-in operations › password change", () => {
  const change = (as: { apiKey: string }, currentPassword: string, newPassword = "a newer one") =>
    post("change-password", { currentPassword, newPassword }, { as });

  test("needs the current password and ends all other sessions", async () => {
    const person = await gaffer.createPerson({ email: "change@example.com", password });
    const other = (await signIn("change@example.com", password)).body.tokens.accessToken;
    const wrong = await change(person, "wrong password");
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: "/currentPassword" }] } });
    expect((await change(person, password)).status).toBe(204);
    expect((await gaffer.request("GET", "/v1/me", { as: person })).status).toBe(200);
    expect((await gaffer.request("GET", "/v1/me", { as: { apiKey: other } })).status).toBe(401);
    expect((await signIn("change@example.com", password)).status).toBe(401);
    expect((await signIn("change@example.com", "a newer one")).status).toBe(200);
  });

  test("succeeds for one of two concurrent requests", async () => {
    const person = await gaffer.createPerson({ email: "both@example.com", password });
    const answers = await Promise.all([
      change(person, password, "the one of two"),
      change(person, password, "the two of two"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });

  test("is refused for API keys", async () => {
    expect((await change(gaffer.org, password)).status).toBe(403);
  });
});

describe("signIn", () => {
  test("replaces a hash with outdated parameters after the password was verified", async () => {
    const person = await gaffer.createPerson({ password });
    const readHash = async () =>
      (await gaffer.database.admin.query("select password from user_accounts where user_id = $1", [person.userId]))
        .rows[0].password as string;
    const outdated = await createPasswords({ ln: 5, r: 8, p: 1 }).hash(password);
    await gaffer.database.admin.query("update user_accounts set password = $1 where user_id = $2", [
      outdated,
      person.userId,
    ]);

    expect((await signIn(person.email, "wrong horse")).status).toBe(401);
    expect(await readHash()).toBe(outdated);
    expect((await signIn(person.email, password)).status).toBe(200);
    const replaced = await readHash();
    expect(createPasswords(passwordCost).isOutdated(replaced)).toBe(false);
    expect((await signIn(person.email, password)).status).toBe(200);
    expect(await readHash()).toBe(replaced);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let gaffer: TestGaffer;
let now = moment;
const later = (ms: number) => {
  now = new Date(moment.getTime() + ms);
};
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => now });
});
beforeEach(() => later(0));
afterAll(() => gaffer.stop());

const refresh = (refreshToken: string) => gaffer.request("POST", "/v1/auth/refresh", { body: { refreshToken } });
const statusOf = async (apiKey: string) => (await gaffer.request("GET", "/v1/me", { as: { apiKey } })).status;
const sessionsOf = async (as: { apiKey: string }) =>
  (await gaffer.request("GET", "/v1/auth/sessions", { as })).body.items;

async function eventsOf({ userId }: TestPerson) {
  const { rows } = await gaffer.database.admin.query(
    "select action, org_id, target_type, target_id, details from audit_events where actor = $1 order by id",
    [`user:${userId}`],
  );
  return rows;
}

describe("Session operations › access token", () => {
  test("is valid for 15 minutes", async () => {
    const { apiKey } = await gaffer.createPerson();
    later(15 * minuteMs - 1);
    expect(await statusOf(apiKey)).toBe(200);
    later(15 * minuteMs);
    expect(await statusOf(apiKey)).toBe(401);
  });

  test("is refused as a refresh token, with the id of another session, or when it is changed", async () => {
    const mine = await gaffer.createPerson();
    const other = await gaffer.createPerson();
    const mixed = other.apiKey.replace(/^gfs_[0-9a-f]{32}/, `gfs_${mine.sessionId.replaceAll("-", "")}`);
    for (const token of [
      mine.refreshToken,
      mixed,
      mine.apiKey.slice(0, -1),
      mine.apiKey.toUpperCase(),
      `${mine.apiKey}0`,
    ])
      expect(await statusOf(token), token).toBe(401);
    expect((await refresh(mine.apiKey)).status).toBe(401);
    expect(await statusOf(mine.apiKey)).toBe(200);
  });
});

describe("Session operations › refresh", () => {
  test("creates a new pair of tokens and invalidates the old access token at once", async () => {
    const person = await gaffer.createPerson();
    const { status, body } = await refresh(person.refreshToken);
    expect(status).toBe(200);
    expect(body.tokens.refreshToken).not.toBe(person.refreshToken);
    expect(await statusOf(body.tokens.accessToken)).toBe(200);
    expect(await statusOf(person.apiKey)).toBe(401);
    expect((await refresh(body.tokens.refreshToken)).status).toBe(200);
  });

  test.each([2, 8])("gives %i concurrent requests the same pair", async (times) => {
    const person = await gaffer.createPerson();
    const answers = await Promise.all(Array.from({ length: times }, () => refresh(person.refreshToken)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toHaveLength(1);
    expect(await statusOf(answers[0]?.body.tokens.accessToken)).toBe(200);
  });

  test("returns the same pair for ten seconds, in case a response is lost", async () => {
    const person = await gaffer.createPerson();
    const first = await refresh(person.refreshToken);
    later(10_000);
    expect((await refresh(person.refreshToken)).body).toEqual(first.body);
    expect(await sessionsOf({ apiKey: first.body.tokens.accessToken })).toHaveLength(1);
  });

  test("with an older token ends the session and adds an audit event", async () => {
    const person = await gaffer.createPerson();
    const { body } = await refresh(person.refreshToken);
    later(10_001);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect(await statusOf(body.tokens.accessToken)).toBe(401);
    expect((await refresh(body.tokens.refreshToken)).status).toBe(401);
    expect(await eventsOf(person)).toEqual([
      {
        action: "refreshSession",
        org_id: null,
        target_type: "session",
        target_id: person.sessionId,
        details: { reason: "an old refresh token was sent" },
      },
    ]);
  });

  test("with a token before the previous one ends the session even within ten seconds", async () => {
    const person = await gaffer.createPerson();
    const second = (await refresh(person.refreshToken)).body.tokens;
    const third = (await refresh(second.refreshToken)).body.tokens;
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect((await refresh(third.refreshToken)).status).toBe(401);
  });

  test("with a made-up token of a known session changes nothing", async () => {
    const person = await gaffer.createPerson();
    const session = person.sessionId.replaceAll("-", "");
    expect((await refresh(`gfr_${session}_${"0".repeat(96)}`)).status).toBe(401);
    expect(await statusOf(person.apiKey)).toBe(200);
    expect((await refresh(person.refreshToken)).status).toBe(200);
  });

  test.each(["", "gfr_", "x".repeat(201), "gfr_' or 1=1", "\u0000"])("refuses %j", async (token) => {
    expect([401, 422]).toContain((await refresh(token)).status);
  });
});

describe("Session operations › session", () => {
  test("ends after 7 days without a refresh", async () => {
    const person = await gaffer.createPerson();
    later(7 * dayMs);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    later(7 * dayMs - 1);
    expect((await refresh(person.refreshToken)).status).toBe(200);
  });

  test("ends after 30 days, regardless of refreshes", async () => {
    let { refreshToken } = await gaffer.createPerson();
    let last: { accessExpiresAt: string; idleExpiresAt: string } | undefined;
    for (const day of [6, 12, 18, 24, 29.999]) {
      later(day * dayMs);
      const { body } = await refresh(refreshToken);
      refreshToken = body.tokens.refreshToken;
      last = body;
    }
    const end = new Date(moment.getTime() + 30 * dayMs).toISOString();
    expect(last).toMatchObject({ accessExpiresAt: end, idleExpiresAt: end, expiresAt: end });
    later(30 * dayMs);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test("ends at once when the user signs out", async () => {
    const person = await gaffer.createPerson();
    const { status, headers } = await gaffer.request("POST", "/v1/auth/sign-out", { as: person });
    expect(status).toBe(204);
    expect(headers.getSetCookie().every((cookie) => cookie.includes("Max-Age=0"))).toBe(true);
    expect(await statusOf(person.apiKey)).toBe(401);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect(await eventsOf(person)).toMatchObject([{ action: "signOut", org_id: null, target_id: person.sessionId }]);
  });
});

describe("Session operations › sessions of a user", () => {
  const password = "correct horse";
  const signIn = async (email: string, userAgent: string) =>
    (
      await gaffer.request("POST", "/v1/auth/sign-in", {
        body: { email, password, tokens: "bearer" },
        headers: { "user-agent": userAgent },
      })
    ).body;

  test("are listed with their user agents, and the current one is marked", async () => {
    const person = await gaffer.createPerson({ password });
    const { sessionId } = await signIn(person.email, "A browser");
    later(minuteMs);
    const { body } = await refresh(person.refreshToken);
    expect(await sessionsOf({ apiKey: body.tokens.accessToken })).toEqual([
      expect.objectContaining({ id: sessionId, userAgent: "A browser", address: null, current: false }),
      {
        id: person.sessionId,
        userAgent: null,
        address: null,
        createdAt: "2026-11-20T12:00:00.000Z",
        lastUsedAt: "2026-11-20T12:01:00.000Z",
        idleExpiresAt: "2026-11-27T12:01:00.000Z",
        expiresAt: "2026-12-20T12:00:00.000Z",
        current: true,
      },
    ]);
    later(8 * dayMs);
    const again = await signIn(person.email, "Later");
    expect(await sessionsOf({ apiKey: again.tokens.accessToken })).toHaveLength(1);
  });

  test("can be ended one by one or all others at once, and never those of another user", async () => {
    const person = await gaffer.createPerson({ password });
    const stranger = await gaffer.createPerson();
    const [one, two, three] = [
      await signIn(person.email, "1"),
      await signIn(person.email, "2"),
      await signIn(person.email, "3"),
    ];
    const end = (id: string) => gaffer.request("DELETE", `/v1/auth/sessions/${id}`, { as: person });
    expect((await end(one.sessionId)).status).toBe(204);
    expect(await statusOf(one.tokens.accessToken)).toBe(401);
    expect((await end(one.sessionId)).status).toBe(404);
    expect((await end(stranger.sessionId)).status).toBe(404);
    expect(await statusOf(stranger.apiKey)).toBe(200);
    const { body } = await gaffer.request("POST", "/v1/auth/sessions/revoke-others", { as: person });
    expect(body).toEqual({ revoked: 2 });
    expect(await Promise.all([two, three].map(({ tokens }) => statusOf(tokens.accessToken)))).toEqual([401, 401]);
    expect(await statusOf(person.apiKey)).toBe(200);
    expect((await eventsOf(person)).map(({ action }) => action)).toEqual([
      "signIn",
      "signIn",
      "signIn",
      "revokeSession",
      "revokeOtherSessions",
    ]);
  });
});

describe("Session operations › installation administrator", () => {
  test("is a user with a verified address in ADMIN_EMAILS, or one granted the role by the process", async () => {
    const setting = await startTestGaffer({
      role: "api",
      config: { adminEmails: ["boss@example.com", "eve@example.com"] },
    });
    try {
      const boss = await setting.createPerson({ email: "boss@example.com" });
      const eve = await setting.createPerson({ email: "eve@example.com", emailVerified: false });
      const ada = await setting.createPerson({ email: "ada@example.com" });
      const status = async (as: TestPerson) => (await setting.request("GET", "/v1/system/workers", { as })).status;
      expect([await status(boss), await status(eve), await status(ada)]).toEqual([200, 403, 403]);
      setting.app.grantAdministrator(eve.userId);
      expect([await status(boss), await status(eve), await status(ada)]).toEqual([200, 200, 403]);
      expect((await setting.request("GET", "/v1/me", { as: boss })).body.person.administrator).toBe(true);
      const { body } = await setting.request("GET", "/v1/system/audit-events", { as: boss });
      expect(body.items).toEqual([]);
    } finally {
      await setting.stop();
    }
  });
});

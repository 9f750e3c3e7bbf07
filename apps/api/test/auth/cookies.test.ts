import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const password = "correct horse";
const email = "ada@example.com";
const app = "https://app.example.com";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { allowedOrigins: [app] } });
  await gaffer.createPerson({ email, password });
});
afterAll(() => gaffer.stop());

async function signIn(host: string) {
  const answer = await gaffer.request("POST", "/v1/auth/sign-in", { body: { email, password }, headers: { host } });
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie();
}

/** The Cookie header that a browser would send. */
const pairs = (cookies: string[]) => cookies.map((cookie) => cookie.split(";")[0]).join("; ");
const own = { "sec-fetch-site": "same-origin" };

describe("Session cookies › cookies", () => {
  test("are HttpOnly, Secure and SameSite, and the refresh token is sent to one path only", async () => {
    const [access, refresh] = await signIn("jobs.example.com");
    expect(access).toMatch(
      /^__Host-gaffer_session=gfs_[0-9a-f_]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(refresh).toMatch(
      /^__Secure-gaffer_refresh=gfr_[0-9a-f_]+; Path=\/v1\/auth\/refresh; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test.each(["localhost:3000", "127.0.0.1", "[::1]:3000"])("are not Secure at %s", async (host) => {
    const cookies = await signIn(host);
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["gaffer_session", "gaffer_refresh"]);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    const headers = { host, cookie: pairs(cookies) };
    expect((await gaffer.request("GET", "/v1/me", { headers })).status).toBe(200);
  });

  test.each(["localhost.example.com", "127.0.0.1.example.com", "example.com:3000"])(
    "are Secure at %s",
    async (host) => {
      for (const cookie of await signIn(host)) expect(cookie).toMatch(/^__(Host|Secure)-.*Secure/);
    },
  );

  test("of an insecure host are ignored by a secure one", async () => {
    const cookie = pairs(await signIn("localhost:3000"));
    expect((await gaffer.request("GET", "/v1/me", { headers: { host: "jobs.example.com", cookie } })).status).toBe(401);
  });

  test("are refreshed, and removed by signing out", async () => {
    const host = "jobs.example.com";
    const cookie = pairs(await signIn(host));
    const refreshed = await gaffer.request("POST", "/v1/auth/refresh", { body: {}, headers: { host, cookie, ...own } });
    expect(refreshed).toMatchObject({ status: 200, body: { tokens: null } });
    expect((await gaffer.request("GET", "/v1/me", { headers: { host, cookie } })).status).toBe(401);
    const headers = { host, cookie: pairs(refreshed.headers.getSetCookie()) };
    expect((await gaffer.request("GET", "/v1/me", { headers })).status).toBe(200);
    const out = await gaffer.request("POST", "/v1/auth/sign-out", { headers: { ...headers, ...own } });
    expect(out.headers.getSetCookie().map((each) => each.split("; ")[0])).toEqual([
      "__Host-gaffer_session=",
      "__Secure-gaffer_refresh=",
    ]);
    expect((await gaffer.request("GET", "/v1/me", { headers })).status).toBe(401);
  });

  test("are ignored when there is an Authorization header", async () => {
    const host = "jobs.example.com";
    const headers = { host, cookie: pairs(await signIn(host)), authorization: "Bearer nonsense" };
    expect((await gaffer.request("GET", "/v1/me", { headers })).status).toBe(401);
  });
});

describe("Session cookies › CSRF check", () => {
  const host = "jobs.example.com";
  const send = async (from: Record<string, string>, method = "POST", path = "/v1/auth/sessions/revoke-others") => {
    const cookie = pairs(await signIn(host));
    return gaffer.request(method, path, { headers: { host, cookie, ...from } });
  };

  test.each([
    own,
    { "sec-fetch-site": "same-origin", origin: "https://jobs.example.com" },
    { origin: "https://jobs.example.com" },
    { origin: "https://JOBS.example.com" },
    { "sec-fetch-site": "same-site", origin: app },
  ])("accepts a change with %j", async (from) => {
    expect((await send(from as Record<string, string>)).status).toBe(200);
  });

  test.each([
    {},
    { origin: "null" },
    { origin: "" },
    { origin: "https://evil.example" },
    { origin: "https://jobs.example.com.evil.example" },
    { origin: "https://evil-jobs.example.com" },
    { origin: "https://jobs.example.com:8443" },
    { origin: "http://app.example.com" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://evil.example.com" },
    { "sec-fetch-site": "none" },
    { referer: "https://jobs.example.com/" },
  ])("refuses a change with %j", async (from) => {
    const answer = await send(from as Record<string, string>);
    expect(answer).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
    const cookie = pairs(await signIn(host));
    const headers = { host, cookie, ...(from as Record<string, string>) };
    const refresh = await gaffer.request("POST", "/v1/auth/refresh", { body: {}, headers });
    expect(refresh.status).toBe(403);
    expect(refresh.headers.getSetCookie()).toEqual([]);
  });

  test("applies to every operation that changes something", async () => {
    const requests = [
      ["POST", "/v1/auth/sign-out"],
      ["DELETE", `/v1/auth/sessions/${crypto.randomUUID()}`],
      ["POST", `/v1/orgs/${gaffer.org.orgId}/jobs`],
      ["DELETE", `/v1/orgs/${gaffer.org.orgId}/files/${crypto.randomUUID()}`],
    ] as const;
    for (const [method, path] of requests)
      expect((await send({ origin: "https://evil.example" }, method, path)).status, path).toBe(403);
  });

  test("doesn't apply to reads or to requests with a bearer token", async () => {
    expect((await send({ origin: "https://evil.example" }, "GET", "/v1/me")).status).toBe(200);
    const person = await gaffer.createPerson();
    const headers = { origin: "https://evil.example" };
    const { status } = await gaffer.request("POST", "/v1/auth/sessions/revoke-others", { as: person, headers });
    expect(status).toBe(200);
  });
});

describe("Session cookies › CORS", () => {
  const preflight = (origin: string) =>
    gaffer.request("OPTIONS", "/v1/me", { headers: { origin, "access-control-request-method": "GET" } });

  test("allows configured origins, with credentials", async () => {
    const { status, headers } = await preflight(app);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(app);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
    const answer = await gaffer.request("GET", "/v1/me", { headers: { origin: app } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(app);
    const exposed = answer.headers.get("access-control-expose-headers")?.split(",");
    expect(exposed).toEqual(expect.arrayContaining(["RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"]));
  });

  test("refuses other origins", async () => {
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    const { headers } = await gaffer.request("GET", "/v1/me", { headers: { origin: "https://evil.example" } });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

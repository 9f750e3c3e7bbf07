import { describe, expect, it } from "vitest";
import { createClient } from "../index.ts";
import { errorOf, problemAnswer } from "./fake-server.ts";

/** A server that returns 401 until the session is refreshed, because the access token has expired. */
function endedSession({ refreshes }: { refreshes: boolean }) {
  const requests: string[] = [];
  let ended = true;
  const gaffer = createClient({
    baseUrl: "https://jobs.example.com/",
    cookies: true,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      requests.push(`${request.method} ${pathname} ${await request.text()}`.trim());
      expect(request.credentials).toBe("include");
      if (pathname === "/v1/auth/refresh" && refreshes) {
        ended = false;
        return Response.json({});
      }
      return ended ? problemAnswer(401, "unauthenticated") : Response.json({ items: [], nextCursor: null });
    },
  });
  return { gaffer, requests };
}

const refresh = "POST /v1/auth/refresh {}";

describe("SDK session › session in cookies with an expired access token", () => {
  it("is refreshed, and the call is sent again with its body", async () => {
    const { gaffer, requests } = endedSession({ refreshes: true });

    await gaffer.auth.changePassword({ currentPassword: "a", newPassword: "b" });

    const change = 'POST /v1/auth/change-password {"currentPassword":"a","newPassword":"b"}';
    expect(requests).toEqual([change, refresh, change]);
  });

  it("is refreshed once for concurrent calls", async () => {
    const { gaffer, requests } = endedSession({ refreshes: true });

    await Promise.all([gaffer.orgs.list(), gaffer.orgs.list(), gaffer.auth.sessions()]);

    expect(requests.filter((request) => request === refresh)).toHaveLength(1);
  });

  it("fails the call with its own problem if it can't be refreshed", async () => {
    const { gaffer, requests } = endedSession({ refreshes: false });

    expect(await errorOf(gaffer.orgs.list())).toMatchObject({ status: 401 });
    expect(requests).toEqual(["GET /v1/orgs", refresh]);
  });

  it("isn't refreshed for a wrong password or a refused refresh", async () => {
    const { gaffer, requests } = endedSession({ refreshes: false });

    await errorOf(gaffer.auth.signIn({ email: "ada@example.com", password: "wrong" }));
    await errorOf(gaffer.auth.refresh());

    expect(requests).toHaveLength(2);
  });

  it("doesn't repeat an upload, so that no copy of its content is kept", async () => {
    const { gaffer, requests } = endedSession({ refreshes: true });

    expect(await errorOf(gaffer.org("an-org").files.upload({ name: "a.csv", content: "a,b" }))).toMatchObject({
      status: 401,
    });
    expect(requests).toHaveLength(1);
  });
});

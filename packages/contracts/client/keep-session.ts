import type { Fetch } from "./transport.ts";

/** These answer 401 for other reasons than an access token that has ended. */
const withoutSession = ["/v1/auth/sign-in", "/v1/auth/refresh"];

/**
 * A fetch for browsers whose cookies hold a session: when its access token has ended, the session is refreshed, once for all
 * requests that wait for it, and each is sent again.
 */
export function keepSession(fetch: Fetch, baseUrl: string): Fetch {
  let refreshing: Promise<boolean> | undefined;

  async function refresh(): Promise<boolean> {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", body: "{}", headers, credentials: "include" } as const;
    const { ok } = await fetch(new Request(`${baseUrl}/v1/auth/refresh`, init));
    return ok;
  }

  return async (request) => {
    const copy = maySendAgain(request, baseUrl) ? request.clone() : undefined;
    const response = await fetch(request);
    if (response.status !== 401 || !copy) return response;
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return (await refreshing) ? fetch(copy) : response;
  };
}

/** A copy of another body than JSON would be held in memory, whatever its size. */
function maySendAgain(request: Request, baseUrl: string): boolean {
  const contentType = request.headers.get("Content-Type");
  const isSmall = request.body === null || contentType === null || /\bjson\b/.test(contentType);
  return isSmall && !withoutSession.some((path) => request.url === `${baseUrl}${path}`);
}

import type { Fetch } from "./transport.ts";

/** Operations that return 401 for other reasons than an expired access token. */
const withoutSession = ["/v1/auth/sign-in", "/v1/auth/refresh"];

/**
 * Creates a fetch for browsers with session cookies. When the access token has expired, it refreshes the session once
 * for all waiting requests, and sends them again.
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

/**
 * Only requests without a body or with a JSON body are repeated: a copy of another body could take any amount of
 * memory.
 */
function maySendAgain(request: Request, baseUrl: string): boolean {
  const contentType = request.headers.get("Content-Type");
  const isSmall = request.body === null || contentType === null || /\bjson\b/.test(contentType);
  return isSmall && !withoutSession.some((path) => request.url === `${baseUrl}${path}`);
}

/** The session cookies of browsers. Scripts can't read them, and requests from other sites don't carry them. */

export interface CookieTokens {
  accessToken: string;
  refreshToken: string;
}

/** The only path whose requests carry the refresh token. */
const refreshPath = "/v1/auth/refresh";

/**
 * Not all browsers accept `Secure` cookies on http://localhost, so names and flags differ there. The name prefixes
 * require `Secure`.
 */
function cookiesFor(headers: Headers) {
  return isLoopback(headers.get("host") ?? "")
    ? { access: "gaffer_session", refresh: "gaffer_refresh", secure: "" }
    : { access: "__Host-gaffer_session", refresh: "__Secure-gaffer_refresh", secure: "; Secure" };
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

export function accessTokenOf(headers: Headers): string | undefined {
  return readCookie(headers, cookiesFor(headers).access);
}

export function refreshTokenOf(headers: Headers): string | undefined {
  return readCookie(headers, cookiesFor(headers).refresh);
}

function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = headers.get("cookie")?.split(/; */) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Creates the `Set-Cookie` headers. Without tokens they delete the cookies. */
export function toCookies(headers: Headers, tokens: CookieTokens | undefined, maxAge: number): string[] {
  const { access, refresh, secure } = cookiesFor(headers);
  const seconds = tokens ? Math.floor(maxAge) : 0;
  const rules = `Max-Age=${seconds}; HttpOnly${secure}; SameSite=Lax`;
  return [
    `${access}=${tokens?.accessToken ?? ""}; Path=/; ${rules}`,
    `${refresh}=${tokens?.refreshToken ?? ""}; Path=${refreshPath}; ${rules}`,
  ];
}

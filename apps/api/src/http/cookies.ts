/** The cookies of somebody who is signed in with a browser. Scripts can't read them, and other sites can't send them. */

export interface CookieTokens {
  accessToken: string;
  refreshToken: string;
}

/** The only path whose requests carry the refresh token. */
const refreshPath = "/v1/auth/refresh";

/**
 * Browsers keep `Secure` cookies, which the prefixes demand, from plain http; not all of them make an exception for the
 * machine's own address, where people try things.
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

/** `Set-Cookie` for a browser that sent these headers; without tokens it forgets those it has. */
export function toCookies(headers: Headers, tokens: CookieTokens | undefined, maxAge: number): string[] {
  const { access, refresh, secure } = cookiesFor(headers);
  const seconds = tokens ? Math.floor(maxAge) : 0;
  const rules = `Max-Age=${seconds}; HttpOnly${secure}; SameSite=Lax`;
  return [
    `${access}=${tokens?.accessToken ?? ""}; Path=/; ${rules}`,
    `${refresh}=${tokens?.refreshToken ?? ""}; Path=${refreshPath}; ${rules}`,
  ];
}

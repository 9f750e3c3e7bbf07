import { isIP } from "node:net";

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string | undefined } };
}

/**
 * The address that a request comes from. Each of `trustedProxies` proxies in front of the server has appended to
 * `X-Forwarded-For` whom it got the request from; what stands before those entries anybody can have written.
 */
export function callerAddress(request: Request, bindings: unknown, trustedProxies: number): string | null {
  const forwarded = trustedProxies === 0 ? undefined : request.headers.get("x-forwarded-for")?.split(",");
  const address =
    forwarded?.at(-Math.min(trustedProxies, forwarded.length))?.trim() ??
    (bindings as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
  if (address === undefined || isIP(address) === 0) return null;
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

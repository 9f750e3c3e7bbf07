import { isIP, isIPv6 } from "node:net";

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string | undefined } };
}

/**
 * Returns the client's address. null: unknown. Each of the `trustedProxies` proxies has appended an address to
 * `X-Forwarded-For`. Earlier addresses come from the client and may be forged.
 */
export function callerAddress(request: Request, bindings: unknown, trustedProxies: number): string | null {
  const forwarded = trustedProxies === 0 ? undefined : request.headers.get("x-forwarded-for")?.split(",");
  const address =
    forwarded?.at(-Math.min(trustedProxies, forwarded.length))?.trim() ??
    (bindings as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
  if (address === undefined || isIP(address) === 0) return null;
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The network that one customer of a provider controls: an IPv4 address, or a /64 of IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const [first, last] = [groups(head), groups(tail)];
  const missing = Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array<string>(missing).fill("0"), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

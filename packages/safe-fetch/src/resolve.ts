/** Resolves the host of a URL to the addresses that a request may connect to. */
import { promises as dns } from "node:dns";
import { isIP } from "node:net";
import { type AllowedHosts, isAllowedHost } from "./allowed-hosts.ts";
import { RefusedRequestError, toUnreachableError } from "./errors.ts";
import { isPublicAddress } from "./public-addresses.ts";

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Resolves a name to all of its addresses. An error or an empty result means that the name has no address. */
export type ResolveHost = (name: string, signal: AbortSignal) => Promise<Address[]>;

export interface Reach {
  /** Hosts that may be called at internal addresses. */
  allowed: AllowedHosts;
  /**
   * Resolves names. Default: asks the name servers or, for allowed hosts, calls getaddrinfo, which also reads
   * /etc/hosts.
   */
  resolve?: ResolveHost | undefined;
}

/**
 * Resolves the host once. The caller must connect to these addresses and not resolve again, because the next answer may
 * differ. If one address is internal, the request is refused, because the connection may use any of them.
 */
export async function resolveAddresses(url: URL, { allowed, resolve }: Reach, signal: AbortSignal): Promise<Address[]> {
  const anywhere = isAllowedHost(allowed, url);
  // URL converts every notation of an address (octal, hexadecimal, short) to the form that isIP accepts.
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(name);
  const addresses = family
    ? [{ address: name, family: family as 4 | 6 }]
    : await resolveName(url, resolve ?? (anywhere ? resolveKnownHost : resolvePublicHost), signal);
  if (!anywhere && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new RefusedRequestError(
      "address_not_allowed",
      `${url.host} can't be called: its address is not public, and this installation doesn't allow the host by name.`,
    );
  }
  return addresses;
}

async function resolveName(url: URL, resolve: ResolveHost, signal: AbortSignal): Promise<Address[]> {
  try {
    const addresses = await untilAborted(resolve(url.hostname, signal), signal);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    signal.throwIfAborted();
    throw toUnreachableError(url, cause);
  }
  throw toUnreachableError(url, { code: "ENOTFOUND" });
}

/** Rejects when the signal aborts. `getaddrinfo` can't be aborted, so its late result is ignored. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Names that always mean the local machine (RFC 6761, 6.3). */
const localhost = /(^|\.)localhost\.?$/;

/**
 * Queries the name servers directly. This ignores `/etc/hosts` and search domains, which are meant for the
 * installation's own hosts. The query can be aborted, and a slow name server doesn't occupy the thread pool that files
 * need.
 */
export async function resolvePublicHost(name: string, signal: AbortSignal, servers?: string[]): Promise<Address[]> {
  if (localhost.test(name)) return [{ address: "::1", family: 6 }];
  const resolver = new dns.Resolver({ timeout: 5_000, tries: 2 });
  if (servers) resolver.setServers(servers);
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const addresses = answers.flatMap((answer, index) =>
      answer.status === "fulfilled"
        ? answer.value.map((address): Address => ({ address, family: index === 0 ? 4 : 6 }))
        : [],
    );
    if (addresses.length === 0 && answers[0].status === "rejected") throw answers[0].reason;
    return addresses;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** Resolves a name as other programs on the machine do. Only for hosts that the installation allows. */
const resolveKnownHost: ResolveHost = async (name) => (await dns.lookup(name, { all: true })) as Address[];

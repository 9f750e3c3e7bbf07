import { isIP } from "node:net";
import { type AllowedHosts, isAllowedHost } from "./allowed-hosts.ts";
import { RefusedRequestError, toNoAnswerError } from "./outbound-errors.ts";
import { isPublicAddress } from "./public-addresses.ts";
import { type Address, type ResolveHost, resolveKnownHost, resolvePublicHost } from "./resolve-host.ts";

export interface Reach {
  allowed: AllowedHosts;
  /** In place of name servers, in tests. */
  resolve?: ResolveHost | undefined;
}

/**
 * The addresses of a URL's host, which are to be connected to and not asked for again: the next answer may be another.
 * One that isn't public refuses them all, because it isn't known which of them will be taken.
 */
export async function findAddresses(url: URL, { allowed, resolve }: Reach, signal: AbortSignal): Promise<Address[]> {
  const anywhere = isAllowedHost(allowed, url);
  // URL has brought every notation of an address into the one form that isIP knows.
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(name);
  const found = family
    ? [{ address: name, family: family as 4 | 6 }]
    : await ask(url, resolve ?? (anywhere ? resolveKnownHost : resolvePublicHost), signal);
  if (!anywhere && !found.every(({ address }) => isPublicAddress(address))) {
    throw new RefusedRequestError(
      "address_not_allowed",
      `${url.host} can't be called: it isn't at a public address, and this installation doesn't allow it by name.`,
    );
  }
  return found;
}

async function ask(url: URL, resolve: ResolveHost, signal: AbortSignal): Promise<Address[]> {
  try {
    const found = await untilAborted(resolve(url.hostname, signal), signal);
    if (found.length > 0) return found;
  } catch (cause) {
    signal.throwIfAborted();
    throw toNoAnswerError(url, cause);
  }
  throw toNoAnswerError(url, { code: "ENOTFOUND" });
}

/** Not every resolver can be stopped. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

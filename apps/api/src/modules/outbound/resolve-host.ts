import { promises as dns } from "node:dns";

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Finds all addresses of a name; none is an error. */
export type ResolveHost = (name: string, signal: AbortSignal) => Promise<Address[]>;

/** Is this machine for everybody (RFC 6761, 6.3), so that name servers needn't be asked. */
const thisMachine = /(^|\.)localhost\.?$/;

/**
 * Asks the name servers, and neither `/etc/hosts` nor the domains that a machine searches: for names that anybody may
 * give. It can be stopped, and holds none of the few threads that files need while somebody's name server is slow.
 */
export async function resolvePublicHost(name: string, signal: AbortSignal, servers?: string[]): Promise<Address[]> {
  if (thisMachine.test(name)) return [{ address: "::1", family: 6 }];
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

/** Asks as every other program on the machine does: for names that the installation allows. */
export const resolveKnownHost: ResolveHost = async (name) => (await dns.lookup(name, { all: true })) as Address[];

/** Hosts that may be called at any address, internal ones included. */

/** Maps a host name, as `URL.hostname` writes it, to its allowed ports. */
export type AllowedHosts = ReadonlyMap<string, ReadonlySet<string> | "all">;

/**
 * Parses a comma-separated list of `name`, `name:port`, `address` and `address:port`. IPv6 addresses are in brackets.
 * Throws an `Error` that names the first invalid entry.
 */
export function readAllowedHosts(text: string): AllowedHosts {
  const hosts = new Map<string, Set<string> | "all">();
  for (const entry of text.split(",").map((each) => each.trim())) {
    if (entry === "") continue;
    const { host, port } = readEntry(entry);
    const ports = hosts.get(host);
    if (port === undefined || ports === "all") hosts.set(host, "all");
    else hosts.set(host, (ports ?? new Set()).add(port));
  }
  return hosts;
}

/**
 * Whether a URL's host and port are allowed. Compares names only: an allowed address doesn't allow a name that resolves
 * to it.
 */
export function isAllowedHost(allowed: AllowedHosts, { hostname, port, protocol }: URL): boolean {
  const ports = allowed.get(hostname);
  return ports === "all" || (ports?.has(port || (protocol === "https:" ? "443" : "80")) ?? false);
}

function readEntry(entry: string): { host: string; port: string | undefined } {
  const [, name, port] = /^(\[[^\]]+\]|[^\s:/?#@\\*]+)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (name === undefined || !URL.canParse(`http://${name}`) || Number(port ?? 1) > 65_535) {
    throw new Error(`must list hosts as name, name:port or [IPv6]:port, with commas between them, not "${entry}"`);
  }
  return { host: new URL(`http://${name}`).hostname, port: port && String(Number(port)) };
}

/** Hosts that may be called wherever they are: the setting `OUTBOUND_ALLOW`. */

/** By the host's name as a URL writes it; the ports that are open, or all of them. */
export type AllowedHosts = ReadonlyMap<string, ReadonlySet<string> | "all">;

/** Reads `name`, `name:port`, `address` and `address:port`, with commas between them. IPv6 addresses are in brackets. */
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

/** The host has to be named as it is in the list: an address in it doesn't open a name that leads there. */
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

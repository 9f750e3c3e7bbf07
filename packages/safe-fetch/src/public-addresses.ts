/**
 * Decides which addresses are on the public internet. Source: IANA's special-purpose registries of 2025
 * (iana-ipv4-special-registry, iana-ipv6-special-registry) and the multicast registries.
 */
import { BlockList, isIPv4, isIPv6 } from "node:net";

const specialV4 = [
  ["0.0.0.0", 8], // "this network"
  ["10.0.0.0", 8], // private networks
  ["100.64.0.0", 10], // shared address space (CGNAT); Alibaba's metadata service; Tailscale
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // in no registry: Azure's service for virtual machines
  ["169.254.0.0", 16], // link-local; the metadata service of most clouds
  ["172.16.0.0", 12], // private networks
  ["192.0.0.0", 24], // protocol assignments; Oracle's metadata service
  ["192.0.2.0", 24], // for documentation
  ["192.31.196.0", 24], // AS112 (reverse DNS of private networks)
  ["192.52.193.0", 24], // AMT relays
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private networks
  ["192.175.48.0", 24], // AS112 (reverse DNS of private networks)
  ["198.18.0.0", 15], // for benchmarks
  ["198.51.100.0", 24], // for documentation
  ["203.0.113.0", 24], // for documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved; broadcast
] as const;

/**
 * The range of IPv6 addresses that are assigned to the public. Not in it: loopback, link-local, site-local and unique
 * local addresses, multicast, segment routing, and mapped, compatible or translated IPv4 addresses.
 */
const unicastV6 = ["2000::", 3] as const;

/** Special ranges within `unicastV6`, which aren't public. */
const specialV6 = [
  ["2001::", 23], // protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID
  ["2001:db8::", 32], // for documentation
  ["2002::", 16], // 6to4, which ends at any IPv4 address
  ["2620:4f:8000::", 48], // AS112 (reverse DNS of private networks)
  ["3fff::", 20], // for documentation
] as const;

/** Prefix of NAT64 addresses: 96 bits, then an IPv4 address. For networks that have only IPv6. */
const nat64 = "64:ff9b::";

const special = new BlockList();
/** Contains IPv6 ranges only, because a list with IPv4 ranges would also match IPv4-mapped IPv6 addresses. */
const publicV6 = new BlockList();
for (const [net, bits] of specialV4) {
  special.addSubnet(net, bits, "ipv4");
  special.addSubnet(`${nat64}${net}`, 96 + bits, "ipv6");
}
for (const [net, bits] of specialV6) special.addSubnet(net, bits, "ipv6");
publicV6.addSubnet(...unicastV6, "ipv6");
publicV6.addSubnet(nat64, 96, "ipv6");

/**
 * Whether an address is on the public internet. False for an address with a zone (`%eth0`), and for text that
 * `node:net` doesn't accept as an address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return publicV6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/**
 * Decides which addresses are on the public internet. Source: IANA's special-purpose registries of 2025
 * (iana-ipv4-special-registry, iana-ipv6-special-registry) and the multicast registries.
 */
import { BlockList, isIPv4, isIPv6 } from "node:net";

const specialV4 = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared address space (CGNAT); Alibaba's metadata, Tailscale
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // in no registry: Azure's service for virtual machines
  ["169.254.0.0", 16], // link-local; the metadata of most clouds
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments; Oracle's metadata
  ["192.0.2.0", 24], // documentation
  ["192.31.196.0", 24], // AS112
  ["192.52.193.0", 24], // AMT relays
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["192.175.48.0", 24], // AS112
  ["198.18.0.0", 15], // benchmarking
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
] as const;

/**
 * The range that is assigned to the public. Outside it: loopback, link-local, site-local and unique local addresses,
 * multicast, segment routing, and mapped, compatible or translated IPv4 addresses.
 */
const unicastV6 = ["2000::", 3] as const;

/** Special ranges within `unicastV6`. */
const specialV6 = [
  ["2001::", 23], // protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4, which ends at any IPv4 address
  ["2620:4f:8000::", 48], // AS112
  ["3fff::", 20], // documentation
] as const;

/** NAT64: an IPv4 address behind 96 bits, for networks that have only IPv6. */
const nat64 = "64:ff9b::";

const special = new BlockList();
/** Holds IPv6 ranges only: a list with IPv4 ranges would also match mapped addresses. */
const publicV6 = new BlockList();
for (const [net, bits] of specialV4) {
  special.addSubnet(net, bits, "ipv4");
  special.addSubnet(`${nat64}${net}`, 96 + bits, "ipv6");
}
for (const [net, bits] of specialV6) special.addSubnet(net, bits, "ipv6");
publicV6.addSubnet(...unicastV6, "ipv6");
publicV6.addSubnet(nat64, 96, "ipv6");

/** False for what `node:net` doesn't accept as an address, and for addresses with a zone (`%eth0`). */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return publicV6.check(address, "ipv6") && !special.check(address, "ipv6");
}

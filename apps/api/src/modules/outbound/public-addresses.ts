/**
 * Which addresses are somewhere on the public internet. From IANA's special-purpose registries, IPv4
 * (iana-ipv4-special-registry) and IPv6 (iana-ipv6-special-registry), of 2025; multicast has registries of its own.
 */
import { BlockList, isIPv4, isIPv6 } from "node:net";

const specialV4 = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared by the customers of a carrier (CGNAT); Alibaba's metadata, Tailscale
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // in no registry: what Azure serves to its virtual machines
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
 * All that is given out to the public. Outside of it lie loopback, link-local, site-local and unique local addresses,
 * multicast, segment routing, and IPv4 addresses that are mapped, compatible or translated.
 */
const unicastV6 = ["2000::", 3] as const;

/** Inside of it. */
const specialV6 = [
  ["2001::", 23], // protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4, which ends at any IPv4 address
  ["2620:4f:8000::", 48], // AS112
  ["3fff::", 20], // documentation
] as const;

/** Where a network with IPv6 only finds the rest of the internet: an IPv4 address behind 96 bits. */
const nat64 = "64:ff9b::";

const special = new BlockList();
/** Knows no IPv4: a list that does speaks for addresses that are mapped into IPv6 as well. */
const publicV6 = new BlockList();
for (const [net, bits] of specialV4) {
  special.addSubnet(net, bits, "ipv4");
  special.addSubnet(`${nat64}${net}`, 96 + bits, "ipv6");
}
for (const [net, bits] of specialV6) special.addSubnet(net, bits, "ipv6");
publicV6.addSubnet(...unicastV6, "ipv6");
publicV6.addSubnet(nat64, 96, "ipv6");

/** What isn't an address as `node:net` writes it isn't public either, nor is one that belongs to a link (`%eth0`). */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return publicV6.check(address, "ipv6") && !special.check(address, "ipv6");
}

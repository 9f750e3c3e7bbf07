/** IANA's special-purpose registries as ranges of numbers. They are independent of the code under test. */

const v4 = (text: string) => text.split(".").reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

export interface Range {
  what: string;
  first: bigint;
  last: bigint;
}

const range = (what: string, first: string, last: string): Range => ({ what, first: v4(first), last: v4(last) });

/** Special IPv4 ranges in ascending order. The addresses between them are public. */
export const specialV4: readonly Range[] = [
  range("this network", "0.0.0.0", "0.255.255.255"),
  range("private 10", "10.0.0.0", "10.255.255.255"),
  range("shared, CGNAT", "100.64.0.0", "100.127.255.255"),
  range("loopback", "127.0.0.0", "127.255.255.255"),
  range("Azure's own", "168.63.129.16", "168.63.129.16"),
  range("link-local", "169.254.0.0", "169.254.255.255"),
  range("private 172", "172.16.0.0", "172.31.255.255"),
  range("protocol assignments", "192.0.0.0", "192.0.0.255"),
  range("documentation 1", "192.0.2.0", "192.0.2.255"),
  range("AS112", "192.31.196.0", "192.31.196.255"),
  range("AMT", "192.52.193.0", "192.52.193.255"),
  range("6to4 relays", "192.88.99.0", "192.88.99.255"),
  range("private 192", "192.168.0.0", "192.168.255.255"),
  range("AS112, direct", "192.175.48.0", "192.175.48.255"),
  range("benchmarking", "198.18.0.0", "198.19.255.255"),
  range("documentation 2", "198.51.100.0", "198.51.100.255"),
  range("documentation 3", "203.0.113.0", "203.0.113.255"),
  range("multicast, reserved, broadcast", "224.0.0.0", "255.255.255.255"),
];

const v6 = (groups: string) => BigInt(`0x${groups.replaceAll(":", "").padEnd(32, "0")}`);
const prefix = (what: string, groups: string, bits: bigint): Range => ({
  what,
  first: v6(groups),
  last: v6(groups) + (1n << (128n - bits)) - 1n,
});

/**
 * Special IPv6 ranges: the registry's entries, and ranges that contain or embed them. All groups are written in full.
 */
export const specialV6: readonly Range[] = [
  prefix("unspecified, loopback, compatible", "", 96n),
  prefix("mapped", "0000:0000:0000:0000:0000:ffff", 96n),
  prefix("translated", "0000:0000:0000:0000:ffff:0000", 96n),
  prefix("NAT64 of a network", "0064:ff9b:0001", 48n),
  prefix("discard", "0100", 64n),
  prefix("dummy", "0100:0000:0000:0001", 64n),
  prefix("protocol assignments", "2001:0000", 23n),
  prefix("Teredo", "2001:0000", 32n),
  prefix("benchmarking", "2001:0002:0000", 48n),
  prefix("AMT", "2001:0003", 32n),
  prefix("AS112", "2001:0004:0112", 48n),
  prefix("ORCHID", "2001:0010", 28n),
  prefix("ORCHIDv2", "2001:0020", 28n),
  prefix("remote id", "2001:0030", 28n),
  prefix("documentation", "2001:0db8", 32n),
  prefix("6to4", "2002", 16n),
  prefix("AS112, direct", "2620:004f:8000", 48n),
  prefix("documentation 2", "3fff:0000", 20n),
  prefix("segment routing", "5f00", 16n),
  prefix("unique local", "fc00", 7n),
  prefix("link-local", "fe80", 10n),
  prefix("site-local", "fec0", 10n),
  prefix("multicast", "ff00", 8n),
];

export const nat64 = v6("0064:ff9b");

export const isIn = (ranges: readonly Range[], address: bigint) =>
  ranges.some(({ first, last }) => first <= address && address <= last);

export const writeV4 = (address: bigint) => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");

/** Writes an IPv6 address with all groups in full, unlike the code under test. */
export const writeV6 = (address: bigint) => (address.toString(16).padStart(32, "0").match(/.{4}/g) ?? []).join(":");

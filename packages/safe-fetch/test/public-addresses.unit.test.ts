import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../src/public-addresses.ts";
import { isIn, nat64, specialV4, specialV6, writeV4, writeV6 } from "./special-ranges.ts";

const most = (1n << 32n) - 1n;
const within = ({ first, last }: { first: bigint; last: bigint }) => fc.bigInt({ min: first, max: last });
const anyV4 = fc.oneof(fc.bigInt({ min: 0n, max: most }), ...specialV4.map(within));
const globalV6 = fc.bigInt({ min: 0x2n << 124n, max: (0x4n << 124n) - 1n });
const anyV6 = fc.oneof(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), globalV6, ...specialV6.map(within));

describe("isPublicAddress › IPv4", () => {
  test.each(specialV4)("$what is special from its first to its last address", ({ first, last }) => {
    for (const address of [first, first + (last - first) / 2n, last]) {
      expect(isPublicAddress(writeV4(address)), writeV4(address)).toBe(false);
    }
  });

  test.each(specialV4)("what lies around $what is public, unless it is special too", ({ first, last }) => {
    for (const address of [first - 1n, last + 1n].filter((each) => each >= 0n && each <= most)) {
      expect(isPublicAddress(writeV4(address)), writeV4(address)).toBe(!isIn(specialV4, address));
    }
  });

  test("is special if and only if a registry lists it", () => {
    const property = fc.property(anyV4, (address) => isPublicAddress(writeV4(address)) === !isIn(specialV4, address));
    fc.assert(property, { numRuns: 5_000 });
  });
});

describe("isPublicAddress › IPv6", () => {
  test.each(specialV6)("$what is special from its first to its last address", ({ first, last }) => {
    for (const address of [first, first + (last - first) / 2n, last]) {
      expect(isPublicAddress(writeV6(address)), writeV6(address)).toBe(false);
    }
  });

  test("is special if a registry lists it, or outside of the assigned range", () => {
    const property = fc.property(anyV6, (address) => {
      const isGivenOut = address >> 125n === 1n || address >> 32n === nat64 >> 32n;
      const isSpecialV4 = address >> 32n === nat64 >> 32n && isIn(specialV4, address & most);
      const isOpen = isGivenOut && !isSpecialV4 && !isIn(specialV6, address);
      return isPublicAddress(writeV6(address)) === isOpen;
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  test("a translated address is judged by the IPv4 address behind it", () => {
    fc.assert(
      fc.property(anyV4, (v4) => isPublicAddress(writeV6(nat64 | v4)) === isPublicAddress(writeV4(v4))),
      { numRuns: 2_000 },
    );
  });

  test("no other embedded IPv4 address is public", () => {
    const disguises = fc.constantFrom(
      (v4: bigint) => v4,
      (v4: bigint) => (0xffffn << 32n) | v4,
      (v4: bigint) => (0xffffn << 48n) | v4,
      (v4: bigint) => (0x2002n << 112n) | (v4 << 80n),
      (v4: bigint) => (0x20010000n << 96n) | (v4 ^ most),
      (v4: bigint) => (0xfe80n << 112n) | (0x5efen << 32n) | v4,
    );
    fc.assert(fc.property(anyV4, disguises, (v4, disguise) => !isPublicAddress(writeV6(disguise(v4)))));
  });
});

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "100.63.255.255",
  "172.32.0.1",
  "2606:4700::1111",
  "2a00:1450::1",
  "64:ff9b::808:808",
])("isPublicAddress › %s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "",
  "localhost",
  "0x7f.1",
  "0177.0.0.1",
  "8.8.8.8:80",
  "fe80::1%eth0",
  "2606:4700::1111%1",
  "[::1]",
  "8.8.8",
])("isPublicAddress › %j is not an address", (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

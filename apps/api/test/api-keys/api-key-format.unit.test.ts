import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mintApiKey, parseApiKey, secretMatches } from "../../src/modules/api-keys/api-key.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const minted = fc.constant(null).map(() => mintApiKey());

describe("API key format › new key", () => {
  test("has the form gf_<id>_<secret><checksum>", () => {
    const { id, key } = mintApiKey();
    expect(key).toMatch(/^gf_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    expect(key.startsWith(`gf_${id}_`)).toBe(true);
  });

  test("can be parsed, and its secret matches the stored hash", () => {
    fc.assert(
      fc.property(minted, ({ id, key, secretHash }) => {
        const parsed = parseApiKey(key);
        expect(parsed).toEqual({ id, secret: key.slice(16, 48) });
        expect(secretHash).toEqual(createHash("sha256").update(key.slice(16, 48)).digest());
        expect(secretMatches(parsed?.secret ?? "", secretHash)).toBe(true);
      }),
    );
  });

  test("is unique and uses the whole alphabet", () => {
    const keys = Array.from({ length: 500 }, () => mintApiKey());
    expect(new Set(keys.map(({ id }) => id))).toHaveLength(500);
    expect(new Set(keys.map(({ key }) => key.slice(16, 48)))).toHaveLength(500);
    expect([...new Set(keys.flatMap(({ key }) => [...key.slice(16, 48)]))].sort().join("")).toBe(alphabet);
  });
});

describe("API key format › invalid key", () => {
  test("is refused with one changed character", () => {
    const change = fc.tuple(minted, fc.nat(53), fc.constantFrom(...alphabet, "_", " ", "\u0000", "é"));
    fc.assert(
      fc.property(change, ([{ key }, at, char]) => {
        fc.pre(key[at] !== char);
        expect(parseApiKey(key.slice(0, at) + char + key.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test("is refused with two swapped characters", () => {
    fc.assert(
      fc.property(minted, fc.nat(52), ({ key }, at) => {
        fc.pre(key[at] !== key[at + 1]);
        expect(parseApiKey(key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2))).toBeUndefined();
      }),
    );
  });

  test("is refused when shortened, lengthened or surrounded", () => {
    const { key } = mintApiKey();
    for (let length = 0; length < key.length; length++) expect(parseApiKey(key.slice(0, length))).toBeUndefined();
    for (const text of [`${key}0`, ` ${key}`, `${key}\n`, `${key} `, key.toUpperCase(), `${key}${key}`])
      expect(parseApiKey(text)).toBeUndefined();
  });

  test("is refused when it is any other text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parseApiKey(text) === undefined));
    const shaped = fc.stringMatching(/^gf_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    fc.assert(fc.property(shaped, (text) => parseApiKey(text) === undefined));
  });
});

test("API key format › secret › matches only its own hash", () => {
  fc.assert(
    fc.property(minted, minted, fc.string(), (one, other, text) => {
      expect(secretMatches(other.key.slice(16, 48), one.secretHash)).toBe(false);
      expect(secretMatches(text, one.secretHash)).toBe(false);
    }),
  );
});

/**
 * API keys: `gf_<id>_<secret><checksum>`. The id is the lookup key and public. The database stores only the SHA-256 of the secret. The
 * checksum rejects a mistyped key without a query.
 */
import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const idLength = 12;
const secretLength = 32;
const checksumLength = 6;
const pattern = new RegExp(
  `^gf_([0-9A-Za-z]{${idLength}})_([0-9A-Za-z]{${secretLength}})([0-9A-Za-z]{${checksumLength}})$`,
);

export interface MintedApiKey {
  id: string;
  /** The whole key. The application can't read it again later. */
  key: string;
  secretHash: Buffer;
}

export function mintApiKey(): MintedApiKey {
  const id = randomText(idLength);
  const secret = randomText(secretLength);
  return { id, key: `gf_${id}_${secret}${checksum(id, secret)}`, secretHash: hashSecret(secret) };
}

/** Parses a key. undefined: the format or the checksum is wrong. */
export function parseApiKey(key: string): { id: string; secret: string } | undefined {
  const [, id, secret, sum] = pattern.exec(key) ?? [];
  return id && secret && sum === checksum(id, secret) ? { id, secret } : undefined;
}

/** Whether the secret has this hash. Compares in constant time. */
export function secretMatches(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(secret), hash);
}

function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function checksum(id: string, secret: string): string {
  let rest = crc32(`${id}_${secret}`);
  let text = "";
  for (let i = 0; i < checksumLength; i++) {
    text = alphabet.charAt(rest % alphabet.length) + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

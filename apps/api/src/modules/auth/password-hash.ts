/** Password hashes: scrypt, stored in PHC format (`$scrypt$ln=15,r=8,p=3$<salt>$<hash>`). */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, string | Buffer, number, ScryptOptions, Buffer>(scrypt);

/** A hash needs `2^ln * r * 128` bytes of memory; `p` multiplies its time. */
export interface ScryptCost {
  ln: number;
  r: number;
  p: number;
}

/** From the OWASP Password Storage Cheat Sheet: 32 MiB. Four hashes run at once, one per thread of Node's pool. */
export const defaultCost: ScryptCost = { ln: 15, r: 8, p: 3 };

/** Parameters of hashes that better-auth made (`<salt>:<hash>`, in hexadecimal; the salt is used as text). */
const legacy = { cost: { ln: 14, r: 16, p: 1 }, pattern: /^([0-9a-f]{32}):([0-9a-f]{128})$/ };
const phc = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
const hashBytes = 64;

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether the password has this hash. Without a hash it takes the same time and returns false, so that the time
   * doesn't reveal which accounts exist.
   */
  matches(password: string, hash: string | null | undefined): Promise<boolean>;
  /** Whether the hash was made with other parameters than `hash` uses now. */
  isOutdated(hash: string): boolean;
}

export function createPasswords(cost: ScryptCost = defaultCost): Passwords {
  const prefix = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$`;
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return `${prefix}${toBase64(salt)}$${toBase64(await deriveKey(password, salt, cost))}`;
    },
    async matches(password, hash) {
      const stored = (hash && parse(hash)) || { cost, salt: randomBytes(16), key: undefined };
      const key = await deriveKey(password, stored.salt, stored.cost);
      return stored.key !== undefined && timingSafeEqual(key, stored.key);
    },
    isOutdated: (hash) => !hash.startsWith(prefix),
  };
}

/** Derives a key. Keyboards produce the same characters in different code points, so NFKC makes them equal first. */
function deriveKey(password: string, salt: string | Buffer, { ln, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** ln;
  return derive(password.normalize("NFKC"), salt, hashBytes, { N, r, p, maxmem: 2 * 128 * N * r });
}

function parse(hash: string): { cost: ScryptCost; salt: string | Buffer; key: Buffer } | undefined {
  const [, ln, r, p, salt, key] = phc.exec(hash) ?? [];
  if (salt && key) {
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    return { cost, salt: Buffer.from(salt, "base64"), key: Buffer.from(key, "base64") };
  }
  const [, legacySalt, legacyKey] = legacy.pattern.exec(hash) ?? [];
  if (legacySalt && legacyKey) return { cost: legacy.cost, salt: legacySalt, key: Buffer.from(legacyKey, "hex") };
  return undefined;
}

const toBase64 = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");

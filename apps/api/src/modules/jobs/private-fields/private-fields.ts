/**
 * Encrypts and decrypts the private fields of jobs and schedules: AES-256-GCM with keys that HKDF derives from `ENCRYPTION_KEYS`. The
 * stored value names its key, and is authenticated with its organization, its job or schedule, and its field. So a value that was copied
 * elsewhere can't be decrypted there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type FieldError, invalid, type ProblemError } from "../../../http/problem.ts";
import type { JobPart, JobRow } from "../job-rows.ts";
import { hasPrivateFields, mapPrivate, maskPart, placeholder } from "./private-paths.ts";

/** The job or schedule that a private value belongs to. */
export interface PrivateOwner {
  orgId: string;
  id: string;
}

/** An input or output, and what it belongs to. */
export interface OwnedPart {
  owner: PrivateOwner;
  type: string;
  part: JobPart;
  value: unknown;
}

/** A private value can't be encrypted, or can't be decrypted. The message says what the operator does. */
export class PrivateFieldError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PrivateFieldError";
  }
}

/** The stored form of a private value. A stored string is from before the field became private. */
interface Envelope {
  $encrypted: string;
}

interface Key {
  id: string;
  secret: Buffer;
}

const cipher = { name: "aes-256-gcm", ivBytes: 12, tagBytes: 16 } as const;
const noKey = "The installation has no encryption key: its operator sets ENCRYPTION_KEYS";

export type PrivateFields = ReturnType<typeof createPrivateFields>;

/** `secrets`: the first one encrypts, all decrypt. */
export function createPrivateFields(secrets: readonly string[]) {
  const keys = secrets.map((secret): Key => {
    const id = derive(secret, "gaffer private fields: key id", 6).toString("base64url");
    return { id, secret: derive(secret, "gaffer private fields: key", 32) };
  });
  const [current] = keys;

  function encryptText(text: string, owner: PrivateOwner, pointer: string): Envelope {
    if (!current) throw new PrivateFieldError(`The private field ${pointer} can't be stored. ${noKey}.`);
    const iv = randomBytes(cipher.ivBytes);
    const encrypting = createCipheriv(cipher.name, current.secret, iv).setAAD(toContext(owner, pointer));
    const encrypted = Buffer.concat([encrypting.update(text, "utf8"), encrypting.final()]);
    const bytes = Buffer.concat([iv, encrypted, encrypting.getAuthTag()]);
    return { $encrypted: `${current.id}.${bytes.toString("base64url")}` };
  }

  function decryptText({ $encrypted }: Envelope, owner: PrivateOwner, pointer: string): string {
    const [keyId = "", stored = ""] = $encrypted.split(".");
    const key = keys.find(({ id }) => id === keyId);
    if (!key) {
      const known = keys.length > 0 ? "No key in ENCRYPTION_KEYS has its id" : `${noKey}. The key's id is`;
      throw new PrivateFieldError(`The private field ${pointer} can't be read. ${known} ${keyId}.`);
    }
    try {
      const bytes = Buffer.from(stored, "base64url");
      const decrypting = createDecipheriv(cipher.name, key.secret, bytes.subarray(0, cipher.ivBytes))
        .setAAD(toContext(owner, pointer))
        .setAuthTag(bytes.subarray(-cipher.tagBytes));
      const encrypted = bytes.subarray(cipher.ivBytes, -cipher.tagBytes);
      return Buffer.concat([decrypting.update(encrypted), decrypting.final()]).toString("utf8");
    } catch {
      const detail = "It was changed, or copied from another job or field.";
      throw new PrivateFieldError(`The private field ${pointer} can't be read. ${detail}`);
    }
  }

  /**
   * Returns the stored form of an input or output. Without a key, throws `PrivateFieldError` for an input, and leaves the
   * private values out of an output, so that jobs complete.
   */
  function encrypt({ owner, type, part, value }: OwnedPart): unknown {
    return mapPrivate(type, part, value, (field, pointer) => {
      if (typeof field !== "string") return field;
      return part === "output" && !current ? placeholder : encryptText(field, owner, pointer);
    });
  }

  /** Returns a stored input or output with its plain values. Throws `PrivateFieldError` if one can't be read. */
  function decrypt({ owner, type, part, value }: OwnedPart): unknown {
    return mapPrivate(type, part, value, (field, pointer) =>
      isEnvelope(field) ? decryptText(field, owner, pointer) : field,
    );
  }

  /** Why the private fields of a new input can't be stored. `within`: the pointer to the job in the body. */
  function findFaults(type: string, input: unknown, within: string): FieldError[] {
    const faults: FieldError[] = [];
    mapPrivate(type, "input", input, (field, pointer) => {
      const fault = { in: "body", pointer: `${within}${pointer}` } as const;
      if (field === placeholder) {
        const message = `is hidden from you: send the value itself instead of ${placeholder}`;
        faults.push({ ...fault, code: "not_allowed", message });
      } else if (!current) faults.push({ ...fault, code: "not_storable", message: `can't be stored. ${noKey}` });
      return field;
    });
    return faults;
  }

  return {
    encrypt,
    decrypt,
    findFaults,

    /** Key of the hashes of requests, so that a hash doesn't reveal a private value. It changes only when the last secret is removed. */
    hashKey: derive(secrets.at(-1) ?? "", "gaffer request hashes", 32),

    /** Encrypts the inputs of new jobs. Returns a problem if one can't be stored. */
    encryptInputs(rows: readonly JobRow[]): readonly JobRow[] | ProblemError {
      if (!rows.some(({ type }) => hasPrivateFields(type))) return rows;
      const faults = rows.flatMap(({ type, input }, index) =>
        findFaults(type, input, rows.length > 1 ? `/jobs/${index}` : ""),
      );
      if (faults.length > 0) return invalid(...faults);
      return rows.map((row) => {
        const input = encrypt({ owner: row, type: row.type, part: "input", value: row.input });
        return input === row.input ? row : { ...row, input };
      });
    },

    /** An input or output for a caller who may read private fields. A value that can't be read stays hidden. */
    reveal(row: PrivateOwner & { type: string } & Partial<Record<JobPart, unknown>>, part: JobPart): unknown {
      return mapPrivate(row.type, part, row[part], (field, pointer) => {
        try {
          return isEnvelope(field) ? decryptText(field, row, pointer) : field;
        } catch {
          return placeholder;
        }
      });
    },
  };
}

/** How a response shows an input or output: `maskPart`, or `reveal` for callers with the scope `jobs:read-private`. */
export type ShowPart = PrivateFields["reveal"];

/** Whether an input is a stored one as `maskPart` shows it: the caller sends back what it has read. */
export function isMasked(input: unknown, stored: { type: string; input: unknown }): boolean {
  const shown = maskPart(stored, "input");
  return shown !== stored.input && isDeepStrictEqual(input, shown);
}

/** The private values of an input, for `redact`. `plain`: the decrypted input. */
export function privateTexts(type: string, plain: unknown): string[] {
  const texts: string[] = [];
  mapPrivate(type, "input", plain, (field) => {
    if (typeof field === "string") texts.push(field);
    return field;
  });
  return texts;
}

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === "object" && value !== null && "$encrypted" in value && typeof value.$encrypted === "string";
}

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, bytes));
}

/** What a private value is authenticated with. */
function toContext({ orgId, id }: PrivateOwner, pointer: string): Buffer {
  return Buffer.from(JSON.stringify([orgId, id, pointer]));
}

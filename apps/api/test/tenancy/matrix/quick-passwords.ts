import { createHash } from "node:crypto";
import { openEngine } from "../../../src/modules/people/engine.ts";

const hashPassword = async (password: string) => createHash("sha256").update(password).digest("hex");

/**
 * Hashes passwords in no time, where it takes a tenth of a second each by design: what it costs is for other tests. Returns what
 * brings the right hashes back.
 */
export async function quickenPasswords(): Promise<() => void> {
  const engine = await openEngine();
  const { hashPassword: slowHash, passwordMatches: slowMatch } = engine;
  const passwordMatches = async (password: string, hash: string | null | undefined) =>
    hash === (await hashPassword(password));
  Object.assign(engine, { hashPassword, passwordMatches });
  return () => void Object.assign(engine, { hashPassword: slowHash, passwordMatches: slowMatch });
}

/** Stands for the engine's hashes, which take a tenth of a second each by design: what they cost is for other tests. */
import { createHash } from "node:crypto";

export const hashPassword = async (password: string) => createHash("sha256").update(password).digest("hex");
export const verifyPassword = async ({ hash, password }: { hash: string; password: string }) =>
  hash === (await hashPassword(password));

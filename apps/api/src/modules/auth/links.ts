/** Links in mails. A link works once and holds a value. The database stores only the SHA-256 of its token. */
import { randomBytes } from "node:crypto";
import { userVerifications } from "../../db/auth-schema.ts";
import { and, eq, gt } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { invalid, type ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { hashSecret } from "./session-tokens.ts";

type Purpose = "verify-email" | "reset-password";

/** Creates a link and returns its token, which can't be read again. */
export async function createLink(
  tx: Transaction,
  { purpose, value, at, validMs }: { purpose: Purpose; value: string; at: Date; validMs: number },
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(at.getTime() + validMs);
  const row = { id: newId(), identifier: toIdentifier(purpose, token), value, expiresAt, createdAt: at, updatedAt: at };
  await tx.db.insert(userVerifications).values(row);
  return token;
}

/** Deletes the link and returns its value. undefined: the token is unknown, used or expired. */
export async function consumeLink(
  tx: Transaction,
  purpose: Purpose,
  token: string,
  at: Date,
): Promise<string | undefined> {
  const { identifier, expiresAt, value } = userVerifications;
  const [consumed] = await tx.db
    .delete(userVerifications)
    .where(and(eq(identifier, toIdentifier(purpose, token)), gt(expiresAt, at)))
    .returning({ value });
  return consumed?.value;
}

export async function isLinkValid({ db }: Transaction, purpose: Purpose, token: string, at: Date): Promise<boolean> {
  const { identifier, expiresAt } = userVerifications;
  const found = await db
    .select({ identifier })
    .from(userVerifications)
    .where(and(eq(identifier, toIdentifier(purpose, token)), gt(expiresAt, at)));
  return found.length > 0;
}

export function invalidLink(): ProblemError {
  const message = "is unknown, expired or already used: request a new link";
  return invalid({ in: "body", pointer: "/token", code: "mismatch", message });
}

function toIdentifier(purpose: Purpose, token: string): string {
  return `${purpose}:${hashSecret(token)}`;
}

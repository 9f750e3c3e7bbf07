/** Links in mails: each is good for one use, and stands for a value. Of its token only the SHA-256 is stored. */
import { randomBytes } from "node:crypto";
import { and, eq, gt } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userVerifications } from "../../db/people-schema.ts";
import { invalid, type ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { hashSecret } from "./session-tokens.ts";

type Purpose = "verify-email" | "reset-password";

/** Makes a link, and tells its token, which can't be had again. */
export async function makeLink(
  tx: Transaction,
  link: { purpose: Purpose; value: string; at: Date; keptMs: number },
): Promise<string> {
  const { purpose, value, at, keptMs } = link;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(at.getTime() + keptMs);
  const row = { id: newId(), identifier: toIdentifier(purpose, token), value, expiresAt, createdAt: at, updatedAt: at };
  await tx.db.insert(userVerifications).values(row);
  return token;
}

/** Uses a link up, and tells its value; undefined when there is none, any more. */
export async function takeLink(
  tx: Transaction,
  purpose: Purpose,
  token: string,
  at: Date,
): Promise<string | undefined> {
  const { identifier, expiresAt, value } = userVerifications;
  const [taken] = await tx.db
    .delete(userVerifications)
    .where(and(eq(identifier, toIdentifier(purpose, token)), gt(expiresAt, at)))
    .returning({ value });
  return taken?.value;
}

/** Whether there is such a link, without using it up. */
export async function linkIsGood({ db }: Transaction, purpose: Purpose, token: string, at: Date): Promise<boolean> {
  const { identifier, expiresAt } = userVerifications;
  const found = await db
    .select({ identifier })
    .from(userVerifications)
    .where(and(eq(identifier, toIdentifier(purpose, token)), gt(expiresAt, at)));
  return found.length > 0;
}

export function linkIsDead(): ProblemError {
  return invalid("body", "/token", "is not, or no longer, a token of a link: ask for a new one");
}

function toIdentifier(purpose: Purpose, token: string): string {
  return `${purpose}:${hashSecret(token)}`;
}

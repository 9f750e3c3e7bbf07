import { createHash } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Transaction } from "../../db/org-scope.ts";
import { idempotencyKeys } from "../../db/schema.ts";
import { ProblemError } from "../../http/problem.ts";

const keptForMs = 24 * 60 * 60 * 1000;

export interface IdempotentRequest {
  orgId: string;
  /** The `Idempotency-Key`; without one, every request creates anew. */
  key: string | undefined;
  operation: string;
  body: unknown;
  now: Date;
}

/**
 * Answers a repeated create with what the first one answered. The key is stored in the transaction that creates, so
 * there is never one without the other.
 */
export async function answerOnce<Answer>(
  tx: Transaction,
  request: IdempotentRequest,
  create: () => Promise<Answer>,
): Promise<Answer> {
  const { orgId, key, now } = request;
  if (key === undefined) return create();

  const requestHash = hashRequest(request);
  const { rows } = await tx.sql("select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked", [
    `${orgId}/${key}`,
  ]);
  if (!rows[0].locked) {
    throw new ProblemError(
      "idempotency-in-flight",
      "A request with this Idempotency-Key is under way. Send it again to get its answer.",
      {
        headers: { "Retry-After": "1" },
      },
    );
  }
  const [earlier] = await tx.db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.orgId, orgId), eq(idempotencyKeys.key, key), gt(idempotencyKeys.expiresAt, now)));
  if (earlier && earlier.requestHash !== requestHash) {
    throw new ProblemError(
      "idempotency-mismatch",
      "This Idempotency-Key was used for another request in the last 24 hours. Use a new key for a new request.",
      {
        errors: [{ in: "header", pointer: "/Idempotency-Key", message: "was used for another request" }],
      },
    );
  }
  if (earlier) return earlier.response as Answer;

  const response = await create();
  const values = { requestHash, response, expiresAt: new Date(now.getTime() + keptForMs) };
  await tx.db
    .insert(idempotencyKeys)
    .values({ orgId, key, ...values })
    .onConflictDoUpdate({ target: [idempotencyKeys.orgId, idempotencyKeys.key], set: values });
  return response;
}

function hashRequest({ operation, body }: IdempotentRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([operation, body], sortKeys))
    .digest("base64url");
}

/** Two bodies that say the same in another order are the same request. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

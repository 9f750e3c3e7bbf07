import { createHash } from "node:crypto";
import type { Transaction } from "../../../db/org-scope.ts";
import { ProblemError } from "../../../http/problem.ts";

/** How long an answer is given again. */
export const keptForMs = 24 * 60 * 60 * 1000;

/** An `Idempotency-Key` and the request that it came with. */
export interface IdempotencyKey {
  orgId: string;
  key: string;
  /** Of the operation and its body. */
  requestHash: string;
}

/** The stored answer to an earlier request with the key, the refusal of this one, or nothing: the key is free. */
export type KeyState = { answer: unknown } | ProblemError | undefined;

/** What a request with this `Idempotency-Key` is answered once by; undefined: it came without one, and is done whenever it comes. */
export function toIdempotencyKey(
  orgId: string,
  key: string | undefined,
  operation: string,
  body: unknown,
): IdempotencyKey | undefined {
  return key === undefined ? undefined : { orgId, key, requestHash: hashRequest(operation, body) };
}

/** Two bodies that say the same in another order are the same request. */
export function hashRequest(operation: string, body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([operation, body], sortKeys))
    .digest("base64url");
}

/**
 * Takes the keys for this transaction and says what each stands for, in the order given. A key that another
 * transaction holds is in flight. The lookup is a statement of its own, after the locks: it must see what their last
 * holders committed.
 */
export async function takeKeys(tx: Transaction, keys: readonly IdempotencyKey[], now: Date): Promise<KeyState[]> {
  if (keys.length === 0) return [];
  const json = JSON.stringify(keys.map((key, index) => ({ ...key, index })));
  const { rows: locks } = await tx.sql(
    `select pg_try_advisory_xact_lock(hashtextextended("orgId" || '/' || key, 0)) as locked
       from json_to_recordset($1) as wanted ("orgId" text, key text, index int) order by index`,
    [json],
  );
  const { rows: earlier } = await tx.sql(
    `select index, request_hash as "requestHash", response
       from json_to_recordset($1) as wanted ("orgId" uuid, key text, index int)
       join idempotency_keys stored on stored.org_id = wanted."orgId" and stored.key = wanted.key and stored.expires_at > $2`,
    [json, now],
  );
  const stored = new Map(earlier.map((row) => [row.index as number, row]));
  const taken = new Set<string>();
  return keys.map(({ orgId, key, requestHash }, index) => {
    // A transaction gets its own lock again: of two requests with one key in it, the second is in flight by the first.
    const isFirst = taken.size < taken.add(`${orgId}/${key}`).size;
    if (!locks[index]?.locked || !isFirst) return inFlight();
    const row = stored.get(index);
    if (!row) return undefined;
    return row.requestHash === requestHash ? { answer: row.response } : mismatch();
  });
}

/** Stores the answers in the transaction that made them: there is never one without the other. */
export async function storeAnswers(
  tx: Transaction,
  answers: readonly (IdempotencyKey & { response: unknown })[],
  now: Date,
): Promise<void> {
  if (answers.length === 0) return;
  await tx.sql(
    `insert into idempotency_keys (org_id, key, request_hash, response, expires_at)
     select "orgId", key, "requestHash", response, $2
       from json_to_recordset($1) as answer ("orgId" uuid, key text, "requestHash" text, response json)
     on conflict (org_id, key) do update
        set request_hash = excluded.request_hash, response = excluded.response, expires_at = excluded.expires_at`,
    [JSON.stringify(answers), new Date(now.getTime() + keptForMs)],
  );
}

export function inFlight(): ProblemError {
  const detail = "A request with this Idempotency-Key is in progress. Send it again in 1 s to get its response.";
  return new ProblemError("idempotency-in-flight", detail, { retryAfterSeconds: 1 });
}

export function mismatch(): ProblemError {
  const detail = "This Idempotency-Key was used for a different request in the last 24 hours. Use a new key.";
  return new ProblemError("idempotency-mismatch", detail, {
    errors: [{ in: "header", pointer: "/Idempotency-Key", message: "was used for a different request" }],
  });
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

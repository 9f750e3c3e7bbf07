/** The `Idempotency-Key` header: a request that is repeated with the same key gets the first answer. */
import { createHash } from "node:crypto";
import type { Transaction } from "../db/org-scope.ts";
import { ProblemError } from "./problem.ts";

/** How long the answer to a request with an idempotency key is stored, in milliseconds. */
export const keptForMs = 24 * 60 * 60 * 1000;

/** An `Idempotency-Key` and the request that it came with. */
export interface IdempotencyKey {
  orgId: string;
  key: string;
  /** Hash of the request's operation and body. */
  requestHash: string;
}

/**
 * State of an idempotency key: the stored answer to an earlier request with the key, or the problem with which this
 * request is refused. undefined: the key is new.
 */
export type KeyState = { answer: unknown } | ProblemError | undefined;

/** The key of a request. undefined: the request has no `Idempotency-Key`. */
export function toIdempotencyKey(
  orgId: string,
  key: string | undefined,
  operation: string,
  body: unknown,
): IdempotencyKey | undefined {
  return key === undefined ? undefined : { orgId, key, requestHash: hashRequest(operation, body) };
}

/** Hashes a request. The order of the body's fields doesn't matter. */
export function hashRequest(operation: string, body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([operation, body], sortKeys))
    .digest("base64url");
}

/**
 * Returns the stored answer to an earlier request with the idempotency key. If there is none, runs `work` and stores
 * its answer. Throws a problem for a key that is in flight, or was sent with another request.
 */
export async function answerOnce<Answer>(
  tx: Transaction,
  key: IdempotencyKey | undefined,
  now: Date,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  const [state] = await takeKeys(tx, [key], now);
  if (state instanceof ProblemError) throw state;
  if (state) return state.answer as Answer;
  const response = await work();
  await storeAnswers(tx, [{ ...key, response }], now);
  return response;
}

/**
 * Locks the idempotency keys for this transaction and returns their states in the order of `keys`. A key that another
 * transaction has locked is in flight. The lookup is a separate statement after the locks, because it must see the
 * answers that earlier transactions with these keys committed.
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
    // A lock doesn't block its own transaction. If two requests in this transaction have the same key, the second
    // request counts as in flight.
    const isFirst = taken.size < taken.add(`${orgId}/${key}`).size;
    if (!locks[index]?.locked || !isFirst) return inFlight();
    const row = stored.get(index);
    if (!row) return undefined;
    return row.requestHash === requestHash ? { answer: row.response } : mismatch();
  });
}

/**
 * Stores the answers to requests with idempotency keys, in the transaction of the changes that the answers describe.
 */
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
    errors: [
      { in: "header", pointer: "/Idempotency-Key", code: "duplicate", message: "was used for a different request" },
    ],
  });
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

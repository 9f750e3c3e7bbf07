/** The `Idempotency-Key` header: a request that is repeated with the same key gets the first answer. */
import { createHmac } from "node:crypto";
import type { Transaction } from "../db/org-scope.ts";
import { ProblemError } from "./problem.ts";

/** How long the answer to a request with an idempotency key is stored, in milliseconds. */
export const keptForMs = 24 * 60 * 60 * 1000;

/** An `Idempotency-Key` and the request that it came with. */
export interface IdempotencyKey {
  key: string;
  /** Hash of the request's operation, parameters and body. */
  requestHash: string;
  /** Whether the response is the one to an earlier request. The response then has the header `Idempotent-Replayed`. */
  replayed: boolean;
}

/** An idempotency key of an organization. */
export interface OrgKey {
  orgId: string;
  idempotency: IdempotencyKey;
}

/**
 * State of an idempotency key: the stored answer to an earlier request, or the problem that refuses this request. undefined: the key is new.
 */
export type KeyState = { answer: unknown } | ProblemError | undefined;

/** The key of a request. undefined: the request has no `Idempotency-Key`. */
export function toIdempotencyKey(
  key: string | undefined,
  operation: string,
  request: { path: unknown; query: unknown; body: unknown },
  hashKey: Buffer,
): IdempotencyKey | undefined {
  return key === undefined
    ? undefined
    : { key, requestHash: hashRequest(operation, request, hashKey), replayed: false };
}

/** Hashes a request with a secret key, so that the hash doesn't reveal short secrets of the body. The order of fields doesn't matter. */
function hashRequest(operation: string, request: unknown, hashKey: Buffer | string): string {
  return createHmac("sha256", hashKey)
    .update(JSON.stringify([operation, request], sortKeys))
    .digest("base64url");
}

/** A request's idempotency key in an organization. */
interface Keyed {
  orgId: string;
  /** undefined: the request has no key. */
  idempotency: IdempotencyKey | undefined;
  now: Date;
}

/**
 * Returns the stored answer to an earlier request with the idempotency key. If there is none, runs `work` and stores
 * its answer in the same transaction. So a request that fails leaves its key unused. Throws a problem for a key that is
 * in flight, or was sent with another request.
 */
export async function answerOnce<Answer>(tx: Transaction, keyed: Keyed, work: () => Promise<Answer>): Promise<Answer> {
  const stored = await findAnswer<Answer>(tx, keyed);
  if (stored) return stored.answer;
  const response = await work();
  await storeAnswer(tx, keyed, response);
  return response;
}

/**
 * Locks the idempotency key for this transaction and returns the stored answer to an earlier request. undefined: the
 * key is new, or the request has none. Throws the problems of `answerOnce`.
 */
export async function findAnswer<Answer>(
  tx: Transaction,
  { orgId, idempotency, now }: Keyed,
): Promise<{ answer: Answer } | undefined> {
  if (idempotency === undefined) return undefined;
  const [state] = await takeKeys(tx, [{ orgId, idempotency }], now);
  if (state instanceof ProblemError) throw state;
  return state as { answer: Answer } | undefined;
}

/** Stores the answer to a request, if it has an idempotency key. */
export async function storeAnswer(tx: Transaction, { orgId, idempotency, now }: Keyed, response: unknown) {
  if (idempotency) await storeAnswers(tx, [{ orgId, idempotency, response }], now);
}

/** Whether an answer is stored for the idempotency key, to whatever request. */
export async function isUsed(tx: Transaction, { orgId, idempotency, now }: Keyed): Promise<boolean> {
  if (idempotency === undefined) return false;
  const { rowCount } = await tx.sql("select from idempotency_keys where org_id = $1 and key = $2 and expires_at > $3", [
    orgId,
    idempotency.key,
    now,
  ]);
  return rowCount === 1;
}

/** Adds the SHA-256 of a streamed body to the hash of its request, which is known only at the end of the body. */
export function addContent(idempotency: IdempotencyKey | undefined, sha256: string): void {
  if (idempotency) idempotency.requestHash = hashRequest("content", sha256, idempotency.requestHash);
}

/**
 * Locks the idempotency keys for this transaction and returns their states in the order of `keys`. A key that another
 * transaction has locked is in flight. The lookup is a separate statement after the locks, because it must see the
 * answers that earlier transactions with these keys committed.
 */
export async function takeKeys(tx: Transaction, keys: readonly OrgKey[], now: Date): Promise<KeyState[]> {
  if (keys.length === 0) return [];
  const json = JSON.stringify(keys.map(({ orgId, idempotency: { key } }, index) => ({ orgId, key, index })));
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
  return keys.map(({ orgId, idempotency }, index) => {
    const { key, requestHash } = idempotency;
    // A lock doesn't block its own transaction. If two requests in this transaction have the same key, the second
    // request counts as in flight.
    const isFirst = taken.size < taken.add(`${orgId}/${key}`).size;
    if (!locks[index]?.locked || !isFirst) return inFlight();
    const row = stored.get(index);
    if (!row) return undefined;
    if (row.requestHash !== requestHash) return mismatch();
    idempotency.replayed = true;
    return { answer: row.response };
  });
}

/**
 * Stores the answers to requests with idempotency keys, in the transaction of the changes that the answers describe.
 */
export async function storeAnswers(
  tx: Transaction,
  answers: readonly (OrgKey & { response: unknown })[],
  now: Date,
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ orgId, idempotency: { key, requestHash }, response }) => ({
    orgId,
    key,
    requestHash,
    response,
  }));
  await tx.sql(
    `insert into idempotency_keys (org_id, key, request_hash, response, expires_at)
     select "orgId", key, "requestHash", response, $2
       from json_to_recordset($1) as answer ("orgId" uuid, key text, "requestHash" text, response json)
     on conflict (org_id, key) do update
        set request_hash = excluded.request_hash, response = excluded.response, expires_at = excluded.expires_at`,
    [JSON.stringify(rows), new Date(now.getTime() + keptForMs)],
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

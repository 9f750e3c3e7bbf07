import type { Transaction } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import { createIdSequence } from "../../new-id.ts";

/** A change with its cause, its target and more details. */
export interface Change {
  cause: Cause;
  target: { type: string; id: string };
  details?: Record<string, unknown>;
}

const nextId = createIdSequence();

/** Records an audit event in the transaction of the change. `details` must hold no secrets and no contents. */
export async function recordChange(
  tx: Transaction,
  cause: Cause,
  target: Change["target"],
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordChanges(tx, [{ cause, target, details }]);
}

/** Records the changes of several requests that share a commit. */
export async function recordChanges(tx: Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const column = <Value>(read: (change: Change) => Value) => changes.map(read);
  await tx.sql(insertSql, [
    column(({ cause }) => nextId(cause.at)),
    column(({ cause }) => cause.orgId),
    column(({ cause }) => cause.at),
    column(({ cause }) => cause.actor),
    column(({ cause }) => cause.action),
    column(({ target }) => target.type),
    column(({ target }) => target.id),
    column(({ details = {} }) => JSON.stringify(details)),
    column(({ cause }) => cause.requestId),
    column(({ cause }) => cause.address),
  ]);
}

const insertSql = `
  insert into audit_events (id, org_id, at, actor, action, target_type, target_id, details, request_id, address)
  select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::uuid[], $10::text[])`;

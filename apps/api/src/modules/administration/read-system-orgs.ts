/** Organizations as administrators of the installation see them. */
import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { versionOf } from "../../http/preconditions.ts";
import { notInInstallation } from "../../http/problem.ts";
import { firstIdAt } from "../../new-id.ts";
import { escapeLike } from "./escape-like.ts";
import { startOfMonth } from "./start-of-month.ts";

type SystemOrg = Schemas["SystemOrg"];

/** A page of all organizations, newest first. */
export async function listSystemOrgs(
  tx: Transaction,
  { limit, cursor, q, plan, state }: OperationInput<"listSystemOrgs">["query"],
  now: Date,
): Promise<Schemas["SystemOrgPage"]> {
  const scope = ["systemOrgs", q ?? null, plan ?? null, state ?? null];
  const before = cursor === undefined ? null : decodeCursor(scope, cursor, isIdPosition)[0];
  const { rows } = await tx.sql(
    `${selectOrgs(`
      where ($2::uuid is null or id < $2)
        and ($3::text is null or name ilike '%' || $3 || '%' or id::text like lower($3) || '%')
        and ($4::text is null or plan = $4)
        and ($5::text is null or case $5 when 'suspended' then suspended_at else delete_after end is not null)
      order by id desc limit $6`)}`,
    [
      firstIdAt(startOfMonth(now)),
      before,
      q === undefined ? null : escapeLike(q),
      plan ?? null,
      state ?? null,
      limit + 1,
    ],
  );
  return toPage(rows as SystemOrgRow[], limit, toSystemOrg, (last) => encodeCursor(scope, [last.id]));
}

export async function readSystemOrg(tx: Transaction, id: string, now: Date): Promise<SystemOrg> {
  const { rows } = await tx.sql(selectOrgs("where id = $2"), [firstIdAt(startOfMonth(now)), id]);
  const [row] = rows as SystemOrgRow[];
  if (!row) throw notInInstallation("organization", id);
  return toSystemOrg(row);
}

/** The organization's version, for `If-Match`. */
export function systemOrgVersion({ plan, planEndsAt, suspendedAt, suspendReason }: SystemOrg): string {
  return versionOf({ plan, planEndsAt, suspendedAt, suspendReason });
}

/** Number up to which the jobs of the month are counted. */
const mostCounted = 10_000;

/** Selects the organizations that `found` finds: the clauses of a query of `orgs`. `$1`: the first id of the month. */
const selectOrgs = (found: string) => `
  with found as materialized (select * from orgs ${found})
  select id, name, created_at as "createdAt", plan, plan_ends_at as "planEndsAt", suspended_at as "suspendedAt",
         suspend_reason as "suspendReason", delete_after as "deleteAfter",
         (select count(*)::int from memberships where org_id = found.id) as members,
         coalesce((select open from org_loads where org_id = found.id), 0) as open,
         (select count(*)::int from open_jobs where org_id = found.id and worker_id is not null) as running,
         greatest(0, (select count(*)::int from open_jobs where org_id = found.id and admission = 'parked')
                    - (select coalesce(sum(places), 0)::int from permits where org_id = found.id)) as parked,
         (select count(*)::int from (
            select from jobs where org_id = found.id and jobs.id >= $1 limit ${mostCounted + 1}) as created) as created,
         coalesce((select bytes from org_storage where org_id = found.id), 0)::float8 as "storedBytes"
    from found order by id desc`;

interface SystemOrgRow extends Pick<SystemOrg, "id" | "name" | "plan" | "suspendReason" | "members" | "storedBytes"> {
  createdAt: Date;
  planEndsAt: Date | null;
  suspendedAt: Date | null;
  deleteAfter: Date | null;
  open: number;
  running: number;
  parked: number;
  created: number;
}

function toSystemOrg({ open, running, parked, created, ...row }: SystemOrgRow): SystemOrg {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    planEndsAt: row.planEndsAt?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    deleteAfter: row.deleteAfter?.toISOString() ?? null,
    backlog: { open, running, parked },
    createdThisMonth: { count: Math.min(created, mostCounted), more: created > mostCounted },
  };
}

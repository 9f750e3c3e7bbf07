import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { invalid } from "../../http/problem.ts";
import { firstIdAt } from "../../new-id.ts";
import { startOfMonth } from "./start-of-month.ts";

/** A page of the usage of each organization in a period, the newest organization first. */
export async function listOrgUsage(
  tx: Transaction,
  { limit, cursor, createdFrom, createdBefore }: OperationInput<"listOrgUsage">["query"],
  now: Date,
): Promise<Schemas["OrgUsagePage"]> {
  const from = createdFrom ?? startOfMonth(now);
  if (createdBefore !== undefined && Date.parse(createdBefore) <= Date.parse(from)) {
    throw invalid({ in: "query", pointer: "/createdBefore", code: "too_early", message: `must be after ${from}` });
  }
  const scope = ["usage", from, createdBefore ?? null];
  const before = cursor === undefined ? null : decodeCursor(scope, cursor, isIdPosition)[0];
  const { rows } = await tx.sql(usageQuery, [
    before,
    limit + 1,
    firstIdAt(from),
    createdBefore === undefined ? lastId : firstIdAt(createdBefore),
  ]);
  return toPage(rows as UsageRow[], limit, toOrgUsage, (last) => encodeCursor(scope, [last.orgId]));
}

const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const countEnded = (status: string) =>
  `(select count(*) from ended_jobs where org_id = org.id and status = '${status}' and id >= $3 and id < $4)::float8`;

const countOpen = (condition: string) =>
  `(select count(*) from open_jobs where org_id = org.id and ${condition} and id >= $3 and id < $4)::float8`;

const usageQuery = `
  with org as materialized (
    select id, name, plan from orgs where $1::uuid is null or id < $1 order by id desc limit $2
  )
  select id as "orgId", name as "orgName", plan, ${countOpen("worker_id is null")} as pending,
         ${countOpen("worker_id is not null")} as processing, ${countEnded("completed")} as completed,
         ${countEnded("failed")} as failed, ${countEnded("cancelled")} as cancelled, stored.files, stored.bytes as "fileBytes"
    from org
   cross join lateral (
     select count(*)::float8 as files, coalesce(sum(size_bytes), 0)::float8 as bytes
       from files where org_id = org.id and files.id >= $3 and files.id < $4) as stored
   order by id desc`;

type UsageRow = Pick<Schemas["OrgUsage"], "orgId" | "orgName" | "plan" | "files" | "fileBytes"> &
  Schemas["StatusCounts"];

function toOrgUsage({ pending, processing, completed, failed, cancelled, ...row }: UsageRow): Schemas["OrgUsage"] {
  return {
    ...row,
    jobs: pending + processing + completed + failed + cancelled,
    jobsByStatus: { pending, processing, completed, failed, cancelled },
  };
}

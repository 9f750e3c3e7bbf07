import type { TestDatabase } from "../../harness/database.ts";
import type { Tenant } from "./tenant.ts";

/**
 * Returns a function that deletes the rows that the organization has created since this call, and restores its members.
 */
export async function rememberRows({ admin }: TestDatabase, { org }: Tenant): Promise<() => Promise<void>> {
  const tables = ["jobs", "files", "file_uploads", "scheduled_jobs", "api_keys", "invitations", "audit_events"];
  const kept = new Map<string, string[]>();
  for (const table of tables)
    kept.set(
      table,
      (await admin.query(`select id::text from ${table} where org_id = $1`, [org.orgId])).rows.map(({ id }) => id),
    );
  const ids = (table: string) => [...(kept.get(table) ?? [])];
  const removals = tables.map(
    (table, at) => `t${at} as (delete from ${table} where org_id = $1 and id::text <> all($${at + 2}))`,
  );
  const text = `with ${removals} select`;
  const bringPeopleBack = await rememberPeople(admin, org.orgId);
  return async () => {
    await admin.query({ name: "tidy", text, values: [org.orgId, ...tables.map(ids)] });
    await admin.query(bringPeopleBack);
  };
}

/**
 * Copies the rows of members, and returns the SQL that restores them. A statement without its condition on the user
 * changes the rows of all members.
 */
async function rememberPeople(admin: TestDatabase["admin"], orgId: string): Promise<string> {
  const ofMembers = "user_id in (select user_id from kept.memberships)";
  await admin.query(`create schema kept;
    create table kept.memberships as select * from memberships where org_id = '${orgId}';
    create table kept.user_sessions as select * from user_sessions where ${ofMembers};
    create table kept.user_accounts as select * from user_accounts where ${ofMembers}`);
  const tables = ["user_sessions", "user_accounts"].map(
    (table) =>
      `delete from ${table} where id in (select id from kept.${table}); insert into ${table} select * from kept.${table}`,
  );
  return `delete from memberships where org_id = '${orgId}'; insert into memberships select * from kept.memberships; ${tables.join("; ")}`;
}

/** Users as administrators of the installation see and change them. The caller has authorized the change. */
import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { notInInstallation, ProblemError } from "../../http/problem.ts";
import { escapeLike } from "./escape-like.ts";

type SystemPerson = Schemas["SystemPerson"];

/** Selects the users that `found` finds: the clauses of a query of `users`. `$1`: the addresses of the setting `ADMIN_EMAILS`. */
const selectPeople = (found: string) => `
  with found as materialized (
    select id, email, email_verified as "emailVerified", name, created_at as "createdAt",
           case when email_verified and email = any ($1) then 'setting' when administrator then 'grant' end as administrator
      from users ${found}
  )
  select found.*, (select count(*)::int from memberships where user_id = found.id) as orgs from found order by id desc`;

/** A page of all users, newest first. */
export async function listSystemPeople(
  tx: Transaction,
  adminEmails: readonly string[],
  { limit, cursor, q, only }: OperationInput<"listSystemPeople">["query"],
): Promise<Schemas["SystemPersonPage"]> {
  const scope = ["systemPeople", q ?? null, only ?? null];
  const before = cursor === undefined ? null : decodeCursor(scope, cursor, isIdPosition)[0];
  const { rows } = await tx.sql(
    selectPeople(`
      where ($2::uuid is null or id < $2)
        and ($3::text is null or name ilike '%' || $3 || '%' or email ilike '%' || $3 || '%' or id::text like lower($3) || '%')
        and ($4::text is null or administrator or (email_verified and email = any ($1)))
      order by id desc limit $5`),
    [adminEmails, before, q === undefined ? null : escapeLike(q), only ?? null, limit + 1],
  );
  return toPage(rows, limit, toSystemPerson, (last) => encodeCursor(scope, [last.id]));
}

/** Maximum number of organizations in the answer. */
const mostMemberships = 100;

export async function readSystemPerson(
  tx: Transaction,
  adminEmails: readonly string[],
  userId: string,
): Promise<Schemas["SystemPersonDetails"]> {
  const [{ rows }, { rows: memberships }] = await Promise.all([
    tx.sql(selectPeople("where id = $2"), [adminEmails, userId]),
    tx.sql(
      `select orgs.id as "orgId", orgs.name as "orgName", role, memberships.created_at as "joinedAt"
         from memberships join orgs on orgs.id = memberships.org_id
        where user_id = $1 order by orgs.id desc limit ${mostMemberships}`,
      [userId],
    ),
  ]);
  const [row] = rows;
  if (!row) throw notInInstallation("user", userId);
  return {
    ...toSystemPerson(row),
    memberships: memberships.map(({ joinedAt, ...membership }) => ({
      ...membership,
      joinedAt: joinedAt.toISOString(),
    })),
  };
}

function toSystemPerson({ createdAt, ...row }: SystemPerson & { createdAt: Date }): SystemPerson {
  return { ...row, createdAt: createdAt.toISOString() };
}

/** Makes a user an administrator. */
export async function grantAdministrator(tx: Transaction, userId: string): Promise<void> {
  const { rowCount } = await tx.sql("update users set administrator = true where id = $1", [userId]);
  if (rowCount === 0) throw notInInstallation("user", userId);
}

/** Takes the grant from a user. Locks all administrators, so that one of them stays. */
export async function revokeAdministrator(
  tx: Transaction,
  adminEmails: readonly string[],
  userId: string,
): Promise<void> {
  const { rows: administrators } = await tx.sql(
    `select id, email_verified and email = any ($1) as "bySetting" from users
      where administrator or (email_verified and email = any ($1)) order by id for update`,
    [adminEmails],
  );
  const found = administrators.find(({ id }) => id === userId);
  if (found?.bySetting) {
    const detail = "The setting ADMIN_EMAILS has the address of this user. Remove it there and restart the server.";
    throw new ProblemError("administrator-by-setting", detail);
  }
  if (found && administrators.length === 1) {
    const detail = "This user is the last administrator of the installation. Make another user an administrator first.";
    throw new ProblemError("last-administrator", detail);
  }
  await tx.sql("update users set administrator = false where id = $1", [userId]);
}

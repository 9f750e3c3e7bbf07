/** Fingerprints of an organization's data, and its secrets. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { storedFiles } from "../../api/stored-content.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import type { World } from "./planted.ts";

/** Returns the tables with rows of organizations, each with the name of the column that has the organization's id. */
export async function ownedTables({ database }: Pick<TestGaffer, "database">): Promise<Map<string, string>> {
  const { rows } = await database.admin.query(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
      where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return new Map([["orgs", "id"], ...rows.map(({ name }) => [name, "org_id"] as const)]);
}

/** An organization's id, and the stored tokens of links that were mailed to its members. */
interface Whose {
  org: { orgId: string };
  links: string[];
}

/**
 * Tables of users, each with the condition on the organization's members. Links that anyone may request are excluded.
 */
const memberIds = "(select user_id from memberships where org_id = $1)";
export const peopleTables = new Map([
  ["users", `id in ${memberIds}`],
  ["user_accounts", `user_id in ${memberIds}`],
  ["user_sessions", `user_id in ${memberIds}`],
  ["user_verifications", "identifier = any($2)"],
]);

/**
 * Returns all tables, each with its condition on the organization `$1` or the links `$2`. `bothUsed` is a condition
 * that fixes the types of both parameters.
 */
export async function tablesOf(gaffer: TestGaffer): Promise<[string, string][]> {
  const owned = [...(await ownedTables(gaffer))].map(([table, column]): [string, string] => [table, `${column} = $1`]);
  return [...owned, ...peopleTables];
}
export const bothUsed = "$1::uuid::text <> all($2::text[])";

/**
 * Returns hashes, by name: of the organization's rows in each table, of its messages, members and stored files. Further
 * hashes contain `xmax`, which shows which transaction locked a row last, because an attacker may not lock rows either.
 */
export async function fingerprints(
  gaffer: TestGaffer,
  { org: { orgId }, links }: Whose,
): Promise<Record<string, string>> {
  const tables = (await tablesOf(gaffer)).map(([table, whose]) => {
    return [table, `${table} t where ${whose}`, peopleTables.has(table) ? "''" : "xmax::text"];
  });
  const rowsOf = [...tables, ["messages", "gaffer_queue.job t where data ->> 'orgId' = $1::uuid::text", "xmax::text"]];
  const hashOf = (what: string) => `md5(coalesce(string_agg(${what}, '|' order by t::text), ''))`;
  const hashes = rowsOf.map(
    ([name, rows, locks = ""]) =>
      `select '${name}' as name, ${hashOf("t::text")} as hash, ${hashOf(locks)} as locks from ${rows}`,
  );
  // Prepared under a name, so that PostgreSQL parses this long statement once per connection. It runs after each
  // operation of the matrix.
  const text = hashes.join(" union all ");
  const { rows } = await gaffer.database.admin.query({ name: "fingerprints", text, values: [orgId, links] });
  const stored = (await storedFiles(gaffer)).filter((file) => file.includes(orgId));
  const contents = await Promise.all(stored.map((file) => readFile(path.join(gaffer.config.dataDir, "files", file))));
  const files = createHash("sha256");
  for (const [index, content] of contents.entries())
    files.update(`${stored[index]} ${content.length} `).update(content);
  const ofRows = rows.flatMap(({ name, hash, locks }) => [
    [name, hash],
    [`locks on ${name}`, locks],
  ]);
  return { ...Object.fromEntries(ofRows), contents: files.digest("hex") };
}

/** The names of the fingerprints that differ. */
export const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(before).filter((name) => before[name] !== after[name]);

/**
 * Returns values that the attacker can't know: ids of other organizations, and the victim's canary, API key, tokens,
 * passwords and ids, including its members' secrets.
 */
export async function findSecrets(gaffer: TestGaffer, { victim, attacker }: Pick<World, "victim" | "attacker">) {
  const { org, canary, person, password, live, links } = victim;
  const { rows: others } = await gaffer.database.admin.query(
    "select id from orgs where id not in (select org_id from memberships where user_id = $1)",
    [attacker.person.userId],
  );
  const tokens = ["email", "invitationToken", "verifyToken", "resetToken"].flatMap((name) => live[name] ?? []);
  const secrets = [canary, password, ...[org.apiKey, person.apiKey, person.refreshToken].map((key) => key.slice(-38))];
  const ids = new Set<string>([...secrets, ...tokens, ...others.map(({ id }) => id)]);
  for (const [table, whose] of await tablesOf(gaffer)) {
    const { rows } = await gaffer.database.admin.query(
      `select to_jsonb(t) as row from ${table} t where ${whose} and ${bothUsed}`,
      [org.orgId, links],
    );
    // A worker's id isn't a secret of the victim, because it belongs to the installation.
    for (const { row } of rows)
      for (const [name, value] of Object.entries(row as Record<string, unknown>))
        if (/(^|_)id$/.test(name) && !/^(worker|provider)_id$/.test(name) && typeof value === "string") ids.add(value);
  }
  return [...ids];
}

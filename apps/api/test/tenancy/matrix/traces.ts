/** What an organization has, as fingerprints, and what may be said of it to nobody else. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { storedFiles } from "../../api/stored-content.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import type { World } from "./planted.ts";

/** Tables with rows of organizations, and the column that says whose. */
export async function ownedTables({ database }: Pick<TestGaffer, "database">): Promise<Map<string, string>> {
  const { rows } = await database.admin.query(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
      where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return new Map([["orgs", "id"], ...rows.map(({ name }) => [name, "org_id"] as const)]);
}

/** A hash of all rows of the organization in each table, of its messages in the queue, and of its files in the store. */
export async function fingerprints(gaffer: TestGaffer, orgId: string): Promise<Record<string, string>> {
  const rowsOf = [...(await ownedTables(gaffer))].map(([table, column]) => [
    table,
    `${table} t where ${column}::text = $1`,
  ]);
  const hashes = [...rowsOf, ["messages", "gaffer_queue.job t where data ->> 'orgId' = $1"]].map(
    ([name, rows]) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${rows}`,
  );
  const { rows } = await gaffer.database.admin.query(hashes.join(" union all "), [orgId]);
  const stored = (await storedFiles(gaffer)).filter((file) => file.includes(orgId));
  const contents = await Promise.all(stored.map((file) => readFile(path.join(gaffer.config.dataDir, "files", file))));
  const files = createHash("sha256");
  for (const [index, content] of contents.entries())
    files.update(`${stored[index]} ${content.length} `).update(content);
  return { ...Object.fromEntries(rows.map(({ name, hash }) => [name, hash])), files: files.digest("hex") };
}

/** The names of what differs. */
export const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(before).filter((name) => before[name] !== after[name]);

/** What the attacker can't know: which organizations there are, and of the victim its canary, its key and every id that it has. */
export async function findSecrets(gaffer: TestGaffer, { victim, attacker }: Pick<World, "victim" | "attacker">) {
  const { org, canary } = victim;
  const { rows: others } = await gaffer.database.admin.query("select id from orgs where id <> $1", [
    attacker.org.orgId,
  ]);
  const ids = new Set<string>([canary, org.apiKey.slice(-38), ...others.map(({ id }) => id)]);
  for (const [table, column] of await ownedTables(gaffer)) {
    const { rows } = await gaffer.database.admin.query(
      `select to_jsonb(t) as row from ${table} t where ${column} = $1`,
      [org.orgId],
    );
    // A worker's id belongs to the installation.
    for (const { row } of rows)
      for (const [name, value] of Object.entries(row as Record<string, unknown>))
        if (/(^|_)id$/.test(name) && name !== "worker_id" && typeof value === "string") ids.add(value);
  }
  return [...ids];
}

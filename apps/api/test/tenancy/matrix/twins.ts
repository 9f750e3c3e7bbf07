import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Prepared } from "./cases.ts";
import type { Planted, World } from "./planted.ts";
import { preparations, resources } from "./resources.ts";

/**
 * Gives the attacker's organization a row with the id of the victim's row. A statement without its condition on the
 * organization finds both rows.
 */
export async function makeTwin(
  world: World,
  { name, id, operation }: { name: string; id: string; operation: string },
): Promise<Prepared> {
  const { table, column = "id", twin = {} } = resources[name] ?? {};
  const { gaffer, attacker, victim } = world;
  const { admin } = gaffer.database;
  const [own, theirs] = [attacker.org.orgId, victim.org.orgId];
  const names = await columnsOf(world, table);
  await forgetAnswers(world);
  const { rows } = await admin.query(
    `insert into ${table} (${names}) select ${names.map((each) => `twin.${each}`)} from ${table} original
      cross join lateral jsonb_populate_record(original,
        replace(replace(to_jsonb(original)::text, $4, $5), $6, $7)::jsonb || jsonb_build_object('org_id', $1::uuid) || $8) as twin
      where original.org_id = $2 and original.${column} = $3 returning to_jsonb(${table})::text as row`,
    [own, theirs, id, victim.canary, attacker.canary, actorOf(victim), actorOf(attacker), twin],
  );
  if (preparations[operation]) await admin.query(preparations[operation], [own, id]);
  const files = path.join(gaffer.config.dataDir, "files");
  await mkdir(path.join(files, "objects", own), { recursive: true });
  if (name === "fileId") await writeFile(path.join(files, "objects", own, id), attacker.canary);
  if (name === "uploadId") await writeFile(path.join(files, "uploads", `${own}.${id}`), attacker.canary);
  // A user with this id is a member of both organizations, so the attacker may know the user's values.
  const { rows: people } = await admin.query("select to_jsonb(users)::text as row from users where id = $1", [id]);
  return {
    known: `${rows[0].row}${people[0]?.row}`,
    undo: async () => void (await admin.query(`delete from ${table} where org_id = $1 and ${column} = $2`, [own, id])),
  };
}

const columns = new Map<string, string[]>();

async function columnsOf({ gaffer }: World, table = ""): Promise<string[]> {
  const known = columns.get(table);
  if (known) return known;
  const { rows } = await gaffer.database.admin.query(
    "select quote_ident(column_name) as name from information_schema.columns where table_schema = 'gaffer' and table_name = $1 and is_generated = 'NEVER'",
    [table],
  );
  const names = rows.map(({ name }) => name);
  columns.set(table, names);
  return names;
}

const actorOf = ({ org }: Planted) => `key:${org.apiKey.split("_")[1]}`;

/** Deletes the attacker's stored responses, so that each Idempotency-Key is new to the attacker's organization. */
export async function forgetAnswers({ gaffer, attacker }: World): Promise<Prepared> {
  await gaffer.database.admin.query("delete from idempotency_keys where org_id = $1", [attacker.org.orgId]);
  return { known: "", undo: async () => {} };
}

import type { TestDatabase } from "../harness/database.ts";
import type { OpenDriver } from "../storage/drivers.ts";

/** Searches every table of every schema except PostgreSQL's own: any column as text, bytes as hexadecimal digits. */
export async function tablesWith({ admin }: TestDatabase, text: string): Promise<string[]> {
  const { rows: tables } = await admin.query(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
      order by 1`,
  );
  const found: string[] = [];
  for (const { name, quoted } of tables) {
    const { rowCount } = await admin.query(
      `select from ${quoted} t where t::text ilike '%' || $1 || '%' or t::text ilike '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%' limit 1`,
      [text],
    );
    if (rowCount) found.push(name);
  }
  return found;
}

/** Finds everything in a store, including unfinished uploads, whose name or content has the text. */
export async function objectsWith({ names, contentOf }: OpenDriver, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await names()) {
    if (name.includes(text) || (await contentOf(name)).includes(text)) found.push(name);
  }
  return found;
}

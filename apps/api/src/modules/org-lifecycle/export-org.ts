/** Queries that export the rows of a table as lines of JSON, page by page, in the order of the primary key. */
import type pg from "pg";
import { getTableColumns, pgCore } from "../../db/drizzle.ts";
import { withAllOrgs } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import { maskPart, privateTypes, type ReadOrgLines } from "../jobs/index.ts";
import { type OrgExportKind, type OrgTable, orgTables } from "./org-tables.ts";

type Column = ReturnType<typeof pgCore.getTableConfig>["columns"][number];

/** Maximum size of a page, in rows and stored bytes. A page has at least one row. */
const most = { rows: 500, bytes: 4 * 1024 * 1024 };

/** Exported fields of a member that come from the member's user. */
const person = {
  from: "join users on users.id = memberships.user_id",
  columns: { email: "users.email", name: "users.name" },
};

/** The query of each kind, in the order of the export. */
export const exportQueries: ReadonlyMap<OrgExportKind, string> = new Map([
  ["organization", toQuery({ table: orgs })],
  ...orgTables.flatMap((exported) => (exported.kind ? [[exported.kind, toQuery(exported)] as const] : [])),
]);

/**
 * The query of one page. It returns `line` and `key`; the next page starts after the key. Parameters: the organization,
 * the key, and the id of the export job. Rows whose id is later than the job's are skipped, so that an export ends.
 */
function toQuery({ table, view, kind, idTellsTime, without = [], computed = {} }: OrgTable): string {
  const { columns, primaryKeys, ...config } = pgCore.getTableConfig(table);
  const { name, selectedFields } = view
    ? pgCore.getViewConfig(view)
    : { name: config.name, selectedFields: getTableColumns(table) };
  const primary = primaryKeys[0]?.columns.map((column) => column.name);
  const isKey = (column: Column) => (primary ? primary.includes(column.name) : column.primary);
  const key = columns.filter((column) => isKey(column) && column.name !== "org_id");
  const isMember = kind === "members";
  const fields = Object.entries(selectedFields).filter(([field]) => !without.includes(field)) as [string, Column][];
  const more = Object.entries(isMember ? person.columns : computed);
  const keyColumns = key.map((column) => `${name}.${column.name}`).join(", ");
  const last = key.map((column, index) => `($2::text[])[${index + 1}]::${column.getSQLType()}`).join(", ");
  const size = fields.map(([, column]) => `coalesce(pg_column_size(${name}.${column.name}), 0)`).join(" + ");
  const pairs = [
    ...fields.map(([field, column]) => `'${field}', ${toValue(column)}`),
    ...more.map(([field]) => `'${field}', computed_${field}`),
  ].join(", ");
  return `
    select replace(json_build_object(${pairs})::text, chr(10), ' ') as line,
           array[${key.map((column) => `page.${column.name}::text`).join(", ")}] as key
      from (
        select ${[...new Set([...fields.map(([, column]) => column), ...key].map((column) => `${name}.${column.name}`))].join(", ")}
               ${more.map(([field, column]) => `, ${column} as computed_${field}`).join("")},
               sum(${size}) over in_order as bytes, row_number() over in_order as place
          from ${name} ${isMember ? person.from : ""}
         where ${name}.${table === orgs ? "id" : "org_id"} = $1
           and ($2::text[] is null or (${keyColumns}) > (${last}))
           and ${idTellsTime ? `${name}.${key[0]?.name} < $3::uuid` : "$3::uuid is not null"}
        window in_order as (order by ${keyColumns})
         order by ${keyColumns} limit ${most.rows}
      ) as page
     where bytes <= ${most.bytes} or place = 1
     order by place`;
}

/** The SQL expression of a column's value: an instant in the API's format, any other value unchanged. */
function toValue(column: Column): string {
  const isInstant = column.getSQLType().startsWith("timestamp");
  return isInstant
    ? `to_char(page.${column.name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : `page.${column.name}`;
}

/** The line with hidden private fields. Only the lines of jobs and schedules of types that have them are parsed. */
function maskLine(kind: OrgExportKind, line: string): string {
  if (!["jobs", "schedules"].includes(kind) || !privateTypes.some((type) => line.includes(`"${type}"`))) return line;
  const row = JSON.parse(line);
  if (kind === "schedules") row.job.input = maskPart(row.job, "input");
  else for (const part of ["input", "output"] as const) row[part] = maskPart(row, part);
  return JSON.stringify(row);
}

/** Reads an organization's rows of a kind as JSON lines. Each page has its own transaction, so that none stays open during the export. */
export function createReadOrgLines(pool: pg.Pool): ReadOrgLines {
  return async function* readOrgLines({ orgId, jobId }, kind) {
    const query = exportQueries.get(kind);
    if (!query) throw new Error(`no table is exported as ${kind}`);
    for (let after: string[] | null = null; ; ) {
      const page = await withAllOrgs(pool, (tx) => tx.sql(query, [orgId, after, jobId]));
      const rows = page.rows as { line: string; key: string[] }[];
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ line }) => maskLine(kind, line));
      after = last.key;
    }
  };
}

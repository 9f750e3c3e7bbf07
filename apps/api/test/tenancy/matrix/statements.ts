/** Sees the statements that a role sends to a database, and takes the organization out of their conditions on demand. */
import pg from "pg";
import type { DatabaseRole } from "../../../src/db/pools.ts";

export interface Statements {
  /** The texts since the last call, in their order. */
  take(): string[];
  /** From now on statements of which this is true find rows of any organization. */
  weaken(which: (text: string) => boolean): void;
  stop(): void;
}

export function watchStatements(databaseUrl: string, role: DatabaseRole = "gaffer_api"): Statements {
  const database = new URL(databaseUrl).pathname.slice(1);
  let seen: string[] = [];
  let isWeak: (text: string) => boolean = () => false;
  const { query } = pg.Client.prototype;

  function watched(this: pg.Client, ...[config, ...rest]: unknown[]) {
    const { application_name: name, database: its } = (this as unknown as { connectionParameters: Parameters })
      .connectionParameters;
    if (its !== database || name !== role) return query.apply(this, [config, ...rest] as never);
    const text = typeof config === "string" ? config : (config as { text: string }).text;
    seen.push(text);
    if (!isWeak(text)) return query.apply(this, [config, ...rest] as never);
    const weak = withoutOrg(text);
    return query.apply(this, [
      typeof config === "string" ? weak : { ...(config as object), text: weak },
      ...rest,
    ] as never);
  }
  pg.Client.prototype.query = watched as typeof query;

  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    weaken(which) {
      isWeak = which;
    },
    stop() {
      pg.Client.prototype.query = query;
    },
  };
}

interface Parameters {
  application_name?: string;
  database?: string;
}

const column = /(?:"?\w+"?\.)*"?org_id"?|"gaffer"\."orgs"\."id"/.source;
const equal = new RegExp(`(?:${column}) = (\\$\\d+(?!\\d)|(?:"?\\w+"?\\.)*"?(?:orgId|org_id)"?)`, "g");
const anyOf = new RegExp(`(?:${column}) = any\\((\\$\\d+)::uuid\\[\\]\\)`, "g");
const pairs = /\(org_id, (\w+)\) in \(select "orgId", /g;

/** The statement with conditions on the organization that always hold. What stood for it stays, so that the parameters do. */
export function withoutOrg(text: string): string {
  return text
    .replaceAll(pairs, "$1 in (select ")
    .replaceAll(anyOf, "($1::uuid[] is not null)")
    .replaceAll(equal, "($1::uuid is not null)");
}

export const namesOrg = (text: string) => withoutOrg(text) !== text;

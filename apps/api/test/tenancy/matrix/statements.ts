/**
 * Watches the statements that a role sends to a database, and removes their condition on the organization on demand.
 */
import pg from "pg";
import type { DatabaseRole } from "../../../src/db/pools.ts";
import { pinStatement } from "../../../src/db/session.ts";

export interface Statements {
  /** The statements since the last call, in order. */
  take(): string[];
  /** From now on statements are changed by this function before they are sent. */
  weaken(how: Weaken): void;
  stop(): void;
}

/** Removes a condition from a statement, or returns it unchanged. */
export type Weaken = (text: string) => string;
const asItIs: Weaken = (text) => text;

export function watchStatements(databaseUrl: string, ...roles: DatabaseRole[]): Statements {
  const database = new URL(databaseUrl).pathname.slice(1);
  let seen: string[] = [];
  let weakened: Weaken = asItIs;
  const { query } = pg.Client.prototype;

  function watched(this: pg.Client, ...[config, ...rest]: unknown[]) {
    const { application_name: name, database: its } = (this as unknown as { connectionParameters: Parameters })
      .connectionParameters;
    if (its !== database || !roles.some((role) => role === name)) return query.apply(this, [config, ...rest] as never);
    const text = typeof config === "string" ? config : (config as { text: string }).text;
    // Ignores this statement: every new connection sends it once, whichever request opens the connection.
    if (text === pinStatement) return query.apply(this, [config, ...rest] as never);
    if (!refreshesQueues.test(text)) seen.push(text);
    const weak = weakened(text);
    if (weak === text) return query.apply(this, [config, ...rest] as never);
    // Drops the name of the prepared statement, because the name belongs to the unchanged text.
    const changed = typeof config === "string" ? weak : { ...(config as object), name: undefined, text: weak };
    return query.apply(this, [changed, ...rest] as never);
  }
  pg.Client.prototype.query = watched as typeof query;

  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    weaken(how) {
      weakened = how;
    },
    stop() {
      pg.Client.prototype.query = query;
    },
  };
}

/** Matches the statement with which pg-boss reads its queues once a minute. */
const refreshesQueues = /^\s*SELECT\s+q\.name,[\s\S]*FROM gaffer_queue\.queue q\s*;?\s*$/;

/** A function that leaves statements unchanged. */
export const strong = asItIs;

interface Parameters {
  application_name?: string;
  database?: string;
}

const orgColumn = /(?:"?\w+"?\.)*"?org_id"?|"gaffer"\."orgs"\."id"/.source;
const equal = new RegExp(`(?:${orgColumn}) = (\\$\\d+(?!\\d)|(?:"?\\w+"?\\.)*"?(?:orgId|org_id)"?)`, "g");
const anyOf = new RegExp(`(?:${orgColumn}) = any\\((\\$\\d+)::uuid\\[\\]\\)`, "g");
const pairs = /\(org_id, (\w+)\) in \(select "orgId", /g;

/** Replaces conditions on the organization by conditions that always hold and keep the parameters. */
export function withoutOrg(text: string): string {
  return text
    .replaceAll(pairs, "$1 in (select ")
    .replaceAll(anyOf, "($1::uuid[] is not null)")
    .replaceAll(equal, "($1::uuid is not null)");
}

export const namesOrg = (text: string) => withoutOrg(text) !== text;

const personColumn = [
  /"gaffer"\."\w+"\."user_id"/,
  /"gaffer"\."users"\."id"/,
  /"gaffer"\."user_verifications"\."value"/,
  /"gaffer"\."invitations"\."token_hash"/,
]
  .map(({ source }) => source)
  .join("|");
const samePerson = new RegExp(`(?:${personColumn}) = (\\$\\d+(?!\\d)|${personColumn})`, "g");

/** Replaces conditions on the user, and on values that only one user has, by conditions that always hold. */
export const withoutPerson = (text: string) => text.replaceAll(samePerson, "($1::text is not null)");

export const namesPerson = (text: string) => withoutPerson(text) !== text;

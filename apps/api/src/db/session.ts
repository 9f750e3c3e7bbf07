import pg from "pg";
import { StandbyError } from "./database-unavailable.ts";

/** How to connect to PostgreSQL. Plain data, so that it can be passed to a thread. */
export interface SessionConfig extends pg.ClientConfig {
  /** PostgreSQL settings of this connection, in addition to `pinnedSettings`. */
  settings: Readonly<Record<string, string>>;
  /** Whether transactions name their statements, so that PostgreSQL plans them once per connection. Default: false. */
  namedStatements?: boolean;
}

/**
 * Settings that the code relies on. They win over the settings of the server, the database, the user and the URL.
 * Settings that only affect speed are left to the operator. So is `default_transaction_read_only`: a write then fails
 * with 25006 and the API responds with 503.
 */
export const pinnedSettings = {
  search_path: "gaffer",
  row_security: "on",
  // A statement that finds a row changed by another transaction reads it again instead of failing with 40001.
  default_transaction_isolation: "read committed",
  default_transaction_deferrable: "off",
  // A 2xx response means that the change is durable. Only the value `off` is replaced: other values say how many
  // replicas a commit waits for.
  synchronous_commit: "on",
  // Formats of the values that `pg` parses.
  client_encoding: "UTF8",
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  timezone: "UTC",
  bytea_output: "hex",
  extra_float_digits: "1",
  // Syntax of the statements that the code sends.
  standard_conforming_strings: "on",
  array_nulls: "on",
  transform_null_equals: "off",
  // Errors such as a duplicate key are expected and must not end the session.
  exit_on_error: "off",
  // `0` turns off limits that the server, the database or the user may set. They would end connections and transactions
  // that are within Gaffer's own limits.
  lock_timeout: "0",
  idle_session_timeout: "0",
  // Just-in-time compilation is off: up to PostgreSQL 17 a disabled scan has such a high cost that PostgreSQL would
  // compile each statement.
  jit: "off",
  // Without keepalives, a lost client would keep its connection and its locks for two hours.
  tcp_keepalives_idle: "30",
  tcp_keepalives_interval: "10",
  tcp_keepalives_count: "3",
} as const;

/** The statement that pins the settings. Skips settings that this version of PostgreSQL doesn't know. */
export const pinStatement = `
  select pg_is_in_recovery() as standby,
         set_config(name, case when name = 'synchronous_commit' and current_setting(name) <> 'off'
                               then current_setting(name) else value end, false)
    from unnest($1::text[], $2::text[]) as pinned (name, value)
   where current_setting(name, true) is not null`;

type ConnectCallback = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

/**
 * A connection that pins every setting before its first use. It uses a statement, not start-up parameters: connection
 * poolers refuse start-up parameters, and a URL can replace them. Refuses a standby, whose reads are stale and which
 * accepts no writes.
 */
export class SessionClient extends pg.Client {
  readonly #config: SessionConfig;
  readonly namedStatements: boolean;

  constructor(config: SessionConfig) {
    super(config);
    this.#config = config;
    this.namedStatements = config.namedStatements ?? false;
    // Without a listener, an error event would end the process. The failed statements, or `end`, report the error to
    // the connection's user.
    this.on("error", () => {});
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.Client> | undefined {
    const connected = this.#open();
    if (!callback) return connected;
    const settle = callback as (error: Error | null, client?: pg.Client) => void;
    connected.then((client) => settle(null, client), settle);
    return undefined;
  }

  async #open(): Promise<pg.Client> {
    await super.connect();
    try {
      await this.#pin();
      return this;
    } catch (error) {
      // Not awaited: `end` on a half-open connection never resolves.
      void this.end();
      this.connection.stream.destroy();
      throw error;
    }
  }

  async #pin(): Promise<void> {
    const settings = { ...pinnedSettings, ...this.#config.settings };
    const { rows } = await this.query({
      text: pinStatement,
      values: [Object.keys(settings), Object.values(settings)],
      ...{ query_timeout: this.#config.connectionTimeoutMillis },
    });
    if (rows[0]?.standby) throw new StandbyError();
  }
}

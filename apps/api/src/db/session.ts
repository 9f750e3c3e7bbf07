import pg from "pg";
import { StandbyError } from "./database-unavailable.ts";

/** How to connect. Plain data, so that a thread can be given it. */
export interface SessionConfig extends pg.ClientConfig {
  /** PostgreSQL settings of this connection, in addition to `pinnedSettings`. */
  settings: Readonly<Record<string, string>>;
}

/**
 * Settings that the code relies on, whatever the server, the database, the user or the URL set. Settings that only affect speed
 * stay the operator's, and so does `default_transaction_read_only`: writes then fail with 25006, which is answered with 503.
 */
export const pinnedSettings = {
  search_path: "gaffer",
  row_security: "on",
  // Statements that find a changed row look at it again, instead of failing with 40001.
  default_transaction_isolation: "read committed",
  default_transaction_deferrable: "off",
  // "A 2xx means committed." Raised from `off` only: what else is set says how many replicas a commit waits for.
  synchronous_commit: "on",
  // How values are written, and read by `pg`.
  client_encoding: "UTF8",
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  timezone: "UTC",
  bytea_output: "hex",
  extra_float_digits: "1",
  // How statements are read.
  standard_conforming_strings: "on",
  array_nulls: "on",
  transform_null_equals: "off",
  // Errors such as a duplicate key are expected.
  exit_on_error: "off",
  // Limits in addition to ours would end idle connections and transactions that are within them.
  lock_timeout: "0",
  idle_session_timeout: "0",
  transaction_timeout: "0",
  // Up to PostgreSQL 17 a disabled scan costs so much that each such statement would be compiled.
  jit: "off",
  // A lost client must not keep its connection, let alone its locks, for PostgreSQL's two hours.
  tcp_keepalives_idle: "30",
  tcp_keepalives_interval: "10",
  tcp_keepalives_count: "3",
} as const;

/** A setting that this version of PostgreSQL doesn't know is left out. */
export const pinStatement = `
  select pg_is_in_recovery() as standby,
         set_config(name, case when name = 'synchronous_commit' and current_setting(name) <> 'off'
                               then current_setting(name) else value end, false)
    from unnest($1::text[], $2::text[]) as pinned (name, value)
   where current_setting(name, true) is not null`;

type ConnectCallback = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

/**
 * A connection on which every setting is pinned before its first use. By a statement and not by start-up parameters: connection
 * poolers refuse those, and a URL can replace them. Refuses a standby, which would answer reads with old data and no writes.
 */
export class SessionClient extends pg.Client {
  readonly #config: SessionConfig;

  constructor(config: SessionConfig) {
    super(config);
    this.#config = config;
    // An error event that nothing listens for would end the process. Its statements, or its `end`, tell the user of the connection.
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
      // Its end is no news for the pool. A half-open connection would never say goodbye.
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

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { backoffMs } from "../backoff.ts";
import { SessionClient, type SessionConfig } from "./session.ts";

export interface Subscription {
  onNotification: (payload: string) => void;
  /** Called after a reconnection, because notifications may have been missed while the connection was lost. */
  onReconnect: () => void;
}

export interface Listener {
  /** Connects. `subscribe` may be called earlier. */
  start(): Promise<void>;
  subscribe(channel: string, subscription: Subscription): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface ListenerOptions {
  /**
   * Interval of probes, in milliseconds. A probe detects a half-open connection, which is as silent as an idle one.
   * Default: 10,000.
   */
  probeMs?: number;
  onError: (error: { message: string; cause: unknown }) => void;
  onRecovery?: () => void;
}

const reconnectMs = { first: 250, longest: 5_000 };
const defaultProbeMs = 10_000;
/** Maximum time to wait for a clean end of the connection, in milliseconds. */
const closeMs = 1_000;

/**
 * Opens one connection that listens for all parts of a process. A notification only saves time: its subscriber also
 * finds the change with a query. `onReconnect` tells it to run that query after a lost connection.
 */
export function createListener(
  connection: SessionConfig,
  { probeMs = defaultProbeMs, onError, onRecovery = () => {} }: ListenerOptions,
): Listener {
  const subscriptions = new Map<string, Set<Subscription>>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let probe: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new SessionClient(connection);
    const dropped = (cause?: unknown) => {
      if (client !== next) return;
      client = undefined;
      if (!closed) reconnectLater(cause ?? new Error("the connection ended"));
    };
    next.on("error", dropped);
    next.on("end", dropped);
    next.on("notification", ({ channel, payload }) => {
      for (const { onNotification } of subscriptions.get(channel) ?? []) onNotification(payload ?? "");
    });
    try {
      await next.connect();
      for (const channel of subscriptions.keys()) await next.query(`listen ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      void next.end().catch(() => {});
      throw error;
    }
    client = next;
    failures = 0;
    probeLater(next, dropped);
  }

  function probeLater(probed: pg.Client, dropped: (cause: unknown) => void): void {
    clearTimeout(probe);
    probe = setTimeout(() => {
      // Any result shows that the connection works.
      probed.query("select").then(
        () => client === probed && probeLater(probed, dropped),
        (cause) => {
          dropped(cause);
          void probed.end().catch(() => {});
        },
      );
    }, probeMs);
  }

  function reconnectLater(cause: unknown): void {
    onError({ message: "lost the connection that listens for notifications; reconnecting", cause });
    timer = setTimeout(
      () => {
        connect().then(
          () => {
            onRecovery();
            for (const group of subscriptions.values()) for (const { onReconnect } of group) onReconnect();
          },
          (error: unknown) => closed || reconnectLater(error),
        );
      },
      backoffMs(failures++, reconnectMs),
    );
  }

  return {
    start: connect,
    async subscribe(channel, subscription) {
      const group = subscriptions.get(channel) ?? new Set();
      subscriptions.set(channel, group.add(subscription));
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        group.delete(subscription);
        if (group.size === 0) subscriptions.delete(channel);
        // A failure of `unlisten` is ignored: the connection is lost, so it no longer listens to the channel.
        if (group.size === 0 && !closed)
          await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {});
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(probe);
      const last = client;
      client = undefined;
      if (last) await closeClient(last);
    },
  };
}

async function closeClient(client: pg.Client): Promise<void> {
  const patience = new AbortController();
  const late = wait(closeMs, "late", { signal: patience.signal }).catch(() => {});
  // `end` waits until the server closes the connection. On a half-open connection that never happens.
  if ((await Promise.race([client.end(), late])) === "late") client.connection.stream.destroy();
  patience.abort();
}

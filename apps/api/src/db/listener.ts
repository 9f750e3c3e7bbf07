import pg from "pg";

export interface Subscription {
  onNotification: (payload: string) => void;
  /** Notifications may have been missed. */
  onReconnect: () => void;
}

export interface Listener {
  subscribe(channel: string, subscription: Subscription): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const reconnectMs = { first: 250, longest: 10_000 };

/**
 * One connection that listens for all of a process. Losing it loses only speed: everything that is notified can also
 * be found by looking, and `onReconnect` says when to look.
 */
export async function createListener(
  options: pg.ClientConfig,
  onError: (error: { message: string; cause: unknown }) => void,
): Promise<Listener> {
  const subscriptions = new Map<string, Set<Subscription>>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client(options);
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
  }

  function reconnectLater(cause: unknown): void {
    onError({ message: "the connection that listens for notifications was lost; connecting again", cause });
    const delay = Math.min(reconnectMs.longest, reconnectMs.first * 2 ** failures++);
    timer = setTimeout(() => {
      connect().then(
        () => {
          for (const group of subscriptions.values()) for (const { onReconnect } of group) onReconnect();
        },
        (error: unknown) => closed || reconnectLater(error),
      );
    }, delay);
  }

  await connect();

  return {
    async subscribe(channel, subscription) {
      const group = subscriptions.get(channel) ?? new Set();
      subscriptions.set(channel, group.add(subscription));
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        group.delete(subscription);
        if (group.size === 0) subscriptions.delete(channel);
        if (group.size === 0 && !closed) await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`);
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}

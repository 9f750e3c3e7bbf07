import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { holdPort } from "./held-port.ts";

/** `host` is a name, an address, or the folder of a PostgreSQL server's socket. */
export interface Target {
  host: string;
  port: number;
}

/** A TCP proxy on a free loopback port, between the tested code and a server, that simulates faults of a network. */
export interface TcpProxy {
  port: number;
  /** The URL of the same database through the proxy. */
  connectionString(url: string): string;
  /** The number of open connections of the tested code. */
  connections(): number;
  /** Forwards new connections to this server. Open connections stay connected to the previous server. */
  leadTo(next: Target): void;
  /** Resets every open connection. New connections are forwarded as usual. */
  cut(): void;
  /** Forwards nothing in either direction: no bytes, no end, no reset. New connections open and get no response. */
  stall(): void;
  /** Forwards the bytes that `stall` has held back, and forwards as usual from then on. */
  resume(): void;
  /** Delays everything by this time in each direction. */
  slow(ms: number): void;
  /** Refuses new connections, and keeps the port. Open connections stay open. */
  refuse(): void;
  accept(): Promise<void>;
  /**
   * Resets the next connection that sends a commit, after the server has responded to the commit and before the client
   * receives the response. `notice`: a text that the server sends before the response; other commits aren't lost.
   * Resolves when the connection is reset.
   */
  loseNextCommit(notice?: string): Promise<void>;
  /** Cancels `loseNextCommit`. */
  keepCommits(): void;
  stop(): Promise<void>;
}

/** The end of a commit statement on the wire, sent alone or after others. */
const commitStatement = "commit\0";
/**
 * Whether the chunk contains the response to a commit. Responses to statements that were sent together with the commit
 * come first.
 */
const isCommitAnswer = (chunk: Buffer) => chunk.includes("COMMIT\0") || chunk.includes("ROLLBACK\0");

export async function startTcpProxy(first: Target): Promise<TcpProxy> {
  let target = first;
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let delayMs = 0;
  let flowing = Promise.withResolvers<void>();
  flowing.resolve();
  let awaited: (PromiseWithResolvers<void> & { notice: string | undefined }) | undefined;
  /** Connections to the server on which a commit waits for its response. */
  const committing = new Map<Socket, PromiseWithResolvers<void>>();

  /** Notes the connection to the server on which the awaited commit is about to get its response. */
  function watchForCommit(chunk: Buffer, from: Socket, to: Socket): void {
    if (!awaited || !chunk.includes(awaited.notice ?? commitStatement)) return;
    committing.set(awaited.notice ? from : to, awaited);
    awaited = undefined;
  }

  async function pump(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from.iterator({ destroyOnReturn: false })) {
        if (delayMs > 0) await wait(delayMs);
        await flowing.promise;
        watchForCommit(chunk, from, to);
        const lost = committing.get(from);
        if (lost && isCommitAnswer(chunk)) {
          committing.delete(from);
          to.resetAndDestroy();
          from.destroy();
          lost.resolve();
          return;
        }
        to.write(chunk);
      }
    } catch {
      // When one side resets its connection, the proxy ends the connection of the other side without a reset.
    }
    await flowing.promise;
    to.end();
  }

  const listening = createServer({ allowHalfOpen: true }, (client) => {
    const server = createConnection({ ...toAddress(target), allowHalfOpen: true });
    const pair = [client, server] as const;
    pairs.add(pair);
    for (const socket of pair) socket.on("error", () => {});
    void Promise.all([pump(client, server), pump(server, client)]).then(() => {
      for (const socket of pair) socket.destroy();
      pairs.delete(pair);
    });
  });
  const listen = (port: number) => once(listening.listen(port, "127.0.0.1"), "listening");
  await listen(0);
  const { port } = listening.address() as AddressInfo;
  /** Holds the port while the proxy doesn't listen on it. */
  let holder: Socket | undefined;

  function cut(): void {
    for (const [client, server] of pairs) {
      client.resetAndDestroy();
      // The connection to the server is only closed, because it may use a Unix socket, which can't be reset.
      server.destroy();
    }
    pairs.clear();
  }

  return {
    port,
    connectionString(url) {
      const through = new URL(url);
      through.hostname = "127.0.0.1";
      through.port = String(port);
      // The URL's `host` option would override its hostname.
      through.searchParams.delete("host");
      return through.href;
    },
    leadTo(next) {
      target = next;
    },
    connections: () => [...pairs].filter(([client]) => !client.destroyed).length,
    cut,
    stall() {
      flowing.resolve();
      flowing = Promise.withResolvers();
    },
    resume: () => flowing.resolve(),
    slow(ms) {
      delayMs = ms;
    },
    refuse() {
      if (!listening.listening) return;
      listening.close();
      // An error means that the proxy accepts connections again already.
      holder = holdPort(port).on("error", () => {});
    },
    async accept() {
      if (listening.listening) return;
      await listen(port);
      holder?.resetAndDestroy();
    },
    loseNextCommit(notice) {
      awaited = { ...Promise.withResolvers<void>(), notice };
      return awaited.promise;
    },
    keepCommits() {
      awaited = undefined;
    },
    async stop() {
      const closed = listening.listening ? once(listening.close(), "close") : undefined;
      cut();
      flowing.resolve();
      holder?.destroy();
      await closed;
    },
  };
}

/** The address of the server in a connection string. */
export function targetOf(connectionString: string): Target {
  const url = new URL(connectionString);
  return { host: url.searchParams.get("host") ?? url.hostname, port: Number(url.port || 5432) };
}

function toAddress({ host, port }: Target) {
  return host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}

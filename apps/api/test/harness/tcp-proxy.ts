import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** `host` is a name, an address, or the folder of a PostgreSQL server's socket. */
export interface Target {
  host: string;
  port: number;
}

/** A TCP proxy on a free loopback port, between the code under test and a server, that fails in the ways a network does. */
export interface TcpProxy {
  port: number;
  /** The same database through the proxy. */
  connectionString(url: string): string;
  /** How many connections are open, counted on the side of the code under test. */
  connections(): number;
  /** New connections lead there; those that are open stay where they are. */
  leadTo(next: Target): void;
  /** Resets every connection. New ones work. */
  cut(): void;
  /** Nothing gets through any more, in neither direction: no bytes, no end, no reset. New connections open and get no answer. */
  stall(): void;
  /** What was held up goes on its way. */
  resume(): void;
  /** Everything takes this much longer, in each direction. */
  slow(ms: number): void;
  /** New connections are refused; those that are open stay. */
  refuse(): void;
  accept(): Promise<void>;
  /**
   * Resets the connection that next sends a commit, once the server has answered it and before the answer gets through.
   * Resolves when that has happened.
   */
  loseNextCommit(): Promise<void>;
  /** No longer wants that. */
  keepCommits(): void;
  stop(): Promise<void>;
}

/** How it ends on the wire, sent alone or after others. */
const commitStatement = "commit\0";
/** Statements that were sent with it are answered first. */
const isCommitAnswer = (chunk: Buffer) => chunk.includes("COMMIT\0") || chunk.includes("ROLLBACK\0");

export async function startTcpProxy(first: Target): Promise<TcpProxy> {
  let target = first;
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let delayMs = 0;
  let flowing = Promise.withResolvers<void>();
  flowing.resolve();
  let awaited: PromiseWithResolvers<void> | undefined;
  /** Sides of the server that are about to answer a commit. */
  const committing = new Map<Socket, PromiseWithResolvers<void>>();

  async function pump(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from.iterator({ destroyOnReturn: false })) {
        if (delayMs > 0) await wait(delayMs);
        await flowing.promise;
        const lost = committing.get(from);
        if (lost && isCommitAnswer(chunk)) {
          committing.delete(from);
          to.resetAndDestroy();
          from.destroy();
          lost.resolve();
          return;
        }
        if (awaited && chunk.includes(commitStatement)) {
          committing.set(to, awaited);
          awaited = undefined;
        }
        to.write(chunk);
      }
    } catch {
      // A reset is passed on below as an end: to the other side, both are.
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

  function cut(): void {
    for (const [client, server] of pairs) {
      client.resetAndDestroy();
      // It may be no TCP socket, and those alone can be reset.
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
      // It overrules the host of the URL.
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
    refuse: () => void listening.close(),
    async accept() {
      if (!listening.listening) await listen(port);
    },
    loseNextCommit() {
      awaited = Promise.withResolvers();
      return awaited.promise;
    },
    keepCommits() {
      awaited = undefined;
    },
    async stop() {
      const closed = listening.listening ? once(listening.close(), "close") : undefined;
      cut();
      flowing.resolve();
      await closed;
    },
  };
}

/** Where the server of a connection string listens. */
export function targetOf(connectionString: string): Target {
  const url = new URL(connectionString);
  return { host: url.searchParams.get("host") ?? url.hostname, port: Number(url.port || 5432) };
}

function toAddress({ host, port }: Target) {
  return host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}

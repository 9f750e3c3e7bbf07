import { rm } from "node:fs/promises";
import { type AddressInfo, createServer, type ListenOptions } from "node:net";
import path from "node:path";

/** Where a server listens: a socket in a private folder, or a port of the loopback interface. */
export interface Endpoint {
  /** Port of the loopback interface. `null`: the server listens on a socket. */
  port: number | null;
  settings: Record<string, string>;
  /** Returns the URL for a connection. `password` must need no escaping in a URL. */
  connectionString(user: string, password: string, database: string): string;
}

/** Port number in the name of the socket's file. With a socket, the server opens no TCP port. */
const SOCKET_PORT = 5432;
/** Maximum length of a socket's path. `sun_path` is 104 bytes on macOS and 108 on Linux, with a closing zero. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Prefers a socket, which no other process can take over and no other user can open. Falls back to a free loopback port on
 * Windows, below a very long path, and on file systems without sockets (some that are mounted into containers).
 */
export async function chooseEndpoint(socketDir: string): Promise<Endpoint> {
  return (await canHoldSocket(socketDir)) ? socketEndpoint(socketDir) : loopbackEndpoint(await freePort());
}

function socketEndpoint(socketDir: string): Endpoint {
  return {
    port: null,
    settings: {
      listen_addresses: "",
      port: String(SOCKET_PORT),
      unix_socket_directories: socketDir,
      unix_socket_permissions: "0700",
    },
    // URL parsers need a host. The parameter `host` overrides `localhost`.
    connectionString: (user, password, database) =>
      `postgres://${user}:${password}@localhost:${SOCKET_PORT}/${database}` +
      `?host=${encodeURIComponent(socketDir)}&sslmode=disable`,
  };
}

function loopbackEndpoint(port: number): Endpoint {
  return {
    port,
    settings: { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: "" },
    connectionString: (user, password, database) =>
      `postgres://${user}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`,
  };
}

async function canHoldSocket(folder: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  // A comma in `unix_socket_directories` separates two folders.
  if (/[,"]/.test(folder)) return false;
  const file = path.join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(file) > MAX_SOCKET_PATH_BYTES) return false;
  const trial = path.join(folder, "trial");
  try {
    await listenOnce({ path: trial });
    return true;
  } catch {
    return false;
  } finally {
    await rm(trial, { force: true });
  }
}

/** Returns a free port. Another process may take this port before the caller does. */
async function freePort(): Promise<number> {
  const address = await listenOnce({ host: "127.0.0.1", port: 0 });
  return (address as AddressInfo).port;
}

function listenOnce(options: ListenOptions): Promise<AddressInfo | string | null> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo | string | null>();
  const server = createServer();
  server.once("error", reject);
  server.listen(options, () => {
    const address = server.address();
    server.close(() => resolve(address));
  });
  return promise;
}

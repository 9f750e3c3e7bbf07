/** Ports that no other process of the tests can get before the tested server listens on them. */
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";

/** Finds a free loopback port and holds it until `holder` is destroyed. */
export async function holdFreePort(): Promise<{ port: number; holder: Socket }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  const holder = holdPort(port);
  await once(holder, "connect");
  return { port, holder };
}

/**
 * Holds a loopback port by a socket that is connected to itself. The kernel doesn't return the port as a free one. It
 * refuses connections to the port until a server listens on it, which the socket doesn't prevent.
 */
export function holdPort(port: number): Socket {
  return createConnection({ host: "127.0.0.1", port, localAddress: "127.0.0.1", localPort: port });
}

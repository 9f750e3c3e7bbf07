import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface Meeting {
  port: string;
  /**
   * Resolves with the next `count` connections. The kernel closes the connections of a process that ends, so a test
   * sees the end of the process.
   */
  guests(count: number): Promise<Socket[]>;
  close(): void;
}

/** A server for connections of processes that the test didn't start itself. */
export async function openMeeting(): Promise<Meeting> {
  const arrived: Socket[] = [];
  let look = () => {};
  const server = createServer((guest) => {
    arrived.push(guest.on("error", () => {}).resume());
    look();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: String((server.address() as AddressInfo).port),
    guests: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (arrived.length >= count) resolve(arrived.splice(0, count));
        };
        look();
      }),
    close: () => void server.close(),
  };
}

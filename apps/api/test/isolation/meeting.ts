import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface Meeting {
  port: string;
  /** The next connections. The kernel closes one when its process is gone: how a test sees the end of another's child. */
  guests(count: number): Promise<Socket[]>;
  close(): void;
}

/** Where processes that a test didn't start itself can be met. */
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

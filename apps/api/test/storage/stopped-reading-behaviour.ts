import { randomUUID } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Driver, OpenDriver } from "./drivers.ts";

const mostBlocks = 20;
/** Content that every driver reads in more than 20 blocks. */
const content = Buffer.alloc(6 * 1024 * 1024, "x");

/** Waits a moment before each block is read, so that the store can fill its buffers. */
async function pause(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await stat(import.meta.filename);
}

/** The moments after a block at which a reader stops. At each moment the store's next read is in another state. */
const moments: (() => unknown)[] = [
  () => undefined,
  () => new Promise<void>((resolve) => process.nextTick(resolve)),
  () => eventLoopTurn(),
];

interface Reading {
  stream: ReadableStream<Uint8Array>;
  blocks: number;
  moment: () => unknown;
}

async function readBlocks({ stream, blocks }: Reading) {
  const reader = stream.getReader();
  for (let read = 0; read < blocks; read++) {
    await pause();
    expect((await reader.read()).done).toBe(false);
  }
  return reader;
}

const stops: Record<string, (reading: Reading) => Promise<void>> = {
  "cancels between two blocks": async (reading) => {
    const reader = await readBlocks(reading);
    await reading.moment();
    await reader.cancel();
  },
  "cancels while it waits for a block": async (reading) => {
    const reader = await readBlocks(reading);
    const next = reader.read();
    await reading.moment();
    await reader.cancel();
    await next;
  },
  "leaves its loop": async ({ stream, blocks, moment }) => {
    const chunks = stream[Symbol.asyncIterator]();
    for (let read = 0; read < blocks; read++) {
      await pause();
      expect((await chunks.next()).done).toBe(false);
    }
    await moment();
    await chunks.return?.();
  },
};

const countDescriptors = async () => (await readdir("/dev/fd")).length;

/** Tests of reads that stop early, for every storage driver. */
export function describeStoppedReading(driver: Driver): void {
  describe(`${driver.name} › Storage.read`, () => {
    const key = `${randomUUID()}/${randomUUID()}`;
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown) => void uncaught.push(error);
    let opened: OpenDriver;
    beforeEach(() => void uncaught.splice(0));
    beforeAll(async () => {
      opened = await driver.open();
      await opened.storage.write(key, ReadableStream.from([content]));
      process.on("uncaughtException", onUncaught);
      process.on("unhandledRejection", onUncaught);
    });
    afterAll(async () => {
      process.off("uncaughtException", onUncaught);
      process.off("unhandledRejection", onUncaught);
      await opened.close();
    });

    test.skipIf(process.platform === "win32").each(Object.keys(stops))(
      "closes everything when its reader %s, at any block",
      async (stop) => {
        // After this read, the driver keeps a connection to the store for the next request.
        expect((await new Response(await opened.storage.read(key)).arrayBuffer()).byteLength).toBe(content.length);
        const before = await countDescriptors();
        for (const moment of moments) {
          for (let blocks = 0; blocks <= mostBlocks; blocks++) {
            const stream = await opened.storage.read(key);
            await stops[stop]?.({ stream, blocks, moment });
          }
        }
        await expect.poll(countDescriptors).toBeLessThanOrEqual(before);
        expect(uncaught).toEqual([]);
      },
    );
  });
}

import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileMissingError } from "../../src/modules/files/storage/storage.ts";
import { type Driver, listAll, type OpenDriver } from "./drivers.ts";

const mebibyte = 1024 * 1024;
const newKey = () => `${randomUUID()}/${randomUUID()}`;
const soon = () => new Date(Date.now() + 60_000);

async function* inChunks(content: Buffer, chunkBytes = 100_000) {
  for (let start = 0; start < content.length; start += chunkBytes) yield content.subarray(start, start + chunkBytes);
}

async function bytesOf(stream: Promise<ReadableStream<Uint8Array>>): Promise<Buffer> {
  return Buffer.from(await new Response(await stream).arrayBuffer());
}

/** Tests of the storage interface, for every driver. */
export function describeStorage(driver: Driver): void {
  describe(`${driver.name} › Storage`, () => {
    let opened: OpenDriver;
    beforeAll(async () => {
      opened = await driver.open();
    });
    afterAll(() => opened.close());

    test.each([
      ["nothing", 0],
      ["a byte", 1],
      ["one part", 8 * mebibyte],
      ["one part and a byte", 8 * mebibyte + 1],
      ["three parts, the last of them small", 17 * mebibyte],
    ])("returns what was written: %s", async (_, sizeBytes) => {
      const { storage } = opened;
      const key = newKey();
      const content = randomBytes(sizeBytes);
      await storage.write(key, inChunks(content));
      expect((await bytesOf(storage.read(key))).equals(content)).toBe(true);
      expect(await listAll(storage.list(soon()))).toContainEqual({ key, sizeBytes });
      await storage.remove(key);
    });

    test("accepts chunks of any size", async () => {
      const key = newKey();
      const content = randomBytes(20 * mebibyte);
      await opened.storage.write(key, inChunks(content, 20 * mebibyte));
      expect((await bytesOf(opened.storage.read(key))).equals(content)).toBe(true);
      await opened.storage.write(key, inChunks(content.subarray(0, 10), 1));
      expect(await bytesOf(opened.storage.read(key)), "a second write replaces").toEqual(content.subarray(0, 10));
      await opened.storage.remove(key);
    });

    test("reads ranges, both ends included", async () => {
      const key = newKey();
      await opened.storage.write(key, inChunks(Buffer.from("0123456789")));
      for (const [start, end, text] of [
        [0, 0, "0"],
        [3, 5, "345"],
        [5, 9, "56789"],
      ] as const)
        expect(String(await bytesOf(opened.storage.read(key, { start, end })))).toBe(text);
      await opened.storage.remove(key);
    });

    test("returns undefined for a missing object, and removes one without an error", async () => {
      const key = newKey();
      await expect(opened.storage.read(key)).rejects.toBeInstanceOf(FileMissingError);
      await opened.storage.remove(key);
      await opened.storage.write(key, inChunks(Buffer.from("a")));
      await opened.storage.remove(key);
      await expect(opened.storage.read(key)).rejects.toBeInstanceOf(FileMissingError);
    });

    test.each([0, 1, 5 * mebibyte, 20 * mebibyte])(
      "keeps nothing of a content that fails after %i bytes",
      async (sizeBytes) => {
        async function* breaksOff() {
          yield* inChunks(randomBytes(sizeBytes));
          throw new Error("the sender went away");
        }
        const before = await opened.names();
        const key = newKey();
        await expect(opened.storage.write(key, breaksOff())).rejects.toThrow("the sender went away");
        expect(await opened.names()).toEqual(before);
        await expect(opened.storage.read(key)).rejects.toBeInstanceOf(FileMissingError);
        expect(await listAll(opened.storage.listUnfinished(soon()))).toEqual([]);
      },
    );

    test("lists only objects older than an instant", async () => {
      const keys = [newKey(), newKey(), newKey()];
      for (const key of keys) await opened.storage.write(key, inChunks(Buffer.from("abc")));
      const listed = await listAll(opened.storage.list(soon()));
      expect(listed.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual(
        keys.toSorted().map((key) => ({ key, sizeBytes: 3 })),
      );
      expect(await listAll(opened.storage.list(new Date(Date.now() - 60_000)))).toEqual([]);
      for (const key of keys) await opened.storage.remove(key);
    });

    test("removes everything of an organization, including unfinished uploads, and nothing of another one", async () => {
      const { storage } = opened;
      const [gone, stays] = [randomUUID(), randomUUID()];
      for (const orgId of [gone, stays]) {
        for (let n = 0; n < 60; n++) await storage.write(`${orgId}/${randomUUID()}`, inChunks(Buffer.from("abc")));
        await opened.putUpload(`${orgId}/${randomUUID()}`);
      }
      const before = await opened.names();
      await storage.removeOrg(gone, new AbortController().signal);
      expect(await opened.names()).toEqual(before.filter((name) => !name.includes(gone)));
      expect((await opened.names()).length).toBe(before.length / 2);
      await storage.removeOrg(gone, new AbortController().signal);
      await expect(storage.removeOrg("../uploads", new AbortController().signal)).rejects.toThrow("not an org");
      await storage.removeOrg(stays, new AbortController().signal);
    });

    test.each([
      ["of a system file", "../../etc/passwd"],
      ["that goes up from a folder", `${randomUUID()}/../${randomUUID()}`],
      ["that goes up from the root", `../${randomUUID()}`],
      ["that begins with a slash", `/${randomUUID()}/${randomUUID()}`],
      ["of three parts", `${randomUUID()}/${randomUUID()}/x`],
      ["with an encoded slash", `${randomUUID()}%2f${randomUUID()}`],
      ["that ends in a line break", `${randomUUID()}/${randomUUID()}\n`],
      ["without a second part", `${randomUUID()}/`],
      ["that is empty", ""],
    ])("refuses the key %s", async (_, key) => {
      const { storage } = opened;
      await expect(storage.write(key, inChunks(Buffer.from("a")))).rejects.toThrow("not a storage key");
      await expect(storage.read(key)).rejects.toThrow("not a storage key");
      await expect(Promise.resolve().then(() => storage.remove(key))).rejects.toThrow("not a storage key");
    });
  });
}

import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { type CleanupOptions, cleanupFiles } from "../../src/modules/files/cleanup-files.ts";
import type { Storage } from "../../src/modules/files/storage/storage.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { Driver, OpenDriver } from "./drivers.ts";

const hour = 60 * 60 * 1000;
const nothing = { expiredFiles: 0, unfinishedUploads: 0, expiredUploads: 0, rowlessObjects: 0, freedBytes: 0 };

/** Tests of `storage:cleanup`, for every storage driver. */
export function describeCleanup(driver: Driver): void {
  describe(`${driver.name} › storage:cleanup`, () => {
    let opened: OpenDriver;
    let gaffer: TestGaffer;
    let pool: pg.Pool;
    const clean = (ageMs: number, more: Partial<CleanupOptions> = {}) =>
      cleanupFiles({
        storage: opened.storage,
        workerPool: pool,
        now: new Date(Date.now() + ageMs),
        signal: new AbortController().signal,
        ...more,
      });

    beforeAll(async () => {
      opened = await driver.open();
      gaffer = await startTestGaffer({ role: "api", config: opened.config });
      pool = createPool(gaffer.database.url, "gaffer_worker", { max: 3 });
    });
    afterEach(async () => {
      await gaffer.database.admin.query("delete from files; delete from file_uploads");
      await clean(25 * hour);
      expect(await opened.names()).toEqual([]);
    });
    afterAll(async () => {
      await pool.end();
      await gaffer.stop();
      await opened.close();
    });

    async function upload(expiresInMs?: number): Promise<string> {
      const expiry = expiresInMs ? `&expiresAt=${new Date(Date.now() + expiresInMs).toISOString()}` : "";
      const { body } = await gaffer.inOrg("POST", `/files?name=x${expiry}`, "12345", { "content-type": "a/b" });
      return body.id;
    }
    const leaveRowless = async () => {
      const key = `${gaffer.org.orgId}/${crypto.randomUUID()}`;
      await opened.storage.write(key, ReadableStream.from([Buffer.from("1234567")]));
    };
    async function leaveUnfinished(): Promise<void> {
      const announced = { name: "a", contentType: "a/b", sizeBytes: 3 };
      const { body } = await gaffer.inOrg("POST", "/files/uploads", announced);
      const init = { method: "PUT", headers: body.headers, body: "abc" };
      const url: string = body.url;
      const answer = await (url.startsWith("/") ? gaffer.app.http.request(url, init) : fetch(url, init));
      expect(answer.status).toBe(200);
    }
    const rowIds = async () =>
      (await gaffer.database.admin.query("select id from files order by id")).rows.map(({ id }) => id as string);
    const objectIds = async () => (await opened.names()).map((name) => name.split("/").at(-1) as string).sort();

    test("removes unneeded files only, and a dry run reports what they are", async () => {
      const kept = await upload();
      const expiringLater = await upload(40 * hour);
      await upload(2 * hour);
      await leaveUnfinished();
      await leaveRowless();
      expect(await clean(hour), "nothing is old enough").toEqual(nothing);

      const before = [await opened.names(), await rowIds()];
      const found = { expiredFiles: 1, unfinishedUploads: 1, expiredUploads: 1, rowlessObjects: 1, freedBytes: 15 };
      expect(await clean(25 * hour, { dryRun: true })).toEqual(found);
      expect([await opened.names(), await rowIds()], "a dry run changes nothing").toEqual(before);

      expect(await clean(25 * hour)).toEqual(found);
      expect(await rowIds()).toEqual([kept, expiringLater].sort());
      expect(await objectIds()).toEqual([kept, expiringLater].sort());
      expect((await gaffer.database.admin.query("select from file_uploads")).rows).toEqual([]);
      expect(await clean(25 * hour)).toEqual(nothing);
    });

    test("leaves consistent rows and objects when the store fails, and the next run finishes", async () => {
      const kept = await upload();
      for (let i = 0; i < 8; i++) await upload(hour);
      for (let i = 0; i < 3; i++) await leaveRowless();
      let removals = 0;
      const failing: Storage = {
        ...opened.storage,
        async remove(key) {
          if (++removals > 3) throw new Error("the store is away");
          await opened.storage.remove(key);
        },
      };
      const { failure, ...broken } = await clean(25 * hour, { storage: failing });
      expect(failure).toMatchObject({ message: "the store is away" });
      expect(broken).toEqual({ ...nothing, expiredFiles: 3, freedBytes: 15 });
      expect((await rowIds()).length).toBe(6);
      expect(await objectIds()).toEqual(expect.arrayContaining(await rowIds()));

      expect(await clean(25 * hour)).toEqual({ ...nothing, expiredFiles: 5, rowlessObjects: 3, freedBytes: 46 });
      expect([await rowIds(), await objectIds()]).toEqual([[kept], [kept]]);
    });

    test("removes the row that is left after a crash between the removals of object and row", async () => {
      const id = await upload(hour);
      await opened.storage.remove(`${gaffer.org.orgId}/${id}`);
      expect(await clean(2 * hour)).toMatchObject({ expiredFiles: 1 });
      expect(await rowIds()).toEqual([]);
    });

    test("may run twice at once", async () => {
      for (let i = 0; i < 20; i++) await upload(hour);
      const [first, second] = await Promise.all([clean(2 * hour), clean(2 * hour)]);
      expect([first.failure, second.failure]).toEqual([undefined, undefined]);
      expect(first.expiredFiles + second.expiredFiles).toBe(20);
    });
  });
}

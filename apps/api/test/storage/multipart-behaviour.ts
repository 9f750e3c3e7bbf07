import { randomUUID } from "node:crypto";
import { CreateMultipartUploadCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { cleanupFiles } from "../../src/modules/files/cleanup-files.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { clientFor, type Driver, listAll, type OpenDriver, type Server } from "./drivers.ts";

const partBytes = 5 * 1024 * 1024;
const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** Tests of unfinished multipart uploads. Not every S3 server lists them. */
export function describeMultipart(driver: Driver, server: Server): void {
  describe(`${driver.name} › Unfinished multipart uploads`, () => {
    let opened: OpenDriver;
    let database: TestDatabase;
    let pool: pg.Pool;
    beforeAll(async () => {
      opened = await driver.open();
      database = await cloneDatabase();
      pool = createPool(database.url, "gaffer_worker", { max: 1 });
    });
    afterAll(async () => {
      await pool.end();
      await database.drop();
      await opened.close();
    });

    async function leaveUnfinished(folder: string, parts: number) {
      const { bucket: Bucket = "", prefix = "" } = opened.config.s3 ?? {};
      const object = { Bucket, Key: `${prefix}${folder}/${randomUUID()}/${randomUUID()}` };
      const client = clientFor(server);
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
      for (let PartNumber = 1; PartNumber <= parts; PartNumber++)
        await client.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body: Buffer.alloc(partBytes) }));
    }
    const unfinished = async (ageMs: number) =>
      (await listAll(opened.storage.listUnfinished(new Date(Date.now() - ageMs)))).toSorted(
        (a, b) => a.sizeBytes - b.sizeBytes,
      );
    const clean = (ageMs: number, dryRun = false) =>
      cleanupFiles({
        storage: opened.storage,
        workerPool: pool,
        now: new Date(Date.now() + ageMs),
        signal: new AbortController().signal,
        dryRun,
      });

    test("are listed with the sizes of their parts when they are old enough, and can be removed", async () => {
      await leaveUnfinished("objects", 0);
      await leaveUnfinished("objects", 2);
      await leaveUnfinished("not-ours", 1);
      expect(await unfinished(minute)).toEqual([]);
      const found = await unfinished(-minute);
      expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([0, 2 * partBytes]);
      expect(await opened.names()).toEqual([]);
      for (const { remove } of found) await remove();
      expect(await unfinished(-minute)).toEqual([]);
    });

    test("are removed by the cleanup after a day, and not before", async () => {
      await leaveUnfinished("objects", 1);
      expect(await clean(day - minute)).toMatchObject({ unfinishedUploads: 0, freedBytes: 0 });
      const found = { unfinishedUploads: 1, freedBytes: partBytes };
      expect(await clean(day + minute, true)).toMatchObject(found);
      expect(await clean(day + minute)).toMatchObject(found);
      expect(await unfinished(-minute)).toEqual([]);
    });
  });
}

import { randomUUID } from "node:crypto";
import { CreateMultipartUploadCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { describeCleanup } from "../storage/cleanup-behaviour.ts";
import { describeDownloadUrls } from "../storage/download-url-behaviour.ts";
import { clientFor, listAll, type OpenDriver, s3Driver } from "../storage/drivers.ts";
import { describeFiles } from "../storage/files-behaviour.ts";
import { describeStorage } from "../storage/storage-behaviour.ts";

const credentials = { accessKeyId: "test:tester", secretAccessKey: "testing" };
const server = { endpoint: inject("s3Endpoint"), region: "us-east-1", credentials };
const driver = s3Driver(server, { checksSignatures: true });

describeStorage(driver);
describeFiles(driver);
describeDownloadUrls(driver);
describeCleanup(driver);

describe("uploads of several parts that nobody finished", () => {
  const partBytes = 5 * 1024 * 1024;
  let opened: OpenDriver;
  beforeAll(async () => {
    opened = await driver.open();
  });
  afterAll(() => opened.close());

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

  test("are listed with the sizes of their parts once they are old enough, and can be removed", async () => {
    await leaveUnfinished("objects", 0);
    await leaveUnfinished("objects", 2);
    await leaveUnfinished("not-ours", 1);
    expect(await unfinished(60_000)).toEqual([]);
    const found = await unfinished(-60_000);
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([0, 2 * partBytes]);
    expect(await opened.names()).toEqual([]);
    for (const { remove } of found) await remove();
    expect(await unfinished(-60_000)).toEqual([]);
  });
});

describe("a start is refused in a sentence without secrets", () => {
  test.each([
    [
      "a bucket that isn't there",
      { bucket: "nowhere-to-be-found" },
      /^the bucket nowhere-to-be-found can't be used: NoSuchBucket: /,
    ],
    [
      "credentials that are wrong",
      { credentials: { ...credentials, secretAccessKey: "hush" } },
      /^the bucket .* can't be used: SignatureDoesNotMatch: .*\(HTTP 403\)$/,
    ],
    ["a store that isn't there", { endpoint: "http://127.0.0.1:9" }, /^the bucket .* can't be used: .*ECONNREFUSED/],
  ])("for %s", async (_, wrong, sentence) => {
    const opened = await driver.open();
    const s3 = { ...(opened.config.s3 as NonNullable<OpenDriver["config"]["s3"]>), ...wrong };
    const error = await openStorage({ s3, dataDir: "", maxFileBytes: 1 }).catch((cause: Error) => cause);
    expect((error as Error).message).toMatch(sentence);
    expect(JSON.stringify([(error as Error).message, (error as Error).stack])).not.toMatch(/hush|testing/);
    await opened.close();
  });
});

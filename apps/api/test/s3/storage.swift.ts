import { describe, expect, inject, test } from "vitest";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { describeCleanup } from "../storage/cleanup-behaviour.ts";
import { describeDownloadUrls } from "../storage/download-url-behaviour.ts";
import { type OpenDriver, s3Driver } from "../storage/drivers.ts";
import { describeFiles } from "../storage/files-behaviour.ts";
import { describeMultipart } from "../storage/multipart-behaviour.ts";
import { describeStoppedReading } from "../storage/stopped-reading-behaviour.ts";
import { describeStorage } from "../storage/storage-behaviour.ts";

const credentials = { accessKeyId: "test:tester", secretAccessKey: "testing" };
const server = { endpoint: inject("s3Endpoint"), region: "us-east-1", credentials };
const driver = s3Driver(server, { name: "Swift", checksSignatures: true });

describeStorage(driver);
describeStoppedReading(driver);
describeFiles(driver);
describeDownloadUrls(driver);
describeCleanup(driver);
describeMultipart(driver, server);

test("Swift › signed URLs › work with another host name of the store", async () => {
  const opened = await driver.open();
  const publicEndpoint = server.endpoint.replace("127.0.0.1", "localhost");
  const s3 = { ...(opened.config.s3 as NonNullable<OpenDriver["config"]["s3"]>), publicEndpoint };
  const storage = await openStorage({ s3, dataDir: "", maxFileBytes: 1_000 });
  const key = `${crypto.randomUUID()}/${crypto.randomUUID()}`;
  const { url, headers } = await storage.direct.uploadUrl(key, 3, 60);
  expect(new URL(url).hostname).toBe("localhost");
  expect((await fetch(url, { method: "PUT", headers, body: "abc" })).status).toBe(200);
  expect(await new Response((await storage.direct.readUpload(key)).content).text()).toBe("abc");
  await opened.close();
});

describe("Swift › refused start", () => {
  test.each([
    [
      "an unknown bucket",
      { bucket: "nowhere-to-be-found" },
      /^The bucket nowhere-to-be-found can't be used \(NoSuchBucket: /,
    ],
    [
      "wrong credentials",
      { credentials: { ...credentials, secretAccessKey: "hush" } },
      /^The bucket .* can't be used \(SignatureDoesNotMatch: .*\(HTTP 403\)\)\. Check /,
    ],
    ["an unreachable store", { endpoint: "http://127.0.0.1:9" }, /^The bucket .* can't be used \(.*ECONNREFUSED/],
  ])("for %s", async (_, wrong, sentence) => {
    const opened = await driver.open();
    const s3 = { ...(opened.config.s3 as NonNullable<OpenDriver["config"]["s3"]>), ...wrong };
    const error = await openStorage({ s3, dataDir: "", maxFileBytes: 1 }).catch((cause: Error) => cause);
    expect((error as Error).message).toMatch(sentence);
    expect(JSON.stringify([(error as Error).message, (error as Error).stack])).not.toMatch(/hush|testing/);
    await opened.close();
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { createS3Client, defaultS3Limits, type S3Settings } from "../../src/modules/files/storage/s3-client.ts";
import { createS3Direct } from "../../src/modules/files/storage/s3-direct.ts";
import { type FakeStore, startFakeStore } from "./fake-store.ts";

let store: FakeStore;
beforeAll(async () => {
  store = await startFakeStore();
});
afterAll(() => store.close());

const key = `${crypto.randomUUID()}/${crypto.randomUUID()}`;

/** A URL of each kind. */
async function urlsOf(s3: S3Settings): Promise<URL[]> {
  const { direct } = await openStorage({ s3, dataDir: "", maxFileBytes: 1 });
  const urls = [await direct.downloadUrl(key, "a", 60), (await direct.uploadUrl(key, 3, 60)).url];
  return urls.map((url) => new URL(url));
}

test("S3 URLs › without a public endpoint › use the endpoint of the store", async () => {
  for (const { origin } of await urlsOf(store.s3)) expect(origin).toBe(store.s3.endpoint);
});

test("S3 URLs › with a public endpoint › use it", async () => {
  const s3 = { ...store.s3, publicEndpoint: "https://files.example.com" };
  const paths = (await urlsOf(s3)).map(({ origin, pathname }) => `${origin}${pathname}`);
  expect(paths).toEqual([
    `https://files.example.com/bucket/objects/${key}`,
    `https://files.example.com/bucket/uploads/${key}`,
  ]);
});

test("S3 URLs › without path style › have the bucket in the host", async () => {
  const s3 = { ...store.s3, endpoint: "https://s3.example.com", forcePathStyle: false };
  const client = createS3Client(s3, defaultS3Limits);
  const object = () => ({ Bucket: "bucket", Key: "a/b" });
  const never = () => Promise.reject(new Error("no request is sent"));
  const direct = createS3Direct({
    client,
    urlClient: client,
    objectOf: object,
    uploadOf: object,
    read: never,
    remove: never,
  });
  expect(await direct.downloadUrl("a/b", "a", 60)).toMatch(/^https:\/\/bucket\.s3\.example\.com\/a\/b\?/);
});

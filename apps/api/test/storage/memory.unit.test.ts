import { expect, test } from "vitest";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { startFakeStore } from "./fake-store.ts";

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;
const key = `${crypto.randomUUID()}/${crypto.randomUUID()}`;
/** Size of the uploaded content in bytes. Default: half a GiB. `LARGE_FILE_GIB=5` tests a realistic size. */
const sizeBytes = Number(process.env.LARGE_FILE_GIB ?? 0.5) * gibibyte;

/** Starts a store that counts and discards the parts that it receives. */
async function startSink() {
  const store = await startFakeStore();
  const received = { bytes: 0, parts: 0, isComplete: false };
  store.answer = (request, response) => {
    const url = new URL(request.url ?? "", "http://sink");
    request.on("data", (chunk: Buffer) => {
      if (url.searchParams.has("partNumber")) received.bytes += chunk.length;
    });
    request.on("end", () => {
      if (request.method === "PUT") received.parts++;
      if (request.method === "POST" && url.searchParams.has("uploadId")) received.isComplete = true;
      response.setHeader("ETag", '"part"');
      const begun = "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";
      response.end(url.searchParams.has("uploads") ? begun : "<CompleteMultipartUploadResult/>");
    });
  };
  return { ...store, received };
}

test("Storage memory › large file › is written with the memory of a few parts", async () => {
  const { s3, received, close } = await startSink();
  const storage = await openStorage({ s3, dataDir: "", maxFileBytes: 6 * gibibyte });
  const before = process.memoryUsage().rss;
  let most = 0;
  async function* large() {
    for (let sent = 0; sent < sizeBytes; sent += mebibyte) {
      most = Math.max(most, process.memoryUsage().rss);
      yield Buffer.alloc(mebibyte);
    }
  }
  await storage.write(key, large());
  const grownMebibytes = Math.round((most - before) / mebibyte);

  expect(received).toEqual({ bytes: sizeBytes, parts: sizeBytes / (8 * mebibyte), isComplete: true });
  expect(grownMebibytes).toBeLessThan(300);
  close();
}, 300_000);

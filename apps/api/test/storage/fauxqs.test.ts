import { startFauxqs } from "fauxqs";
import { afterAll } from "vitest";
import { describeCleanup } from "./cleanup-behaviour.ts";
import { describeDownloadUrls } from "./download-url-behaviour.ts";
import { s3Driver } from "./drivers.ts";
import { describeFiles } from "./files-behaviour.ts";
import { describeStoppedReading } from "./stopped-reading-behaviour.ts";
import { describeStorage } from "./storage-behaviour.ts";

const server = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false });
afterAll(() => server.stop());

const driver = s3Driver({
  endpoint: `http://127.0.0.1:${server.port}`,
  region: "us-east-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
});

describeStorage(driver);
describeStoppedReading(driver);
describeFiles(driver);
describeDownloadUrls(driver);
describeCleanup(driver);

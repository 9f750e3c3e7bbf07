import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import type { S3Settings } from "../../src/modules/files/storage/s3-client.ts";
import type { Storage } from "../../src/modules/files/storage/storage.ts";
import type { Config } from "../../src/server/config.ts";

/** A new, empty store that a test has opened. */
export interface OpenDriver {
  storage: Storage;
  /** The settings of a Gaffer that uses the store. */
  config: Partial<Config>;
  /** The names of all objects in the store, including unfinished uploads where they can be listed. */
  names(): Promise<string[]>;
  contentOf(name: string): Promise<Buffer>;
  /** Uploads three bytes, as a client with an upload URL does. */
  putUpload(upload: string): Promise<void>;
  close(): Promise<void>;
}

export interface Driver {
  /** The prefix of the names of this driver's tests. */
  name: string;
  open(): Promise<OpenDriver>;
  /** Whether the server verifies the signatures of URLs. The S3 server `fauxqs` doesn't. */
  checksSignatures?: boolean;
}

const maxFileBytes = 64 * 1024 * 1024;

export const localDriver: Driver = {
  name: "Local folder",
  checksSignatures: true,
  async open() {
    const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-test-storage-"));
    const root = path.join(dataDir, "files");
    return {
      storage: await openStorage({ s3: undefined, dataDir, maxFileBytes }),
      config: { dataDir },
      async names() {
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => !entry.isDirectory());
        return files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
      },
      contentOf: (name) => readFile(path.join(root, name)),
      putUpload: (upload) => writeFile(path.join(root, "uploads", upload.replace("/", ".")), "abc"),
      close: () => rm(dataDir, { recursive: true, force: true }),
    };
  },
};

export type Server = Pick<S3Settings, "endpoint" | "region" | "credentials">;

/** A driver that creates buckets on an S3 server. */
export function s3Driver(server: Server, more: Partial<Omit<Driver, "open">> = {}): Driver {
  return {
    name: "S3",
    ...more,
    async open() {
      const s3 = settingsFor(server, `gaffer-${crypto.randomUUID()}`);
      const client = clientFor(s3);
      await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
      return {
        storage: await openStorage({ s3, dataDir: "", maxFileBytes }),
        config: { s3 },
        async names() {
          const names: string[] = [];
          for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: s3.bucket }))
            for (const { Key = "" } of Contents) names.push(Key.slice(s3.prefix.length));
          return names.sort();
        },
        async contentOf(name) {
          const object = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: `${s3.prefix}${name}` }));
          return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
        },
        async putUpload(upload) {
          await client.send(
            new PutObjectCommand({ Bucket: s3.bucket, Key: `${s3.prefix}uploads/${upload}`, Body: "abc" }),
          );
        },
        close: async () => client.destroy(),
      };
    },
  };
}

export const settingsFor = (server: Server, bucket: string): S3Settings => ({
  ...server,
  bucket,
  forcePathStyle: true,
  prefix: "some/where/",
});

export function clientFor({ endpoint, region, credentials }: Server): S3Client {
  return new S3Client({
    region,
    forcePathStyle: true,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}

export async function listAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const listed: Item[] = [];
  for await (const item of items) listed.push(item);
  return listed;
}

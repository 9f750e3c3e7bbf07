import type { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  ListPartsCommand,
  type ListPartsCommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createS3Client, defaultS3Limits, type S3Limits, type S3Settings, storeUnavailable } from "./s3-client.ts";
import { createS3Direct } from "./s3-direct.ts";
import {
  assertOrgFolder,
  assertStorageKey,
  isStorageKey,
  octetStream,
  type Storage,
  type Unfinished,
} from "./storage.ts";

const mebibyte = 1024 * 1024;
const mostParts = 10_000;
const endOfTime = new Date(8_640_000_000_000_000);
/** Number of objects that are removed concurrently. */
const atOnce = 50;
const largestObject = 5 * 1024 * 1024 * mebibyte;

export interface S3StorageOptions extends S3Settings {
  /** Maximum size of an object. It determines the size of an upload's parts. One part is held in memory. */
  maxBytes: number;
  limits?: Partial<S3Limits>;
}

/**
 * S3 storage: objects in `objects/<orgId>/<fileId>`, and direct uploads of clients in `uploads/`. Rejects if the bucket can't be listed.
 */
export async function createS3Storage({ maxBytes, ...options }: S3StorageOptions): Promise<Storage> {
  const limits = { ...defaultS3Limits, ...options.limits };
  const client = createS3Client(options, limits);
  // A signature covers the host, so URLs for clients need a client with the public endpoint.
  const endpoint = options.publicEndpoint ?? options.endpoint;
  const urlClient = endpoint === options.endpoint ? client : createS3Client({ ...options, endpoint }, limits);
  const { bucket: Bucket, prefix } = options;
  // Some stores require parts of equal size, so the size doesn't grow during an upload.
  const partBytes = Math.max(8 * mebibyte, Math.ceil(Math.min(maxBytes, largestObject) / mostParts));
  const objects = `${prefix}objects/`;
  const uploads = `${prefix}uploads/`;

  function locate(folder: string, key: string) {
    assertStorageKey(key);
    return { Bucket, Key: `${folder}${key}` };
  }

  async function read(object: { Bucket: string; Key: string }, Range?: string) {
    const { Body, ETag } = await client.send(new GetObjectCommand({ ...object, ...(Range && { Range }) }));
    return { content: streamOf(Body as Readable, limits.stallMs), version: ETag ?? "" };
  }

  /** Lists objects of a folder that were last written before `before`. `under`: prefix inside the folder. */
  async function* listFolder(folder: string, before: Date, under = "") {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: folder + under })) {
      for (const { Key = "", Size = 0, LastModified } of Contents) {
        const key = Key.slice(folder.length);
        if (LastModified && LastModified < before && isStorageKey(key)) yield { key, sizeBytes: Size };
      }
    }
  }

  const remove = async (object: { Bucket: string; Key: string }) =>
    void (await client.send(new DeleteObjectCommand(object)));
  const listMultipart = createListMultipart(client, Bucket, objects);

  /** Lists all objects of an organization. */
  async function* listOrg(orgId: string) {
    for (const folder of [objects, uploads]) {
      for await (const { key } of listFolder(folder, endOfTime, `${orgId}/`)) yield () => remove(locate(folder, key));
    }
    const unfinished = createListMultipart(client, Bucket, `${objects}${orgId}/`)(endOfTime);
    for await (const upload of unfinished) yield upload.remove;
  }

  await client.send(new ListObjectsV2Command({ Bucket, Prefix: objects, MaxKeys: 1 }));
  return {
    async write(key, content) {
      await writeParts(client, locate(objects, key), partsOf(content, partBytes));
    },
    read: async (key, range) =>
      (await read(locate(objects, key), range && `bytes=${range.start}-${range.end}`)).content,
    remove: (key) => remove(locate(objects, key)),
    async removeOrg(orgId, signal) {
      assertOrgFolder(orgId);
      let batch: (() => Promise<void>)[] = [];
      const removeBatch = () => Promise.all(batch.map((remove) => remove()));
      for await (const remove of listOrg(orgId)) {
        if (batch.push(remove) < atOnce) continue;
        await removeBatch();
        signal.throwIfAborted();
        batch = [];
      }
      await removeBatch();
    },
    list: (before) => listFolder(objects, before),
    async *listUnfinished(before) {
      yield* listMultipart(before);
      for await (const { key, sizeBytes } of listFolder(uploads, before)) {
        yield { sizeBytes, remove: () => remove(locate(uploads, key)) };
      }
    },
    direct: createS3Direct({
      client,
      urlClient,
      objectOf: (key) => locate(objects, key),
      uploadOf: (upload) => locate(uploads, upload),
      read,
      remove,
    }),
  };
}

/** Writes an object in one or more parts. It becomes visible with the last part. */
async function writeParts(
  client: S3Client,
  object: { Bucket: string; Key: string },
  parts: AsyncIterable<{ bytes: Buffer; isLast: boolean }>,
): Promise<void> {
  const sent: { PartNumber: number; ETag: string | undefined }[] = [];
  let UploadId: string | undefined;
  try {
    for await (const { bytes: Body, isLast } of parts) {
      if (isLast && sent.length === 0) {
        await client.send(new PutObjectCommand({ ...object, Body, ContentType: octetStream }));
        return;
      }
      UploadId ??= (await client.send(new CreateMultipartUploadCommand({ ...object, ContentType: octetStream })))
        .UploadId;
      const PartNumber = sent.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body }));
      sent.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts: sent } }));
  } catch (error) {
    // If the abort fails, the cleanup removes the parts.
    if (UploadId) await client.send(new AbortMultipartUploadCommand({ ...object, UploadId })).catch(() => {});
    throw error;
  }
}

/** Limits the time between chunks only while the reader waits, so that a slow reader causes no timeout. */
function streamOf(body: Readable, stallMs: number): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const timer = setTimeout(() => body.destroy(new Error(`no data for ${stallMs} ms`)), stallMs);
        try {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          throw storeUnavailable(`a content broke off: ${(error as Error).message}`);
        } finally {
          clearTimeout(timer);
        }
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Splits a content into parts of `partBytes`. The last part may be smaller, or empty for an empty content. Holds at most one part and one
 * chunk.
 */
async function* partsOf(
  content: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (let chunk of content) {
    // A full part is held until the next chunk, because it may be the last part.
    while (pendingBytes + chunk.byteLength > partBytes) {
      const room = partBytes - pendingBytes;
      const bytes = Buffer.concat([...pending, chunk.subarray(0, room)]);
      pending = [];
      pendingBytes = 0;
      chunk = chunk.subarray(room);
      yield { bytes, isLast: false };
    }
    pending.push(chunk);
    pendingBytes += chunk.byteLength;
  }
  yield { bytes: Buffer.concat(pending), isLast: true };
}

/** Lists multipart uploads that started before an instant and never ended. The store charges for their parts but doesn't list them as objects. */
function createListMultipart(client: S3Client, Bucket: string, Prefix: string) {
  // Not the SDK's paginator: it continues while a page has a marker, and some stores send a marker with the last page
  // too.
  async function sumParts(upload: { Bucket: string; Key: string | undefined; UploadId: string | undefined }) {
    let sizeBytes = 0;
    let page: Partial<ListPartsCommandOutput> = {};
    do {
      page = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: page.NextPartNumberMarker }));
      for (const { Size = 0 } of page.Parts ?? []) sizeBytes += Size;
    } while (page.IsTruncated);
    return sizeBytes;
  }

  return async function* listMultipart(before: Date): AsyncGenerator<Unfinished> {
    let page: Partial<ListMultipartUploadsCommandOutput> = {};
    do {
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      page = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, KeyMarker, UploadIdMarker }));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (!Initiated || Initiated >= before) continue;
        const upload = { Bucket, Key, UploadId };
        const remove = async () => void (await client.send(new AbortMultipartUploadCommand(upload)));
        yield { sizeBytes: await sumParts(upload), remove };
      }
    } while (page.IsTruncated);
  };
}

import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListParts,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Unfinished } from "./storage.ts";

/** Uploads of several parts that began before an instant and never ended. Their parts are paid for, and seen nowhere else. */
export function createListMultipart(client: S3Client, Bucket: string, Prefix: string) {
  async function sumParts(upload: { Bucket: string; Key: string | undefined; UploadId: string | undefined }) {
    let sizeBytes = 0;
    for await (const { Parts = [] } of paginateListParts({ client }, upload)) {
      for (const { Size = 0 } of Parts) sizeBytes += Size;
    }
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

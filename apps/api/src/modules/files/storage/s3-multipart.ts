import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  type ListPartsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Unfinished } from "./storage.ts";

/** Lists multipart uploads that started before an instant and never ended. The store charges for their parts but doesn't list them as objects. */
export function createListMultipart(client: S3Client, Bucket: string, Prefix: string) {
  // Not the SDK's paginator: it continues while there is a marker, and some stores send one with the last page too.
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

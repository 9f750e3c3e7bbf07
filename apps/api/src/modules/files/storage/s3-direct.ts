import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachment, type DirectAccess, octetStream } from "./storage.ts";

interface S3Object {
  Bucket: string;
  Key: string;
}

interface S3DirectOptions {
  client: S3Client;
  /** A client with the store's endpoint for clients. It only signs URLs and sends no request. */
  urlClient: S3Client;
  objectOf: (key: string) => S3Object;
  uploadOf: (upload: string) => S3Object;
  read: (object: S3Object) => ReturnType<DirectAccess["readUpload"]>;
  remove: (object: S3Object) => Promise<void>;
}

/** Pre-signed URLs for the S3 driver. Creating a URL needs no request; the store verifies the URL's signature. */
export function createS3Direct({ client, urlClient, objectOf, uploadOf, read, remove }: S3DirectOptions): DirectAccess {
  return {
    async uploadUrl(upload, sizeBytes, seconds) {
      const put = { ...uploadOf(upload), ContentType: octetStream, ContentLength: sizeBytes };
      // These headers are signed, so that the store refuses another size or media type.
      const signableHeaders = new Set(["host", "content-type", "content-length"]);
      const url = await getSignedUrl(urlClient, new PutObjectCommand(put), { expiresIn: seconds, signableHeaders });
      return { url, headers: { "Content-Type": octetStream } };
    },

    downloadUrl(key, fileName, seconds) {
      const get = {
        ...objectOf(key),
        ResponseContentType: octetStream,
        ResponseContentDisposition: attachment(fileName),
      };
      return getSignedUrl(urlClient, new GetObjectCommand(get), { expiresIn: seconds });
    },

    readUpload: (upload) => read(uploadOf(upload)),

    async keepUpload(upload, version, key) {
      const source = uploadOf(upload);
      const CopySource = `${source.Bucket}/${source.Key.split("/").map(encodeURIComponent).join("/")}`;
      await client.send(new CopyObjectCommand({ ...objectOf(key), CopySource, CopySourceIfMatch: version }));
    },

    removeUpload: (upload) => remove(uploadOf(upload)),
  };
}

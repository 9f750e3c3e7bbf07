import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Settings } from "../../src/modules/files/storage/s3-client.ts";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FakeStore {
  s3: S3Settings;
  /** The response to the next requests. */
  answer: Answer;
  close(): void;
}

const emptyList = '<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';

/** A response to the check of the bucket that Gaffer makes when it starts. */
export const listsNothing: Answer = (_request, response) => response.end(emptyList);

export const refuses =
  (status: number, code: string): Answer =>
  (request, response) => {
    request.resume();
    // Amazon's error for a wrong signature repeats the signature.
    const details = "<AWSAccessKeyId>key</AWSAccessKeyId><SignatureProvided>0123456789abcdef</SignatureProvided>";
    response.writeHead(status).end(`<Error><Code>${code}</Code><Message>said no</Message>${details}</Error>`);
  };

/** Starts an HTTP server that takes the place of an S3 store. */
export async function startFakeStore(): Promise<FakeStore> {
  const server = createServer((request, response) => store.answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const store: FakeStore = {
    s3: {
      bucket: "bucket",
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      prefix: "",
      credentials: { accessKeyId: "key", secretAccessKey: "hush-hush" },
    },
    answer: listsNothing,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return store;
}

import { S3Client } from "@aws-sdk/client-s3";
import { UnavailableError } from "../../../errors.ts";
import { FileMissingError } from "./storage.ts";

export interface S3Settings {
  bucket: string;
  region: string;
  /** The store's endpoint. undefined: Amazon's. */
  endpoint: string | undefined;
  /** The endpoint for clients, if it differs from `endpoint`. */
  publicEndpoint?: string | undefined;
  /** Whether URLs are `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  forcePathStyle: boolean;
  /** Prefix of every key. Empty, or ends with a slash. */
  prefix: string;
  /** Credentials of the store. undefined: the SDK's default credential chain. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Time limits of the store, in milliseconds, for each of three attempts. */
export interface S3Limits {
  connectMs: number;
  /** Maximum time until the response starts. A part of an upload must be sent by then. */
  answerMs: number;
  /** Maximum time until the next chunk of a content, while a reader waits for it. */
  stallMs: number;
}

export const defaultS3Limits: S3Limits = { connectMs: 3_000, answerMs: 15_000, stallMs: 15_000 };

export function createS3Client({ region, endpoint, forcePathStyle, credentials }: S3Settings, limits: S3Limits) {
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    // Other stores refuse the SDK's default checksums, or store them as content.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.answerMs,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: 200 },
      httpsAgent: { maxSockets: 200 },
    },
  });
  // The outermost middleware, so that it sees the result after all attempts.
  client.middlewareStack.add((next) => (args) => next(args).catch(refuse), { step: "initialize", priority: "high" });
  return client;
}

/** Error codes of an object, or a version of it, that doesn't exist. */
const missing = /^(NoSuchKey|NotFound|PreconditionFailed)$/;

/** Converts the store's error. Keeps only its name and message, because logged errors must not hold signatures. */
function refuse(error: Error & { $metadata?: { httpStatusCode?: number } }): never {
  const status = error.$metadata?.httpStatusCode;
  if (missing.test(error.name)) throw new FileMissingError(`the file store has no such file: ${error.name}`);
  throw storeUnavailable(`${error.name}: ${error.message}${status ? ` (HTTP ${status})` : ""}`);
}

export function storeUnavailable(reason: string): UnavailableError {
  return new UnavailableError("The file store", { cause: new Error(reason) });
}

import { S3Client } from "@aws-sdk/client-s3";
import { UnavailableError } from "../../../errors.ts";
import { FileMissingError } from "./storage.ts";

export interface S3Settings {
  bucket: string;
  region: string;
  /** Undefined: Amazon's. */
  endpoint: string | undefined;
  /** Where clients reach the store, if not there. */
  publicEndpoint?: string | undefined;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  forcePathStyle: boolean;
  /** Before every key; empty, or ends with a slash. */
  prefix: string;
  /** Undefined: wherever the SDK finds some. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** How long the store may take, in milliseconds: per try, of which there are three. */
export interface S3Limits {
  connectMs: number;
  /** Until the answer begins. A part of an upload must have been sent by then. */
  answerMs: number;
  /** Until more of a content comes that somebody waits for. */
  stallMs: number;
}

export const defaultS3Limits: S3Limits = { connectMs: 3_000, answerMs: 15_000, stallMs: 15_000 };

export function createS3Client({ region, endpoint, forcePathStyle, credentials }: S3Settings, limits: S3Limits) {
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    // Others than Amazon's refuse the checksums that the SDK would add, or store them as content.
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
  // Outermost, so that it hears of what the tries have come to.
  client.middlewareStack.add((next) => (args) => next(args).catch(refuse), { step: "initialize", priority: "high" });
  return client;
}

/** Codes that say that there is nothing, or nothing any more, with this name and version. */
const missing = /^(NoSuchKey|NotFound|PreconditionFailed)$/;

/** What the store says is repeated in words alone: its errors may hold signatures, and they are logged. */
function refuse(error: Error & { $metadata?: { httpStatusCode?: number } }): never {
  const status = error.$metadata?.httpStatusCode;
  if (missing.test(error.name)) throw new FileMissingError(`the file store has no such file: ${error.name}`);
  throw storeUnavailable(`${error.name}: ${error.message}${status ? ` (HTTP ${status})` : ""}`);
}

export function storeUnavailable(reason: string): UnavailableError {
  return new UnavailableError("The file store", { cause: new Error(reason) });
}

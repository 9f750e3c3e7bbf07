import path from "node:path";
import { StartError } from "../../../errors.ts";
import type { S3Limits, S3Settings } from "./s3-client.ts";
import type { Storage } from "./storage.ts";

interface StorageSettings {
  s3: S3Settings | undefined;
  dataDir: string;
  maxFileBytes: number;
}

/** Opens the configured storage. Rejects when it can't be used, so that the start fails and not the first upload. */
export async function openStorage(settings: StorageSettings, limits?: Partial<S3Limits>): Promise<Storage> {
  const { s3, dataDir, maxFileBytes } = settings;
  if (!s3) {
    const { createLocalStorage } = await import("./local-storage.ts");
    return createLocalStorage(path.join(dataDir, "files"), path.join(dataDir, "file-urls.key"));
  }
  // Imported lazily, because loading the SDK takes time.
  const { createS3Storage } = await import("./s3-storage.ts");
  return createS3Storage({ ...s3, maxBytes: maxFileBytes, ...(limits && { limits }) }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new StartError(
      `The bucket ${s3.bucket} can't be used (${reason}). Check S3_BUCKET, S3_ENDPOINT and the credentials.`,
      { cause: error },
    );
  });
}

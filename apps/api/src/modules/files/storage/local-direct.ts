import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { wholeBody } from "../../../http/json-body.ts";
import { ProblemError } from "../../../http/problem.ts";
import { toPart } from "../byte-range.ts";
import { openForReading, refuse, streamFile, syncFolder } from "./local-disk.ts";
import { assertStorageKey, attachment, type DirectAccess, FileMissingError, octetStream } from "./storage.ts";

interface LocalDirectOptions {
  /** File of the secret that signs URLs. Created if it doesn't exist. */
  keyFile: string;
  uploads: string;
  locate: (key: string) => Promise<string>;
  /** Returns the path of a storage key, and creates its folder. */
  locateNew: (key: string) => Promise<string>;
  /** Writes the whole content to a file, or nothing. */
  writeWhole: (target: string, content: AsyncIterable<Uint8Array>) => Promise<void>;
}

/**
 * Pre-signed URLs for the local driver. A folder has no server, so the URLs lead to the API, which serves them without
 * an API key. So clients that use pre-signed URLs also work without S3.
 */
export async function createLocalDirect(options: LocalDirectOptions): Promise<DirectAccess> {
  const { uploads, locate, locateNew, writeWhole } = options;
  const secret = await openSecret(options.keyFile);
  const sign = (what: string) => createHmac("sha256", secret).update(what).digest("base64url");

  function urlOf(method: string, key: string, terms: Record<string, string>, seconds: number): string {
    assertStorageKey(key);
    const query = new URLSearchParams({ ...terms, expires: String(Math.floor(Date.now() / 1000) + seconds) });
    query.set("signature", sign(`${method} ${key}?${query}`));
    return `/direct/${key}?${query}`;
  }

  /** Verifies a signed URL and returns what it allows. Throws for an invalid or expired one. */
  function readUrl(method: string, url: URL) {
    const key = url.pathname.slice("/direct/".length);
    const terms = new URLSearchParams(url.search);
    const signature = Buffer.from(terms.get("signature") ?? "");
    terms.delete("signature");
    const right = Buffer.from(sign(`${method} ${key}?${terms}`));
    const isOurs = signature.length === right.length && timingSafeEqual(signature, right);
    if (!isOurs || Number(terms.get("expires")) * 1000 < Date.now())
      throw new ProblemError(
        "forbidden",
        "The URL has expired, is for another method or has a wrong signature. Request a new one.",
      );
    assertStorageKey(key);
    return { key, terms };
  }

  const locateUpload = (upload: string) => {
    assertStorageKey(upload);
    return path.join(uploads, upload.replace("/", "."));
  };

  return {
    uploadUrl: async (upload, sizeBytes, seconds) => ({
      url: urlOf("PUT", upload, { sizeBytes: String(sizeBytes) }, seconds),
      headers: { "Content-Type": octetStream },
    }),

    downloadUrl: async (key, fileName, seconds) => urlOf("GET", key, { fileName }, seconds),

    async readUpload(upload) {
      const file = await openForReading(locateUpload(upload));
      try {
        return { version: versionOf(await file.stat()), content: streamFile(file, undefined) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    /**
     * Links the upload to the file's path, then compares the linked version. A concurrent upload creates another file,
     * so it can't change the linked one.
     */
    async keepUpload(upload, version, key) {
      const target = await locateNew(key);
      await link(locateUpload(upload), target).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new FileMissingError("the upload doesn't exist") : refuse(error);
      });
      if (versionOf(await stat(target)) === version) return syncFolder(path.dirname(target)).catch(refuse);
      await rm(target, { force: true });
      throw new FileMissingError("the upload was replaced meanwhile");
    },

    removeUpload: (upload) => rm(locateUpload(upload), { force: true }),

    async serve(request) {
      const { key, terms } = readUrl(request.method, new URL(request.url));
      if (request.method === "PUT") {
        await writeWhole(locateUpload(key), exactly(Number(terms.get("sizeBytes")), wholeBody(request)));
        return new Response(null);
      }
      const file = await openForReading(await locate(key)).catch((error: unknown) => {
        throw error instanceof FileMissingError
          ? new ProblemError("not-found", "The file was deleted, so the URL no longer works.")
          : error;
      });
      try {
        const { status, range, headers } = toPart(request.headers.get("range") ?? undefined, (await file.stat()).size);
        const described = {
          ...headers,
          "Content-Length": String(headers["Content-Length"]),
          "Content-Type": octetStream,
          "Content-Disposition": attachment(terms.get("fileName") ?? ""),
        };
        return new Response(streamFile(file, range), { status, headers: described });
      } catch (error) {
        await file.close();
        throw error;
      }
    },
  };
}

/** The version of a file. A replaced file has another version, even with the same content. */
function versionOf({ ino, mtimeMs, size }: Awaited<ReturnType<typeof stat>>): string {
  return `${ino} ${mtimeMs} ${size}`;
}

async function* exactly(sizeBytes: number, content: AsyncIterable<Uint8Array>) {
  let read = 0;
  for await (const chunk of content) {
    read += chunk.byteLength;
    if (read > sizeBytes)
      throw new ProblemError(
        "too-large",
        `The content is larger than the declared ${sizeBytes} bytes. Upload the declared content, or create another upload.`,
        {
          headers: { Connection: "close" },
        },
      );
    yield chunk;
  }
  if (read < sizeBytes)
    throw new ProblemError(
      "malformed-body",
      `The content has ${read} bytes; the upload has ${sizeBytes}. Upload the whole content.`,
    );
}

/** Reads the secret. The first process creates it atomically. */
async function openSecret(keyFile: string): Promise<Buffer> {
  const draft = `${keyFile}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32), { mode: 0o600 });
  await link(draft, keyFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(keyFile);
}

import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { wholeBody } from "../../../http/json-body.ts";
import { ProblemError } from "../../../http/problem.ts";
import { toPart } from "../byte-range.ts";
import { openForReading, refuse, streamFile, syncFolder } from "./local-disk.ts";
import { assertStorageKey, attachment, type DirectAccess, FileMissingError, octetStream } from "./storage.ts";

interface LocalDirectOptions {
  /** Holds the secret that URLs are signed with. Made when it isn't there. */
  keyFile: string;
  uploads: string;
  locate: (key: string) => Promise<string>;
  /** The same, in a folder that is there. */
  locateNew: (key: string) => Promise<string>;
  /** Stores all of a content under a name, or nothing. */
  writeWhole: (target: string, content: AsyncIterable<Uint8Array>) => Promise<void>;
}

/**
 * What pre-signed URLs are elsewhere. A folder has no server that clients could reach, so the URLs lead to the API, which serves
 * them without a key: what is written for S3 works where there is none.
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

  /** What a URL of ours allows. Throws when it isn't one, or isn't any more. */
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

    /** The link is made first and looked at then: whatever is put meanwhile is another file. */
    async keepUpload(upload, version, key) {
      const target = await locateNew(key);
      await link(locateUpload(upload), target).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new FileMissingError("the upload is gone") : refuse(error);
      });
      if (versionOf(await stat(target)) === version) return syncFolder(path.dirname(target)).catch(refuse);
      await rm(target, { force: true });
      throw new FileMissingError("another content was put meanwhile");
    },

    removeUpload: (upload) => rm(locateUpload(upload), { force: true }),

    async serve(request) {
      const { key, terms } = readUrl(request.method, new URL(request.url));
      if (request.method === "PUT") {
        await writeWhole(locateUpload(key), exactly(Number(terms.get("sizeBytes")), wholeBody(request)));
        return new Response(null);
      }
      const file = await openForReading(await locate(key)).catch((error: unknown) => {
        throw error instanceof FileMissingError ? new ProblemError("not-found", "The file was deleted.") : error;
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

/** A file that has been replaced is another one, even if nothing of it differs. */
function versionOf({ ino, mtimeMs, size }: Awaited<ReturnType<typeof stat>>): string {
  return `${ino} ${mtimeMs} ${size}`;
}

async function* exactly(sizeBytes: number, content: AsyncIterable<Uint8Array>) {
  let read = 0;
  for await (const chunk of content) {
    read += chunk.byteLength;
    if (read > sizeBytes)
      throw new ProblemError("too-large", `The content is larger than the ${sizeBytes} bytes of the upload.`, {
        headers: { Connection: "close" },
      });
    yield chunk;
  }
  if (read < sizeBytes)
    throw new ProblemError(
      "malformed-body",
      `The content has ${read} bytes; the upload has ${sizeBytes}. Upload the whole content.`,
    );
}

/** The secret, made by whichever process comes first, and never seen by half. */
async function openSecret(keyFile: string): Promise<Buffer> {
  const draft = `${keyFile}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32), { mode: 0o600 });
  await link(draft, keyFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(keyFile);
}

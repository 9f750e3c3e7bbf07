import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { idOf, type KeyedOptions, type OrgCall } from "./call.ts";
import type {
  CallOptions,
  CreateUpload,
  DirectUpload,
  FileQuery,
  FileUrl,
  Page,
  File as StoredFile,
} from "./models.ts";
import { paginated } from "./paginate.ts";
import type { FetchWithProgress, OnUploadProgress } from "./upload-progress.ts";

export interface Upload {
  /** File name. Maximum: 255 characters. */
  name: string;
  content: Blob | Uint8Array | ReadableStream<Uint8Array> | string;
  /**
   * Media type. Default: a Blob's own type, `text/plain;charset=utf-8` for a string, else `application/octet-stream`.
   */
  contentType?: string | undefined;
  /** When the file may be removed, as an ISO 8601 instant. Default: never. */
  expiresAt?: string | undefined;
}

export interface UploadOptions extends KeyedOptions {
  /**
   * Called with the progress of the upload. In browsers, an upload with this callback uses XMLHttpRequest instead of
   * the client's `fetch`.
   */
  onProgress?: OnUploadProgress | undefined;
}

export interface DownloadOptions extends CallOptions {
  /**
   * The bytes to download: `bytes=0-99` (the first 100), `bytes=100-` (all after the first 100) or `bytes=-100` (the
   * last 100).
   */
  range?: `bytes=${string}` | undefined;
}

/** A file, or its id. */
export type FileRef = string | { readonly id: string };

/** The files of an organization. */
export interface FilesClient {
  /**
   * Uploads a file. Never retried, because the content may be a stream. To upload it again after a lost response, give
   * both calls the same `idempotencyKey`: the file is then stored once.
   */
  upload(file: Upload, options?: UploadOptions): Promise<StoredFile>;

  get(file: FileRef, options?: CallOptions): Promise<StoredFile>;

  /** Lists a page of files, newest first. */
  list(query?: FileQuery, options?: CallOptions): Promise<Page<StoredFile>>;

  /** Yields all files, newest first. Reads page by page. */
  paginate(query?: FileQuery, options?: CallOptions): AsyncGenerator<StoredFile, void, undefined>;

  /** Returns the file's content as an unread response: use its `body`, `blob()`, `text()` or `arrayBuffer()`. */
  download(file: FileRef, options?: DownloadOptions): Promise<Response>;

  /** Starts an upload directly to the store: PUT the content to the returned `url`, then complete it. */
  createUpload(file: CreateUpload, options?: CallOptions): Promise<DirectUpload>;

  /** Converts a completed upload to a file. Repeated calls return the same file. */
  completeUpload(uploadId: string, options?: KeyedOptions): Promise<StoredFile>;

  /** Returns a URL from which its holder can download the content for five minutes. */
  url(file: FileRef, options?: CallOptions): Promise<FileUrl>;

  /** Renames the file. Not retried after a network error, because it may have succeeded. */
  rename(file: FileRef, name: string, options?: CallOptions): Promise<StoredFile>;

  /** Deletes the file and its content. */
  delete(file: FileRef, options?: CallOptions): Promise<void>;
}

export interface FilesContext {
  http: Client<paths>;
  call: OrgCall;
  orgId: string;
  baseUrl: string;
  fetchWithProgress: FetchWithProgress;
}

export function createFilesClient({ http, call, orgId, baseUrl, fetchWithProgress }: FilesContext): FilesClient {
  const ofFile = (file: FileRef) => ({ path: { fileId: idOf(file) } });

  /** Makes a URL absolute: the URLs of a local store are paths of the API. */
  const absolute = <Answer extends { url: string }>(answer: Answer): Answer =>
    answer.url.startsWith("/") ? { ...answer, url: `${baseUrl}${answer.url}` } : answer;

  const list: FilesClient["list"] = (query, options) => call("listFiles", { query }, options);
  return {
    upload: async ({ name, content, contentType, expiresAt }, { onProgress, idempotencyKey, signal = null } = {}) => {
      const query = expiresAt === undefined ? { name } : { name, expiresAt };
      return dataOf(
        http.POST("/v1/orgs/{orgId}/files", {
          params: { path: { orgId }, query },
          headers: {
            "Content-Type": contentType ?? contentTypeOf(content),
            ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
          },
          body: await sendable(content),
          bodySerializer: (body) => body,
          ...(onProgress && { fetch: fetchWithProgress(sizeOf(content), onProgress) }),
          signal,
          duplex: "half",
        }),
      );
    },
    get: (file, options) => call("getFile", ofFile(file), options),
    list,
    paginate: paginated(list),
    download: async (file, { range, signal = null } = {}) => {
      const params = { path: { orgId, ...ofFile(file).path }, header: range === undefined ? {} : { Range: range } };
      const init = { params, parseAs: "stream", signal } as const;
      return (await accepted(http.GET("/v1/orgs/{orgId}/files/{fileId}/content", init))).response;
    },
    createUpload: async (body, options) => absolute(await call("createUpload", { body }, options)),
    completeUpload: (uploadId, options) => call("completeUpload", { path: { uploadId } }, options),
    url: async (file, options) => absolute(await call("getFileUrl", ofFile(file), options)),
    rename: (file, name, options) => call("updateFile", { ...ofFile(file), body: { name } }, options),
    delete: (file, options) => call("deleteFile", ofFile(file), options),
  };
}

function contentTypeOf(content: Upload["content"]): string {
  if (typeof content === "string") return "text/plain;charset=utf-8";
  return (content instanceof Blob && content.type) || "application/octet-stream";
}

/** Returns the size of the content in bytes. null: the content is a stream, whose size is unknown before it is read. */
function sizeOf(content: Upload["content"]): number | null {
  if (content instanceof ReadableStream) return null;
  if (content instanceof Blob) return content.size;
  return typeof content === "string" ? new TextEncoder().encode(content).byteLength : content.byteLength;
}

/**
 * Reads a stream into a Blob if the browser can't send streams: Firefox and Safari would send "[object
 * ReadableStream]". Returns other content unchanged.
 */
async function sendable(content: Upload["content"]): Promise<Upload["content"]> {
  return content instanceof ReadableStream && !canStreamRequests() ? new Response(content).blob() : content;
}

function canStreamRequests(): boolean {
  let readDuplex = false;
  const init = {
    method: "POST",
    body: new ReadableStream(),
    get duplex() {
      readDuplex = true;
      return "half";
    },
  };
  const wasText = new Request("http://localhost", init).headers.has("Content-Type");
  return readDuplex && !wasText;
}

/**
 * A file storage driver. Keys are `<orgId>/<fileId>`; a driver never sees a file's name. Every method rejects with UnavailableError when the
 * store is unavailable.
 */
export interface Storage {
  /** Stores the whole `content` under `key`, or nothing. Rejects with the error of `content`. */
  write(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Reads the bytes from `start` to `end`, both inclusive. Default: all bytes. Rejects with FileMissingError if nothing is stored. */
  read(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** Removes a content. Removing a missing one succeeds. */
  remove(key: string): Promise<void>;
  /** Lists contents last written before `before`, unordered. */
  list(before: Date): AsyncIterable<{ key: string; sizeBytes: number }>;
  /** Lists the remains of unfinished uploads from before `before`. */
  listUnfinished(before: Date): AsyncIterable<Unfinished>;
  /** Removes all contents and unfinished uploads of an organization. Stops when the signal aborts. */
  removeOrg(orgId: string, signal: AbortSignal): Promise<void>;
  direct: DirectAccess;
}

export interface Unfinished {
  sizeBytes: number;
  remove(): Promise<void>;
}

/**
 * Pre-signed URLs: each allows one operation for a limited time without a credential. A URL that starts with a slash is a path of the API.
 * Uploads have keys like files.
 */
export interface DirectAccess {
  /** Responds to a request with a signed URL. Only for drivers whose URLs lead to the API. */
  serve?(request: Request): Promise<Response>;
  /** Creates a URL for an upload of exactly `sizeBytes` bytes. */
  uploadUrl(
    upload: string,
    sizeBytes: number,
    seconds: number,
  ): Promise<{ url: string; headers: Record<string, string> }>;
  /** Creates a URL for the download of a file as `fileName`. */
  downloadUrl(key: string, fileName: string, seconds: number): Promise<string>;
  /**
   * Opens an upload's content. `version` identifies this content: it changes when a client uploads another one. Rejects with
   * FileMissingError if the upload doesn't exist.
   */
  readUpload(upload: string): Promise<{ content: ReadableStream<Uint8Array>; version: string }>;
  /** Copies an upload to a file. Rejects with FileMissingError if the upload doesn't exist or has another version. */
  keepUpload(upload: string, version: string, key: string): Promise<void>;
  removeUpload(upload: string): Promise<void>;
}

export class FileMissingError extends Error {}

/** The stored media type of every content, so that no browser runs it, even from a public bucket. */
export const octetStream = "application/octet-stream";

const keyPattern = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

export const isStorageKey = (key: string) => keyPattern.test(key);

/** Throws unless the text is an id. Called before the text becomes part of a path. */
export function assertOrgFolder(orgId: string): void {
  if (!/^[0-9a-f-]{36}$/.test(orgId)) throw new Error(`not an organization's id: ${orgId}`);
}

/** Throws unless the key consists of two ids. Called before the key becomes part of a path. */
export function assertStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new Error(`not a storage key: ${key}`);
}

/** The `Content-Disposition` header of a download (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  const escapeRest = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, escapeRest)}`;
}

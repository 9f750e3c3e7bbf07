/**
 * What a store of files must do. Keys are `<orgId>/<fileId>`; a store never sees a file's name. Whatever is asked of one
 * that is away or refuses to answer rejects with UnavailableError.
 */
export interface Storage {
  /** Stores all of `content` under `key` or nothing. Rejects with whatever `content` throws. */
  write(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes from `start` to `end`, both included; all of them without a range. Rejects with FileMissingError. */
  read(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** Removes what is stored under `key`; removing nothing is fine. */
  remove(key: string): Promise<void>;
  /** What is stored and was last written before `before`, in no order. */
  list(before: Date): AsyncIterable<{ key: string; sizeBytes: number }>;
  /** What uploads that never finished have left before `before`. */
  listUnfinished(before: Date): AsyncIterable<Unfinished>;
  /** Removes everything that is stored for an organization, finished or not. Where that takes long it heeds the signal. */
  removeOrg(orgId: string, signal: AbortSignal): Promise<void>;
  direct: DirectAccess;
}

export interface Unfinished {
  sizeBytes: number;
  remove(): Promise<void>;
}

/**
 * URLs that allow one thing for a while, to whoever has them; those that begin with a slash are paths of the API. Uploads are
 * named like files, and become files later.
 */
export interface DirectAccess {
  /** Answers whoever comes with such a URL, if it is we who must. */
  serve?(request: Request): Promise<Response>;
  /** Where a client may put exactly `sizeBytes` bytes. */
  uploadUrl(
    upload: string,
    sizeBytes: number,
    seconds: number,
  ): Promise<{ url: string; headers: Record<string, string> }>;
  /** Where a client may read a file, which is saved under `fileName`. */
  downloadUrl(key: string, fileName: string, seconds: number): Promise<string>;
  /** What was put, and which version of it this is. Rejects with FileMissingError. */
  readUpload(upload: string): Promise<{ content: ReadableStream<Uint8Array>; version: string }>;
  /** Stores an upload as a file. Rejects with FileMissingError if it isn't this version any more. */
  keepUpload(upload: string, version: string, key: string): Promise<void>;
  removeUpload(upload: string): Promise<void>;
}

export class FileMissingError extends Error {}

/** The media type under which stores keep everything: no browser may run it, not even from a bucket that is public. */
export const octetStream = "application/octet-stream";

const keyPattern = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

export const isStorageKey = (key: string) => keyPattern.test(key);

/** Refuses what isn't an id, before it gets anywhere near a path. */
export function assertOrgFolder(orgId: string): void {
  if (!/^[0-9a-f-]{36}$/.test(orgId)) throw new Error(`not an organization's id: ${orgId}`);
}

/** Refuses what isn't made of two ids, before it gets anywhere near a path. */
export function assertStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new Error(`not a storage key: ${key}`);
}

/** `attachment` with the file's name, as a header has it (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  const escapeRest = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, escapeRest)}`;
}

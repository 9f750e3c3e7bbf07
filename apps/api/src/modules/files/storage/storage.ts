/** What a store of files must do. Keys are `<orgId>/<fileId>`; a store never sees a file's name. */
export interface Storage {
  /** Stores all of `content` under `key` or nothing. Rejects with whatever `content` throws. */
  write(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes from `start` to `end`, both included; all of them without a range. Rejects with FileMissingError. */
  read(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** Removes what is stored under `key`; removing nothing is fine. */
  remove(key: string): Promise<void>;
  /** Removes what uploads that never finished have left before `before`. */
  removeAbandoned(before: Date): Promise<{ count: number; sizeBytes: number }>;
  /** What is stored and was last written before `before`, in no order. */
  list(before: Date): AsyncIterable<{ key: string; sizeBytes: number }>;
}

export class FileMissingError extends Error {}

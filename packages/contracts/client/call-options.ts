import type { CallOptions } from "./models.ts";

export interface CreateOptions extends CallOptions {
  /**
   * Makes calls with the same key and request within 24 hours create only once, such as after a restart of your own
   * process. Default: a new key for each call, which makes its own retries safe.
   */
  idempotencyKey?: string | undefined;
}

export function idempotencyHeader({ idempotencyKey }: CreateOptions): { "Idempotency-Key"?: string } {
  return idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey };
}

export function callInit({ signal }: CallOptions): { signal: AbortSignal | null } {
  return { signal: signal ?? null };
}

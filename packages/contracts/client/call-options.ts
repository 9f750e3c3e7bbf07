import type { CallOptions } from "./models.ts";

export interface CreateOptions extends CallOptions {
  /**
   * Calls with the same key and the same request within 24 hours create only once, for example after a restart of your
   * process. Default: a new key per call, which makes the retries of that call safe.
   */
  idempotencyKey?: string | undefined;
}

export function idempotencyHeader({ idempotencyKey }: CreateOptions): { "Idempotency-Key"?: string } {
  return idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey };
}

export function callInit({ signal }: CallOptions): { signal: AbortSignal | null } {
  return { signal: signal ?? null };
}

/**
 * Tracks whether the server responds. Queries report the server's responses here, and pages show whether the connection
 * is lost.
 */
import { ConnectionError } from "@gaffer/client";
import { useSyncExternalStore } from "react";

/** Time of the server's last response, or of the last moment when the shown data was known to be current. */
let answeredAt = Date.now();
/** Time until which the shown data was current when the connection was lost. undefined: connected. */
let lostSince: number | undefined;
const listeners = new Set<() => void>();

function change(since: number | undefined): void {
  if (lostSince === since) return;
  lostSince = since;
  for (const listener of listeners) listener();
}

/** Reports a response of the server. */
export function markConnected(): void {
  answeredAt = Date.now();
  change(undefined);
}

/** Reports that the shown data was current until now, for example because the stream of live updates ended. */
export function markFresh(): void {
  if (lostSince === undefined) answeredAt = Date.now();
}

/** Reports that the server doesn't respond, or responds that it is unavailable. */
export function markLost(): void {
  if (lostSince === undefined) change(answeredAt);
}

/** Whether the error says that the server or its database is unavailable. */
export function isOutage(error: unknown): boolean {
  // An error that is a string is the error page of a proxy, because errors of the API are JSON objects.
  if (error instanceof ConnectionError || typeof error === "string") return true;
  const { status } = (error ?? {}) as { status?: unknown };
  return status === 502 || status === 503 || status === 504;
}

export const getLostSince = (): number | undefined => lostSince;

/** Calls the listener when the connection is lost and when it recovers. Returns a function that unsubscribes. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Hook that returns the time until which the shown data was current when the connection was lost. undefined: connected.
 */
export const useLostSince = (): number | undefined => useSyncExternalStore(onConnectionChange, getLostSince);

/** Resolves when the connection has recovered. Resolves immediately if the connection isn't lost. */
export function whenConnected(): Promise<void> {
  if (lostSince === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const end = onConnectionChange(() => {
      if (lostSince !== undefined) return;
      end();
      resolve();
    });
  });
}

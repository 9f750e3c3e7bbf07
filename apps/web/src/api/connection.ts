/** Tracks whether the server responds. Queries report their responses here, and pages show the state. */
import { ConnectionError } from "@gaffer/client";
import { useSyncExternalStore } from "react";

/** Time of the last response. */
let answeredAt = Date.now();
/** Time of the last response while the connection is lost. undefined: connected. */
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

/** Reports a request without a response. */
export function markLost(): void {
  if (lostSince === undefined) change(answeredAt);
}

/** Whether the error says that the server or its database is unavailable. */
export function isOutage(error: unknown): boolean {
  // A text is the error page of a proxy, because errors of the API are JSON.
  if (error instanceof ConnectionError || typeof error === "string") return true;
  const { status } = (error ?? {}) as { status?: unknown };
  return status === 502 || status === 503 || status === 504;
}

export const getLostSince = (): number | undefined => lostSince;

/** Calls back when the connection is lost and when it recovers. Returns a function that unsubscribes. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Time until which the shown data is current, while the connection is lost. undefined: connected. */
export const useLostSince = (): number | undefined => useSyncExternalStore(onConnectionChange, getLostSince);

/** Resolves when the server responds. */
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

/** Whether the server responds. Queries report to this module, and pages show it. */
import { ConnectionError } from "@gaffer/client";
import { useSyncExternalStore } from "react";

/** When the server answered last. */
let answeredAt = Date.now();
/** The same while the server doesn't answer; undefined while it does. */
let lostSince: number | undefined;
const listeners = new Set<() => void>();

function change(since: number | undefined): void {
  if (lostSince === since) return;
  lostSince = since;
  for (const listener of listeners) listener();
}

/** The server has answered, so what is shown is as of now. */
export function markConnected(): void {
  answeredAt = Date.now();
  change(undefined);
}

/** What is shown was certain until now, whether or not the server answers from now on. */
export function markFresh(): void {
  if (lostSince === undefined) answeredAt = Date.now();
}

/** A request got no answer. */
export function markLost(): void {
  if (lostSince === undefined) change(answeredAt);
}

/** Whether the error says that the server, or its database, can't be reached at the moment. */
export function isOutage(error: unknown): boolean {
  // A proxy's error page is text.
  if (error instanceof ConnectionError || typeof error === "string") return true;
  const { status } = (error ?? {}) as { status?: unknown };
  return status === 502 || status === 503 || status === 504;
}

export const getLostSince = (): number | undefined => lostSince;

/** Calls back when the connection is lost, and when it is back. Returns what ends that. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Until when the shown data is certain, while the server doesn't answer; undefined while it does. */
export const useLostSince = (): number | undefined => useSyncExternalStore(onConnectionChange, getLostSince);

/** Resolves when the server answers. */
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

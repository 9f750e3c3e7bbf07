/** Detects that the server responds again, and repeats the failed reads. */
import type { Query } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";
import { getLostSince, markConnected, onConnectionChange } from "./connection.ts";
import { isFollowed } from "./org-refresh.ts";

/** Interval in milliseconds between requests that check the server while the connection is lost. */
const checkMs = 3_000;

let pending: Promise<void> | undefined;

/** Requests /v1/me once. Any response means that the server is available. */
export function checkServer(): Promise<void> {
  pending ??= check().finally(() => {
    pending = undefined;
  });
  return pending;
}

async function check(): Promise<void> {
  const answer = await gaffer.http.GET("/v1/me").catch(() => undefined);
  if (answer && answer.response.status < 500) markConnected();
}

/**
 * Repeats the failed queries of the page, except followed lists that have data: `JobListFollower` reads these lists
 * again.
 */
export function readFailedAgain(): void {
  const hasFailed = (query: Query) =>
    query.state.status === "error" && (query.state.data === undefined || !isFollowed(query));
  void queryClient.refetchQueries({ type: "active", predicate: hasFailed }, { cancelRefetch: false });
}

/**
 * Polls the server while the connection is lost. After the recovery, repeats failed queries and calls `onRecovery`,
 * which handles failures outside queries, such as a route's loader that failed.
 */
export function recover(onRecovery: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const checkWhenVisible = () => {
    if (!document.hidden && getLostSince() !== undefined) void checkServer();
  };
  document.addEventListener("visibilitychange", checkWhenVisible);
  onConnectionChange(() => {
    clearInterval(timer);
    if (getLostSince() !== undefined) {
      timer = setInterval(checkWhenVisible, checkMs);
      return;
    }
    readFailedAgain();
    onRecovery();
  });
}

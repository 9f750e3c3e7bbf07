/** Detects that the server responds again, and repeats the failed reads. */
import type { Query } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";
import { getLostSince, markConnected, onConnectionChange } from "./connection.ts";
import { isFollowed } from "./org-refresh.ts";

/** Interval between requests while the connection is lost. */
const askMs = 3_000;

let asking: Promise<void> | undefined;

/** Requests /v1/me once. Any response means that the server is available. */
export function askServer(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  const answer = await gaffer.http.GET("/v1/me").catch(() => undefined);
  if (answer && answer.response.status < 500) markConnected();
}

/** Repeats the failed queries of the page. A followed list with data continues by itself. */
export function readFailedAgain(): void {
  const hasFailed = (query: Query) =>
    query.state.status === "error" && (query.state.data === undefined || !isFollowed(query));
  void queryClient.refetchQueries({ type: "active", predicate: hasFailed }, { cancelRefetch: false });
}

/** Polls the server while the connection is lost. Calls back after the recovery, for errors outside of queries. */
export function recover(onRecovery: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const askWhenSeen = () => {
    if (!document.hidden && getLostSince() !== undefined) void askServer();
  };
  document.addEventListener("visibilitychange", askWhenSeen);
  onConnectionChange(() => {
    clearInterval(timer);
    if (getLostSince() !== undefined) {
      timer = setInterval(askWhenSeen, askMs);
      return;
    }
    readFailedAgain();
    onRecovery();
  });
}

/** Finds out when a lost server is back, and reads again what failed meanwhile. */
import type { Query } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";
import { getLostSince, markConnected, onConnectionChange } from "./connection.ts";
import { isFollowed } from "./org-refresh.ts";

/** How often a lost server is asked whether it is back. */
const askMs = 3_000;

let asking: Promise<void> | undefined;

/** Asks the server once, for something that it always answers. */
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

/** Reads again all that is shown and couldn't be read. A list of jobs, which may be long, reads on from where it is by itself. */
export function readFailedAgain(): void {
  const hasFailed = (query: Query) =>
    query.state.status === "error" && (query.state.data === undefined || !isFollowed(query));
  void queryClient.refetchQueries({ type: "active", predicate: hasFailed }, { cancelRefetch: false });
}

/** Begins to ask when the server is lost; calls back when it is back, for what isn't a query. */
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

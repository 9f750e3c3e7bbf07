/** The API client: the SDK, and TanStack Query over it. No other module creates a client. */
import { createClient } from "@gaffer/client";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import createQueries from "openapi-react-query";
import { isOutage, markConnected, markLost } from "./connection.ts";
import { toProblem } from "./problem.ts";

/** The SDK's client, for requests that change data. Cookies hold the session. */
export const gaffer = createClient({ baseUrl: location.origin, cookies: true, readTimeoutMs: 10_000 });

/** TanStack queries of the operations that read. A query's key is the method, path and parameters of its operation. */
export const api = createQueries(gaffer.http);

const sessionEndings = new Set<() => void>();

/** Registers a listener. It is called when the API answers a query with 401, because the session ended. */
export function onSessionEnd(listener: () => void): void {
  sessionEndings.add(listener);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: markConnected,
    onError(error, { queryKey }) {
      if (isOutage(error)) markLost();
      // The code that reads /v1/me handles a 401 itself.
      if (toProblem(error).status !== 401 || queryKey[1] === "/v1/me") return;
      for (const listener of sessionEndings) listener();
    },
  }),
  // Queries don't retry, because the SDK already retries transient errors.
  defaultOptions: { queries: { retry: false, staleTime: 5000 } },
});

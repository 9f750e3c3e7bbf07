/** The way to the API: the SDK, and TanStack Query over it. Nothing else in the app sends a request. */
import { createClient } from "@gaffer/client";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import createQueries from "openapi-react-query";
import { isOutage, markConnected, markLost } from "./connection.ts";
import { toProblem } from "./problem.ts";

/** For what changes something. Who is signed in is in the cookies. */
export const gaffer = createClient({ baseUrl: location.origin, cookies: true, readTimeoutMs: 10_000 });

/** For what is read: queries whose keys are the method, path and parameters of the operation. */
export const api = createQueries(gaffer.http);

const sessionEndings = new Set<() => void>();

/** Calls back when the API no longer knows who is asking. */
export function onSessionEnd(listener: () => void): void {
  sessionEndings.add(listener);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: markConnected,
    onError(error, { queryKey }) {
      if (isOutage(error)) markLost();
      // /v1/me asks whether a user is signed in, and its caller handles the 401.
      if (toProblem(error).status !== 401 || queryKey[1] === "/v1/me") return;
      for (const listener of sessionEndings) listener();
    },
  }),
  // The SDK tries again what failed for a moment; what it gives up on isn't better a second later.
  defaultOptions: { queries: { retry: false, staleTime: 5000 } },
});

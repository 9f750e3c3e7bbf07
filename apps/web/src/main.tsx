import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { onSessionEnd, queryClient } from "./api/client.ts";
import { isOutage } from "./api/connection.ts";
import { toProblem } from "./api/problem.ts";
import { recover } from "./api/recovery.ts";
import { router } from "./routes.tsx";
import "./styles.css";
import { initTheme } from "./shell/theme.ts";

initTheme();

// After signing in, the user returns to the page that they were on.
onSessionEnd(() => {
  queryClient.removeQueries({ queryKey: ["get", "/v1/me"] });
  void router.invalidate();
});

// Queries are read again by themselves; a page that couldn't be shown is loaded again.
recover(() => {
  if (router.state.matches.some(({ status }) => status === "error")) void router.invalidate();
});

const element = document.getElementById("app");
if (!element) throw new Error("the page has no place for the app");
createRoot(element, {
  // The page shows problems and lost connections. Anything else is a bug.
  onCaughtError(error) {
    if (!toProblem(error).requestId && !isOutage(error)) reportError(error);
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

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

// Loads the current route again after the session ended. The route then leads to the sign-in page. After signing in,
// the user returns to the page of that route.
onSessionEnd(() => {
  queryClient.removeQueries({ queryKey: ["get", "/v1/me"] });
  void router.invalidate();
});

// Failed queries repeat by themselves after an outage. A page whose loader failed is loaded again here.
recover(() => {
  if (router.state.matches.some(({ status }) => status === "error")) void router.invalidate();
});

const element = document.getElementById("app");
if (!element) throw new Error("the page has no place for the app");
createRoot(element, {
  // Pages show problems and outages to the user. Any other error is a bug and is reported.
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

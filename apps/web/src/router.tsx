/** Every page: its path, the search parameters it reads, and what it loads. The code of a page is loaded when it is opened. */
import { createRouter } from "@tanstack/react-router";
import { fileRoutes } from "./routes/files.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { orgHomeRoute, orgRoute } from "./routes/org.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { rootRoute } from "./routes/root.ts";
import { scheduleRoutes } from "./routes/schedules.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { signedInRoute, signedInRoutes } from "./routes/signed-in.ts";
import { systemRoutes } from "./routes/system.ts";
import { ErrorPage } from "./shell/error-page.tsx";
import { PageSkeleton } from "./ui/skeleton.tsx";

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...signInRoutes,
    signedInRoute.addChildren([
      ...signedInRoutes,
      ...systemRoutes,
      orgRoute.addChildren([
        orgHomeRoute,
        ...overviewRoutes,
        ...jobRoutes,
        ...scheduleRoutes,
        ...fileRoutes,
        settingsRoutes,
      ]),
    ]),
  ]),
  // What a route doesn't read from the URL isn't there: otherwise a value that it turns down would come through as it is.
  search: { strict: true },
  defaultPreload: "intent",
  // TanStack Query caches the data and knows its age.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

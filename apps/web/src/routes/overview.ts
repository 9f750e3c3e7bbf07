import type { TimelinePeriod } from "@gaffer/client";
import { createRoute } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { jobStatsQuery } from "../data/jobs.ts";
import { periods } from "../pages/overview/period.ts";
import { lazyPage } from "./lazy-page.ts";
import { orgRoute } from "./org.ts";

/** How far back it looks; an hour when the URL doesn't say. */
function readPeriod({ period }: Record<string, unknown>): { period?: TimelinePeriod } {
  const known = periods.find((name) => name === period);
  return known ? { period: known } : {};
}

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/overview",
    validateSearch: readPeriod,
    loader: ({ params: { orgId } }) => queryClient.ensureQueryData(jobStatsQuery(orgId)),
    component: lazyPage(() => import("../pages/overview/overview-page.tsx"), "OverviewPage"),
  }),
] as const;

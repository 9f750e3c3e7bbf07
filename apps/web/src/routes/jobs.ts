import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "./org.ts";

export const jobRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/jobs",
    component: lazyRouteComponent(() => import("../pages/jobs/jobs-page.tsx"), "JobsPage"),
  }),
] as const;

/** Pages of the installation. Each loads its data first, so other users see the API's refusal. */
import { createRoute, redirect } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { queuesQuery, systemAuditQuery, systemJobsQuery, systemRunsQuery, workersQuery } from "../data/system.ts";
import { lazyPage } from "./lazy-page.ts";
import { signedInRoute } from "./signed-in.ts";

const systemRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/system",
  component: lazyPage(() => import("../shell/system-frame.tsx"), "SystemFrame"),
});

export const systemRoutes = [
  systemRoute.addChildren([
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/",
      beforeLoad() {
        throw redirect({ to: "/system/jobs" });
      },
    }),
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/jobs",
      loader: () => queryClient.ensureQueryData(systemJobsQuery),
      component: lazyPage(() => import("../pages/system/system-jobs-page.tsx"), "SystemJobsPage"),
    }),
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/jobs/$name",
      loader: ({ params: { name } }) =>
        Promise.all([queryClient.ensureQueryData(systemJobsQuery), queryClient.ensureQueryData(systemRunsQuery(name))]),
      component: lazyPage(() => import("../pages/system/system-job-page.tsx"), "SystemJobPage"),
    }),
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/workers",
      loader: () => queryClient.ensureQueryData(workersQuery),
      component: lazyPage(() => import("../pages/system/workers-page.tsx"), "WorkersPage"),
    }),
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/queues",
      loader: () => queryClient.ensureQueryData(queuesQuery),
      component: lazyPage(() => import("../pages/system/queues-page.tsx"), "QueuesPage"),
    }),
    createRoute({
      getParentRoute: () => systemRoute,
      path: "/audit",
      loader: () => queryClient.ensureInfiniteQueryData(systemAuditQuery),
      component: lazyPage(() => import("../pages/system/system-audit-page.tsx"), "SystemAuditPage"),
    }),
  ]),
] as const;

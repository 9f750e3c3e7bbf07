import { createRoute } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { jobTypesQuery } from "../data/jobs.ts";
import { type ScheduleFilters, scheduleQuery } from "../data/schedules.ts";
import { lazyPage } from "./lazy-page.ts";
import { orgRoute } from "./org.ts";

/** What the URL says. Whether it is a state is for the API to say. */
function readFilters({ state }: Record<string, unknown>): ScheduleFilters {
  return typeof state === "string" && state !== "" ? ({ state } as ScheduleFilters) : {};
}

export const scheduleRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/schedules",
    validateSearch: readFilters,
    component: lazyPage(() => import("../pages/schedules/schedules-page.tsx"), "SchedulesPage"),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/schedules/new",
    loader: ({ params: { orgId } }) => queryClient.ensureQueryData(jobTypesQuery(orgId)),
    component: lazyPage(() => import("../pages/schedules/new-schedule-page.tsx"), "NewSchedulePage"),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/schedules/$scheduleId",
    loader: ({ params: { orgId, scheduleId } }) => queryClient.ensureQueryData(scheduleQuery(orgId, scheduleId)),
    component: lazyPage(() => import("../pages/schedules/schedule-page.tsx"), "SchedulePage"),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/schedules/$scheduleId/edit",
    loader: ({ params: { orgId, scheduleId } }) =>
      Promise.all([
        queryClient.ensureQueryData(jobTypesQuery(orgId)),
        // As it is now: an earlier one would be a version that can't be changed any more.
        queryClient.fetchQuery({ ...scheduleQuery(orgId, scheduleId), staleTime: 0 }),
      ]),
    component: lazyPage(() => import("../pages/schedules/edit-schedule-page.tsx"), "EditSchedulePage"),
  }),
] as const;

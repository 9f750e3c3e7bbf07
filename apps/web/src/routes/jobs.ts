import { createRoute } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { type JobFilters, jobQuery, jobTypesQuery } from "../data/jobs.ts";
import { lazyPage } from "./lazy-page.ts";
import { orgRoute } from "./org.ts";

const filterNames = ["status", "type", "createdBy", "scheduleId", "createdFrom", "createdBefore"] as const;

/** What the URL says as text. Whether a value makes sense is for the API to say. */
function readFilters(search: Record<string, unknown>): JobFilters {
  const given = filterNames.filter((name) => typeof search[name] === "string" && search[name] !== "");
  return Object.fromEntries(given.map((name) => [name, search[name]]));
}

/** Where a new job begins: with a type, or as a copy of a job. */
interface NewJobStart {
  type?: string;
  from?: string;
}

function readStart({ type, from }: Record<string, unknown>): NewJobStart {
  return { ...(typeof type === "string" && { type }), ...(typeof from === "string" && { from }) };
}

export const jobRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/jobs",
    validateSearch: readFilters,
    loader: ({ params }) => queryClient.ensureQueryData(jobTypesQuery(params.orgId)),
    component: lazyPage(() => import("../pages/jobs/jobs-page.tsx"), "JobsPage"),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/jobs/new",
    validateSearch: readStart,
    loaderDeps: ({ search: { from } }) => ({ from }),
    loader: ({ params: { orgId }, deps: { from } }) =>
      Promise.all([
        queryClient.ensureQueryData(jobTypesQuery(orgId)),
        from ? queryClient.ensureQueryData(jobQuery(orgId, from)) : undefined,
      ]),
    component: lazyPage(() => import("../pages/jobs/new-job-page.tsx"), "NewJobPage"),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/jobs/$jobId",
    loader: ({ params: { orgId, jobId } }) =>
      Promise.all([
        queryClient.ensureQueryData(jobTypesQuery(orgId)),
        queryClient.ensureQueryData(jobQuery(orgId, jobId)),
      ]),
    component: lazyPage(() => import("../pages/jobs/job-page.tsx"), "JobPage"),
  }),
] as const;

/** The map of the app: every path, its search parameters, and the page module that loads when it is opened. */
import type { JobType, TimelinePeriod } from "@gaffer/client";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "./api/client.ts";
import { loadCode } from "./api/load-code.ts";
import type { AuditFilters } from "./features/audit/index.ts";
import { findPerson } from "./features/auth/index.ts";
import type { JobFilters } from "./features/jobs/index.ts";
import { lastOrg, orgQuery, orgsQuery } from "./features/orgs/index.ts";
import { periods } from "./features/overview/index.ts";
import type { ScheduleFilters } from "./features/schedules/index.ts";
import type { SystemOrgFilters, SystemPersonFilters } from "./features/system/index.ts";
import { BareErrorPage, ErrorPage, NotFoundPage } from "./shell/error-page.tsx";
import { OrgErrorPage } from "./shell/org-error-page.tsx";
import { PageSkeleton } from "./ui/skeleton.tsx";

interface PageModule<Context, Data> {
  Component: () => ReactNode;
  /** Reads the data that the page needs before it can be shown. */
  loader?: (context: Context) => Promise<Data>;
}

/** A page whose module loads when it is opened, or when the pointer is over a link to it. */
function page<Context, Data>(load: () => Promise<PageModule<Context, Data>>) {
  const loadModule = () => loadCode(load);
  return {
    async loader(context: Context) {
      // A module that can't be loaded is no error here: the component reloads the app if a deployment removed the
      // module.
      const module = await loadModule().catch(() => undefined);
      return (await module?.loader?.(context)) as Data;
    },
    component: lazyRouteComponent(loadModule, "Component"),
  };
}

/** A frame around pages. Its module loads when one of the pages is opened. */
const frame: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => loadCode(load), name);

/** Reads search parameters as text. The API validates their values. */
function texts<Search extends object>(...names: (keyof Search & string)[]) {
  return (search: Record<string, unknown>): Search => {
    const given = names.filter((name) => typeof search[name] === "string" && search[name] !== "");
    return Object.fromEntries(given.map((name) => [name, search[name]])) as Search;
  };
}

/** Reads the path to open after signing in. Accepts only paths of this app: any other URL would be an open redirect. */
function readNext({ next }: Record<string, unknown>): { next?: string } {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

function readPeriod({ period }: Record<string, unknown>): { period?: TimelinePeriod } {
  const known = periods.find((name) => name === period);
  return known ? { period: known } : {};
}

const root = createRootRoute({ errorComponent: BareErrorPage, notFoundComponent: NotFoundPage });

const outside = createRoute({
  getParentRoute: () => root,
  id: "outside",
  component: frame(() => import("./shell/outside-frame.tsx"), "OutsideFrame"),
});

/** Pages for signed-out users. E-mails link to some of them, with a token behind the `#`. */
const outsidePages = [
  createRoute({
    getParentRoute: () => outside,
    path: "/sign-in",
    validateSearch: readNext,
    ...page(() => import("./features/auth/routes/sign-in-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/sign-up",
    validateSearch: readNext,
    ...page(() => import("./features/auth/routes/sign-up-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/verify-email",
    ...page(() => import("./features/auth/routes/verify-email-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/forgot-password",
    ...page(() => import("./features/auth/routes/forgot-password-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/reset-password",
    ...page(() => import("./features/auth/routes/reset-password-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/accept-invitation",
    ...page(() => import("./features/orgs/routes/accept-invitation-page.tsx")),
  }),
] as const;

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  async beforeLoad({ location }) {
    if (await findPerson()) return;
    throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
  },
  errorComponent: BareErrorPage,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  async beforeLoad() {
    const { pages } = await queryClient.ensureInfiniteQueryData(orgsQuery);
    const orgs = pages.flatMap(({ items }) => items);
    const org = orgs.find(({ id }) => id === lastOrg.read()) ?? (orgs.length === 1 ? orgs[0] : undefined);
    if (org) throw redirect({ to: "/orgs/$orgId", params: { orgId: org.id } });
    if (orgs.length > 0) throw redirect({ to: "/orgs" });
    throw redirect({ to: (await findPerson())?.administrator ? "/system/jobs" : "/orgs/new" });
  },
});

const account = createRoute({
  getParentRoute: () => signedIn,
  id: "account-frame",
  component: frame(() => import("./shell/account-frame.tsx"), "AccountFrame"),
});

const accountPages = [
  createRoute({
    getParentRoute: () => account,
    path: "/orgs",
    ...page(() => import("./features/orgs/routes/orgs-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => account,
    path: "/orgs/new",
    ...page(() => import("./features/orgs/routes/new-org-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => account,
    path: "/account",
    ...page(() => import("./features/auth/routes/account-page.tsx")),
  }),
] as const;

const system = createRoute({
  getParentRoute: () => signedIn,
  path: "/system",
  component: frame(() => import("./shell/system-frame.tsx"), "SystemFrame"),
});

/**
 * Pages of the installation. Each page loads its data first, so users who aren't administrators see the API's refusal.
 */
const systemPages = [
  createRoute({
    getParentRoute: () => system,
    path: "/",
    beforeLoad() {
      throw redirect({ to: "/system/jobs" });
    },
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/orgs",
    validateSearch: texts<SystemOrgFilters>("q", "plan", "state"),
    ...page(() => import("./features/system/routes/system-orgs-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/orgs/$id",
    ...page(() => import("./features/system/routes/system-org-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/people",
    validateSearch: texts<SystemPersonFilters>("q", "only"),
    ...page(() => import("./features/system/routes/system-people-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/people/$userId",
    ...page(() => import("./features/system/routes/system-person-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/plans",
    ...page(() => import("./features/system/routes/plans-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/usage",
    validateSearch: texts<{ month?: string }>("month"),
    ...page(() => import("./features/system/routes/system-usage-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/find-job",
    validateSearch: texts<{ id?: string }>("id"),
    ...page(() => import("./features/system/routes/find-job-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/new-plan",
    ...page(() => import("./features/system/routes/new-plan-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/plans/$plan",
    ...page(() => import("./features/system/routes/plan-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/jobs",
    ...page(() => import("./features/system/routes/system-jobs-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/jobs/$name",
    ...page(() => import("./features/system/routes/system-job-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/workers",
    ...page(() => import("./features/system/routes/workers-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/job-types",
    ...page(() => import("./features/system/routes/job-types-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => system,
    path: "/audit",
    ...page(() => import("./features/system/routes/system-audit-page.tsx")),
  }),
] as const;

/** Pages of an organization. Users who aren't members of the organization see "Not found". */
const org = createRoute({
  getParentRoute: () => signedIn,
  path: "/orgs/$orgId",
  async loader({ params: { orgId } }) {
    await Promise.all([queryClient.ensureQueryData(orgQuery(orgId)), queryClient.ensureInfiniteQueryData(orgsQuery)]);
    lastOrg.keep(orgId);
  },
  component: frame(() => import("./shell/org-frame.tsx"), "OrgFrame"),
  errorComponent: OrgErrorPage,
});

const orgPages = [
  createRoute({
    getParentRoute: () => org,
    path: "/",
    beforeLoad({ params }) {
      throw redirect({ to: "/orgs/$orgId/overview", params });
    },
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/overview",
    validateSearch: readPeriod,
    ...page(() => import("./features/overview/routes/overview-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/jobs",
    validateSearch: texts<JobFilters>(
      "status",
      "type",
      "createdBy",
      "scheduleId",
      "tag",
      "metadata",
      "createdFrom",
      "createdBefore",
    ),
    ...page(() => import("./features/jobs/routes/jobs-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/jobs/new",
    // `type` is the type of the new job. `from` is the id of a job to copy.
    validateSearch: texts<{ type?: JobType; from?: string }>("type", "from"),
    loaderDeps: ({ search: { from } }) => ({ from }),
    ...page(() => import("./features/jobs/routes/new-job-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/jobs/$jobId",
    ...page(() => import("./features/jobs/routes/job-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/schedules",
    validateSearch: texts<ScheduleFilters>("status"),
    ...page(() => import("./features/schedules/routes/schedules-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/schedules/new",
    ...page(() => import("./features/schedules/routes/new-schedule-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/schedules/$scheduleId",
    ...page(() => import("./features/schedules/routes/schedule-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/schedules/$scheduleId/edit",
    ...page(() => import("./features/schedules/routes/edit-schedule-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => org,
    path: "/files",
    ...page(() => import("./features/files/routes/files-page.tsx")),
  }),
] as const;

const settings = createRoute({
  getParentRoute: () => org,
  path: "/settings",
  component: frame(() => import("./shell/settings-frame.tsx"), "SettingsFrame"),
});

const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    ...page(() => import("./features/orgs/routes/general-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/members",
    ...page(() => import("./features/orgs/routes/members-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/api-keys",
    ...page(() => import("./features/api-keys/routes/api-keys-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/usage",
    ...page(() => import("./features/quotas/routes/usage-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/audit-log",
    validateSearch: texts<AuditFilters>("actor", "action", "targetId", "createdFrom", "createdBefore"),
    ...page(() => import("./features/audit/routes/audit-log-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/danger-zone",
    ...page(() => import("./features/org-lifecycle/routes/danger-zone-page.tsx")),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    outside.addChildren(outsidePages),
    signedIn.addChildren([
      home,
      account.addChildren(accountPages),
      system.addChildren(systemPages),
      org.addChildren([...orgPages, settings.addChildren(settingsPages)]),
    ]),
  ]),
  // Parameters that a route doesn't validate are dropped.
  search: { strict: true },
  defaultPreload: "intent",
  // The router itself caches no data: TanStack Query caches it and knows its age.
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

/** The frame of an organization's pages. It rejects users who aren't members. */
import { createRoute, redirect } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { lastOrg, orgQuery, orgsQuery } from "../data/orgs.ts";
import { OrgErrorPage } from "../shell/org-error-page.tsx";
import { lazyPage } from "./lazy-page.ts";
import { signedInRoute } from "./signed-in.ts";

export const orgRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/orgs/$orgId",
  async loader({ params: { orgId } }) {
    await Promise.all([queryClient.ensureQueryData(orgQuery(orgId)), queryClient.ensureInfiniteQueryData(orgsQuery)]);
    lastOrg.keep(orgId);
  },
  component: lazyPage(() => import("../shell/org-frame.tsx"), "OrgFrame"),
  errorComponent: OrgErrorPage,
});

export const orgHomeRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/",
  beforeLoad({ params }) {
    throw redirect({ to: "/orgs/$orgId/overview", params });
  },
});

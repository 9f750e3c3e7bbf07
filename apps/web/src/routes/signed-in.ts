/** Pages for signed-in users outside an organization. */
import { createRoute, redirect } from "@tanstack/react-router";
import { queryClient } from "../data/client.ts";
import { lastOrg, orgsQuery } from "../data/orgs.ts";
import { findPerson } from "../data/session.ts";
import { BareErrorPage } from "../shell/error-page.tsx";
import { lazyPage } from "./lazy-page.ts";
import { rootRoute } from "./root.ts";

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  async beforeLoad({ location }) {
    if (await findPerson()) return;
    throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
  },
  errorComponent: BareErrorPage,
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: "account-frame",
  component: lazyPage(() => import("../shell/account-frame.tsx"), "AccountFrame"),
});

export const signedInRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: "/",
    async beforeLoad() {
      const { pages } = await queryClient.ensureInfiniteQueryData(orgsQuery);
      const orgs = pages.flatMap(({ items }) => items);
      const org = orgs.find(({ id }) => id === lastOrg.read()) ?? (orgs.length === 1 ? orgs[0] : undefined);
      if (org) throw redirect({ to: "/orgs/$orgId", params: { orgId: org.id } });
      if (orgs.length > 0) throw redirect({ to: "/orgs" });
      throw redirect({ to: (await findPerson())?.administrator ? "/system/jobs" : "/orgs/new" });
    },
  }),
  accountRoute.addChildren([
    createRoute({
      getParentRoute: () => accountRoute,
      path: "/orgs",
      loader: () => queryClient.ensureInfiniteQueryData(orgsQuery),
      component: lazyPage(() => import("../pages/orgs/orgs-page.tsx"), "OrgsPage"),
    }),
    createRoute({
      getParentRoute: () => accountRoute,
      path: "/orgs/new",
      component: lazyPage(() => import("../pages/orgs/new-org-page.tsx"), "NewOrgPage"),
    }),
    createRoute({
      getParentRoute: () => accountRoute,
      path: "/account",
      component: lazyPage(() => import("../pages/account/account-page.tsx"), "AccountPage"),
    }),
  ]),
] as const;

import { createRoute } from "@tanstack/react-router";
import type { AuditFilters } from "../data/audit-log.ts";
import { lazyPage } from "./lazy-page.ts";
import { orgRoute } from "./org.ts";

const filterNames = ["actor", "action", "targetId", "from", "before"] as const;

/** What the URL says as text. Whether a value makes sense is for the API to say. */
function readFilters(search: Record<string, unknown>): AuditFilters {
  const given = filterNames.filter((name) => typeof search[name] === "string" && search[name] !== "");
  return Object.fromEntries(given.map((name) => [name, search[name]]));
}

const settingsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/settings",
  component: lazyPage(() => import("../pages/settings/settings-frame.tsx"), "SettingsFrame"),
});

export const settingsRoutes = settingsRoute.addChildren([
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/",
    component: lazyPage(() => import("../pages/settings/general-page.tsx"), "GeneralPage"),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/members",
    component: lazyPage(() => import("../pages/settings/members-page.tsx"), "MembersPage"),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/api-keys",
    component: lazyPage(() => import("../pages/settings/api-keys-page.tsx"), "ApiKeysPage"),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/usage",
    component: lazyPage(() => import("../pages/settings/usage-page.tsx"), "UsagePage"),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/audit-log",
    validateSearch: readFilters,
    component: lazyPage(() => import("../pages/settings/audit-log-page.tsx"), "AuditLogPage"),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: "/danger-zone",
    component: lazyPage(() => import("../pages/settings/danger-zone-page.tsx"), "DangerZonePage"),
  }),
]);

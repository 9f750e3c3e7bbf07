import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "./org.ts";

export const fileRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/files",
    component: lazyRouteComponent(() => import("../pages/files/files-page.tsx"), "FilesPage"),
  }),
] as const;

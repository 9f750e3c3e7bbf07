import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "./lazy-page.ts";
import { orgRoute } from "./org.ts";

export const fileRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: "/files",
    component: lazyPage(() => import("../pages/files/files-page.tsx"), "FilesPage"),
  }),
] as const;

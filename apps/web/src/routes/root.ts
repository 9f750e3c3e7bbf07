import { createRootRoute } from "@tanstack/react-router";
import { BareErrorPage, NotFoundPage } from "../shell/error-page.tsx";
import { Root } from "../shell/root.tsx";

export const rootRoute = createRootRoute({
  component: Root,
  errorComponent: BareErrorPage,
  notFoundComponent: NotFoundPage,
});

import { createRootRoute } from "@tanstack/react-router";
import { BareErrorPage, NotFoundPage } from "../shell/error-page.tsx";

export const rootRoute = createRootRoute({
  errorComponent: BareErrorPage,
  notFoundComponent: NotFoundPage,
});

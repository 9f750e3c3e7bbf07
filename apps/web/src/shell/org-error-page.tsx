import type { ErrorComponentProps } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { loadCode } from "../api/load-code.ts";
import { BareErrorPage } from "./error-page.tsx";

// The error page's code loads on demand, because most pages don't fail.
const FramedErrorPage = lazy(async () => {
  const { FramedErrorPage: page } = await loadCode(() => import("./framed-error-page.tsx"));
  return { default: page };
});

/** Error page that replaces an organization's pages if the organization can't be shown. */
export function OrgErrorPage(props: ErrorComponentProps) {
  return (
    <Suspense fallback={<BareErrorPage {...props} />}>
      <FramedErrorPage {...props} />
    </Suspense>
  );
}

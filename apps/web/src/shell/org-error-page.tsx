import type { ErrorComponentProps } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { loadCode } from "../api/load-code.ts";
import { BareErrorPage } from "./error-page.tsx";

// Loaded on demand, because most pages don't fail.
const FramedErrorPage = lazy(async () => {
  const { FramedErrorPage: page } = await loadCode(() => import("./framed-error-page.tsx"));
  return { default: page };
});

/** Replaces an organization that can't be shown. */
export function OrgErrorPage(props: ErrorComponentProps) {
  return (
    <Suspense fallback={<BareErrorPage {...props} />}>
      <FramedErrorPage {...props} />
    </Suspense>
  );
}

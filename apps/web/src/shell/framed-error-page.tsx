import type { ErrorComponentProps } from "@tanstack/react-router";
import { AccountFrame } from "./account-frame.tsx";
import { ErrorPage } from "./error-page.tsx";

/** An error page with the account menu around it. */
export function FramedErrorPage(props: ErrorComponentProps) {
  return (
    <AccountFrame>
      <ErrorPage {...props} />
    </AccountFrame>
  );
}

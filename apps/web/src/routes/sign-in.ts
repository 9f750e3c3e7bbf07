/** Pages for signed-out users. E-mails link to some of them, with a token behind the `#`. */
import { createRoute } from "@tanstack/react-router";
import { gaffer } from "../data/client.ts";
import { findPerson } from "../data/session.ts";
import { keptInvitation } from "../pages/sign-in/kept-invitation.ts";
import { lazyPage } from "./lazy-page.ts";
import { rootRoute } from "./root.ts";

/** Target after signing in. */
interface Next {
  next?: string;
}

/** A path of this app. Anything else would be an open redirect. */
function readNext({ next }: Record<string, unknown>): Next {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

/** The invitation of the link. Only its recipient can read it. */
async function findInvitation() {
  const token = keptInvitation.take();
  if (token === undefined) return "no token";
  if (!(await findPerson())) return "signed out";
  return { token, ...(await gaffer.orgs.findInvitation(token)) };
}

const frame = createRoute({
  getParentRoute: () => rootRoute,
  id: "outside",
  component: lazyPage(() => import("../pages/sign-in/outside-frame.tsx"), "OutsideFrame"),
});

export const signInRoutes = [
  frame.addChildren([
    createRoute({
      getParentRoute: () => frame,
      path: "/sign-in",
      validateSearch: readNext,
      component: lazyPage(() => import("../pages/sign-in/sign-in-page.tsx"), "SignInPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/sign-up",
      validateSearch: readNext,
      component: lazyPage(() => import("../pages/sign-in/sign-up-page.tsx"), "SignUpPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/verify-email",
      component: lazyPage(() => import("../pages/sign-in/verify-email-page.tsx"), "VerifyEmailPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/forgot-password",
      component: lazyPage(() => import("../pages/sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/reset-password",
      component: lazyPage(() => import("../pages/sign-in/reset-password-page.tsx"), "ResetPasswordPage"),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: "/accept-invitation",
      loader: findInvitation,
      component: lazyPage(() => import("../pages/sign-in/accept-invitation-page.tsx"), "AcceptInvitationPage"),
    }),
  ]),
] as const;

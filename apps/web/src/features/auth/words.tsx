import type { ReactNode } from "react";

export const words = {
  passwordChanged: "Password changed",
  otherSessionsSignedOut: "Your other sessions are signed out.",
  currentPassword: "Current password",
  newPassword: "New password",
  newPasswordHint: "At least 10 characters. Your other sessions are signed out.",
  changePassword: "Change password",
  signUpAgain: "Sign up again",
  requestANewLink: "Request a new link",
  yourOrganizations: "Your organizations",
  incompleteLink: "Incomplete link",
  incompleteLinkHint: "The part after the # is missing. Open the complete link from the e-mail.",
  checkYourEmail: "Check your e-mail",
  emailSent: (to: ReactNode, hint: ReactNode) => (
    <>
      An e-mail is on its way to {to}. {hint}
    </>
  ),
  localServerHint: (setting: ReactNode) => (
    <>
      This server runs on your machine. Without {setting} it sends no e-mail. Find the link in its log, in a line with
      “mail is not configured”.
    </>
  ),
  backToSignIn: "Back to sign-in",
  sessionsEnded: (count: number) => (count === 1 ? "1 session ended" : `${count} sessions ended`),
  sessions: "Sessions",
  signOutElsewhereButton: "Sign out everywhere else…",
  signOutElsewhereQuestion: "Sign out everywhere else?",
  signOutElsewhere: "Sign out everywhere else",
  signOutElsewhereWarning: "All other sessions end immediately.",
  sessionEnded: "Session ended",
  thisSession: "This session",
  sessionTimes: (signedInAt: ReactNode, address: string | null, usedAt: ReactNode) => (
    <>
      Signed in {signedInAt}
      {address && ` from ${address}`} · used {usedAt}
    </>
  ),
  endSessionOf: (described: string) => `End session: ${described}`,
  endSession: "End session",
  unknownClient: "Unknown client",
  browserOnSystem: (browser: string, system: string) => `${browser} on ${system}`,
  yourAccount: "Your account",
  goBack: "Go back",
  password: "Password",
  resetLinkHint: "If the address has an account, the link in the e-mail lets you choose a new password within an hour.",
  forgotYourPassword: "Forgot your password?",
  email: "E-mail",
  sendLink: "Send link",
  chooseANewPassword: "Choose a new password",
  signInWithTheNewPassword: "Sign in with the new password.",
  resetPasswordHint: "At least 10 characters. All your sessions are signed out.",
  signIn: "Sign in",
  signUp: "Sign up",
  noAccountYet: (link: ReactNode) => <>No account yet? {link}</>,
  verifyLinkHint:
    "Open the link within a day to create your account. If the address already has an account, the e-mail says so.",
  name: "Name",
  shownToOtherMembers: "Shown to other members.",
  passwordHint: "At least 10 characters.",
  alreadyHaveAnAccount: (link: ReactNode) => <>Already have an account? {link}</>,
  confirmYourEmail: "Confirm your e-mail",
  verifyEmailHint: "This creates your account with the password that was entered at sign-up.",
  yourAccountIsReady: "Your account is ready",
  signInWithYourPassword: "Sign in with your address and password.",
  createAccount: "Create account",
};

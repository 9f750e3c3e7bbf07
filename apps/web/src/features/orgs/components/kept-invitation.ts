import { takeFragment } from "../../auth/index.ts";

const key = "gaffer.invitation";

/** The token of an invitation, out of the address bar, for as long as it takes to sign in in this tab. */
export const keptInvitation = {
  take(): string | undefined {
    const { token } = takeFragment("token");
    if (token) sessionStorage.setItem(key, token);
    return sessionStorage.getItem(key) ?? undefined;
  },
  forget: () => sessionStorage.removeItem(key),
};

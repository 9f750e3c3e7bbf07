import type { Mail } from "../people/mail.ts";

export interface MailedInvitation {
  email: string;
  orgName: string;
  role: string;
  token: string;
  expiresAt: string;
}

/** The token stands behind the `#`, which browsers keep to themselves. */
export function toInvitationMail({ email, orgName, role, token, expiresAt }: MailedInvitation, appUrl: string): Mail {
  // A name may have line breaks, and what follows one in a mail's head is another header.
  const name = orgName.replaceAll(/\p{Cc}+/gu, " ");
  return {
    to: email,
    subject: `You are invited to ${name}`,
    text: [
      `You are invited to the organization ${name} as ${role}.`,
      `Sign in, or sign up, with the address ${email}, and accept the invitation:`,
      `${appUrl}/accept-invitation#token=${token}`,
      `It works once, until ${expiresAt}. If you don't know what this is about, do nothing.`,
      "",
    ].join("\n\n"),
  };
}

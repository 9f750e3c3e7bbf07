import type { Logger } from "pino";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail over to whoever delivers it. */
export type SendMail = (mail: Mail) => Promise<void>;

/** For an installation that has nobody to deliver mail: whoever runs it finds what it says in the log. */
export function createLogMail(log: Logger): SendMail {
  return async (mail) => {
    log.info({ mail }, "mail");
  };
}

export interface MailedInvitation {
  email: string;
  orgName: string;
  role: string;
  token: string;
  expiresAt: string;
}

export function toInvitationMail({ email, orgName, role, token, expiresAt }: MailedInvitation): Mail {
  // A name may have line breaks, and what follows one in a mail's head is another header.
  const name = orgName.replaceAll(/\p{Cc}+/gu, " ");
  return {
    to: email,
    subject: `You are invited to ${name}`,
    text: [
      `You are invited to the organization ${name} as ${role}.`,
      `Sign in, or sign up, with the address ${email}, and accept the invitation with this token:`,
      token,
      `It works once, until ${expiresAt}. If you don't know what this is about, do nothing.`,
      "",
    ].join("\n\n"),
  };
}

import type { Logger } from "pino";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail over to whatever delivers it. */
export type SendMail = (mail: Mail) => Promise<void>;

/** For want of anything better: whoever reads the log delivers it. The only place where a link gets there. */
export function createLogMail(log: Logger): SendMail {
  return async (mail) => log.warn({ mail }, "a mail that nothing delivers");
}

/** An invitation into an organization, as it is mailed. */
export interface MailedInvitation {
  email: string;
  orgName: string;
  role: string;
  token: string;
  expiresAt: string;
}

/** What is mailed to people. The token stands behind the `#`, which browsers keep to themselves. */
export function createMails(appUrl: string) {
  const link = (page: string, token: string) => `${appUrl}/${page}#token=${token}`;
  return {
    verifyEmail: (to: string, token: string): Mail => ({
      to,
      subject: "Your account: one step left",
      text: `Somebody asked for an account with this address. If it was you, open\n\n${link("verify-email", token)}\n\nwithin a day. If not, there is nothing to do: without the link there is no account.`,
    }),
    accountExists: (to: string): Mail => ({
      to,
      subject: "You have an account already",
      text: `Somebody asked for an account with this address, which has one. If it was you, sign in, or ask for a new password:\n\n${appUrl}/forgot-password\n\nIf not, there is nothing to do.`,
    }),
    resetPassword: (to: string, token: string): Mail => ({
      to,
      subject: "A new password",
      text: `Somebody asked for a new password for your account. If it was you, open\n\n${link("reset-password", token)}\n\nwithin an hour. If not, there is nothing to do: your password stays as it is.`,
    }),
    passwordChanged: (to: string): Mail => ({
      to,
      subject: "Your password has changed",
      text: `The password of your account was changed. If it wasn't you, ask for a new one at once:\n\n${appUrl}/forgot-password`,
    }),
    invitation: ({ email, orgName, role, token, expiresAt }: MailedInvitation): Mail => {
      // A name may have line breaks, and what follows one in a mail's head is another header.
      const name = orgName.replaceAll(/\p{Cc}+/gu, " ");
      return {
        to: email,
        subject: `You are invited to ${name}`,
        text: `You are invited to the organization ${name} as ${role}. Sign in, or sign up, with the address ${email}, and accept the invitation:\n\n${link("accept-invitation", token)}\n\nIt works once, until ${expiresAt}. If you don't know what this is about, do nothing.`,
      };
    },
  };
}

export type Mails = ReturnType<typeof createMails>;

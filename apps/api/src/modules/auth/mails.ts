import type { Logger } from "pino";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail to the transport. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Sends mails to the log, for an installation without SMTP. Only this function writes links to the log. */
export function createLogMail(log: Logger): SendMail {
  return async (mail) => log.warn({ mail }, "mail is not configured (SMTP_URL); this mail was not sent");
}

export interface MailedInvitation {
  email: string;
  orgName: string;
  role: string;
  token: string;
  expiresAt: string;
}

/** Texts of all mails. Tokens are in the URL's fragment, which browsers don't send. */
export function createMails(appUrl: string) {
  const link = (page: string, token: string) => `${appUrl}/${page}#token=${token}`;
  return {
    verifyEmail: (to: string, token: string): Mail => ({
      to,
      subject: "Confirm your e-mail address",
      text: `A sign-up used this address. To create your account, open this link within 24 hours:\n\n${link("verify-email", token)}\n\nIf you didn't sign up, ignore this mail. No account is created without the link.`,
    }),
    accountExists: (to: string): Mail => ({
      to,
      subject: "You already have an account",
      text: `A sign-up used this address, which already has an account. Sign in, or reset your password:\n\n${appUrl}/forgot-password\n\nIf you didn't sign up, ignore this mail.`,
    }),
    resetPassword: (to: string, token: string): Mail => ({
      to,
      subject: "Reset your password",
      text: `A password reset was requested for your account. To set a new password, open this link within an hour:\n\n${link("reset-password", token)}\n\nIf you didn't request it, ignore this mail. Your password doesn't change.`,
    }),
    passwordChanged: (to: string): Mail => ({
      to,
      subject: "Your password was changed",
      text: `The password of your account was changed. If you didn't change it, reset it now:\n\n${appUrl}/forgot-password`,
    }),
    invitation: ({ email, orgName, role, token, expiresAt }: MailedInvitation): Mail => {
      // A line break in the subject would start another header.
      const name = orgName.replaceAll(/\p{Cc}+/gu, " ");
      return {
        to: email,
        subject: `Invitation to ${name}`,
        text: `You are invited to join the organization ${name} as ${role}. Sign in or sign up with the address ${email}, then accept the invitation:\n\n${link("accept-invitation", token)}\n\nThe link works once, until ${expiresAt}. If you didn't expect this invitation, ignore this mail.`,
      };
    },
  };
}

export type Mails = ReturnType<typeof createMails>;

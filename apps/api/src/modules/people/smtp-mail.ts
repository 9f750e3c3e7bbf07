import type { SendMail } from "./mail.ts";

export interface SmtpSettings {
  /** With the password in it. */
  url: string;
  /** Who the mails are from. */
  from: string;
}

/** Long enough for a server that looks twice at a sender, and not for ever. */
const answerMs = 30_000;

/** Hands mails to an SMTP server. A mail that it doesn't take is lost: people ask again. */
export function createSmtpMail({ url, from }: SmtpSettings): SendMail {
  return async (mail) => {
    const { createTransport } = await import("nodemailer");
    const limits = { connectionTimeout: answerMs, greetingTimeout: answerMs, socketTimeout: answerMs };
    await createTransport({ url, ...limits }).sendMail({ ...mail, from });
  };
}

import type { SendMail } from "./mails.ts";

export interface SmtpSettings {
  /** URL of the SMTP server, with user and password. */
  url: string;
  /** Sender address. */
  from: string;
}

/** Time limit for each answer of the server, in milliseconds. Some servers delay unknown senders. */
const answerMs = 30_000;

/** Sends mails through an SMTP server. A refused mail isn't repeated; the user can request it again. */
export function createSmtpMail({ url, from }: SmtpSettings): SendMail {
  return async (mail) => {
    const { createTransport } = await import("nodemailer");
    const limits = { connectionTimeout: answerMs, greetingTimeout: answerMs, socketTimeout: answerMs };
    await createTransport({ url, ...limits }).sendMail({ ...mail, from });
  };
}

import type { SendMail } from "./mails.ts";

export interface SmtpSettings {
  /** Includes user and password. */
  url: string;
  /** Sender address. */
  from: string;
}

/** Allows for servers that delay unknown senders. */
const answerMs = 30_000;

/** Sends mails through an SMTP server. A refused mail isn't repeated; the user can request it again. */
export function createSmtpMail({ url, from }: SmtpSettings): SendMail {
  return async (mail) => {
    const { createTransport } = await import("nodemailer");
    const limits = { connectionTimeout: answerMs, greetingTimeout: answerMs, socketTimeout: answerMs };
    await createTransport({ url, ...limits }).sendMail({ ...mail, from });
  };
}

/** Parsers of the settings for signing in and mail. */

import type { Issuer } from "./modules/auth/identity-provider.ts";
import type { SmtpSettings } from "./modules/auth/smtp-mail.ts";

export function list<Value>(readValue: (value: string) => Value) {
  return (value: string): Value[] => (value === "" ? [] : value.split(",").map((part) => readValue(part.trim())));
}

/** An origin as browsers send it, without path and trailing slash. */
export function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(value)) return url.origin;
  throw new Error(`must be like https://jobs.example.com, not "${value}"`);
}

export function emailAddress(value: string): string {
  if (/^[^\s@,]+@[^\s@,]+$/.test(value)) return value.toLowerCase();
  throw new Error(`must be addresses like ada@example.com, not "${value}"`);
}

/** The error doesn't repeat the value, which may contain a password. */
export function smtpUrl(value: string): string {
  if (value === "" || (URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol))) return value;
  throw new Error("must be like smtps://user:password@mail.example.com");
}

export function toSmtp(url: string, from: string, problems: string[]): SmtpSettings | undefined {
  if (url && !from) problems.push("MAIL_FROM: is missing; SMTP_URL needs a sender address");
  return url ? { url, from } : undefined;
}

export function toIssuer(url: string | undefined, audience: string, problems: string[]): Issuer | undefined {
  if (!url && !audience) return undefined;
  if (!url) problems.push("OIDC_ISSUER: is missing; OIDC_AUDIENCE needs it");
  if (!audience)
    problems.push("OIDC_AUDIENCE: is missing; without it, tokens for other applications would be accepted");
  return { issuer: url ?? "", audience };
}

/** How the settings of people who sign in are read. */
import type { SmtpSettings } from "./modules/people/smtp-mail.ts";
import type { Issuer } from "./modules/people/verify-identity.ts";

export function list<Value>(readValue: (value: string) => Value) {
  return (value: string): Value[] => (value === "" ? [] : value.split(",").map((part) => readValue(part.trim())));
}

/** As browsers send it: no path, no slash at its end. */
export function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(value)) return url.origin;
  throw new Error(`must be like https://jobs.example.com, not "${value}"`);
}

export function emailAddress(value: string): string {
  if (/^[^\s@,]+@[^\s@,]+$/.test(value)) return value.toLowerCase();
  throw new Error(`must be addresses like ada@example.com, not "${value}"`);
}

/** Doesn't repeat the value: it may hold a password. */
export function smtpUrl(value: string): string {
  if (value === "" || (URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol))) return value;
  throw new Error("must be like smtps://user:password@mail.example.com");
}

export function toSmtp(url: string, from: string, problems: string[]): SmtpSettings | undefined {
  if (url && !from) problems.push("MAIL_FROM: is missing; mails by SMTP_URL come from somebody");
  return url ? { url, from } : undefined;
}

export function toIssuer(url: string | undefined, audience: string, problems: string[]): Issuer | undefined {
  if (!url && !audience) return undefined;
  if (!url) problems.push("OIDC_ISSUER: is missing; OIDC_AUDIENCE belongs to one");
  if (!audience)
    problems.push("OIDC_AUDIENCE: is missing; without it the issuer's tokens for others would do here, too");
  return { issuer: url ?? "", audience };
}

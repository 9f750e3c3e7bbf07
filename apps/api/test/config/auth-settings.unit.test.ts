import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/server/config.ts";
import { problemsOf } from "./config-problems.ts";

test("Auth settings › valid settings › are read", () => {
  const env = {
    APP_URL: "https://jobs.example.com/",
    SMTP_URL: "smtps://jobs:secret@mail.example.com",
    MAIL_FROM: "Jobs <jobs@example.com>",
    ALLOWED_ORIGINS: "https://a.example.com, http://localhost:5173",
    ADMIN_EMAILS: "Boss@Example.com,ada@example.com",
    OIDC_ISSUER: "https://login.example.com/tenant",
    OIDC_AUDIENCE: "gaffer",
  };
  expect(readConfig(env)).toMatchObject({
    appUrl: "https://jobs.example.com",
    smtp: { url: env.SMTP_URL, from: env.MAIL_FROM },
    allowedOrigins: ["https://a.example.com", "http://localhost:5173"],
    adminEmails: ["boss@example.com", "ada@example.com"],
    oidc: { issuer: env.OIDC_ISSUER, audience: "gaffer" },
  });
  expect(readConfig({})).toMatchObject({ allowedOrigins: [], adminEmails: [] });
  expect([readConfig({}).smtp, readConfig({}).oidc]).toEqual([undefined, undefined]);
});

describe("Auth settings › invalid setting", () => {
  test.each([
    ["APP_URL", { APP_URL: "jobs.example.com" }],
    ["APP_URL", { APP_URL: "https://jobs.example.com/app?x=1" }],
    ["ALLOWED_ORIGINS", { ALLOWED_ORIGINS: "*" }],
    ["ALLOWED_ORIGINS", { ALLOWED_ORIGINS: "https://a.example.com,null" }],
    ["ALLOWED_ORIGINS", { ALLOWED_ORIGINS: "https://a.example.com/page" }],
    ["ADMIN_EMAILS", { ADMIN_EMAILS: "boss" }],
    ["ADMIN_EMAILS", { ADMIN_EMAILS: "boss@example.com," }],
    ["OIDC_AUDIENCE", { OIDC_ISSUER: "https://login.example.com" }],
    ["OIDC_ISSUER", { OIDC_AUDIENCE: "gaffer" }],
    ["MAIL_FROM", { SMTP_URL: "smtp://mail.example.com" }],
    ["SMTP_URL", { SMTP_URL: "mail.example.com:secret", MAIL_FROM: "jobs@example.com" }],
  ])("is refused: %s in %j", (name, env) => {
    const problems = problemsOf(env as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: `));
    expect(problems[0]).not.toContain("secret");
  });
});

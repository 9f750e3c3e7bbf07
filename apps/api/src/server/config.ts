/** Settings: parses and validates the environment. Returns a frozen value or throws all problems. */

import { type AllowedHosts, readAllowedHosts } from "@gaffer/safe-fetch";
import type { Issuer } from "../modules/auth/identity-provider.ts";
import type { SmtpSettings } from "../modules/auth/smtp-mail.ts";
import type { S3Settings } from "../modules/files/storage/s3-client.ts";

export type Role = "api" | "worker" | "scheduler" | "all";

export interface Config {
  /** URL of PostgreSQL. undefined: an embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  host: string;
  port: number;
  /** Port of a separate listener for health and metrics. undefined: no separate listener. */
  metricsPort: number | undefined;
  role: Role;
  dataDir: string;
  /** Whether to create a demo organization, with an API key that has all scopes. */
  demo: boolean;
  /** Settings of the S3 storage. undefined: files are stored in a folder of `dataDir`. */
  s3: S3Settings | undefined;
  /** Whether `storage:cleanup` only reports what it would remove. */
  cleanupDryRun: boolean;
  /** Whether members and API keys of an organization see stacks and causes of job errors. Administrators always do. */
  showErrorDetails: boolean;
  logLevel: string;
  /** Secrets that encrypt private fields: the first one encrypts, all decrypt. Empty: private values can't be stored. */
  encryptionKeys: readonly string[];
  /** Format of log lines. `auto`: text on a terminal, JSON elsewhere. */
  logFormat: "auto" | "text" | "json";
  /** Number of slots of one worker. */
  workerConcurrency: number;
  /** Maximum number of admitted jobs of one organization over all workers, in addition to its plan's limit. */
  orgConcurrency: number;
  /** Maximum number of connections in each pool of a process: API, worker, auth. */
  databasePoolSize: number;
  /** Whether transactions name their statements, so that PostgreSQL plans each once per connection. */
  namedStatements: boolean;
  maxFileBytes: number;
  /** Maximum memory of one process for request bodies, in bytes. */
  bodyMemoryBytes: number;
  /** Hosts that `http:request` may call although they aren't public. */
  outboundAllow: AllowedHosts;
  /**
   * Rate limit of a user's session, in requests per minute. The plan of an organization has the limit of its API keys.
   */
  sessionRequestsPerMinute: number;
  /** Maximum number of open live-update streams per process. */
  maxLiveStreams: number;
  /** Rate limit of an address, in requests per minute, for operations that anyone can call, such as sign-in. */
  addressRequestsPerMinute: number;
  /** Number of days for which a deleted organization can be restored. */
  orgDeletionGraceDays: number;
  /** Number of proxies in front of the server that append to `X-Forwarded-For`. */
  trustedProxies: number;
  /** URL at which users open the application. Links in mails start with it. */
  appUrl: string;
  /** The SMTP server for mails. undefined: mails are written to the log. */
  smtp: SmtpSettings | undefined;
  /** Other origins whose pages may call the API with cookies. */
  allowedOrigins: readonly string[];
  /** E-mail addresses of the installation's administrators, in lower case. */
  adminEmails: readonly string[];
  /** The identity provider whose tokens are accepted in addition to sessions. undefined: none. */
  oidc: Issuer | undefined;
  /** Time for running jobs and requests to finish after SIGTERM, in milliseconds. */
  shutdownGraceMs: number;
  /** What happens when a reply violates the contract. */
  replyChecks: "off" | "report" | "fail";
}

export class ConfigError extends Error {
  /** One line per invalid setting. Each starts with its name. */
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const mebibyte = 1024 * 1024;

/** Every setting with its default and its parser. A test compares `docs/operations.md` with this list. */
const settings = {
  DATABASE_URL: { fallback: "", read: databaseUrl },
  HOST: { fallback: "127.0.0.1", read: text },
  PORT: { fallback: "3000", read: integer(0, 65_535) },
  METRICS_PORT: { fallback: "", read: optional(integer(0, 65_535)) },
  ROLE: { fallback: "all", read: oneOf("all", "api", "worker", "scheduler") },
  DATA_DIR: { fallback: ".gaffer", read: text },
  DEMO: { fallback: "true", read: oneOf("true", "false") },
  ENCRYPTION_KEYS: { fallback: "", read: list(secret) },
  STORAGE: { fallback: "local", read: oneOf("local", "s3") },
  S3_BUCKET: { fallback: "", read: bucketName },
  S3_REGION: { fallback: "us-east-1", read: text },
  S3_ENDPOINT: { fallback: "", read: optional(httpUrl) },
  S3_PUBLIC_ENDPOINT: { fallback: "", read: optional(httpUrl) },
  S3_FORCE_PATH_STYLE: { fallback: "false", read: oneOf("true", "false") },
  S3_PREFIX: { fallback: "", read: folder },
  S3_ACCESS_KEY_ID: { fallback: "", read: text },
  S3_SECRET_ACCESS_KEY: { fallback: "", read: text },
  STORAGE_CLEANUP: { fallback: "remove", read: oneOf("remove", "report") },
  SHOW_ERROR_DETAILS: { fallback: "false", read: oneOf("true", "false") },
  LOG_LEVEL: { fallback: "info", read: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent") },
  LOG_FORMAT: { fallback: "auto", read: oneOf("auto", "text", "json") },
  WORKER_CONCURRENCY: { fallback: "20", read: integer(1, 1000) },
  ORG_CONCURRENCY: { fallback: "100", read: integer(1, 100_000) },
  DATABASE_POOL_SIZE: { fallback: "10", read: integer(2, 1000) },
  DATABASE_NAMED_STATEMENTS: { fallback: "true", read: oneOf("true", "false") },
  MAX_FILE_BYTES: { fallback: String(1024 * mebibyte), read: integer(1, Number.MAX_SAFE_INTEGER) },
  BODY_MEMORY_BYTES: { fallback: String(64 * mebibyte), read: integer(32 * mebibyte, Number.MAX_SAFE_INTEGER) },
  OUTBOUND_ALLOW: { fallback: "", read: readAllowedHosts },
  ORG_DELETION_GRACE_DAYS: { fallback: "7", read: integer(0, 365) },
  SESSION_REQUESTS_PER_MINUTE: { fallback: "600", read: integer(1, 1_000_000) },
  ADDRESS_REQUESTS_PER_MINUTE: { fallback: "20", read: integer(1, 1_000_000) },
  MAX_LIVE_STREAMS: { fallback: "5000", read: integer(0, 1_000_000) },
  TRUSTED_PROXIES: { fallback: "0", read: integer(0, 10) },
  APP_URL: { fallback: "", read: optional(origin) },
  SMTP_URL: { fallback: "", read: smtpUrl },
  MAIL_FROM: { fallback: "", read: text },
  ALLOWED_ORIGINS: { fallback: "", read: list(origin) },
  ADMIN_EMAILS: { fallback: "", read: list(emailAddress) },
  OIDC_ISSUER: { fallback: "", read: optional(httpUrl) },
  OIDC_AUDIENCE: { fallback: "", read: text },
  SHUTDOWN_GRACE_SECONDS: { fallback: "10", read: integer(0, 3600) },
  NODE_ENV: { fallback: "development", read: text },
} as const;

export const settingNames = Object.keys(settings) as (keyof typeof settings)[];

export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  function read<Name extends keyof typeof settings>(name: Name) {
    const { fallback, read } = settings[name];
    try {
      return read(env[name]?.trim() || fallback) as ReturnType<(typeof settings)[Name]["read"]>;
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
      return undefined as never;
    }
  }
  const nodeEnv = read("NODE_ENV");
  const logFormat = read("LOG_FORMAT");
  const host = read("HOST");
  const port = read("PORT");
  const s3: S3Settings = {
    bucket: read("S3_BUCKET"),
    region: read("S3_REGION"),
    endpoint: read("S3_ENDPOINT"),
    publicEndpoint: read("S3_PUBLIC_ENDPOINT"),
    forcePathStyle: read("S3_FORCE_PATH_STYLE") === "true",
    prefix: read("S3_PREFIX"),
    credentials: credentials(read("S3_ACCESS_KEY_ID"), read("S3_SECRET_ACCESS_KEY"), problems),
  };
  const config: Config = {
    databaseUrl: read("DATABASE_URL"),
    host,
    port,
    metricsPort: read("METRICS_PORT"),
    role: read("ROLE"),
    dataDir: read("DATA_DIR"),
    demo: read("DEMO") === "true",
    encryptionKeys: read("ENCRYPTION_KEYS"),
    s3: read("STORAGE") === "s3" ? s3 : undefined,
    cleanupDryRun: read("STORAGE_CLEANUP") === "report",
    showErrorDetails: read("SHOW_ERROR_DETAILS") === "true",
    logLevel: read("LOG_LEVEL"),
    logFormat: logFormat === "auto" && nodeEnv === "production" ? "json" : logFormat,
    workerConcurrency: read("WORKER_CONCURRENCY"),
    orgConcurrency: read("ORG_CONCURRENCY"),
    databasePoolSize: read("DATABASE_POOL_SIZE"),
    namedStatements: read("DATABASE_NAMED_STATEMENTS") === "true",
    maxFileBytes: read("MAX_FILE_BYTES"),
    bodyMemoryBytes: read("BODY_MEMORY_BYTES"),
    outboundAllow: read("OUTBOUND_ALLOW"),
    sessionRequestsPerMinute: read("SESSION_REQUESTS_PER_MINUTE"),
    addressRequestsPerMinute: read("ADDRESS_REQUESTS_PER_MINUTE"),
    maxLiveStreams: read("MAX_LIVE_STREAMS"),
    orgDeletionGraceDays: read("ORG_DELETION_GRACE_DAYS"),
    trustedProxies: read("TRUSTED_PROXIES"),
    appUrl: read("APP_URL") ?? listenUrl(host, port),
    smtp: toSmtp(read("SMTP_URL"), read("MAIL_FROM"), problems),
    allowedOrigins: read("ALLOWED_ORIGINS"),
    adminEmails: read("ADMIN_EMAILS"),
    oidc: toIssuer(read("OIDC_ISSUER"), read("OIDC_AUDIENCE"), problems),
    shutdownGraceMs: read("SHUTDOWN_GRACE_SECONDS") * 1000,
    replyChecks: nodeEnv === "production" ? "off" : nodeEnv === "test" ? "fail" : "report",
  };
  if (config.role && config.role !== "all" && !config.databaseUrl && problems.length === 0) {
    problems.push(
      `DATABASE_URL: is missing; ROLE=${config.role} shares its database with other processes, so it can't be the embedded one`,
    );
  }
  if (config.s3?.bucket === "") problems.push("S3_BUCKET: is missing; STORAGE=s3 needs a bucket");
  if (!config.s3 && s3.bucket) problems.push("S3_BUCKET: is set, but files are stored there only with STORAGE=s3");
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function text(value: string): string {
  return value;
}

function optional<Value>(readValue: (value: string) => Value) {
  return (value: string): Value | undefined => (value === "" ? undefined : readValue(value));
}

function integer(least: number, most: number) {
  return (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new Error(`must be a whole number from ${least} to ${most}, not "${value}"`);
  };
}

function oneOf<Value extends string>(...values: Value[]) {
  return (value: string): Value => {
    const found = values.find((known) => known === value);
    if (found) return found;
    throw new Error(`must be one of ${values.join(", ")}, not "${value}"`);
  };
}

/** Reads the S3 credentials. Problems don't contain the values, which are secrets. */
function credentials(accessKeyId: string, secretAccessKey: string, problems: string[]): S3Settings["credentials"] {
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (!accessKeyId) problems.push("S3_ACCESS_KEY_ID: is missing; S3_SECRET_ACCESS_KEY belongs to one");
  if (!secretAccessKey) problems.push("S3_SECRET_ACCESS_KEY: is missing; S3_ACCESS_KEY_ID belongs to one");
  return { accessKeyId, secretAccessKey };
}

function bucketName(value: string): string {
  if (value === "" || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) return value;
  throw new Error(`must be the name of a bucket, not "${value}"`);
}

/** Parses an HTTP URL. Its error doesn't contain the value, which may hold a password. */
function httpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return value;
  throw new Error("must be like https://s3.example.com");
}

/** Parses a prefix of storage keys, which may be empty. Adds a missing slash at its end. */
function folder(value: string): string {
  if (value === "") return "";
  if (/^[\w.-]+(\/[\w.-]+)*\/?$/.test(value)) return value.endsWith("/") ? value : `${value}/`;
  throw new Error(`must be like gaffer or apps/gaffer, not "${value}"`);
}

/** Parses the database's URL. Its error doesn't contain the value, which may hold a password. */
function databaseUrl(value: string): string | undefined {
  if (value === "") return undefined;
  if (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)) return value;
  throw new Error("must be like postgres://user:password@host:5432/database");
}

function list<Value>(readValue: (value: string) => Value) {
  return (value: string): Value[] => (value === "" ? [] : value.split(",").map((part) => readValue(part.trim())));
}

/** Checks a secret. Its error doesn't contain the value. */
function secret(value: string): string {
  if (value.length >= 32) return value;
  throw new Error("each key must have at least 32 characters, for example from openssl rand -base64 32");
}

/** Parses an origin as browsers send it. Removes a trailing slash. */
function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(value)) return url.origin;
  throw new Error(`must be like https://jobs.example.com, not "${value}"`);
}

function emailAddress(value: string): string {
  if (/^[^\s@,]+@[^\s@,]+$/.test(value)) return value.toLowerCase();
  throw new Error(`must be addresses like ada@example.com, not "${value}"`);
}

/** Parses the SMTP server's URL. Its error doesn't contain the value, which may hold a password. */
function smtpUrl(value: string): string {
  if (value === "" || (URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol))) return value;
  throw new Error("must be like smtps://user:password@mail.example.com");
}

function toSmtp(url: string, from: string, problems: string[]): SmtpSettings | undefined {
  if (url && !from) problems.push("MAIL_FROM: is missing; SMTP_URL needs a sender address");
  return url ? { url, from } : undefined;
}

function toIssuer(url: string | undefined, audience: string, problems: string[]): Issuer | undefined {
  if (!url && !audience) return undefined;
  if (!url) problems.push("OIDC_ISSUER: is missing; OIDC_AUDIENCE needs it");
  if (!audience)
    problems.push("OIDC_AUDIENCE: is missing; without it, tokens for other applications would be accepted");
  return { issuer: url ?? "", audience };
}

/** The URL at which this machine reaches a server on this host and port. */
export function listenUrl(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Whether only this machine reaches a server on this host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

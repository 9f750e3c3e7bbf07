import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Job, JobOutput, Schemas } from "@gaffer/contracts/server";
import { type App, type AppOptions, createApp } from "../../src/app.ts";

import { createOrgWithKey, type DemoOrg } from "../../src/demo/demo-org.ts";
import type { Cause } from "../../src/http/caller.ts";
import type { SendMail } from "../../src/modules/auth/mails.ts";
import { type AnyJob, job } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobHandler, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { type Config, readConfig } from "../../src/server/config.ts";
import { answerText } from "./answer-text.ts";
import { cloneDatabase, type TestDatabase } from "./database.ts";
import { withFailingOthers } from "./failing-others.ts";
import { createLogProbe, type LogProbe } from "./log-probe.ts";
import { createKey, type NewKey } from "./test-key.ts";
import {
  createMailProbe,
  createMember,
  createPerson,
  type MailProbe,
  type NewPerson,
  passwordCost,
  type TestPerson,
} from "./test-people.ts";

export interface Answer<Body = never> {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of any shape, and name the shape where they know it.
  body: [Body] extends [never] ? any : Body;
}

export interface RequestOptions {
  /** The sender whose credentials are sent. Absent: the request has no credentials. */
  as?: Pick<DemoOrg, "apiKey"> | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestGaffer {
  app: App;
  config: Config;
  database: TestDatabase;
  log: LogProbe;
  /** An organization with an API key that has every scope. */
  org: DemoOrg;
  createOrg(name: string): Promise<DemoOrg>;
  /**
   * Sets limits of the free plan, which all organizations of the test have. By default this plan has no limits in
   * tests.
   */
  limit(limits: Partial<Record<PlanLimit, number | null>>): Promise<void>;
  /** Creates an API key; by default with every scope and without an expiry. */
  createKey(key?: NewKey): Promise<DemoOrg>;
  /** Creates a signed-in user. */
  createPerson(person?: NewPerson): Promise<TestPerson>;
  /** Creates a signed-in user with this role in the organization. */
  createMember(role: Schemas["Role"], orgId?: string, person?: NewPerson): Promise<TestPerson>;
  mail: MailProbe;
  /**
   * Sends a request through the whole HTTP stack, without a socket. A body that is an object is sent as JSON; text and
   * bytes are sent unchanged.
   */
  request<Body = never>(method: string, url: string, options?: RequestOptions): Promise<Answer<Body>>;
  /** Sends a request with the organization's API key. `url` is relative to the organization's path. */
  inOrg<Body = never>(
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Creates a job with an arbitrary valid input, for tests that don't depend on the input. */
  createJob(options?: Partial<Record<keyof Schemas["CreateJobRequest"], unknown>>): Promise<Job>;
  getJob(jobId: string): Promise<Job>;
  /** Resolves with the job when this attempt or a later one has been settled. Default: the first attempt. */
  attemptEnded(jobId: string, attempt?: number): Promise<Job>;
  stop(): Promise<void>;
}

/** Names of limits: columns of the table of plans. */
export type PlanLimit =
  | "open_jobs"
  | "running_jobs"
  | "schedules"
  | "stored_bytes"
  | "file_bytes"
  | "requests_per_minute"
  | "share";

type TestHandler = JobHandler<UserJobTypes["file:profile"]["input"], UserJobTypes["file:profile"]["output"]>;

export const someFileId = "01890a5d-ac96-774b-bcce-b302099a8057";
/** The cause of a change that a test makes without a request. */
export const someCause = (orgId: string): Cause => ({
  actor: "system",
  orgId,
  action: "test",
  requestId: someFileId,
  address: null,
  at: new Date(),
});
export const emptyProfile: JobOutput<"file:profile"> = {
  format: "csv",
  rows: 0,
  bytes: 0,
  columns: [],
  raggedRows: 0,
  problems: [],
};

export interface TestGafferOptions {
  role?: Config["role"];
  config?: Partial<Config>;
  now?: () => Date;
  timing?: AppOptions["timing"];
  limits?: AppOptions["limits"];
  s3Limits?: AppOptions["s3Limits"];
  liveTiming?: AppOptions["liveTiming"];
  scheduleSeconds?: number;
  /** The handler of `file:profile`. Jobs of other types fail. */
  handler?: TestHandler;
  /** Maximum number of jobs that a worker runs with `handler` at once. */
  concurrency?: number;
  /** The handlers of all job types. They replace `handler`. */
  jobs?: AppOptions["jobs"];
  handlerLoader?: AppOptions["handlerLoader"];
  systemJobs?: AppOptions["systemJobs"];
  /** Whether sessions never expire, even when the test advances the clock. */
  peopleStay?: boolean;
  /** Delivers each mail. `mail` contains the mails with and without this function. */
  sendMail?: SendMail;
  /** Schedules of the installation, in addition to the built-ins. */
  defineSchedules?: AppOptions["defineSchedules"];
  /** Uses this database instead of a new one. `stop` doesn't drop this database. */
  database?: TestDatabase;
}

/** Starts Gaffer in this process, with its own database. */
export async function startTestGaffer(options: TestGafferOptions = {}): Promise<TestGaffer> {
  const database = options.database ?? (await cloneDatabase());
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-test-data-"));
  const log = createLogProbe();
  const mail = createMailProbe();
  const config: Config = {
    ...readConfig({
      NODE_ENV: "test",
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      ROLE: options.role ?? "all",
      DATABASE_POOL_SIZE: "5",
      ADDRESS_REQUESTS_PER_MINUTE: "1000000",
      ENCRYPTION_KEYS: "a secret of the tests and of no installation",
    }),
    ...options.config,
  };
  const jobs = options.jobs ?? (options.handler && withHandler(options.handler, options.concurrency));
  const app = await createApp({
    config,
    databaseUrl: database.url,
    log: log.log,
    async sendMail(sent) {
      await options.sendMail?.(sent);
      await mail.send(sent);
    },
    ...(options.now && { now: options.now }),
    passwordCost,
    timing: { pollMs: 200, reportMs: 20, ...options.timing },
    ...(options.limits && { limits: options.limits }),
    ...(options.s3Limits && { s3Limits: options.s3Limits }),
    ...(options.liveTiming && { liveTiming: options.liveTiming }),
    ...(options.scheduleSeconds && { scheduleSeconds: options.scheduleSeconds }),
    ...(jobs && { jobs }),
    ...(options.handlerLoader && { handlerLoader: options.handlerLoader }),
    ...(options.systemJobs && { systemJobs: options.systemJobs }),
    ...(options.defineSchedules && { defineSchedules: options.defineSchedules }),
  });
  try {
    await app.start();
  } catch (error) {
    await app.stop();
    throw error;
  }
  const createOrg = (name: string) =>
    createOrgWithKey(app.apiPool, new Date(), { org: name, email: `${crypto.randomUUID()}@example.com`, key: name });
  const org = await createOrg("test");

  async function request<Body>(
    method: string,
    url: string,
    { as, body, headers = {} }: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const isJson =
      body !== undefined &&
      typeof body === "object" &&
      !(body instanceof Uint8Array) &&
      !(body instanceof ReadableStream);
    const response = await app.http.request(url, {
      method,
      headers: {
        ...(as && { authorization: `Bearer ${as.apiKey}` }),
        ...(isJson && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as string), duplex: "half" }),
    });
    const text = await answerText(response);
    const parsed = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  const inOrg: TestGaffer["inOrg"] = (method, url, body, headers) =>
    request(method, `/v1/orgs/${org.orgId}${url}`, {
      as: org,
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    });
  const getJob = async (jobId: string) => (await inOrg<Job>("GET", `/jobs/${jobId}`)).body;
  return {
    app,
    config,
    database,
    log,
    org,
    createOrg,
    createPerson: (person) =>
      createPerson(database, options.now?.() ?? new Date(), { stays: options.peopleStay, ...person }),
    createMember: (role, orgId = org.orgId, person = {}) =>
      createMember(database, options.now?.() ?? new Date(), { orgId, role, person }),
    mail,
    createKey: (newKey) => createKey(database, newKey?.orgId ?? org.orgId, newKey),
    async limit(limits) {
      const columns = Object.keys(limits).map((column, index) => `${column} = $${index + 1}`);
      await database.admin.query(`update plans set ${columns.join(", ")} where name = 'free'`, Object.values(limits));
    },
    request: request as TestGaffer["request"],
    inOrg,
    async createJob(job = {}) {
      const { status, body } = await inOrg("POST", "/jobs", {
        type: "file:profile",
        input: { fileId: someFileId },
        ...job,
      });
      if (status !== 201) throw new Error(`the job was refused: ${JSON.stringify(body)}`);
      return body as Job;
    },
    getJob,
    async attemptEnded(jobId, attempt = 1) {
      await log.waitFor(
        (line) => line.msg === "job attempt ended" && line.jobId === jobId && Number(line.attempt) >= attempt,
      );
      return getJob(jobId);
    },
    async stop() {
      await app.stop();
      if (!options.database) await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function withHandler(handler: TestHandler, concurrency = 10): AnyJob[] {
  return withFailingOthers([job("file:profile", { handler, concurrency })]);
}

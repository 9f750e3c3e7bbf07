import type { Schemas } from "@gaffer/contracts/server";
import { createPool } from "../../src/db/pools.ts";
import { createAdmission } from "../../src/modules/jobs/admission/admission.ts";
import { type AnyJob, createJobHandlers, job } from "../../src/modules/jobs/handlers/registry.ts";
import { createPrivateFields } from "../../src/modules/jobs/private-fields/private-fields.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { createScheduler, type Scheduler } from "../../src/modules/schedules/services/scheduler.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import type { TestDatabase } from "../harness/database.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { createLogProbe, type LogProbe } from "../harness/log-probe.ts";
import { type Answer, emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

export type Schedule = Schemas["Schedule"];
export type ScheduleRun = Schemas["ScheduleRun"];

export const profileJob = { type: "file:profile", input: { fileId: someFileId } };
export const everyMinute = { kind: "interval", every: 1, unit: "minutes" };

export interface OpenScheduler {
  runOnce: Scheduler["runOnce"];
  log: LogProbe;
  close(): Promise<void>;
}

/** A scheduler like that of a process. It makes a pass only when the test asks for one. */
export async function openScheduler(
  database: TestDatabase,
  { now, orgLimit, jobs = anyJobs() }: { now: () => Date; orgLimit: number; jobs?: AnyJob[] },
): Promise<OpenScheduler> {
  const log = createLogProbe();
  const onError = ({ message, cause }: { message: string; cause?: unknown }) => log.log.error({ err: cause }, message);
  const pool = createPool(database.url, "gaffer_worker", { max: 3 });
  // Dropping the database may end a connection that the pool is already closing.
  pool.on("error", () => {});
  const queue = createJobQueue({ pool, maintain: false, schedule: false, onError });
  await queue.start();
  const privateFields = createPrivateFields([]);
  const scheduler = createScheduler({
    workerPool: pool,
    listener: { subscribe: async () => async () => {} },
    admission: createAdmission({ queue, privateFields, orgLimit, now }),
    privateFields,
    handlers: createJobHandlers(jobs),
    metrics: createMetrics(),
    now,
    reportError: onError,
  });
  return {
    runOnce: scheduler.runOnce,
    log,
    async close() {
      await scheduler.stop();
      await queue.stop();
      await pool.end();
    },
  };
}

function anyJobs(): AnyJob[] {
  const handler = async () => ({ output: emptyProfile });
  return withFailingOthers([job("file:profile", { handler })]);
}

/** An API and a scheduler on one database, with a clock that the test sets. */
export async function openSchedules(at: string, options: { orgConcurrency?: number } = {}) {
  const clock = { now: new Date(at) };
  const now = () => clock.now;
  const gaffer = await startTestGaffer({ role: "api", now, config: options });
  const scheduler = await openScheduler(gaffer.database, { now, orgLimit: gaffer.config.orgConcurrency });

  const api = {
    create: (settings: Record<string, unknown> = {}) =>
      gaffer.inOrg<Schedule & Schemas["Problem"]>("POST", "/schedules", {
        name: "a schedule",
        job: profileJob,
        recurrence: everyMinute,
        ...settings,
      }),
    get: async (id: string) => (await gaffer.inOrg<Schedule>("GET", `/schedules/${id}`)).body,
    update: (id: string, changes: unknown, ifMatch?: string) =>
      gaffer.inOrg<Schedule & Schemas["Problem"]>("PATCH", `/schedules/${id}`, changes, {
        "content-type": "application/json",
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      }),
    post: <Body = Schedule & Schemas["Problem"]>(
      id: string,
      verb: "pause" | "resume" | "trigger",
    ): Promise<Answer<Body>> => gaffer.inOrg<Body>("POST", `/schedules/${id}/${verb}`),
    /** The runs of a schedule, oldest first. */
    runs: async (id: string) =>
      (
        await gaffer.inOrg<Schemas["ScheduleRunPage"]>("GET", `/schedules/${id}/runs?limit=100`)
      ).body.items.toReversed(),
  };

  return {
    gaffer,
    scheduler,
    clock,
    ...api,
    /** Creates a schedule and returns it. */
    async schedule(settings: Record<string, unknown> = {}): Promise<Schedule> {
      const { status, body } = await api.create(settings);
      if (status !== 201) throw new Error(`the schedule was refused: ${JSON.stringify(body)}`);
      return body;
    },
    /** Makes the scheduler's pass at this instant. Returns the number of recorded runs. */
    passAt(instant: string): Promise<number> {
      clock.now = new Date(instant);
      return scheduler.runOnce();
    },
    async jobsOf(scheduleId: string) {
      const { rows } = await gaffer.database.admin.query(
        `select id, status, trigger, created_by as "createdBy", scheduled_at as "scheduledAt", cancel_requested_at as "cancelRequestedAt"
           from current_jobs where schedule_id = $1 order by id`,
        [scheduleId],
      );
      return rows as {
        id: string;
        status: string;
        trigger: string;
        createdBy: string;
        scheduledAt: Date | null;
        cancelRequestedAt: Date | null;
      }[];
    },
    /** Deletes all schedules, so that later passes run none. */
    forget: () => gaffer.database.admin.query("delete from scheduled_jobs"),
    async close() {
      await scheduler.close();
      await gaffer.stop();
    },
  };
}

export type OpenSchedules = Awaited<ReturnType<typeof openSchedules>>;

/** A worker on the same database, whose `file:profile` jobs end as `end` says. */
export function startWorker(
  { gaffer, clock }: OpenSchedules,
  end: (jobId: string, signal: AbortSignal) => Promise<void>,
): Promise<TestGaffer> {
  return startTestGaffer({
    role: "worker",
    database: gaffer.database,
    now: () => clock.now,
    config: { shutdownGraceMs: 100 },
    handler: async ({ jobId, signal }) => {
      await end(jobId, signal);
      return { output: emptyProfile };
    },
  });
}

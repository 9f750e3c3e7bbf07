/**
 * Schedules of system jobs as defined in the code: one job, or a named group. The database stores them, an operator enables and disables them
 * there, and the queue follows the database.
 *
 * Schedules that are registered before `start` are defined by the code. They are synced when the process starts, and removed when no living
 * process defines them. During a deployment old and new processes run at the same time; the definition of the process that started last wins.
 * Schedules that are registered after `start` stay until they are unscheduled, or until a process starts that defines them in its code.
 */
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import type { Services } from "../../server/services.ts";
import type { SystemJobs } from "../jobs/index.ts";
import { assertCron } from "./cron-times.ts";
import {
  applyRow,
  lockSchedules,
  removeSchedules,
  type ScheduleDefinition,
  type ScheduleRow,
  saveDefinition,
  scheduleColumns,
} from "./schedule-rows.ts";

export interface ScheduleOptions {
  /** Whether the schedule is enabled until an operator changes it. Default: true. */
  enabled?: boolean;
}

export interface NewSchedule {
  /** Name in the API: lower-case letters, digits, dashes and an optional colon. */
  name: string;
  /** Display name. Default: the name. */
  title?: string;
  description?: string;
  cron: string;
  /** Names of the system jobs, which all start at the same time. */
  jobs: readonly string[];
  /** Whether the schedule is enabled until an operator changes it. Default: false. */
  enabled?: boolean;
}

export interface SystemSchedules {
  /** Schedules a system job on a cron expression in UTC, of five fields or of six with seconds first. */
  schedule(job: string, cron: string, options?: ScheduleOptions): Promise<void>;
  /** Schedules a group of system jobs. */
  defineSchedule(schedule: NewSchedule): Promise<void>;
  /** Removes a schedule that was registered after `start`. */
  unschedule(name: string): Promise<void>;
  /** Names of the schedules that the code defines. */
  defined(): string[];
}

export interface ScheduleKeeper extends SystemSchedules {
  /**
   * Starts the service. Later registrations take effect at once. `syncs`: whether to sync the code's definitions, as
   * only a scheduler does.
   */
  start(processId: string, syncs: boolean): Promise<void>;
  /** Syncs the database and the queue with the definitions of the living processes. */
  sync(): Promise<void>;
}

const namePattern = /^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?$/;

export function createSystemSchedules(
  { workerPool, queue, timing, now }: Pick<Services, "workerPool" | "queue" | "timing" | "now">,
  systemJobs: SystemJobs,
): ScheduleKeeper {
  const definitions = new Map<string, ScheduleDefinition>();
  let processId: string | undefined;

  /** The schedule of one job: it has the job's name. */
  function ofJob(name: string, cron: string, { enabled = true }: ScheduleOptions = {}): ScheduleDefinition {
    const { title = name, description = "" } = systemJobs.get(name) ?? {};
    return { name, title, description, cron, jobs: [name], enabled };
  }

  async function register(definition: ScheduleDefinition): Promise<void> {
    assertDefinition(definition, systemJobs.names);
    if (processId === undefined) {
      if (definitions.has(definition.name)) throw new Error(`the schedule ${definition.name} is defined twice`);
      definitions.set(definition.name, definition);
      return;
    }
    await withAllOrgs(workerPool, async (tx) => {
      await lockSchedules(tx);
      await saveDefinition(tx, definition, { defined: false, now: now() });
      await applyAll(tx, [definition.name]);
    });
  }

  async function applyAll(tx: Transaction, names?: readonly string[]): Promise<void> {
    const queued = await queue.crons(tx);
    const { rows } = await tx.sql(
      `select ${scheduleColumns} from system_schedules where $1::text[] is null or name = any ($1) for update`,
      [names ?? null],
    );
    for (const row of rows as ScheduleRow[]) await applyRow(tx, queue, row, queued, now());
  }

  /**
   * Names of schedules, judged by what living processes define. `abandoned`: no process defines them. `outranked`: a
   * process that started later defines them. `replaced`: they were registered after `start`, so only a process that is
   * starting overwrites them.
   */
  async function readOthers(tx: Transaction): Promise<Record<"abandoned" | "outranked" | "replaced", string[]>> {
    const { rows } = await tx.sql(
      `with living as (select * from workers where heartbeat_at >= now() - make_interval(secs => $1)),
            others as (select unnest(schedules) as name, started_at, id from living where id <> $2)
       select array(select name from system_schedules
                     where defined and name <> all ($3) and name not in (select name from others)) as abandoned,
              array(select name from others
                     where (started_at, id) > (select started_at, id from workers where id = $2)) as outranked,
              array(select name from system_schedules where not defined) as replaced`,
      [timing.lostAfterMs / 1000, processId, [...definitions.keys()]],
    );
    return rows[0];
  }

  async function sync({ starts = false } = {}): Promise<void> {
    await withAllOrgs(workerPool, async (tx) => {
      await lockSchedules(tx);
      const { abandoned, outranked, replaced } = await readOthers(tx);
      await removeSchedules(tx, queue, abandoned);
      const others = new Set(starts ? outranked : [...outranked, ...replaced]);
      for (const definition of definitions.values())
        if (!others.has(definition.name)) await saveDefinition(tx, definition, { defined: true, now: now() });
      await applyAll(tx);
    });
  }

  return {
    schedule: (job, cron, options) => register(ofJob(job, cron, options)),
    defineSchedule: ({ name, title = name, description = "", cron, jobs, enabled = false }) =>
      register({ name, title, description, cron, jobs, enabled }),
    unschedule: (name) =>
      withAllOrgs(workerPool, async (tx) => {
        await lockSchedules(tx);
        await removeSchedules(tx, queue, [name]);
      }),
    defined: () => [...definitions.keys()],
    async start(id, syncs) {
      processId = id;
      if (!syncs) return;
      await sync({ starts: true });
      const atStart = systemJobs.all.filter((job) => job.atStart).map(({ name }) => name);
      await withAllOrgs(workerPool, async (tx) => {
        const { rows } = await tx.sql("select name from system_schedules where name = any ($1) and enabled", [atStart]);
        for (const { name } of rows) await queue.sendSystem(tx, name, { schedule: name, triggeredBy: "startup" });
      });
    },
    sync: () => sync(),
  };
}

function assertDefinition({ name, cron, jobs }: ScheduleDefinition, known: readonly string[]): void {
  if (!namePattern.test(name) || name.length > 100)
    throw new Error(
      `the schedule ${name}: its name must be lower-case letters, digits and dashes, with an optional colon`,
    );
  if (jobs.length === 0) throw new Error(`the schedule ${name}: it has no jobs`);
  const unknown = jobs.find((job) => !known.includes(job));
  if (unknown !== undefined) throw new Error(`the schedule ${name}: there is no system job ${unknown}`);
  // A schedule with the name of a job may only run that job.
  if (known.includes(name) && (jobs.length > 1 || jobs[0] !== name))
    throw new Error(`the schedule ${name}: a job has this name; choose another name`);
  assertCron(name, cron);
}

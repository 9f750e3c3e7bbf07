/** Definitions of job types and system jobs, and the registry for job types of application code. */
import type { JobType } from "@gaffer/contracts/server";
import type { JobHandler, UserJobTypes } from "./types.ts";

/** A job type: its handler, and how its jobs run. */
export interface JobDefinition<Type extends JobType> extends JobOptions {
  /** Name in the contract, such as `my-feature:process`. */
  type: Type;
  handler: JobHandler<UserJobTypes[Type]["input"], UserJobTypes[Type]["output"]>;
}

export interface JobOptions {
  /** Maximum number of running jobs of the type per worker process. Default: the slots of the worker. */
  concurrency?: number;
  /** Time limit of one attempt, in seconds, unless the job has its own. Default: 900. */
  timeoutSeconds?: number;
  /** Maximum number of attempts, unless the job has its own. Default: 3. */
  maxAttempts?: number;
  /** How long a job may wait for its first start, in seconds, unless the job has its own. Default: unlimited. */
  ttlSeconds?: number;
  /** Runs the handler in its own process. Default: in the worker's process. */
  isolation?: ProcessIsolation;
}

/** A handler in its own process can crash or block only its own attempt. */
export interface ProcessIsolation {
  /** `import.meta.url` of the module that exports the job. The process imports it. */
  module: string;
  /** Maximum size of the JavaScript heap, in MiB. Default: 512. */
  memoryLimitMb?: number;
  /** Environment of the process, in addition to a `PATH`. Default: empty. */
  env?: Readonly<Record<string, string>>;
}

/** A definition of any type. */
export type AnyJob = { [Type in JobType]: JobDefinition<Type> }[JobType];

/** Defines a job type. The type decides what the handler gets and returns. */
export function job<Type extends JobType>(
  type: Type,
  definition: Omit<JobDefinition<Type>, "type">,
): JobDefinition<Type> {
  return { type, ...definition };
}

/** A job definition with defaults filled in. */
export type RegisteredJob<Type extends JobType = JobType> = JobDefinition<Type> &
  Required<Pick<JobOptions, "concurrency" | "timeoutSeconds" | "maxAttempts">>;

/** The jobs that a process can create and run. */
export interface JobHandlers {
  types: readonly JobType[];
  /** Returns a job type's definition. Throws for a type without a handler. */
  get<Type extends JobType>(type: Type): RegisteredJob<Type>;
}

const defaults = { concurrency: Number.POSITIVE_INFINITY, timeoutSeconds: 900, maxAttempts: 3 } as const;

/** Collects the definitions by type. Throws when two definitions have the same type. */
export function createJobHandlers(jobs: readonly AnyJob[]): JobHandlers {
  const byType = toMap(
    jobs.map((each) => [each.type, { ...defaults, ...each }]),
    "job type",
  );
  return {
    types: [...byType.keys()],
    get<Type extends JobType>(type: Type) {
      const found = byType.get(type);
      if (!found) throw new Error(`The job type ${type} has no handler.`);
      return found as unknown as RegisteredJob<Type>;
    },
  };
}

/**
 * Job types of application code, in addition to the built-in ones. `register` affects applications that are created
 * later in this process. Registering the same handler again has no effect.
 */
export const jobHandlerRegistry = createRegistry();

function createRegistry() {
  const jobs = new Map<JobType, AnyJob>();
  return {
    /** Registers a job type. Throws when the type has another handler. */
    register<Type extends JobType>(definition: JobDefinition<Type>): void {
      const { type, handler } = definition as unknown as AnyJob;
      const registered = jobs.get(type);
      if (registered && registered.handler !== handler) {
        throw new Error(`The job type ${type} is registered twice, with different handlers. Remove one registration.`);
      }
      if (!registered) jobs.set(type, definition as unknown as AnyJob);
    },
    jobs: (): AnyJob[] => [...jobs.values()],
  };
}

/** A system job: work of the installation, on a schedule or manually. */
export interface SystemJob<Output = unknown> {
  /** Name of the job and of its schedule: lower-case letters, digits and dashes, with a colon. */
  name: string;
  /** Display name. */
  title: string;
  description: string;
  /** Cron expression in UTC, of five fields, or of six with seconds first. Absent: `jobQueue.schedule` schedules it. */
  cron?: string;
  /** Also run once whenever a scheduler starts. Default: false. */
  atStart?: boolean;
  /** Time limit of one run, in seconds. Default: 900. */
  timeoutSeconds?: number;
  /**
   * The handler. Its context has no organization: `orgId` is `system`, and progress and logs go to the run and to the
   * log.
   */
  run: JobHandler<Record<never, never>, Output>;
}

/** Defines a system job. */
export function systemJob<Output>(definition: SystemJob<Output>): SystemJob<Output> {
  return definition;
}

/** The system jobs that a process schedules and runs. */
export interface SystemJobs {
  all: readonly RegisteredSystemJob[];
  names: readonly string[];
  get(name: string): RegisteredSystemJob | undefined;
}

/** A system job's definition with defaults filled in. */
export type RegisteredSystemJob = SystemJob & { timeoutSeconds: number };

/** Collects the definitions by name. Throws when two system jobs have the same name. */
export function createSystemJobs(jobs: readonly SystemJob[]): SystemJobs {
  const { timeoutSeconds } = defaults;
  const byName = toMap(
    jobs.map((each) => [each.name, { timeoutSeconds, ...each }]),
    "system job",
  );
  return { all: [...byName.values()], names: [...byName.keys()], get: (name) => byName.get(name) };
}

function toMap<Name extends string, Definition>(
  entries: readonly (readonly [Name, Definition])[],
  kind: string,
): ReadonlyMap<Name, Definition> {
  const map = new Map(entries);
  const twice = entries.find(([name, definition]) => map.get(name) !== definition);
  if (twice) throw new Error(`The ${kind} ${twice[0]} is registered twice. Remove one registration.`);
  return map;
}

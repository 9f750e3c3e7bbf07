import type { IsolatedHandler } from "./isolated.ts";
import type { JobHandler, SystemJobTypes, UserJobTypes } from "./types.ts";

type Types<All> = { [Type in keyof All]: { input: unknown; output: unknown } };

export interface HandlerOptions {
  /** How many jobs of this type one worker process runs at once; absent: as many as it has slots. */
  concurrency?: number;
  /** How long one attempt may take, in seconds, unless the job says otherwise. */
  timeoutSeconds?: number;
  /** How often a job is tried at the most, unless the job says otherwise. */
  maxAttempts?: number;
}

/** Run in the worker's process, or in a process that it can't bring anything else down with. */
export type Isolation<Input, Output> =
  | { handler: JobHandler<Input, Output>; isolation?: "none" }
  | {
      handler: IsolatedHandler<Input, Output>;
      isolation: "process";
      /** How much its JavaScript heap may hold, in MiB. */
      memoryLimitMb?: number;
      /** All that it gets of an environment, besides a `PATH`. */
      env?: Readonly<Record<string, string>>;
    };

export interface RegisteredHandler<Input, Output> {
  handler: JobHandler<Input, Output>;
  isolation: "none" | "process";
  memoryLimitMb: number;
  env: Readonly<Record<string, string>>;
  concurrency: number;
  timeoutSeconds: number;
  maxAttempts: number;
}

/** Nobody asked for a limit: 15 minutes, three attempts. */
const defaults = {
  concurrency: Number.POSITIVE_INFINITY,
  timeoutSeconds: 900,
  maxAttempts: 3,
  isolation: "none",
  memoryLimitMb: 512,
  env: {},
} as const;

/** A compile error about an incomplete registry quotes this text. */
type MissingHandlers<Type> = [Type] extends [never]
  ? "none"
  : `no handler is registered for ${Type & string}: add .register({ type: "${Type & string}", handler: … })`;

/**
 * Handlers by job type. `register` returns a registry that knows one type more, and only one that knows every type of
 * the contract is a `JobHandlers`: a type without a handler doesn't compile, and neither does a handler without a type.
 */
export interface HandlerRegistry<All extends Types<All>, Registered extends keyof All> {
  /** Exists for the compiler only: without it, TypeScript would accept an incomplete registry as a complete one. */
  readonly missing?: MissingHandlers<Exclude<keyof All, Registered>> | undefined;
  register<Type extends Exclude<keyof All, Registered>>(
    entry: { type: Type } & Isolation<All[Type]["input"], All[Type]["output"]> & HandlerOptions,
  ): HandlerRegistry<All, Registered | Type>;
  get<Type extends Registered>(type: Type): RegisteredHandler<All[Type]["input"], All[Type]["output"]>;
  types: readonly Registered[];
}

export type JobHandlers = HandlerRegistry<UserJobTypes, keyof UserJobTypes>;
export type SystemJobHandlers = HandlerRegistry<SystemJobTypes, keyof SystemJobTypes>;

function createRegistry<All extends Types<All>, Registered extends keyof All>(
  // biome-ignore lint/suspicious/noExplicitAny: what a type's entry holds is known only at `register` and `get`.
  entries: ReadonlyMap<keyof All, RegisteredHandler<any, any>>,
): HandlerRegistry<All, Registered> {
  return {
    register({ type, handler, ...options }) {
      if (entries.has(type)) throw new Error(`the job type ${String(type)} has a handler already`);
      return createRegistry(new Map(entries).set(type, { handler, ...defaults, ...options }));
    },
    get(type) {
      const entry = entries.get(type);
      if (!entry) throw new Error(`the job type ${String(type)} has no handler`);
      return entry;
    },
    types: [...entries.keys()] as Registered[],
  };
}

/** The handlers of user jobs, none yet. */
export const jobHandlerRegistry: HandlerRegistry<UserJobTypes, never> = createRegistry(new Map());

/** The handlers of system jobs, none yet. */
export const systemJobRegistry: HandlerRegistry<SystemJobTypes, never> = createRegistry(new Map());

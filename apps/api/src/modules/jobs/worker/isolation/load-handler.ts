/** Finds handlers in a process that runs one: those of a module's jobs, or those that a module's function opens. */
import type { AnyJob } from "../../handlers/registry.ts";
import type { JobHandler } from "../../handlers/types.ts";

type AnyHandler = JobHandler<unknown, unknown>;

/** A function that returns the handlers of all types, for a process that runs a job in quarantine. */
export interface HandlerLoader {
  /** URL of the module that exports the function. */
  readonly module: string;
  readonly exportName: string;
  /** Argument of the function. The process gets a copy, so these are data: settings, no connections. */
  readonly resources: unknown;
}

/** The handler of the job that a module exports. Throws when the module exports no job of the type. */
export async function importHandler(moduleUrl: string, type: string): Promise<AnyHandler> {
  const exports = Object.values((await import(moduleUrl)) as Record<string, unknown>);
  const job = exports.find((each): each is AnyJob => isJob(each) && each.type === type);
  if (!job) throw new Error(`${moduleUrl} exports no job ${type}`);
  return job.handler as AnyHandler;
}

const isJob = (value: unknown) => typeof value === "object" && value !== null && "type" in value && "handler" in value;

/** The handler of one type. Throws when the module's function doesn't open it. */
export async function openHandler({ module, exportName, resources }: HandlerLoader, type: string): Promise<AnyHandler> {
  const open = ((await import(module)) as Record<string, unknown>)[exportName];
  if (typeof open !== "function") throw new Error(`${module} exports no function ${exportName}`);
  return open(resources).get(type).handler;
}

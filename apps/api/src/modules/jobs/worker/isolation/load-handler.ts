/** Loads handlers in a handler's process: from the jobs that a module exports, or through a loader function. */
import type { AnyJob } from "../../handlers/registry.ts";
import type { JobHandler } from "../../handlers/types.ts";

type AnyHandler = JobHandler<unknown, unknown>;

/** Names a function that returns the handlers of all types, for the process of a quarantined job. */
export interface HandlerLoader {
  /** URL of the module that exports the function. */
  readonly module: string;
  readonly exportName: string;
  /** Argument of the function. Plain data without connections, because the process gets a copy. */
  readonly resources: unknown;
}

/** Returns the handler of the job that a module exports. Throws if the module exports no job of the type. */
export async function importHandler(moduleUrl: string, type: string): Promise<AnyHandler> {
  const exports = Object.values((await import(moduleUrl)) as Record<string, unknown>);
  const job = exports.find((each): each is AnyJob => isJob(each) && each.type === type);
  if (!job) throw new Error(`${moduleUrl} exports no job ${type}`);
  return job.handler as AnyHandler;
}

const isJob = (value: unknown) => typeof value === "object" && value !== null && "type" in value && "handler" in value;

/** Returns the handler of one type. Throws if the loader function doesn't provide it. */
export async function openHandler({ module, exportName, resources }: HandlerLoader, type: string): Promise<AnyHandler> {
  const open = ((await import(module)) as Record<string, unknown>)[exportName];
  if (typeof open !== "function") throw new Error(`${module} exports no function ${exportName}`);
  return open(resources).get(type).handler;
}

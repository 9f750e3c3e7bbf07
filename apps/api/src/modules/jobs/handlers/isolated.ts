import type { JobHandler } from "./types.ts";

/** Where a handler is found, for a process that has to import it. */
export interface HandlerModule {
  readonly module: URL;
  readonly exportName: string;
}

export type IsolatedHandler<Input, Output> = JobHandler<Input, Output> & HandlerModule;

/**
 * A handler that another process can import: `isolated<typeof convert>(new URL("./convert.ts", import.meta.url),
 * "convert")`, with `convert` imported as a type. Called directly, it runs in this process, as tests may want it.
 */
export function isolated<Handler extends JobHandler<never, unknown>>(
  module: URL,
  exportName: string,
): Handler & HandlerModule {
  const handler: JobHandler<unknown, unknown> = async (context) =>
    (await importHandler(module.href, exportName))(context);
  return Object.assign(handler, { module, exportName }) as unknown as Handler & HandlerModule;
}

/** Throws when there is no such file, or no such function in it. */
export async function importHandler(moduleUrl: string, exportName: string): Promise<JobHandler<unknown, unknown>> {
  return importFunction(moduleUrl, exportName);
}

/**
 * Where a process finds the handlers of all types: a function that opens them with `resources`. These are copied to the process,
 * so they are data: settings, no connections.
 */
export interface HandlerLoader extends HandlerModule {
  readonly resources: unknown;
}

/** The handler of one type. Throws when the module's function doesn't open it. */
export async function openHandler(
  moduleUrl: string,
  exportName: string,
  { type, resources }: { type: string; resources: unknown },
): Promise<JobHandler<unknown, unknown>> {
  const open: (resources: unknown) => OpenedHandlers = await importFunction(moduleUrl, exportName);
  return open(resources).get(type).handler;
}

interface OpenedHandlers {
  get(type: string): { handler: JobHandler<unknown, unknown> };
}

async function importFunction<Imported>(moduleUrl: string, exportName: string): Promise<Imported> {
  const exports = (await import(moduleUrl)) as Record<string, unknown>;
  const found = exports[exportName];
  if (typeof found !== "function") throw new Error(`${moduleUrl} exports no function ${exportName}`);
  return found as Imported;
}

/** Gives application code the services of the application that runs in this process. */
import type { FilesService } from "../files/files.service.ts";
import type { JobsService } from "./enqueue/jobs.service.ts";

export interface AppServices {
  jobsService: JobsService;
  filesService: FilesService;
}

const running = new Set<AppServices>();

/** Registers an application when it starts. The returned function removes it when it stops. */
export function addRunningApp(services: AppServices): () => void {
  running.add(services);
  return () => void running.delete(services);
}

/** A service that finds its application when one of its methods is used. Throws unless exactly one application runs. */
export function serviceOfRunningApp<Name extends keyof AppServices>(name: Name): AppServices[Name] {
  return new Proxy({} as AppServices[Name], { get: (_, method) => Reflect.get(onlyApp(name)[name], method) });
}

function onlyApp(name: keyof AppServices): AppServices {
  const [app, another] = running;
  if (!app) throw new Error(`${name}: no application runs in this process. Call it after start().`);
  if (another) throw new Error(`${name}: several applications run in this process. Use the ${name} of createApp().`);
  return app;
}

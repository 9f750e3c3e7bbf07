import type { AnyJob } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import type { LogLine } from "../harness/log-probe.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type Behaviour, behavingJob, fileIdOf } from "./isolated-handlers.ts";

export const handlersUrl = new URL("./isolated-handlers.ts", import.meta.url).href;

/** `file:profile` is isolated and does what its input says. Other types fail, in the worker's process. */
export function isolatedJobs({
  env = {},
  ...options
}: {
  env?: Record<string, string>;
  concurrency?: number;
} = {}): AnyJob[] {
  const isolation = { module: handlersUrl, memoryLimitMb: 64, env };
  return withFailingOthers([{ ...behavingJob, isolation, ...options }]);
}

export async function createJob(gaffer: TestGaffer, behaviour: Behaviour, job: object = {}): Promise<string> {
  return (await gaffer.createJob({ input: { fileId: fileIdOf(behaviour) }, maxAttempts: 1, ...job })).id;
}

/** Creates a job and waits for the end of its first attempt. */
export async function runJob(gaffer: TestGaffer, behaviour: Behaviour, job: object = {}) {
  return gaffer.attemptEnded(await createJob(gaffer, behaviour, job));
}

/** Resolves when the job's handler has printed the word. */
export function printed(gaffer: TestGaffer, jobId: string, word: string): Promise<LogLine> {
  return gaffer.log.waitFor((line) => line.jobId === jobId && line.msg === word);
}

export function processEnded(gaffer: TestGaffer, pid: unknown): Promise<LogLine> {
  return gaffer.log.waitFor((line) => line.msg === "a handler's process ended" && line.pid === pid);
}

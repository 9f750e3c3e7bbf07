import { Logger, makeWorkerUtils, type Runner, run } from "graphile-worker";
import type { Drain } from "../drain.ts";
import { toJobRequest } from "../gaffer/probe-job.ts";

const task = "bench";
const { input: payload } = toJobRequest(0);
const silent = new Logger(() => () => {});

export async function openGraphileWorker(databaseUrl: string) {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, maxPoolSize: 20, logger: silent });
  await utils.migrate();
  const jobs = Array.from({ length: 1_000 }, () => ({ identifier: task, payload }));
  return {
    addJob: () => utils.addJob(task, payload),
    addThousand: () => utils.addJobs(jobs),
    stop: async () => void (await utils.release()),
  };
}

export type GraphileMode = "default" | "localQueue";

/**
 * `default`: one fetch and one completion per job. `localQueue`: 500 jobs per fetch and per completion, without
 * history.
 */
export function drainWithGraphileWorker(databaseUrl: string, mode: GraphileMode): Drain {
  const worker = {
    connectionString: databaseUrl,
    concurrentJobs: 24,
    maxPoolSize: 26,
    logger: silent,
    ...(mode === "localQueue" && { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }),
  };
  let runner: Runner | undefined;
  return {
    async start(onJob) {
      runner = await run({ noHandleSignals: true, preset: { worker }, taskList: { [task]: async () => onJob() } });
    },
    unfinished: "select count(*)::int as count from graphile_worker._private_jobs",
    stop: async () => runner?.stop(),
  };
}

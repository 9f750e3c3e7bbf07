/** Executes claims: finds the handler, opens its context and runs one attempt. */
import type { Services } from "../../../server/services.ts";
import type { SystemJobs } from "../handlers/registry.ts";
import type { ClaimedJob } from "../job-rows.ts";
import { compileJobTypes } from "../job-types.ts";
import { PrivateFieldError, privateTexts } from "../private-fields/private-fields.ts";
import { createRedact, redactHelpers, redactOutcome } from "../private-fields/redact.ts";
import { quarantine } from "../queue/message.ts";
import type { Outcome } from "../states.ts";
import { processSystemJob } from "../system/system-jobs.ts";
import type { Claim } from "./claim-jobs.ts";
import { createHandlerIsolation, quarantineConcurrency } from "./isolation/isolation.ts";
import type { HandlerLoader } from "./isolation/load-handler.ts";
import { createJobContexts, type JobContextServices } from "./job-context.ts";
import { type Attempt, internalFailure, runJob } from "./run-job.ts";

export interface ExecutorHandlers {
  systemJobs: SystemJobs;
  /** Opens the handlers in the process of a job in quarantine. undefined: the job runs in this process. */
  handlerLoader: HandlerLoader | undefined;
}

export interface Executor {
  /** The job types. `concurrency`: maximum number of running jobs of the type. */
  types: readonly { type: string; concurrency: number }[];
  /** Runs one attempt. Never throws: every error becomes an outcome. */
  execute(claim: Claim, stop: AbortSignal): Promise<Outcome>;
  /** Throws when the module of an isolated job doesn't export it. */
  check(): Promise<void>;
  /** Abandons handlers that were asked to stop and still run. */
  abandonStopped(): void;
  /** Ends the processes of handlers. */
  stop(): Promise<void>;
}

export type ExecutorServices = JobContextServices & Pick<Services, "config" | "log" | "privateFields">;

/** The outcome of an attempt whose handler wasn't called, or whose output can't be stored. */
function failureOf(error: unknown): Outcome {
  if (!(error instanceof PrivateFieldError)) return internalFailure(error);
  // Retryable: a worker may not have the key yet while a new one is introduced.
  return { kind: "failed", error: { code: "private_field", message: error.message }, retryable: true };
}

export function createExecutor(services: ExecutorServices, { systemJobs, handlerLoader }: ExecutorHandlers): Executor {
  const { config, timing, metrics, log, now } = services;
  const { stopGraceMs } = timing;
  const isolation = createHandlerIsolation({ slots: config.workerConcurrency, log, stopGraceMs });
  const handlers = isolation.of(services.handlers);
  const quarantined = handlerLoader ? isolation.inQuarantine(handlers, handlerLoader) : handlers;
  const validators = compileJobTypes();
  const abandon = new AbortController();
  const contexts = createJobContexts(services);

  async function executeUserJob(claim: ClaimedJob, stop: AbortSignal): Promise<Outcome> {
    const { timeoutSeconds, type, crashes, orgId, jobId } = claim;
    const owner = { orgId, id: jobId };
    const input = services.privateFields.decrypt({ owner, type, part: "input", value: claim.input });
    const redact = createRedact(privateTexts(type, input));
    const { handler } = (crashes > 0 ? quarantined : handlers).get(type);
    const context = contexts.open({ ...claim, input });
    const outcome = await runJob({
      handler: handler as Attempt["handler"],
      validate: validators.get(type),
      context: redact ? { ...context, helpers: redactHelpers(context.helpers, redact) } : context,
      timeoutSeconds,
      stop,
      stopGraceMs,
      abandon: abandon.signal,
    });
    await contexts.close(claim);
    if (outcome.kind !== "completed") return redact ? redactOutcome(outcome, redact) : outcome;
    return {
      ...outcome,
      output: services.privateFields.encrypt({ owner, type, part: "output", value: outcome.output }),
    };
  }

  const perform = (claim: Claim, stop: AbortSignal): Promise<Outcome> =>
    claim.kind === "system"
      ? processSystemJob(claim, { systemJobs, log, now, stop, stopGraceMs, abandon: abandon.signal })
      : executeUserJob(claim, stop);

  return {
    types: [
      ...handlers.types.map((type) => ({ type, concurrency: handlers.get(type).concurrency })),
      ...systemJobs.names.map((type) => ({ type, concurrency: config.workerConcurrency })),
      { type: quarantine, concurrency: quarantineConcurrency },
    ],
    async execute(claim, stop) {
      const startedAt = performance.now();
      const outcome = await perform(claim, stop).catch(failureOf);
      const runSeconds = (performance.now() - startedAt) / 1000;
      metrics.attemptEnded({ ...claim, outcome: outcome.kind, runSeconds });
      return outcome;
    },
    check: isolation.check,
    abandonStopped: () => abandon.abort(),
    stop: isolation.stop,
  };
}

import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { JobOutput, JobType } from "@gaffer/contracts/server";
import type { components } from "../../../../packages/contracts/generated/openapi.d.ts";
import type { JobDefinition } from "../../src/modules/jobs/handlers/registry.ts";
import {
  type JobContext,
  type JobFiles,
  type LogLevel,
  type NewJob,
  NonRetryableError,
} from "../../src/modules/jobs/handlers/types.ts";
import { compileJobTypes } from "../../src/modules/jobs/job-types.ts";
import type { Outcome } from "../../src/modules/jobs/states.ts";
import { runJob } from "../../src/modules/jobs/worker/run-job.ts";

/** The input as a client sends it: fields with a default are optional. */
export type SentInput<Type extends JobType> = Extract<
  components["schemas"]["CreateJobRequest"],
  { type: Type }
>["input"];

export interface TestFile {
  name: string;
  contentType: string;
  content: Uint8Array | string;
}

export interface RunHandlerOptions {
  /** Number of the attempt. Default: 1. */
  attempt?: number;
  /** The origin of the job. Default: a request, now. */
  origin?: Partial<Pick<JobContext, "createdAt" | "trigger" | "scheduleId" | "scheduledAt" | "parentId">>;
  /** The handler's abort signal. A test aborts it to simulate a cancellation or a stop of the worker. */
  signal?: AbortSignal;
  onProgress?: (percent: number) => void;
  /** The checkpoint of an earlier attempt. */
  checkpoint?: unknown;
  /** The organization's files by id. Files that the handler writes are added. */
  files?: Map<string, TestFile>;
}

export interface HandlerRun<Output> {
  output: Output;
  progress: { percent: number; message: string | undefined }[];
  logs: { level: LogLevel; message: string; data: Record<string, unknown> | undefined }[];
  /** The jobs that the handler created. */
  enqueued: NewJob[];
  /** The last checkpoint that the handler saved. */
  checkpoint: unknown;
  files: Map<string, TestFile>;
}

const validators = compileJobTypes();

/**
 * Runs the handler of a job once, with the worker's code but without a database. Input and output must match the
 * contract. Rejects with the error that the handler throws.
 */
export async function runHandler<Type extends JobType>(
  { type, handler }: Pick<JobDefinition<Type>, "type" | "handler">,
  input: SentInput<Type>,
  { attempt = 1, origin, signal, onProgress, checkpoint, files = new Map() }: RunHandlerOptions = {},
): Promise<HandlerRun<JobOutput<Type>>> {
  const said: Omit<HandlerRun<never>, "output"> = { progress: [], logs: [], enqueued: [], checkpoint, files };
  let thrown: { error: unknown } | undefined;
  const outcome = await runJob({
    async handler(context) {
      try {
        return await handler(context as Parameters<typeof handler>[0]);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    },
    validate: validators.get(type),
    context: {
      jobId: randomUUID(),
      orgId: randomUUID(),
      createdBy: "key:test",
      createdAt: new Date(),
      trigger: "api",
      scheduleId: null,
      scheduledAt: null,
      parentId: null,
      tags: [],
      metadata: {},
      ...origin,
      attempt,
      input: structuredClone(input),
      helpers: {
        updateProgress(percent, message) {
          said.progress.push({ percent, message });
          onProgress?.(percent);
        },
        log: (level, message, data) => said.logs.push({ level, message, data }),
        async enqueue(job) {
          said.enqueued.push(job);
          return { jobId: randomUUID() };
        },
        async enqueueAll(jobs, options = {}) {
          said.enqueued.push(...jobs);
          if ("checkpoint" in options) said.checkpoint = structuredClone(options.checkpoint);
          return { jobIds: jobs.map(() => randomUUID()) };
        },
        checkpoint: async () => said.checkpoint,
        files: filesIn(files),
      },
    },
    timeoutSeconds: 60,
    stop: signal ?? new AbortController().signal,
    stopGraceMs: 1_000,
  });
  if (thrown) throw thrown.error;
  if (outcome.kind === "completed") return { ...said, output: outcome.output as JobOutput<Type> };
  throw new Error("error" in outcome ? explain(outcome) : "the handler didn't stop after its signal was aborted");
}

/** Returns the error's message for callers of the API, and its causes for the author of the handler. */
function explain(outcome: Extract<Outcome, { kind: "failed" | "timedOut" }>): string {
  const causes = (outcome.kind === "failed" ? outcome.details : undefined)?.slice(1) ?? [];
  return [outcome.error.message, ...causes.map(({ message }) => message)].join(" ");
}

function filesIn(files: Map<string, TestFile>): JobFiles {
  return {
    async read(fileId) {
      const file = files.get(fileId);
      if (!file) throw new NonRetryableError(`There is no file ${fileId}.`, { code: "file_not_found" });
      const content = Buffer.from(file.content);
      return {
        ...file,
        sizeBytes: content.length,
        content: (async function* () {
          yield content;
        })(),
      };
    },
    async write({ name, contentType, content }) {
      const fileId = randomUUID();
      const bytes = await buffer(content);
      files.set(fileId, { name, contentType, content: bytes });
      return { fileId, sizeBytes: bytes.length };
    },
  };
}

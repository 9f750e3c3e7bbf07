/** Code that must not compile. It never runs: `npm run types` fails when one of the expected errors is missing. */
import type { OperationReply } from "@gaffer/contracts/server";
import type { Hono } from "hono";
import { type ModuleOperations, type MountOptions, mount, type ServedOperations } from "../../src/http/mount.ts";
import type { RequestVariables } from "../../src/http/request-log.ts";
import { type JobHandlers, jobHandlerRegistry, systemJobRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobHandler, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import type { JobQueue } from "../../src/modules/jobs/queue/job-queue.ts";

declare const app: Hono<RequestVariables>;
declare const options: MountOptions;
declare const all: ServedOperations;
declare const allButOne: Omit<ServedOperations, "getJob">;
declare const reply: OperationReply<"getOrg">;

export function operations(): void {
  mount(app, all, options);
  // @ts-expect-error an operation is missing
  mount(app, allButOne, options);
  // @ts-expect-error an operation is not in the contract
  mount(app, { ...all, getMoon: async () => ({ status: 200 }) }, options);
}

export const routes: ModuleOperations<"getOrg" | "listJobs" | "deleteFile" | "createJob"> = {
  getOrg: async () => reply,
  // @ts-expect-error a status that the contract doesn't declare
  deleteFile: async () => ({ status: 200 }),
  // @ts-expect-error a body of another shape
  listJobs: async ({ query }) => {
    // @ts-expect-error an unknown parameter
    void query.page;
    return { status: 200, body: { jobs: [] } };
  },
  // @ts-expect-error a required header is missing
  createJob: async () => ({ status: 201, body: {} as never }),
};

declare const profile: JobHandler<UserJobTypes["file:profile"]["input"], UserJobTypes["file:profile"]["output"]>;
declare const report: JobHandler<UserJobTypes["report:generate"]["input"], UserJobTypes["report:generate"]["output"]>;

const profiles = jobHandlerRegistry.register({ type: "file:profile", handler: profile });
// @ts-expect-error a type without a handler
export const incomplete: JobHandlers = profiles;

declare const queue: JobQueue;

export function systemJobs(): void {
  systemJobRegistry.register({
    type: "storage:cleanup",
    handler: async () => ({ output: { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 } }),
  });
  // @ts-expect-error an undeclared system job
  systemJobRegistry.register({ type: "moon:land", handler: async () => ({ output: {} }) });
  // @ts-expect-error an output of another shape
  systemJobRegistry.register({ type: "storage:cleanup", handler: async () => ({ output: { files: 0 } }) });
  // @ts-expect-error a schedule for a system job without a handler
  queue.schedule("moon:land", "0 * * * *");
}

export function handlers(): void {
  // @ts-expect-error a handler without a type
  jobHandlerRegistry.register({ type: "file:shred", handler: profile });
  // @ts-expect-error another type's handler
  jobHandlerRegistry.register({ type: "file:profile", handler: report });
  // @ts-expect-error the same type twice
  profiles.register({ type: "file:profile", handler: profile });
  jobHandlerRegistry.register({
    type: "report:generate",
    handler: async ({ input }) => {
      // @ts-expect-error an unknown input field
      void input.fileId;
      // @ts-expect-error an output of another shape
      const output: UserJobTypes["report:generate"]["output"] = { fileId: 7 };
      return { output };
    },
  });
}

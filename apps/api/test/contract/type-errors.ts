/** Code that must not compile. It never runs: `npm run types` fails when one of the expected errors is missing. */
import type { OperationReply } from "@gaffer/contracts/server";
import type { Hono } from "hono";
import { type ModuleOperations, type MountOptions, mount, type ServedOperations } from "../../src/http/mount.ts";
import type { RequestVariables } from "../../src/http/request-log.ts";
import { job, jobHandlerRegistry, systemJob } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobHandler, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";

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

export function jobs(): void {
  jobHandlerRegistry.register({ type: "file:profile", handler: profile });
  // @ts-expect-error a handler of a job type that the contract doesn't have
  jobHandlerRegistry.register({ type: "file:shred", handler: profile });
  // @ts-expect-error the handler of another job type
  jobHandlerRegistry.register({ type: "file:profile", handler: report });
  // @ts-expect-error a definition of a job type that the contract doesn't have
  job("file:shred", { handler: profile });
  // @ts-expect-error the handler of another job type
  job("file:profile", { handler: report });
  // @ts-expect-error a definition of another job type
  jobHandlerRegistry.register<"file:profile">(job("report:generate", { handler: report }));
  // @ts-expect-error an output of another shape
  job("report:generate", { handler: async () => ({ output: { fileId: 7 } }) });
  job("report:generate", {
    handler: async ({ input }) => {
      // @ts-expect-error an unknown input field
      void input.fileId;
      return { output: { fileId: "", rows: 0, jobs: 0 } };
    },
  });
}

export function systemJobs(): void {
  const definition = { name: "moon:land", title: "Land", description: "Lands on the moon." };
  systemJob({ ...definition, run: async () => ({ output: {} }) });
  // @ts-expect-error a system job without a `run` function
  systemJob(definition);
  systemJob({
    ...definition,
    run: async ({ input }) => {
      // @ts-expect-error a system job has no input
      void input.fileId;
      return { output: {} };
    },
  });
}

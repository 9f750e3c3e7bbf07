import { expect, test } from "vitest";
import { createJobHandlers } from "../../src/modules/jobs/handlers/registry.ts";
import { createHandlerIsolation } from "../../src/modules/jobs/worker/isolation/isolation.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { handlersUrl, isolatedJobs } from "./isolated-gaffer.ts";
import { behavingJob, fileIdOf, inputOf } from "./isolated-handlers.ts";
import { contextOf } from "./job-context.ts";

const createIsolation = () => createHandlerIsolation({ slots: 2, log: createLogProbe().log, stopGraceMs: 1_000 });

async function check(module: string): Promise<void> {
  const isolation = createIsolation();
  isolation.of(createJobHandlers([{ ...behavingJob, isolation: { module } }]));
  await isolation.check();
}

test("Isolated handler start › missing handler › stops the start of the worker", async () => {
  await check(handlersUrl);
  const nowhere = new URL("./nowhere.ts", import.meta.url).href;
  await expect(check(nowhere)).rejects.toThrow(/handler of file:profile can't run.*nowhere/);
  const elsewhere = new URL("./job-context.ts", import.meta.url).href;
  await expect(check(elsewhere)).rejects.toThrow(
    /handler of file:profile can't run.*job-context.ts exports no job file:profile/,
  );
});

test("Isolated handler start › handler without isolation › isn't wrapped", async () => {
  const isolation = createIsolation();
  const handlers = createJobHandlers(isolatedJobs());
  const same = isolation.of(handlers);
  expect(same.get("report:generate")).toBe(handlers.get("report:generate"));
  expect(same.get("file:profile").handler).not.toBe(handlers.get("file:profile").handler);
  expect(same.types).toEqual(handlers.types);
});

test("Isolated handler start › isolated handler › can be called like any other", async () => {
  const { output } = await behavingJob.handler({ ...contextOf("noop"), input: inputOf("noop") });
  expect(output).toMatchObject({ rows: process.pid });
  expect(fileIdOf("noop")).toBe(inputOf("noop").fileId);
});

import { expect, test } from "vitest";
import { isolated } from "../../src/modules/jobs/handlers/isolated.ts";
import { jobHandlerRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import { createHandlerIsolation } from "../../src/modules/jobs/worker/isolation/isolation.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { handlersUrl, isolatedHandlers } from "./isolated-gaffer.ts";
import { type behave, fileIdOf, inputOf } from "./isolated-handlers.ts";
import { contextOf } from "./job-context.ts";

const createIsolation = () => createHandlerIsolation({ slots: 2, log: createLogProbe().log, stopGraceMs: 1_000 });
const register = (handler: typeof behave & { module: URL; exportName: string }) =>
  jobHandlerRegistry.register({ type: "file:profile", handler, isolation: "process" });

test("Isolated handler start › missing handler › stops the start of the worker", async () => {
  const found = createIsolation();
  found.of(isolatedHandlers());
  await found.check();

  const missing = createIsolation();
  missing.of(register(isolated<typeof behave>(new URL("./nowhere.ts", import.meta.url), "behave")));
  await expect(missing.check()).rejects.toThrow(/handler of file:profile can't run.*nowhere/);

  const wrong = createIsolation();
  wrong.of(register(isolated<typeof behave>(handlersUrl, "notAFunction")));
  await expect(wrong.check()).rejects.toThrow(/handler of file:profile can't run.*notAFunction/);
});

test("Isolated handler start › handler without isolation › isn't wrapped", async () => {
  const isolation = createIsolation();
  const handlers = isolatedHandlers();
  const same = isolation.of(handlers);
  expect(same.get("report:generate")).toBe(handlers.get("report:generate"));
  expect(same.get("file:profile").handler).not.toBe(handlers.get("file:profile").handler);
  expect(same.types).toEqual(handlers.types);
});

test("Isolated handler start › isolated handler › can be called like any other", async () => {
  const handler = isolated<typeof behave>(handlersUrl, "behave");
  const { output } = await handler({ ...contextOf("noop"), input: inputOf("noop") });
  expect(output).toMatchObject({ rows: process.pid });
  expect(fileIdOf("noop")).toBe(inputOf("noop").fileId);
});

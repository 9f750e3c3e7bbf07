import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { cloneDatabase } from "../harness/database.ts";
import type { RestartReport } from "./restart-process.ts";

const rounds = Number(process.env.RESTARTS ?? 50);
/**
 * Rounds before the first measurement. V8 has then compiled most code: heap snapshots of later rounds hardly differ.
 */
const warmUp = 20;

const timeout = 60_000 + rounds * 6_000;

test("Process restart › repeated start and stop in one process › leaves nothing behind", {
  timeout,
}, async () => {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-again-"));
  const child = fork(
    path.join(import.meta.dirname, "restart-process.ts"),
    [database.url, dataDir, String(rounds), String(warmUp)],
    { execArgv: ["--expose-gc"] },
  );
  const exit = once(child, "exit");
  const report = (await Promise.race([once(child, "message"), exit]).then(([first]) => first)) as RestartReport;
  const { before, after } = report;

  expect(report.warnings).toEqual([]);
  expect(report.completed).toBe(rounds / 10);
  expect(after.resources).toEqual(before.resources);
  expect(after.listeners).toEqual(before.listeners);
  expect(after.threads).toBe(before.threads);
  // Per round, newly compiled code takes a tenth of this limit. Leaked schemas, routes or connections take ten times
  // the limit.
  expect((after.heapBytes - before.heapBytes) / (rounds - warmUp)).toBeLessThan(50_000);
  const connections =
    "select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> ''";
  await expect.poll(async () => (await database.admin.query(connections)).rows).toEqual([]);
  // The child process ends by itself.
  expect(await exit).toEqual([0, null]);

  // Skips the first start, which loads all modules. Compares CPU time, because the machine may be busy.
  const [, ...warm] = report.startCpuMs;
  expect(warm.toSorted((a, b) => a - b)[warm.length / 2 - 0.5]).toBeLessThan(500);

  await rm(dataDir, { recursive: true });
  await database.drop();
});

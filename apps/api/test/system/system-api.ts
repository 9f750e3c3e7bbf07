import type { Schemas } from "@gaffer/contracts/server";
import { expect } from "vitest";
import type { TestDatabase } from "../harness/database.ts";
import type { Answer, TestGaffer } from "../harness/test-gaffer.ts";

export type SystemJob = Schemas["SystemJob"];
export type SystemJobRun = Schemas["SystemJobRun"];

/** Resolves when a scheduler has restored this schedule to its definition in the code this many times. */
export async function synced({ admin }: TestDatabase, name: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await admin.query("update system_schedules set title = 'not what the code says' where name = $1", [name]);
    const undone = "select from system_schedules where name = $1 and title <> 'not what the code says'";
    await expect.poll(async () => (await admin.query(undone, [name])).rowCount, { interval: 10 }).toBe(1);
  }
}

/** The operations of an administrator of the installation. */
export function systemApi(gaffer: TestGaffer) {
  const ask = (method: string, path: string): Promise<Answer> =>
    gaffer.request(method, `/v1/system${path}`, { as: gaffer.org });
  const jobs = async () => (await ask("GET", "/jobs")).body.items as SystemJob[];
  const runs = async (name: string) => (await ask("GET", `/jobs/${name}/runs?limit=100`)).body.items as SystemJobRun[];
  return {
    ask,
    jobs,
    runs,
    job: async (name: string) => (await jobs()).find((job) => job.name === name),
    run: (name: string) => ask("POST", `/jobs/${name}/run`),
    resume: (name: string) => ask("POST", `/jobs/${name}/resume`),
    pause: (name: string) => ask("POST", `/jobs/${name}/pause`),
    workers: async () => (await ask("GET", "/workers")).body.items as Schemas["WorkerProcess"][],
    jobTypes: async () => (await ask("GET", "/job-types")).body.items as Schemas["SystemJobType"][],
    /** Runs the job manually and waits for the end of that run. */
    async runToEnd(name: string): Promise<SystemJobRun> {
      const { status, body } = await ask("POST", `/jobs/${name}/run`);
      if (status !== 202) throw new Error(JSON.stringify(body));
      const find = async () => (await runs(name)).find(({ id }) => id === body.runs[0].id);
      await expect.poll(async () => (await find())?.endedAt ?? null).not.toBeNull();
      return (await find()) as SystemJobRun;
    },
  };
}

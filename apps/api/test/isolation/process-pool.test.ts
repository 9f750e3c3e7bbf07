import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import {
  createProcessPool,
  type ProcessPool,
  type ProcessPoolOptions,
} from "../../src/modules/jobs/worker/isolation/process-pool.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { handlersUrl } from "./isolated-gaffer.ts";
import type { Behaviour } from "./isolated-handlers.ts";
import { contextOf, type TestContext } from "./job-context.ts";
import { openMeeting } from "./meeting.ts";

let pool: ProcessPool;
let log = createLogProbe();
afterEach(() => pool.stop());

function open(options: Partial<ProcessPoolOptions> = {}): void {
  log = createLogProbe();
  pool = createProcessPool({
    type: "file:profile",
    moduleUrl: handlersUrl,
    memoryLimitMb: 64,
    env: {},
    size: 2,
    log: log.log,
    stopGraceMs: 60_000,
    ...options,
  });
}

/** Runs an attempt and returns the id of its process. */
async function pidOf(behaviour: Behaviour): Promise<number> {
  const { output } = await pool.run(contextOf(behaviour));
  return (output as { rows: number }).rows;
}

const ends = () => log.lines.filter(({ msg }) => msg === "a handler's process ended");
const endOf = (pid: number) => log.waitFor((line) => line.msg === "a handler's process ended" && line.pid === pid);

describe("Process pool › processes", () => {
  test("are reused, and replaced after a number of attempts", async () => {
    open({ reuse: { attempts: 3 } });
    const first = await pidOf("noop");
    expect([await pidOf("noop"), await pidOf("noop")]).toEqual([first, first]);
    await endOf(first);
    const second = await pidOf("noop");
    expect(second).not.toBe(first);
    expect(await pidOf("noop")).toBe(second);
  });

  test("run concurrent attempts in parallel", async () => {
    open();
    const pids = await Promise.all([pidOf("noop"), pidOf("noop")]);
    expect(new Set(pids).size).toBe(2);
    expect(pids).toContain(await pidOf("noop"));
  });

  test("end when they are idle", async () => {
    open({ reuse: { idleMs: 1 } });
    const pid = await pidOf("noop");
    expect(await endOf(pid)).toMatchObject({ signal: "SIGKILL" });
  });

  test("are replaced when an earlier attempt left them in a loop, without failing the next attempt", async () => {
    open({ size: 1, reuse: { startWithinMs: 200 } });
    const pid = await pidOf("loopAfterwards");
    await log.waitFor(({ msg }) => msg === "looping afterwards");
    expect(await pidOf("noop")).not.toBe(pid);
    expect(await endOf(pid)).toMatchObject({ signal: "SIGKILL" });
  });

  test("are replaced when they end between attempts", async () => {
    open({ size: 1 });
    const pid = await pidOf("exitAfterwards");
    await log.waitFor(({ msg }) => msg === "leaving");
    expect(await pidOf("noop")).not.toBe(pid);
    expect(await endOf(pid)).toMatchObject({ code: 5 });
  });

  test("report nothing for an attempt that has ended", async () => {
    open();
    const over = contextOf("speakAfterwards");
    await pool.run(over);
    const next = contextOf("report");
    await pool.run(next).catch(() => {});
    expect(over.logged).toEqual([]);
    expect(next.logged).toEqual(["first", "second"]);
  });

  test("don't mistake the response to an ended attempt for their own", async () => {
    open({ size: 1 });
    const first = Promise.withResolvers<{ jobId: string }>();
    const over = contextOf("enqueueAndForget");
    over.helpers.enqueue = () => first.promise;
    await pool.run(over);
    const next = contextOf("enqueue");
    next.helpers.enqueue = async () => {
      first.resolve({ jobId: "of the first" });
      await new Promise(setImmediate);
      return { jobId: "of the second" };
    };
    expect(await pool.run(next)).toMatchObject({ output: { delimiter: "of the second" } });
    expect(ends()).toEqual([]);
  });

  test("don't write the content of an ended attempt into a file of the next one", async () => {
    open({ size: 1 });
    const written: string[] = [];
    const keep = (context: TestContext) => {
      context.helpers.files.write = async ({ content }) => {
        for await (const block of content) written.push(Buffer.from(block).toString());
        return { fileId: context.jobId, sizeBytes: 0 };
      };
      return context;
    };
    await pool.run(keep(contextOf("writeAndForget")));
    await pool.run(keep(contextOf("writeNext")));
    expect(written).toEqual(["of the second"]);
  });

  test("are killed for a waiting attempt when their own was aborted", async () => {
    open({ size: 1 });
    const timeout = new AbortController();
    const abandoned = contextOf("ignoreAbort", timeout.signal);
    const given = pool.run(abandoned);
    const refused = expect(given).rejects.toMatchObject({ code: "process_exited" });
    const { pid } = await log.waitFor(({ msg }) => msg === "ignoring");
    timeout.abort("cancelled");
    expect(await pidOf("noop")).not.toBe(pid);
    await refused;
    expect(ends()).toMatchObject([{ pid, signal: "SIGKILL" }]);
  });

  test("run nothing for an attempt that was aborted before", async () => {
    open();
    await expect(pool.run(contextOf("noop", AbortSignal.abort("cancelled")))).rejects.toBe("cancelled");
  });

  test("report a missing handler", async () => {
    open({ type: "file:missing" });
    await expect(pool.run(contextOf("noop"))).rejects.toThrow("exports no job file:missing");
    open({ moduleUrl: new URL("./nowhere.ts", import.meta.url).href });
    await expect(pool.run(contextOf("noop"))).rejects.toThrow("nowhere.ts");
  });

  test("end together with the processes that they have started", async () => {
    const meeting = await openMeeting();
    open({ env: { MEETING_PORT: meeting.port } });
    const left = expect(pool.run(contextOf("leaveBehind"))).rejects.toThrow("exit code 6");
    const [guest] = await meeting.guests(1);
    if (guest) await once(guest, "close");
    await left;
    meeting.close();
  });

  test("end with their worker, even when it is killed while they loop", async () => {
    open();
    const meeting = await openMeeting();
    const worker = spawn(process.execPath, [fileURLToPath(new URL("./run-pool.ts", import.meta.url)), meeting.port], {
      stdio: "inherit",
    });
    const [guest] = await meeting.guests(1);
    worker.kill("SIGKILL");
    if (guest) await once(guest, "close");
    meeting.close();
  });
});

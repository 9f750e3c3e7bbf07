import { describe, expect, it } from "vitest";
import { JobFailedError, JobWaitTimeoutError } from "../index.ts";
import { errorOf, jobAnswer, jobId, networkError, problemAnswer, serverThat } from "./fake-server.ts";

const completed = () => jobAnswer({ status: "completed", progress: 100, output: { rows: 3 } });
const processing = (progress: number) => jobAnswer({ status: "processing", attempt: 1, progress });

describe("SDK wait › waiting for a job", () => {
  it("resolves with its output", async () => {
    const { org, clock } = serverThat([jobAnswer(), processing(50), completed()]);

    expect(await clock.run(org.jobs.wait(jobId))).toEqual({ rows: 3 });
  });

  it("reads the job at once, then at intervals from 200 ms to 2 s", async () => {
    const { org, clock } = serverThat([...Array.from({ length: 8 }, () => processing(1)), completed()]);

    await clock.run(org.jobs.wait(jobId));

    expect(clock.sleeps).toEqual([200, 300, 450, 675, 1012.5, 1518.75, 2000, 2000]);
  });

  it("reads the job at the caller's interval", async () => {
    const { org, clock } = serverThat([...Array.from({ length: 4 }, () => processing(1)), completed(), completed()]);

    await clock.run(org.jobs.wait(jobId, { pollMs: (looks) => looks * 10 }));
    await clock.run(org.jobs.wait(jobId, { pollMs: 5 }));

    expect(clock.sleeps).toEqual([10, 20, 30, 40]);
  });

  it("reports the job at the first read and at each change", async () => {
    const again = jobAnswer({ status: "processing", attempt: 2, progress: 40 });
    const turns = [jobAnswer(), jobAnswer(), processing(0), processing(40), processing(40), again, completed()];
    const { org, clock } = serverThat(turns);
    const seen: string[] = [];

    await clock.run(org.jobs.wait(jobId, { onProgress: ({ status, progress }) => seen.push(`${status} ${progress}`) }));

    expect(seen).toEqual(["pending 0", "processing 0", "processing 40", "processing 40", "completed 100"]);
  });

  it("rejects with the error of a job that failed", async () => {
    const error = { code: "timeout", message: "It took longer than 900 s" };
    const { org, clock } = serverThat([jobAnswer({ status: "failed", error })]);

    const failure = await errorOf(clock.run(org.jobs.wait(jobId)));

    expect(failure).toBeInstanceOf(JobFailedError);
    expect(failure).toMatchObject({
      code: "timeout",
      message: `Job ${jobId} (file:profile) failed: It took longer than 900 s`,
      job: { id: jobId, error },
    });
  });

  it("rejects when the job was cancelled", async () => {
    const { org, clock } = serverThat([jobAnswer({ status: "cancelled" })]);

    const failure = await errorOf(clock.run(org.jobs.wait(jobId)));

    expect(failure).toBeInstanceOf(JobFailedError);
    expect(failure).toMatchObject({ code: "cancelled", message: `Job ${jobId} (file:profile) was cancelled` });
  });

  it("survives a short outage of the server", async () => {
    const { org, clock } = serverThat([networkError(), problemAnswer(503, "unavailable"), processing(1), completed()]);

    expect(await clock.run(org.jobs.wait(jobId))).toEqual({ rows: 3 });
  });

  it("ends at the timeout with the last read state of the job", async () => {
    const { org, clock } = serverThat(Array.from({ length: 20 }, () => processing(10)));
    const startedAt = clock.now();

    const failure = await errorOf(clock.run(org.jobs.wait(jobId, { timeoutMs: 1_000 })));

    expect(failure).toBeInstanceOf(JobWaitTimeoutError);
    expect(failure).toMatchObject({
      message: `The job had not ended after 1000 ms: ${jobId} (file:profile) is processing`,
      job: { progress: 10 },
    });
    expect(clock.now() - startedAt).toBe(1_000);
  });

  it("leaves no timer behind", async () => {
    const { org, clock } = serverThat([processing(1), completed()]);

    await clock.run(org.jobs.wait(jobId, { timeoutMs: 60_000 }));

    expect(clock.sleeping()).toBe(0);
  });

  it("ends at the timeout even while a request hangs", async () => {
    const hang = (request: Request) =>
      new Promise<Response>((_, reject) =>
        request.signal.addEventListener("abort", () => reject(request.signal.reason)),
      );
    const { org, clock } = serverThat([hang]);

    const failure = await errorOf(clock.run(org.jobs.wait(jobId, { timeoutMs: 1_000 })));

    expect(failure).toBeInstanceOf(JobWaitTimeoutError);
    expect(failure).toMatchObject({ message: "The job had not ended after 1000 ms", job: undefined });
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("the page was left");
    const { org, clock, requests } = serverThat([jobAnswer(), jobAnswer()]);
    const { signal } = controller;

    const waiting = org.jobs.wait(jobId, { signal, timeoutMs: 60_000, onProgress: () => controller.abort(reason) });

    expect(await errorOf(clock.run(waiting))).toBe(reason);
    expect(await errorOf(clock.run(org.jobs.wait(jobId, { signal })))).toBe(reason);
    expect(requests).toHaveLength(1);
  });
});

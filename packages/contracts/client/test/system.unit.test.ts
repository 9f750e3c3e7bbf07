import { describe, expect, it } from "vitest";
import { ConnectionError, ProblemError } from "../index.ts";
import { errorOf, networkError, problemAnswer, serverThat } from "./fake-server.ts";

const name = "storage:cleanup";
const items = (...all: object[]) => Response.json({ items: all, nextCursor: null });

describe("SDK system › the system", () => {
  it("returns jobs, runs, processes and queues", async () => {
    const firstWorker = Response.json({ items: [{ pid: 1 }], nextCursor: "more" });
    const { gaffer, requests } = serverThat([
      items({ name }),
      items({ id: "a" }),
      firstWorker,
      items({ pid: 2 }),
      items({ queued: 2 }),
    ]);

    const [job = name] = await gaffer.system.jobs();
    expect(await gaffer.system.runs(job, { limit: 10 })).toEqual({ items: [{ id: "a" }], nextCursor: null });
    expect(await gaffer.system.workers()).toEqual([{ pid: 1 }, { pid: 2 }]);
    expect(await gaffer.system.jobTypes()).toEqual([{ queued: 2 }]);

    expect(requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      "GET /v1/system/jobs?limit=100",
      `GET /v1/system/jobs/${name}/runs?limit=10`,
      "GET /v1/system/workers?limit=100",
      "GET /v1/system/workers?limit=100&cursor=more",
      "GET /v1/system/job-types?limit=100",
    ]);
  });

  it("resumes and pauses a job, again after a network error", async () => {
    const on = Response.json({ name, status: "active" });
    const off = Response.json({ name, status: "paused" });
    const { gaffer, requests, clock } = serverThat([networkError(), on, networkError(), off]);

    expect(await clock.run(gaffer.system.resume(name))).toMatchObject({ status: "active" });
    expect(await clock.run(gaffer.system.pause({ name }))).toMatchObject({ status: "paused" });

    expect(requests.map(({ path }) => path.split("/").at(-1))).toEqual(["resume", "resume", "pause", "pause"]);
  });

  it("is told once to run a job, which may have worked without an answer", async () => {
    const started = Response.json({ runs: [{ id: "a", job: name }] }, { status: 202 });
    const { gaffer, requests, clock } = serverThat([started, networkError(), problemAnswer(409, "overlapping-run")]);

    expect(await gaffer.system.run(name)).toEqual([{ id: "a", job: name }]);
    expect(await errorOf(clock.run(gaffer.system.run(name)))).toBeInstanceOf(ConnectionError);
    const refused = await errorOf(gaffer.system.run(name));
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).is("overlapping-run")).toBe(true);
    expect(requests).toHaveLength(3);
  });
});

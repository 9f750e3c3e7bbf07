import { describe, expect, test } from "vitest";
import { createJobHandlers, createSystemJobs, job, systemJob } from "../../src/modules/jobs/handlers/registry.ts";

const profileJob = job("file:profile", {
  handler: () => Promise.reject(new Error("not in this test")),
  concurrency: 4,
});
const cleanup = systemJob({
  name: "moon:sweep",
  title: "Sweep",
  description: "Sweeps the moon.",
  run: async () => ({ output: {} }),
});

describe("createJobHandlers", () => {
  test("fills in the defaults of a definition", () => {
    const { types, get } = createJobHandlers([profileJob]);
    expect(types).toEqual(["file:profile"]);
    expect(get("file:profile")).toEqual({ ...profileJob, concurrency: 4, timeoutSeconds: 900, maxAttempts: 3 });
  });

  test("refuses two definitions of one type", () => {
    expect(() => createJobHandlers([profileJob, { ...profileJob }])).toThrow(
      "The job type file:profile is registered twice. Remove one registration.",
    );
  });

  test("throws for a type without a handler", () => {
    expect(() => createJobHandlers([profileJob]).get("http:request")).toThrow("http:request has no handler");
  });
});

describe("createSystemJobs", () => {
  test("fills in the time limit", () => {
    const jobs = createSystemJobs([cleanup]);
    expect(jobs.names).toEqual(["moon:sweep"]);
    expect(jobs.get("moon:sweep")).toEqual({ ...cleanup, timeoutSeconds: 900 });
    expect(jobs.get("moon:land")).toBeUndefined();
  });

  test("refuses two definitions of one name", () => {
    expect(() => createSystemJobs([cleanup, { ...cleanup }])).toThrow(
      "The system job moon:sweep is registered twice. Remove one registration.",
    );
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const moment = new Date("2026-11-20T12:00:00.123Z");
const input = { fileId: someFileId };

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => moment });
});
afterAll(() => gaffer.stop());

describe("createJob › created job", () => {
  test("is returned whole, with its Location, and can be read there", async () => {
    const { orgId, apiKey } = gaffer.org;
    const { status, headers, body } = await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      orgId,
      type: "file:profile",
      title: null,
      uniqueKey: null,
      tags: [],
      metadata: {},
      status: "pending",
      priority: "normal",
      progress: 0,
      progressMessage: null,
      input: { fileId: someFileId, format: "auto", header: true },
      output: null,
      error: null,
      attempt: 0,
      maxAttempts: 3,
      retries: 0,
      runAt: moment.toISOString(),
      expiresAt: null,
      concurrency: null,
      timeoutSeconds: 900,
      createdBy: `key:${apiKey.split("_")[1]}`,
      trigger: "api",
      scheduleId: null,
      scheduledAt: null,
      parentId: null,
      cancelRequestedAt: null,
      createdAt: moment.toISOString(),
      startedAt: null,
      endedAt: null,
    });
    expect(headers.get("location")).toBe(`/v1/orgs/${orgId}/jobs/${body.id}`);
    const read = await gaffer.request("GET", headers.get("location") ?? "", { as: gaffer.org });
    expect(read).toMatchObject({ status: 200, body });
  });

  test("takes a relative period of a report", async () => {
    const { status, body } = await gaffer.inOrg("POST", "/jobs", {
      type: "report:generate",
      input: { period: "lastWeek" },
    });
    expect({ status, input: body.input }).toEqual({ status: 201, input: { period: "lastWeek", format: "csv" } });
  });

  test("keeps the values of the request", async () => {
    const options = { priority: "high", runAt: "2027-01-01T01:00:00+01:00", timeoutSeconds: 86_400, maxAttempts: 25 };
    const period = { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00.5+02:00", format: "json" };
    const { body } = await gaffer.inOrg("POST", "/jobs", { type: "report:generate", input: period, ...options });
    expect(body).toMatchObject({ ...options, input: period, runAt: "2027-01-01T00:00:00.000Z" });
  });

  test("has an id that begins with the time of its creation", async () => {
    const { id, createdAt } = await gaffer.createJob();
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(Date.parse(createdAt));
  });
});

describe("createJob › runAt", () => {
  const dayMs = 24 * 60 * 60 * 1000;
  const startingAt = (runAt: Date) =>
    gaffer.inOrg("POST", "/jobs", { type: "file:profile", input, runAt: runAt.toISOString() });

  test("may be up to 366 days ahead, to the millisecond", async () => {
    const latest = moment.getTime() + 366 * dayMs;
    expect(await startingAt(new Date(latest))).toMatchObject({ status: 201 });
    const tooLate = await startingAt(new Date(latest + 1));
    expect(tooLate).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/runAt" }] } });
  });

  test.each(["2026-11-20T12:00:00.122Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])(
    "becomes now when it has passed: %s",
    async (runAt) => {
      const { status, body } = await startingAt(new Date(runAt));
      expect(status).toBe(201);
      expect(body.runAt).toBe(moment.toISOString());
      expect(await gaffer.getJob(body.id)).toEqual(body);
    },
  );
});

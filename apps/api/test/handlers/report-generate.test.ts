import { describe, expect, test } from "vitest";
import {
  type ActivityLine,
  type RelativePeriod,
  type Reported,
  type ReportSources,
  reportGenerateJob,
} from "../../src/modules/jobs/handlers/report-generate.handler.ts";
import { type RunHandlerOptions, runHandler, type SentInput } from "../harness/run-handler.ts";

const month = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
const counts = { completed: 2, failed: 1, cancelled: 0 };
const lines: ActivityLine[] = [
  { day: "2026-01-05", type: "file:profile", created: 3, ...counts, meanRunMs: 12.5 },
  { day: "2026-01-06", type: "file:profile", created: 4, ...counts, meanRunMs: null },
];

async function report(input: SentInput<"report:generate">, activity = lines) {
  const run = await runHandler(
    reportGenerateJob({ readActivity: async () => activity, readPeriod: async () => undefined }),
    input,
  );
  return { ...run, file: run.files.get(run.output.fileId) };
}

/** Runs a report of the last day in Berlin. Returns what it asked for, and the period that it counted. */
async function reportLastDay(origin: NonNullable<RunHandlerOptions["origin"]>) {
  const asked: RelativePeriod[] = [];
  const counted: unknown[] = [];
  const from = new Date("2026-03-05T23:00:00Z");
  const to = new Date("2026-03-06T23:00:00Z");
  const reported: Reported = { from, to, timezone: "Europe/Berlin", dates: ["2026-03-06", "2026-03-07"] };
  const sources: ReportSources = {
    async readActivity(_, period) {
      counted.push(period);
      return [];
    },
    async readPeriod(relative) {
      asked.push(relative);
      return reported;
    },
  };
  const { files } = await runHandler(reportGenerateJob(sources), { period: "lastDay" }, { origin });
  expect(counted).toEqual([reported]);
  return { asked, names: [...files.values()].map(({ name }) => name) };
}

describe("report:generate", () => {
  test("writes the activity as CSV", async () => {
    const { output, file } = await report(month);
    expect(output).toMatchObject({ rows: 2, jobs: 7 });
    expect(file).toMatchObject({ name: "jobs-2026-01-01-2026-02-01.csv", contentType: "text/csv" });
    expect(String(file?.content)).toBe(
      "day,type,created,completed,failed,cancelled,meanRunMs\n" +
        "2026-01-05,file:profile,3,2,1,0,12.5\n" +
        "2026-01-06,file:profile,4,2,1,0,\n",
    );
  });

  test("writes the activity as JSON", async () => {
    const { file } = await report({ ...month, format: "json" });
    expect(file).toMatchObject({ name: "jobs-2026-01-01-2026-02-01.json", contentType: "application/json" });
    expect(JSON.parse(String(file?.content))).toEqual(lines);
  });

  test("counts a relative period before the time that its schedule's run is for", async () => {
    const scheduledAt = new Date("2026-03-07T05:00:00Z");
    const { asked, names } = await reportLastDay({ trigger: "schedule", scheduleId: "a schedule", scheduledAt });
    expect(asked).toMatchObject([{ scheduleId: "a schedule", period: "lastDay", before: scheduledAt }]);
    expect(names).toEqual(["jobs-2026-03-06-2026-03-07.csv"]);
  });

  test("counts a relative period before its creation without a schedule", async () => {
    const createdAt = new Date("2026-03-07T08:00:00Z");
    const { asked } = await reportLastDay({ createdAt });
    expect(asked).toMatchObject([{ scheduleId: null, before: createdAt }]);
  });

  test("fails if the schedule of a relative period was deleted", async () => {
    await expect(report({ period: "lastDay" })).rejects.toMatchObject({ code: "schedule_deleted" });
  });

  test("writes only the header when nothing happened", async () => {
    const { output, file } = await report(month, []);
    expect(output).toMatchObject({ rows: 0, jobs: 0 });
    expect(String(file?.content).trim().split("\n")).toHaveLength(1);
  });
});

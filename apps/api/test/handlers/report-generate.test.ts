import { describe, expect, test } from "vitest";
import { type ActivityLine, reportGenerateJob } from "../../src/modules/jobs/handlers/report-generate.handler.ts";
import { runHandler, type SentInput } from "../harness/run-handler.ts";

const month = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
const counts = { completed: 2, failed: 1, cancelled: 0 };
const lines: ActivityLine[] = [
  { day: "2026-01-05", type: "file:profile", created: 3, ...counts, meanRunMs: 12.5 },
  { day: "2026-01-06", type: "file:profile", created: 4, ...counts, meanRunMs: null },
];

async function report(input: SentInput<"report:generate">, activity = lines) {
  const run = await runHandler(
    reportGenerateJob(async () => activity),
    input,
  );
  return { ...run, file: run.files.get(run.output.fileId) };
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

  test("writes only the header when nothing happened", async () => {
    const { output, file } = await report(month, []);
    expect(output).toMatchObject({ rows: 0, jobs: 0 });
    expect(String(file?.content).trim().split("\n")).toHaveLength(1);
  });
});

/**
 * Uploads a file and profiles it, first with a job and then with a schedule, which is deleted at the end. Uses the SDK
 * only.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createClient, JobFailedError, type PreviewSchedule } from "@gaffer/client";

const { GAFFER_URL = "http://127.0.0.1:3000", GAFFER_ORG, GAFFER_API_KEY } = process.env;
if (!GAFFER_ORG || !GAFFER_API_KEY) {
  console.error("Set GAFFER_ORG and GAFFER_API_KEY first: `npm start` prints a line that does.");
  process.exit(1);
}
const [file = "examples/orders.csv"] = process.argv.slice(2);

const org = createClient({ baseUrl: GAFFER_URL, apiKey: GAFFER_API_KEY }).org(GAFFER_ORG);

try {
  const fileId = await upload();
  await runNow(fileId);
  await runEveryWeekday(fileId);
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function upload(): Promise<string> {
  const content = await readFile(file);
  const { id } = await org.files.upload({ name: path.basename(file), contentType: "text/csv", content });
  return id;
}

async function runNow(fileId: string): Promise<void> {
  const job = await org.jobs.create({ type: "file:profile", input: { fileId } });
  console.log(`Job ${job.id} is ${job.status}.`);
  const profile = await org.jobs.wait(job, {
    onProgress: ({ status, progress, progressMessage }) =>
      console.log(`${status} ${progress} % ${progressMessage ?? ""}`),
  });
  console.log(`${profile.rows} rows, ${profile.raggedRows} of them ragged.`);
  console.table(profile.columns);
}

async function runEveryWeekday(fileId: string): Promise<void> {
  const weekdays = {
    recurrence: { kind: "cron", expression: "0 9 * * MON-FRI" },
    timezone: "America/New_York",
  } satisfies PreviewSchedule;
  console.log("Every weekday at nine in New York:");
  console.table(await org.schedules.preview(weekdays), ["local"]);

  const job = { type: "file:profile", input: { fileId } } as const;
  const schedule = await org.schedules.create({ name: path.basename(file), job, ...weekdays });
  console.log(`Schedule ${schedule.id} runs at ${schedule.nextRunAt}, and now.`);
  const { jobId } = await org.schedules.trigger(schedule);
  await org.jobs.wait(jobId);
  const { items: runs } = await org.schedules.runs(schedule);
  console.table(runs, ["scheduledAt", "trigger", "status"]);
  await org.schedules.delete(schedule);
}

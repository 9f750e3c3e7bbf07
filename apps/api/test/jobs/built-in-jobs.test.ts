import { readFile } from "node:fs/promises";
import path from "node:path";
import type { JobOf } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer();
});
afterAll(() => gaffer.stop());

async function upload(name: string, content: string | Uint8Array): Promise<string> {
  const { status, body } = await gaffer.inOrg("POST", `/files?name=${name}`, content, { "content-type": "text/csv" });
  expect(status).toBe(201);
  return body.id;
}

describe("Built-in jobs › file:profile", () => {
  async function profile(fileId: string, input = {}) {
    const job = await gaffer.createJob({ type: "file:profile", input: { fileId, ...input }, maxAttempts: 3 });
    return (await gaffer.attemptEnded(job.id)) as JobOf<"file:profile">;
  }

  test("describes the README's sample file", async () => {
    const sample = await readFile(path.join(import.meta.dirname, "../../../../examples/orders.csv"));
    const job = await profile(await upload("orders.csv", sample));
    expect(job).toMatchObject({ status: "completed", progress: 100 });
    expect(job.output).toMatchObject({
      format: "csv",
      delimiter: ",",
      rows: 200,
      bytes: sample.byteLength,
      raggedRows: 2,
    });
    expect(job.output?.problems.map(({ line }) => line)).toEqual([98, 176]);
    const types = job.output?.columns.map(({ name, type }) => [name, type]);
    expect(types).toEqual([
      ["order_id", "string"],
      ["customer", "string"],
      ["ordered_on", "date"],
      ["amount", "number"],
      ["quantity", "integer"],
      ["country", "string"],
      ["note", "string"],
    ]);
    const { body } = await gaffer.inOrg("GET", `/jobs/${job.id}/logs`);
    expect(body.items.map(({ message }: { message: string }) => message)).toEqual([
      "Reading orders.csv",
      "Found 200 rows and 7 columns",
    ]);
  });

  test("reports progress by bytes while it reads", async () => {
    const rows = "1,2,3\n".repeat(400_000);
    const { id } = await gaffer.createJob({ type: "file:profile", input: { fileId: await upload("big.csv", rows) } });
    const seen = new Set<number>();
    for (let job = await gaffer.getJob(id); job.status !== "completed"; job = await gaffer.getJob(id))
      seen.add(job.progress);
    expect([...seen].filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(0);
  });

  test("fails without a retry when a file isn't text", async () => {
    const job = await profile(
      await upload("image.csv", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
    );
    expect(job).toMatchObject({ status: "failed", attempt: 1, error: { code: "not_text" } });
    expect(job.error?.message).toMatch(/PNG/);
  });

  test("fails when the file is unknown or belongs to another organization", async () => {
    const other = await gaffer.createOrg("other");
    const foreign = await gaffer.request("POST", `/v1/orgs/${other.orgId}/files?name=x`, {
      as: other,
      body: "a,b\n",
      headers: { "content-type": "text/csv" },
    });
    const unknown = await profile("01890a5d-ac96-774b-bcce-b302099a8057");
    const job = await profile(foreign.body.id);
    expect(unknown).toMatchObject({ status: "failed", attempt: 1, error: { code: "file_not_found" } });
    expect(job.error?.message.replace(foreign.body.id, "")).toBe(
      unknown.error?.message.replace(unknown.input.fileId, ""),
    );
  });
});

describe("Built-in jobs › report:generate", () => {
  const day = 24 * 60 * 60 * 1000;
  const period = () => ({
    from: new Date(Date.now() - day).toISOString(),
    to: new Date(Date.now() + day).toISOString(),
  });

  async function report(input: { from: string; to: string; format: "csv" | "json" }) {
    const job = await gaffer.createJob({ type: "report:generate", input });
    return (await gaffer.attemptEnded(job.id)) as JobOf<"report:generate">;
  }
  const download = async (fileId = "") => (await gaffer.inOrg<string>("GET", `/files/${fileId}/content`)).body;

  test("counts the organization's jobs by day and type into a CSV file", async () => {
    const job = await report({ ...period(), format: "csv" });
    expect(job.status).toBe("completed");
    const lines = (await download(job.output?.fileId)).trim().split("\n");
    expect(lines[0]).toBe("day,type,created,completed,failed,cancelled,meanRunMs");
    const { rows } = await gaffer.database.admin.query(
      "select count(*)::int as created, count(*) filter (where status = 'completed')::int as completed from current_jobs where org_id = $1 and type = 'file:profile'",
      [gaffer.org.orgId],
    );
    const profiles = lines.find((line) => line.includes("file:profile"))?.split(",");
    expect(profiles?.slice(1, 4)).toEqual(["file:profile", String(rows[0].created), String(rows[0].completed)]);
    expect(job.output).toMatchObject({ rows: lines.length - 1 });
  });

  test("counts the last day before its run in its schedule's time zone", async () => {
    const { body: schedule } = await gaffer.inOrg("POST", "/schedules", {
      name: "daily",
      job: { type: "report:generate", input: { period: "lastDay" } },
      recurrence: { kind: "cron", expression: "0 0 1 1 *" },
      // Always 14 hours ahead of UTC.
      timezone: "Pacific/Kiritimati",
    });
    const { body: run } = await gaffer.inOrg("POST", `/schedules/${schedule.id}/trigger`);
    const job = await gaffer.attemptEnded(run.jobId);
    const today = new Date(Date.parse(job.scheduledAt as string) + 14 * 3_600_000).toISOString().slice(0, 10);
    const to = new Date(`${today}T00:00:00+14:00`);
    const from = new Date(to.getTime() - day);
    const { body: logs } = await gaffer.inOrg("GET", `/jobs/${job.id}/logs`);
    expect(logs.items).toMatchObject([
      { data: { from: from.toISOString(), to: to.toISOString(), timezone: "Pacific/Kiritimati" } },
    ]);
  });

  test("writes the same rows as JSON, and only of its own organization", async () => {
    const job = await report({ ...period(), format: "json" });
    const file = JSON.parse(await download(job.output?.fileId)) as { type: string; created: number }[];
    const total = file.reduce((sum, { created }) => sum + created, 0);
    const { body } = await gaffer.inOrg("GET", "/jobs/stats");
    const all = Object.values(body.byStatus as Record<string, number>).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(all);
    expect(job.output?.jobs).toBe(all);
  });
});

import type { JobOf } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

/** The whole product, from the upload to the created jobs. */
describe("Imported jobs › jobs:import", () => {
  let gaffer: TestGaffer;
  beforeAll(async () => {
    gaffer = await startTestGaffer();
  });
  afterAll(() => gaffer.stop());

  async function upload(name: string, content: string): Promise<string> {
    return (await gaffer.inOrg("POST", `/files?name=${name}`, content, { "content-type": "text/csv" })).body.id;
  }

  async function importFile(fileId: string, input: object = {}, job: object = {}) {
    const created = await gaffer.createJob({
      type: "jobs:import",
      input: { fileId, type: "report:generate", ...input },
      ...job,
    });
    return (await gaffer.attemptEnded(created.id)) as JobOf<"jobs:import">;
  }

  const csv = [
    "from,to,format",
    "2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,json",
    "2026-02-01T00:00:00Z,2026-03-01T00:00:00Z,",
    "2026-03-01,2026-04-01T00:00:00Z,csv",
    "",
  ].join("\n");

  test("creates jobs that run with its creator and name it as their parent, and a report of the rejected rows", async () => {
    const job = await importFile(await upload("months.csv", csv), { handling: { maxAttempts: 7, priority: "high" } });
    expect(job).toMatchObject({
      status: "completed",
      progress: 100,
      progressMessage: "3 rows: 2 jobs created, 1 rejected",
      output: { rows: 3, created: 2, rejected: 1, problems: [{ line: 4, message: "/from must be a date-time" }] },
    });
    const { body } = await gaffer.inOrg("GET", "/jobs?type=report:generate&include=input");
    expect(body.items).toHaveLength(2);
    for (const { id } of body.items) {
      expect(await gaffer.attemptEnded(id)).toMatchObject({
        status: "completed",
        createdBy: job.createdBy,
        maxAttempts: 7,
        priority: "high",
        trigger: "job",
        parentId: job.id,
        scheduleId: null,
        scheduledAt: null,
      });
    }
    // The list has the newest job first.
    expect(body.items.map(({ input }: { input: { format: string } }) => input.format)).toEqual(["csv", "json"]);

    const report = `/files/${job.output?.reportFileId}`;
    expect((await gaffer.inOrg("GET", report)).body).toMatchObject({
      name: "rejected-months.csv.csv",
      contentType: "text/csv",
    });
    expect((await gaffer.inOrg("GET", `${report}/content`)).body).toBe(
      "line,field,message\n4,/from,must be a date-time\n",
    );
    const { body: logs } = await gaffer.inOrg("GET", `/jobs/${job.id}/logs`);
    expect(logs.items.map(({ message }: { message: string }) => message)).toEqual([
      "Importing months.csv",
      "3 rows: 2 jobs created, 1 rejected",
    ]);
  });

  test("leaves no report when no row is rejected", async () => {
    const fileId = await upload("good.csv", csv.split("\n").slice(0, 3).join("\n"));
    const job = await importFile(fileId);
    expect(job).toMatchObject({ status: "completed", output: { created: 2, rejected: 0, reportFileId: null } });
    const { body } = await gaffer.inOrg("GET", "/files");
    expect(body.items.map(({ name }: { name: string }) => name)).not.toContain("rejected-good.csv.csv");
  });

  test("isn't retried when the file can't be read or imported", async () => {
    expect(await importFile(await upload("image.csv", "\u0000"))).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { code: "not_text" },
    });
    expect(await importFile(await upload("imports.csv", "fileId,type\n"), { type: "jobs:import" })).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { code: "not_importable" },
    });
  });

  test("finds no file of another organization", async () => {
    const other = await gaffer.createOrg("other");
    const foreign = await gaffer.request("POST", `/v1/orgs/${other.orgId}/files?name=x`, {
      as: other,
      body: csv,
      headers: { "content-type": "text/csv" },
    });
    expect(await importFile(foreign.body.id)).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { code: "file_not_found" },
    });
  });

  test("is refused by createJob for an unknown type, or for settings that no job may have", async () => {
    for (const [wrong, pointer] of [
      [{ type: "no:type" }, "/input/type"],
      [{ handling: { maxAttempts: 100 } }, "/input/handling/maxAttempts"],
    ] as const) {
      const { status, body } = await gaffer.inOrg("POST", "/jobs", {
        type: "jobs:import",
        input: { fileId: crypto.randomUUID(), type: "report:generate", ...wrong },
      });
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    }
  });
});

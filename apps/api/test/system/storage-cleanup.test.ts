import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const hour = 60 * 60 * 1000;

describe("storage:cleanup", () => {
  let gaffer: TestGaffer;
  let now = new Date();
  let folder: string;

  beforeAll(async () => {
    gaffer = await startTestGaffer({ now: () => now });
    folder = path.join(gaffer.config.dataDir, "files");
  });
  afterAll(() => gaffer.stop());

  async function upload(expiresAt?: Date): Promise<string> {
    const expiry = expiresAt ? `&expiresAt=${expiresAt.toISOString()}` : "";
    const { body } = await gaffer.inOrg("POST", `/files?name=x${expiry}`, "content", { "content-type": "text/plain" });
    return body.id;
  }
  const stored = async () => (await readdir(path.join(folder, "objects", gaffer.org.orgId))).sort();

  /** Sends the message that the schedule would send, and waits for the result. */
  async function cleanUp(by = gaffer, said = "Removed") {
    const { rows } = await gaffer.database.admin.query(
      "insert into gaffer_queue.job (name) values ('storage.cleanup') returning id",
    );
    const jobId = `system_${rows[0].id}`;
    const done = await by.log.waitFor((line) => line.jobId === jobId && line.msg.startsWith(said));
    await by.log.waitFor((line) => line.jobId === jobId && line.msg === "job attempt ended");
    return { jobId, ...(done.data as { expiredFiles: number; abandonedFiles: number; freedBytes: number }) };
  }

  test("removes rows and contents of expired files, unfinished uploads and contents without a row, and nothing else", async () => {
    const kept = await upload();
    const expiring = await upload(new Date(now.getTime() + hour));
    const expiringLater = await upload(new Date(now.getTime() + 3 * hour));
    const old = new Date(now.getTime() - 23 * hour);
    const rowless = "01890a5d-ac96-774b-bcce-b302099a8057";
    await mkdir(path.join(folder, "objects", rowless), { recursive: true });
    for (const file of [path.join("uploads", "unfinished"), path.join("objects", rowless, rowless)]) {
      await writeFile(path.join(folder, file), "12345");
      await utimes(path.join(folder, file), old, old);
    }
    await writeFile(path.join(folder, "uploads", "under-way"), "12345");

    now = new Date(now.getTime() + 2 * hour);
    expect((await gaffer.inOrg("GET", `/files/${expiring}`)).status).toBe(404);
    expect(await cleanUp()).toMatchObject({ expiredFiles: 1, abandonedFiles: 2, freedBytes: 17 });

    expect(await stored()).toEqual([kept, expiringLater].sort());
    expect(await readdir(path.join(folder, "uploads"))).toEqual(["under-way"]);
    const { rows } = await gaffer.database.admin.query("select id from files order by id");
    expect(rows.map(({ id }) => id)).toEqual([kept, expiringLater].sort());
    expect(await cleanUp()).toMatchObject({ expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 });
  });

  test("belongs to no organization: its progress and log go to the process's log, and it leaves no row", async () => {
    const before = await gaffer.database.admin.query("select count(*) from current_jobs");
    const { jobId } = await cleanUp();
    expect(jobId).toMatch(/^system_/);
    expect((await gaffer.database.admin.query("select count(*) from current_jobs")).rows).toEqual(before.rows);
    expect((await gaffer.database.admin.query("select count(*)::int from job_logs")).rows).toEqual([{ count: 0 }]);
  });

  test("only logs what it would remove in a dry run", async () => {
    const expiring = await upload(new Date(now.getTime() + hour));
    const { dataDir } = gaffer.config;
    await gaffer.app.drain();
    now = new Date(now.getTime() + 2 * hour);
    const config = { dataDir, cleanupDryRun: true };
    const careful = await startTestGaffer({ now: () => now, database: gaffer.database, config });
    expect(await cleanUp(careful, "Would remove")).toMatchObject({ expiredFiles: 2, freedBytes: 14 });
    expect(await stored()).toContain(expiring);
    await careful.stop();
  });

  test("is scheduled every hour", async () => {
    const { rows } = await gaffer.database.admin.query(
      "select name, cron, timezone from gaffer_queue.schedule where name = 'storage.cleanup'",
    );
    expect(rows).toEqual([{ name: "storage.cleanup", cron: "0 * * * *", timezone: "UTC" }]);
  });
});

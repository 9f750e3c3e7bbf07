import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { cleanupFiles } from "../../src/modules/files/cleanup-files.ts";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { storedFiles } from "../api/stored-content.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const clock = { now: new Date("2026-11-20T12:00:00.000Z") };
let gaffer: TestGaffer;
beforeEach(async () => {
  clock.now = new Date("2026-11-20T12:00:00.000Z");
  gaffer = await startTestGaffer({ role: "api", now: () => clock.now });
  await gaffer.limit({ stored_bytes: 10, file_bytes: 6 });
});
afterEach(() => gaffer.stop());

const upload = (content: string, query = "") =>
  gaffer.inOrg("POST", `/files?name=a.txt${query}`, content, { "content-type": "text/plain" });
const announce = (sizeBytes: number) =>
  gaffer.inOrg("POST", "/files/uploads", { name: "a", contentType: "a/b", sizeBytes });
const stored = async () => (await gaffer.inOrg("GET", "/usage")).body.storedBytes.used;

describe("Storage quota › stored bytes", () => {
  test("are limited by the plan, to the last byte", async () => {
    expect((await upload("12345")).status).toBe(201);
    expect((await upload("12345")).status).toBe(201);
    expect((await upload("")).status).toBe(201);
    const { status, body, headers } = await upload("1");
    expect(status).toBe(403);
    expect(body.quota).toEqual({ name: "storedBytes", limit: 10, used: 10, requested: 1 });
    expect(headers.get("connection")).toBe("close");
    expect(await storedFiles(gaffer)).toHaveLength(3);
    expect(await stored()).toBe(10);
  });

  test("of one file have a lower limit", async () => {
    expect((await upload("1234567")).body).toMatchObject({
      type: "/problems/quota-exceeded",
      quota: { name: "fileBytes", limit: 6, used: 0, requested: 7 },
    });
    expect((await announce(7)).body.quota).toEqual({ name: "fileBytes", limit: 6, used: 0, requested: 7 });
    expect((await upload("123456")).status).toBe(201);
  });

  test("decrease when a file is deleted", async () => {
    const { id } = (await upload("123456")).body;
    expect((await upload("12345")).status).toBe(403);
    await gaffer.inOrg("DELETE", `/files/${id}`);
    await gaffer.inOrg("DELETE", `/files/${id}`);
    expect(await stored()).toBe(0);
    expect((await upload("12345")).status).toBe(201);
  });

  test("include announced uploads, which count once when they become files", async () => {
    const { body } = await announce(6);
    expect(await stored()).toBe(6);
    expect((await announce(5)).body.quota).toEqual({ name: "storedBytes", limit: 10, used: 6, requested: 5 });
    await gaffer.request("PUT", body.url, { body: "123456", headers: body.headers });
    // The upload's bytes are reserved, even if the plan's limit is lower now.
    await gaffer.limit({ stored_bytes: 1 });
    expect((await gaffer.inOrg("POST", `/files/uploads/${body.id}/complete`)).status).toBe(201);
    expect(await stored()).toBe(6);
  });

  test("of expired files are released by the cleanup", async () => {
    await upload("123456", "&expiresAt=2026-11-20T13:00:00Z");
    await announce(4);
    await upload("", "&expiresAt=2026-11-20T13:00:00Z");
    expect(await stored()).toBe(10);
    clock.now = new Date("2026-11-22T12:00:00.000Z");
    const pool = createPool(gaffer.database.url, "gaffer_worker", { max: 1 });
    const storage = await openStorage(gaffer.config);
    const signal = new AbortController().signal;
    await cleanupFiles({ storage, workerPool: pool, now: clock.now, signal });
    await pool.end();
    expect(await stored()).toBe(0);
  });

  test("aren't exceeded by concurrent requests, and refused ones leave no content", async () => {
    const second = await startTestGaffer({ role: "api", database: gaffer.database, now: () => clock.now });
    const { orgId } = gaffer.org;
    const send = (through: TestGaffer, index: number) =>
      index % 3 === 0
        ? through.request("POST", `/v1/orgs/${orgId}/files/uploads`, {
            as: gaffer.org,
            body: { name: "a", contentType: "a/b", sizeBytes: 3 },
          })
        : through.request("POST", `/v1/orgs/${orgId}/files?name=a`, { as: gaffer.org, body: "123" });
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, index) => send(index % 2 ? gaffer : second, index)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(201), ...Array(15).fill(403)]);
    expect(await stored()).toBe(9);
    const { rows } = await gaffer.database.admin.query("select count(*)::int as files from files");
    expect((await storedFiles(gaffer)).length + (await storedFiles(second)).length).toBe(rows[0].files);
    await second.stop();
  });

  test("of one organization don't count for another", async () => {
    const other = await gaffer.createOrg("other");
    await upload("123456");
    const send = () => gaffer.request("POST", `/v1/orgs/${other.orgId}/files?name=a`, { as: other, body: "123456" });
    expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(403);
    expect(await stored()).toBe(6);
  });
});

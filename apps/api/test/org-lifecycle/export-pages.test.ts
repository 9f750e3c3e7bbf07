import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { createReadOrgLines } from "../../src/modules/org-lifecycle/export-org.ts";
import { newId } from "../../src/new-id.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

const mebibyte = 1024 * 1024;

test("Export pages › page › has as many rows as fit into memory, or one larger row, and no row is lost", async () => {
  const sizes = [...Array(700).fill(10), ...Array(20).fill(mebibyte), 6 * mebibyte, 10, 10];
  for (const size of sizes) {
    // Incompressible text with line separators that JSON allows.
    const input = `{"body":\n"${randomBytes(size / 2).toString("hex")}"}`;
    await gaffer.database.admin.query(
      `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by, trigger, created_at, admission)
       values ($1, $2, 'http:request', 'pending', 'normal', $3, 3, gen_random_uuid(), now(), 900, 'system', 'api', now(), 'parked')`,
      [gaffer.org.orgId, newId(), input],
    );
  }
  const pool = createPool(gaffer.database.url, "gaffer_worker", { max: 1 });
  const pages: string[][] = [];
  const job = { orgId: gaffer.org.orgId, jobId: newId() };
  for await (const page of createReadOrgLines(pool)(job, "jobs")) pages.push(page);
  await pool.end();

  const lines = pages.flat();
  expect(lines).toHaveLength(sizes.length);
  expect(lines.every((line) => !line.includes("\n"))).toBe(true);
  expect(lines.map((line) => JSON.parse(line).input.body.length)).toEqual(sizes);
  for (const page of pages) {
    expect(page.length).toBeLessThanOrEqual(500);
    if (page.length > 1) expect(page.join("").length).toBeLessThan(5 * mebibyte);
  }
  expect(pages.filter(({ length }) => length === 1)).toHaveLength(1);
});

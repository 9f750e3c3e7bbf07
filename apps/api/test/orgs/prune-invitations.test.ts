import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { pruneInvitations } from "../../src/modules/orgs/change-invitations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

test("Invitation pruning › invitations of all organizations › are removed 30 days after they expired", async () => {
  const expiresAt = new Date("2026-11-20T12:00:00.000Z");
  const { orgId } = await gaffer.createOrg("other");
  for (const id of [gaffer.org.orgId, orgId])
    await gaffer.database.admin.query(
      "insert into invitations values ($1, gen_random_uuid(), 'a@example.com', 'viewer', sha256($2), 'system', now(), $3)",
      [id, id, expiresAt],
    );
  const pool = createPool(gaffer.database.url, "gaffer_worker", { max: 1 });
  const later = new Date(expiresAt.getTime() + 30 * 24 * 60 * 60 * 1000);
  expect(await pruneInvitations(pool, later)).toBe(0);
  expect(await pruneInvitations(pool, new Date(later.getTime() + 1))).toBe(2);
  await pool.end();
});

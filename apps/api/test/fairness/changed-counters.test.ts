/**
 * A create starts again when another create has taken the room that it found. No statement of its first try may be
 * committed.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 3 } });
});
afterAll(() => gaffer.stop());

test("In-flight counters of types › jobs of several types that race for the last room › leave no message without a job", async () => {
  const report = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
  const jobs = [
    { type: "file:profile", input: { fileId: someFileId } },
    { type: "report:generate", input: report },
  ];
  for (let round = 0; round < 20; round++) {
    const org = await gaffer.createOrg(`round ${round}`);
    const create = async (count: number) => {
      const body = { jobs: jobs.slice(0, count) };
      const { status } = await gaffer.request("POST", `/v1/orgs/${org.orgId}/jobs/batch`, { as: org, body });
      return status;
    };
    // The first create admits one job, so that the organization has in-flight counters. The remaining room is enough
    // for only one of the next two creates.
    expect(await create(1)).toBe(201);
    expect(await Promise.all([create(2), create(2)])).toEqual([201, 201]);
  }
  const { rows } = await gaffer.database.admin.query(
    `select message.id from gaffer_queue.job message where data ? 'jobId' and not exists (
       select from current_jobs where current_jobs.id = (message.data ->> 'jobId')::uuid)`,
  );
  expect(rows).toEqual([]);
});

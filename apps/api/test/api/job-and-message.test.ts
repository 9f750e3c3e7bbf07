import { afterAll, beforeAll, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const job = { type: "file:profile", input: { fileId: someFileId } };

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

async function stored(): Promise<unknown> {
  const { rows } = await gaffer.database.admin.query(
    `select (select json_agg(to_json(j) order by id) from current_jobs j) as jobs,
            (select count(*)::int from gaffer_queue.job) as messages,
            (select count(*)::int from idempotency_keys) as keys`,
  );
  return rows[0];
}

/** Runs `work` while the API can't insert messages into the queue. */
async function withoutQueue(work: () => Promise<void>): Promise<void> {
  const { admin } = gaffer.database;
  await admin.query("revoke insert on all tables in schema gaffer_queue from gaffer_api");
  await work();
  await admin.query("grant insert on all tables in schema gaffer_queue to gaffer_api");
}

test.each([
  ["a job", "/jobs", job],
  ["a batch", "/jobs/batch", { jobs: Array(10).fill(job) }],
])(
  "Job and message › %s whose message can't be stored leaves nothing, and its Idempotency-Key can be used again",
  async (_, url, body) => {
    const headers = { "idempotency-key": url };
    const before = await stored();
    await withoutQueue(async () => {
      const answer = await gaffer.inOrg("POST", url, body, headers);
      expect(answer).toMatchObject({ status: 500, body: { type: "/problems/internal", status: 500 } });
      // The response must not contain the cause of the failure, which is only logged.
      expect(JSON.stringify(answer.body)).not.toMatch(/permission|gaffer_queue|insert/i);
      const line = await gaffer.log.waitFor(({ msg }) => msg === "the request failed");
      expect(JSON.stringify(line)).toContain("permission denied");
      expect(await stored()).toEqual(before);
    });
    expect(await gaffer.inOrg("POST", url, body, headers)).toMatchObject({ status: 201 });
  },
);

test("Job and message › retry whose message can't be stored › leaves the job unchanged", async () => {
  const { id } = await gaffer.createJob();
  await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
  const before = await stored();
  await withoutQueue(async () => {
    expect(await gaffer.inOrg("POST", `/jobs/${id}/retry`)).toMatchObject({ status: 500 });
    expect(await stored()).toEqual(before);
  });
  expect(await gaffer.inOrg("POST", `/jobs/${id}/retry`)).toMatchObject({ status: 200 });
});

test("Job and message › job that can't be stored › leaves no message", async () => {
  const before = await stored();
  await gaffer.database.admin.query("revoke insert on jobs from gaffer_api");
  expect(await gaffer.inOrg("POST", "/jobs", job)).toMatchObject({ status: 500 });
  await gaffer.database.admin.query("grant insert on jobs to gaffer_api");
  expect(await stored()).toEqual(before);
});

test("Job and message › message › contains ids and a virtual start time, and nothing of the job's input", async () => {
  const { id } = await gaffer.createJob();
  const { rows } = await gaffer.database.admin.query("select data from gaffer_queue.job where data ->> 'jobId' = $1", [
    id,
  ]);
  expect(rows).toEqual([{ data: { jobId: id, orgId: gaffer.org.orgId, turn: expect.any(Number) } }]);
});

import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 5_000 } });
});
afterAll(() => gaffer.stop());

const input = { fileId: someFileId };
/** Requests for jobs whose timeouts are 1, 2, 3 …, so that a test can tell the jobs apart. */
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ type: "file:profile", input, timeoutSeconds: index + 1 }));

async function countStored(): Promise<{ jobs: number; messages: number; keys: number }> {
  const { rows } = await gaffer.database.admin.query(
    `select (select count(*)::int from current_jobs) as jobs, (select count(*)::int from gaffer_queue.job) as messages,
            (select count(*)::int from idempotency_keys) as keys`,
  );
  return rows[0];
}

describe("createJobs › batch of 1,000 jobs", () => {
  let items: Job[];

  beforeAll(async () => {
    const answer = await gaffer.inOrg("POST", "/jobs/batch", { jobs: numbered(1_000) });
    expect(answer.status).toBe(201);
    items = answer.body.jobs;
  });

  test("is returned in the order of the request", () => {
    expect(items.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual(numbered(1_000).map((job) => job.timeoutSeconds));
  });

  test("stores all jobs, and permits that start them", async () => {
    const { rows } = await gaffer.database.admin.query(
      "select sum(places)::int as places from permits join gaffer_queue.job m using (id) where m.data ->> 'places' = places::text",
    );
    expect(rows).toEqual([{ places: 1_000 }]);
    expect(await countStored()).toMatchObject({ jobs: 1_000, messages: 40 });
  });

  test("is listed newest first, the last job of the request at the top", async () => {
    const listed: string[] = [];
    let cursor = "";
    do {
      const { body } = await gaffer.inOrg("GET", `/jobs?limit=100${cursor && `&cursor=${cursor}`}`);
      listed.push(...body.items.map((job: Job) => job.id));
      cursor = body.nextCursor ?? "";
    } while (cursor);
    expect(listed.reverse()).toEqual(items.map(({ id }) => id));
  });

  test("creates nothing when one of its jobs is refused", async () => {
    const before = await countStored();
    const bad = [
      { ...numbered(1)[0], maxAttempts: 0 },
      { ...numbered(1)[0], runAt: "2999-01-01T00:00:00Z" },
    ];
    for (const job of bad) {
      const answer = await gaffer.inOrg(
        "POST",
        "/jobs/batch",
        { jobs: [...numbered(998), job, ...numbered(1)] },
        { "idempotency-key": "refused" },
      );
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "body" }] } });
      expect(answer.body.errors[0].pointer).toMatch(/^\/jobs\/998\/(maxAttempts|runAt)$/);
    }
    expect(await countStored()).toEqual(before);
  });
});

test("createJobs › batch of mixed types › gives each job the defaults of its type", async () => {
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const jobs = [
    { type: "report:generate", input: period },
    { type: "file:profile", input, priority: "low" },
  ];
  const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
  expect(body.jobs).toMatchObject([
    { type: "report:generate", input: { ...period, format: "csv" }, priority: "normal" },
    { type: "file:profile", input: { ...input, format: "auto", header: true }, priority: "low" },
  ]);
});

test("createJobs › batch of one job › is accepted", async () => {
  const { status, body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: numbered(1) });
  expect(status).toBe(201);
  expect(await gaffer.getJob(body.jobs[0].id)).toEqual(body.jobs[0]);
});

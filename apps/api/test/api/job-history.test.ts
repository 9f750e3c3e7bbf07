import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const workerId = "01890a5d-ac96-774b-bcce-b302099a8058";

let gaffer: TestGaffer;
let jobId: string;

/** Writes two attempts with 30 lines each, as a worker would. */
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  jobId = (await gaffer.createJob()).id;
  const { admin } = gaffer.database;
  const ids = [gaffer.org.orgId, jobId];
  await admin.query(
    `insert into job_attempts values
       ($1, $2, 1, 'failed', $3, '2026-11-20T12:00:00Z', '2026-11-20T12:00:01.234Z', '{"code":"handler_error","message":"no"}')`,
    [...ids, workerId],
  );
  await admin.query(
    `update current_jobs set status = 'processing', attempt = 2, worker_id = $3, started_at = '2026-11-20T12:01:00Z'
      where org_id = $1 and id = $2`,
    [...ids, workerId],
  );
  await admin.query(
    `insert into job_logs select $1, $2, attempt, line, '2026-11-20T12:00:00.5Z', 'info', format('%s-%s', attempt, line),
            case when line = 1 then '{"rows":3}'::jsonb end
       from generate_series(1, 2) attempt, generate_series(1, 30) line`,
    ids,
  );
});
afterAll(() => gaffer.stop());

test("Job history › attempts › are listed oldest first", async () => {
  const { status, body } = await gaffer.inOrg("GET", `/jobs/${jobId}/attempts`);
  expect(status).toBe(200);
  expect(body.items).toEqual([
    {
      attempt: 1,
      status: "failed",
      workerId,
      startedAt: "2026-11-20T12:00:00.000Z",
      endedAt: "2026-11-20T12:00:01.234Z",
      durationMs: 1_234,
      error: { code: "handler_error", message: "no" },
    },
    {
      attempt: 2,
      status: "running",
      workerId,
      startedAt: "2026-11-20T12:01:00.000Z",
      endedAt: null,
      durationMs: null,
      error: null,
    },
  ]);
});

describe("listJobChildren", () => {
  const childrenOf = (id: string, query = "") =>
    gaffer.inOrg<Schemas["JobSummaryPage"]>("GET", `/jobs/${id}/children${query}`);

  test("lists the jobs that name the job as their parent, newest first, without inputs", async () => {
    const [parent, other, ...children] = await Promise.all(Array.from({ length: 5 }, () => gaffer.createJob()));
    const setParent = (id?: string, ...of: string[]) =>
      gaffer.database.admin.query("update jobs set parent_id = $1 where id = any($2)", [id, of]);
    const ids = children.map(({ id }) => id).sort();
    await setParent(parent?.id, ...ids);
    await setParent(ids[0], other?.id as string);
    const { body: first } = await childrenOf(parent?.id as string, "?limit=2");
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const { input: _input, output: _output, ...summary } = await gaffer.getJob(ids[2] as string);
    expect(first.items[0]).toEqual(summary);
    const { body: next } = await childrenOf(parent?.id as string, `?limit=2&cursor=${first.nextCursor}`);
    expect(next).toMatchObject({ items: [{ id: ids[0], parentId: parent?.id }], nextCursor: null });
    expect((await childrenOf(ids[0] as string)).body.items.map(({ id }) => id)).toEqual([other?.id]);
    expect((await childrenOf(ids[0] as string, `?limit=2&cursor=${first.nextCursor}`)).status).toBe(422);
  });

  test("is empty for a job without children, and not found for an unknown job", async () => {
    expect((await childrenOf(jobId)).body).toEqual({ items: [], nextCursor: null });
    expect((await childrenOf(crypto.randomUUID())).status).toBe(404);
  });
});

test("Job history › job that hasn't started › has no attempts and no lines", async () => {
  const { id } = await gaffer.createJob();
  expect(await gaffer.inOrg("GET", `/jobs/${id}/attempts`)).toMatchObject({ status: 200, body: { items: [] } });
  const logs = await gaffer.inOrg("GET", `/jobs/${id}/logs`);
  expect(logs).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
});

describe("Job history › log lines", () => {
  test("are listed in order, from the first attempt on", async () => {
    const { body } = await gaffer.inOrg("GET", `/jobs/${jobId}/logs?limit=2`);
    expect(body.items).toEqual([
      { attempt: 1, line: 1, at: "2026-11-20T12:00:00.500Z", level: "info", message: "1-1", data: { rows: 3 } },
      { attempt: 1, line: 2, at: "2026-11-20T12:00:00.500Z", level: "info", message: "1-2", data: null },
    ]);
  });

  test("have no gap between pages, also between two attempts and while lines are added", async () => {
    const messages: string[] = [];
    let line = 30;
    let cursor = "";
    do {
      const { body } = await gaffer.inOrg("GET", `/jobs/${jobId}/logs?limit=7${cursor}`);
      messages.push(...body.items.map(({ message }: { message: string }) => message));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
      if (line < 33) {
        await gaffer.database.admin.query("insert into job_logs values ($1, $2, 2, $3, now(), 'info', $4)", [
          gaffer.org.orgId,
          jobId,
          ++line,
          `2-${line}`,
        ]);
      }
    } while (cursor);
    const expected = [1, 2].flatMap((attempt) =>
      Array.from({ length: attempt === 1 ? 30 : 33 }, (_, index) => `${attempt}-${index + 1}`),
    );
    expect(messages).toEqual(expected);
  });

  test("can be filtered by attempt", async () => {
    const { body } = await gaffer.inOrg("GET", `/jobs/${jobId}/logs?attempt=2&limit=100`);
    expect(new Set(body.items.map(({ attempt }: { attempt: number }) => attempt))).toEqual(new Set([2]));
    const none = await gaffer.inOrg("GET", `/jobs/${jobId}/logs?attempt=10000`);
    expect(none).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  test("refuse a cursor of another list and a forged one", async () => {
    const { body } = await gaffer.inOrg("GET", `/jobs/${jobId}/logs?limit=1`);
    const [hash] = JSON.parse(Buffer.from(body.nextCursor, "base64url").toString());
    const forge = (...position: unknown[]) => Buffer.from(JSON.stringify([hash, ...position])).toString("base64url");
    const { id } = await gaffer.createJob();
    const refused = [
      `/jobs/${id}/logs?cursor=${body.nextCursor}`,
      `/jobs/${jobId}/logs?attempt=1&cursor=${body.nextCursor}`,
      ...[
        forge(1),
        forge("1", "1"),
        forge(1.5, 1),
        forge(2 ** 31, 1),
        forge(-(2 ** 31), 1),
        forge(1, 1, 1),
        forge(null, 1),
      ].map((cursor) => `/jobs/${jobId}/logs?cursor=${cursor}`),
    ];
    for (const url of refused)
      expect(await gaffer.inOrg("GET", url), url).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: "/cursor" }] },
      });
  });
});

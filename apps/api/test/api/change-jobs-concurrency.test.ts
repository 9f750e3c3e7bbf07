/** Bulk changes: the limit of one transaction, locked rows, concurrent calls, and their audit events. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "../harness/test-gaffer.ts";
import { changed, type ManyJobs, startManyJobs } from "./many-jobs.ts";

let many: ManyJobs;
beforeAll(async () => {
  many = await startManyJobs();
});
afterAll(() => many.gaffer.stop());
beforeEach(async () => {
  many.org = await many.gaffer.createOrg("acme");
});

test("changeJobs concurrency › limit of 500 › more matching jobs become a job, and nothing is changed yet", async () => {
  const ids = [...(await many.create(500)), ...(await many.create(1, "processing"))];
  const answer = await many.cancel({ type: ["file:profile"] });
  expect(answer).toMatchObject({ status: 200, body: { changed: 0, more: false, jobId: expect.any(String) } });
  expect(new Set(await many.statusesOf(ids))).toEqual(new Set(["pending", "processing"]));
  const [bulk] = await many.list(`ids=${answer.body.jobId}`);
  expect(bulk).toMatchObject({ type: "jobs:cancel", status: "pending", input: { type: ["file:profile"] } });
});

describe("changeJobs concurrency › audit log", () => {
  const events = async ({ headers }: Answer) => {
    const { body } = await many.gaffer.request("GET", `/v1/orgs/${many.org.orgId}/audit-events`, { as: many.org });
    return body.items.filter(({ requestId }: Schemas["AuditEvent"]) => requestId === headers.get("x-request-id"));
  };

  test("has one event per call, with the number of jobs and the filters", async () => {
    const [first] = await many.create(3);
    const answer = await many.cancel({ type: ["file:profile"], status: ["pending"] });
    expect(await events(answer)).toMatchObject([
      {
        action: "cancelJobs",
        target: { type: "job", id: first },
        details: { jobs: 3, type: ["file:profile"], status: ["pending"] },
      },
    ]);
  });

  test("has no event when no job was changed", async () => {
    expect(await events(await many.retry({ status: ["failed"] }))).toEqual([]);
  });

  test("has no event, and no job is changed, when the call fails at its end", async () => {
    const ids = await many.create(2, "failed");
    const messages = () => many.sql("select count(*) from gaffer_queue.job");
    const before = await messages();
    await many.sql("create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$");
    await many.sql("create trigger fails before insert on audit_events for each row execute function fail()");
    const answer = await many.retry({ ids });
    await many.sql("drop function fail cascade");
    expect(answer.status).toBe(500);
    expect(await many.statusesOf(ids)).toEqual(["failed", "failed"]);
    expect(await messages()).toEqual(before);
    expect(await many.openJobs()).toBe(0);
  });
});

describe("changeJobs concurrency › locked row", () => {
  /**
   * Opens a connection that is closed when the test ends, also after a failure. Closing the connection releases its
   * locks.
   */
  async function connect() {
    const holder = await many.gaffer.database.admin.connect();
    onTestFinished(() => holder.release(true));
    return holder;
  }

  test("is skipped and left to the next call", async () => {
    const [first, second, third] = (await many.create(3)) as [string, string, string];
    const holder = await connect();
    await holder.query("begin");
    await holder.query("select from open_jobs where id = $1 for update", [second]);
    expect(await many.cancel({ status: ["pending"] })).toMatchObject(changed(2, true));
    // Locks several rows at once, as settlement does.
    await holder.query("select from open_jobs where id = any($1) for update", [[first, third]]);
    await holder.query("commit");
    expect(await many.cancel({ status: ["pending"] })).toMatchObject(changed(1, false));
  });

  test("is waited for when there is nothing else to change", async () => {
    const [id] = (await many.create(1)) as [string];
    const holder = await connect();
    await holder.query("begin");
    await holder.query("update current_jobs set progress = 1 where id = $1", [id]);
    const answer = many.cancel({ ids: [id] });
    const waits =
      "select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_api' and wait_event_type = 'Lock'";
    await expect.poll(async () => (await many.sql(waits)).length).toBe(1);
    await holder.query("commit");
    expect(await answer).toMatchObject(changed(1));
  });

  test("is changed once by ten concurrent calls", async () => {
    const ids = await many.create(700, "failed");
    const answers = await Promise.all(Array.from({ length: 10 }, () => many.retry({ ids: ids.slice(0, 500) })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(answers.reduce((sum, { body }) => sum + body.changed, 0)).toBe(500);
    expect(await many.openJobs()).toBe(500);
  });
});

/** Permits: how parked jobs start, and what happens to places that no job uses. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenReconciler, openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

let queue: Restoring;
let reconciler: OpenReconciler;
beforeAll(async () => {
  queue = await startRestoring();
  reconciler = await openReconciler(queue.gaffer.database, orgLimit, () => new Date(queue.clock));
});
afterAll(async () => {
  await reconciler.stop();
  await queue.stop();
});
beforeEach(() => queue.reset());

/** Creates parked jobs. The jobs before them are cancelled, so that permits start the first ones. */
async function createPermitted(count: number): Promise<Job[]> {
  const jobs = await queue.createJobs(orgLimit + count);
  for (const { id } of jobs.slice(0, orgLimit)) await queue.cancel(id);
  expect(await queue.worker.claim(orgLimit)).toEqual([]);
  return jobs.slice(orgLimit);
}

const permits = () => queue.sql("select queued_type as type, places from permits order by queued_type, id");
const permitMessages = () =>
  queue.sql(
    "select data -> 'places' as places, data -> 'turn' as turn, -priority as priority from gaffer_queue.job where data ? 'places'",
  );
const idsOf = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

describe("Permit", () => {
  afterEach(async () => expect(await reconciler.runOnce()).toEqual({}));

  test("starts the oldest parked jobs, as many as there are slots, and keeps the other places", async () => {
    const jobs = await createPermitted(5);
    expect(await permits()).toEqual([{ type: "file:profile", places: orgLimit }]);
    const [{ turn }] = (await permitMessages()) as [{ turn: number }];
    expect(await queue.worker.claim(2)).toEqual(idsOf(jobs.slice(0, 2)));
    expect(await permits()).toEqual([{ type: "file:profile", places: 1 }]);
    // Each started job costs its organization as much as a message of its own.
    expect(await permitMessages()).toEqual([{ places: 1, turn: turn + 120, priority: turn + 120 }]);
    expect(await queue.worker.claim(5)).toEqual(idsOf(jobs.slice(2, 3)));
    expect(await queue.stands()).toMatchObject({ counted: orgLimit, admitted: orgLimit, waiting: 2 });
    expect(await permitMessages()).toEqual([]);
  });

  test("starts a job first whose priority became high later", async () => {
    const jobs = await createPermitted(3);
    const last = jobs.at(-1) as Job;
    await queue.gaffer.inOrg("PATCH", `/jobs/${last.id}`, { priority: "high" });
    expect(await queue.worker.claim(1)).toEqual([last.id]);
  });

  test("starts only jobs of its type", async () => {
    const jobs = await queue.createJobs(orgLimit + 2);
    const [next, other] = jobs.slice(orgLimit) as [Job, Job];
    await queue.sql("update open_jobs set type = 'http:request' where id = $1", next.id);
    for (const { id } of jobs.slice(0, orgLimit)) await queue.cancel(id);
    expect(await queue.worker.claim(orgLimit)).toEqual([]);
    expect(await permits()).toEqual([
      { type: "file:profile", places: 1 },
      { type: "http:request", places: 1 },
    ]);
    expect(await queue.worker.claim(2)).toEqual([other.id]);
  });

  test("frees the places for which there is no job any more", async () => {
    const jobs = await createPermitted(2);
    await queue.cancel(jobs[0]?.id as string);
    expect(await queue.stands()).toMatchObject({ counted: 2 });
    expect(await queue.worker.claim(2)).toEqual([jobs[1]?.id]);
    expect(await queue.stands()).toMatchObject({ counted: 1, admitted: 1, queued: 0, waiting: 0 });
  });

  test("starts no expired job, and none of a suspended organization", async () => {
    const jobs = await createPermitted(2);
    await queue.sql("update open_jobs set expires_at = run_at where id = $1", jobs[0]?.id);
    await queue.sql(
      "update orgs set suspended_at = now(), suspend_reason = 'unpaid' where id = $1",
      queue.gaffer.org.orgId,
    );
    expect(await queue.worker.claim(2)).toEqual([]);
    expect(await queue.stands()).toMatchObject({ counted: 0, waiting: 2, messages: 0 });
    await queue.sql("update orgs set suspended_at = null, suspend_reason = null where id = $1", queue.gaffer.org.orgId);
    expect(await reconciler.runOnce()).toEqual({ jobs_stranded: 1 });
    expect(await queue.worker.claim(2)).toEqual([jobs[1]?.id]);
  });

  test("and a message are returned to the queue if no slot is free", async () => {
    const [first, second] = (await createPermitted(2)) as [Job, Job];
    const as = await queue.gaffer.createOrg("other");
    const { body: last } = await queue.gaffer.request<Job>("POST", `/v1/orgs/${as.orgId}/jobs`, {
      as,
      body: { type: "file:profile", input: { fileId: crypto.randomUUID() } },
    });
    const claims: string[][] = [];
    for (let index = 0; index < 3; index++) claims.push(await queue.worker.claim(1, undefined, 2));
    expect(claims.map((ids) => ids.length)).toEqual([1, 1, 1]);
    expect(claims.flat().filter((id) => id !== last.id)).toEqual([first.id, second.id]);
  });

  test("explains that a parked job waits for a slot, unless its organization has no room", async () => {
    const jobs = await createPermitted(orgLimit + 1);
    await queue.sql(
      `insert into workers (id, host, pid, types, started_at, heartbeat_at)
       values (gen_random_uuid(), 'a', 1, array['file:profile'], now(), now())`,
    );
    const reasons = await Promise.all(
      jobs.map(async ({ id }) => (await queue.gaffer.inOrg("GET", `/jobs/${id}/blocked-by`)).body.blockedBy),
    );
    await queue.sql("delete from workers where host = 'a'");
    expect(reasons).toMatchObject([
      { kind: "starting" },
      { kind: "queued", ahead: { count: 1 } },
      { kind: "queued", ahead: { count: 2 } },
      { kind: "concurrency", used: orgLimit, ahead: { count: 3 } },
    ]);
  });
});

describe("jobs:reconcile › permit", () => {
  const standAs = async (expected: object) => {
    expect(await queue.stands()).toMatchObject(expected);
    expect(await reconciler.runOnce()).toEqual({});
  };

  test("without its message is removed, and its jobs get another permit", async () => {
    const jobs = await createPermitted(2);
    await queue.sql("delete from gaffer_queue.job");
    expect(await reconciler.runOnce()).toEqual({ message_missing: 1 });
    await standAs({ counted: 2, admitted: 2, queued: 2, messages: 2 });
    expect(await queue.worker.claim(2)).toEqual(idsOf(jobs));
  });

  test("whose message has ended is removed with it", async () => {
    await createPermitted(2);
    await queue.sql("update gaffer_queue.job set state = 'active'");
    expect(await reconciler.runOnce()).toEqual({ message_ended: 1 });
    await standAs({ counted: 2, admitted: 2, queued: 2, messages: 2 });
  });

  test("that lost its row starts nothing, and its message is removed", async () => {
    const jobs = await createPermitted(2);
    await queue.sql("delete from permits");
    expect(await queue.worker.claim(2)).toEqual([]);
    expect(await permitMessages()).toEqual([]);
    await queue.sql("update org_loads set admitted = 0");
    expect(await reconciler.runOnce()).toEqual({ jobs_stranded: 1 });
    await queue.sql("delete from permits");
    expect(await reconciler.runOnce()).toEqual({ row_missing: 1, load_wrong: 1 });
    await standAs({ counted: 2, admitted: 2, queued: 2, messages: 2 });
    expect(await queue.worker.claim(2)).toEqual(idsOf(jobs));
  });
});

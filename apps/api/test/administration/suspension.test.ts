/** Suspended organizations: what their callers may do, and that none of their jobs and schedules starts. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId } from "../harness/test-gaffer.ts";
import { type Restoring, startRestoring } from "../jobs/restoring.ts";
import { tokenFor } from "../orgs/teams.ts";
import { type OpenSchedules, openSchedules } from "../schedules/open-schedules.ts";

const reason = "The invoice is unpaid.";

describe("Suspended organization › requests", () => {
  let open: OpenSchedules;
  beforeAll(async () => {
    open = await openSchedules("2026-11-20T12:00:00.000Z");
  });
  afterAll(() => open.close());

  test("only read, by keys and members, until the suspension ends", async () => {
    const { gaffer, clock } = open;
    const operator = await gaffer.createOrg("operator");
    const owner = await gaffer.createMember("owner");
    const set = (verb: string, body?: unknown) =>
      gaffer.request("POST", `/v1/system/orgs/${gaffer.org.orgId}/${verb}`, {
        as: operator,
        ...(body !== undefined && { body }),
      });
    /** Beyond the seconds for which a process caches an API key. */
    const later = () => {
      clock.now = new Date(clock.now.getTime() + 6_000);
    };
    const operations = contractOperations.filter(({ path, scope }) => path.includes("{orgId}") && scope !== undefined);
    const send = async (as: { apiKey: string }) => {
      const statuses = operations.map(async (operation) => {
        const url = pathOf(operation, { orgId: gaffer.org.orgId, jobId: someFileId, fileId: someFileId });
        const { body } = await gaffer.request(operation.method, url, { as });
        return { id: operation.id, scope: operation.scope, suspended: body?.type === "/problems/org-suspended" };
      });
      return Promise.all(statuses);
    };

    expect(await set("suspend", { reason })).toMatchObject({
      status: 200,
      body: { suspendedAt: clock.now.toISOString(), suspendReason: reason },
    });
    const since = clock.now.toISOString();
    later();
    for (const as of [gaffer.org, owner]) {
      for (const { id, scope, suspended } of await send(as)) {
        expect(suspended, id).toBe(!scope?.endsWith(":read"));
      }
    }
    const { status, body } = await gaffer.inOrg("POST", "/jobs", {});
    expect({ status, title: body.title }).toEqual({ status: 403, title: "Organization suspended" });
    expect(body.detail).toContain(`suspended since ${since}`);
    expect(body.detail).toContain(reason);
    expect((await gaffer.inOrg("GET", "")).body).toMatchObject({ suspendedAt: since, suspendReason: reason });

    expect((await set("suspend", { reason: "Another." })).body).toMatchObject({
      suspendedAt: since,
      suspendReason: "Another.",
    });
    expect((await set("unsuspend")).body).toMatchObject({ suspendedAt: null, suspendReason: null });
    expect((await set("unsuspend")).status).toBe(200);
    for (const as of [gaffer.org, owner]) expect((await send(as)).some(({ suspended }) => suspended)).toBe(false);
  });

  test("to accept an invitation are refused, and accepted after the suspension", async () => {
    const { gaffer } = open;
    const [operator, org, person] = [gaffer.org, await gaffer.createOrg("inviting"), await gaffer.createPerson()];
    const url = `/v1/system/orgs/${org.orgId}`;
    const invitation = { email: person.email, role: "viewer" };
    await gaffer.request("POST", `/v1/orgs/${org.orgId}/invitations`, { as: org, body: invitation });
    await gaffer.request("POST", `${url}/suspend`, { as: operator, body: { reason } });
    const accept = () =>
      gaffer.request("POST", "/v1/invitations/accept", { as: person, body: { token: tokenFor(gaffer, person.email) } });
    expect(await accept()).toMatchObject({ status: 403, body: { type: "/problems/org-suspended" } });
    await gaffer.request("POST", `${url}/unsuspend`, { as: operator });
    expect((await accept()).status).toBe(200);
  });
});

test("Suspended organization › schedules › record refused runs without jobs, and continue after the suspension", async () => {
  const open = await openSchedules("2026-11-20T12:00:00.000Z");
  const { gaffer } = open;
  const operator = await gaffer.createOrg("operator");
  const url = `/v1/system/orgs/${gaffer.org.orgId}`;
  const { id } = await open.schedule();
  await gaffer.request("POST", `${url}/suspend`, { as: operator, body: { reason } });
  await open.passAt("2026-11-20T12:01:30.000Z");
  expect((await open.runs(id)).at(-1)).toMatchObject({
    status: "refused",
    jobId: null,
    error: { code: "org_suspended" },
  });
  expect(await open.jobsOf(id)).toEqual([]);
  await gaffer.request("POST", `${url}/unsuspend`, { as: operator });
  await open.passAt("2026-11-20T12:02:30.000Z");
  expect((await open.runs(id)).at(-1)).toMatchObject({ status: "running" });
  expect(await open.jobsOf(id)).toHaveLength(1);
  await open.close();
});

describe("Suspended organization › jobs", () => {
  let at: Restoring;
  let operator: { apiKey: string };
  beforeAll(async () => {
    at = await startRestoring();
    operator = await at.gaffer.createOrg("operator");
  });
  afterAll(() => at.stop());
  beforeEach(() => at.reset());

  const set = (verb: string, body?: unknown) =>
    at.gaffer.request("POST", `/v1/system/orgs/${at.gaffer.org.orgId}/${verb}`, {
      as: operator,
      ...(body !== undefined && { body }),
    });
  const suspend = () => set("suspend", { reason });

  test("don't start, whether they were queued or parked, and start after the suspension", async () => {
    const jobs = await at.createJobs(5);
    expect(await at.stands()).toMatchObject({ admitted: 3, waiting: 2 });
    await suspend();
    expect(await at.worker.claim(10)).toEqual([]);
    expect(await at.stands()).toMatchObject({ counted: 0, admitted: 0, queued: 0, messages: 0, waiting: 5 });
    expect(await at.openJobs()).toBe(5);
    const { body } = await at.gaffer.inOrg("GET", `/jobs/${jobs[0]?.id}/blocked-by`);
    expect(body.blockedBy).toEqual({ kind: "suspended", since: new Date(at.clock).toISOString() });

    await set("unsuspend");
    expect(await at.stands()).toMatchObject({ counted: 3, admitted: 3, queued: 3, waiting: 2 });
    expect((await at.worker.claim(10)).toSorted()).toEqual(jobs.slice(0, 3).map(({ id }) => id));
  });

  test("that are delayed don't start when they are due, and start after the suspension", async () => {
    const { id } = await at.gaffer.createJob({ runAt: new Date(at.clock + 60_000).toISOString() });
    await suspend();
    await at.sql("update gaffer_queue.job set start_after = now()");
    at.clock += 120_000;
    expect(await at.worker.claim(10)).toEqual([]);
    expect(await at.stands()).toMatchObject({ waiting: 1, messages: 0 });
    await set("unsuspend");
    expect(await at.worker.claim(10)).toEqual([id]);
  });

  test("of other organizations start", async () => {
    const other = await at.gaffer.createOrg("other");
    await at.createJobs(1);
    const { body } = await at.gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, {
      as: other,
      body: { type: "file:profile", input: { fileId: someFileId } },
    });
    await suspend();
    expect(await at.worker.claim(10)).toEqual([body.id]);
    await set("unsuspend");
  });

  test("that an application creates are parked", async () => {
    await suspend();
    const { orgId } = at.gaffer.org;
    const job = { type: "file:profile", input: { fileId: someFileId } };
    await at.gaffer.app.jobsService.createAndEnqueueJob({ orgId, createdBy: "system", ...job } as never);
    expect(await at.stands()).toMatchObject({ admitted: 0, waiting: 1, messages: 0 });
    await set("unsuspend");
    expect(await at.stands()).toMatchObject({ admitted: 1, waiting: 0 });
  });

  test("whose message a claim fetches while the suspension ends start", async () => {
    const [job] = await at.createJobs(1);
    await suspend();
    let ended: Promise<unknown> = Promise.resolve();
    // The claim has locked the message. The end of the suspension then commits before the claim looks at the job.
    await at.worker.claim(10, async () => {
      ended = set("unsuspend");
      await ended;
    });
    expect(await at.worker.claim(10)).toEqual([]);
    expect(await at.stands()).toMatchObject({ waiting: 0 });
    expect((await at.gaffer.getJob(job?.id as string)).status).toBe("processing");
  });
});

/** How streams end: when access ends, without the database, when the process stops, and for slow clients. */
import { afterEach, describe, expect, test } from "vitest";
import { expectUnavailable, startBehindProxy } from "../db/behind-proxy.ts";
import { isJob, openStream, readStream } from "../harness/open-stream.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { startProcess } from "../process/gaffer-process.ts";

let gaffer: TestGaffer | undefined;
afterEach(async () => {
  await gaffer?.stop();
  gaffer = undefined;
});

const quick = { pollMs: 10, recheckMs: 10 };
const later = () => new Date(Date.now() + 3_600_000).toISOString();

describe("End of live updates › lost access", () => {
  async function start() {
    let at = Date.now();
    const started = await startTestGaffer({ now: () => new Date(at), liveTiming: quick, peopleStay: true });
    gaffer = started;
    const streamOf = async (as: { apiKey: string }) => {
      const stream = await openStream(started, { as });
      await stream.waitFor(({ kind }) => kind === "reset");
      return stream;
    };
    const next = async (as: { apiKey: string }) =>
      (await started.request("GET", `/v1/orgs/${started.org.orgId}/live`, { as })).status;
    // `pass` advances the clock beyond the seconds for which a process caches an API key.
    return { gaffer: started, streamOf, next, pass: () => (at += 6_000) };
  }
  const end = { kind: "end", reason: "access" };

  test("by a revoked key", async () => {
    const { gaffer, streamOf, next, pass } = await start();
    const { body } = await gaffer.inOrg("POST", "/api-keys", { name: "a", scopes: ["jobs:read"] });
    const as = { apiKey: body.key };
    const [stream, other] = [await streamOf(as), await streamOf(gaffer.org)];
    await gaffer.inOrg("DELETE", `/api-keys/${body.apiKey.id}`);
    pass();
    await stream.ended;
    expect(stream.events.at(-1)).toEqual(end);
    expect(await next(as)).toBe(401);
    const { id } = await gaffer.createJob({ runAt: later() });
    await other.waitFor(isJob(id));
  });

  test("by a session that has ended", async () => {
    const { gaffer, streamOf, next } = await start();
    const person = await gaffer.createMember("viewer");
    const stream = await streamOf(person);
    await gaffer.request("POST", "/v1/auth/sign-out", { as: person });
    await stream.ended;
    expect(stream.events.at(-1)).toEqual(end);
    expect(await next(person)).toBe(401);
  });

  test("by a removed member", async () => {
    const { gaffer, streamOf, next } = await start();
    const person = await gaffer.createMember("viewer");
    const stream = await streamOf(person);
    await gaffer.inOrg("DELETE", `/members/${person.userId}`);
    await stream.ended;
    expect(stream.events.at(-1)).toEqual(end);
    expect(await next(person)).toBe(404);
  });

  test("by a deleted organization", async () => {
    const { gaffer, streamOf, next, pass } = await start();
    const owner = await gaffer.createMember("owner");
    const [stream, ofKey] = [await streamOf(owner), await streamOf(gaffer.org)];
    const admin = await gaffer.createKey({ orgId: (await gaffer.createOrg("other")).orgId });
    await gaffer.inOrg("DELETE", "?name=test");
    await gaffer.database.admin.query("update orgs set delete_after = now() - interval '1 hour' where name = 'test'");
    pass();
    await gaffer.request("POST", "/v1/system/jobs/orgs:purge/run", { as: admin });
    await Promise.all([stream.ended, ofKey.ended]);
    expect([stream, ofKey].map(({ events }) => events.at(-1))).toEqual([end, end]);
    await expect.poll(() => next(owner)).toBe(404);
  });
});

test("End of live updates › database outage › ends streams, and clients resume when it is over", async () => {
  const setting = await startBehindProxy({ role: "api", liveTiming: { pollMs: 10, heartbeatMs: 10 } });
  const { proxy } = setting;
  const stream = await openStream(setting.gaffer);
  await stream.waitForText((text) => /^id: /m.test(text));
  proxy.refuse();
  proxy.cut();
  await stream.ended;
  expect(stream.events.at(-1)).toEqual({ kind: "end", reason: "unavailable" });
  expectUnavailable(await setting.gaffer.inOrg("GET", "/live"));
  await proxy.accept();
  const me = () => setting.gaffer.request("GET", "/v1/me", { as: setting.gaffer.org });
  await expect.poll(async () => (await me()).status, { timeout: 60_000 }).toBe(200);
  const { id } = await setting.gaffer.createJob({ runAt: later() });
  const again = await openStream(setting.gaffer, { lastEventId: stream.lastId() });
  await again.waitFor(isJob(id));
  expect(again.events.some((event) => event.kind === "reset" && event.reason === "notResumable")).toBe(false);
  await setting.stop();
});

test("End of live updates › stopping process › ends its streams and doesn't wait for them", async () => {
  gaffer = await startTestGaffer({ role: "worker" });
  const { database, config } = gaffer;
  // The shutdown grace is longer than the test's timeout, so the test fails if the process waits until the grace ends.
  const settings = { DATABASE_URL: database.url, DATA_DIR: config.dataDir, SHUTDOWN_GRACE_SECONDS: "3600" };
  const started = startProcess(settings);
  const demo = await started.demo();
  const headers = { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" };
  const url = `${demo.url}/v1/orgs/${demo.orgId}`;
  const stream = readStream(await fetch(`${url}/live`, { headers }));
  await stream.waitFor(({ kind }) => kind === "reset");
  const body = JSON.stringify({ type: "file:profile", input: { fileId: someFileId }, runAt: later() });
  const { id } = (await (await fetch(`${url}/jobs`, { method: "POST", headers, body })).json()) as { id: string };
  await stream.waitFor(isJob(id));
  started.child.kill("SIGTERM");
  await stream.ended;
  expect(stream.events.at(-1)).toEqual({ kind: "end", reason: "stopping" });
  expect(await started.exit).toBe(0);
});

test("End of live updates › stopping process › accepts no new streams", async () => {
  gaffer = await startTestGaffer({ role: "api" });
  gaffer.app.refuseNewWork();
  expect(await gaffer.inOrg("GET", "/live")).toMatchObject({
    status: 503,
    body: { type: "/problems/unavailable" },
  });
});

test("End of live updates › slow client › is disconnected, and resumes with its last id", async () => {
  const started = await startTestGaffer({
    role: "api",
    liveTiming: { pollMs: 5, heartbeatMs: 5, maxBufferBytes: 2_000 },
  });
  gaffer = started;
  const first = await openStream(gaffer);
  await first.waitForText((text) => /^id: /m.test(text));
  const lastEventId = first.lastId() ?? "";
  await first.close();
  const url = `/v1/orgs/${gaffer.org.orgId}/live`;
  const response = await gaffer.app.http.request(url, { headers: { authorization: `Bearer ${gaffer.org.apiKey}` } });
  const job = { type: "file:profile", input: { fileId: someFileId }, runAt: later() };
  const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(20).fill(job) });
  const open = async () => (await started.request("GET", "/metrics")).body.match(/^gaffer_live_streams (\d+)$/m)?.[1];
  await expect.poll(open).toBe("0");
  expect((await response.text()).slice(-100)).toContain('{"kind":"end","reason":"slow"}');
  const again = await openStream(gaffer, { lastEventId });
  await Promise.race(body.jobs.map(({ id }: { id: string }) => again.waitFor(isJob(id))));
});

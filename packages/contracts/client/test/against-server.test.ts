/** Tests the client against a server process, over a socket. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../apps/api/test/harness/database.ts";
import { createPerson } from "../../../../apps/api/test/harness/test-people.ts";
import { type GafferProcess, startProcess } from "../../../../apps/api/test/process/gaffer-process.ts";
import { createClient, type GafferClient, JobFailedError, type OrgClient, ProblemError } from "../index.ts";

let database: TestDatabase;
let dataDir: string;
let server: GafferProcess;
let gaffer: GafferClient;
let org: OrgClient;
let baseUrl: string;

beforeAll(async () => {
  database = await cloneDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-sdk-"));
  server = startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: "warn" });
  const { url, orgId, apiKey } = await server.demo();
  baseUrl = url;
  gaffer = createClient({ baseUrl, apiKey });
  org = gaffer.org(orgId);
});
afterAll(async () => {
  server.child.kill("SIGTERM");
  await server.exit;
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const period = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };

describe("SDK against server › the client and the server", () => {
  test("upload a file, profile it, and read its typed result, its attempts and its log", async () => {
    const file = await org.files.upload({
      name: "people.csv",
      contentType: "text/csv",
      content: "name,age\nAda,36\nGrace,85\n",
    });
    const job = await org.jobs.create({ type: "file:profile", input: { fileId: file.id } });
    const seen: string[] = [];
    const profile = await org.jobs.wait(job, { onProgress: ({ status }) => void seen.push(status) });
    expect(profile.columns.map(({ name, type }) => [name, type])).toEqual([
      ["name", "string"],
      ["age", "integer"],
    ]);
    expect(seen.at(-1)).toBe("completed");
    expect(await org.jobs.attempts(job)).toMatchObject([{ attempt: 1, status: "completed" }]);
    const messages: string[] = [];
    for await (const { message } of org.jobs.paginateLogs(job)) messages.push(message);
    expect(messages[0]).toBe("Reading people.csv");
  });

  test("give a key of few powers to someone, replace it, take it back, and read of it in the audit log", async () => {
    const { key, apiKey } = await org.apiKeys.create({ name: "ci", scopes: ["jobs:write"] });
    const limited = (secret: string) => createClient({ baseUrl, apiKey: secret }).org(org.id);
    await limited(key).jobs.create({ type: "report:generate", input: period });
    await expect(limited(key).jobs.list()).rejects.toMatchObject({ name: "ProblemError", status: 403 });
    const renewed = await org.apiKeys.rotate(apiKey);
    expect(renewed.apiKey).toMatchObject({ name: "ci", scopes: ["jobs:write"] });
    await limited(renewed.key).jobs.create({ type: "report:generate", input: period });
    await org.apiKeys.revoke(apiKey);
    expect(await org.apiKeys.get(apiKey)).toMatchObject({ revokedAt: expect.any(String) });
    const { items } = await org.audit.list({ targetId: apiKey.id });
    expect(items.map(({ action }) => action)).toEqual(["revokeApiKey", "rotateApiKey", "createApiKey"]);
    expect((await gaffer.system.audit.list()).items).toEqual([]);
  });

  test("say what the organization may use, and uses", async () => {
    const usage = await org.usage();
    expect(usage).toMatchObject({ plan: "enterprise", openJobs: { limit: null }, requestsPerMinute: 600_000 });
    expect(usage.storedBytes.used).toBeGreaterThan(0);
  });

  test("download what a job wrote, whole and in part", async () => {
    const { fileId } = await org.jobs.wait(await org.jobs.create({ type: "report:generate", input: period }));
    const whole = await (await org.files.download(fileId)).text();
    expect(whole).toMatch(/^day,type,/);
    expect(await (await org.files.download(fileId, { range: "bytes=4-7" })).text()).toBe(whole.slice(4, 8));
    await org.files.delete(fileId);
    await expect(org.files.get(fileId)).rejects.toThrow(ProblemError);
  });

  test("put a file where the store says, and read it by a URL", async () => {
    const announced = { name: "a.csv", contentType: "text/csv", sizeBytes: 3 };
    const upload = await org.files.createUpload(announced);
    const { method, headers } = upload;
    expect((await fetch(upload.url, { method, headers, body: "a,b" })).status).toBe(200);
    const file = await org.files.completeUpload(upload.id);
    expect(file).toMatchObject(announced);
    expect(await (await fetch((await org.files.url(file)).url)).text()).toBe("a,b");
    await org.files.delete(file);
  });

  test("reject a wait with the job's error", async () => {
    const job = await org.jobs.create({
      type: "file:profile",
      input: { fileId: "01890a5d-ac96-774b-bcce-b302099a8057" },
    });
    const error = await org.jobs.wait(job).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({ code: "file_not_found" });
  });

  test("switch a system job, run it by hand, and see how that went and where", async () => {
    const { system } = gaffer;
    const job = (await system.jobs()).find(({ name }) => name === "storage:cleanup");
    expect(job).toMatchObject({ status: "active", cron: "0 * * * *" });
    expect(await system.pause("storage:cleanup")).toMatchObject({ status: "paused", nextRunAt: null });
    const [run] = await system.run("storage:cleanup");
    await expect
      .poll(async () => (await system.runs("storage:cleanup")).items)
      .toMatchObject([{ id: run?.id, trigger: "manual", actor: (await gaffer.me()).actor, status: "completed" }]);
    expect(await system.resume("storage:cleanup")).toMatchObject({ status: "active" });
    expect(await system.workers()).toMatchObject([{ pid: server.child.pid, role: "all", status: "alive" }]);
    expect((await system.jobTypes()).map(({ type }) => type)).toContain("report:generate");
  });

  test("say what is wrong with a request, and where", async () => {
    const error = await org.jobs
      .create({ type: "file:profile", input: { fileId: "x" } })
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      status: 422,
      errors: [{ in: "body", pointer: "/input/fileId", code: "invalid_format" }],
    });
  });

  test("create one job for one key, and page through many", async () => {
    const create = () => org.jobs.create({ type: "report:generate", input: period }, { idempotencyKey: "once" });
    const [first, second] = [await create(), await create()];
    expect(second.id).toBe(first.id);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const many = await org.jobs.createMany(
      Array.from({ length: 120 }, () => ({ type: "report:generate" as const, input: period, runAt: later })),
    );
    const listed: string[] = [];
    for await (const { id } of org.jobs.paginate({ status: ["pending"], limit: 50 })) listed.push(id);
    expect(listed).toEqual(many.map(({ id }) => id).reverse());
    const [job] = many as [(typeof many)[number]];
    expect(await org.jobs.cancel(job)).toMatchObject({ status: "cancelled" });
    expect(await org.jobs.restore(job)).toEqual(job);
    expect(await org.jobs.cancel(job)).toMatchObject({ status: "cancelled" });
    expect(await org.jobs.retry(job)).toMatchObject({ status: "pending", trigger: "api", retries: 1 });
  });

  test("preview a schedule, create it, change it, pause it, trigger it, and read what it ran", async () => {
    const { id: fileId } = await org.files.upload({ name: "people.csv", content: "name,age\nAda,36\n" });
    const timetable = {
      recurrence: { kind: "monthly", on: { kind: "lastDay" }, time: "09:00" },
      timezone: "America/New_York",
    } as const;
    const [next] = await org.schedules.preview(timetable);
    const job = { type: "file:profile", input: { fileId } } as const;
    const created = await org.schedules.create({ name: "Month's end", job, ...timetable });
    expect(created).toMatchObject({ status: "active", nextRunAt: next?.at, version: 1, overlap: "skip" });
    expect(await org.schedules.get(created)).toEqual(created);

    const updated = await org.schedules.update(created, { name: "The month's end" });
    expect(updated).toMatchObject({ name: "The month's end", nextRunAt: next?.at, version: 2 });
    const stale = await org.schedules.update(created, { name: "Lost" }).catch((cause: unknown) => cause);
    expect(stale).toBeInstanceOf(ProblemError);
    expect((stale as ProblemError).is("precondition-failed")).toBe(true);

    expect(await org.schedules.pause(updated)).toMatchObject({ status: "paused", nextRunAt: null });
    expect((await org.schedules.list({ status: ["paused"] })).items.map(({ id }) => id)).toEqual([created.id]);
    expect(await org.schedules.resume(updated)).toMatchObject({ status: "active", nextRunAt: next?.at });

    const once = { idempotencyKey: "trigger-once" };
    const { jobId, id } = await org.schedules.trigger(created, once);
    expect(await org.jobs.wait<"file:profile">(jobId)).toMatchObject({ rows: 1 });
    expect(await org.schedules.trigger(created, once)).toEqual({ jobId, id });
    expect(await org.jobs.get(jobId)).toMatchObject({ trigger: "manual", scheduleId: created.id });
    const tooSoon = await org.schedules.trigger(created).catch((cause: unknown) => cause);
    expect(tooSoon).toMatchObject({ status: 429, retryAfterMs: expect.any(Number) });

    const { items: runs } = await org.schedules.runs(created);
    expect(runs).toMatchObject([{ id, jobId, trigger: "manual", status: "completed" }]);
    await org.schedules.delete(created);
    await expect(org.schedules.get(created)).rejects.toThrow(ProblemError);
    expect(await org.jobs.get(jobId)).toMatchObject({ status: "completed" });
  });

  test("export an organization and read what was written, delete it by its name, and restore it", async () => {
    const { files } = await org.jobs.wait(await org.export());
    const [about] = files;
    const content = await (await org.files.download(about?.fileId ?? "")).text();
    const { name, id } = JSON.parse(content);
    expect(id).toBe(org.id);
    await expect(org.delete({ name: `${name}?` })).rejects.toMatchObject({ status: 422 });
    const { deleteAfter } = await org.delete({ name });
    expect(Date.parse(deleteAfter ?? "")).toBeGreaterThan(Date.now());
    expect(await org.restore()).toMatchObject({ id, name, deleteAfter: null });
  });
});

describe("SDK against server › people", () => {
  const password = "correct horse";

  test("are signed in, refreshed and signed out, by tokens and by cookies", async () => {
    const email = "ada@example.com";
    await createPerson(database, new Date(), { email, password });
    const cookies = new Map<string, string>();
    const browser = createClient({
      baseUrl,
      cookies: true,
      async fetch(request) {
        const headers = new Headers(request.headers);
        headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
        headers.set("Origin", baseUrl);
        const response = await fetch(new Request(request, { headers }));
        for (const cookie of response.headers.getSetCookie()) {
          const [, name, value] = cookie.match(/^(\w+)=(\w*);/) ?? [];
          cookies.set(name as string, value as string);
        }
        return response;
      },
    });
    expect((await browser.auth.signIn({ email, password })).tokens).toBeNull();
    expect((await browser.me()).person).toMatchObject({ email });

    const { tokens } = await gaffer.auth.signIn({ email, password }, { tokens: "bearer" });
    const fresh = await gaffer.auth.refresh(tokens?.refreshToken);
    const program = createClient({ baseUrl, getToken: () => fresh.tokens?.accessToken });
    expect((await program.auth.sessions()).map(({ current }) => current)).toEqual([true, false, false]);
    expect(await program.auth.revokeOtherSessions()).toBe(2);
    await expect(browser.me()).rejects.toMatchObject({ name: "ProblemError", status: 401 });

    await browser.auth.signIn({ email, password });
    await browser.auth.refresh();
    await browser.auth.signOut();
    await expect(browser.me()).rejects.toMatchObject({ status: 401 });
    await program.auth.changePassword({ currentPassword: password, newPassword: "another password" });
    await expect(gaffer.auth.signIn({ email, password })).rejects.toMatchObject({ status: 401 });
    await gaffer.auth.signUp({ email: "eve@example.com", password, name: "Eve" });
    await gaffer.auth.requestPasswordReset(email);
    await expect(gaffer.auth.verifyEmail("nonsense")).rejects.toMatchObject({ status: 422 });
  });
});

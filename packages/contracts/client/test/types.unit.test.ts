/** Code that the compiler must accept or refuse. `tsc` checks this file; running it shows nothing. */
import { expectTypeOf, it } from "vitest";
import {
  createClient,
  type File,
  type Job,
  type JobInput,
  type JobOf,
  type JobOutput,
  type JobSummary,
  type JobType,
  type ListedJob,
  type OrgClient,
  type Recurrence,
  type Schedule,
} from "../index.ts";

const fileId = "01890a5d-ac96-774b-bcce-b302099a8057";
const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

it("SDK types › types a job by the type it was created with", () => {
  void (async (org: OrgClient) => {
    const profile = await org.jobs.create({ type: "file:profile", input: { fileId }, priority: "high" });
    expectTypeOf(profile).toEqualTypeOf<JobOf<"file:profile">>();
    expectTypeOf(await org.jobs.wait(profile)).toEqualTypeOf<JobOutput<"file:profile">>();
    expectTypeOf(await org.jobs.wait({ id: profile.id, type: "report:generate" })).toEqualTypeOf<
      JobOutput<"report:generate">
    >();
    expectTypeOf(await org.jobs.cancel(profile)).toEqualTypeOf<JobOf<"file:profile">>();
    await org.jobs.wait(profile, { onProgress: (job) => expectTypeOf(job).toEqualTypeOf<JobOf<"file:profile">>() });
  });
});

it("SDK types › refuses what does not belong to the type", () => {
  void (async (org: OrgClient) => {
    // @ts-expect-error a report has no fileId
    await org.jobs.create({ type: "report:generate", input: { fileId } });
    // @ts-expect-error only org.export() creates jobs of this type
    await org.jobs.create({ type: "org:export", input: {} });
    // @ts-expect-error no such job type
    await org.jobs.create({ type: "no:such", input: {} });
    // @ts-expect-error a required field is missing
    await org.jobs.create({ type: "file:profile", input: {} });
    // @ts-expect-error no such field in the input
    await org.jobs.create({ type: "file:profile", input: { fileId, sheet: 1 } });
    // @ts-expect-error no such option of a job
    await org.jobs.create({ type: "file:profile", input: { fileId }, retries: 1 });
    // @ts-expect-error the input of a file:profile job in a report:generate job
    await org.jobs.createMany([{ type: "report:generate", input: { fileId } }]);
  });
});

it("SDK types › knows the output only when it knows the type", () => {
  void (async (org: OrgClient) => {
    const job = await org.jobs.get(fileId);
    expectTypeOf(job).toEqualTypeOf<Job>();
    expectTypeOf(await org.jobs.wait(job)).toEqualTypeOf<JobOutput<JobType>>();
    expectTypeOf(await org.jobs.wait(fileId)).toEqualTypeOf<JobOutput<JobType>>();
    expectTypeOf(await org.jobs.wait<"file:profile">(fileId)).toEqualTypeOf<JobOutput<"file:profile">>();
    if (job.type === "report:generate") expectTypeOf(job.output?.fileId).toEqualTypeOf<string | undefined>();
  });
});

it("SDK types › types each job of a batch by its own type", () => {
  void (async (org: OrgClient, fileIds: string[]) => {
    const [profile, report] = await org.jobs.createMany([
      { type: "file:profile", input: { fileId } },
      { type: "report:generate", input: period },
    ]);
    expectTypeOf(profile).toEqualTypeOf<JobOf<"file:profile">>();
    expectTypeOf(report).toEqualTypeOf<JobOf<"report:generate">>();

    const profiles = await org.jobs.createMany(
      fileIds.map((fileId) => ({ type: "file:profile" as const, input: { fileId } })),
    );
    expectTypeOf(profiles).toEqualTypeOf<JobOf<"file:profile">[]>();
  });
});

it("SDK types › types the items of a list by the type that was asked for", () => {
  void (async (org: OrgClient) => {
    for await (const job of org.jobs.paginate({ status: ["failed"] })) expectTypeOf(job).toEqualTypeOf<ListedJob>();
    const { items } = await org.jobs.list({ type: ["report:generate"] });
    expectTypeOf(items).toEqualTypeOf<ListedJob<"report:generate">[]>();
    expectTypeOf(items).toExtend<JobSummary[]>();
    for await (const file of org.files.paginate()) expectTypeOf(file).toEqualTypeOf<File>();
    // @ts-expect-error no such filter
    await org.jobs.list({ state: "failed" });
  });
});

it("SDK types › gives the items of a list the included parts only", () => {
  void (async (org: OrgClient) => {
    const { items } = await org.jobs.list({ type: ["report:generate"], include: ["output"] });
    expectTypeOf(items[0]?.output).toEqualTypeOf<JobOf<"report:generate">["output"] | undefined>();
    // @ts-expect-error the input isn't included
    void items[0]?.input;
    for await (const job of org.jobs.paginate({ include: ["input", "output"] }))
      if (job.type === "file:profile") expectTypeOf(job.input).toEqualTypeOf<JobOf<"file:profile">["input"]>();
    // @ts-expect-error no such part
    await org.jobs.list({ include: ["error"] });
  });
});

it("SDK types › types the job of a schedule by its type", () => {
  void (async (org: OrgClient, recurrence: Recurrence) => {
    const job = { type: "file:profile", input: { fileId } } as const;
    const schedule = await org.schedules.create({ name: "a", job: { ...job, priority: "low" }, recurrence });
    expectTypeOf(schedule).toEqualTypeOf<Schedule>();
    if (schedule.job.type === "file:profile") expectTypeOf(schedule.job.input.fileId).toEqualTypeOf<string>();
    await org.schedules.update(schedule, { pauseAfterFailures: null });
    // @ts-expect-error a report has no fileId
    await org.schedules.create({ name: "a", job: { type: "report:generate", input: { fileId } }, recurrence });
    // @ts-expect-error a scheduled job has no runAt, because the recurrence says when it runs
    await org.schedules.create({ name: "a", job: { ...job, runAt: period.from }, recurrence });
    // @ts-expect-error the name is missing
    await org.schedules.create({ job, recurrence });
    // @ts-expect-error the input of a file:profile job in a report:generate job
    await org.schedules.update(schedule, { job: { type: "report:generate", input: { fileId } } });
    // @ts-expect-error an id lacks the version that was read
    await org.schedules.update(schedule.id, { name: "b" });
    // @ts-expect-error runCount can't be changed, because the server counts it
    await org.schedules.update(schedule, { runCount: 0 });
  });
});

it("SDK types › refuses recurrences that don't fit their kind", () => {
  void (async ({ schedules }: OrgClient) => {
    await schedules.preview({ recurrence: { kind: "monthly", on: { kind: "lastDay" }, time: "09:00" }, count: 3 });
    // @ts-expect-error no such weekday
    await schedules.preview({ recurrence: { kind: "weekly", weekdays: ["mon"], time: "09:00" } });
    // @ts-expect-error a monthly day has a number and no week
    await schedules.preview({ recurrence: { kind: "monthly", on: { kind: "day", week: "first" }, time: "09:00" } });
    // @ts-expect-error an interval has no time of day
    await schedules.preview({ recurrence: { kind: "interval", every: 1, unit: "hours", time: "09:00" } });
    // @ts-expect-error no such filter
    await schedules.list({ state: "active" });
    // @ts-expect-error no such status of a run
    await schedules.runs(fileId, { status: "skipped" });
  });
});

it("SDK types › takes a key, a token or cookies, and not several or none", () => {
  void (() => {
    createClient({ baseUrl: "https://jobs.example.com", getToken: async () => "token" });
    createClient({ baseUrl: "https://jobs.example.com", cookies: true });
    // @ts-expect-error an API key and cookies together
    createClient({ baseUrl: "https://jobs.example.com", apiKey: "a", cookies: true });
    // @ts-expect-error no credentials
    createClient({ baseUrl: "https://jobs.example.com" });
    // @ts-expect-error an API key and getToken together
    createClient({ baseUrl: "https://jobs.example.com", apiKey: "a", getToken: () => "b" });
  });
});

it("SDK types › types the HTTP client beneath by the contract", () => {
  void (async () => {
    const { http } = createClient({ baseUrl: "https://jobs.example.com", apiKey: "a" });
    const { data } = await http.GET("/v1/me");
    expectTypeOf(data?.org?.name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error no such path
    await http.GET("/v1/no-such-path");
  });
});

it("SDK types › names the input of a type", () => {
  expectTypeOf<JobInput<"file:profile">["fileId"]>().toEqualTypeOf<string>();
  expectTypeOf<JobInput<"file:profile">["header"]>().toEqualTypeOf<boolean | undefined>();
});

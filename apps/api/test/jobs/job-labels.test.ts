/** Tags, metadata and titles of jobs: where they are set, changed, inherited and kept. */
import type { Job, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Handler = NonNullable<NonNullable<Parameters<typeof startTestGaffer>[0]>["handler"]>;

const labels = { tags: ["nightly", "größe"], metadata: { customer: "4711", "order.id": "a, b" } };
const later = { runAt: new Date(Date.now() + 3_600_000).toISOString() };
const profile = { type: "file:profile", input: { fileId: someFileId, format: "auto", header: true } } as const;

let gaffer: TestGaffer;
let handle: Handler;
beforeAll(async () => {
  gaffer = await startTestGaffer({ handler: (context) => handle(context) });
});
afterAll(() => gaffer.stop());
beforeEach(() => {
  handle = async () => ({ output: emptyProfile });
});
const update = (id: string, changes: object, headers?: Record<string, string>) =>
  gaffer.inOrg<Job>("PATCH", `/jobs/${id}`, changes, headers);
const labelsOf = ({ tags, metadata }: Job) => ({ tags, metadata });

describe("Job labels › created job", () => {
  test("has its tags and metadata when it is read and listed", async () => {
    const job = await gaffer.createJob({ ...labels, ...later });
    expect(job).toMatchObject(labels);
    expect(await gaffer.getJob(job.id)).toEqual(job);
    const { body } = await gaffer.inOrg(`GET`, `/jobs?ids=${job.id}`);
    expect(body.items).toMatchObject([labels]);
  });

  test("stores nothing without labels", async () => {
    const job = await gaffer.createJob({ tags: [], metadata: {}, ...later });
    expect(labelsOf(job)).toEqual({ tags: [], metadata: {} });
    const { rows } = await gaffer.database.admin.query("select tags, metadata, title from jobs where id = $1", [
      job.id,
    ]);
    expect(rows).toEqual([{ tags: null, metadata: null, title: null }]);
  });

  test("differs from the others of its batch", async () => {
    const jobs = [
      { ...profile, ...labels, ...later },
      { ...profile, ...later },
      { ...profile, ...later, tags: ["b"] },
    ];
    const { body } = await gaffer.inOrg<Schemas["CreateJobsResponse"]>("POST", "/jobs/batch", { jobs });
    expect(body.jobs.map(labelsOf)).toEqual([labels, { tags: [], metadata: {} }, { tags: ["b"], metadata: {} }]);
    expect(await Promise.all(body.jobs.map(({ id }) => gaffer.getJob(id)))).toEqual(body.jobs);
  });

  test.each([
    ["too many tags", { tags: Array.from({ length: 11 }, (_, index) => `t${index}`) }, "/tags", "too_long"],
    ["a tag twice", { tags: ["a", "a"] }, "/tags", "duplicate"],
    ["an empty tag", { tags: [""] }, "/tags/0", "too_short"],
    ["a tag with a comma", { tags: ["a,b"] }, "/tags/0", "invalid_format"],
    ["a long tag", { tags: ["a".repeat(51)] }, "/tags/0", "too_long"],
    ["a nested value", { metadata: { a: { b: "c" } } }, "/metadata/a", "wrong_type"],
    ["a long value", { metadata: { a: "b".repeat(201) } }, "/metadata/a", "too_long"],
    ["a name with a space", { metadata: { "a b": "c" } }, "/metadata/a b", "invalid_format"],
    ["a long name", { metadata: { ["a".repeat(41)]: "c" } }, `/metadata/${"a".repeat(41)}`, "invalid_format"],
    [
      "too many names",
      { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, "v"])) },
      "/metadata",
      "too_long",
    ],
  ])("is refused with %s", async (_, invalid, pointer, code) => {
    const { status, body } = await gaffer.inOrg("POST", "/jobs", { ...profile, ...invalid });
    expect([status, body.errors]).toMatchObject([422, [{ pointer, code }]]);
  });
});

/** The stored terms of a job. */
async function termsOf(id: string): Promise<string[]> {
  const { rows } = await gaffer.database.admin.query("select term from job_terms where id = $1 order by term", [id]);
  return rows.map(({ term }) => term);
}

describe("Job terms", () => {
  test("match the job's labels, also after a change", async () => {
    const { id } = await gaffer.createJob({ ...labels, ...later });
    const metadata = ["metadata:customer:4711", "metadata:order.id:a, b"];
    expect(await termsOf(id)).toEqual([...metadata, "tag:größe", "tag:nightly"].toSorted());
    await update(id, { tags: ["nightly", "new"] });
    expect(await termsOf(id)).toEqual([...metadata, "tag:new", "tag:nightly"]);
    await update(id, { metadata: {}, priority: "high" });
    expect(await termsOf(id)).toEqual(["tag:new", "tag:nightly"]);
  });

  test("are deleted with the job, and a job without labels has none", async () => {
    const { id } = await gaffer.createJob({ ...labels, ...later });
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    expect((await gaffer.inOrg("DELETE", `/jobs/${id}`)).status).toBe(204);
    expect(await termsOf(id)).toEqual([]);
    expect(await termsOf((await gaffer.createJob(later)).id)).toEqual([]);
  });
});

describe("Job labels › pending job", () => {
  test("gets new labels, and keeps labels that the change doesn't name", async () => {
    const { id } = await gaffer.createJob({ ...labels, ...later });
    expect(labelsOf((await update(id, { tags: ["other"] })).body)).toEqual({ ...labels, tags: ["other"] });
    const { body } = await update(id, { metadata: {}, priority: "high" });
    expect(body).toMatchObject({ tags: ["other"], metadata: {}, priority: "high" });
    expect(await gaffer.getJob(id)).toEqual(body);
  });

  test("gets single values of its metadata by a merge patch", async () => {
    const { id } = await gaffer.createJob({ ...labels, ...later });
    const headers = { "content-type": "application/merge-patch+json" };
    const { body } = await update(id, { metadata: { customer: null, region: "eu" } }, headers);
    expect(body.metadata).toEqual({ "order.id": "a, b", region: "eu" });
  });

  test("has another version after a change of its labels", async () => {
    const { id } = await gaffer.createJob({ ...labels, ...later });
    const before = await gaffer.inOrg("GET", `/jobs/${id}`);
    const headers = { "If-Match": before.headers.get("etag") ?? "" };
    expect((await update(id, { tags: [] }, headers)).status).toBe(200);
    expect((await update(id, { tags: ["a"] }, headers)).status).toBe(412);
  });
});

describe("Job labels › running job", () => {
  test("are in the context of its handler, and its children inherit what they don't set", async () => {
    let context: object = {};
    let children: string[] = [];
    handle = async ({ tags, metadata, helpers, parentId }) => {
      if (parentId) return { output: emptyProfile };
      context = { tags, metadata };
      const { jobId } = await helpers.enqueue({ ...profile, tags: [] });
      const { jobIds } = await helpers.enqueueAll([profile, { ...profile, metadata: { own: "1" } }]);
      children = [jobId, ...jobIds];
      return { output: emptyProfile };
    };
    await gaffer.attemptEnded((await gaffer.createJob(labels)).id);
    expect(context).toEqual(labels);
    expect((await Promise.all(children.map(gaffer.getJob))).map(labelsOf)).toEqual([
      { ...labels, tags: [] },
      labels,
      { ...labels, metadata: { own: "1" } },
    ]);
  });

  test("keeps its labels when it is retried", async () => {
    handle = async () => {
      throw new NonRetryableError("no");
    };
    const { id } = await gaffer.createJob(labels);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed", ...labels });
    expect((await gaffer.inOrg("POST", `/jobs/${id}/retry`)).body).toMatchObject(labels);
    await gaffer.attemptEnded(id, 2);
  });

  test("has the labels of its schedule's job", async () => {
    const schedule = {
      name: "labelled",
      job: { ...profile, ...labels },
      recurrence: { kind: "cron", expression: "0 3 * * *" },
      timezone: "Europe/Berlin",
    };
    const { body } = await gaffer.inOrg("POST", "/schedules", schedule);
    expect(body.job).toMatchObject(labels);
    const run = await gaffer.inOrg("POST", `/schedules/${body.id}/trigger`);
    expect(await gaffer.getJob(run.body.jobId)).toMatchObject(labels);
  });
});

describe("Job title", () => {
  const request = (input: object) => gaffer.createJob({ type: "http:request", input, ...later });

  test("has the values of the input in the template of the type", async () => {
    const job = await request({ url: "https://example.com/{method}?a=$&" });
    expect(job.title).toBe("GET https://example.com/{method}?a=$&");
    expect((await gaffer.getJob(job.id)).title).toBe(job.title);
  });

  test("is cut at 200 characters", async () => {
    const { title } = await request({ url: `https://example.com/${"a".repeat(500)}` });
    expect(title).toMatch(/^GET https:\/\/example\.com\/a+…$/);
    expect(title).toHaveLength(200);
  });

  test("is null if the type has no template", async () => {
    expect((await gaffer.createJob(later)).title).toBeNull();
  });
});

/** What application code in the server's process can use: the exports of the module, and the services of the app. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CreateJobRequest,
  filesService,
  type JobContext,
  type JobResponse,
  type JobResult,
  jobsService,
  NonRetryableError,
} from "../../src/modules/jobs/index.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

describe("modules/jobs › application code", () => {
  const ran = Promise.withResolvers<JobContext>();
  let gaffer: TestGaffer;
  beforeAll(async () => {
    gaffer = await startTestGaffer({ handler });
  });
  afterAll(() => gaffer.stop());

  async function handler(context: JobContext): Promise<JobResult<never>> {
    ran.resolve(context);
    throw new NonRetryableError("enough");
  }

  test("creates a job with jobsService.createAndEnqueueJob, whose handler runs with the given input", async () => {
    const { orgId } = gaffer.org;
    const input = { fileId: crypto.randomUUID(), format: "auto", header: true } as const;
    const request = { type: "file:profile", input, priority: "normal" } satisfies CreateJobRequest;
    const job: JobResponse = await jobsService.createAndEnqueueJob({ orgId, createdBy: "key:application", ...request });
    expect(await ran.promise).toMatchObject({ jobId: job.id, orgId, input });
    const { body } = await gaffer.inOrg("GET", `/jobs/${job.id}`);
    expect(body).toMatchObject({ orgId, createdBy: "key:application", trigger: "api", attempt: 1, input });
  });

  test("stores a file with filesService, which the API returns", async () => {
    const { orgId } = gaffer.org;
    const content = new Blob(["abc"]).stream();
    const file = { orgId, createdBy: "key:application", name: "a.txt", contentType: "text/plain", content };
    const { id } = await filesService.write(file);
    expect((await gaffer.inOrg("GET", `/files/${id}/content`)).body).toBe("abc");
  });

  test("is told to use the services of createApp when several applications run", async () => {
    const other = await startTestGaffer({ role: "api", database: gaffer.database });
    expect(() => jobsService.createAndEnqueueJob).toThrow("several applications run in this process");
    await other.stop();
    expect(jobsService.createAndEnqueueJob).toBe(gaffer.app.jobsService.createAndEnqueueJob);
  });
});

test("modules/jobs › jobsService says so when no application runs", () => {
  expect(() => jobsService.createAndEnqueueJob).toThrow("no application runs in this process");
});

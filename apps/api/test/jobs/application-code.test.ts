/**
 * Uses the API for application code in the server's process: the app's services and the exports of the module `jobs`.
 */
import { expect, test } from "vitest";
import { type JobContext, type JobResult, NonRetryableError } from "../../src/modules/jobs/index.ts";
import { startTestGaffer } from "../harness/test-gaffer.ts";

test("jobsService.createAndEnqueueJob › creates a job whose handler runs with the given input", async () => {
  const ran = Promise.withResolvers<string>();
  async function handler({ jobId, input, helpers }: JobContext): Promise<JobResult<never>> {
    helpers.log("info", JSON.stringify(input));
    ran.resolve(jobId);
    throw new NonRetryableError("enough");
  }
  const gaffer = await startTestGaffer({ handler });
  const { orgId } = gaffer.org;
  const input = { fileId: crypto.randomUUID(), format: "auto", header: true } as const;
  const job = await gaffer.app.jobsService.createAndEnqueueJob({
    orgId,
    type: "file:profile",
    createdBy: "key:application",
    input,
  });
  expect(await ran.promise).toBe(job.id);
  const { body } = await gaffer.inOrg("GET", `/jobs/${job.id}`);
  expect(body).toMatchObject({ orgId, createdBy: "key:application", trigger: "api", attempt: 1, input });
  await gaffer.stop();
});

import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { exportQueries } from "../../src/modules/org-lifecycle/export-org.ts";
import { newId } from "../../src/new-id.ts";
import type { LogLine } from "../harness/log-probe.ts";
import { openStream } from "../harness/open-stream.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { expectStorable } from "./described-error.ts";

/** Text that a tenant must never see. */
const secret = "the-database-password";
const message = "The report can't be made.";

function failing(config: { showErrorDetails?: boolean } = {}) {
  return startTestGaffer({
    config: { adminEmails: ["admin@example.com"], ...config },
    async handler() {
      throw new NonRetryableError(message, { code: "no_report", cause: new TypeError(secret, { cause: { secret } }) });
    },
  });
}

async function fail(gaffer: TestGaffer): Promise<Job> {
  return gaffer.attemptEnded((await gaffer.createJob()).id);
}

describe("Error details", () => {
  let gaffer: TestGaffer;
  let job: Job;
  beforeAll(async () => {
    gaffer = await failing();
    job = await fail(gaffer);
  });
  afterAll(() => gaffer.stop());

  const attempts = (as: { apiKey: string }) =>
    gaffer.request("GET", `/v1/orgs/${gaffer.org.orgId}/jobs/${job.id}/attempts`, { as });

  test("are logged with the stack and the causes", async () => {
    const line = gaffer.log.lines.find(({ msg, jobId }) => msg === "job attempt ended" && jobId === job.id);
    expect(line).toMatchObject({
      error: { code: "no_report", message },
      err: { type: "NonRetryableError", message, code: "no_report" },
    });
    const frames = "\\n +at [^\\n]*error-details\\.test\\.ts[^]*";
    expect((line as LogLine & { err: Error }).err.stack).toMatch(
      new RegExp(
        `^NonRetryableError: ${message}${frames}caused by: TypeError: ${secret}${frames}caused by: Object: {"secret":"${secret}"}$`,
      ),
    );
  });

  test("are shown to a key and to a member with system:admin", async () => {
    const key = await gaffer.createKey({ scopes: ["jobs:read", "system:admin"] });
    const admin = await gaffer.createMember("viewer", gaffer.org.orgId, { email: "admin@example.com" });
    for (const as of [key, admin]) {
      const { status, body } = await attempts(as);
      expect(status).toBe(200);
      expect(body.items[0]).toMatchObject({ error: { code: "no_report", message } });
      expectStorable(body.items[0].errorDetails);
      expect(body.items[0].errorDetails[1]).toMatchObject({ relation: "cause", message: secret });
    }
  });

  test("are in no response, stream, export or audit event that a tenant can read", async () => {
    const { orgId } = gaffer.org;
    const owner = await gaffer.createMember("owner");
    const key = await gaffer.createKey({ scopes: ["jobs:read", "jobs:write", "files:read"] });
    const seen: string[] = [];
    const read = async (path: string, as: { apiKey: string } = owner, method = "GET") => {
      const { status, body } = await gaffer.request(method, `/v1/orgs/${orgId}${path}`, { as });
      expect([path, status]).toEqual([path, status < 300 ? status : "2xx"]);
      seen.push(typeof body === "string" ? body : JSON.stringify(body));
      return body;
    };

    const stream = await openStream(gaffer, { as: owner });
    const streamed = await fail(gaffer);
    await stream.waitForText((text) => text.includes(streamed.id) && text.includes('"failed"'));
    seen.push(stream.text());
    await stream.close();

    for (const as of [owner, key]) {
      for (const path of ["", "/attempts", "/logs"]) await read(`/jobs/${job.id}${path}`, as);
      await read("/jobs", as);
    }
    await read(`/jobs/${job.id}/retry`, key, "POST");
    await gaffer.attemptEnded(job.id, 2);
    await read(`/jobs/${job.id}/attempts`);
    await read("/audit-events");
    for (const [kind, query] of exportQueries) {
      const { rows } = await gaffer.database.admin.query(query, [orgId, null, newId()]);
      expect([kind, rows.length > 0]).toEqual([
        kind,
        !["files", "schedules", "scheduleRuns", "jobLogs", "invitations"].includes(kind),
      ]);
      seen.push(...rows.map(({ line }) => line));
    }

    expect(seen.join("")).toContain(message);
    expect(seen.join("")).not.toContain(secret);
    expect(seen.join("")).not.toContain("error-details.test.ts");
    expect(seen.join("")).not.toContain("errorDetails");
  });
});

describe("SHOW_ERROR_DETAILS", () => {
  test("shows them to every role of the organization", async () => {
    const gaffer = await failing({ showErrorDetails: true });
    const job = await fail(gaffer);
    const viewer = await gaffer.createMember("viewer");
    const { body } = await gaffer.request("GET", `/v1/orgs/${gaffer.org.orgId}/jobs/${job.id}/attempts`, {
      as: viewer,
    });
    expect(body.items[0].errorDetails).toMatchObject([{ message }, { message: secret }, {}]);
    await gaffer.stop();
  });
});

describe("Refused outcome", () => {
  test("fails its own job with the code internal, and no other of its batch", async () => {
    const others = Promise.withResolvers<void>();
    let waiting = 0;
    const gaffer = await startTestGaffer({
      async handler({ input }) {
        // The third handler releases all three handlers, so that their outcomes are written in one batch.
        if (++waiting === 3) others.resolve();
        await others.promise;
        return { output: { ...emptyProfile, delimiter: input.header ? "," : "refused" } };
      },
    });
    await gaffer.database.admin.query(`
      create function refuse_output() returns trigger language plpgsql as $$
        begin raise exception 'the output % is refused', new.output using errcode = '22P05'; end $$;
      create trigger refuse_output before update on jobs for each row
        when (new.output ->> 'delimiter' = 'refused') execute function refuse_output();`);
    const input = { fileId: someFileId };
    const jobs = await Promise.all(
      [true, false, true].map((header) => gaffer.createJob({ input: { ...input, header } })),
    );
    const ended = await Promise.all(jobs.map(({ id }) => gaffer.attemptEnded(id)));
    expect(ended.map(({ status }) => status)).toEqual(["completed", "failed", "completed"]);
    expect(ended[1]).toMatchObject({ attempt: 1, output: null, error: { code: "internal" } });
    expect(JSON.stringify(ended[1])).not.toContain("refused");
    const line = gaffer.log.lines.find(({ msg, jobId }) => msg === "job attempt ended" && jobId === ended[1]?.id);
    expect(line).toMatchObject({ outcome: "failed", err: { stack: expect.stringContaining("the output") } });
    await gaffer.stop();
  });

  test("fails its job with the code internal when it isn't JSON, and a code that can't be stored is shortened", async () => {
    const gaffer = await startTestGaffer({
      async handler({ input }) {
        if (input.header) throw new NonRetryableError("no", { code: "a\u0000b" });
        // The contract's validation doesn't see this `toJSON`, which returns a value that isn't JSON.
        return { output: Object.defineProperty({ ...emptyProfile }, "toJSON", { value: () => 1n }) };
      },
    });
    const unwritable = await gaffer.createJob({ input: { fileId: someFileId, header: false } });
    expect(await gaffer.attemptEnded(unwritable.id)).toMatchObject({ status: "failed", error: { code: "internal" } });
    expect(await gaffer.attemptEnded((await gaffer.createJob()).id)).toMatchObject({
      status: "failed",
      error: { code: "ab" },
    });
    await gaffer.stop();
  });
});

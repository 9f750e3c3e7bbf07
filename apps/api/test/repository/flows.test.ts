/** Compares the files that a create and a run pass through, by V8's coverage, with the lists in docs/architecture.md. */
import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyProfile, someCause, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const root = path.join(import.meta.dirname, "../../../..");
const source = path.join(root, "apps/api/src");

/** Files that aren't counted: callbacks of the wiring, and the connection below a transaction, which `pg` calls. */
const notCounted =
  /^(http\/|app\.ts|api\.ts|db\/(listener|session|statement-names|watch-errors)\.ts|modules\/jobs\/worker\/job-runner\.ts)/;

/** Runs `work` and returns the counted files in which a function ran. */
async function trace(work: () => Promise<unknown>): Promise<string[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    await session.post("Profiler.takePreciseCoverage");
    await work();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return result
      .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)))
      .map(({ url }) => path.relative(source, url.replace(/^file:\/\//, "")))
      .filter((file) => !file.startsWith("..") && !notCounted.test(file))
      .toSorted();
  } finally {
    session.disconnect();
  }
}

/**
 * The files that a section of docs/architecture.md lists: `files` are those in its table, `leaves` those in the
 * paragraph below the table.
 */
function readDocumented(heading: string): { files: string[]; leaves: string[] } {
  const [, section = ""] = readFileSync(path.join(root, "docs/architecture.md"), "utf8").split(`\n### ${heading}\n`);
  const [text = ""] = section.split(/\n##/);
  const [, leaves = ""] = /^Leaves: (.*?)\n\n/ms.exec(text) ?? [];
  const named = (part: string) => [...part.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file]) => file as string);
  return {
    files: text.split("\n").flatMap((line) => (line.startsWith("| `") ? named(line) : [])),
    leaves: named(leaves),
  };
}

/** No heartbeat and no poll runs during a trace. */
const timing = { pollMs: 600_000, heartbeatMs: 600_000, lostAfterMs: 2_400_000 };

describe("Documented flow", () => {
  let api: TestGaffer;
  beforeAll(async () => {
    api = await startTestGaffer({ role: "api", timing });
  });
  afterAll(() => api.stop());

  function createJob() {
    const { orgId } = api.org;
    const input = { fileId: someFileId, format: "auto", header: true } as const;
    return api.app.jobsService.createJobs({
      owner: { orgId, createdBy: "test" },
      jobs: [{ type: "file:profile", input }],
      cause: someCause(orgId),
    });
  }

  async function expectDocumented(heading: string, work: () => Promise<unknown>): Promise<void> {
    const traced = await trace(work);
    const { files, leaves } = readDocumented(heading);
    expect([...files, ...leaves].toSorted()).toEqual(traced);
    expect(files.length).toBeLessThanOrEqual(12);
  }

  test("of a create lists the files that a trace finds, at most twelve", async () => {
    await createJob();
    await expectDocumented("Files of a create", createJob);
  });

  test("of a run lists the files that a trace finds, at most twelve", async () => {
    const gate = Promise.withResolvers<void>();
    const worker = await startTestGaffer({
      role: "worker",
      database: api.database,
      config: { workerConcurrency: 1 },
      timing,
      async handler() {
        await gate.promise;
        return { output: emptyProfile };
      },
    });
    const [job] = await createJob();
    try {
      await expectDocumented("Files of a run", async () => {
        // When the job ends, the worker's only slot gets free, and the worker claims the next job.
        gate.resolve();
        await worker.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === job?.id);
      });
    } finally {
      await worker.stop();
    }
  });
});

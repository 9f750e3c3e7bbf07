/**
 * Jobs with the id of another organization's file. A worker has access to all organizations, so only its queries
 * isolate them.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../../harness/test-gaffer.ts";
import { startWorld, type World } from "./planted.ts";
import { bodies, someIds, unknownId } from "./resources.ts";
import { type Statements, strong, watchStatements, withoutOrg } from "./statements.ts";
import { talkativeJobs } from "./talkative-handlers.ts";
import { ask } from "./tenant.ts";
import { fingerprints } from "./traces.ts";

let world: World;
let worker: TestGaffer;
let statements: Statements;

beforeAll(async () => {
  world = await startWorld();
  const { database, config } = world.gaffer;
  statements = watchStatements(database.url, "gaffer_worker");
  const { dataDir } = config;
  worker = await startTestGaffer({
    role: "worker",
    database,
    config: { dataDir },
    jobs: talkativeJobs(new Map()),
  });
});
afterAll(async () => {
  await worker?.stop();
  statements?.stop();
  await world?.stop();
});

/**
 * Runs a job to its end. Returns its status and, as text, everything that requests can read of the job, with the
 * worker's log lines.
 */
async function run(job: Record<string, unknown>, fileId: string): Promise<{ status: string; said: string }> {
  const { gaffer, attacker } = world;
  const { id } = (await ask(gaffer, attacker, "POST", "/jobs", job)).body;
  await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id);
  const read = async (path: string) => (await ask(gaffer, attacker, "GET", `/jobs/${id}${path}`)).body;
  const [ended, logs, attempts] = [await read(""), await read("/logs"), await read("/attempts")];
  const { status, output, error, progressMessage } = ended;
  const lines = worker.log.lines.filter((line) => line.jobId === id).map(({ msg, err }) => ({ msg, err }));
  const outcomes = attempts.items.map(({ status, error }: Record<string, unknown>) => ({ status, error }));
  const said = JSON.stringify([status, output, error, progressMessage, logs, outcomes, lines]);
  return { status, said: said.replaceAll(fileId, "<file>") };
}

const jobs = (bodies.createJob ?? []).map((bodyOf) => ({ type: String(bodyOf(someIds).type), bodyOf }));

test.each(jobs)(
  "Foreign jobs › $type › fails with another organization's file as with an unknown one",
  async ({ bodyOf }) => {
    const { gaffer, victim, secrets } = world;
    const before = await fingerprints(gaffer, victim);
    const unknown = unknownId("fileId");
    const usual = await run(bodyOf({ fileId: unknown }), unknown);
    for (const fileId of [...(victim.live.fileId ?? []), victim.ended.fileId ?? ""]) {
      const answer = await run(bodyOf({ fileId }), fileId);
      expect(answer).toEqual(usual);
      expect(answer.said).toContain("file_not_found");
      expect(secrets.filter((secret) => answer.said.includes(secret))).toEqual([]);
    }
    const after = await fingerprints(gaffer, victim);
    // Compares only the fingerprints of files, because the victim's own jobs run in the meantime and change other data.
    for (const what of ["files", "file_uploads", "contents"]) expect(after[what]).toBe(before[what]);
  },
);

test("Foreign jobs › worker's query without its condition on the organization › is noticed", async () => {
  const { victim } = world;
  const [{ bodyOf }] = jobs as [(typeof jobs)[number]];
  const fileId = victim.live.fileId?.[0] ?? "";
  statements.weaken((text) => (/from "gaffer"\."files"/.test(text) ? withoutOrg(text) : text));
  const { status, said } = await run(bodyOf({ fileId }), fileId);
  statements.weaken(strong);
  expect(status).toBe("completed");
  expect(said).toContain(victim.canary);
});

/**
 * `npm run test:fences [-- name …]`: removes the fences of jobs from the code, one at a time, and expects a test or a
 * seed of the crash harness to fail. Edits source files of this checkout and restores them.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Fence {
  name: string;
  /** A file in `src/modules/jobs`. */
  file: string;
  /** A text that occurs once in the file, and its replacement without the fence. */
  change: [from: string, to: string];
  /** A test file that needs the fence, relative to `test`. It runs before the seeds. */
  test?: string;
  /** Seeds of the crash harness with faults that need the fence. */
  seeds?: number[];
}

const statements = "jobs-table.ts";
/** Seeds in which a worker loses jobs and wakes up, and others in which commits are lost or fail. */
const frozen = [29, 25, 36, 47, 14];
const commits = [15, 16, 17, 19, 35];
const startable = `open_jobs.message_id = message.id and open_jobs.worker_id is null
          and open_jobs.admission = '\${admissionState.admitted}'`;
const anyHolder = (source: string) => `open_jobs.org_id = ${source}."orgId" and open_jobs.id = ${source}."jobId"`;

const fences: Fence[] = [
  {
    name: "claim-message",
    file: statements,
    change: [startable, startable.replace("open_jobs.message_id = message.id and ", "")],
    seeds: commits,
  },
  {
    name: "claim-pending",
    file: statements,
    change: [startable, startable.replace("and open_jobs.worker_id is null", "")],
    test: "jobs/cancel-and-fence.test.ts",
  },
  {
    name: "claim-admitted",
    file: statements,
    change: [startable, "open_jobs.message_id = message.id and open_jobs.worker_id is null"],
    test: "fairness/admission.test.ts",
    seeds: commits,
  },
  {
    name: "permit-parked",
    file: statements,
    change: [
      `open_jobs.org_id = room.org_id and admission = '\${admissionState.parked}'`,
      "open_jobs.org_id = room.org_id and worker_id is null",
    ],
    test: "fairness/admission.test.ts",
    seeds: commits,
  },
  {
    name: "permit-expected",
    file: statements,
    change: [
      "commit_only_if(not $5 or count(*) = (select sum(used) from permit))",
      "commit_only_if($5 is not null or count(*) >= 0)",
    ],
    test: "fairness/admission.test.ts",
  },
  {
    name: "held-attempt",
    file: statements,
    change: [`and open_jobs.attempt = \${source}.attempt`, ""],
    seeds: frozen,
  },
  {
    name: "held-worker",
    file: statements,
    change: [`\n  and open_jobs.worker_id = \${source}."workerId"`, ""],
    seeds: frozen,
  },
  {
    name: "end-held",
    file: statements,
    change: [
      `where \${heldBy("ended")}\n    returning \${names(kept`,
      `where ${anyHolder("ended")}\n    returning \${names(kept`,
    ],
    seeds: frozen,
  },
  {
    name: "end-expected",
    file: statements,
    change: ["commit_only_if(count(*) = json_array_length($1)) from gone", "commit_only_if(count(*) >= 0) from gone"],
    seeds: frozen,
  },
  {
    name: "claim-expected",
    file: statements,
    change: [
      "commit_only_if(not $5 or count(*) = json_array_length($1))",
      "commit_only_if($5 is not null or count(*) >= 0)",
    ],
    test: "jobs/cancel-and-fence.test.ts",
  },
  {
    name: "pending-held",
    file: statements,
    change: [
      `where \${heldBy("ended")}\n       returning open_jobs.*`,
      `where ${anyHolder("ended")}\n       returning open_jobs.*`,
    ],
    seeds: frozen,
  },
  {
    name: "report-held",
    file: statements,
    change: [`where \${heldBy("report")}`, `where ${anyHolder("report")}`],
    seeds: frozen,
  },
  {
    name: "retry-after-cancel",
    file: statements,
    change: ["const cancelled = await lockCancelled(tx, pending);", "const cancelled: EndedAttempt[] = [];"],
    test: "jobs/cancel-and-fence.test.ts",
  },
  {
    name: "settled-messages",
    file: "worker/completer.ts",
    change: [
      "endings.filter(({ claim }) => settled.has(claim.jobId))",
      "endings.filter(({ claim }) => settled || claim)",
    ],
    test: "jobs/unknown-claims.test.ts",
    seeds: frozen,
  },
  {
    name: "lost-heartbeat",
    file: "lock-jobs.ts",
    change: [
      "and workers.heartbeat_at >= now() - make_interval(secs => $1)",
      "and workers.heartbeat_at >= now() - make_interval(secs => $1) and false",
    ],
    test: "jobs/blocked-worker.test.ts",
  },
  {
    name: "rescue-after-outage",
    file: "worker/worker-lease.ts",
    change: ["canRescue: now - cutOffAt >= timing.lostAfterMs", "canRescue: true"],
    test: "db/worker.test.ts",
  },
  {
    name: "rescue-lost",
    file: "worker/rescuer.ts",
    change: ["canRescue ? await", "canRescue && process.pid < 0 ? await"],
    test: "jobs/lost-workers.test.ts",
    seeds: frozen,
  },
  {
    name: "hand-back-unknown",
    file: "worker/rescuer.ts",
    change: ["if (messageIds.length === 0) return;", "if (messageIds.length >= 0) return;"],
    test: "jobs/unknown-claims.test.ts",
    seeds: commits,
  },
  {
    name: "stop-lost-runs",
    file: "worker/worker-lease.ts",
    change: [`if (cancelled === undefined) worker.stopRun(messageId, "lost");\n      else if`, "if"],
    test: "db/worker.test.ts",
  },
  {
    name: "checkpoint-held",
    file: "enqueue/checkpoints.ts",
    change: [
      "and id = $2 and attempt = $3 and worker_id = $4",
      "and id = $2 and ($3, $4) is distinct from (0, null::uuid)",
    ],
    test: "jobs/checkpoints.test.ts",
  },
  {
    name: "durable-claim",
    file: statements,
    change: [
      "): Promise<ClaimedJob[]> {\n",
      '): Promise<ClaimedJob[]> {\n  await tx.sql("set local synchronous_commit = off");\n',
    ],
    test: "jobs/run-and-settle.test.ts",
    seeds: [24, 46, 35, 34, 56],
  },
];

/** A test without its fence usually waits in vain, so its time is short. */
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--bail=1", "--testTimeout=30000", "--hookTimeout=30000"];

const root = path.join(import.meta.dirname, "../../../..");
const wanted = process.argv.slice(2);
const print = (text: string) => process.stdout.write(`${text}\n`);

function run(...args: string[]): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { failed: status !== 0, output: `${stdout}${stderr}` };
}

/** Runs what needs the fence until something fails. Returns what failed. undefined: the removal wasn't noticed. */
function findFailure({ test, seeds = [] }: Fence): string | undefined {
  if (test && run(...vitest, `apps/api/test/${test}`).failed) return test;
  for (const seed of seeds) {
    const { failed, output } = run("apps/api/test/crash/main.ts", "--seed", String(seed));
    const rules = output.match(/^ {2}seed \d+: (.*)$/m)?.[1];
    if (failed && !rules) throw new Error(output);
    if (failed) return `seed ${seed} (${rules})`;
  }
  return undefined;
}

for (const fence of fences) {
  if (wanted.length > 0 && !wanted.includes(fence.name)) continue;
  const file = path.join(root, "apps/api/src/modules/jobs", fence.file);
  const source = readFileSync(file, "utf8");
  const [from, to] = fence.change;
  if (source.split(from).length !== 2) throw new Error(`${fence.name}: the fence doesn't occur once in ${fence.file}`);
  try {
    writeFileSync(
      file,
      source.replace(from, () => to),
    );
    const failure = findFailure(fence);
    print(`${fence.name}: ${failure ? `noticed by ${failure}` : "NOT NOTICED"}`);
    if (!failure) process.exitCode = 1;
  } finally {
    writeFileSync(file, source);
  }
}

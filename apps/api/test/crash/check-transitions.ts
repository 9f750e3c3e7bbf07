/** Rules for each write of a job's row, in order. */
import type { History, Status, Transition, Violation } from "./history.ts";

const legal: Record<string, readonly (Status | null)[]> = {
  none: ["pending"],
  pending: ["pending", "processing", "cancelled"],
  processing: ["processing", "completed", "failed", "cancelled", "pending"],
  // Only a user's retry changes a terminal job.
  completed: [],
  failed: ["pending"],
  cancelled: ["pending"],
};

export function checkTransitions(history: History): Violation[] {
  const violations: Violation[] = [];
  const lastOf = new Map<string, Transition>();
  const retriesLeft = countAsked(history, "retry");
  const cancelsAsked = countAsked(history, "cancel");
  for (const write of history.transitions) {
    const { jobId, to } = write;
    const say = (rule: string, message: string) => violations.push({ rule, message: `job ${jobId}: ${message}` });
    checkWrite(write, lastOf.get(jobId), say);
    if (to === "pending" && isEnd(write.from)) {
      const left = retriesLeft.get(jobId) ?? 0;
      retriesLeft.set(jobId, left - 1);
      if (left <= 0) say("only a user's retry reopens a job", `${describe(write)} without a request`);
    }
    if (to === "cancelled" && !cancelsAsked.has(jobId))
      say("only requested jobs are cancelled", `${describe(write)} without a request`);
    lastOf.set(jobId, write);
  }
  for (const { id, status, attempt } of history.jobs) {
    const last = lastOf.get(id);
    if (last?.to === status && last.attempt === attempt) continue;
    violations.push({
      rule: "every write is audited",
      message: `job ${id} is ${status} (attempt ${attempt}), last seen ${last?.to} (attempt ${last?.attempt})`,
    });
  }
  return violations;
}

type Say = (rule: string, message: string) => void;

function checkWrite(write: Transition, last: Transition | undefined, say: Say): void {
  const { to: before, attempt: attemptBefore } = last ?? { to: null, attempt: null };
  if (write.from !== before || write.fromAttempt !== attemptBefore)
    say("every write is audited", `${describe(write)} after ${last ? describe(last) : "nothing"}`);
  if ((legal[write.from ?? "none"] ?? []).includes(write.to)) checkAttempt(write, say);
  else say(isEnd(write.from) ? "no write after the end" : "only legal transitions", describe(write));
}

function checkAttempt(write: Transition, say: Say): void {
  const { from, to, fromAttempt, attempt, fromWorker, worker, progress } = write;
  const starts = from === "pending" && to === "processing";
  if (attempt !== (fromAttempt ?? 0) + (starts ? 1 : 0)) say("only a start is a new attempt", describe(write));
  if (to !== "processing") return;
  if (from === "processing" && worker !== fromWorker)
    say("a running attempt stays with its worker", `${describe(write)}: from ${fromWorker} to ${worker}`);
  if (progress && Number.parseInt(progress, 10) !== attempt)
    say("progress is the running attempt's", `${describe(write)}: "${progress}"`);
}

/** Checks that after each commit neither running nor admitted jobs exceed the limit. Uses only the recorded writes. */
export function checkLimit({ transitions, orgLimit }: History): Violation[] {
  const rule = "no organization exceeds its limit";
  const violations: Violation[] = [];
  const running = new Map<string, Set<string>>();
  const admitted = new Map<string, Set<string>>();
  for (const { seq, jobId, orgId, to, admission } of inOrderOfCommits(transitions)) {
    const counts = [
      { what: "run", jobs: of(running, orgId), holds: to === "processing" },
      { what: "are admitted", jobs: of(admitted, orgId), holds: admission === "admitted" },
    ];
    for (const { what, jobs, holds } of counts) {
      if (holds === jobs.has(jobId)) continue;
      if (!holds) jobs.delete(jobId);
      else if (jobs.add(jobId).size > orgLimit)
        violations.push({
          rule,
          message: `${jobs.size} jobs of ${orgId} ${what} at write ${seq}, the limit is ${orgLimit}`,
        });
    }
  }
  return violations;
}

/** Sorts the writes by commit. Within a commit, admissions come last, because other writes may make room for them. */
function inOrderOfCommits(transitions: readonly Transition[]): Transition[] {
  const isAdmission = ({ admission }: Transition) => Number(admission === "admitted");
  return transitions.toSorted((a, b) => a.committed - b.committed || isAdmission(a) - isAdmission(b) || a.seq - b.seq);
}

function of(sets: Map<string, Set<string>>, key: string): Set<string> {
  const found = sets.get(key) ?? new Set();
  sets.set(key, found);
  return found;
}

function isEnd(status: Status | null): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

function countAsked({ clients }: History, event: "cancel" | "retry"): Map<string, number> {
  const asked = new Map<string, number>();
  for (const entry of clients) if (entry.event === event) asked.set(entry.jobId, (asked.get(entry.jobId) ?? 0) + 1);
  return asked;
}

function describe({ seq, from, to, fromAttempt, attempt }: Transition): string {
  return `write ${seq}, ${from ?? "nothing"} (attempt ${fromAttempt ?? 0}) to ${to ?? "nothing"} (attempt ${attempt ?? 0})`;
}

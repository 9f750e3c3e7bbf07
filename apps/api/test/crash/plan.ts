/** The plan of a seed: the settings and the faults. Pure: the same seed gives the same plan. */
import { type CommitError, commitErrors } from "./fault-points.ts";
import { createRandom } from "./random.ts";

export type MemberName = "api" | "scheduler" | "worker-1" | "worker-2";

/** The kinds of faults, with the moment that each needs. `member` is the affected process. */
export const faultKinds = [
  /** SIGKILL of a worker while one of its handlers runs. */
  "killWorker",
  /** SIGKILL of the API between the commit of a create and its response. */
  "killApiAtCommit",
  /** SIGKILL of PostgreSQL's postmaster, and a later restart with recovery. */
  "killPostgres",
  /** SIGSTOP of a worker until another worker has taken over its jobs, then SIGCONT. */
  "freezeWorker",
  /** A reset of all connections of a process to PostgreSQL. */
  "cutConnections",
  /**
   * A stall of all connections of a process to PostgreSQL until another worker has taken over. Then they continue or
   * are reset.
   */
  "stallConnections",
  /** A reset of a connection after PostgreSQL has committed and before the process gets the response. */
  "loseCommit",
  /** Another session holds the locks that creates and settlements need, while many requests arrive. */
  "fillPool",
  /** SIGTERM of a worker, as in a deployment. */
  "stopWorker",
  "killScheduler",
  /** SIGKILL of a worker or of PostgreSQL between the last statement of a claim and its commit. */
  "killWorkerAtClaim",
  "killPostgresAtClaim",
  /** SIGKILL of a worker or of PostgreSQL after the commit of a claim and before the worker gets the response. */
  "killWorkerAfterClaim",
  "killPostgresAfterClaim",
  /** SIGSTOP of a worker after the commit of a claim and before its handlers start, until the claim is lost. */
  "freezeWorkerAfterClaim",
  /** The same moments of outcomes. More outcomes wait for the next commit. */
  "killWorkerAtOutcome",
  "killPostgresAtOutcome",
  "killWorkerAfterOutcome",
  "killPostgresAfterOutcome",
  /** A reset of the connection after the commit of a claim or an outcome, before the response. */
  "loseClaim",
  "loseOutcome",
  /** Claims and outcomes of a worker fail at their commits. */
  "failCommits",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  member: MemberName;
  /** The fault comes after this number of handler starts since the previous fault. */
  afterStarts: number;
  /** Duration of the fault in milliseconds, for kinds of faults with a duration. */
  forMs: number;
  /** How stalled connections end. true: they are reset. false: they continue. */
  thenCut: boolean;
  /** The SQLSTATE with which commits fail. */
  commitError: CommitError;
}

export interface Plan {
  seed: number;
  orgs: number;
  orgLimit: number;
  workerSlots: number;
  /** Maximum number of database connections of a process. With two, a process has no spare connection. */
  poolSize: number;
  clients: number;
  faults: Fault[];
}

const faultsPerSeed = 4;
const workers: MemberName[] = ["worker-1", "worker-2"];

export function makePlan(seed: number): Plan {
  const random = createRandom(`plan ${seed}`);
  // The seed selects the first fault, so that consecutive seeds begin with different faults.
  const first = faultKinds[seed % faultKinds.length] as FaultKind;
  const others = random.shuffle(faultKinds.filter((kind) => kind !== first));
  return {
    seed,
    orgs: random.between(2, 3),
    orgLimit: random.between(3, 6),
    workerSlots: random.between(4, 8),
    poolSize: random.pick([2, 3, 10]),
    clients: 4,
    faults: [first, ...others].slice(0, faultsPerSeed).map((kind) => ({
      kind,
      member: memberFor(kind, () => random.pick([...workers, ...workers, "api" as const]), random.pick(workers)),
      afterStarts: random.between(5, 20),
      forMs: random.between(1_200, 2_500),
      thenCut: random.chance(0.5),
      commitError: random.pick(commitErrors),
    })),
  };
}

function memberFor(kind: FaultKind, any: () => MemberName, worker: MemberName): MemberName {
  switch (kind) {
    case "killApiAtCommit":
    case "fillPool":
      return "api";
    case "killScheduler":
      return "scheduler";
    case "cutConnections":
    case "stallConnections":
    case "loseCommit":
      return any();
    default:
      return worker;
  }
}

export function describeFault({ kind, member, afterStarts, forMs, thenCut, commitError }: Fault): string {
  const details: Partial<Record<FaultKind, string>> = {
    killPostgres: ` for ${forMs} ms`,
    failCommits: ` with ${commitError} for ${forMs} ms`,
    fillPool: ` for ${forMs} ms`,
    stallConnections: ` and then ${thenCut ? "resets them" : "lets them go on"}`,
  };
  const target = kind === "killPostgres" ? "" : ` ${member}`;
  return `${kind}${target}${details[kind] ?? ""} (${afterStarts} starts later)`;
}

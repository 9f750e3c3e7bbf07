/** What one seed does to Gaffer. Pure: the same seed, the same plan. */
import { createRandom } from "./random.ts";

export type MemberName = "api" | "scheduler" | "worker-1" | "worker-2";

/** Each with what it is for; `member` is whom it hits, where it can hit one of several. */
export const faultKinds = [
  /** kill -9 while one of its handlers runs. */
  "killWorker",
  /** kill -9 between the commit of a create and its answer. */
  "killApiAtCommit",
  /** kill -9 of PostgreSQL's postmaster, and later a new start with recovery. */
  "killPostgres",
  /** SIGSTOP until another worker has taken over, then SIGCONT. */
  "freezeWorker",
  /** Every connection to PostgreSQL is reset. */
  "cutConnections",
  /** Connections to PostgreSQL are half open until another worker has taken over; then they go on, or turn out to be gone. */
  "stallConnections",
  /** A commit that PostgreSQL has made is never answered: its connection is reset instead. */
  "loseCommit",
  /** Somebody else's session holds the locks that creates and settlements need, while many requests come. */
  "fillPool",
  /** SIGTERM, as at a deployment. */
  "stopWorker",
  "killScheduler",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  member: MemberName;
  /** It comes when so many handlers have started since the one before. */
  afterStarts: number;
  /** How long it lasts, where it lasts. */
  forMs: number;
  /** How a stall ends: connections are reset, or go on. */
  thenCut: boolean;
}

export interface Plan {
  seed: number;
  orgs: number;
  orgLimit: number;
  workerSlots: number;
  /** Two leave a process no connection to spare. */
  poolSize: number;
  clients: number;
  faults: Fault[];
}

const faultsPerSeed = 3;
const workers: MemberName[] = ["worker-1", "worker-2"];

export function makePlan(seed: number): Plan {
  const random = createRandom(`plan ${seed}`);
  // The first kind goes round, so that any ten seeds in a row have all of them.
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

export function describeFault({ kind, member, afterStarts, forMs, thenCut }: Fault): string {
  const duration: Partial<Record<FaultKind, string>> = {
    killPostgres: ` for ${forMs} ms`,
    fillPool: ` for ${forMs} ms`,
    stallConnections: ` and then ${thenCut ? "resets them" : "lets them go on"}`,
  };
  const target = kind === "killPostgres" ? "" : ` ${member}`;
  return `${kind}${target}${duration[kind] ?? ""} (${afterStarts} starts later)`;
}

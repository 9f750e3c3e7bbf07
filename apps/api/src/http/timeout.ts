import { unavailable } from "./problem.ts";

/** A deadline of some work. `expire` rejects the promise that `withTimeout` returned. */
interface Deadline {
  /** Time of the deadline, on the clock of `performance.now()`. */
  at: number;
  expire: () => void;
}

/** How often deadlines are checked, in milliseconds. One timer for all requests costs less than timers for each. */
const sweepMs = 100;

const deadlines = new Set<Deadline>();
let sweeping: NodeJS.Timeout | undefined;

/**
 * Returns the result of the work. Rejects when the work takes longer than `ms` milliseconds, up to 100 ms late. The
 * work itself continues. Each database statement has its own limit, but a request may run several and wait for a
 * connection. `late` creates the error; default: the database is unavailable.
 */
export function withTimeout<Result>(
  ms: number,
  work: Promise<Result>,
  late: () => Error = unavailable,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const deadline = { at: performance.now() + ms, expire: () => reject(late()) };
    deadlines.add(deadline);
    sweeping ??= setInterval(sweep, sweepMs);
    work.then(resolve, reject).finally(() => deadlines.delete(deadline));
  });
}

function sweep(): void {
  const now = performance.now();
  for (const deadline of deadlines) {
    if (deadline.at > now) continue;
    deadlines.delete(deadline);
    deadline.expire();
  }
  if (deadlines.size > 0) return;
  clearInterval(sweeping);
  sweeping = undefined;
}

/**
 * Rate limits of API keys, sessions and addresses. PostgreSQL stores the state of each; every process prefetches one second of quota, so most
 * requests need no query.
 *
 * n processes together can exceed a limit by at most n seconds of quota: the part that they prefetched earlier and have not used.
 */
import type pg from "pg";
import { databaseUnavailable } from "../../db/database-unavailable.ts";
import { inTransaction, type Transaction, withOrg } from "../../db/org-scope.ts";
import type { RateState, RateSubject, TakeRate } from "../../http/rate.ts";
import type { Services } from "../../server/services.ts";
import { leftAt, takeFrom, waitMs, windowMs } from "./gcra.ts";
import { readPlan } from "./read-plan.ts";

interface RequestRatesServices extends Pick<Services, "apiPool" | "now"> {
  /** Limits in requests per minute. The limit of an API key is in the plan of its organization instead. */
  config: Pick<Services["config"], "sessionRequestsPerMinute" | "addressRequestsPerMinute">;
}

/** This process's state of one subject. */
interface Lease {
  /** Requests per minute. null: unlimited. undefined: unknown. */
  limit: number | null | undefined;
  /** Prefetched requests that are not used yet. */
  taken: number;
  /** GCRA state after the prefetch. */
  arrivesAtMs: number;
  /**
   * Time until which the process decides without a query: nothing is left, there is no limit, or the database is
   * unavailable.
   */
  decidedUntilMs: number;
  fetching: Promise<void> | undefined;
  waiting: number;
}

const maxLeases = 10_000;
/** How long a process assumes that a plan without a limit still has none, in milliseconds. */
const unlimitedForMs = 10_000;
/**
 * How long requests pass unchecked when the database is unavailable, in milliseconds. Their own queries report the
 * outage.
 */
const openForMs = 1_000;

/** Number of requests that a process prefetches: one second of quota. */
export const sliceOf = (limit: number) => Math.ceil((limit * 1_000) / windowMs);

export function createRequestRates({ apiPool: pool, config, now }: RequestRatesServices): TakeRate {
  const limits = { session: config.sessionRequestsPerMinute, address: config.addressRequestsPerMinute };
  const leases = new Map<string, Lease>();

  function leaseOf({ kind, id }: RateSubject): Lease {
    const key = `${kind}/${id}`;
    let lease = leases.get(key);
    if (!lease) {
      if (leases.size >= maxLeases) leases.clear();
      lease = { limit: undefined, taken: 0, arrivesAtMs: 0, decidedUntilMs: 0, fetching: undefined, waiting: 0 };
      leases.set(key, lease);
    }
    return lease;
  }

  async function prefetch(subject: RateSubject, lease: Lease): Promise<void> {
    try {
      const inScope = (work: (tx: Transaction) => Promise<number>) =>
        subject.kind === "key" ? withOrg(pool, subject.orgId, work) : inTransaction(pool, "", work);
      const granted = await inScope((tx) => renew(tx, subject, lease));
      lease.taken += granted;
    } catch (error) {
      if (!databaseUnavailable(error)) throw error;
      lease.limit = undefined;
      lease.decidedUntilMs = now().getTime() + openForMs;
    }
  }

  /** Takes quota from the subject's row. Returns the number of requests taken, which may be used after the commit. */
  async function renew(tx: Transaction, subject: RateSubject, lease: Lease): Promise<number> {
    const { kind, id } = subject;
    const [limit, known] = await Promise.all([
      kind === "key" ? planLimit(tx, subject.orgId) : limits[kind],
      lockArrival(tx, subject),
    ]);
    const nowMs = now().getTime();
    lease.limit = limit;
    if (limit === null) {
      lease.decidedUntilMs = nowMs + unlimitedForMs;
      return 0;
    }
    const moment = { limit, nowMs };
    const before = known ?? (await beginArrival(tx, subject));
    const { granted, arrivesAtMs } = takeFrom(before, Math.max(sliceOf(limit), lease.waiting), moment);
    lease.arrivesAtMs = arrivesAtMs;
    lease.decidedUntilMs = nowMs + waitMs(arrivesAtMs, moment);
    if (granted > 0)
      tx.beforeCommit(() =>
        tx.sql("update request_rates set arrives_at_ms = $3 where kind = $1 and subject = $2", [kind, id, arrivesAtMs]),
      );
    return granted;
  }

  /** Uses one request of the lease. Returns undefined if quota has to be fetched from the database. */
  function spend(lease: Lease): { rate: RateState | undefined } | undefined {
    const nowMs = now().getTime();
    const { limit, arrivesAtMs } = lease;
    const isDecided = lease.decidedUntilMs > nowMs && lease.decidedUntilMs <= nowMs + windowMs;
    if (limit === null || limit === undefined) return isDecided ? { rate: undefined } : undefined;
    const state = (left: number, retryMs?: number) => ({
      limit,
      left,
      resetSeconds: Math.max(0, Math.ceil((arrivesAtMs - nowMs) / 1_000)),
      ...(retryMs !== undefined && { retrySeconds: Math.max(1, Math.ceil(retryMs / 1_000)) }),
    });
    if (lease.taken > 0) {
      lease.taken--;
      // Prefetched requests stay usable while the quota in PostgreSQL refills, so the sum can exceed the limit.
      return { rate: state(Math.min(limit, lease.taken + leftAt(arrivesAtMs, { limit, nowMs }))) };
    }
    return isDecided ? { rate: state(0, lease.decidedUntilMs - nowMs) } : undefined;
  }

  async function waitAndSpend(subject: RateSubject, lease: Lease): Promise<RateState | undefined> {
    for (;;) {
      lease.waiting++;
      lease.fetching ??= prefetch(subject, lease).finally(() => {
        lease.fetching = undefined;
      });
      await lease.fetching.finally(() => lease.waiting--);
      const spent = spend(lease);
      if (spent) return spent.rate;
    }
  }

  return (subject) => {
    const lease = leaseOf(subject);
    const spent = spend(lease);
    return spent ? spent.rate : waitAndSpend(subject, lease);
  };
}

/** Locks the subject's row and returns its theoretical arrival time. undefined: there is no row. */
async function lockArrival(tx: Transaction, { kind, id }: RateSubject): Promise<number | undefined> {
  const { rows } = await tx.sql(
    `select arrives_at_ms as "arrivesAtMs" from request_rates where kind = $1 and subject = $2 for update`,
    [kind, id],
  );
  return rows[0]?.arrivesAtMs;
}

async function beginArrival(tx: Transaction, subject: RateSubject): Promise<number> {
  await tx.sql("insert into request_rates values ($1, $2, 0) on conflict do nothing", [subject.kind, subject.id]);
  return (await lockArrival(tx, subject)) ?? 0;
}

async function planLimit(tx: Transaction, orgId: string): Promise<number | null> {
  return (await readPlan(tx, orgId)).plan.requestsPerMinute;
}

/** Removes rows whose arrival time has passed. They have the same effect as no row. */
export async function pruneRates(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await inTransaction(pool, "", (tx) =>
    tx.sql("delete from request_rates where arrives_at_ms < $1", [now.getTime()]),
  );
  return rowCount ?? 0;
}

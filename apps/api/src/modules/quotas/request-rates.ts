/**
 * How often an API key, a session or an address may send requests. PostgreSQL knows how far each has used up its rate; each
 * process takes a second's worth of it at once and spends that without asking, so a request costs a look into memory.
 *
 * What is spent was taken before. So n processes together let through what the rate allows and at most n seconds' worth more, which they
 * may have taken earlier and not spent.
 */
import type pg from "pg";
import { databaseUnavailable } from "../../db/database-unavailable.ts";
import { inTransaction, type Transaction, withOrg } from "../../db/org-scope.ts";
import type { RateState, RateSubject, TakeRate } from "../../http/rate.ts";
import { leftAt, takeFrom, waitMs, windowMs } from "./gcra.ts";
import { readPlan } from "./read-plan.ts";

export interface RequestRatesOptions {
  pool: pg.Pool;
  /** Requests a minute; those of keys are in the plans of their organizations. */
  limits: { session: number; address: number };
  now: () => Date;
}

/** What this process knows of one subject. */
interface Lease {
  /** Requests a minute; null: any number. Undefined: it isn't known yet. */
  limit: number | null | undefined;
  /** Requests that were taken and not spent. */
  taken: number;
  /** As it was when they were. */
  arrivesAtMs: number;
  /** Until then what is known is good enough to decide by: nothing is left, nothing is limited, or nobody could be asked. */
  decidedUntilMs: number;
  asking: Promise<void> | undefined;
  waiting: number;
}

const keptAtMost = 10_000;
/** So often it is looked whether the plan still limits nothing. */
const unlimitedForMs = 10_000;
/** For so long nobody is asked when the database is away: who comes is let through, to be told by what he came for. */
const openForMs = 1_000;

/** What a process takes at once. */
export const sliceOf = (limit: number) => Math.ceil((limit * 1_000) / windowMs);

export function createRequestRates({ pool, limits, now }: RequestRatesOptions): TakeRate {
  const leases = new Map<string, Lease>();

  function leaseOf({ kind, id }: RateSubject): Lease {
    const key = `${kind}/${id}`;
    let lease = leases.get(key);
    if (!lease) {
      if (leases.size >= keptAtMost) leases.clear();
      lease = { limit: undefined, taken: 0, arrivesAtMs: 0, decidedUntilMs: 0, asking: undefined, waiting: 0 };
      leases.set(key, lease);
    }
    return lease;
  }

  async function ask(subject: RateSubject, lease: Lease): Promise<void> {
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

  /** Says how many requests it takes, if it is committed. */
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

  /** Undefined: it has to be asked for. */
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
      return { rate: state(lease.taken + leftAt(arrivesAtMs, { limit, nowMs })) };
    }
    return isDecided ? { rate: state(0, lease.decidedUntilMs - nowMs) } : undefined;
  }

  async function waitAndSpend(subject: RateSubject, lease: Lease): Promise<RateState | undefined> {
    for (;;) {
      lease.waiting++;
      lease.asking ??= ask(subject, lease).finally(() => {
        lease.asking = undefined;
      });
      await lease.asking.finally(() => lease.waiting--);
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

/** When the subject's next request would arrive if all came evenly, which nobody else changes now; undefined: it is new. */
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

/** Removes what says no more than no row does. */
export async function pruneRates(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await inTransaction(pool, "", (tx) =>
    tx.sql("delete from request_rates where arrives_at_ms < $1", [now.getTime()]),
  );
  return rowCount ?? 0;
}

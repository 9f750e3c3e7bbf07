/**
 * The in-flight counters as this process last saw them, so that a create needn't read them. They may be wrong: other
 * processes change them too, and a transaction may fail after its jobs were counted here. The commit checks every
 * decision that is based on them.
 */
import type { Counters, OrgCounters } from "./in-flight-counters.ts";

/**
 * How long remembered counters are used, in milliseconds. A changed share of a plan takes effect at most this much
 * later.
 */
const keptForMs = 1_000;
const maxOrgs = 10_000;

export interface CounterMemory {
  /** Returns the remembered counters. undefined: the counters of one of the organizations are unknown or too old. */
  recall(orgIds: readonly string[], now: Date): Counters | undefined;
  /** `read`: the counters come from the table. Otherwise they follow from earlier counters, whose age they keep. */
  remember(counters: Counters, now: Date, options: { read: boolean }): void;
}

export function createCounterMemory(): CounterMemory {
  const kept = new Map<string, { org: OrgCounters; readAt: number }>();
  let virtualTime = 0;

  return {
    recall(orgIds, now) {
      const byOrg = new Map<string, OrgCounters>();
      for (const orgId of orgIds) {
        const entry = kept.get(orgId);
        const age = entry ? now.getTime() - entry.readAt : -1;
        if (!entry || age < 0 || age >= keptForMs) return undefined;
        byOrg.set(orgId, entry.org);
      }
      return { byOrg, virtualTime };
    },

    remember(counters, now, { read }) {
      if (kept.size + counters.byOrg.size > maxOrgs) kept.clear();
      for (const [orgId, org] of counters.byOrg)
        kept.set(orgId, { org, readAt: (read ? undefined : kept.get(orgId)?.readAt) ?? now.getTime() });
      virtualTime = counters.virtualTime;
    },
  };
}

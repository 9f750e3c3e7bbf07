/** Functions that all kinds of crash runs share: they create organizations, take snapshots and wait for the end. */
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import type { TestDatabase } from "../harness/database.ts";
import { countWrites, isQuiet, takeStandings } from "./audit.ts";
import type { Standing } from "./history.ts";
import { until } from "./until.ts";

/**
 * A crash run without a write for this time is stuck: none of its backoffs, timeouts and leases is longer than a few
 * seconds, and the reconciler runs every minute.
 */
const stuckAfterMs = 90_000;
const quietWithinMs = 600_000;
const standingsEveryMs = 150;

/**
 * Waits until every job has ended and no message is left, or until the run is stuck. The checker reports what is left.
 */
export async function untilQuietOrStuck({ admin }: TestDatabase): Promise<void> {
  let last = { writes: -1, at: 0 };
  const isOver = async () => {
    const writes = await countWrites(admin);
    if (writes !== last.writes) last = { writes, at: performance.now() };
    return (await isQuiet(admin)) || performance.now() - last.at > stuckAfterMs;
  };
  await until(() => isOver().catch(() => false), { deadlineMs: quietWithinMs, everyMs: 100 });
}

/** Creates organizations with the largest plan and one API key each. */
export async function createOrgs(count: number, database: TestDatabase) {
  const pool = createPool(database.url, "gaffer_api", { max: 1 });
  try {
    const orgs = [];
    for (let index = 0; index < count; index++) {
      const names = { org: `org ${index}`, email: `owner-${index}@example.com`, key: "crash", plan: "enterprise" };
      orgs.push(await createOrgWithKey(pool, new Date(), names));
    }
    return orgs;
  } finally {
    await pool.end();
  }
}

/** Takes snapshots until `stop`, as often as the database responds. */
export function watchStandings({ admin }: TestDatabase) {
  const taken: Standing[] = [];
  let stopped = false;
  const watching = until(
    async () => {
      // Takes no snapshot while PostgreSQL is down.
      taken.push(...(await takeStandings(admin).catch(() => [])));
      return stopped;
    },
    { deadlineMs: Number.POSITIVE_INFINITY, everyMs: standingsEveryMs },
  );
  return {
    async stop() {
      stopped = true;
      await watching;
      return taken;
    },
  };
}

/** What runs of any kind need around them: organizations, snapshots while they run, and their end. */
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import type { TestDatabase } from "../harness/database.ts";
import { countWrites, isQuiet, takeStandings } from "./audit.ts";
import type { Standing } from "./history.ts";
import { until } from "./until.ts";

/** No backoff, timeout or lease of the load is longer than a few seconds: when nothing was written for so long, nothing will be. */
const stuckAfterMs = 60_000;
const quietWithinMs = 600_000;
const standingsEveryMs = 150;

/** What is left over by then is for the checker to find. */
export async function untilQuietOrStuck({ admin }: TestDatabase): Promise<void> {
  let last = { writes: -1, at: 0 };
  const isOver = async () => {
    const writes = await countWrites(admin);
    if (writes !== last.writes) last = { writes, at: performance.now() };
    return (await isQuiet(admin)) || performance.now() - last.at > stuckAfterMs;
  };
  await until(() => isOver().catch(() => false), { deadlineMs: quietWithinMs, everyMs: 100 });
}

/** Organizations of the largest plan, with a key each. */
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

/** Takes snapshots until it is told to stop, as often as the database answers. */
export function watchStandings({ admin }: TestDatabase) {
  const taken: Standing[] = [];
  let stopped = false;
  const watching = until(
    async () => {
      // While PostgreSQL is down there is nothing to see.
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

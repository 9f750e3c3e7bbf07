/**
 * The cost of row-level security, rate limits and the audit log: the same request to an API with all three, without one
 * of the three, and without any of the three. All databases have the same rows, and no worker runs.
 */
import type { BenchDatabase, Cluster } from "../cluster.ts";
import { readOwnCpu, startCpu } from "../cpu.ts";
import { startApi } from "../gaffer/api.ts";
import { type Measured, takeTurns } from "../rounds.ts";
import { pairedRatio, type Ratio } from "../statistics.ts";
import type { Part } from "./part.ts";

const connectionCount = 64;
const warmUpSeconds = 2;
const audit = "without-audit.ts";
const rates = "without-rates.ts";
const everything = "with everything";

interface Contender {
  /** Files of `processes/` to load. Each file switches off a part of the API. */
  without: readonly string[];
  policies: boolean;
}

const contenders: Record<string, Contender> = {
  [everything]: { without: [], policies: true },
  "without row-level security": { without: [], policies: false },
  "without rates": { without: [rates], policies: true },
  "without the audit log": { without: [audit], policies: true },
  "without all three": { without: [rates, audit], policies: false },
};

export const security: Part = async ({ cluster, sizes: { rounds, seconds } }) => {
  const started = await Promise.all(
    Object.entries(contenders).map(async ([name, contender]) => ({
      name,
      ...(await startContender(cluster, contender)),
    })),
  );
  const result = {
    rates: {} as Record<string, Measured[]>,
    lines: [] as string[],
    measured: {} as Record<string, Ratio>,
  };
  for (const request of ["create", "read"] as const) {
    for (const contender of started) await contender[request]({ seconds: warmUpSeconds });
    for (const { database } of started) await database.tidy();
    const turns = started.map(({ name, api, database, [request]: send }) => [
      name,
      async () => {
        const spent = startCpu({ API: api.remote.readCpu, PostgreSQL: cluster.readCpu, load: readOwnCpu });
        const { calls, perSecond } = await send({ seconds });
        const measured = { rate: perSecond, cpu: spent(calls) };
        await database.tidy();
        return measured;
      },
    ]);
    const { [everything]: full = [], ...others } = await takeTurns(Object.fromEntries(turns), rounds);
    result.rates[`${request} ${everything}`] = full;
    for (const [name, rates] of Object.entries(others)) {
      result.rates[`${request} ${name}`] = rates;
      const ratio = pairedRatio(full, rates);
      result.measured[`${request}: everything / ${name}`] = ratio;
      const spread = `${ratio.min.toFixed(2)} – ${ratio.max.toFixed(2)}`;
      result.lines.push(`${request} ${everything} is at ${ratio.median.toFixed(2)} (${spread}) of ${name}`);
    }
  }
  for (const { name, api, database } of started) {
    await assertWithout(database, contenders[name] as Contender);
    await api.stop();
    await database.drop();
  }
  return result;
};

async function startContender(cluster: Cluster, { without, policies }: Contender) {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { without });
  // A rate that refuses no request. Without a rate, the API wouldn't count requests.
  await database.query("update gaffer.plans set requests_per_minute = 1000000000");
  if (!policies) await switchOffPolicies(database);
  return {
    api,
    database,
    create: api.load(connectionCount, api.createJob(api.org, 0)),
    read: api.load(connectionCount, await api.readJob(api.org)),
  };
}

/** Checks that the parts in `without` were switched off, and that the other parts worked. */
async function assertWithout(database: BenchDatabase, { without }: Contender): Promise<void> {
  const written = async (table: string) => (await database.query(`select from ${table} limit 1`)).length > 0;
  const [audited, counted] = [await written("gaffer.audit_events"), await written("gaffer.request_rates")];
  if (audited === without.includes(audit) || counted === without.includes(rates))
    throw new Error(`it was measured with other parts than without ${without.join(" and ")}`);
}

async function switchOffPolicies(database: BenchDatabase): Promise<void> {
  const tables = await database.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relnamespace = 'gaffer'::regnamespace and relrowsecurity",
  );
  for (const { name } of tables) await database.query(`alter table ${name} disable row level security`);
}

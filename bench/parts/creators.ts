/** Starts everything that creates jobs, and warms it up: Gaffer's API in its own process, the peers in this one. */
import { type Api, startApi } from "../gaffer/api.ts";
import { openGraphileWorker } from "../peers/graphile-worker.ts";
import { openPgBoss } from "../peers/pg-boss.ts";
import { takeTurns } from "../rounds.ts";
import { countStatements, readStatements, toStatementTable } from "../statements.ts";
import type { Bench } from "./part.ts";

export interface Creators {
  api: Api;
  pgBoss: Awaited<ReturnType<typeof openPgBoss>>;
  graphileWorker: Awaited<ReturnType<typeof openGraphileWorker>>;
}

/** Creates jobs for a number of seconds. Returns jobs per second. */
type Create = (seconds: number) => Promise<number>;

const warmUpSeconds = 2;

/** Measures the functions of `toCreates` in turns. Returns their rates. No worker runs meanwhile. */
export async function compareCreators<Name extends string>(
  { cluster, sizes: { rounds, seconds } }: Bench,
  toCreates: (creators: Creators) => Record<Name, Create>,
): Promise<Record<Name, number[]>> {
  const [ours, boss, graphile] = [
    await cluster.createDatabase(),
    await cluster.createDatabase(),
    await cluster.createDatabase(),
  ];
  const creators = {
    api: await startApi(cluster, ours.url),
    pgBoss: await openPgBoss(boss.url),
    graphileWorker: await openGraphileWorker(graphile.url),
  };
  // After a turn, only one database has anything to tidy.
  const tidyAll = () => Promise.all([ours, boss, graphile].map((database) => database.tidy()));
  const creates = Object.entries<Create>(toCreates(creators)) as [Name, Create][];
  for (const [, create] of creates) await create(warmUpSeconds);
  await tidyAll();
  if (cluster.statements) await countStatements(ours);
  const turns = creates.map(([name, create]) => [
    name,
    async () => {
      const rate = await create(seconds);
      await tidyAll();
      return rate;
    },
  ]);
  const rates = await takeTurns(Object.fromEntries(turns) as Record<Name, () => Promise<number>>, rounds);
  await Promise.all([creators.api.stop(), creators.pgBoss.stop(), creators.graphileWorker.stop()]);
  if (cluster.statements) console.log(toStatementTable(await readStatements(ours)));
  for (const database of [ours, boss, graphile]) await database.drop();
  return rates;
}

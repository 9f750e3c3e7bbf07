/**
 * Compares contenders by requests or calls. Starts and warms up each contender, then measures the rate and the CPU time
 * per call in turns.
 */
import type { BenchDatabase, Cluster } from "./cluster.ts";
import { type ReadCpu, readOwnCpu, startCpu } from "./cpu.ts";
import { type Api, type ApiOptions, type Org, startApi } from "./gaffer/api.ts";
import { openConnection, toRequest } from "./http-connection.ts";
import { type Answered, closedLoop, type Extent, loadOver } from "./load.ts";
import { openGraphileWorker } from "./peers/graphile-worker.ts";
import { openPgBoss } from "./peers/pg-boss.ts";
import type { EchoCalls } from "./processes/echo-process.ts";
import { startRemote } from "./remote.ts";
import { type Turns, takeTurns } from "./rounds.ts";
import { countStatements, readStatements, toStatementTable } from "./statements.ts";

export interface Contender {
  /** Readers of the CPU time of the contender's processes, except PostgreSQL's. */
  cpu: Record<string, ReadCpu>;
  /** Absent: the contender uses no database. */
  database?: BenchDatabase;
  /** Called before the warm-up and before each turn. */
  prepare?(): Promise<void>;
  run(extent: Extent): Promise<Answered>;
  stop(): Promise<void>;
}

/**
 * Lets contenders take turns of `seconds`. Returns the calls per second and the CPU time per call of each turn. Stops
 * the contenders at the end.
 */
export async function compare<Contenders extends { [name: string]: Contender | undefined }>(
  cluster: Cluster,
  contenders: Contenders,
  { rounds, seconds, warmUpCalls }: { rounds: number; seconds: number; warmUpCalls: number },
): Promise<Turns<Contenders>> {
  const all = Object.entries(contenders).flatMap(([name, contender]) => (contender ? [{ name, ...contender }] : []));
  for (const { prepare, run } of all) {
    await prepare?.();
    await run({ calls: warmUpCalls });
  }
  for (const { database } of all) await database?.tidy();
  const counted = cluster.statements ? all[0]?.database : undefined;
  if (counted) await countStatements(counted);
  const turns = all.map(({ name, cpu, database, prepare, run }) => [
    name,
    async () => {
      await prepare?.();
      const spent = startCpu({ ...cpu, ...(database && { PostgreSQL: cluster.readCpu }) });
      const { calls, perSecond } = await run({ seconds });
      const measured = { rate: perSecond, cpu: spent(calls) };
      await database?.tidy();
      return measured;
    },
  ]);
  const measured = await takeTurns(Object.fromEntries(turns), rounds);
  if (counted) console.log(toStatementTable(await readStatements(counted)));
  for (const contender of all) {
    await contender.stop();
    await contender.database?.drop();
  }
  return measured as Turns<Contenders>;
}

/** Gaffer's API in production mode. Each turn repeats one `request` for a new organization. */
export async function gafferApi(
  cluster: Cluster,
  options: ApiOptions,
  { connections, request }: { connections: number; request: (api: Api, org: Org) => Buffer | Promise<Buffer> },
): Promise<Contender & { api: Api; database: BenchDatabase }> {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, options);
  let count = 0;
  let load: (extent: Extent) => Promise<Answered>;
  return {
    api,
    cpu: { API: api.remote.readCpu, load: readOwnCpu },
    database,
    async prepare() {
      load = api.load(connections, await request(api, await api.createOrg(`org-${++count}`)));
    },
    run: (extent) => load(extent),
    stop: api.stop,
  };
}

/** A Hono server that parses a JSON body and answers with JSON: the cost of an HTTP API that does nothing. */
export async function honoEcho(cluster: Cluster, connections: number, body: unknown): Promise<Contender> {
  const remote = startRemote<EchoCalls>("echo-process.ts", cluster.logFile);
  const url = new URL(await remote.call("start"));
  const request = toRequest(url, { method: "POST", headers: {}, body });
  return {
    cpu: { API: remote.readCpu, load: readOwnCpu },
    run: (extent) => loadOver(() => openConnection(url), { connections, request, extent }),
    stop: remote.stop,
  };
}

type PgBossPeer = Awaited<ReturnType<typeof openPgBoss>>;
type GraphilePeer = Awaited<ReturnType<typeof openGraphileWorker>>;

/** pg-boss in this process, called by `callers` concurrent loops. */
export async function pgBoss(
  cluster: Cluster,
  callers: number,
  call: (peer: PgBossPeer) => Promise<unknown>,
): Promise<Contender> {
  const database = await cluster.createDatabase();
  const peer = await openPgBoss(database.url);
  return {
    cpu: { client: readOwnCpu },
    database,
    run: (extent) => closedLoop(callers, extent, () => call(peer)),
    stop: peer.stop,
  };
}

/** graphile-worker in this process, called by `callers` concurrent loops. */
export async function graphileWorker(
  cluster: Cluster,
  callers: number,
  call: (peer: GraphilePeer) => Promise<unknown>,
): Promise<Contender> {
  const database = await cluster.createDatabase();
  const peer = await openGraphileWorker(database.url);
  return {
    cpu: { client: readOwnCpu },
    database,
    run: (extent) => closedLoop(callers, extent, () => call(peer)),
    stop: peer.stop,
  };
}

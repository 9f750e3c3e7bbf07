/**
 * The cost of live updates for the worker: draining a backlog with and without listeners, also while another
 * organization changes 10,000 rows per second.
 */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Api, startApi } from "../gaffer/api.ts";
import type { DrainCalls } from "../processes/drain-process.ts";
import { startRemote } from "../remote.ts";
import { takeTurns } from "../rounds.ts";
import { pairedRatio } from "../statistics.ts";
import type { Bench, Part } from "./part.ts";

const limitSeconds = 10;
/** The rows of the changing organization. A statement changes `atOnce` of them, a hundred times per second. */
const changing = { rows: 5_000, atOnce: 100, everyMs: 10 };

interface Setting {
  /** Whether a stream is open for each organization, including the changing one. */
  listeners: boolean;
  /** Whether another organization's jobs change all the time. */
  changes: boolean;
}

export const events: Part = async (bench) => {
  const changesPerSecond: number[] = [];
  const received: number[] = [];
  const drainWith = (setting: Setting) => async () => {
    const measured = await drainOnce(bench, setting);
    if (setting.changes) changesPerSecond.push(Math.round(measured.changesPerSecond));
    if (setting.listeners) received.push(measured.received);
    return { rate: measured.rate };
  };
  const rates = await takeTurns(
    {
      "no stream": drainWith({ listeners: false, changes: false }),
      "a stream each": drainWith({ listeners: true, changes: false }),
      "changes, no stream": drainWith({ listeners: false, changes: true }),
      "changes, a stream each": drainWith({ listeners: true, changes: true }),
    },
    bench.sizes.rounds,
  );
  const ratios = {
    listening: pairedRatio(rates["a stream each"], rates["no stream"]),
    listeningToChanges: pairedRatio(rates["changes, a stream each"], rates["changes, no stream"]),
  };
  return {
    rates,
    lines: Object.entries(ratios).map(
      ([name, { median, min, max }]) => `${name}: ${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`,
    ),
    measured: { events: { ...ratios, changesPerSecond, received } },
  };
};

async function drainOnce({ cluster, sizes: { jobs, orgs: count, slots } }: Bench, { listeners, changes }: Setting) {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { settings: { LOG_LEVEL: "warn" } });
  const orgs = [api.org];
  while (orgs.length < count) orgs.push(await api.createOrg(`org-${orgs.length}`));
  await api.seed(orgs, jobs);
  const changingOrg = await api.createOrg("changing");
  const changer = await openChanger(database.url, changingOrg.orgId);
  await database.tidy();

  const streams = listeners ? await listen(api, [...orgs, changingOrg]) : undefined;
  const remote = startRemote<DrainCalls>("drain-process.ts", cluster.logFile);
  const settings = { WORKER_CONCURRENCY: String(slots) };
  const contender = { product: "gaffer" as const, dataDir: await cluster.dataDir(), settings };
  if (changes) changer.start();
  const { finished, seconds } = await remote.call("drain", {
    databaseUrl: database.url,
    contender,
    jobs,
    limitSeconds,
    postmasterPid: cluster.postmasterPid,
  });
  const changesPerSecond = await changer.stop();
  const received = streams?.stop() ?? 0;
  await remote.stop();
  await api.stop();
  await database.drop();
  return { rate: finished / seconds, changesPerSecond, received };
}

/** Reads a stream of each organization and discards its content. `stop` returns the number of bytes. */
async function listen(api: Api, orgs: Api["org"][]): Promise<{ stop(): number }> {
  const stop = new AbortController();
  let bytes = 0;
  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    for await (const chunk of body) bytes += chunk.length;
  }
  for (const { orgId, apiKey } of orgs) {
    const headers = { authorization: `Bearer ${apiKey}` };
    const { body } = await fetch(new URL(`/v1/orgs/${orgId}/live`, api.url), { headers, signal: stop.signal });
    read(body as ReadableStream<Uint8Array>).catch(() => {});
  }
  return {
    stop() {
      stop.abort();
      return bytes;
    },
  };
}

/** Changes the progress of ended jobs at a fixed rate. The worker doesn't drain these jobs. */
async function openChanger(databaseUrl: string, orgId: string) {
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c search_path=gaffer" });
  await client.connect();
  const { rows } = await client.query(
    `insert into jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
                       trigger, created_at, ended_at)
     select $1, gen_random_uuid(), 'file:profile', 'completed', 'normal', '{}', 1, gen_random_uuid(), now(), 60, 'system', 'api',
            now(), now()
       from generate_series(1, $2) returning id`,
    [orgId, changing.rows],
  );
  const ids: string[] = rows.map(({ id }) => id);
  let changed = 0;
  let startedAt = 0;
  let changes: Promise<void> = Promise.resolve();
  let isOver = false;
  /** Updates rows at the fixed rate. After a delay, updates rows faster until the rate is reached again. */
  async function change(): Promise<void> {
    while (!isOver) {
      const due = ((performance.now() - startedAt) / changing.everyMs) * changing.atOnce;
      if (changed >= due) await wait(changing.everyMs);
      const from = changed % ids.length;
      const some = ids.slice(from, from + changing.atOnce);
      await client.query("update jobs set progress = (progress + 1) % 100 where org_id = $1 and id = any($2)", [
        orgId,
        some,
      ]);
      changed += some.length;
    }
  }
  return {
    start() {
      startedAt = performance.now();
      changes = change();
    },
    async stop(): Promise<number> {
      isOver = true;
      await changes;
      const seconds = (performance.now() - startedAt) / 1_000;
      await client.end();
      return startedAt === 0 ? 0 : changed / seconds;
    },
  };
}

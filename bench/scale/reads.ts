/** PostgreSQL's time for reads of organizations with a long history, requested over HTTP. */
import type { BenchDatabase } from "../cluster.ts";
import type { Api, Org } from "../gaffer/api.ts";
import { toTable } from "../report.ts";
import { countStatements, readStatements } from "../statements.ts";
import { percentile } from "../statistics.ts";
import { type History, historyDays } from "./history.ts";

/** Times in milliseconds. */
export interface Times {
  p50: number;
  p99: number;
  max: number;
}

export type ReadTimes = Record<string, { first: Times; deep?: Times }>;

/** Number of requests of each list. Half of them go to the largest organization. */
const requests = 48;
/** The second page that is measured. */
const deepPage = 50;
const pageSize = 50;
/** Number of the requests that go on to the deep page. */
const deepRequests = 12;

type Query = Record<string, string>;

/** The single filters. `turn` chooses among their values. */
const filtersOf = ({ values }: History): Record<string, (turn: number) => Query> => {
  const choose = (name: keyof typeof values) => (turn: number) => ({
    [name]: values[name][turn % values[name].length] ?? "",
  });
  return {
    status: choose("status"),
    type: choose("type"),
    creator: choose("createdBy"),
    schedule: choose("scheduleId"),
    time: (turn) => timeRange(turn),
  };
};

/** A range of one to five days. */
function timeRange(turn: number): Query {
  const day = 86_400_000;
  const from = Date.now() - (1 + ((turn * 7) % (historyDays - 6))) * day;
  return {
    createdFrom: new Date(from).toISOString(),
    createdBefore: new Date(from + (1 + (turn % 5)) * day).toISOString(),
  };
}

/** All lists without filters, with one filter and with two. */
function listsOf(history: History): Record<string, (turn: number) => Query> {
  const filters = Object.entries(filtersOf(history));
  const pairs = filters.flatMap(([one, oneOf], index) =>
    filters.slice(index + 1).map(([other, otherOf]) => [
      `${one} + ${other}`,
      // The second filter changes its value only after the first has had each of its values.
      (turn: number) => ({ ...oneOf(turn), ...otherOf(Math.floor(turn / 4)) }),
    ]),
  );
  return { "no filter": () => ({}), ...Object.fromEntries(filters), ...Object.fromEntries(pairs) };
}

export async function measureReads(database: BenchDatabase, api: Api, history: History): Promise<ReadTimes> {
  await countStatements(database);
  const read = createRead(database, api);
  const times: ReadTimes = {};
  for (const [name, queryOf] of Object.entries(listsOf(history))) {
    const first: number[] = [];
    const deep: number[] = [];
    for (let turn = 0; turn < requests; turn++) {
      const org = turnOrg(history, turn);
      // Two turns ask the same of two organizations.
      const query = { ...queryOf(Math.floor(turn / 2)), limit: String(pageSize) };
      const { ms, next } = await read(org, "/jobs", query);
      first.push(ms);
      if (turn < deepRequests) deep.push(...(await readDeep(org, query, next)));
    }
    times[name] = { first: toTimes(first), ...(deep.length > 0 && { deep: toTimes(deep) }) };
  }
  for (const [name, path] of statistics) {
    const ms: number[] = [];
    for (let turn = 0; turn < requests; turn++) ms.push((await read(turnOrg(history, turn), path, {})).ms);
    times[name] = { first: toTimes(ms) };
  }
  return times;

  /** Reads pages up to the deep one. Returns its time, or nothing if the list ends before it. */
  async function readDeep(org: Org, query: Query, firstCursor: string | null): Promise<number[]> {
    let cursor = firstCursor;
    for (let page = 2; cursor; page++) {
      const { ms, next } = await read(org, "/jobs", { ...query, cursor }, { once: page < deepPage });
      if (page === deepPage) return [ms];
      cursor = next;
    }
    return [];
  }
}

const statistics = [
  ["statistics", "/jobs/stats"],
  ["timeline, hour", "/jobs/timeline?period=hour"],
  ["timeline, day", "/jobs/timeline?period=day"],
  ["timeline, week", "/jobs/timeline?period=week"],
] as const;

/** The largest organization and another one in turns. */
const turnOrg = ({ orgs }: History, turn: number): Org =>
  (turn % 2 === 0 ? orgs[0] : orgs[1 + (Math.floor(turn / 2) % (orgs.length - 1))]) as Org;

/**
 * Returns a function that sends a request and returns PostgreSQL's time for its statements, planning included. It
 * returns the shortest of three times, because other work on the machine interrupts some. `once`: sends the request once, for its cursor.
 */
function createRead(database: BenchDatabase, api: Api) {
  return async ({ orgId, apiKey }: Org, path: string, query: Query, { once = false } = {}) => {
    const url = new URL(`/v1/orgs/${orgId}${path}`, api.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    let ms = Number.POSITIVE_INFINITY;
    let next: string | null = null;
    for (let time = 0; time < (once ? 1 : 3); time++) {
      await database.query("select pg_stat_statements_reset()");
      const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });
      const body = (await response.json()) as { nextCursor?: string | null };
      if (!response.ok) throw new Error(`${url.pathname}${url.search}: ${JSON.stringify(body)}`);
      const statements = await readStatements(database);
      ms = Math.min(
        ms,
        statements.reduce((sum, { totalMs, planMs }) => sum + totalMs + planMs, 0),
      );
      next = body.nextCursor ?? null;
    }
    return { ms, next };
  };
}

const toTimes = (values: readonly number[]): Times => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  max: Math.max(...values),
});

export function toReadTable(times: ReadTimes): string {
  const cells = (of: Times | undefined) => (of ? [of.p50, of.p99].map((ms) => ms.toFixed(1)) : ["–", "–"]);
  const rows = Object.entries(times).map(([name, { first, deep }]) => [name, ...cells(first), ...cells(deep)]);
  return toTable(["PostgreSQL, ms", "first, p50", "p99", `page ${deepPage}, p50`, "p99"], rows);
}

/**
 * Hostile and large JSON bodies, sent by several organizations at once. Measures the longest response of `/livez`
 * meanwhile, the longest turn of the API's event loop in CPU time, and the growth of the API's resident memory.
 */
import { setTimeout as wait } from "node:timers/promises";
import { clockMs } from "../clock.ts";
import { type Api, type Org, startApi } from "../gaffer/api.ts";
import { toTable } from "../report.ts";
import type { Part } from "./part.ts";

const callers = 4;
const probeEveryMs = 5;
const mebibyte = 2 ** 20;
const size = 8 * mebibyte;

const fill = (head: string, part: string, tail: string) =>
  head + part.repeat(Math.floor((size - head.length - tail.length) / part.length)) + tail;

const job = (input: object) => ({ type: "http:request", input: { url: "https://example.com/", ...input } });
const batchOf = (item: (index: number) => object) =>
  JSON.stringify({ jobs: Array.from({ length: 1_000 }, (_, index) => item(index)) });
const headers = Array.from({ length: 15 }, (_, index) => ({ name: `x-${index}`, value: "v".repeat(400) }));

/**
 * The bodies by name. Each body is built when it is sent, because all bodies together would fill this process's memory.
 */
const bodies: Record<string, () => string> = {
  "[1,1,1,…]": () => fill('{"jobs":[', "1,", "1]}"),
  "unique names": () => `{${Array.from({ length: 600_000 }, (_, index) => `"n${index}":1`).join()}}`,
  "unique names within the budget": () =>
    `[${Array.from({ length: 4_900 }, (_, index) => `{${Array.from({ length: 9 }, (_, name) => `"n${index}_${name}":1`).join()}}`).join()}]`,
  "deep nesting": () => fill("", "[", ""),
  "one long text": () => fill('{"jobs":"', "x", '"}'),
  "escaped quotes": () => fill('{"jobs":"', '\\"', '"}'),
  "escaped letters": () => fill('{"jobs":"', "\\u00e9", '"}'),
  "a number of 8 million digits": () => fill('{"jobs":', "9", "}"),
  "huge exponents": () => fill('{"jobs":[', "1e400,", "1]}"),
  "white space": () => fill("", " ", "{}"),
  "1,000 invalid jobs": () => batchOf(() => ({ ...job({ method: "STEAL", body: "x".repeat(7_500) }), extra: 1 })),
  "1,000 invalid small jobs": () => batchOf(() => ({ type: "http:request", input: { url: 1 }, priority: "urgent" })),
  "1,000 valid jobs with one text each": () => batchOf(() => job({ method: "POST", body: "x".repeat(8_000) })),
  "1,000 valid jobs with 15 headers each": () => batchOf(() => job({ headers })),
};

export const bodiesPart: Part = async ({ cluster }) => {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url);
  const orgs = await Promise.all(Array.from({ length: callers }, (_, index) => api.createOrg(`caller-${index}`)));
  // Warms up the API, because the first requests compile its validators.
  for (const name of ["1,000 invalid small jobs", "1,000 valid jobs with 15 headers each"])
    await send(api, orgs.slice(0, 1), bodies[name]?.() ?? "");

  const measured: Record<string, object> = {};
  const rows: string[][] = [];
  for (const [name, make] of Object.entries(bodies)) {
    const body = make();
    const before = await api.remote.call("usage");
    await api.remote.call("watchTurns");
    const probe = startProbe(api);
    const answers = await send(api, orgs, body);
    const longestMs = await probe.stop();
    const turnMs = await api.remote.call("longestTurn");
    const after = await api.remote.call("usage");
    const growthMiB = (after.rssBytes - before.rssBytes) / mebibyte;
    const bytesMiB = Buffer.byteLength(body) / mebibyte;
    measured[name] = { bytesMiB, longestMs, turnMs, growthMiB, residentMiB: after.rssBytes / mebibyte, answers };
    rows.push([
      name,
      bytesMiB.toFixed(1),
      [...new Set(answers)].join(", "),
      longestMs.toFixed(0),
      turnMs.toFixed(0),
      growthMiB.toFixed(0),
    ]);
  }
  await api.stop();
  await database.drop();
  const head = [
    `${callers} callers at once`,
    "MiB",
    "answer",
    "longest /livez, ms",
    "longest turn, CPU ms",
    "memory grew by MiB",
  ];
  return { measured: { bodies: measured }, lines: [toTable(head, rows)] };
};

function send({ url }: Api, orgs: readonly Org[], body: string): Promise<number[]> {
  return Promise.all(
    orgs.map(async ({ orgId, apiKey }) => {
      const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
      const answer = await fetch(`${url}/v1/orgs/${orgId}/jobs/batch`, { method: "POST", headers, body });
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
}

/** Requests `/livez` in a loop and records the longest response. */
function startProbe({ url }: Api) {
  let isOver = false;
  let longestMs = 0;
  const asking = (async () => {
    while (!isOver) {
      const startedAt = clockMs();
      await (await fetch(`${url}/livez`)).text();
      longestMs = Math.max(longestMs, clockMs() - startedAt);
      await wait(probeEveryMs);
    }
  })();
  return {
    async stop(): Promise<number> {
      isOver = true;
      await asking;
      return longestMs;
    },
  };
}

/** The cost of an idle product: all three roles in one process, as with `npm start`. */
import { setTimeout as wait } from "node:timers/promises";
import { startApi } from "../gaffer/api.ts";
import { countStatements, readStatements } from "../statements.ts";
import type { Part } from "./part.ts";

const settleSeconds = 3;

export const idle: Part = async ({ cluster, sizes: { idleSeconds: seconds } }) => {
  const database = await cluster.createDatabase();
  const api = await startApi(cluster, database.url, { role: "all" });
  await wait(settleSeconds * 1000);
  await countStatements(database);
  const before = await api.remote.call("usage");
  await wait(seconds * 1000);
  const after = await api.remote.call("usage");
  const statements = await readStatements(database);
  await api.stop();
  await database.drop();

  const statementsPerSecond = statements.reduce((sum, { calls }) => sum + calls, 0) / seconds;
  const cpuPercent = (after.cpuMs - before.cpuMs) / (seconds * 10);
  const databaseMsPerSecond = statements.reduce((sum, { totalMs }) => sum + totalMs, 0) / seconds;
  const most = statements
    .toSorted((a, b) => b.calls - a.calls)
    .slice(0, 6)
    .map(({ calls, query }) => `  ${(calls / seconds).toFixed(2).padStart(6)} /s  ${query.slice(0, 100)}`);
  return {
    measured: {
      idle: { seconds, statementsPerSecond, cpuPercent, databaseMsPerSecond, rssMiB: after.rssBytes / 2 ** 20 },
    },
    lines: [
      `${statementsPerSecond.toFixed(2)} statements/s, which take ${databaseMsPerSecond.toFixed(2)} ms of each second`,
      `${cpuPercent.toFixed(2)} % of one core, ${Math.round(after.rssBytes / 2 ** 20)} MiB`,
      ...most,
    ],
  };
};

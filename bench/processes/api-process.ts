/** The product's API, started as in `main.ts`, with its log on standard output. */

import { createPool } from "../../apps/api/src/db/pools.ts";
import { createOrgWithKey } from "../../apps/api/src/demo/demo-org.ts";
import { readConfig } from "../../apps/api/src/server/config.ts";
import { openLog } from "../../apps/api/src/server/log.ts";
import { type Gaffer, start } from "../../apps/api/src/server/start.ts";
import type { Settings } from "../gaffer/worker.ts";
import { answerCalls } from "../remote.ts";
import { watchTurns } from "./longest-turn.ts";
import { processUsage } from "./process-usage.ts";

interface StartOptions {
  databaseUrl: string;
  dataDir: string;
  role: "api" | "all";
  settings: Settings | undefined;
}

let gaffer: Gaffer | undefined;
let databaseUrl: string;
let longestTurn = () => 0;

const calls = {
  async start({ settings, ...options }: StartOptions) {
    databaseUrl = options.databaseUrl;
    const { dataDir, role } = options;
    const config = readConfig({
      NODE_ENV: "production",
      ...settings,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      ROLE: role,
      PORT: "0",
    });
    gaffer = await start(config, (await openLog(config, process.stdout)).log);
    if (!gaffer.url || !gaffer.demo) throw new Error("the API doesn't listen");
    return { url: gaffer.url, org: gaffer.demo };
  },
  async createOrg(name: string) {
    const pool = createPool(databaseUrl, "gaffer_api", { max: 1 });
    try {
      return await createOrgWithKey(pool, new Date(), {
        org: name,
        email: `${name}@example.com`,
        key: name,
        plan: "enterprise",
      });
    } finally {
      await pool.end();
    }
  },
  usage: processUsage,
  watchTurns() {
    longestTurn = watchTurns();
  },
  /** Returns the longest turn of the API's event loop, in milliseconds of CPU time. */
  longestTurn: () => longestTurn(),
};

export type ApiCalls = typeof calls;

answerCalls(calls, async () => {
  await gaffer?.stop();
});

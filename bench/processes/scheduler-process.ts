/** The product's scheduler, started as in `main.ts`, with its log on standard output. */
import { readConfig } from "../../apps/api/src/server/config.ts";
import { openLog } from "../../apps/api/src/server/log.ts";
import { type Gaffer, start } from "../../apps/api/src/server/start.ts";
import type { Settings } from "../gaffer/worker.ts";
import { answerCalls } from "../remote.ts";

let gaffer: Gaffer | undefined;

const calls = {
  async start({ databaseUrl, dataDir, settings }: { databaseUrl: string; dataDir: string; settings: Settings }) {
    const config = readConfig({
      NODE_ENV: "production",
      ...settings,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      ROLE: "scheduler",
    });
    gaffer = await start(config, (await openLog(config, process.stdout)).log);
  },
};

export type SchedulerCalls = typeof calls;

answerCalls(calls, async () => {
  await gaffer?.stop();
});

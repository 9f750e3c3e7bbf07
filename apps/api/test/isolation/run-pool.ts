/** A process with an isolated handler that loops forever. A test kills it. */
import { pino } from "pino";
import { createProcessPool } from "../../src/modules/jobs/worker/isolation/process-pool.ts";
import { handlersUrl } from "./isolated-gaffer.ts";
import { contextOf } from "./job-context.ts";

const pool = createProcessPool({
  type: "file:profile",
  moduleUrl: handlersUrl,
  memoryLimitMb: 64,
  env: { MEETING_PORT: process.argv[2] ?? "" },
  size: 1,
  log: pino({ level: "silent" }),
  stopGraceMs: 1_000,
});
await pool.run(contextOf("meetAndLoop"));

/** Runs docs/tour.md line by line against the real process. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { type GafferProcess, startProcess } from "./gaffer-process.ts";

const root = path.join(import.meta.dirname, "../../../..");
const section = "--- next block ---";

let database: TestDatabase;
let dataDir: string;
let gaffer: GafferProcess;

beforeAll(async () => {
  database = await cloneDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-tour-"));
  gaffer = startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir });
});
afterAll(async () => {
  gaffer?.child.kill("SIGTERM");
  await gaffer?.exit;
  await rm(dataDir, { recursive: true, force: true });
  await database?.drop();
});

describe("docs/tour.md", () => {
  test("shows the documented output, block by block", async () => {
    const { url, orgId, apiKey } = await gaffer.demo();
    const [intro, ...blocks] = await shellBlocks();
    expect(intro).toMatch(/^export GAFFER_URL=/);
    // `npm run tour` starts the same file, but needs pnpm from the registry.
    const npm = `npm() { [ "$1 $2 $3" = "run -s tour" ] && "${process.execPath}" examples/tour.ts "\${@:5}"; }`;
    const script = [`set -euo pipefail\n${npm}`, ...blocks].join(`\necho; echo '${section}'\n`);
    const env = { ...process.env, GAFFER_URL: url, GAFFER_ORG: orgId, GAFFER_API_KEY: apiKey, NO_COLOR: "1" };
    const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: root, env });

    const shown = stdout.split(section).slice(1);
    expect(shown).toHaveLength(blocks.length);
    const [, job, schedule, monthly, call, imported, system, sdk, problem] = shown;
    expect(job).toMatch(/completed[\s\S]*Reading orders\.csv[\s\S]*rows: 200/);
    expect(schedule).toMatch(/T09:00:00-0[45]:00[\s\S]*trigger: 'manual'/);
    expect(monthly).toMatch(/T18:00:00/);
    expect(call).toMatch(/completed|failed/);
    expect(imported).toMatch(/created: 2[\s\S]*2026-02-01T00:00:00[\s\S]*4,\/from,must be a date-time/);
    expect(system).toMatch(/storage:cleanup[\s\S]*jobs:prune|jobs:prune[\s\S]*storage:cleanup/);
    expect(sdk).toMatch(/200 rows, 2 of them ragged[\s\S]*Every weekday at nine/);
    expect(problem).toMatch(/\/input\/fileId/);
  });
});

async function shellBlocks(): Promise<string[]> {
  const tour = await readFile(path.join(root, "docs/tour.md"), "utf8");
  return [...tour.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block as string);
}

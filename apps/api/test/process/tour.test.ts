/** Runs docs/tour.md and docs/api.md line by line against the real process. */
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
    // `npm run tour` starts the same file, but needs pnpm from the registry.
    const npm = `npm() { [ "$1 $2 $3" = "run -s tour" ] && "${process.execPath}" examples/tour.ts "\${@:5}"; }`;
    const shown = await runBlocks("docs/tour.md", npm);
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

describe("docs/api.md", () => {
  test("shows the documented output, block by block", async () => {
    const [names, key, signUp, file, job, batch, read, list, page, changed, ended, bulk, schedule, live, problem] =
      await runBlocks("docs/api.md");
    expect(names).toBe("");
    expect(key).toMatch(/^gf_\w+/);
    expect(signUp).toMatch(/^HTTP\/1\.1 202/);
    expect(file).toContain("order");
    expect(job).toMatch(/^HTTP\/1\.1 201[\s\S]*idempotent-replayed: true/i);
    expect(batch).toContain("[ 'report:generate', 'report:generate' ]");
    expect(read).toMatch(/^200\n[\s\S]*Reading orders\.csv/);
    expect(list).toMatch(/^\d+\n\{"count":\d+,"more":false\}$/);
    expect(page).toBe("1");
    expect(changed).toBe("high\n/problems/precondition-failed");
    expect(ended).toBe("cancelled\n1");
    expect(bulk).toMatch(/^\{"changed":\d+,/);
    expect(schedule).toMatch(/^3\n[\w-]{36}\npaused$/);
    expect(live).toContain("event: reset");
    const { type, errors } = JSON.parse(problem ?? "");
    expect(type).toBe("/problems/invalid-request");
    expect(errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      "/input/from",
      "/input/to",
      "/priority",
    ]);
  });
});

/** Runs the blocks of a page after the first, which sets the variables. Returns what each of them prints. */
async function runBlocks(page: string, prelude = ""): Promise<string[]> {
  const { url, orgId, apiKey } = await gaffer.demo();
  const [intro, ...blocks] = await shellBlocks(page);
  expect(intro).toMatch(/^export GAFFER_URL=/);
  const script = [`set -euo pipefail\n${prelude}`, ...blocks].join(`\necho; echo '${section}'\n`);
  const env = { ...process.env, GAFFER_URL: url, GAFFER_ORG: orgId, GAFFER_API_KEY: apiKey, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: root, env });
  const shown = stdout.split(section).slice(1);
  expect(shown).toHaveLength(blocks.length);
  return shown.map((text) => text.trim());
}

async function shellBlocks(page: string): Promise<string[]> {
  const text = await readFile(path.join(root, page), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block as string);
}

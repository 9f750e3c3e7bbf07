/** `npm start` on a terminal, which `script` emulates. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../../../..");
const ctrlC = "\u0003";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-terminal-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe("npm start on a terminal", () => {
  test("prints readable lines and the banner once, and stops with PostgreSQL at one Ctrl-C without an error", async () => {
    // npm needs more environment variables than the server, such as the registry's address.
    const env = { TERM: "xterm", ...process.env, NODE_ENV: "", DATABASE_URL: "", PORT: "0", DATA_DIR: dataDir };
    const terminal = spawn("script", ["-qec", "npm start", "/dev/null"], { cwd: root, env });
    let output = "";
    const banner = Promise.withResolvers<void>();
    terminal.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (/GAFFER_API_KEY=\S+\s/.test(output)) banner.resolve();
    });
    const ended = once(terminal, "close");
    await Promise.race([banner.promise, ended]);
    const [postgres] = (await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n");
    terminal.stdin.write(ctrlC);
    const [exitCode] = await ended;

    const shown = stripVTControlCharacters(output).replaceAll("\r", "");
    // The signal may end npm itself, which gives the exit code 130.
    expect([0, 130], shown).toContain(exitCode);
    expect(shown).toMatch(/\] INFO: stopping .*\n\[.*\] INFO: stopped\n/);
    expect(shown).not.toMatch(/ERROR|FATAL|ELIFECYCLE|npm err|^ +at |\{"level"|GAFFER_DEMO/im);
    expect(shown).toMatch(/\nGaffer runs \(role: all\)\.\n(\n| {2}.*\n)+ {2}export GAFFER_URL=.*\n/);
    for (const once of ["Gaffer runs", "GAFFER_API_KEY", "scripts/serve.ts", "stopping", "stopped"]) {
      expect(shown.split(once), once).toHaveLength(2);
    }
    expect(() => process.kill(Number(postgres), 0)).toThrow("ESRCH");
  });
});

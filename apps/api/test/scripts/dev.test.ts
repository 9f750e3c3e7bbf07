/** `npm run dev` in a copy of the workspace, whose files the test saves. */
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdFreePort } from "../harness/held-port.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let workspace: WorkspaceCopy;
let dev: ChildProcess;
let portHolders: Socket[] = [];
let appUrl: string;
let apiUrl: string;
let demo: { orgId: string; apiKey: string };
const lines: string[] = [];
const output = new EventEmitter();

beforeAll(async () => {
  workspace = await copyWorkspace();
  const [api, web] = [await holdFreePort(), await holdFreePort()];
  portHolders = [api.holder, web.holder];
  [apiUrl, appUrl] = [`http://127.0.0.1:${api.port}`, `http://localhost:${web.port}`];
  const ports = { PORT: String(api.port), WEB_PORT: String(web.port) };
  dev = spawn(process.execPath, [workspace.path("scripts/dev.ts")], {
    env: { PATH: process.env.PATH, DATA_DIR: workspace.path(".gaffer"), ...ports },
    stdio: ["ignore", "pipe", "pipe"],
    // Starts a process group of its own, as a terminal does.
    detached: true,
  });
  for (const stream of [dev.stdout, dev.stderr]) {
    createInterface({ input: stream as NodeJS.ReadableStream }).on("line", (line) => {
      lines.push(line);
      output.emit("line");
    });
  }
  await ready(1);
  demo = JSON.parse(lines.find((line) => line.startsWith("GAFFER_DEMO "))?.slice("GAFFER_DEMO ".length) ?? "");
});
afterAll(async () => {
  if (dev.exitCode === null && dev.signalCode === null) process.kill(-Number(dev.pid), "SIGKILL");
  for (const holder of portHolders) holder.destroy();
  await workspace.remove();
});

describe("npm run dev", () => {
  test("reports a wrong spec and serves on, then generates the saved one and restarts the server", async () => {
    await edit("packages/contracts/spec/routes/usage.tsp", "plan: string;", "plan: text;");
    await printed(/usage\.tsp:\d+:\d+ - error invalid-ref/);
    expect((await request("/usage")).status).toBe(200);
    await edit(
      "packages/contracts/spec/routes/usage.tsp",
      "plan: text;",
      "plan: string;\n /** A field. */ field?: string;",
    );
    await ready(2);
    expect(await (await fetch(`${apiUrl}/openapi.json`)).text()).toContain("A field.");
  });

  test("serves a saved file of the web app", async () => {
    const page = () => fetch(`${appUrl}/src/main.tsx`).then((response) => response.text());
    expect(await page()).not.toContain("savedAgain");
    await workspace.write(
      "apps/web/src/main.tsx",
      `${await workspace.read("apps/web/src/main.tsx")}\nconst savedAgain = 1;\n`,
    );
    await expect.poll(page).toContain("savedAgain");
  });

  test("restarts the server with a saved file of the API, and keeps the data", async () => {
    const created = await request("/jobs", { type: "report:generate", input: period, runAt: tomorrow });
    const { id } = (await created.json()) as { id: string };
    await edit("apps/api/src/main.ts", "Gaffer runs", "Gaffer restarted");
    await ready(3);
    expect(lines.join("\n")).toContain("Gaffer restarted (role: all)");
    expect(await (await request(`/jobs/${id}`)).json()).toMatchObject({ id, status: "pending" });
  });

  test("ends at Ctrl-C with all its processes, while a stream is open and a type check runs", async () => {
    await expect.poll(typeChecks, { interval: 10 }).toHaveLength(1);
    const stream = await request("/live");
    const [postgres] = (await workspace.read(".gaffer/postgres/postmaster.pid")).split("\n");
    const exited = once(dev, "exit");
    process.kill(-Number(dev.pid), "SIGINT");
    // When the third server has stopped, the type check has also ended. Without the signal it would run for some more
    // seconds.
    await printed(/"msg":"stopped"/, 3);
    expect(typeChecks()).toEqual([]);
    expect(await exited).toEqual([0, null]);
    await expect(stream.text()).rejects.toThrow("terminated");
    expect(() => process.kill(-Number(dev.pid), 0)).toThrow("ESRCH");
    expect(() => process.kill(Number(postgres), 0)).toThrow("ESRCH");
  });
});

/** The process ids of TypeScript's compilers that run in the copy. */
function typeChecks(): string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      const isCompiler = readFileSync(`/proc/${id}/cmdline`, "utf8").includes("/lib/tsc\0-p\0apps/api");
      return isCompiler && readlinkSync(`/proc/${id}/cwd`) === workspace.path(".");
    } catch {
      return false;
    }
  });
}

const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const period = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };

function ready(times: number): Promise<void> {
  return printed(/^dev: ready after/, times);
}

/** Resolves when `times` lines of the output match. */
async function printed(pattern: RegExp, times = 1): Promise<void> {
  const exited = once(dev, "exit").then(() => "exited");
  while (lines.filter((line) => pattern.test(line)).length < times) {
    if ((await Promise.race([once(output, "line"), exited])) === "exited") throw new Error(lines.join("\n"));
  }
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await workspace.read(file);
  expect(text).toContain(from);
  await workspace.write(file, text.replace(from, to));
}

/** Sends a request to the API through Vite's server, as the web app does. */
function request(resource: string, body?: unknown): Promise<Response> {
  return fetch(`${appUrl}/v1/orgs/${demo.orgId}${resource}`, {
    headers: { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
}

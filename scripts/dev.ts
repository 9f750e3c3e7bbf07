/**
 * `npm run dev`: runs the server and Vite, and restarts what a saved file affects. A saved spec file generates the
 * contract again, and the generated files restart the server. An error is printed, and the next save tries again. Vite
 * updates the page itself. Data stays in `.gaffer`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, watch } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const webUrl = `http://localhost:${process.env.WEB_PORT ?? 5173}`;
/** Waits this many milliseconds for further changes: editors and the generator write files in several steps. */
const settleMs = 50;
const env = { APP_URL: webUrl, SHUTDOWN_GRACE_SECONDS: "0", ...process.env };

let stopping = false;
const running = new Set<Running>();

interface Running {
  child: ChildProcess;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

type End = (child: ChildProcess) => void;

/**
 * Ends a process that has nothing to close. TypeScript's compiler ignores SIGINT and SIGTERM until it has checked
 * everything.
 */
const kill: End = (child) => void child.kill("SIGKILL");

/** Ends the server. The second SIGTERM hands back jobs whose handlers don't stop. SIGKILL ends a blocked event loop. */
const close: End = (child) => {
  child.kill("SIGTERM");
  const timers = [setTimeout(() => child.kill("SIGTERM"), 1_000), setTimeout(kill, 3_000, child)];
  child.once("exit", () => timers.forEach(clearTimeout));
};

function run(name: string, args: readonly string[], end: End = kill): Running {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const exited = once(child, "exit");
  let ended = false;
  const started: Running = {
    child,
    async stop() {
      if (!ended) end(child);
      ended = true;
      await exited;
    },
  };
  running.add(started);
  child.once("exit", (code) => {
    running.delete(started);
    if (!ended && !stopping && code) print(`${name} failed; the next save tries again`);
    ended = true;
  });
  return started;
}

/** A command that runs as one process at a time. `restart` ends that process before it starts the next one. */
function command(
  name: string,
  args: readonly string[],
  options: { end?: End; started?: (child: ChildProcess, savedAt: number) => void } = {},
) {
  let current: Running | undefined;
  let savedAt = 0;
  let restarting = false;

  async function restart(): Promise<void> {
    savedAt = performance.now();
    if (restarting) return;
    restarting = true;
    for (let handled = 0; handled !== savedAt && !stopping; ) {
      handled = savedAt;
      await stop();
      if (stopping) break;
      current = run(name, args, options.end);
      options.started?.(current.child, handled);
    }
    restarting = false;
  }
  const stop = async () => current?.stop();
  return { restart, stop };
}

function onSave(folders: readonly string[], act: () => unknown): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    watch(path.join(root, folder), { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|json|sql|tsp)$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(act, settleMs);
    });
  }
}

const print = (text: string) => console.log(`dev: ${text}`);

const typeCheck = command("the type check", ["node_modules/typescript/bin/tsc", "-p", "apps/api"]);
const server = command("the server", ["apps/api/src/main.ts"], {
  end: close,
  started(child, savedAt) {
    // Stops the type check, which would slow down the start.
    void typeCheck.stop();
    // The server sends a message when it is ready.
    child.once("message", () => {
      print(`ready after ${((performance.now() - savedAt) / 1000).toFixed(1)} s at ${webUrl}`);
      void typeCheck.restart();
    });
  },
});
function startGenerator(): ChildProcess {
  const { child } = run("the generator", ["packages/contracts/generate.ts", "--on-message"]);
  return child.on("message", () => {
    print("generated the contract");
    // A changed contract restarts the server, which stops this type check. The type check starts again when the server
    // is ready.
    void typeCheck.restart();
  });
}
let generator = startGenerator();
function generate(): void {
  // Stops the type check, which would slow down the generator.
  void typeCheck.stop();
  if (!generator.connected) generator = startGenerator();
  generator.send("generate");
}

const packages = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}/src`);
onSave(["packages/contracts/spec"], generate);
onSave(
  ["apps/api/src", "apps/api/migrations", "packages/contracts/generated", ...packages].filter((folder) =>
    existsSync(path.join(root, folder)),
  ),
  server.restart,
);

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([...running].map((started) => started.stop()));
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

const vite = createRequire(path.join(root, "apps/web/package.json")).resolve("vite/package.json");
run("Vite", [
  path.join(path.dirname(vite), "bin/vite.js"),
  "apps/web",
  "--strictPort",
  "--port",
  new URL(webUrl).port,
  "--clearScreen",
  "false",
]);
await server.restart();

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import type { Binaries } from "./binaries.ts";

/** How PostgreSQL's programs are started: the user, and a command that is put in front. */
export interface RunAs {
  /** The user who owns PostgreSQL's files. `null`: the user of this process. */
  owner: Owner | null;
  /** The major version of the programs, e.g. `18`. */
  majorVersion: string;
  /** Starts a long-lived program in its own process group. Its output goes to the open file `outputFd`. */
  start(program: string, args: string[], outputFd: number): ChildProcess;
  /** Runs a program and resolves when it has ended. */
  run(program: string, args: string[]): Promise<Finished>;
}

export interface Owner {
  uid: number;
  gid: number;
}

export interface Finished {
  /** Exit code. `null` if the program was killed or could not be started. */
  code: number | null;
  /** Standard output and standard error, mixed. */
  output: string;
}

interface Way {
  prefix: string[];
  as: Owner | null;
}

const NOBODY = process.platform === "darwin" ? 4294967294 : 65534;

/**
 * PostgreSQL refuses to run as root, so root starts it as another user. Which method works depends on the machine
 * (container, hardened kernel, private home folder). Tries `postgres --version` with each method from inside the data
 * folder and uses the first method that works. Throws with the output of each method when none works.
 */
export async function chooseRunAs(binaries: Binaries, dataDir: string, clusterDir: string): Promise<RunAs> {
  const failures: string[] = [];
  for (const way of await possibleWays(clusterDir)) {
    const { code, output } = await probe(way, dataDir, binaries.postgres);
    const majorVersion = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
    if (code === 0 && majorVersion !== undefined) {
      return {
        owner: way.as,
        majorVersion,
        start: (program, args, outputFd) => launch(way, program, args, { stdio: ["ignore", outputFd, outputFd] }),
        run: (program, args) => finish(launch(way, program, args, { stdio: ["ignore", "pipe", "pipe"] })),
      };
    }
    failures.push(`  ${[...way.prefix, binaries.postgres].join(" ")}: ${output.trim() || `exit code ${code}`}`);
  }
  throw new Error(
    `The embedded PostgreSQL can't run here in ${dataDir}. Run as an ordinary user, or set DATABASE_URL to a ` +
      `PostgreSQL server. Tried:\n${failures.join("\n")}`,
  );
}

async function possibleWays(clusterDir: string): Promise<Way[]> {
  // `--pdeathsig` makes the kernel stop PostgreSQL (fast shutdown) when the thread that started PostgreSQL ends. So the
  // main thread must start PostgreSQL.
  const setpriv = ["setpriv", "--pdeathsig", "INT"];
  const plain: Way = { prefix: [], as: null };
  if (process.platform !== "linux" && process.getuid?.() !== 0) return [plain];
  if (process.getuid?.() !== 0) return [{ prefix: setpriv, as: null }, plain];

  const as = await clusterOwner(clusterDir);
  const dropped = [...setpriv, `--reuid=${as.uid}`, `--regid=${as.gid}`, "--clear-groups"];
  // If the data folder is in a folder that is closed to other users (/root is 0700), the new user keeps one capability,
  // to pass through it. PostgreSQL checks its own programs with access(2), which honors the capability only with
  // no_setuid_fixup.
  const passing = [
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--securebits=+no_setuid_fixup",
  ];
  return [
    { prefix: dropped, as },
    { prefix: [...dropped, ...passing], as },
    { prefix: [], as },
  ];
}

/**
 * Returns the owner of an existing cluster, who may be an ordinary user even if root starts PostgreSQL now. Default:
 * `nobody`.
 */
async function clusterOwner(clusterDir: string): Promise<Owner> {
  const found = await stat(clusterDir).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : { uid: NOBODY, gid: NOBODY };
}

function probe(way: Way, dataDir: string, postgres: string): Promise<Finished> {
  const stdio: SpawnOptions["stdio"] = ["ignore", "pipe", "pipe"];
  if (process.platform === "win32") return finish(launch(way, postgres, ["--version"], { stdio }));
  const script = 'cd "$1" && exec "$2" --version';
  return finish(launch(way, "/bin/sh", ["-c", script, "sh", dataDir, postgres], { stdio }));
}

function launch({ prefix, as }: Way, program: string, args: string[], options: SpawnOptions): ChildProcess {
  const [file = program, ...rest] = [...prefix, program, ...args];
  const posix = process.platform !== "win32";
  return spawn(file, rest, {
    ...options,
    windowsHide: true,
    env: childEnvironment(),
    // A process group of its own, because Ctrl-C signals the whole group and PostgreSQL must outlive the running jobs.
    ...(posix && { detached: true, cwd: "/" }),
    // Without a prefix command, Node changes the user; a prefix command changes the user itself. The uid of macOS's
    // nobody is -2, which must fit 32 bits.
    ...(as && prefix.length === 0 && { uid: as.uid | 0, gid: as.gid | 0 }),
  });
}

/**
 * Returns a fixed environment. PostgreSQL's user could read this process's environment, with its secrets, in /proc.
 * PGPORT, PGDATESTYLE or an unknown LANG would change the server's behavior. Only Windows can't start a program without
 * the inherited environment.
 */
function childEnvironment(): NodeJS.ProcessEnv {
  const fixed = { LC_ALL: "C", TZ: "UTC" };
  if (process.platform !== "win32") return { PATH: "/usr/local/bin:/usr/bin:/bin", ...fixed };
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith("PG"));
  return { ...Object.fromEntries(inherited), ...fixed };
}

function finish(child: ChildProcess): Promise<Finished> {
  const { promise, resolve } = Promise.withResolvers<Finished>();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.once("error", (error) => resolve({ code: null, output: output + error.message }));
  child.once("close", (code) => resolve({ code, output }));
  return promise;
}

import { type ExecFileException, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "../../../..");

export interface RunResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A copy of the workspace that a test may change. Installed packages are links to those of the workspace. */
export interface WorkspaceCopy {
  /** Runs a script of the copy with Node. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<RunResult>;
  /** The path of a file of the copy. */
  path(file: string): string;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  delete(file: string): Promise<void>;
  /** The text of each file by path. */
  snapshot(): Promise<Map<string, string>>;
  remove(): Promise<void>;
}

export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const copy = await realpath(await mkdtemp(path.join(tmpdir(), "gaffer-copy-")));
  const at = (file: string) => path.join(copy, file);
  // Copies neither the history of the repository nor the data of a local server.
  const entries = (await readdir(root)).filter((name) => !name.startsWith(".") || name === ".gitignore");
  for (const entry of entries.filter(isSource)) {
    await cp(path.join(root, entry), at(entry), {
      recursive: true,
      filter: (file) => isSource(path.relative(root, file)),
    });
  }
  const apps = (await readdir(path.join(root, "apps"))).map((name) => `apps/${name}`);
  const folders = [
    ".",
    ...apps,
    "packages/contracts",
    "packages/contracts/client",
    "packages/embedded-postgres",
    "packages/json-budget",
    "packages/safe-fetch",
    "packages/tabular",
  ].map((name) => `${name}/node_modules`);
  for (const folder of folders.filter((name) => existsSync(path.join(root, name)))) {
    await linkPackages(path.join(root, folder), at(folder), copy);
  }

  return {
    run: ([script = "", ...args], env = {}) => runNode(copy, [at(script), ...args], env),
    path: at,
    read: (file) => readFile(at(file), "utf8"),
    write: (file, text) => writeFile(at(file), text),
    delete: (file) => rm(at(file)),
    async snapshot() {
      const entries = await readdir(copy, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.relative(copy, path.join(parentPath, name)));
      const read = async (file: string) => [file, await readFile(at(file), "utf8")] as const;
      return new Map(await Promise.all(files.filter(isSource).sort().map(read)));
    },
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}

/**
 * Whether a file is source: neither installed nor built. `file`: path relative to the root of the workspace or copy.
 */
function isSource(file: string): boolean {
  return !/(^|[\\/])(node_modules|dist)([\\/]|$)/.test(file);
}

/**
 * Creates the copy's own `node_modules`, in which tools may keep caches. Links to packages of the workspace point into
 * the copy.
 */
async function linkPackages(installed: string, links: string, copy: string): Promise<void> {
  await mkdir(links);
  for (const name of await readdir(installed)) {
    const source = path.join(installed, name);
    if (name.startsWith(".vite")) continue;
    if (name === "@gaffer") await linkPackages(source, path.join(links, name), copy);
    else await symlink(copyOf(await realpath(source), copy), path.join(links, name));
  }
}

/** Returns the path in the copy for a file of the workspace. The path of an installed package doesn't change. */
function copyOf(file: string, copy: string): string {
  const relative = path.relative(root, file);
  return isSource(relative) && !relative.startsWith("..") ? path.join(copy, relative) : file;
}

function runNode(cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<RunResult> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const options = { cwd, env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env } };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, options, (error: ExecFileException | null, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** Writes the files that `new:job` and `new:operation` add to the repository: all of them or none. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const generatedFolder = "packages/contracts/generated";

/** Contents of files, by path relative to the repository's root. */
export type Texts = Record<string, string>;

/** Writes the files, generates the contract and formats. If a step fails, it restores every file. */
export function addSources(newFiles: Texts, changedFiles: Texts): void {
  const written = { ...newFiles, ...changedFiles };
  const generated = readdirSync(inRoot(generatedFolder)).map((file) => `${generatedFolder}/${file}`);
  const before = new Map([...Object.keys(changedFiles), ...generated].map((file) => [file, read(file)]));
  // Ctrl-C ends the running step. This process must survive Ctrl-C, because the step's failure makes it restore the
  // files.
  process.once("SIGINT", () => {});
  try {
    for (const [file, text] of Object.entries(written)) write(file, text);
    run("the generator", inRoot("packages/contracts/generate.ts"));
    const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
    const sources = Object.keys(written).filter((file) => file.endsWith(".ts"));
    run("Biome", biome, "check", "--write", "--linter-enabled=false", ...sources);
  } catch (error) {
    for (const file of Object.keys(newFiles)) rmSync(inRoot(file), { force: true });
    for (const [file, text] of before) write(file, text);
    throw new Error(`nothing was changed, because ${(error as Error).message}`);
  }
}

function run(name: string, ...args: string[]): void {
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  } catch (error) {
    throw new Error(`${name} failed: ${(error as { stderr?: string }).stderr?.trim() || (error as Error).message}`);
  }
}

export function inRoot(file: string): string {
  return path.join(root, file);
}

export function read(file: string): string {
  return readFileSync(inRoot(file), "utf8");
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  writeFileSync(inRoot(file), text);
}

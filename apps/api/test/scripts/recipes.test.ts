/**
 * Runs `npm run new:operation` and follows docs/recipes in a copy of the workspace, one recipe after the other: creates the files, applies the edits and runs the commands.
 * The commands that test and check what a recipe made take minutes, so only `npm run test:nightly` runs them. Here the result compiles.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const folder = path.join(import.meta.dirname, "../../../../docs/recipes");
const recipes = readdirSync(folder).filter((name) => name !== "README.md");
const runsAll = process.env.RECIPES === "all";
const timeout = runsAll ? 1_800_000 : 300_000;

interface Step {
  language: string;
  code: string;
  /** The file to which a code block belongs: the last path that the text before the block names. */
  file: string | undefined;
}

let workspace: WorkspaceCopy;
beforeAll(async () => {
  workspace = await copyWorkspace();
  await replaceNpx();
});
afterAll(() => workspace.remove());

/** Test files that fail without an example of the new operation. */
const testsOfAll = ["audit/changes.test.ts", "contract/held-bodies.test.ts", "tenancy/matrix/matrix.test.ts"]
  .map((name) => `apps/api/test/${name}`)
  .join(" ");

describe("new:operation", () => {
  // Only POST is tested here: the recipe of an operation runs the command for GET.
  test("POST › adds an operation and says what to do next", { timeout }, async () => {
    const { exitCode, output } = await shell("npm run -s new:operation -- sendGreetingCard POST /jobs/greeting-card");
    expect(exitCode, output).toBe(0);
    const files = filesOf("greeting-card");
    for (const file of files) expect(output).toContain(file);
    expect(output).toContain("npm test -- apps/api/test/api/greeting-card.test.ts");
    expect(output).toContain('client.http.POST("/v1/orgs/{orgId}/jobs/greeting-card", …)');
    if (runsAll) await succeed(`npm test -- ${files.at(-1)} ${testsOfAll}`);
  });

  test.concurrent.each([
    ["nothing", "", "name the operation, its method and its path"],
    ["a fourth word", "getThing GET /thing more", "name the operation, its method and its path"],
    ["an id with six words", "getTheVeryBestThingEver GET /thing", "at most five words"],
    ["another method", "getThing HEAD /thing", "GET or POST"],
    ["a path out of the spec", "getThing GET /../thing", "the path below /v1/orgs/{orgId}"],
    ["a path of the contract", "getThing GET /jobs", "there is packages/contracts/spec/routes/jobs.tsp"],
  ])("%s › is refused and changes nothing", async (_, args, reason) => {
    const { exitCode, output } = await shell(`node scripts/new-operation.ts ${args}`);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining(`new:operation: `) });
    expect(output).toContain(reason);
    for (const file of filesOf("thing")) expect(existsSync(workspace.path(file))).toBe(false);
  });
});

function filesOf(name: string): string[] {
  return [
    `packages/contracts/spec/routes/${name}.tsp`,
    `apps/api/src/modules/${name}/${name}.routes.ts`,
    `apps/api/test/api/${name}.test.ts`,
  ];
}

describe("docs/recipes", () => {
  test.each(recipes)("%s › works as it is written", { timeout }, async (name) => {
    for (const step of stepsOf(readFileSync(path.join(folder, name), "utf8"))) await follow(step);
  });

  test.each(["apps/api", "apps/web"])("all › compile together in %s", async (project) => {
    expect(await shell(`node_modules/.bin/tsc -p ${project}`)).toMatchObject({ exitCode: 0, output: "" });
  });
});

function stepsOf(markdown: string): Step[] {
  const parts = markdown.split(/^```(\w+)\n([\s\S]*?)^```$/m);
  return parts.flatMap((text, index) => {
    const [language, code] = parts.slice(index + 1, index + 3);
    if (index % 3 !== 0 || language === undefined || code === undefined) return [];
    return [{ language, code, file: [...text.matchAll(/`([\w./-]+\/[\w.-]+\.\w+)`/g)].at(-1)?.[1] }];
  });
}

async function follow({ language, code, file }: Step): Promise<void> {
  if (language === "sh") {
    for (const command of code.trim().split("\n").filter(runsHere)) await succeed(command);
  } else if (language === "diff") {
    await workspace.write("recipe.diff", code);
    await succeed("git apply --recount --unidiff-zero recipe.diff");
  } else {
    if (!file) throw new Error(`The text before this block names no file:\n${code}`);
    await workspace.write(file, code);
  }
}

function runsHere(command: string): boolean {
  return runsAll || !/^npm (test|run check)\b/.test(command);
}

async function succeed(command: string): Promise<void> {
  const { exitCode, output } = await shell(command);
  expect(exitCode, `${command}\n${output}`).toBe(0);
}

function shell(command: string): Promise<{ exitCode: number; output: string }> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const env = { ...Object.fromEntries(inherited), NO_COLOR: "1", PATH: `${workspace.path("bin")}:${process.env.PATH}` };
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], { cwd: workspace.path("."), env }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
    });
  });
}

/** The scripts of package.json call pnpm, which would install the copy's packages. They are linked already. */
async function replaceNpx(): Promise<void> {
  await mkdir(workspace.path("bin"));
  await workspace.write(
    "bin/npx",
    `#!/bin/sh
# npx -y pnpm@VERSION [--dir FOLDER] exec COMMAND…
shift 2
if [ "$1" = --dir ]; then cd "$2"; shift 2; fi
shift
PATH="$PWD/node_modules/.bin:$PATH" exec "$@"
`,
  );
  await chmod(workspace.path("bin/npx"), 0o755);
}

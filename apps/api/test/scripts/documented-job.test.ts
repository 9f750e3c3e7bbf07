/** Follows the example of docs/adding-a-job.md and compiles the README's code, in a copy of the workspace. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listJob } from "../../../../scripts/job-templates.ts";
import { copyWorkspace, type RunResult, type WorkspaceCopy } from "./workspace-copy.ts";

const root = path.join(import.meta.dirname, "../../../..");
const files = [
  "packages/contracts/spec/job-types/file.checksum.tsp",
  "apps/api/src/modules/jobs/handlers/file-checksum.handler.ts",
  "apps/api/test/handlers/file-checksum.test.ts",
];
const app = "apps/api/src/app.ts";

let workspace: WorkspaceCopy;
let generation: RunResult;
let compilations: RunResult[];

beforeAll(async () => {
  workspace = await copyWorkspace();
  const guide = await readFile(path.join(root, "docs/adding-a-job.md"), "utf8");
  for (const file of files) await workspace.write(file, firstCodeAfter(file, guide));
  await workspace.write(app, listJob(await workspace.read(app), "file:checksum"));
  await writeReadme();
  generation = await workspace.run(["packages/contracts/generate.ts"]);
  const projects = ["apps/api", "examples"];
  compilations = await Promise.all(projects.map((project) => workspace.run([tsc, "-p", project])));
});
afterAll(() => workspace?.remove());

const tsc = "node_modules/typescript/bin/tsc";
const success = { exitCode: 0, stdout: "", stderr: "" };

describe("docs/adding-a-job.md › example file:checksum", () => {
  test("is accepted by the generator, and compiles with the application and the README's code", () => {
    expect(generation).toMatchObject({ exitCode: 0, stderr: "" });
    expect(compilations).toEqual([success, success]);
  });

  test("passes its own tests", async () => {
    const suite = ["node_modules/vitest/vitest.mjs", "run", "--project", "handlers", "file-checksum"];
    const { exitCode, stdout, stderr } = await workspace.run(suite);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Tests\s+2 passed \(2\)/);
  });
});

/** Writes the README's handler and its three lines of a client as files for the compiler. */
async function writeReadme(): Promise<void> {
  const readme = await readFile(path.join(root, "README.md"), "utf8");
  const [handler, client] = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code);
  if (!handler || !client) throw new Error("README.md has no handler or no client");
  await workspace.write("apps/api/src/modules/jobs/handlers/readme.handler.ts", handler);
  const given = ["baseUrl", "apiKey", "orgId", "fileId"].map((name) => `declare const ${name}: string;\n`).join("");
  const imports = 'import { createClient } from "@gaffer/client";\n';
  await workspace.write("examples/readme.ts", `${imports}${given}${client}checksum satisfies string;\n`);
}

function firstCodeAfter(text: string, markdown: string): string {
  const [, code = ""] = /^```\w+\n([\s\S]*?)^```/m.exec(markdown.slice(markdown.indexOf(text))) ?? [];
  return code;
}

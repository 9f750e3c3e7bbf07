/** Follows the example of docs/adding-a-job.md and compiles the README's code, in a copy of the workspace. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyWorkspace, type RunResult, type WorkspaceCopy } from "./workspace-copy.ts";

const root = path.join(import.meta.dirname, "../../../..");
const tsc = "node_modules/typescript/bin/tsc";

const files = [
  "packages/contracts/spec/job-types/file.checksum.tsp",
  "apps/api/src/modules/jobs/handlers/file.checksum.handler.ts",
  "apps/api/test/handlers/file.checksum.test.ts",
];

let workspace: WorkspaceCopy;
let generation: RunResult;

beforeAll(async () => {
  workspace = await copyWorkspace();
  const guide = await readFile(path.join(root, "docs/adding-a-job.md"), "utf8");
  for (const file of files) await workspace.write(file, firstCodeAfter(file, guide));
  const [, registration = ""] = /```ts\n(\.register\([^\n]+\))\n```/.exec(guide) ?? [];
  const handlers = "apps/api/src/job-handlers.ts";
  const registry = await workspace.read(handlers);
  const last = registry.lastIndexOf("  .register(");
  const withImport = `import { checksumFile } from "./modules/jobs/handlers/file.checksum.handler.ts";\n${registry.slice(0, last)}`;
  await workspace.write(handlers, `${withImport}  ${registration}\n${registry.slice(last)}`);
  generation = await workspace.run(["packages/contracts/generate.ts"]);
});
afterAll(() => workspace?.remove());

describe("docs/adding-a-job.md › its example file:checksum", () => {
  test("is accepted by the generator, and compiles with the application", async () => {
    expect(generation).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await workspace.run([tsc, "-p", "apps/api"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("passes its own tests", async () => {
    const suite = ["node_modules/vitest/vitest.mjs", "run", "--project", "handlers", "file.checksum"];
    const { exitCode, stdout, stderr } = await workspace.run(suite);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Tests\s+2 passed \(2\)/);
  });
});

describe("README.md › its first screen", () => {
  test("shows a handler and a client that compile with the job type of docs/adding-a-job.md", async () => {
    const readme = await readFile(path.join(root, "README.md"), "utf8");
    const [handler = "", client = ""] = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
      ([, code]) => code as string,
    );
    expect(handler.split("\n").length).toBeLessThanOrEqual(13);
    await workspace.write("apps/api/src/modules/jobs/handlers/readme.handler.ts", handler);
    const given = ["baseUrl", "apiKey", "orgId", "fileId"].map((name) => `declare const ${name}: string;\n`).join("");
    const imports = 'import { createClient } from "@gaffer/client";\n';
    await workspace.write("examples/readme.ts", `${imports}${given}${client}checksum satisfies string;\n`);
    const results = await Promise.all(["apps/api", "examples"].map((project) => workspace.run([tsc, "-p", project])));
    for (const result of results) expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

function firstCodeAfter(text: string, markdown: string): string {
  const [, code = ""] = /^```\w+\n([\s\S]*?)^```/m.exec(markdown.slice(markdown.indexOf(text))) ?? [];
  return code;
}

/** Follows the examples of docs/adding-a-job.md and compiles the README's code, in a copy of the workspace. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listJob, specSource } from "../../../../scripts/job-templates.ts";
import { cloneDatabase } from "../harness/database.ts";
import { copyWorkspace, type RunResult, type WorkspaceCopy } from "./workspace-copy.ts";

const root = path.join(import.meta.dirname, "../../../..");
const files = [
  "packages/contracts/spec/job-types/file.checksum.tsp",
  "apps/api/src/modules/jobs/handlers/file-checksum.handler.ts",
  "apps/api/test/handlers/file-checksum.test.ts",
];
const app = "apps/api/src/app.ts";
const registered = "apps/api/src/modules/jobs/handlers/my-handler.handler.ts";

let workspace: WorkspaceCopy;
let generation: RunResult;
let compilations: RunResult[];

beforeAll(async () => {
  workspace = await copyWorkspace();
  const guide = await readFile(path.join(root, "docs/adding-a-job.md"), "utf8");
  for (const file of files) await workspace.write(file, firstCodeAfter(file, guide));
  await workspace.write(app, listJob(await workspace.read(app), "file:checksum"));
  await registerMyHandler(firstCodeAfter(registered, guide));
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

describe("docs/adding-a-job.md › example registerMyHandler", () => {
  test("runs a job that application code creates, and is known to a process of a job in quarantine", async () => {
    const database = await cloneDatabase();
    const { exitCode, stdout, stderr } = await workspace.run(["apps/api/src/run-my-job.ts"], {
      DATABASE_URL: database.url,
    });
    await database.drop();
    expect(exitCode, stdout + stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      status: "completed",
      output: { items: 2, characters: 11 },
      inQuarantine: true,
      again: "The job type my-feature:process is registered twice, with different handlers. Remove one registration.",
    });
  });
});

/** Writes the handler file, its call in app.ts, and a program that creates a job for it. */
async function registerMyHandler(handler: string): Promise<void> {
  await workspace.write("packages/contracts/spec/job-types/my-feature.process.tsp", specSource("my-feature:process"));
  await workspace.write(registered, handler);
  const source = await workspace.read(app);
  const code = source.indexOf("\nexport ");
  const imported = 'import { registerMyHandler } from "./modules/jobs/handlers/my-handler.handler.ts";\n';
  await workspace.write(app, `${imported}${source.slice(0, code)}\nregisterMyHandler();\n${source.slice(code)}`);
  await workspace.write("apps/api/src/run-my-job.ts", program);
}

const program = `
import { pino } from "pino";
import { createApp, loadJobs } from "./app.ts";
import { defaultLimits } from "./db/pools.ts";
import { createOrgWithKey } from "./demo/demo-org.ts";
import { registerMyHandler } from "./modules/jobs/handlers/my-handler.handler.ts";
import { jobHandlerRegistry, type JobResponse, jobsService } from "./modules/jobs/index.ts";
import { readConfig } from "./server/config.ts";

const type = "my-feature:process";
registerMyHandler();
const ended = Promise.withResolvers<void>();
const watch = { write: (line: string) => line.includes("job attempt ended") && line.includes(type) && ended.resolve() };
const config = readConfig(process.env);
const databaseUrl = config.databaseUrl ?? "";
const app = await createApp({ config, databaseUrl, log: pino({}, watch) });
await app.start();
const { orgId, apiKey } = await createOrgWithKey(app.apiPool, new Date(), { org: "o", email: "o@example.com", key: "k" });
const input = { items: ["first", "second"] };
const { id } = await jobsService.createAndEnqueueJob({ orgId, type, createdBy: "key:application", input });
await ended.promise;
const headers = { authorization: "Bearer " + apiKey };
const response = await app.http.request("/v1/orgs/" + orgId + "/jobs/" + id, { headers });
const { status, output } = (await response.json()) as JobResponse;
await app.stop();

let again = "";
try {
  jobHandlerRegistry.register({ type, handler: async () => ({ output: { items: 0, characters: 0 } }) });
} catch (error) {
  again = (error as Error).message;
}
const inQuarantine = loadJobs({ config, databaseUrl, limits: defaultLimits }).types.includes(type);
console.log(JSON.stringify({ status, output, inQuarantine, again }));
process.exit(0);
`;

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

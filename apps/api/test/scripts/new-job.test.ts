import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listJob } from "../../../../scripts/job-templates.ts";
import { copyWorkspace, type RunResult, type WorkspaceCopy } from "./workspace-copy.ts";

/** A name for the copy only: the workspace may have a `my-feature:process` of its own. */
const type = "my-copied-feature:process";
const appFile = "apps/api/src/app.ts";
const specFile = "packages/contracts/spec/job-types/my-copied-feature.process.tsp";
const handlerFile = "apps/api/src/modules/jobs/handlers/my-copied-feature-process.handler.ts";
const testFile = "apps/api/test/handlers/my-copied-feature-process.test.ts";
const generated = ["job-types.tsp", "openapi.d.ts", "openapi.json", "received.d.ts"];
const listed = "myCopiedFeatureProcessJob";

let workspace: WorkspaceCopy;
let before: Map<string, string>;
let addition: RunResult;

beforeAll(async () => {
  workspace = await copyWorkspace();
  before = await workspace.snapshot();
  addition = await newJob(type);
});
afterAll(() => workspace?.remove());

/** Runs the generator as `npm run new:job` does. */
async function newJob(...args: string[]): Promise<RunResult> {
  const [, script = ""] = / node (\S+)$/.exec(await packageScript("new:job")) ?? [];
  return workspace.run([script, ...args]);
}

async function packageScript(name: string): Promise<string> {
  return JSON.parse(await workspace.read("package.json")).scripts[name];
}

describe("new:job › npm run new:job -- my-copied-feature:process", () => {
  test("adds three files, changes app.ts and generated files, and lists them", async () => {
    expect(addition).toMatchObject({ exitCode: 0, stderr: "" });
    for (const file of [specFile, handlerFile, testFile, appFile]) expect(addition.stdout).toContain(file);
    const after = await workspace.snapshot();
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    const expected = [
      specFile,
      handlerFile,
      testFile,
      appFile,
      ...generated.map((file) => `packages/contracts/generated/${file}`),
    ];
    expect(changed.sort()).toEqual(expected.sort());
  });

  test("adds formatted code", async () => {
    const biome = ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"];
    const files = [appFile, handlerFile, testFile];
    expect(await workspace.run([...biome, ...files])).toMatchObject({ exitCode: 0 });
  });

  test("adds a test that passes in the lane of handlers, without PostgreSQL", async () => {
    const suite = ["node_modules/vitest/vitest.mjs", "run", "--project", "handlers", testFile];
    const { exitCode, stdout, stderr } = await workspace.run(suite);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Tests\s+3 passed \(3\)/);
  });

  test("adds code that compiles everywhere", async () => {
    const projects = (await packageScript("types")).split(" && ").map((command) => command.replace(/^.*tsc -p /, ""));
    expect(projects).toContain("apps/api");
    const results = await Promise.all(projects.map(compile));
    for (const result of results) expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("adds a job that doesn't compile without its type", async () => {
    const handler = await workspace.read(handlerFile);
    const file = "src/modules/jobs/handlers/without-type.ts";
    const project = "apps/api/tsconfig.variant.json";
    await workspace.write(`apps/api/${file}`, handler.replace(type, "no-such:type"));
    await workspace.write(project, JSON.stringify({ extends: "./tsconfig.json", include: [], files: [file] }));
    const { exitCode, stdout } = await compile(project);
    for (const each of [project, `apps/api/${file}`]) await workspace.delete(each);
    expect(exitCode).not.toBe(0);
    expect(stdout).toMatch(/without-type\.ts.*'"no-such:type"' is not assignable/);
  });

  test("adds a type that the start refuses without its job", async () => {
    const app = await workspace.read(appFile);
    const unlisted = "apps/api/src/unlisted.ts";
    await workspace.write(unlisted, app.replace(`    ${listed},\n`, ""));
    expect(await startWith("app.ts")).toMatchObject({ exitCode: 0, stderr: "" });
    const { exitCode, stderr } = await startWith("unlisted.ts");
    await workspace.delete(unlisted);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`The job type ${type} has no handler. Define it with job("${type}", …)`);
  });

  /** Runs the application of this `app.ts`, without a database. */
  async function startWith(appFile: string): Promise<RunResult> {
    const script = "apps/api/src/start-copy.ts";
    const source = `
      import { pino } from "pino";
      import { createApp } from "./${appFile}";
      import { readConfig } from "./server/config.ts";
      const databaseUrl = "postgres://unknown@127.0.0.1:1/none";
      await createApp({ config: readConfig({}), databaseUrl, log: pino({ level: "silent" }) });
      process.exit(0);`;
    await workspace.write(script, source);
    const result = await workspace.run([script]);
    await workspace.delete(script);
    return result;
  }

  function compile(project: string): Promise<RunResult> {
    return workspace.run(["node_modules/typescript/bin/tsc", "-p", project]);
  }
});

describe("new:job › refusal", () => {
  let unchanged: Map<string, string>;
  beforeAll(async () => {
    unchanged = await workspace.snapshot();
  });

  test.concurrent.each([
    ["without a name", [], "name one job type"],
    ["with two names", ["one:thing", "other:thing"], "name one job type"],
    ["for a name without a colon", ["my-feature"], "such as my-feature:process"],
    ["for a name with two colons", ["my:feature:process"], "such as my-feature:process"],
    ["for capital letters", ["myFeature:process"], "such as my-feature:process"],
    ["for two dashes in a row", ["my--feature:process"], "such as my-feature:process"],
    ["for a path", ["../my:feature"], "such as my-feature:process"],
    ["for a type that exists", [type], `${type} exists already`],
    ["for the type of a system job", ["storage:cleanup"], "storage:cleanup exists already"],
    [
      "for a type whose model another type uses",
      ["my-copied:feature-process"],
      "needs the model MyCopiedFeatureProcessJob",
    ],
    [
      "for a type whose request model another type uses",
      [`create-${type}`],
      "needs the model CreateMyCopiedFeatureProcessJob",
    ],
  ])("%s", async (_, args, reason) => {
    const { exitCode, stdout, stderr } = await newJob(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^new:job: .*\n$/);
    expect(stderr).toContain(reason);
  });

  test("changes no file", async () => {
    expect(await workspace.snapshot()).toEqual(unchanged);
  });

  test("happens when the contract can't be generated", async () => {
    const spec = await workspace.read(specFile);
    await workspace.write(specFile, spec.replace("string[]", "strings[]"));
    try {
      const unchanged = await workspace.snapshot();
      const { exitCode, stderr } = await newJob("other:thing");
      expect(exitCode).toBe(1);
      expect(stderr).toContain("nothing was changed, because the generator failed");
      expect(stderr).toMatch(/my-copied-feature\.process\.tsp:\d+:\d+ - error invalid-ref: Unknown identifier strings/);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(await workspace.snapshot()).toEqual(unchanged);
    } finally {
      await workspace.write(specFile, spec);
    }
  });
});

describe("new:job › list of jobs in app.ts", () => {
  const app = (list: string) => `/** The app. */\nimport { a } from "./a.ts";\nimport { b } from "./b.ts";\n${list}`;

  test("gets the new job as the last of the application's own", () => {
    expect(listJob(app("return [aJob, ...jobHandlerRegistry.jobs()];\n"), "other:thing")).toBe(`/** The app. */
import { a } from "./a.ts";
import { otherThingJob } from "./modules/jobs/handlers/other-thing.handler.ts";
import { b } from "./b.ts";
return [aJob, otherThingJob,
    ...jobHandlerRegistry.jobs()];
`);
  });

  test("is refused when it is missing or there are several", () => {
    expect(() => listJob(app("return [aJob];"), "other:thing")).toThrow("should have one list of jobs");
    const list = "[...jobHandlerRegistry.jobs()]";
    expect(() => listJob(app(`return ${list}.concat(${list});`), "other:thing")).toThrow(
      "should have one list of jobs",
    );
  });
});

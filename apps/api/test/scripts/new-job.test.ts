import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerHandler } from "../../../../scripts/register-handler.ts";
import { copyWorkspace, type RunResult, type WorkspaceCopy } from "./workspace-copy.ts";

/** Of the copy alone: the workspace may well have a `my-feature:process` of its own by now. */
const type = "my-copied-feature:process";
const appFile = "apps/api/src/job-handlers.ts";
const specFile = "packages/contracts/spec/job-types/my-copied-feature.process.tsp";
const handlerFile = "apps/api/src/modules/jobs/handlers/my-copied-feature-process.handler.ts";
const testFile = "apps/api/test/handlers/my-copied-feature-process.test.ts";
const generated = ["job-types.tsp", "openapi.d.ts", "openapi.json", "received.d.ts"];
const registration = `.register({ type: "${type}", handler: handleMyCopiedFeatureProcess })`;

let workspace: WorkspaceCopy;
let before: Map<string, string>;
let addition: RunResult;

beforeAll(async () => {
  workspace = await copyWorkspace();
  before = await workspace.snapshot();
  addition = await newJob(type);
});
afterAll(() => workspace?.remove());

/** As `npm run new:job` runs it. */
async function newJob(...args: string[]): Promise<RunResult> {
  const [, script = ""] = / node (\S+)$/.exec(await packageScript("new:job")) ?? [];
  return workspace.run([script, ...args]);
}

async function packageScript(name: string): Promise<string> {
  return JSON.parse(await workspace.read("package.json")).scripts[name];
}

describe("new:job › npm run new:job -- my-copied-feature:process", () => {
  test("adds three files, changes job-handlers.ts and what is generated, and says so", async () => {
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

  test("leaves nothing for Biome to do", async () => {
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

  test("adds what compiles, everywhere", async () => {
    const projects = (await packageScript("types")).split(" && ").map((command) => command.replace(/^.*tsc -p /, ""));
    expect(projects).toContain("apps/api");
    const results = await Promise.all(projects.map(compile));
    for (const result of results) expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("adds a type and a handler that don't compile without each other", async () => {
    const app = await workspace.read(appFile);
    expect(app).toContain(registration);
    const unknown = registration.replace(type, "no-such:type");
    // Two variants of the file in one program, without all that the application consists of.
    const variants = {
      "without-handler": app.replace(registration, ""),
      "without-type": app.replace(registration, unknown + registration),
    };
    for (const [name, text] of Object.entries(variants)) await workspace.write(`apps/api/src/${name}.ts`, text);
    const files = Object.keys(variants).map((name) => `src/${name}.ts`);
    const project = "apps/api/tsconfig.variants.json";
    await workspace.write(project, JSON.stringify({ extends: "./tsconfig.json", include: [], files }));
    const { exitCode, stdout } = await compile(project);
    for (const file of [...files, "tsconfig.variants.json"]) await workspace.delete(`apps/api/${file}`);
    expect(exitCode).not.toBe(0);
    expect(stdout).toMatch(/^apps\/api\/src\/without-handler\.ts/m);
    expect(stdout).toContain(`no handler is registered for ${type}: add .register(`);
    expect(stdout).toMatch(/^apps\/api\/src\/without-type\.ts.*'"no-such:type"' is not assignable/m);
  });

  function compile(project: string): Promise<RunResult> {
    return workspace.run(["node_modules/typescript/bin/tsc", "-p", project]);
  }
});

describe("new:job › npm run new:job changes nothing and says why", () => {
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
      "for a type whose models another type has",
      ["my-copied:feature-process"],
      "needs the model MyCopiedFeatureProcessJob",
    ],
    [
      "for a type whose job is another's request",
      [`create-${type}`],
      "needs the model CreateMyCopiedFeatureProcessJob",
    ],
  ])("%s", async (_, args, reason) => {
    const { exitCode, stdout, stderr } = await newJob(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^new:job: .*\n$/);
    expect(stderr).toContain(reason);
  });

  test("as the files after all of these show", async () => {
    expect(await workspace.snapshot()).toEqual(unchanged);
  });

  test("where the contract can't be generated", async () => {
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

describe("new:job › the registration in job-handlers.ts", () => {
  const imports = 'import { jobHandlerRegistry } from "./registry.ts";\n';
  const added = {
    import: 'import { handleOtherThing } from "./modules/jobs/handlers/other-thing.handler.ts";\n',
    call: '.register({ type: "other:thing", handler: handleOtherThing })',
  };

  test.each([
    ["on one line", "const h = jobHandlerRegistry.register({ a })", ";"],
    [
      "over many lines",
      "const h =\n  o.h ??\n  jobHandlerRegistry\n    .register({\n      a,\n    })\n    .register({ b })",
      ";",
    ],
    ["without a handler yet", "const h = jobHandlerRegistry", ";"],
    ["with brackets in calls, texts and comments", 'use(jobHandlerRegistry.register(f(")", /* ) */ g(`)}`)))', ");"],
    ["before something else", "const types = jobHandlerRegistry.register({ a })", ".types;"],
    [
      "beside the other registry",
      "const h = jobHandlerRegistry.register({ a })",
      ";\nconst s = systemJobRegistry.register({ b });",
    ],
  ])("ends the chain %s", (_, chain, rest) => {
    const app = registerHandler(`${imports}${chain}${rest}`, "other:thing");
    expect(app).toBe(`${imports}${added.import}${chain}${added.call}${rest}`);
  });

  test("is refused where there is no chain, or more than one", () => {
    expect(() => registerHandler("const h = other.register({ a });", "other:thing")).toThrow("but it has none");
    expect(() => registerHandler("use(jobHandlerRegistry, jobHandlerRegistry);", "other:thing")).toThrow(
      "but it has 2",
    );
  });
});

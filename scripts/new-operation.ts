/**
 * `npm run new:operation -- getGreeting GET /greeting` adds a working operation of an organization: its contract, its
 * route and its test. It checks all preconditions first. If a later step fails, it restores every file.
 */
import { existsSync } from "node:fs";
import { addSources, inRoot, read, type Texts } from "./add-sources.ts";

interface NewOperation {
  id: string;
  method: "GET" | "POST";
  /** The operation's path below `/v1/orgs/{orgId}`. */
  path: string;
  /** The last segment of the path. The new files are named after it. */
  name: string;
}

const usage = "npm run new:operation -- getGreeting GET /greeting";
const contract = "packages/contracts/spec/main.tsp";
const api = "apps/api/src/api.ts";
const guide = "docs/recipes/add-an-operation.md";

/**
 * The tests that need an example request for every operation with a body. `list`: the first line of the list of
 * examples. `line`: returns the line to add.
 */
const examples: Record<string, { list: string; line: (operation: NewOperation) => string }> = {
  "apps/api/test/audit/changes.test.ts": {
    list: "const changes: Record<string, () => Promise<Answer>> = {",
    line: ({ id, path }) => `${id}: () => gaffer.inOrg("POST", "${path}", { text: "a" }),`,
  },
  "apps/api/test/contract/held-bodies.test.ts": {
    list: "const bodies: Record<string, (person: TestPerson) => unknown> = {",
    line: ({ id }) => `${id}: () => ({ text: "a" }),`,
  },
  "apps/api/test/tenancy/matrix/resources.ts": {
    list: "export const bodies: Record<string, ((ids: Ids) => Record<string, unknown>)[]> = {",
    line: ({ id }) => `${id}: [() => ({ text: "a" })],`,
  },
};

try {
  const operation = readOperation(process.argv.slice(2).filter((argument) => argument !== "--"));
  const { id, name, method, path } = operation;
  const newFiles = {
    [`packages/contracts/spec/routes/${name}.tsp`]: specSource(operation),
    [`apps/api/src/modules/${name}/${name}.routes.ts`]: routeSource(operation),
    [`apps/api/test/api/${name}.test.ts`]: testSource(operation),
  };
  const existing = Object.keys(newFiles).filter((file) => existsSync(inRoot(file)));
  if (existing.length > 0)
    throw new Error(`there is ${existing.join(", ")}; add the operation there, as ${guide} shows`);
  const changedFiles = {
    [contract]: importSpec(read(contract), name),
    [api]: serve(read(api), name),
    ...(method === "POST" && withExamples(operation)),
  };
  addSources(newFiles, changedFiles);
  const listed = (files: Texts) =>
    Object.keys(files)
      .map((file) => `  ${file}\n`)
      .join("");
  console.log(`Added ${id}:
${listed(newFiles)}and changed:
${listed(changedFiles)}Next: write its models, description and scope in the .tsp, run \`npm run generate\`, write the route, and test it with
  npm test -- apps/api/test/api/${name}.test.ts apps/api/test/tenancy/matrix
The client calls it with client.http.${method}("/v1/orgs/{orgId}${path}", …). ${guide} says how it gets a verb.`);
} catch (error) {
  console.error(`new:operation: ${(error as Error).message}`);
  process.exitCode = 1;
}

function readOperation([id, method, path, ...more]: string[]): NewOperation {
  if (id === undefined || path === undefined || more.length > 0)
    throw new Error(`name the operation, its method and its path: ${usage}`);
  if (!/^([a-z]+)([A-Z][a-z0-9]*){0,4}$/.test(id))
    throw new Error(
      `"${id}" can't be an operation: it must be a verb and its object of at most five words, such as getGreeting`,
    );
  if (method !== "GET" && method !== "POST")
    throw new Error(`"${method}" can't be the method: begin with GET or POST, and change the contract for another one`);
  if (!/^(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)+$/.test(path))
    throw new Error(
      `"${path}" can't be the path below /v1/orgs/{orgId}: it must be names such as /greeting or /jobs/greeting`,
    );
  return { id, method, path, name: path.slice(path.lastIndexOf("/") + 1) };
}

/** A name in Pascal case: `greeting-card` → `GreetingCard`, `getGreeting` → `GetGreeting`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The summary of an operation: `getGreeting` → `Get greeting`. */
function summary(id: string): string {
  return pascal(id.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function importSpec(main: string, name: string): string {
  const after = main.lastIndexOf('import "./routes/');
  const end = main.indexOf("\n", after) + 1;
  if (after === -1) throw new Error(`${contract} should import the files of ./routes`);
  return `${main.slice(0, end)}import "./routes/${name}.tsp";\n${main.slice(end)}`;
}

function serve(source: string, name: string): string {
  const lastImport = source.lastIndexOf("\nimport ");
  const list = "served: {\n";
  if (source.split(list).length !== 2 || lastImport === -1)
    throw new Error(`${api} should have one list of routes, which begins with \`${list.trim()}\``);
  const importing = `\nimport { create${pascal(name)}Routes } from "./modules/${name}/${name}.routes.ts";`;
  const imported = source.slice(0, lastImport) + importing + source.slice(lastImport);
  return imported.replace(list, `${list}      ...create${pascal(name)}Routes(services),\n`);
}

function withExamples(operation: NewOperation): Texts {
  return Object.fromEntries(
    Object.entries(examples).map(([file, { list, line }]) => {
      const test = read(file);
      if (!test.includes(list)) throw new Error(`${file} should have \`${list}\``);
      return [file, test.replace(list, `${list}\n  ${line(operation)}`)];
    }),
  );
}

function specSource({ id, method, path }: NewOperation): string {
  const stem = pascal(id);
  const decorators = `@tag("Organizations")
@route("/v1/orgs/{orgId}${path}")
@operationId("${id}")
@summary("${summary(id)}")`;
  const models =
    method === "GET"
      ? `/** The response with the organization's name. */
model ${stem}Response {
  /** The organization's name. */
  name: string;
}

/** Returns the organization's name. */
${decorators}
@access("org:read")
@get
op ${id}(...OrgPath): ${stem}Response | AnyFailure;
`
      : `/** A text to convert to capital letters. */
@example(#{ text: "a" })
model ${stem}Request {
  /** The text to convert. 1 to 1,000 characters. */
  @minLength(1) @maxLength(1000) text: string;
}

/** A text that was converted to capital letters. */
model ${stem}Response {
  /** The text in capital letters. */
  text: string;
}

/** Converts a text to capital letters. */
${decorators}
@access("org:write")
@bodyLimit(65536)
@post
op ${id}(...OrgPath, @body request: ${stem}Request): {
  /** The HTTP status of a successful response. */
  @statusCode _: 200;

  /** The response with the text in capital letters. */
  @body response: ${stem}Response;
} | BodyFailure | AnyFailure;
`;
  return `import "@typespec/http";
import "@typespec/openapi";
import "../common.tsp";

using Http;
using OpenAPI;

namespace Gaffer;

${models}`;
}

function routeSource({ id, method, name }: NewOperation): string {
  const signature = `export function create${pascal(name)}Routes({
  apiPool,
}: Pick<Services, "apiPool">): ModuleOperations<"${id}"> {
  return {`;
  if (method === "GET")
    return `import { eq } from "../../db/drizzle.ts";
import { withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { notFound } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";

${signature}
    async ${id}({ principal: { orgId } }) {
      const [org] = await withOrg(apiPool, orgId, ({ db }) =>
        db.select({ name: orgs.name }).from(orgs).where(eq(orgs.id, orgId)),
      );
      if (!org) throw notFound();
      return { status: 200, body: { name: org.name } };
    },
  };
}
`;
  return `import { withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";

${signature}
    async ${id}({ principal: { orgId }, cause, body: { text } }) {
      // The change and its audit event share a transaction.
      await withOrg(apiPool, orgId, (tx) => recordChange(tx, cause, { type: "organization", id: orgId }));
      return { status: 200, body: { text: text.toUpperCase() } };
    },
  };
}
`;
}

function testSource({ id, method, path }: NewOperation): string {
  const tests =
    method === "GET"
      ? `test("${id} › returns the organization's name", async () => {
  const { name } = (await gaffer.inOrg("GET", "")).body;
  expect(await gaffer.inOrg("GET", "${path}")).toMatchObject({ status: 200, body: { name } });
});
`
      : `test("${id} › returns the text in capital letters", async () => {
  expect(await gaffer.inOrg("POST", "${path}", { text: "a" })).toMatchObject({ status: 200, body: { text: "A" } });
});

test("${id} › refuses an empty text", async () => {
  expect((await gaffer.inOrg("POST", "${path}", { text: "" })).status).toBe(422);
});
`;
  return `import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer();
});
afterAll(() => gaffer.stop());

${tests}`;
}

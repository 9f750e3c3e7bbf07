/** Packs the package like a publish, and uses it outside of the workspace. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..");
const consumer = mkdtempSync(path.join(tmpdir(), "gaffer-client-"));
const installed = path.join(consumer, "node_modules/@gaffer/client");

const program = `
import { createClient, type JobOutput } from "@gaffer/client";

const fetch = async (request: Request): Promise<Response> => {
  const done = request.method === "GET" ? { status: "completed", output: { rows: 3 } } : { status: "pending" };
  return new Response(JSON.stringify({ id: "a", type: "file:profile", ...done }), { status: 200 });
};
const gaffer = createClient({ baseUrl: "https://jobs.example.com", apiKey: "gf_x", fetch });
const { jobs } = gaffer.org("an-org");
const output = await jobs.wait(await jobs.create({ type: "file:profile", input: { fileId: "b" } }));
const rows: JobOutput<"file:profile">["rows"] = output.rows;
// @ts-expect-error the output of this job type has no such field
output.jobs;
// @ts-expect-error no such path in the contract
() => gaffer.http.GET("/v1/no-such-path");
console.log(rows);
`;

beforeAll(() => {
  run("npx", ["-y", "pnpm@12.21.0", "pack", "--pack-destination", consumer], root);
  mkdirSync(installed, { recursive: true });
  const tarball = readdirSync(consumer).find((name) => name.endsWith(".tgz")) ?? "";
  run("tar", ["-xzf", tarball, "-C", "node_modules/@gaffer/client", "--strip-components", "1"], consumer);
  // Links the dependency that npm would install.
  symlinkSync(path.join(root, "node_modules/openapi-fetch"), path.join(consumer, "node_modules/openapi-fetch"));
  writeFileSync(path.join(consumer, "package.json"), '{ "type": "module" }');
  writeFileSync(path.join(consumer, "main.ts"), program);
}, 60_000);

afterAll(() => rmSync(consumer, { recursive: true }));

describe("SDK package › the published package", () => {
  it.each([
    ["nodenext", "nodenext"],
    ["bundler", "es2022"],
  ])("compiles in a strict program with the module resolution %s", (moduleResolution, module) => {
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
      types: [],
      module,
      moduleResolution,
    };
    writeFileSync(path.join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));

    const typescript = path.dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
    run(process.execPath, [path.join(typescript, "bin/tsc"), "-p", "."], consumer);

    expect(run(process.execPath, ["main.js"], consumer)).toBe("3\n");
  });

  it("contains JavaScript, declarations, the README and the license, and depends on openapi-fetch only", () => {
    const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

    expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
    expect(manifest.exports["."].default).toBe("./dist/client/index.js");
    expect(
      files
        .map(({ name }) => name)
        .filter((name) => !/^(.*\.js|.*\.d\.ts|package\.json|README\.md|LICENSE)$/.test(name)),
    ).toEqual([]);
    expect(files.map(({ name }) => name)).toContain("README.md");
  });
});

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

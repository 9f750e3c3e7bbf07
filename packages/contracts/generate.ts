/**
 * Rebuilds everything in `generated/` from `spec/`. With `--check` it then fails if that changed anything that is not
 * in the last commit, untracked files included.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { jobTypesTsp } from "./job-type-files.ts";
import { describeAccess, sealWithAdditionalProperties, withDefaultsPresent } from "./openapi-document.ts";

const root = import.meta.dirname;
const generated = path.join(root, "generated");
const document = path.join(generated, "openapi.json");

const jobTypes = path.join(root, "spec/job-types");
const jobTypeFiles = readdirSync(jobTypes).map((name) => ({
  name,
  text: readFileSync(path.join(jobTypes, name), "utf8"),
}));
writeFileSync(path.join(generated, "job-types.tsp"), jobTypesTsp(jobTypeFiles));

const tsp = path.join(root, "node_modules/@typespec/compiler/cmd/tsp.js");
execFileSync(process.execPath, [tsp, "compile", "spec/main.tsp"], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});

const openapi = sealWithAdditionalProperties(JSON.parse(readFileSync(document, "utf8")));
describeAccess(openapi);
writeFileSync(document, `${JSON.stringify(openapi, null, 2)}\n`);

// What a client sends may leave out fields with a default; what a server receives, after validation, has them all.
await writeTypes("openapi.d.ts", openapi, { defaultNonNullable: false });
await writeTypes("received.d.ts", withDefaultsPresent(openapi), { defaultNonNullable: true });

if (process.argv.includes("--check")) {
  const changes = execFileSync("git", ["status", "--porcelain", "--", generated], { encoding: "utf8" });
  if (changes) {
    console.error(`The contract's generated files are not up to date; run \`pnpm generate\` and commit:\n${changes}`);
    process.exit(1);
  }
}

async function writeTypes(file: string, document: unknown, options: { defaultNonNullable: boolean }): Promise<void> {
  const types = await openapiTS(document as OpenAPI3, { ...options, alphabetize: true });
  writeFileSync(
    path.join(generated, file),
    `// Generated from spec/ by generate.ts. Do not edit.\n\n${astToString(types)}`,
  );
}

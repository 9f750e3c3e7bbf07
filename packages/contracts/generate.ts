/**
 * Rebuilds everything in `generated/` from `spec/`. A spec that is wrong changes nothing there. With `--check` it then fails if
 * that changed anything that is not in the last commit, untracked files included. With `--on-message` it stays loaded, as half of its time
 * is loading, and generates once per message of its parent process.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { compileSpec, type Texts } from "./compile-spec.ts";
import { jobTypesTsp } from "./job-type-files.ts";
import {
  checkSummaries,
  describeAccess,
  describeBodyLimits,
  movePatternMessages,
  sealWithAdditionalProperties,
  withDefaultsPresent,
} from "./openapi-document.ts";
import { SpecError } from "./spec-error.ts";

const root = import.meta.dirname;
const generated = path.join(root, "generated");

if (process.argv.includes("--on-message")) {
  let last = Promise.resolve();
  process.on("message", () => {
    last = last.then(update);
  });
} else await update();

/** Leaves unchanged files untouched: `npm run dev` restarts what a changed one affects. */
async function update(): Promise<void> {
  try {
    const texts = await generate();
    for (const [name, text] of texts) {
      const file = path.join(generated, name);
      if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
    }
    if (process.argv.includes("--check")) assertCommitted();
    process.send?.("generated");
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The files of `generated/`, by name. */
async function generate(): Promise<Texts> {
  const jobTypes = jobTypesTsp(readJobTypes());
  const emitted = await compileSpec(root, new Map([[path.join(generated, "job-types.tsp"), jobTypes]]));
  const [document = ""] = emitted.values();
  const openapi = sealWithAdditionalProperties(JSON.parse(document));
  movePatternMessages(openapi);
  checkSummaries(openapi);
  describeAccess(openapi);
  describeBodyLimits(openapi);
  return new Map([
    ["job-types.tsp", jobTypes],
    ["openapi.json", `${JSON.stringify(openapi, null, 2)}\n`],
    // What a client sends may leave out fields with a default; what a server receives, after validation, has them all.
    ["openapi.d.ts", await types(openapi, { defaultNonNullable: false })],
    ["received.d.ts", await types(withDefaultsPresent(openapi), { defaultNonNullable: true })],
  ]);
}

function readJobTypes() {
  const folder = path.join(root, "spec/job-types");
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), "utf8") }));
}

async function types(document: unknown, options: { defaultNonNullable: boolean }): Promise<string> {
  const types = await openapiTS(document as OpenAPI3, { ...options, alphabetize: true });
  return `// Generated from spec/ by generate.ts. Do not edit.\n\n${astToString(types)}`;
}

function assertCommitted(): void {
  const changes = execFileSync("git", ["status", "--porcelain", "--", generated], { encoding: "utf8" });
  if (changes === "") return;
  throw new SpecError(`The contract's generated files differ from the last commit. Commit them:\n${changes}`);
}

/**
 * Generates `generated/` from `spec/`. An invalid spec changes nothing. `--check`: writes nothing, and fails if a file
 * in `generated/` is outdated. `--on-message`: generates once per message of its parent process, because loading the
 * modules takes half of the time.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { compileSpec, type Texts } from "./compile-spec.ts";
import { jobTypesTsp } from "./job-type-files.ts";
import {
  checkSummaries,
  declarePropertyNames,
  describeAccess,
  describeBodyLimits,
  describeReplays,
  describeSecurity,
  movePatternMessages,
  operationsTs,
  sealWithAdditionalProperties,
  withDefaultsPresent,
} from "./openapi-document.ts";
import { shareProblemResponses } from "./problem-responses.ts";
import { addRequestExamples } from "./request-examples.ts";
import { SpecError } from "./spec-error.ts";

const root = import.meta.dirname;
const generated = path.join(root, "generated");

if (process.argv.includes("--on-message")) {
  let last = Promise.resolve();
  process.on("message", () => {
    last = last.then(update);
  });
} else await update();

async function update(): Promise<void> {
  try {
    const texts = await generate();
    const stale = [...texts].filter(([name, text]) => readGenerated(name) !== text);
    const unknown = readdirSync(generated).filter((name) => !texts.has(name));
    if (process.argv.includes("--check")) assertUpToDate([...stale.map(([name]) => name), ...unknown]);
    // Unchanged files aren't written: `npm run dev` restarts the processes that a written file affects.
    for (const [name, text] of stale) writeFileSync(path.join(generated, name), text);
    for (const name of unknown) rmSync(path.join(generated, name));
    process.send?.("generated");
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Generates the files of `generated/`. Returns their contents by file name. */
async function generate(): Promise<Texts> {
  const jobTypes = jobTypesTsp(readJobTypes());
  const emitted = await compileSpec(root, new Map([[path.join(generated, "job-types.tsp"), jobTypes]]));
  const [document = ""] = emitted.values();
  const openapi = sealWithAdditionalProperties(JSON.parse(document));
  movePatternMessages(openapi);
  declarePropertyNames(openapi);
  checkSummaries(openapi);
  describeAccess(openapi);
  describeBodyLimits(openapi);
  describeReplays(openapi);
  describeSecurity(openapi);
  shareProblemResponses(openapi);
  addRequestExamples(openapi);
  return new Map([
    ["job-types.tsp", jobTypes],
    ["openapi.json", `${JSON.stringify(openapi, null, 2)}\n`],
    ["operations.ts", operationsTs(openapi)],
    // A client may leave out fields with a default. A server receives all fields, because validation fills in the
    // defaults.
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

function readGenerated(name: string): string | undefined {
  const file = path.join(generated, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function assertUpToDate(differing: readonly string[]): void {
  if (differing.length === 0) return;
  throw new SpecError(
    `packages/contracts/spec doesn't match its generated files: ${differing.join(", ")}. Run npm run generate.`,
  );
}

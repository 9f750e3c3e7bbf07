/**
 * `npm run new:job -- my-feature:process` adds a job type with a working handler and its test. It checks all
 * preconditions first. If a later step fails, it restores every file.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileStem, jobTypePattern, modelStem } from "../packages/contracts/job-type-files.ts";
import { addSources, inRoot, read, type Texts } from "./add-sources.ts";
import { handlerSource, handlerStem, handlerTestSource, listJob, specSource } from "./job-templates.ts";

const specFolder = "packages/contracts/spec";
const appFile = "apps/api/src/app.ts";

try {
  const type = readType(process.argv.slice(2).filter((argument) => argument !== "--"));
  const newFiles = sourcesOf(type);
  assertNew(type, newFiles);
  addSources(newFiles, { [appFile]: listJob(read(appFile), type) });
  console.log(`Added ${type}, also to the list of jobs in ${appFile}:
${Object.keys(newFiles)
  .map((file) => `  ${file}`)
  .join("\n")}
Next: describe its models in the .tsp, run \`npm run generate\`, write the handler, and test it with
  npm run test:handlers -- ${handlerStem(type)}
Restart the server to use it, unless \`npm run dev\` runs. docs/adding-a-job.md says how.`);
} catch (error) {
  console.error(`new:job: ${(error as Error).message}`);
  process.exitCode = 1;
}

function readType(args: string[]): string {
  const [type] = args;
  if (type === undefined || args.length > 1)
    throw new Error("name one job type: npm run new:job -- my-feature:process");
  if (jobTypePattern.test(type)) return type;
  throw new Error(
    `"${type}" can't be a job type: it must be two names joined by a colon, such as my-feature:process; ` +
      "each begins with a letter and has lower-case letters, digits and single dashes between them",
  );
}

function sourcesOf(type: string): Texts {
  return {
    [`${specFolder}/job-types/${fileStem(type)}.tsp`]: specSource(type),
    [`apps/api/src/modules/jobs/handlers/${handlerStem(type)}.handler.ts`]: handlerSource(type),
    [`apps/api/test/handlers/${handlerStem(type)}.test.ts`]: handlerTestSource(type),
  };
}

function assertNew(type: string, newFiles: Texts): void {
  const existing = Object.keys(newFiles).filter((file) => existsSync(inRoot(file)));
  const assertNone = (files: string[]) => {
    if (files.length > 0) throw new Error(`${type} exists already: there is ${existing.join(", ")}`);
  };
  assertNone(existing.filter((file) => file.endsWith(".tsp")));

  const declared = declaredNames();
  const stem = modelStem(type);
  for (const name of [`${stem}Job`, `${stem}Input`, `${stem}Output`, ...unionNames(`${stem}Job`)]) {
    const file = declared.get(name);
    if (file) throw new Error(`${type} needs the model ${name}, a name that ${file} has taken; choose another type`);
  }
  // Also refuses a name whose handler exists without models: such a handler belongs to a system job.
  assertNone(existing);
}

/** Names of the models that are generated from a job's model for the API's unions. */
function unionNames(job: string): string[] {
  return [`Create${job}`, `Scheduled${job}`];
}

/** Files of the contract, by the names of the models and other types that they declare. */
function declaredNames(): Map<string, string> {
  const files = readdirSync(inRoot(specFolder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsp"))
    .map((file) => path.posix.join(specFolder, file.replaceAll(path.sep, "/")));
  return new Map(
    files.flatMap((file) =>
      [...read(file).matchAll(/^\s*(?:model|enum|scalar|union|alias|interface)\s+(\w+)/gm)].flatMap(([, name = ""]) => [
        [name, file] as const,
        ...(file.includes("/job-types/") && name.endsWith("Job") ? unionNames(name) : []).map(
          (union) => [union, file] as const,
        ),
      ]),
    ),
  );
}

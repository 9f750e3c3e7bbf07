/** The sources that `new:job` writes: a small working job as a starting point, and its place in app.ts. */
import { modelStem } from "../packages/contracts/job-type-files.ts";

/** The file name, without its ending, of the handler and its test: `my-feature:process` → `my-feature-process`. */
export function handlerStem(type: string): string {
  return type.replace(":", "-");
}

/** The name of the constant with the job: `my-feature:process` → `myFeatureProcessJob`. */
function jobName(type: string): string {
  const stem = modelStem(type);
  return `${stem.charAt(0).toLowerCase()}${stem.slice(1)}Job`;
}

/** The end of the list of jobs in app.ts, before which a new job is inserted. */
const listEnd = "...jobHandlerRegistry.jobs()";

/**
 * Adds an import of the job to the text of app.ts, and adds the job to the end of the list of the repository's jobs.
 */
export function listJob(app: string, type: string): string {
  const lastImport = app.lastIndexOf("\nimport ");
  if (app.split(listEnd).length !== 2 || lastImport === -1)
    throw new Error(`apps/api/src/app.ts should have one list of jobs, which ends with \`${listEnd}\``);
  const name = jobName(type);
  const importing = `\nimport { ${name} } from "./modules/jobs/handlers/${handlerStem(type)}.handler.ts";`;
  const imported = app.slice(0, lastImport) + importing + app.slice(lastImport);
  return imported.replace(listEnd, `${name},\n    ${listEnd}`);
}

export function specSource(type: string): string {
  const stem = modelStem(type);
  return `import "../job-type.tsp";

namespace Gaffer;

/** A job that counts the characters of each text in a list. */
model ${stem}Job is JobOf<"${type}", ${stem}Input, ${stem}Output>;

/** The input: the texts whose characters the job counts. */
@example(#{ items: #["first", "second"] })
model ${stem}Input {
  /** The texts, in the order in which the job processes them. */
  @minItems(1) @maxItems(1000) items: string[];
}

/** The output: the numbers of texts and characters. */
model ${stem}Output {
  /** Number of texts in the input. */
  items: int32;

  /** Total number of characters of all texts. */
  characters: int64;
}
`;
}

export function handlerSource(type: string): string {
  return `import { setImmediate } from "node:timers/promises";
import { job } from "./registry.ts";

/** Counts the characters of one text after the other. Changes nothing, so another attempt is safe. */
export const ${jobName(type)} = job("${type}", {
  async handler({ input, helpers, signal }) {
    const { items } = input;
    helpers.log("info", \`Processing \${items.length} items\`);
    let characters = 0;
    for (const [index, item] of items.entries()) {
      signal.throwIfAborted();
      characters += await countCharacters(item);
      helpers.updateProgress((100 * (index + 1)) / items.length, \`Processed \${index + 1} of \${items.length} items\`);
    }
    return { output: { items: items.length, characters } };
  },
});

/** A placeholder for the real work. It must await something regularly, otherwise the signal can't arrive. */
function countCharacters(text: string): Promise<number> {
  return setImmediate(text.length);
}
`;
}

export function handlerTestSource(type: string): string {
  const job = jobName(type);
  return `import { describe, expect, test } from "vitest";
import { ${job} } from "../../src/modules/jobs/handlers/${handlerStem(type)}.handler.ts";
import { runHandler } from "../harness/run-handler.ts";

const input = { items: ["first", "second"] };

describe("${type}", () => {
  test("returns its output, and reports its progress on the way", async () => {
    const run = await runHandler(${job}, input);
    expect(run.output).toEqual({ items: 2, characters: 11 });
    expect(run.progress).toEqual([
      { percent: 50, message: "Processed 1 of 2 items" },
      { percent: 100, message: "Processed 2 of 2 items" },
    ]);
    expect(run.logs).toMatchObject([{ level: "info", message: "Processing 2 items" }]);
  });

  test("stops between two items when its signal aborts", async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error("cancelled"));
    const run = runHandler(${job}, input, { signal: stop.signal, onProgress });
    await expect(run).rejects.toThrow("cancelled");
  });

  test("refuses an input that breaks the contract", async () => {
    await expect(runHandler(${job}, { items: [] })).rejects.toThrow("/items");
  });
});
`;
}

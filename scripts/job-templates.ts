/** The sources that `new:job` writes: a small working job as a starting point. */
import { modelStem } from "../packages/contracts/job-type-files.ts";

/** `my-feature:process` → `my-feature-process`, the stem of its handler's file and of the test. */
export function handlerStem(type: string): string {
  return type.replace(":", "-");
}

/** `my-feature:process` → `handleMyFeatureProcess`. */
export function handlerName(type: string): string {
  return `handle${modelStem(type)}`;
}

export function specSource(type: string): string {
  const stem = modelStem(type);
  return `import "../job-type.tsp";

namespace Gaffer;

/** Goes through a list of texts and counts their characters. */
model ${stem}Job is JobOf<"${type}", ${stem}Input, ${stem}Output>;

/** What to go through. */
@example(#{ items: #["first", "second"] })
model ${stem}Input {
  /** The texts, in the order in which they are processed. */
  @minItems(1) @maxItems(1000) items: string[];
}

/** What came of it. */
model ${stem}Output {
  /** How many texts there were. */
  items: int32;

  /** How many characters they have together. */
  characters: int64;
}
`;
}

export function handlerSource(type: string): string {
  return `import { setImmediate } from "node:timers/promises";
import type { JobHandler, UserJobTypes } from "./types.ts";

type Types = UserJobTypes["${type}"];

/** Counts the characters of each text in turn. Changes nothing, so it is safe to run again. */
export const ${handlerName(type)}: JobHandler<Types["input"], Types["output"]> = async ({ input, helpers, signal }) => {
  const { items } = input;
  helpers.log("info", \`Processing \${items.length} items\`);
  let characters = 0;
  for (const [index, item] of items.entries()) {
    signal.throwIfAborted();
    characters += await countCharacters(item);
    helpers.updateProgress((100 * (index + 1)) / items.length, \`Processed \${index + 1} of \${items.length} items\`);
  }
  return { output: { items: items.length, characters } };
};

/** Stands for the real work. It must await something regularly, otherwise the signal can't arrive. */
function countCharacters(text: string): Promise<number> {
  return setImmediate(text.length);
}
`;
}

export function handlerTestSource(type: string): string {
  const handler = handlerName(type);
  return `import { describe, expect, test } from "vitest";
import { ${handler} } from "../../src/modules/jobs/handlers/${handlerStem(type)}.handler.ts";
import { runHandler } from "../harness/run-handler.ts";

const type = "${type}";
const input = { items: ["first", "second"] };

describe("${type}", () => {
  test("returns its output, and reports its progress on the way", async () => {
    const run = await runHandler(type, ${handler}, input);
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
    const run = runHandler(type, ${handler}, input, { signal: stop.signal, onProgress });
    await expect(run).rejects.toThrow("cancelled");
  });

  test("refuses an input that breaks the contract", async () => {
    await expect(runHandler(type, ${handler}, { items: [] })).rejects.toThrow("/items");
  });
});
`;
}

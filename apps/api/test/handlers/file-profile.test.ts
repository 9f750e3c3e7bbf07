import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { fileProfileJob } from "../../src/modules/jobs/handlers/file-profile.handler.ts";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { runHandler, type SentInput } from "../harness/run-handler.ts";

const fileId = "01890a5d-ac96-774b-bcce-b302099a8057";

function profile(content: string | Uint8Array, input: Partial<SentInput<"file:profile">> = {}) {
  const files = new Map([[fileId, { name: "orders.csv", contentType: "text/csv", content }]]);
  return runHandler(fileProfileJob, { fileId, ...input }, { files });
}

describe("file:profile", () => {
  test("describes the README's sample file", async () => {
    const sample = await readFile(path.join(import.meta.dirname, "../../../../examples/orders.csv"));
    const { output, logs, progress } = await profile(sample);
    expect(output).toMatchObject({ format: "csv", delimiter: ",", rows: 200, bytes: sample.length, raggedRows: 2 });
    expect(output.problems.map(({ line }) => line)).toEqual([98, 176]);
    expect(output.columns.map(({ name, type }) => [name, type])).toEqual([
      ["order_id", "string"],
      ["customer", "string"],
      ["ordered_on", "date"],
      ["amount", "number"],
      ["quantity", "integer"],
      ["country", "string"],
      ["note", "string"],
    ]);
    expect(logs.map(({ message }) => message)).toEqual(["Reading orders.csv", "Found 200 rows and 7 columns"]);
    expect(progress.at(-1)).toMatchObject({ percent: 100 });
  });

  test("reads the file as its input says", async () => {
    const { output } = await profile("a;b\n1;2\n", { delimiter: ";", header: false });
    expect(output).toMatchObject({ rows: 2, columns: [{ name: "column_1", type: "mixed" }, { name: "column_2" }] });
  });

  test("refuses a file that isn't text, and isn't retried", async () => {
    const run = profile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    await expect(run).rejects.toThrow(NonRetryableError);
    await expect(run).rejects.toMatchObject({ code: "not_text", message: expect.stringContaining("PNG") });
  });

  test("refuses a file that doesn't exist", async () => {
    const run = runHandler(fileProfileJob, { fileId });
    await expect(run).rejects.toMatchObject({ code: "file_not_found" });
  });
});

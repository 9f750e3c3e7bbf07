import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { compileSpec } from "../compile-spec.ts";
import { SpecError } from "../spec-error.ts";

const root = path.join(import.meta.dirname, "..");
const jobTypesFile = path.join(root, "generated/job-types.tsp");
const specFile = path.join(root, "spec/job-types/file.profile.tsp");
const generated = () => readFileSync(path.join(root, "generated/openapi.json"), "utf8");

describe("compileSpec", () => {
  test("reports an invalid spec with file, line, column, code and text, and writes nothing", async () => {
    const before = generated();
    const wrong = readFileSync(specFile, "utf8").replace("fileId: FileId;", "fileId: NoSuchModel;");
    const line = wrong.slice(0, wrong.indexOf("NoSuchModel")).split("\n").length;
    const error = await compileSpec(root, new Map([[specFile, wrong]])).catch((cause: Error) => cause);
    expect(error).toBeInstanceOf(SpecError);
    // The colors are stripped: the compiler colors its diagnostics on terminals and in CI.
    expect(stripVTControlCharacters((error as Error).message)).toContain(
      `file.profile.tsp:${line}:11 - error invalid-ref: Unknown identifier NoSuchModel\n> ${line} |   fileId: NoSuchModel;`,
    );
    expect(generated()).toBe(before);
  });

  test("refuses a pattern without a message for people", async () => {
    const wrong = readFileSync(specFile, "utf8").replace("  name: string;", '  @pattern("^[a-z]+$") name: string;');
    const error = await compileSpec(root, new Map([[specFile, wrong]])).catch((cause: Error) => cause);
    expect(stripVTControlCharacters((error as Error).message)).toContain("This @pattern has no message for people");
  });

  test.each(["@privateField name: int32;", "@privateField @maxLength(5) name: string;"])(
    "refuses a private field that can't show its placeholder: %s",
    async (field) => {
      const wrong = readFileSync(specFile, "utf8").replace("  name: string;", `  ${field}`);
      const error = await compileSpec(root, new Map([[specFile, wrong]])).catch((cause: Error) => cause);
      expect(stripVTControlCharacters((error as Error).message)).toContain("The @privateField name must be a string");
    },
  );

  test("returns the output of the emitters, also for files that aren't on the disk, and writes nothing", async () => {
    const before = generated();
    const jobTypes = readFileSync(jobTypesFile, "utf8").replace("The job types of this server.", "Only in memory.");
    const emitted = await compileSpec(root, new Map([[jobTypesFile, jobTypes]]));
    expect([...emitted.keys()].map((file) => path.basename(file))).toEqual(["openapi.json"]);
    expect([...emitted.values()][0]).toContain("Only in memory.");
    expect(generated()).toBe(before);
  });
});

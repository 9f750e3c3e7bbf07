import { describe, expect, test } from "vitest";
import { nameFaults } from "./test-names.ts";

describe("nameFaults", () => {
  test.each([
    "claimJobs › skips a message whose job was cancelled",
    "GET /v1/me › needs a key",
    "http:request › fails for good › 404",
    "Job page › shows the log",
  ])("accepts %j", (name) => {
    expect(nameFaults([name])).toEqual([]);
  });

  test.each([
    ["skips a message whose job was cancelled", "it has no subject"],
    ["claimJobs ", "it has no subject"],
    ["a worker › claims", 'its subject begins with "a"'],
    ["When the database is back › it goes on", 'its subject begins with "When"'],
    ["Jobs of several types in one queue › run", "its subject has more than 6 words"],
    ["rows, and messages › agree", "its subject is a sentence"],
    ["filters: › by status", "its subject is a sentence"],
  ])("refuses %j", (name, fault) => {
    expect(nameFaults([name])).toEqual([expect.stringContaining(fault)]);
  });

  test("reports a duplicate name once", () => {
    const name = "claimJobs › claims";
    expect(nameFaults([name, "claimJobs › waits", name])).toEqual([`${name}\n  2 tests have this name`]);
  });
});

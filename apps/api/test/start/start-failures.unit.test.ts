import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { StartError } from "../../src/errors.ts";
import { assertEachTypeHasHandler, jobTypeModels } from "../../src/modules/jobs/job-types.ts";
import { toListenError, toStartError } from "../../src/server/start-failures.ts";

const config = { databaseUrl: "postgres://app:hidden@db.example.com:5433/jobs", dataDir: "/srv/gaffer" };
const failure = (message: string, values: object = {}) => Object.assign(new Error(message), values);

describe("toStartError", () => {
  test.each([
    [
      failure("connect ECONNREFUSED", { code: "ECONNREFUSED" }),
      /^PostgreSQL at db\.example\.com:5433 can't be reached .*Start it, or correct/,
    ],
    [failure("timeout exceeded when trying to connect"), /^PostgreSQL at db\.example\.com:5433 can't be reached/],
    [
      failure("getaddrinfo ENOTFOUND", { code: "ENOTFOUND" }),
      /^The host db\.example\.com of DATABASE_URL can't be found/,
    ],
    [
      failure("password authentication failed", { code: "28P01" }),
      /refuses the user "app" .*Correct the user and the password/,
    ],
    [failure('database "jobs" does not exist', { code: "3D000" }), /has no database "jobs"\. Create it/],
    [
      new DrizzleQueryError("DO $$ …", [], failure("permission denied to create role", { code: "42501" })),
      /^The user "app" of DATABASE_URL lacks a right \(permission denied to create role\)/,
    ],
    [failure("sorry, too many clients already", { code: "53300" }), /lower DATABASE_POOL_SIZE/],
    [failure("the database system is starting up", { code: "57P03" }), /Start again in a moment/],
    [
      failure("EACCES: permission denied", { code: "EACCES", path: "/srv/gaffer/files" }),
      /^The data folder \/srv\/gaffer can't be written .*set DATA_DIR/,
    ],
    [failure("ENOTDIR: not a directory", { code: "ENOTDIR", path: "/srv/gaffer" }), /a file has this name/],
    [
      failure("ENOSPC: no space left", { code: "ENOSPC", path: "/srv/gaffer/files/a" }),
      /^The data folder \/srv\/gaffer is full/,
    ],
  ])("says what to do after: %s", (cause, sentence) => {
    const error = toStartError(cause, config) as StartError;
    expect(error).toBeInstanceOf(StartError);
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toMatch(/hidden|\n/);
  });

  test("returns an error with an unknown cause unchanged", () => {
    const unexpected = new TypeError("Cannot read properties of undefined");
    expect(toStartError(unexpected, config)).toBe(unexpected);
    const elsewhere = failure("EACCES: permission denied", { code: "EACCES", path: "/etc/passwd" });
    expect(toStartError(elsewhere, config)).toBe(elsewhere);
    const embedded = failure("connect ECONNREFUSED", { code: "ECONNREFUSED" });
    expect(toStartError(embedded, { ...config, databaseUrl: undefined })).toBe(embedded);
  });
});

describe("toListenError", () => {
  test.each([
    [
      "EADDRINUSE",
      "Port 3000 of 127.0.0.1 is in use. Stop the process that listens there, or set PORT to a free port.",
    ],
    ["EACCES", "This user may not listen on port 3000. Set PORT to a port above 1023."],
    [
      "EADDRNOTAVAIL",
      "127.0.0.1 is not an address of this machine. Set HOST to one, such as 127.0.0.1, or 0.0.0.0 for all of them.",
    ],
  ])("says what to do after %s", (code, sentence) => {
    const error = toListenError(failure("listen", { code }), "127.0.0.1", 3000, "PORT");
    expect(error).toBeInstanceOf(StartError);
    expect(error.message).toBe(sentence);
  });
});

describe("assertEachTypeHasHandler", () => {
  const types = jobTypeModels.map(({ type }) => type);

  test("accepts a handler for each type of the contract", () => {
    expect(() => assertEachTypeHasHandler(types)).not.toThrow();
  });

  test("says how to define a missing handler", () => {
    const others = types.filter((type) => type !== "file:profile");
    expect(() => assertEachTypeHasHandler(others)).toThrow(StartError);
    expect(() => assertEachTypeHasHandler(others)).toThrow(
      'The job type file:profile has no handler. Define it with job("file:profile", …)',
    );
  });

  test("says what to do about a handler of an unknown type", () => {
    expect(() => assertEachTypeHasHandler([...types, "no-such:type"])).toThrow(
      "Run npm run generate if its .tsp is in",
    );
  });
});

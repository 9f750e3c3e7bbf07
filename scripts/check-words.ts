/**
 * `npm run check:words` refuses retired words in sources and docs, and long sentences in docs. `--count` prints how often each
 * word occurs and always succeeds.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findWords, readGlossary } from "./words.ts";

const root = path.join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const glossary = readGlossary(read("docs/glossary.md"));

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
});
const found = listed
  .split("\n")
  .filter((file) => /\.(ts|tsx|tsp|md|sql)$/.test(file) && !file.includes("/generated/"))
  .flatMap((file) => findWords(glossary, file, read(file)).map((finding) => ({ file, ...finding })));

if (process.argv.includes("--count")) {
  const counts = [...Map.groupBy(found, ({ what }) => what)].map(([what, places]) => ({ what, count: places.length }));
  for (const { what, count } of counts.toSorted((one, other) => other.count - one.count))
    console.log(`${String(count).padStart(5)} ${what}`);
} else if (found.length > 0) {
  for (const { file, line, what } of found) console.error(`${file}:${line}: ${what}`);
  console.error(`\n${found.length} places break docs/glossary.md.`);
  process.exitCode = 1;
}

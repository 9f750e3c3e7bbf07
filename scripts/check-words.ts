/**
 * Refuses retired words in sources and docs, and sentences of more than 35 words in docs. docs/glossary.md holds the words
 * and the exceptions. `--count` prints how often each word occurs and always succeeds.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const maxWords = 35;
const root = path.join(import.meta.dirname, "..");
const glossary = readFileSync(path.join(root, "docs/glossary.md"), "utf8");
const [, retiredPart = "", allowedPart = ""] = glossary.split(/^## Retired words$|^Allowed:$/m);
const retired = [...retiredPart.matchAll(/^\| ([a-z ]+?) +\|/gm)].map(([, word]) => word as string);
const allowed = [...allowedPart.matchAll(/^- `([^`]+)`: (\w[\w ]*)/gm)].map(([, file, word]) => ({ file, word }));

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(ts|tsx|tsp|md|sql)$/.test(file) && !file.includes("/generated/"));

const found: { file: string; line: number; word: string }[] = [];
for (const file of files) {
  const exceptions = allowed.filter((each) => file.startsWith(each.file as string)).map(({ word }) => word?.trim());
  if (exceptions.includes("all")) continue;
  const text = withoutInlineCode(file, readFileSync(path.join(root, file), "utf8"));
  for (const word of retired.filter((each) => !exceptions.includes(each))) {
    // A line break within a phrase may be followed by a comment's star.
    const pattern = new RegExp(`\\b${word.replaceAll(" ", "\\s+(?:[*/]+\\s+)?")}\\b`, "gi");
    for (const { index } of text.matchAll(pattern)) {
      found.push({ file, line: text.slice(0, index).split("\n").length, word });
    }
  }
  if (file.endsWith(".md")) found.push(...longSentences(file, text));
}

if (process.argv.includes("--count")) {
  const counts = Map.groupBy(found, ({ word }) => word);
  for (const [word, places] of [...counts].toSorted(([, one], [, other]) => other.length - one.length)) {
    console.log(`${String(places.length).padStart(5)} ${word}`);
  }
} else if (found.length > 0) {
  for (const { file, line, word } of found) console.error(`${file}:${line}: ${word}`);
  console.error(`\n${found.length} places break docs/glossary.md.`);
  process.exitCode = 1;
}

/** In docs, inline code names identifiers. They keep their names until the code changes. */
function withoutInlineCode(file: string, text: string): string {
  return file.endsWith(".md") ? text.replaceAll(/`[^`\n]*`/g, "`code`") : text;
}

/** Counts words of prose only: tables, code, headings and link targets are left out. */
function longSentences(file: string, markdown: string): { file: string; line: number; word: string }[] {
  const prose = markdown
    .replaceAll(/^```[\s\S]*?^```/gm, (code) => code.replaceAll(/[^\n]/g, ""))
    .replaceAll(/^(\||#|<).*$/gm, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/`[^`]*`/g, "code");
  const long: { file: string; line: number; word: string }[] = [];
  let line = 1;
  for (const paragraph of prose.split(/(\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) ))/)) {
    for (const sentence of paragraph.split(/(?<=[.!?])\s+/)) {
      const words = sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;
      if (words > maxWords) long.push({ file, line, word: `sentence of ${words} words` });
    }
    line += paragraph.split("\n").length - 1;
  }
  return long;
}

/**
 * Prints comments drawn at random, with their file and line. A reader then judges whether each is clear without the
 * code. Usage: `npm run sample:comments -- [seed] [count]`. The same seed draws the same comments. Default: seed 1, 80
 * comments.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const [seed = 1, count = 80] = process.argv.slice(2).map(Number);
const root = path.join(import.meta.dirname, "..");
const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx", "*.tsp", "*.sql"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((file) => !/generated|migrations/.test(file));

const comments = files.flatMap((file) => {
  const text = readFileSync(path.join(root, file), "utf8");
  // Consecutive line comments are one comment.
  const found = text.matchAll(/^[ \t]*\/\*\*?[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+|(?<=[;,{}()] )\/\/.*$/gm);
  return [...found].map(({ 0: comment, index }) => ({
    place: `${file}:${text.slice(0, index).split("\n").length}`,
    text: comment.replaceAll(/^\s*(\/\*\*?|\*\/|\*|\/\/) ?|\*\/\s*$/gm, "").trim(),
  }));
});

/** State of Mulberry32, a small random generator with a seed. `Math.random` has no seed. */
let state = seed;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

console.log(`${comments.length} comments in ${files.length} files; seed ${seed}\n`);
for (let drawn = 1; drawn <= count; drawn++) {
  const [comment] = comments.splice(Math.floor(random() * comments.length), 1);
  if (comment) console.log(`${drawn}. ${comment.place}\n${comment.text}\n`);
}

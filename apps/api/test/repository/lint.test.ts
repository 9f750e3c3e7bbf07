/** The lint rules of this repository, which aren't part of Biome. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../../../..");
const biome = path.join(root, "node_modules/.bin/biome");
const rule = path.join(root, "scripts/lint/no-to-web.grit");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gaffer-lint-"));
  const config = { root: true, plugins: [rule], linter: { rules: { preset: "none" } } };
  await writeFile(path.join(folder, "biome.json"), JSON.stringify(config));
});
afterAll(() => rm(folder, { recursive: true }));

test("Lint rule no-to-web › refuses all ways to use the adapter, and nothing else", async () => {
  const wrong = ["Readable.toWeb(file)", "stream?.Writable.toWeb(file)", "stream?.toWeb(file)", "Duplex.toWeb"];
  await writeFile(path.join(folder, "wrong.ts"), wrong.map((text) => `void ${text};\n`).join(""));
  await writeFile(path.join(folder, "right.ts"), "void Readable.fromWeb(ReadableStream.from(file));\n");
  const { stdout, stderr } = spawnSync(biome, ["lint", "--reporter=json", "."], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: object }[] };
  expect(diagnostics, stderr).toMatchObject(wrong.map(() => ({ category: "plugin", location: { path: "wrong.ts" } })));
});

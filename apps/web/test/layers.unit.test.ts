/** Tests which layers of the source tree a file may import. Import cycles are refused by Biome's `noImportCycles`. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const src = path.join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));

/** Files of this app that a file imports, including type-only and dynamic imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(src, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g)].map(
    ([, specifier = ""]) => specifier,
  );
  return specifiers.map((specifier) => path.join(path.dirname(file), specifier));
}

/** The layers that a layer may import, besides itself. */
const below: Record<string, readonly string[]> = {
  ui: [],
  api: [],
  components: ["ui", "api"],
  features: ["components", "ui", "api"],
  shell: ["features", "components", "ui", "api"],
  "routes.tsx": ["shell", "features", "components", "ui", "api"],
  "main.tsx": ["routes.tsx", "shell", "components", "ui", "api", "styles.css"],
};

const layerOf = (file: string) => file.split("/")[0] as string;
const featureOf = (file: string) => file.match(/^features\/([^/]+)\//)?.[1];

function isAllowed(file: string, imported: string): boolean {
  const [layer, importedLayer] = [layerOf(file), layerOf(imported)];
  if (layer !== importedLayer && !below[layer]?.includes(importedLayer)) return false;
  const feature = featureOf(imported);
  if (feature === undefined || feature === featureOf(file)) return true;
  const isPage = /^features\/[^/]+\/routes\//.test(imported);
  return imported === `features/${feature}/index.ts` || (layer === "routes.tsx" && isPage);
}

test("Web app layers › import only lower layers, and other features by their index.ts", () => {
  const imports = files.flatMap((file) => importsOf(file).map((imported) => ({ file, imported })));
  expect(imports.length).toBeGreaterThan(files.length);
  expect(imports.filter(({ file, imported }) => !isAllowed(file, imported))).toEqual([]);
});

test("Web app layers › open each page module at one path of the map", () => {
  const modules = files.filter((file) => /^features\/[^/]+\/routes\//.test(file));
  const opened = importsOf("routes.tsx").filter((imported) => imported.includes("/routes/"));
  expect(opened.sort()).toEqual(modules.sort());
});

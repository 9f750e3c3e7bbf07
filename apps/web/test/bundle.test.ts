/** Size and content of the build that the server serves. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const dist = path.join(import.meta.dirname, "../dist");

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
}

const chunks = JSON.parse(readFileSync(path.join(dist, "manifest.json"), "utf8")) as Record<string, Chunk>;

/** Files of these chunks, and of the chunks that they import statically. */
function filesOf(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = chunks[name] as Chunk;
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

/** Size of the files in bytes after brotli compression, as browsers receive them. */
const compressedBytes = (files: Iterable<string>) =>
  [...files].map((file) => statSync(path.join(dist, `${file}.br`)).size).reduce((sum, size) => sum + size, 0);

const entry = Object.keys(chunks).filter((name) => chunks[name]?.isEntry);
const pages = readdirSync(path.join(dist, "../src/features"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("-page.tsx"))
  .map((name) => `src/features/${name}`);

/** Chunks that a page loads without user action after it is rendered. The key is the page's file. */
const loadedAfter: Record<string, string[]> = {
  "src/features/overview/routes/overview-page.tsx": ["src/ui/chart/chart-canvas.tsx"],
};

describe("Web app build", () => {
  test("loads less than 170 kB of compressed JavaScript for any first page", () => {
    const frame = "src/shell/org-frame.tsx";
    for (const page of pages) {
      const bytes = compressedBytes(filesOf([...entry, frame, page, ...(loadedAfter[page] ?? [])]));
      expect(bytes, page).toBeGreaterThan(50_000);
      expect(bytes, page).toBeLessThan(170_000);
    }
  });

  test("has one chunk per page, which loads when the page is opened", () => {
    expect(Object.keys(chunks)).toEqual(expect.arrayContaining(pages));
    const first = filesOf(entry);
    for (const page of pages) expect(first, page).not.toContain(chunks[page]?.file);
  });

  test("loads nothing from other hosts", () => {
    const texts = readdirSync(path.join(dist, "assets")).filter((name) => /\.css$/.test(name));
    for (const name of [...texts.map((text) => `assets/${text}`), "index.html"]) {
      expect(readFileSync(path.join(dist, name), "utf8"), name).not.toMatch(
        /(src|href|url|import)[=("' ]+(https?:)?\/\//,
      );
    }
  });

  test("has no inline script or style, which the policy would refuse", () => {
    const page = readFileSync(path.join(dist, "index.html"), "utf8");
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
  });
});

import { buildWebAppIfStale } from "../build/build-if-stale.ts";
import { chromium } from "./find-chromium.ts";

/** Builds the web app once for all test files, and reports a missing browser. */
export default async function setup(): Promise<void> {
  await buildWebAppIfStale();
  if (chromium) return;
  const remedy = "install one (apt-get install chromium), or name yours in CHROMIUM";
  if (process.env.BROWSER_TESTS === "required") throw new Error(`The browser tests need Chromium: ${remedy}.`);
  process.stderr.write(`The browser tests are skipped, because there is no Chromium: ${remedy}.\n`);
}

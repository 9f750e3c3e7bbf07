import path from "node:path";
import type { Page } from "playwright-core";

const folder = path.join(import.meta.dirname, "../../../docs/images");

/** Writes what the page looks like into `docs/images`, if `PICTURES=true` wants that, once nothing is on its way any more. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES !== "true") return;
  await page.locator(".motion-safe\\:animate-pulse").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

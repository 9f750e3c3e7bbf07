import path from "node:path";
import type { Page } from "playwright-core";

const folder = path.join(import.meta.dirname, "../../../docs/images");

/** With `PICTURES=true`, waits until the page's content has loaded and writes a picture of it into `docs/images`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES !== "true") return;
  await page.locator(".motion-safe\\:animate-pulse").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { createExampleOrg } from "../example-org.ts";
import type { Installation } from "../installation.ts";
import { memberPages, outsidePages, systemPages } from "../pages.ts";
import { takePicture } from "../take-picture.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * Returns the accessibility violations that axe finds in the light theme, and the contrast violations in the dark
 * theme, because the themes differ only in colors.
 */
async function violations(page: Page, picture: string | undefined): Promise<string[]> {
  // Loads axe through the debugger, because the page's Content-Security-Policy refuses other scripts.
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    if (picture) await takePicture(page, `${picture}-${theme}`);
    found.push(...(await look(page, theme === "light" ? {} : { runOnly: ["color-contrast"] })));
  }
  return found;
}

async function look(page: Page, options: RunOptions): Promise<string[]> {
  const found: AxeResults = await page.evaluate((wanted) => window.axe.run(wanted), options);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Fails if the page is wider than a phone's screen. */
async function expectToFitAPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 375, height: 700 });
  // Charts take their new width after the page has been laid out.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
}

/**
 * Checks the page in both themes and on a phone.
 *
 * @param area prefix of the picture's name; undefined: no picture
 */
export async function expectAccessible(page: Page, heading: string, area?: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await expect.poll(() => page.title()).toBe(`${heading} · Gaffer`);
  const words = `${area} ${heading}`.toLowerCase().match(/[a-z]+/g) ?? [];
  expect(await violations(page, area && words.join("-")), heading).toEqual([]);
  await expectToFitAPhone(page);
}

export function everyPage(installation: () => Installation): void {
  describe("every page passes axe in both themes and fits a phone", () => {
    test("for signed-out users", async () => {
      await using page = await installation().open("/sign-in");
      for (const { address, heading } of outsidePages) {
        await visit(page, address);
        await expectAccessible(page, heading, "outside");
      }
    });

    test("for members of an organization", async () => {
      const { owner, ...place } = await createExampleOrg(installation());
      await using page = await installation().open("/orgs", owner);
      for (const { address, heading, drawn = "h1" } of memberPages) {
        await visit(page, address(place));
        await page.locator(drawn).first().waitFor();
        await expectAccessible(page, heading, "organization");
      }
    });

    test("for administrators of the installation", async () => {
      const { administrator } = installation();
      await administrator.gaffer.system.run("jobs:reconcile").catch(() => "it runs by itself at the moment");
      const { id: orgId } = await administrator.gaffer.orgs.create({ name: "Initech" });
      const { userId } = await installation().createPerson({ name: "Milton" });
      await using page = await installation().open("/orgs", administrator);
      for (const { address, heading } of systemPages) {
        await visit(page, address({ orgId, userId }));
        await expectAccessible(page, heading, "system");
      }
    });
  });
}

/** Loads the page in the light theme on a large screen. */
async function visit(page: Page, address: string): Promise<void> {
  // Leaves the page first, because a change of only the URL's fragment would load nothing.
  await page.goto("about:blank");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(address);
}

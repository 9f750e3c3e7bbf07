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

/** What axe finds wrong with the page as it is, in light and then in dark, where only colors are others. */
async function violations(page: Page, picture: string | undefined): Promise<string[]> {
  // As a debugger would: the page's policy lets no script in.
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

/** Nothing is wider than a phone, where one scrolls down and not sideways. */
async function expectToFitAPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 375, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
}

/**
 * In both themes, and then on a phone.
 *
 * @param area in the name of its picture, if one is to be taken
 */
export async function expectSound(page: Page, heading: string, area?: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  expect(await page.title()).toBe(`${heading} · Gaffer`);
  const words = `${area} ${heading}`.toLowerCase().match(/[a-z]+/g) ?? [];
  expect(await violations(page, area && words.join("-")), heading).toEqual([]);
  await expectToFitAPhone(page);
}

export function everyPage(installation: () => Installation): void {
  describe("every page has no axe violation in either theme, and fits a phone", () => {
    test("for whoever isn't signed in", async () => {
      await using page = await installation().open("/sign-in");
      for (const { address, heading } of outsidePages) {
        await visit(page, address);
        await expectSound(page, heading, "outside");
      }
    });

    test("for a member of an organization", async () => {
      const { owner, ...place } = await createExampleOrg(installation());
      await using page = await installation().open("/orgs", owner);
      for (const { address, heading, drawn = "h1" } of memberPages) {
        await visit(page, address(place));
        await page.locator(drawn).first().waitFor();
        await expectSound(page, heading, "organization");
      }
    });

    test("for an administrator of the installation", async () => {
      const { administrator } = installation();
      await administrator.gaffer.system.run("jobs:reconcile").catch(() => "it runs by itself at the moment");
      await using page = await installation().open("/orgs", administrator);
      for (const { address, heading } of systemPages) {
        await visit(page, address);
        await expectSound(page, heading, "system");
      }
    });
  });
}

/** Loads the page anew, as a visitor does, in light and on a large screen. */
async function visit(page: Page, address: string): Promise<void> {
  // From the same page with another `#` nothing would be loaded.
  await page.goto("about:blank");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(address);
}

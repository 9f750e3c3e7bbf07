import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson } from "../installation.ts";
import { memberPages, outsidePages, type Place } from "../pages.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What axe finds wrong with the page as it is, in light and then in dark, where only colors are others. */
async function violations(page: Page): Promise<string[]> {
  // As a debugger would: the page's policy lets no script in.
  await page.evaluate(axe.source);
  const light = await look(page, {});
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();
  return [...light, ...(await look(page, { runOnly: ["color-contrast"] }))];
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

async function expectSound(page: Page, heading: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  expect(await page.title()).toBe(`${heading} · Gaffer`);
  expect(await violations(page)).toEqual([]);
  await expectToFitAPhone(page);
}

export function everyPage(installation: () => Installation): void {
  describe("every page has no axe violation in either theme, and fits a phone", () => {
    let person: SignedInPerson;
    let place: Place;
    beforeAll(async () => {
      person = await installation().createPerson();
      const { id: orgId } = await person.gaffer.orgs.create({ name: "Acme" });
      place = { orgId };
    });

    test.each(outsidePages)("$address", async ({ address, heading }) => {
      await using page = await installation().open(address);
      await expectSound(page, heading);
    });

    test.each(memberPages)("$heading", async ({ address, heading }) => {
      await using page = await installation().open(address(place), person);
      await expectSound(page, heading);
    });
  });
}

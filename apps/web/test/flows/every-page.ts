import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";
import { memberPages, outsidePages } from "../pages.ts";

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

/** In both themes, and then on a phone. */
export async function expectSound(page: Page, heading: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  expect(await page.title()).toBe(`${heading} · Gaffer`);
  expect(await violations(page), heading).toEqual([]);
  await expectToFitAPhone(page);
}

export function everyPage(installation: () => Installation): void {
  describe("every page has no axe violation in either theme, and fits a phone", () => {
    test("for whoever isn't signed in", async () => {
      await using page = await installation().open("/sign-in");
      for (const { address, heading } of outsidePages) {
        await visit(page, address);
        await expectSound(page, heading);
      }
    });

    test("for a member of an organization", async () => {
      const person = await installation().createPerson();
      const { id: orgId } = await person.gaffer.orgs.create({ name: "Acme" });
      const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
      const { id: jobId } = await person.gaffer.org(orgId).jobs.create({ type: "report:generate", input });
      const { id: scheduleId } = await person.gaffer.org(orgId).schedules.create({
        name: "Monthly report",
        job: { type: "report:generate", input },
        recurrence: { kind: "monthly", on: { kind: "day", day: 31 }, time: "02:30" },
        timezone: "Europe/Berlin",
      });
      await person.gaffer.org(orgId).schedules.trigger(scheduleId);
      await person.gaffer.org(orgId).files.upload({ name: "people.csv", content: "a,b\n" });
      await using page = await installation().open("/orgs", person);
      for (const { address, heading } of memberPages) {
        await visit(page, address({ orgId, jobId, scheduleId }));
        await expectSound(page, heading);
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

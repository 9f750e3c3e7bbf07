import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";

export function noOrganization(installation: () => Installation): void {
  describe("a user without an organization", () => {
    test("can create one, change the theme and sign out on every page", async () => {
      const person = await installation().createPerson();
      await using page = await installation().open("/", person);
      await page.getByRole("heading", { name: "New organization" }).waitFor();
      await page.getByRole("link", { name: "Organizations" }).click();
      await page.getByText("Your organizations will appear here.").waitFor();
      await page.getByRole("link", { name: "Account" }).click();
      await page.getByRole("heading", { name: "Your account" }).waitFor();
      expect(await page.getByRole("link", { name: "System" }).count()).toBe(0);
      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitemradio", { name: "Dark" }).click();
      await page.locator("html[data-theme=dark]").waitFor();
      // The error page at the address of an unknown organization also has the account menu.
      await page.goto(`/orgs/${crypto.randomUUID()}/jobs`);
      await page.getByRole("alert").waitFor();
      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    });

    test("lands on System as an administrator, with links to organizations and back", async () => {
      await using page = await installation().open("/", installation().administrator);
      await page.waitForURL("**/system/jobs");
      await page.getByRole("heading", { name: "System jobs" }).waitFor();
      await page.getByRole("link", { name: "Your organizations" }).click();
      await page.getByRole("heading", { name: "Your organizations" }).waitFor();
      await page.getByRole("link", { name: "System" }).click();
      await page.getByRole("heading", { name: "System jobs" }).waitFor();
    });
  });
}

import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";

export function reference(installation: () => Installation): void {
  describe("the API reference", () => {
    test("has the user's organization and samples, sends requests with the session, and is dark", async () => {
      const person = await installation().createPerson();
      const org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
      await using page = await installation().open("/docs", person, { theme: "dark" });
      await page.getByRole("status").getByText("in the organization Acme").waitFor();
      expect(await page.locator("html").getAttribute("class")).toBe("dark-mode");

      const operation = page.locator("#operations-Jobs-getJobStats");
      await operation.getByRole("button").first().click();
      await operation.getByText(`/v1/orgs/${org.id}/jobs/stats"`).waitFor();
      await operation.getByText("gaffer.http").first().waitFor();
      await operation.getByRole("button", { name: "Try it out" }).click();
      expect(await operation.getByPlaceholder("orgId").inputValue()).toBe(org.id);
      const answered = page.waitForResponse((response) => response.url().endsWith(`/orgs/${org.id}/jobs/stats`));
      await operation.getByRole("button", { name: "Execute" }).click();
      expect((await answered).status()).toBe(200);
    });
  });
}

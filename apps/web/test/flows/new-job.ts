import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";

export function newJob(installation: () => Installation): void {
  describe("the form of a job type", () => {
    test("offers the files that there are, and the job's page brings those that it reads and has written", async () => {
      const person = await installation().createPerson();
      const org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
      await org.files.upload({ name: "others.csv", content: "x\n1\n" });
      const content = "from,to\n2026-11-01T00:00:00Z,soon\n";
      const file = await org.files.upload({ name: "people.csv", content, contentType: "text/csv" });
      await using page = await installation().open(`/orgs/${org.id}/jobs/new?type=jobs:import`, person);
      const choice = page.getByRole("combobox", { name: "fileId" });
      await choice.getByRole("option", { name: "others.csv" }).waitFor({ state: "attached" });
      expect(await choice.inputValue()).toBe("");
      await page.getByRole("button", { name: "Create" }).click();
      await page.locator('[name="/input/fileId"][aria-invalid=true]').waitFor();
      await choice.selectOption(file.id);
      await page.getByRole("combobox", { name: "type", exact: true }).selectOption("report:generate");
      await page.getByRole("button", { name: "Create" }).click();
      const files = page.getByRole("region", { name: "Files" });
      await files.getByRole("listitem").filter({ hasText: "It has written" }).waitFor();
      const download = page.waitForEvent("download");
      await files.getByRole("button", { name: "Download people.csv" }).click();
      expect((await download).suggestedFilename()).toBe("people.csv");
      expect(await files.getByRole("button").count()).toBe(2);
    });

    test("has a field for each part of a list, to which items are added and from which they are removed", async () => {
      const person = await installation().createPerson();
      const { id: orgId } = await person.gaffer.orgs.create({ name: "Acme" });
      await using page = await installation().open(`/orgs/${orgId}/jobs/new?type=http:request`, person);
      await page.getByLabel("url", { exact: true }).fill("http://127.0.0.1:9/");
      const headers = page.getByRole("group", { name: "headers (optional)" });
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name"));
      while (await headers.getByRole("button", { name: /^Remove/ }).count()) {
        await headers
          .getByRole("button", { name: /^Remove/ })
          .first()
          .click();
      }
      for (const [index, name] of ["X-First", "not a name", "X-Third"].entries()) {
        await headers.getByRole("button", { name: "Add to headers (optional)" }).click();
        expect(await focused()).toBe(`/input/headers/${index}/name`);
        await page.keyboard.type(name);
        await page.keyboard.press("Tab");
        await page.keyboard.type(`value ${index}`);
      }
      await headers.getByRole("button", { name: "Remove 1 of headers (optional)" }).click();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Add");
      const statuses = page.getByRole("group", { name: "expectedStatuses (optional)" });
      await statuses.getByRole("button", { name: /^Add/ }).click();
      await page.keyboard.type("201");

      await page.getByRole("button", { name: "Create" }).click();
      const wrong = headers.getByLabel("name").first();
      await page.locator('[name="/input/headers/0/name"][aria-invalid=true]').waitFor();
      expect(await wrong.inputValue()).toBe("not a name");
      await wrong.fill("X-Second");
      await page.getByRole("button", { name: "Create" }).click();
      await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
      const job = await person.gaffer.org(orgId).jobs.get(page.url().split("/").at(-1) as string);
      expect(job.input).toMatchObject({
        headers: [
          { name: "X-Second", value: "value 1" },
          { name: "X-Third", value: "value 2" },
        ],
        expectedStatuses: [201],
      });
    });
  });
}

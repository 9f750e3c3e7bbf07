import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";

export function newJob(installation: () => Installation): void {
  describe("the form of a job type", () => {
    test("offers the organization's files, and the job's page lists input and output files", async () => {
      const person = await installation().createPerson();
      const org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
      await org.files.upload({ name: "others.csv", content: "x\n1\n" });
      const content = "from,to\n2026-11-01T00:00:00Z,soon\n";
      const file = await org.files.upload({ name: "people.csv", content, contentType: "text/csv" });
      await using page = await installation().open(`/orgs/${org.id}/jobs/new?type=jobs:import`, person);
      const choice = page.getByRole("combobox", { name: "fileId" });
      await choice.getByRole("option", { name: "others.csv" }).waitFor({ state: "attached" });
      await expect.poll(() => choice.inputValue()).toBe("");
      await page.getByRole("button", { name: "Create" }).click();
      await page.locator('[name="/input/fileId"][aria-invalid=true]').waitFor();
      await choice.selectOption(file.id);
      await page.getByRole("combobox", { name: "type", exact: true }).selectOption("report:generate");
      await page.getByRole("button", { name: "Create" }).click();
      const files = page.getByRole("region", { name: "Files" });
      await files.getByRole("listitem").filter({ hasText: "Output files" }).waitFor();
      const download = page.waitForEvent("download");
      await files.getByRole("button", { name: "Download people.csv" }).click();
      expect((await download).suggestedFilename()).toBe("people.csv");
      await expect.poll(() => files.getByRole("button").count()).toBe(2);
    });

    test("adds and removes the items of a list", async () => {
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
        await expect.poll(focused).toBe(`/input/headers/${index}/name`);
        await page.keyboard.type(name);
        await page.keyboard.press("Tab");
        await page.keyboard.type(`value ${index}`);
      }
      await headers.getByRole("button", { name: "Remove 1 of headers (optional)" }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Add");
      const statuses = page.getByRole("group", { name: "expectedStatuses (optional)" });
      await statuses.getByRole("button", { name: /^Add/ }).click();
      await expect.poll(focused).toBe("/input/expectedStatuses/0");
      await page.keyboard.type("201");

      await page.getByRole("button", { name: "Create" }).click();
      const wrong = headers.getByLabel("name").first();
      await page.locator('[name="/input/headers/0/name"][aria-invalid=true]').waitFor();
      await expect.poll(() => wrong.inputValue()).toBe("not a name");
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

    test("isn't sent while its JSON is invalid, and shows the error at the kept text", async () => {
      const person = await installation().createPerson();
      const org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
      const input = { url: "http://127.0.0.1:9/first", timeoutSeconds: 1 };
      const job = await org.jobs.create({ type: "http:request", input, maxAttempts: 1 });
      await using page = await installation().open(`/orgs/${org.id}/jobs/new?from=${job.id}`, person);
      const sent: string[] = [];
      page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
      const asJson = page.getByRole("checkbox", { name: "As JSON" });
      const editor = page.getByLabel("Input as JSON");
      const invalid = '{"url": "http://127.0.0.1:9/second", }';
      for (const address of [`/jobs/new?from=${job.id}`, "/schedules/new"]) {
        await page.goto(`/orgs/${org.id}${address}`);
        await page.getByRole("button", { name: "Create" }).waitFor();
        await asJson.check();
        await editor.fill(invalid);
        await page.getByRole("button", { name: "Create" }).click();
        await page.getByRole("alert").getByText("This is not valid JSON. Check line 1, column 38.").waitFor();
        await expectKept();
        await page.getByRole("heading", { level: 1 }).focus();
        // Invalid JSON can't be shown as fields, so the editor stays.
        await asJson.click();
        await expect.poll(() => asJson.isChecked()).toBe(true);
        await expectKept();
      }
      expect(sent.filter((path) => !path.endsWith("/preview"))).toEqual([]);

      await page.goto(`/orgs/${org.id}/jobs/new?from=${job.id}`);
      await asJson.check();
      for (const [entered, said] of [
        ["", "Enter a value as JSON."],
        ["[1]", 'Enter a JSON object, such as {"name": "value"}.'],
      ] as const) {
        await editor.fill(entered);
        await page.getByRole("button", { name: "Create" }).click();
        await page.getByRole("alert").getByText(said).waitFor();
      }
      await editor.fill(JSON.stringify({ ...input, url: "http://127.0.0.1:9/second" }));
      await page.getByRole("button", { name: "Create" }).click();
      await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
      const copy = await org.jobs.get(page.url().split("/").at(-1) as string);
      expect(copy.input).toMatchObject({ url: "http://127.0.0.1:9/second" });

      async function expectKept() {
        await expect.poll(() => editor.inputValue()).toBe(invalid);
        await expect.poll(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
      }
    });

    test("isn't sent while a map in it is invalid JSON", async () => {
      const person = await installation().createPerson();
      const { id: orgId } = await person.gaffer.orgs.create({ name: "Acme" });
      await using page = await installation().open("/orgs", person);
      const items = await person.gaffer.org(orgId).jobs.types();
      for (const { inputSchema } of items) Object.assign(inputSchema.properties ?? {}, { labels: { type: "object" } });
      await page.route("**/job-types?*", (route) => route.fulfill({ json: { items, nextCursor: null } }));
      await page.goto(`/orgs/${orgId}/jobs/new?type=report:generate`);
      const map = page.getByLabel("labels (optional)");
      await map.fill("{a: 1}");
      const sent: string[] = [];
      page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("alert").getByText("This is not valid JSON.").waitFor();
      expect(await map.inputValue()).toBe("{a: 1}");
      expect(sent).toEqual([]);
      await map.fill('{"a": 1}');
      const request = page.waitForRequest((each) => each.method() === "POST");
      await page.getByRole("button", { name: "Create" }).click();
      expect((await request).postDataJSON().input.labels).toEqual({ a: 1 });
    });
  });
}

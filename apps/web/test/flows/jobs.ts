import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Job, OrgClient } from "@gaffer/client";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson } from "../installation.ts";

/** Three months from now, so that no worker runs the job during the test. */
const later = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString();
const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const monthsCsv = "from,to\n2026-01-01T00:00:00Z,2026-02-01T00:00:00Z\n2026-02-01T00:00:00Z,2026-03-01T00:00:00Z\n";
const waiting = { type: "report:generate", input, runAt: later } as const;

export function jobs(installation: () => Installation): void {
  describe("jobs", () => {
    let person: SignedInPerson;
    let org: OrgClient;
    beforeAll(async () => {
      person = await installation().createPerson();
      org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    });
    const newOrg = async () => person.gaffer.org((await person.gaffer.orgs.create({ name: "Other" })).id);
    const open = (address: string, by = person) => installation().open(`/orgs/${org.id}${address}`, by);

    describe("with a handler that makes a request", () => {
      let called: Server;
      let status = 500;
      let url: string;
      beforeAll(async () => {
        called = createServer(({ url: path }, response) => {
          if (path !== "/hangs") response.writeHead(status).end("hello");
        }).listen(0, "127.0.0.1");
        await once(called, "listening");
        url = `http://127.0.0.1:${(called.address() as AddressInfo).port}/`;
      });
      afterAll(() => called.close());

      test("request a cancellation without undo while they run", async () => {
        const request = { url: `${url}hangs`, timeoutSeconds: 300 };
        const job = await org.jobs.create({ type: "http:request", input: request });
        await using page = await open(`/jobs/${job.id}`);
        // Only the cancellation of a running job asks first.
        await page.getByRole("status").getByText("Processing").waitFor();
        await page.getByRole("button", { name: "Cancel job" }).click();
        const dialog = page.getByRole("alertdialog", { name: "Cancel this job?" });
        await dialog.getByRole("button", { name: "Cancel job" }).click();
        await page.getByText("Cancellation requested").first().waitFor();
        expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
        await page.getByRole("status").getByText("Cancelled").waitFor();
      });

      test("fail, and complete after a retry on the open page", async () => {
        const job = await org.jobs.create({ type: "http:request", input: { url }, maxAttempts: 1 });
        await using page = await open(`/jobs/${job.id}`);
        await page.getByText("Failed: unexpected_status").waitFor();
        await page.getByText("Attempt 1 failed").waitFor();
        expect(await page.getByText("Error details").count()).toBe(0);
        status = 200;
        await page.getByRole("button", { name: "Retry job" }).click();
        await page.getByText("Job retried").waitFor();
        await page.getByText("Attempt 2 completed").waitFor();
        await page.getByRole("region", { name: "Output" }).getByText('"hello"').waitFor();
        await page.getByRole("log").getByText(/./).first().waitFor();
        await page.getByRole("button", { name: "Copy output as JSON" }).click();
        const copied = async () => JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
        await expect.poll(copied).toMatchObject({ status: 200, body: "hello" });
      });
    });

    test("show the stack of an error to an administrator", async () => {
      const { administrator } = installation();
      const own = administrator.gaffer.org((await administrator.gaffer.orgs.create({ name: "Own" })).id);
      const call = { type: "http:request", input: { url: "http://127.0.0.1:1/" }, maxAttempts: 1 } as const;
      const job = await own.jobs.create(call);
      await using page = await installation().open(`/orgs/${own.id}/jobs/${job.id}`, administrator);
      await page.getByText("Error details of attempt 1", { exact: true }).click();
      await page.getByText(/^RetryableError: /).waitFor();
      await page.getByRole("button", { name: "Copy error details of attempt 1" }).click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied).toContain("http-request.handler.ts");
    });

    test("a cancelled pending job keeps its start time, priority and creation when the cancellation is undone", async () => {
      const job = await org.jobs.create({ ...waiting, priority: "high" });
      await using page = await open(`/jobs/${job.id}`);
      await page.getByRole("button", { name: "Cancel job" }).click();
      await page.getByText("Job cancelled").waitFor();
      await page.getByRole("status").getByText("Cancelled").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByText("Job restored").waitFor();
      await page.getByRole("status").getByText("Pending").waitFor();
      expect(await org.jobs.get(job)).toEqual(job);
    });

    test("a pending job is changed in a dialog, and an ended one is deleted", async () => {
      const job = await org.jobs.create(waiting);
      await using page = await open(`/jobs/${job.id}`);
      await page.getByRole("button", { name: "Edit job…" }).click();
      const dialog = page.getByRole("dialog", { name: "Edit job" });
      await dialog.getByLabel("Priority").selectOption("high");
      await dialog.getByLabel("Timeout (seconds)").fill("0");
      await dialog.getByRole("button", { name: "Save changes" }).click();
      await dialog.getByText("must be at least 1").waitFor();
      await dialog.getByLabel("Timeout (seconds)").fill("60");
      await dialog.getByLabel("Tags").fill("eu, nightly");
      await dialog.getByLabel("Metadata").fill("customer: 4711\nurl: https://a.example");
      await dialog.getByRole("button", { name: "Save changes" }).click();
      await page.getByText("Job changed").waitFor();
      const details = page.getByRole("region", { name: "Job details" });
      for (const shown of ["high", "nightly", "customer: 4711"]) await details.getByText(shown).waitFor();
      const labels = { tags: ["eu", "nightly"], metadata: { customer: "4711", url: "https://a.example" } };
      expect(await org.jobs.get(job)).toEqual({ ...job, ...labels, priority: "high", timeoutSeconds: 60 });

      await details.getByRole("link", { name: "nightly" }).click();
      await page.waitForURL(/\/jobs\?tag=nightly/);
      expect(await page.getByLabel("Tag", { exact: true }).inputValue()).toBe("nightly");
      await page.getByText("· eu · nightly").waitFor();
      await page.goBack();

      await org.jobs.cancel(job);
      await page.getByRole("button", { name: "Delete job…" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete job" }).click();
      await page.getByText("Job deleted").waitFor();
      await page.waitForURL(`**/orgs/${org.id}/jobs`);
      await expect(org.jobs.get(job)).rejects.toMatchObject({ status: 404 });
    });

    test("a viewer sees jobs without actions", async () => {
      const job = await org.jobs.create(waiting);
      const viewer = await installation().createMember(org.id, "viewer");
      await using page = await open(`/jobs/${job.id}`, viewer);
      await page.getByRole("region", { name: "Input" }).waitFor();
      for (const name of ["Cancel job", "Retry job", "Edit job…"])
        expect(await page.getByRole("button", { name }).count()).toBe(0);
      expect(await page.getByRole("link", { name: "Clone job…" }).count()).toBe(0);
      await page.getByRole("link", { name: "Jobs", exact: true }).click();
      await page.getByRole("link", { name: "report:generate" }).first().waitFor();
      expect(await page.getByRole("checkbox").count()).toBe(0);
      await page.keyboard.press("j");
      await page.keyboard.press("r");
      await page.goto(`/orgs/${org.id}/jobs/new`);
      const type = page.getByRole("combobox", { name: "Type" });
      await type.selectOption("report:generate");
      // The form of the chosen type replaces the form of the first type.
      await expect.poll(() => type.inputValue()).toBe("report:generate");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("alert").getByText("This operation needs the role member or admin or owner.").waitFor();
    });

    test("the page of another organization's job equals the one of a missing job", async () => {
      const stranger = await installation().createPerson();
      const job = await org.jobs.create(waiting);
      const said: (string | null)[] = [];
      for (const address of [`/orgs/${org.id}/jobs/${job.id}`, `/orgs/${crypto.randomUUID()}/jobs/${job.id}`]) {
        await using page = await installation().open(address, stranger);
        said.push(await page.getByRole("alert").locator("p").nth(1).textContent());
        expect(await page.getByText("Acme").count()).toBe(0);
      }
      expect(new Set(said)).toEqual(
        new Set(["The resource doesn't exist in this organization, or you don't have access to it."]),
      );
    });

    test("the list follows events, keeps its filters in the URL, and has keyboard commands", async () => {
      const other = await newOrg();
      const [first] = await other.jobs.createMany([waiting, waiting, waiting]);
      await using page = await installation().open(`/orgs/${other.id}/jobs`, person);
      const rows = page.getByRole("listitem").getByRole("link", { name: "report:generate" });
      await rows.nth(2).waitFor();
      await other.jobs.create(waiting);
      await rows.nth(3).waitFor();
      await other.jobs.cancel(first);
      await page.getByRole("listitem").getByText("Cancelled").waitFor();

      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.getByText("2 selected").waitFor();
      await page.getByRole("button", { name: "Cancel 2" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Cancel 2 jobs" }).click();
      await page.getByText("2 jobs cancelled").waitFor();

      await page.getByRole("link", { name: /^Cancelled/ }).click();
      await page.waitForURL("**/jobs?status=cancelled");
      await page.waitForFunction(() => document.querySelectorAll("li[aria-posinset]").length === 3);
      await page.keyboard.press("/");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("job-type-filter");
      await page.getByRole("combobox", { name: "Type" }).selectOption("http:request");
      await page.getByText("No jobs match these filters").waitFor();
      await page.goBack();
    });

    test("an import names the jobs that it created, and they name it", async () => {
      const { id: fileId } = await org.files.upload({ name: "months.csv", content: monthsCsv });
      const job = await org.jobs.create({ type: "jobs:import", input: { fileId, type: "report:generate" } });
      await using page = await open(`/jobs/${job.id}`);
      const children = page.getByRole("list", { name: "Child jobs" }).getByRole("link", { name: "report:generate" });
      await children.nth(1).waitFor();
      await children.first().click();
      await page.getByText("Another job").waitFor();
      await page.getByRole("link", { name: "Open parent job" }).click();
      await page.waitForURL(`**/jobs/${job.id}`);
    });

    test("a list of any length renders only the rows in view", async () => {
      const template = await org.jobs.create(waiting);
      const size = 1000;
      await using page = await open("/orgs");
      await page.route("**/v1/orgs/*/jobs?*", (route) => {
        const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
        const items = Array.from({ length: 100 }, (_, index) => numbered(template, size - from - index));
        return route.fulfill({ json: { items, nextCursor: from + 100 < size ? String(from + 100) : null } });
      });
      await page.goto(`/orgs/${org.id}/jobs`);
      await page.locator('[data-row="0"]').waitFor();
      for (let loaded = 100; loaded < size; loaded += 100) {
        await expect.poll(() => scrollToEnd(page)).toBeGreaterThanOrEqual(loaded + 5);
        expect(await page.getByRole("listitem").count()).toBeLessThan(50);
      }
    });

    test("a job is cloned with changes, and errors appear at their fields", async () => {
      const job = await org.jobs.create({ ...waiting, priority: "high" });
      await using page = await open(`/jobs/${job.id}`);
      await page.getByRole("link", { name: "Clone job…" }).click();
      await expect.poll(() => page.getByLabel("Priority").inputValue()).toBe("high");
      const format = page.getByLabel("format (optional)");
      await format.selectOption("json");
      await page.getByLabel("Start at").fill("2999-01-01T00:00");
      await page.getByRole("button", { name: "Create" }).click();
      await page
        .getByText(/a year/)
        .first()
        .waitFor();
      await expect.poll(() => page.getByLabel("Start at").getAttribute("aria-invalid")).toBe("true");
      await page.getByLabel("Start at").fill("");
      await page.getByLabel(/^Timeout/).fill("75");
      await page.getByLabel("As JSON").check();
      const entered = async () => JSON.parse(await page.getByLabel("Input as JSON").inputValue());
      await expect.poll(entered).toMatchObject({ format: "json" });
      await page.getByRole("button", { name: "Create" }).click();
      await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
      await page.getByRole("region", { name: "Input" }).getByText('"json"').waitFor();
      const [cloned] = (await org.jobs.list({ limit: 1 })).items;
      expect(cloned).toMatchObject({ priority: "high", timeoutSeconds: 75 });
    });
  });
}

/** Scrolls to the end of the list, and returns the index of the last rendered row. */
function scrollToEnd(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo(0, document.body.scrollHeight);
    return Number([...document.querySelectorAll<HTMLElement>("[data-row]")].at(-1)?.dataset.row);
  });
}

/** Returns a copy of the job whose id ends in `number`. Lists are sorted by id. */
function numbered(job: Job, number: number): Job {
  return { ...job, id: `01a00000-0000-7000-8000-${String(number).padStart(12, "0")}` };
}

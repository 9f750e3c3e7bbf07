import type { CreateJob, OrgClient } from "@gaffer/client";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson } from "../installation.ts";
import { expectAccessible } from "./every-page.ts";

/** Three months from now, so that no worker runs the jobs during the test. */
const runAt = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString();
const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const waiting: CreateJob<"report:generate"> = { type: "report:generate", input, runAt };

/** Lists of many jobs: keyboard, bulk actions and saved views. */
export function manyJobs(installation: () => Installation): void {
  describe("a list of jobs", () => {
    let person: SignedInPerson;
    beforeAll(async () => {
      person = await installation().createPerson();
    });

    async function orgWith(count: number, status: "pending" | "cancelled" = "pending"): Promise<OrgClient> {
      const org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
      await org.jobs.createMany(Array<typeof waiting>(count).fill(waiting));
      if (status === "cancelled") while ((await org.jobs.cancelMany({ status: ["pending"] })).more);
      return org;
    }
    const open = ({ id }: OrgClient, query = "") => installation().open(`/orgs/${id}/jobs${query}`, person);
    const statuses = async (org: OrgClient) => (await org.jobs.stats()).byStatus;
    /** The number of retries of each job, newest job first. */
    const retries = async (org: OrgClient) => (await org.jobs.list()).items.map((job) => job.retries);
    const row = (page: Page, index: number) => page.locator(`[data-row="${index}"]`);
    const selectLoaded = (page: Page) => page.getByLabel("Select all loaded jobs").check();
    const inBar = (page: Page) => page.getByRole("region", { name: "Selected jobs" });

    test("moves the focus by j and k, and retries the focused job by r", async () => {
      const org = await orgWith(3, "cancelled");
      await using page = await open(org);
      await row(page, 2).waitFor();
      for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
      await expect.poll(() => row(page, 1).evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press("r");
      await page.getByText("report:generate retried").waitFor();
      expect(await retries(org)).toEqual([0, 1, 0]);
    });

    test("retries the selected jobs with one request", async () => {
      const org = await orgWith(3, "cancelled");
      await using page = await open(org);
      const sent: string[] = [];
      page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
      await row(page, 2).waitFor();
      for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
      await page.getByRole("button", { name: "Retry 2" }).click();
      await page.getByText("2 jobs retried").waitFor();
      await page.getByRole("listitem").getByText("Completed").nth(1).waitFor();
      expect(await retries(org)).toEqual([1, 1, 0]);
      expect(sent).toEqual([`/v1/orgs/${org.id}/jobs/retry`]);
    });

    test("selects all matching jobs, loaded or not, without later ones", async () => {
      const org = await orgWith(150);
      await using page = await open(org);
      await row(page, 5).waitFor();
      await selectLoaded(page);
      await page.getByText("100 selected").waitFor();
      await page.getByRole("button", { name: "Select all 150 matching jobs" }).click();
      await page.getByRole("status").getByText("All 150 matching jobs selected").waitFor();
      const later = await org.jobs.create(waiting);
      await row(page, 0)
        .and(page.locator(`[href$="${later.id}"]`))
        .waitFor();
      expect(await page.getByLabel(`Select report:generate ${later.id}`).isChecked()).toBe(false);
      await inBar(page)
        .getByRole("button", { name: /^Cancel 15/ })
        .click();
      await page
        .getByRole("alertdialog")
        .getByRole("button", { name: /^Cancel 15/ })
        .click();
      await page.getByText(/^150 (of 151 )?jobs cancelled/).waitFor();
      await page.getByRole("listitem").getByText("Cancelled").nth(3).waitFor();
      expect(await statuses(org)).toMatchObject({ pending: 1, cancelled: 150 });
      expect((await org.jobs.get(later)).status).toBe("pending");
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    });

    test("shows the progress of a bulk action of more than 500 jobs, which is a job itself", async () => {
      const org = await orgWith(600);
      await using page = await open(org, "?status=pending");
      const held = Promise.withResolvers<void>();
      await page.route("**/jobs/cancel", async (route) => {
        const response = await route.fetch();
        await held.promise;
        await route.fulfill({ response });
      });
      await row(page, 5).waitFor();
      await selectLoaded(page);
      await page.getByRole("button", { name: "Select all 600 matching jobs" }).click();
      await inBar(page).getByRole("button", { name: "Cancel 600" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Cancel 600 jobs" }).click();
      await page.getByRole("status").getByText("Cancelling: 0 of 600").waitFor();
      held.resolve();
      await page.getByText("600 jobs cancelled").waitFor();
      expect(await statuses(org)).toMatchObject({ pending: 0, cancelled: 600 });
      const [bulk] = (await org.jobs.list({ type: ["jobs:cancel"], include: ["output"] })).items;
      expect(bulk).toMatchObject({ status: "completed", output: { matched: 600, changed: 600 } });
    });

    test("shows the API's problem and the number of changed jobs after a refusal", async () => {
      const org = await orgWith(2, "cancelled");
      await using page = await open(org);
      const detail = "The plan allows 2 open jobs.";
      await page.route("**/jobs/retry", (route) => route.fulfill(problem(403, "quota-exceeded", detail)));
      await row(page, 1).waitFor();
      await selectLoaded(page);
      await page.getByRole("button", { name: "Retry 2" }).click();
      const said = page.getByRole("region", { name: "Notifications" });
      await said.getByText("0 of 2 jobs retried").waitFor();
      await said.getByText(detail).waitFor();
      expect(await retries(org)).toEqual([0, 0]);
    });

    test("continues after a refused page is read again", async () => {
      const org = await orgWith(150);
      await using page = await open(org);
      await row(page, 0).waitFor();
      // Blocks further reads of the list's first page, because such a read after an event would hide the error of the
      // refused page.
      await page.route("**/jobs?limit=100", () => {});
      let refusals = 0;
      await page.route("**/jobs?*cursor=*", (route) => {
        if (refusals > 0) return route.continue();
        refusals += 1;
        return route.fulfill(problem(500, "internal", "The page can't be read."));
      });
      // Scrolls to the end repeatedly until the element is in view, because the list grows when the next page has been
      // read.
      const seesAtEnd = async (element: Locator) => {
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        return element.isVisible();
      };
      await expect.poll(() => seesAtEnd(page.getByRole("alert").getByText("The page can't be read."))).toBe(true);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("alert").waitFor({ state: "detached" });
      await expect.poll(() => seesAtEnd(row(page, 149))).toBe(true);
    });

    test("saves its filters as a named view that survives a reload", async () => {
      const org = await orgWith(1);
      await using page = await open(org);
      await row(page, 0).waitFor();
      await page.getByRole("combobox", { name: "Type" }).selectOption("report:generate");
      await page.getByRole("button", { name: "Save view…" }).click();
      await page.getByText("The view is saved in this browser only.").waitFor();
      await page.locator("input:focus").waitFor();
      await page.keyboard.type("My reports");
      await page.keyboard.press("Enter");
      const view = page.getByRole("link", { name: "My reports" });
      await view.waitFor();
      await row(page, 0).waitFor();
      await selectLoaded(page);
      await page.getByText("1 selected").waitFor();
      await expectAccessible(page, "Jobs");
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`/orgs/${org.id}/jobs?status=failed`);
      await view.click();
      await page.waitForURL("**/jobs?type=report%3Agenerate");
      await expect.poll(() => view.getAttribute("aria-current")).toBe("page");
      await page.getByRole("link", { name: /^Pending/ }).click();
      await page.waitForURL("**/jobs?type=report%3Agenerate&status=pending");
      await expect.poll(() => page.locator("main [aria-current=page]").allTextContents()).toEqual(["Pending 1"]);

      await page.goto(`/orgs/${org.id}/files`);
      await page.getByRole("heading", { name: "Files" }).waitFor();
      // The frame shows this after it has started to listen for keys.
      await page.getByText("Live", { exact: true }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("option", { name: "View: My reports" }).click();
      await page.waitForURL("**/jobs?type=report%3Agenerate");

      await page.getByRole("button", { name: "Delete view My reports" }).click();
      await view.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Undo" }).click();
      await view.waitFor();
      await page.getByRole("button", { name: "Delete view My reports" }).click();
      await page.reload();
      await page.getByRole("button", { name: "Save view…" }).waitFor();
      expect(await view.count()).toBe(0);
    });
  });
}

/** A problem as the API returns it, for a faked response. */
function problem(status: number, name: string, detail: string, headers: Record<string, string> = {}) {
  const json = { type: `/problems/${name}`, title: "No", status, detail, requestId: crypto.randomUUID() };
  return { status, json, headers };
}

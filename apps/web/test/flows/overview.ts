import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { OrgClient } from "@gaffer/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson, Window } from "../installation.ts";

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const report = { type: "report:generate", input } as const;

export function overview(installation: () => Installation): void {
  describe("the overview", () => {
    let person: SignedInPerson;
    let refusing: Server;
    let url: string;
    beforeAll(async () => {
      person = await installation().createPerson();
      refusing = createServer((_request, response) => response.writeHead(500).end()).listen(0, "127.0.0.1");
      await once(refusing, "listening");
      url = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/`;
    });
    afterAll(() => refusing.close());
    const newOrg = async () => person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    const open = ({ id }: OrgClient, search = "") => installation().open(`/orgs/${id}/overview${search}`, person);
    const call = () => ({ type: "http:request", input: { url }, maxAttempts: 1 }) as const;

    test("is the first page of an organization and explains the first steps", async () => {
      const org = await newOrg();
      await using page = await installation().open(`/orgs/${org.id}`, person);
      await page.waitForURL("**/overview");
      await page.getByText("Nothing needs attention").waitFor();
      await page.getByText("There are no jobs yet").waitFor();
      await page.getByRole("button", { name: "Copy: curl" }).waitFor();
      expect(await page.getByRole("list", { name: "Figures" }).count()).toBe(0);
      // Live updates change the page without a reload.
      const job = await org.jobs.create(report);
      await page.getByRole("link", { name: /^Completed report:generate/ }).waitFor();
      await page.getByRole("link", { name: /^Completed 1 / }).click();
      await page.waitForURL(/\/jobs\?status=completed&createdFrom=/);
      await page.getByText(job.id).waitFor();
    });

    test("shows what needs attention, and links each figure to its list", async () => {
      const org = await newOrg();
      const yearly = {
        job: call(),
        recurrence: { kind: "cron", expression: "0 0 1 1 *" },
        timezone: "Etc/UTC",
      } as const;
      for (const settings of [{ name: "Calls", pauseAfterFailures: 1 }, { name: "Goes on" }]) {
        await org.schedules.trigger((await org.schedules.create({ ...settings, ...yearly })).id);
      }
      await org.jobs.createMany([call(), report]);
      await using page = await open(org);
      const attention = page.getByRole("list", { name: "Needs attention" });
      await attention.getByText("Calls is paused after failures").waitFor();
      await attention.getByText("Goes on: the last run failed").waitFor();
      await attention.getByText("http:request fails more often than before").waitFor();
      await attention.getByText("3 jobs created in the last 30 min failed; 0 in the 30 min before").waitFor();
      const newest = page.getByRole("list", { name: "Newest failures" });
      await expect.poll(() => newest.getByText("answered 500").count()).toBe(3);
      const figure = page.getByRole("list", { name: "Figures" }).getByRole("link", { name: /^Failed 3 / });
      await figure.waitFor();

      await attention.getByRole("link", { name: "View failed jobs" }).click();
      await page.waitForURL(/\/jobs\?status=failed&type=http/);
      await expectRows(page, 3);
      await page.goBack();
      await figure.click();
      await page.waitForURL(/\/jobs\?status=failed&createdFrom=/);
      await expectRows(page, 3);
      await page.goBack();
      await page.getByRole("link", { name: "Failed http:request: 3" }).click();
      await page.waitForURL(/\/jobs\?status=failed&type=http/);
      await expectRows(page, 3);
      await page.goBack();
      await page.getByRole("link", { name: "Open schedule" }).first().click();
      await page.getByRole("heading", { name: "Calls" }).waitFor();
    });

    test("shows why jobs wait, and which limits are nearly used", async () => {
      const org = await newOrg();
      const job = await org.jobs.create({ ...report, runAt: new Date(Date.now() + 86_400_000).toISOString() });
      const usage = await person.gaffer.org(org.id).usage();
      await using page = await installation().open("/orgs", person);
      const due = () => ({ ...job, runAt: new Date(Date.now() - 300_000).toISOString() });
      // The responses are faked: the server of this test has workers for all types, and no plan with small limits.
      await page.route("**/jobs?*status=pending*", (route) =>
        route.fulfill({ json: { items: [due()], nextCursor: null } }),
      );
      await page.route("**/blocked-by", (route) =>
        route.fulfill({ json: { status: "pending", blockedBy: { kind: "noWorker", type: job.type } } }),
      );
      await page.route("**/usage", (route) => route.fulfill({ json: { ...usage, schedules: { used: 9, limit: 10 } } }));
      await page.goto(`/orgs/${org.id}/overview`);
      const attention = page.getByRole("list", { name: "Needs attention" });
      await attention.getByText("1 report:generate job is pending").waitFor();
      await attention
        .getByText("No running worker has a handler for report:generate. The oldest job has been due for 5 min")
        .waitFor();
      await attention.getByText("Schedules: 9 of 10 used").waitFor();
      await attention.getByRole("link", { name: "Open job" }).click();
      await page.waitForURL(`**/jobs/${job.id}`);
    });

    test("draws charts in the theme's colors and full width, and shows the data as a table", async () => {
      const org = await newOrg();
      await org.jobs.wait(await org.jobs.create(report));
      await using page = await open(org);
      await page.getByRole("link", { name: "24 h: the last 24 hours" }).click();
      await page.waitForURL("**/overview?period=day");
      await page.getByRole("img", { name: "Jobs: 1; 1 completed, 0 failed; at most 1 per interval." }).waitFor();
      await page.waitForFunction(isDrawnIn, "--good");
      const wide = await page
        .locator("canvas")
        .first()
        .evaluate(({ clientWidth }) => clientWidth);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator("html[data-theme=dark]").waitFor();
      await page.waitForFunction(isDrawnIn, "--good");
      await page.setViewportSize({ width: 375, height: 700 });
      await page.waitForFunction(
        (before) => (document.querySelector("canvas")?.clientWidth ?? before) !== before,
        wide,
      );
      await page.waitForFunction(isDrawnIn, "--good");

      await page.getByText("Show as table").focus();
      await page.keyboard.press("Enter");
      const table = page.getByRole("region", { name: "Jobs over time" });
      await table.getByRole("row").nth(1).waitFor();
      await expect.poll(() => table.getByRole("row").count()).toBe(2);
      await table.getByRole("link").click();
      await page.waitForURL(/\/jobs\?createdFrom=.*&createdBefore=/);
      await expectRows(page, 1);
      await page.goBack();
      await page.getByRole("heading", { name: "Jobs created in the last 24 hours" }).waitFor();
    });
  });
}

async function expectRows(page: Window, count: number): Promise<void> {
  await page.waitForFunction((rows) => document.querySelectorAll("li[aria-posinset]").length === rows, count);
}

/** Whether the first chart contains this color of the theme. Runs in the page. */
function isDrawnIn(name: string): boolean {
  const canvas = document.querySelector("canvas");
  const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (!pixels) return false;
  const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue && pixels[at + 3] === 255)
      return true;
  }
  return false;
}

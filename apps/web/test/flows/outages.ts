/** Tests of outages: the server stops or hangs, and responds again, while a page is open. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTcpProxy, type TcpProxy } from "../../../api/test/harness/tcp-proxy.ts";
import type { Installation, SignedInPerson } from "../installation.ts";

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const recurrence = { kind: "daily", time: "02:30" } as const;
const job = { type: "report:generate", input } as const;

export function outages(installation: () => Installation): void {
  describe("outages", () => {
    let proxy: TcpProxy;
    let person: SignedInPerson;
    beforeAll(async () => {
      const { hostname: host, port } = new URL(installation().url);
      proxy = await startTcpProxy({ host, port: Number(port) });
      person = await installation().createPerson();
    });
    afterEach(async () => {
      proxy.resume();
      await proxy.accept();
    });
    afterAll(() => proxy.stop());

    const open = (address: string) => installation().open(`http://127.0.0.1:${proxy.port}${address}`, person);
    const newOrg = async () => person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    const lose = () => {
      proxy.refuse();
      proxy.cut();
    };
    const notice = (page: Page) => page.getByRole("status").filter({ hasText: "Not connected. Showing data from" });

    test("the page shows the age of its data and recovers by itself", async () => {
      const org = await newOrg();
      const nightly = await org.schedules.create({ name: "Nightly", job, recurrence });
      await using page = await open(`/orgs/${org.id}/jobs`);
      await page.getByText("There are no jobs yet").waitFor();
      await page.getByRole("link", { name: "Schedules" }).click();
      await page.getByRole("link", { name: "Nightly" }).waitFor();
      await page.getByText("Live", { exact: true }).waitFor();
      await page.clock.setFixedTime(new Date(2026, 10, 30, 11, 52));
      await page.evaluate(() => document.documentElement.setAttribute("data-loaded", "once"));
      await org.schedules.update(nightly, { name: "Every night" });
      await page.getByRole("link", { name: "Every night" }).waitFor();

      lose();
      // The page has noticed that its stream ended, which is the time of its last data.
      await page.getByText("Live", { exact: true }).waitFor({ state: "detached" });
      await page.clock.setFixedTime(new Date(2026, 10, 30, 11, 59));
      await go(page, `/orgs/${org.id}/schedules?status=paused`);
      const problem = page.getByRole("alert").filter({ hasText: "Can't reach the server" });
      await problem.getByRole("button", { name: "Try again" }).waitFor();
      await page.getByRole("banner").getByText("Not connected").waitFor();
      await notice(page).getByText("Not connected. Showing data from 11:52.").waitFor();
      await notice(page).getByRole("button", { name: "Try again" }).click();
      // The page still shows the data that was read before the outage.
      await go(page, `/orgs/${org.id}/schedules`);
      await page.getByRole("link", { name: "Every night" }).waitFor();
      await go(page, `/orgs/${org.id}/schedules?status=paused`);
      await problem.waitFor();

      await org.schedules.pause(nightly);
      const { id } = await org.jobs.create(job);
      await proxy.accept();
      await page.getByRole("link", { name: "Every night" }).waitFor();
      await notice(page).waitFor({ state: "detached" });
      await page.getByText("Live", { exact: true }).waitFor();
      await page.getByRole("link", { name: "Jobs", exact: true }).click();
      await page.getByRole("listitem").locator(`a[href$="${id}"]`).waitFor();
      expect(await page.locator("html").getAttribute("data-loaded")).toBe("once");
    });

    test("pages that were opened during an outage recover by themselves", async () => {
      const org = await newOrg();
      const { id } = await org.jobs.create(job);
      const opened = [
        ["/account", "Your account", "this session"],
        [`/orgs/${org.id}/jobs/${id}`, "report:generate", "Input"],
        [`/orgs/${org.id}/overview`, "Overview", "Newest failures"],
      ] as const;
      await using page = await open("/orgs");
      await page.getByRole("heading", { name: "Your organizations" }).waitFor();
      for (const [address, heading, text] of opened) {
        lose();
        await go(page, address);
        // If the page's code is loaded, the frame shows the outage. Otherwise an error page shows it.
        await page
          .getByText(/^Not connected\. Showing data from|^Can't reach the server$/)
          .first()
          .waitFor();
        await proxy.accept();
        await page.getByRole("heading", { level: 1, name: heading }).waitFor();
        await page.getByText(text).first().waitFor();
        await notice(page).waitFor({ state: "detached" });
        await page.getByRole("alert").waitFor({ state: "detached" });
      }
    });

    test.each([
      ["a query that failed is read again", "/account", "**/v1/auth/sessions?*", "this session"],
      ["a page that couldn't be shown is loaded again", "/system/jobs/jobs:prune", "**/system/jobs/*/runs*", "Prune"],
    ])("%s by itself, where no stream says that the server is back", async (_, address, requests, text) => {
      await using page = await installation().open("/orgs", installation().administrator);
      await page.route(requests, (route) => route.abort());
      await page.goto(address);
      const problem = page.getByRole("alert").filter({ hasText: "Can't reach the server" });
      await problem.getByRole("button", { name: "Try again" }).waitFor();
      await page.unroute(requests);
      await page.getByText(text).first().waitFor();
      await problem.waitFor({ state: "detached" });
    });

    test("a read of a hanging server times out after ten seconds and has a retry button", async () => {
      const org = await newOrg();
      await org.schedules.create({ name: "Nightly", job, recurrence });
      await using page = await open("/orgs");
      await page.clock.install();
      await page.goto(`http://127.0.0.1:${proxy.port}/orgs/${org.id}/schedules`);
      await page.getByRole("link", { name: "Nightly" }).waitFor();
      proxy.stall();
      const asked = page.waitForRequest((request) => request.url().includes("status=active"));
      await go(page, `/orgs/${org.id}/schedules?status=active`);
      await asked;
      await page.clock.fastForward(10_000);
      const problem = page.getByRole("alert").filter({ hasText: "Request timed out" });
      await problem.getByText("The server didn't answer within 10 seconds. Try again.").waitFor();
      const askedAgain = page.waitForRequest((request) => request.url().includes("status=active"));
      await problem.getByRole("button", { name: "Try again" }).click();
      await askedAgain;
      proxy.resume();
      await page.getByRole("link", { name: "Nightly" }).waitFor();
    });
  });
}

/** Goes to another page of the app, as a link does. */
async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((path) => history.pushState({}, "", path), address);
}

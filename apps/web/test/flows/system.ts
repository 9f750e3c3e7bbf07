import { describe, expect, onTestFinished, test } from "vitest";
import type { Installation } from "../installation.ts";

export function system(installation: () => Installation): void {
  describe("the system pages", () => {
    const open = (address: string) => installation().open(address, installation().administrator);

    test("are in an administrator's menu, run a system job and show its log", async () => {
      // Pauses the job, because the API refuses a manual run while a scheduled run is queued or running.
      const { gaffer } = installation().administrator;
      await gaffer.system.pause("storage:cleanup");
      onTestFinished(async () => void (await gaffer.system.resume("storage:cleanup")));
      const isRunning = async () =>
        (await gaffer.system.jobs()).find(({ name }) => name === "storage:cleanup")?.running;
      await expect.poll(isRunning).toBe(false);
      await using page = await open("/orgs/new");
      await page.getByLabel("Name").fill("Of the administrator");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("heading", { name: "Overview" }).waitFor();
      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitem", { name: "System" }).click();
      await page.getByRole("heading", { name: "System jobs" }).waitFor();
      await page.getByRole("button", { name: "Run job now: Clean up files" }).click();
      await page.getByText("Clean up files started").waitFor();
      await page.getByRole("link", { name: "Clean up files" }).click();
      await page.getByRole("heading", { name: "Clean up files", exact: true }).waitFor();
      const run = page.getByRole("list", { name: "Runs" }).getByRole("listitem").filter({ hasText: "manually" });
      await run.getByText("Completed").waitFor();
      await run.getByText("manually").click();
      await run.getByText(installation().administrator.userId).waitFor();
      await run.getByText(/^Removed .* bytes/).waitFor();
    });

    test("name the job of each run of a group", async () => {
      await using page = await open("/system/workers");
      const run = { id: "1", trigger: "cron", actor: null, workerId: "2", startedAt: "2026-11-01T00:00:00Z" };
      const ended = { endedAt: "2026-11-01T00:00:01Z", durationMs: 1000, status: "completed", error: null, logs: [] };
      const items = ["jobs:prune", "storage:cleanup"].map((job, id) => ({ ...run, ...ended, id: `${id}`, job }));
      await page.route("**/v1/system/jobs/nightly/runs*", (route) =>
        route.fulfill({ json: { items, nextCursor: null } }),
      );
      await page.goto("/system/jobs/nightly");
      const runs = page.getByRole("list", { name: "Runs" }).getByRole("listitem");
      for (const { job } of items) await runs.locator("summary").getByText(job).waitFor();
    });

    test("switch a system job off immediately, and back after a refusal", async () => {
      const { gaffer } = installation().administrator;
      const isActive = async () =>
        (await gaffer.system.jobs()).find(({ name }) => name === "orgs:purge")?.status === "active";
      await using page = await open("/system/jobs");
      const control = page.getByRole("switch", { name: /^Purge organizations/ });
      await expect.poll(() => control.getAttribute("aria-checked")).toBe("true");

      const held = Promise.withResolvers<void>();
      await page.route("**/pause", async (route) => {
        await held.promise;
        await route.continue();
      });
      await control.click();
      await control.and(page.locator("[aria-checked=false]")).waitFor();
      expect(await isActive()).toBe(true);
      held.resolve();
      await page.getByRole("listitem").filter({ has: control }).getByText("Paused", { exact: true }).waitFor();
      await expect.poll(isActive).toBe(false);

      const problem = { title: "Not now", detail: "Another request changes the job.", requestId: "1" };
      await page.route("**/resume", (route) => route.fulfill({ status: 409, json: problem }));
      await control.click();
      await page.getByText("Another request changes the job.").first().waitFor();
      await expect.poll(() => control.getAttribute("aria-checked")).toBe("false");
      await page.unroute("**/resume");
      await control.click();
      await expect.poll(isActive).toBe(true);
    });

    test("find an organization, change its plan, suspend it and end the suspension", async () => {
      const owner = await installation().createPerson();
      const org = await owner.gaffer.orgs.create({ name: "Globex of the owner" });
      await using page = await open("/system/orgs");
      await page.getByLabel("Name or ID").fill("globex of");
      const list = page.getByRole("list", { name: "Organizations" });
      await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
      await list.getByRole("link", { name: "Globex of the owner" }).click();
      await page.getByRole("heading", { name: "Globex of the owner" }).waitFor();

      await page.getByRole("combobox", { name: "Plan", exact: true }).selectOption("pro");
      await page.getByRole("button", { name: "Change plan" }).click();
      await page.getByText("Plan changed").waitFor();
      expect((await owner.gaffer.org(org.id).usage()).plan).toBe("pro");

      await page.getByLabel("Reason").fill("The invoice is unpaid.");
      await page.getByRole("button", { name: "Suspend organization" }).click();
      await page.getByText("Reason: The invoice is unpaid.").waitFor();
      await using theirs = await installation().open(`/orgs/${org.id}/jobs`, owner);
      await theirs.getByText("This organization is suspended.").waitFor();
      await page.getByRole("button", { name: "End suspension" }).click();
      await page.getByLabel("Reason").waitFor();
      expect((await owner.gaffer.org(org.id).get()).suspendedAt).toBeNull();

      await owner.gaffer.org(org.id).delete({ name: org.name });
      await page.reload();
      await page.getByRole("button", { name: "Restore organization" }).click();
      await page.getByText("Globex of the owner is restored").waitFor();
      expect((await owner.gaffer.org(org.id).get()).deleteAfter).toBeNull();
    });

    test("show the usage of organizations, and find a job by its id", async () => {
      const owner = await installation().createPerson();
      const { id: orgId } = await owner.gaffer.orgs.create({ name: "Hooli of the owner" });
      const input = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
      const job = await owner.gaffer.org(orgId).jobs.create({ type: "report:generate", input });
      await using page = await open("/system/usage");
      const usage = page.getByRole("list", { name: "Usage" }).getByRole("listitem").filter({ hasText: "Hooli" });
      await usage.getByText("1 job").waitFor();
      await page.getByRole("link", { name: "Find job" }).click();
      await page.getByLabel("Job ID").fill(crypto.randomUUID());
      await page.getByRole("button", { name: "Find job" }).click();
      await page.getByText("The installation has no job").waitFor();
      await page.getByLabel("Job ID").fill(job.id);
      await page.getByRole("button", { name: "Find job" }).click();
      await page.getByRole("link", { name: "Hooli of the owner" }).waitFor();
      await page.getByText(`/v1/orgs/${orgId}/jobs/${job.id}`).waitFor();
    });

    test("create a plan, change and delete it", async () => {
      const { plans } = installation().administrator.gaffer.system;
      await using page = await open("/system/plans");
      await page.getByRole("link", { name: "New plan" }).click();
      await page.getByRole("heading", { name: "New plan" }).waitFor();
      await page.getByLabel("Name").fill("Team!");
      await page.getByLabel("Open jobs").fill("50,000");
      await page.getByRole("button", { name: "Create plan" }).click();
      await page.getByText("must be lower-case letters, digits and hyphens").waitFor();
      await page.getByLabel("Name").fill("team");
      await page.getByRole("button", { name: "Create plan" }).click();
      await page.getByRole("link", { name: "team" }).click();
      await page.getByRole("heading", { name: "team" }).waitFor();
      await page.getByLabel("Open jobs").fill("");
      await page.getByRole("button", { name: "Save plan" }).click();
      await page.getByText("The team plan is saved").waitFor();
      expect((await plans.get("team")).openJobs).toBeNull();
      await page.getByRole("button", { name: "Delete plan" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete plan" }).click();
      await page.getByRole("heading", { name: "Plans" }).waitFor();
      await page.getByRole("link", { name: "team" }).waitFor({ state: "detached" });
    });

    test("find a user, make them an administrator and revoke it", async () => {
      const person = await installation().createPerson({ name: "Peter Gibbons" });
      const org = await person.gaffer.orgs.create({ name: "Of Peter" });
      await using page = await open("/system/people");
      await page.getByLabel("Name, e-mail or ID").fill("gibbons");
      await page.getByRole("link", { name: "Peter Gibbons" }).click();
      await page.getByRole("heading", { name: "Peter Gibbons" }).waitFor();
      await page.getByRole("link", { name: "Of Peter" }).waitFor();
      await page.getByRole("button", { name: "Make administrator" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Make administrator" }).click();
      await page.getByText("Granted").waitFor();
      expect((await person.gaffer.system.orgs.get(org.id)).name).toBe("Of Peter");
      await page.getByRole("button", { name: "Revoke administrator" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Revoke administrator" }).click();
      await page.getByRole("button", { name: "Make administrator" }).waitFor();
      await expect(person.gaffer.system.orgs.get(org.id)).rejects.toMatchObject({ status: 403 });
    });

    test("show processes, job types and the audit log", async () => {
      const { gaffer } = installation().administrator;
      await gaffer.system.pause("jobs:prune");
      await gaffer.system.resume("jobs:prune");
      await using page = await open("/system/workers");
      const worker = page.getByRole("list", { name: "Workers" }).getByRole("listitem");
      await worker.getByText("Alive").waitFor();
      await worker.getByText("report:generate").waitFor();
      await page.getByRole("link", { name: "Job types" }).click();
      await page.getByRole("heading", { name: "Job types" }).waitFor();
      await page.getByRole("row", { name: /^report:generate 0/ }).waitFor();
      await page.getByRole("link", { name: "Audit log" }).click();
      await page.getByRole("heading", { name: "Audit log" }).waitFor();
      await page.getByText("pauseSystemJob").first().waitFor();
    });

    test("show the API's refusal to other users, and aren't in their menu", async () => {
      const person = await installation().createPerson();
      await person.gaffer.orgs.create({ name: "Acme" });
      await using page = await installation().open("/system", person);
      await page.getByRole("alert").getByText("administrator").waitFor();
      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
      expect(await page.getByRole("menuitem", { name: "System" }).count()).toBe(0);
    });
  });
}

import type { OrgClient } from "@gaffer/client";
import { describe, expect, test } from "vitest";
import type { Installation, SignedInPerson } from "../installation.ts";

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

export function settings(installation: () => Installation): void {
  describe("settings", () => {
    /** Creates an organization. Each test has its own, because most changes can't be undone. */
    async function found(name: string): Promise<{ owner: SignedInPerson; org: OrgClient }> {
      const owner = await installation().createPerson({ name: "Olga" });
      const { id } = await owner.gaffer.orgs.create({ name });
      return { owner, org: owner.gaffer.org(id) };
    }
    const open = (org: OrgClient, page: string, by: SignedInPerson) =>
      installation().open(`/orgs/${org.id}/settings${page}`, by);

    test("an owner invites a viewer, changes the role with undo, and removes the viewer", async () => {
      const { owner, org } = await found("Inviting");
      const guest = await installation().createPerson({ name: "Gast" });
      await using page = await open(org, "/members", owner);
      await page.getByLabel("E-mail").fill("ada");
      await page.getByRole("button", { name: "Invite" }).click();
      await page.locator('[name="/email"][aria-invalid="true"]').waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
      await page.getByLabel("E-mail").fill(guest.email);
      await page.getByLabel("Role", { exact: true }).selectOption("viewer");
      await page.getByRole("button", { name: "Invite" }).click();
      const invited = page.getByRole("list", { name: "Invitations" });
      await invited.getByText("expires in 7 days").waitFor();
      await invited.getByText("as viewer · by you").waitFor();

      await using theirs = await installation().open(await installation().linkMailedTo(guest.email), guest);
      await theirs.getByRole("button", { name: "Accept" }).click();
      await theirs.getByRole("heading", { name: "Overview" }).waitFor();

      await page.reload();
      await page.getByText("There are no open invitations").waitFor();
      await page.getByRole("button", { name: "Role of Gast: viewer" }).click();
      await page.getByRole("menuitemradio", { name: "member" }).click();
      await page.getByText("Gast is now a member").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("button", { name: "Role of Gast: viewer" }).waitFor();
      await page.getByRole("button", { name: "Remove Gast" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Remove member" }).click();
      await page.getByText("Gast removed").waitFor();
      await page.getByRole("listitem").filter({ hasText: guest.email }).waitFor({ state: "detached" });
      // The button with the focus was removed, and the focus stays in the list.
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("DIV");
      await expect(guest.gaffer.org(org.id).get()).rejects.toThrow();
    });

    test("an invitation is revoked", async () => {
      const { owner, org } = await found("Revoking");
      await org.invitations.create({ email: "linus@example.com", role: "admin" });
      await using page = await open(org, "/members", owner);
      await page.getByRole("button", { name: "Revoke invitation for linus@example.com" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Revoke invitation" }).click();
      await page.getByText("There are no open invitations").waitFor();
      expect((await org.invitations.list()).items).toEqual([]);
    });

    test("the last owner can't leave or lower the role; another owner can", async () => {
      const { owner, org } = await found("Owned");
      await using page = await open(org, "", owner);
      await page.getByRole("button", { name: "Leave organization…" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Leave organization" }).click();
      await page.getByText("This member is the last owner.").first().waitFor();

      // Reloads the page, so that the toast disappears.
      await page.goto(`/orgs/${org.id}/settings/members`);
      await page.getByRole("button", { name: "Role of Olga: owner" }).click();
      await page.getByRole("menuitemradio", { name: "viewer" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Change to viewer" }).click();
      await page.getByText("This member is the last owner.").first().waitFor();
      expect(await org.get()).toMatchObject({ role: "owner" });

      const other = await installation().createMember(org.id, "owner");
      await using theirs = await open(org, "", other);
      await theirs.getByRole("button", { name: "Leave organization…" }).click();
      await theirs.getByRole("alertdialog").getByRole("button", { name: "Leave organization" }).click();
      await theirs.getByRole("heading", { name: "Your organizations" }).waitFor();
      await theirs.getByText("Your organizations will appear here.").waitFor();
    });

    test("usage is shown beside the limits of the plan", async () => {
      const { owner, org } = await found("Limited");
      await installation().allowQueuedJobs(org.id, 5);
      const runAt = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
      for (const _ of [1, 2]) await org.jobs.create({ type: "report:generate", input, runAt });
      await using page = await open(org, "/usage", owner);
      const meter = page.getByRole("meter", { name: "Open jobs" });
      await meter.waitFor();
      await expect
        .poll(() => meter.evaluate((element: HTMLMeterElement) => [element.value, element.max]))
        .toEqual([2, 5]);
      await page.getByRole("region", { name: "Open jobs" }).getByText("2 of 5").waitFor();
      await page.getByText("At the limit, no more can be created.").first().waitFor();
      expect(await page.getByRole("meter", { name: "Schedules" }).count()).toBe(0);
      await page.getByText("Plan: small").waitFor();
    });

    test("the audit log shows new changes, and keeps its filters in the URL", async () => {
      const { owner, org } = await found("Audited");
      const member = await installation().createMember(org.id, "viewer");
      await org.members.update(member.userId, "member");
      const job = await member.gaffer.org(org.id).jobs.create({ type: "report:generate", input });
      await using page = await open(org, "", owner);
      await page.getByLabel("Name").fill("Well audited");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Name changed").waitFor();
      await page.getByRole("button", { name: "Organization: Well audited" }).waitFor();

      await page.getByRole("link", { name: "Audit log" }).click();
      await page.getByText("You renamed the organization to Well audited").waitFor();
      await page.getByText("You changed the role of Ada from viewer to member").waitFor();
      const created = page.getByRole("listitem").filter({ hasText: "created a job of type report:generate" });
      await created.getByRole("button", { name: "Details" }).click();
      await created.getByRole("link", { name: job.id }).click();
      await page.waitForURL(`**/audit-log?targetId=${job.id}`);
      await page.getByText("You renamed the organization").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Clear filters" }).click();
      // Each change of a filter keeps the other filters that the page shows.
      await page.getByRole("button", { name: "Clear filters" }).waitFor({ state: "detached" });
      const by = page.getByRole("combobox", { name: "By" });
      await by.selectOption("you");
      await page.waitForURL(`**/audit-log?actor=user%3A${owner.userId}`);
      await expect.poll(() => by.inputValue()).toBe(`user:${owner.userId}`);
      await page.getByLabel("Operation").selectOption("updateMember");
      await page.waitForURL("**/audit-log?*action=updateMember*");
      await page.getByText("You renamed the organization").waitFor({ state: "detached" });
      await page.reload();
      await page.getByText("You changed the role of Ada").waitFor();
      await expect.poll(() => page.getByRole("list", { name: "Changes" }).getByRole("listitem").count()).toBe(1);
      await page.getByLabel("From").fill("2999-01-01T00:00");
      await page.getByText("No changes match these filters").waitFor();
      await page.getByRole("button", { name: "Clear filters" }).click();
      await created.getByRole("link", { name: "a job of type report:generate" }).click();
      await page.getByRole("heading", { name: "report:generate" }).waitFor();
    });

    test("an organization is exported, transferred, deleted and restored", async () => {
      const { owner, org } = await found("Doomed");
      await using page = await open(org, "/danger-zone", owner);
      await page.getByText("No other member can become the owner").waitFor();
      await page.getByRole("button", { name: "Export data" }).click();
      const files = page.getByRole("list", { name: "Exported files" });
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        files.getByRole("button", { name: /Download organization/ }).click(),
      ]);
      expect(download.suggestedFilename()).toContain("organization");
      await page.getByRole("link", { name: "Open job" }).click();
      await page.getByRole("heading", { name: "org:export" }).waitFor();
      await page.goBack();

      await page.getByRole("button", { name: "Delete organization…" }).click();
      const asked = page.getByRole("alertdialog");
      await expect.poll(() => asked.getByRole("button", { name: "Delete organization" }).isEnabled()).toBe(false);
      await asked.getByRole("textbox").fill("Doomed");
      await asked.getByRole("button", { name: "Delete organization" }).click();
      await page.getByText("This organization will be deleted in 7 days").waitFor();
      expect((await org.get()).deleteAfter).not.toBeNull();
      await expect.poll(() => page.getByRole("button", { name: "Export data" }).count()).toBe(0);
      await page.getByRole("button", { name: "Restore organization" }).click();
      await page.getByRole("button", { name: "Delete organization…" }).waitFor();
      await expect.poll(() => page.getByText("This organization will be deleted").count()).toBe(0);
      expect((await org.get()).deleteAfter).toBeNull();

      const heir = await installation().createMember(org.id, "member");
      await page.reload();
      await page.getByRole("button", { name: "Transfer ownership…" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Transfer ownership" }).click();
      await page.getByText("You are an admin").waitFor();
      expect(await heir.gaffer.org(org.id).get()).toMatchObject({ role: "owner" });
    });

    test("an admin sees no actions of owners", async () => {
      const { org } = await found("Administered");
      const admin = await installation().createMember(org.id, "admin");
      await using page = await open(org, "/members", admin);
      await page.getByRole("listitem").filter({ hasText: "Olga" }).getByText("owner").waitFor();
      expect(await page.getByRole("button", { name: /Olga/ }).count()).toBe(0);
      await expect
        .poll(() => page.getByLabel("Role", { exact: true }).locator("option").allTextContents())
        .toEqual(["viewer", "member", "admin"]);
      const links = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
      await expect
        .poll(() => links.allTextContents())
        .toEqual(["General", "Members", "API keys", "Usage", "Audit log"]);
    });

    test("a viewer sees the permitted pages without actions", async () => {
      const { org } = await found("Looked at");
      await org.invitations.create({ email: "linus@example.com", role: "viewer" });
      const viewer = await installation().createMember(org.id, "viewer");
      await using page = await open(org, "", viewer);
      const links = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
      await page.getByText("Reads jobs, files and schedules.").waitFor();
      await expect.poll(() => links.allTextContents()).toEqual(["General", "Members", "Usage"]);
      expect(await page.getByRole("textbox").count()).toBe(0);
      // A viewer can leave the organization, but change nothing.
      const buttons = page.getByRole("main").getByRole("button");
      await expect.poll(() => buttons.allTextContents()).toEqual(["", "Leave organization…"]);
      await links.getByText("Members").click();
      await page.getByText("linus@example.com").waitFor();
      await page.getByRole("listitem").filter({ hasText: "Olga" }).getByText("owner").waitFor();
      await expect.poll(() => buttons.count()).toBe(0);
      await page.goto(`/orgs/${org.id}/settings/api-keys`);
      await page.getByRole("alert").getByText("This operation needs the role admin or owner.").waitFor();
      await expect.poll(() => buttons.allTextContents()).toEqual(["Try again"]);
      await page.goto(`/orgs/${org.id}/settings/danger-zone`);
      await page.getByText("You are a viewer").waitFor();
      await expect.poll(() => buttons.count()).toBe(0);
    });
  });
}

import type { OrgClient } from "@gaffer/client";
import { beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson, Window } from "../installation.ts";

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const job = { type: "report:generate", input } as const;
const yearly = { job, recurrence: { kind: "cron", expression: "0 0 1 1 *" }, timezone: "Europe/Berlin" } as const;

export function schedules(installation: () => Installation): void {
  describe("schedules", () => {
    let person: SignedInPerson;
    let org: OrgClient;
    beforeAll(async () => {
      person = await installation().createPerson();
      org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    });
    const newOrg = async () => person.gaffer.org((await person.gaffer.orgs.create({ name: "Other" })).id);
    const openIn = ({ id }: OrgClient, address: string, by = person) =>
      installation().open(`/orgs/${id}/schedules${address}`, by);
    const open = (address: string) => openIn(org, address);

    /** Opens the form of a new schedule whose job type needs no file. */
    async function openNew(): Promise<Window> {
      const page = await open("/new");
      await page.getByLabel("Type").selectOption("report:generate");
      return page;
    }

    test("a schedule is created as entered, with a preview in both time zones", async () => {
      const empty = await newOrg();
      await using page = await openIn(empty, "");
      await page.getByText("There are no schedules yet").waitFor();
      await page.getByRole("link", { name: "Create schedule" }).click();
      await page.getByLabel("Name").fill("Night shift");
      await page.getByLabel("Runs", { exact: true }).selectOption("Cron expression");
      await page.getByLabel("Cron expression").fill("nonsense");
      const preview = page.getByRole("region", { name: "The next five runs" });
      await preview.getByText("recurrence › expression").waitFor();

      // On the last Sunday of March, the clocks skip 02:30 in Berlin.
      await page.getByLabel("Cron expression").fill("30 2 * 3 0");
      await page.getByLabel("Time zone").fill("Europe/Berlin");
      await preview.getByText(/03:30 \(UTC\+02:00\)/).waitFor();
      await preview
        .getByText(/^(?=.*02:30).*03:30/)
        .first()
        .waitFor();
      await expect.poll(() => preview.getByText(/your time$/).count()).toBe(5);

      await page.getByLabel("Runs", { exact: true }).selectOption("On days of the week");
      await page.getByRole("checkbox", { name: "Friday" }).check();
      await page.getByLabel("At", { exact: true }).fill("22:15");
      await preview
        .getByText(/^Fri, .* 22:15 \(UTC/)
        .first()
        .waitFor();
      await page.getByLabel("Type").selectOption("report:generate");
      await page.getByLabel("If the previous run is still running").selectOption("Run both");
      await page.getByLabel("Pause after consecutive failures").fill("3");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("heading", { name: "Night shift" }).waitFor();

      const [schedule] = (await empty.schedules.list()).items;
      expect(schedule).toMatchObject({
        recurrence: { kind: "weekly", weekdays: ["monday", "friday"], time: "22:15" },
        timezone: "Europe/Berlin",
        job: { type: "report:generate" },
        overlap: "allow",
        missed: "skip",
        pauseAfterFailures: 3,
      });
      const next = page.getByRole("region", { name: "Next runs" }).locator("time").first();
      await expect.poll(() => next.getAttribute("datetime")).toBe(schedule?.nextRunAt);
    });

    test.each([
      ["Every day", async () => {}, { kind: "daily", time: "09:00" }],
      [
        "On a day of the month",
        async (page: Window) => {
          await page.getByLabel("On", { exact: true }).selectOption("Weekday, such as the second Tuesday");
          await page.getByLabel("Week", { exact: true }).selectOption("Last");
        },
        { kind: "monthly", on: { kind: "weekday", week: "last", weekday: "monday" }, time: "09:00" },
      ],
      [
        "At an interval",
        (page: Window) => page.getByLabel("Every", { exact: true }).fill("90"),
        { kind: "interval", every: 90, unit: "hours" },
      ],
      [
        "Once",
        (page: Window) => page.getByLabel("On (your time)").fill("2999-01-01T00:00"),
        { kind: "once", at: expect.stringContaining("2999-01-01T00:00:00") },
      ],
    ])("that run %s are built", async (kind, fill, recurrence) => {
      await using page = await openNew();
      await page.getByLabel("Name").fill(kind);
      await page.getByLabel("Runs", { exact: true }).selectOption(kind);
      await fill(page);
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("heading", { name: kind }).waitFor();
      const [schedule] = (await org.schedules.list()).items;
      expect(schedule).toMatchObject({ name: kind, recurrence });
    });

    test("that start paused are created", async () => {
      await using page = await openNew();
      await page.getByLabel("Name").fill("For later");
      await page.getByLabel("Create the schedule paused").check();
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("status").getByText("Paused").waitFor();
      const [schedule] = (await org.schedules.list()).items;
      expect(schedule).toMatchObject({ name: "For later", status: "paused", pauseReason: "requested" });
    });

    test("errors appear at their fields", async () => {
      await using page = await openNew();
      await page.getByLabel("Name").fill("Wrong");
      await page.getByLabel("Runs", { exact: true }).selectOption("On a day of the month");
      await page.getByLabel("Day", { exact: true }).fill("32");
      await page.getByRole("button", { name: "Create" }).click();
      await page.locator('[name="/recurrence/on/day"][aria-invalid="true"]').waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
      await page.getByLabel("Day", { exact: true }).fill("3");
      await page.getByLabel("Runs", { exact: true }).selectOption("On days of the week");
      await page.getByRole("checkbox", { name: "Monday" }).uncheck();
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("region", { name: "The next five runs" }).getByText("recurrence › weekdays").waitFor();
      await page.getByText("must have at least 1 item").nth(1).waitFor();
    });

    test("the jobs of past times are counted and created, and all active schedules are paused", async () => {
      const other = await newOrg();
      const { id } = await other.schedules.create({ name: "Yearly", ...yearly });
      await using page = await openIn(other, `/${id}`);
      await page.getByText("Create jobs of past times…").click();
      await page.getByLabel("From", { exact: true }).fill("2023-06-01T00:00");
      await page.getByLabel("To", { exact: true }).fill("2025-06-01T00:00");
      await page.getByRole("button", { name: "Count missing jobs" }).click();
      await page.getByText("2 of 2 past times have no job.").waitFor();
      expect((await other.jobs.list()).items).toEqual([]);
      await page.getByRole("button", { name: "Create 2 jobs" }).click();
      await page.getByText("2 jobs created").waitFor();
      expect((await other.jobs.list({ scheduleId: id })).items.map(({ scheduledAt }) => scheduledAt)).toEqual([
        "2024-12-31T23:00:00.000Z",
        "2023-12-31T23:00:00.000Z",
      ]);
      await page.goto(new URL(`/orgs/${other.id}/schedules?status=active`, page.url()).href);
      await page.getByRole("button", { name: "Pause all active schedules" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Pause all active schedules" }).click();
      await page.getByText("1 schedule paused").waitFor();
      expect((await other.schedules.get(id)).status).toBe("paused");
    });

    test("a schedule is run, paused, resumed by undo, and deleted after its name is typed", async () => {
      const { id } = await org.schedules.create({ name: "Yearly", ...yearly });
      await using page = await open(`/${id}`);
      await page.getByText("There are no runs yet").waitFor();
      await page.getByRole("button", { name: "Run schedule now" }).click();
      await page.getByText("Job created").waitFor();
      await page.getByRole("button", { name: "Run schedule now" }).click();
      await page
        .getByText(/A schedule can run manually once per minute/)
        .first()
        .waitFor();
      const runs = page.getByRole("region", { name: "Runs", exact: true });
      await runs.getByText("Completed").waitFor();
      await runs.getByText(/^Took \d/).waitFor();

      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("status").getByText("Paused").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("status").getByText("Active").waitFor();

      await page.getByRole("link", { name: "Open job", exact: true }).click();
      await page.getByRole("heading", { name: "report:generate" }).waitFor();
      const facts = page.getByRole("region", { name: "Job details" });
      await facts.getByText("Manual run of a schedule").waitFor();
      await facts.getByText("Scheduled for").waitFor();
      await page.getByRole("link", { name: "Open schedule" }).click();
      await page.getByRole("button", { name: "Delete schedule…" }).click();
      const asked = page.getByRole("alertdialog");
      await expect.poll(() => asked.getByRole("button", { name: "Delete schedule" }).isEnabled()).toBe(false);
      await asked.getByRole("textbox").fill("Yearly");
      await asked.getByRole("button", { name: "Delete schedule" }).click();
      await page.getByRole("heading", { name: "Schedules" }).waitFor();
      await expect(org.schedules.get(id)).rejects.toThrow();
    });

    test("an edit sends the differences, and reports a newer version", async () => {
      const schedule = await org.schedules.create({ name: "Edited", ...yearly });
      await using page = await open(`/${schedule.id}/edit`);
      const name = page.getByLabel("Name");
      await name.fill("By me");
      await org.schedules.update(schedule, { maxRuns: 7 });
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(/Another change made this version outdated/).waitFor();
      await page.getByRole("button", { name: "Reload the latest version" }).click();
      await expect.poll(() => name.inputValue()).toBe("Edited");
      await name.fill("By me");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "By me", exact: true }).waitFor();
      expect(await org.schedules.get(schedule.id)).toMatchObject({ version: 3, name: "By me", maxRuns: 7 });
      const [recorded] = (await org.audit.list()).items;
      expect(recorded?.details).toEqual({ changed: ["name"] });
    });

    test("the list shows the status of runs and filters by status; a member sees no actions", async () => {
      const stopped = await newOrg();
      const { id } = await stopped.schedules.create({ name: "Stopped", ...yearly });
      await stopped.schedules.trigger(id);
      await stopped.schedules.pause(id);
      const member = await installation().createMember(stopped.id, "member");
      await using page = await openIn(stopped, "", member);
      await page.getByRole("link", { name: "Paused" }).click();
      await page.waitForURL("**/schedules?status=paused");
      await page.getByRole("img", { name: /Latest runs: 1 / }).waitFor();
      await page.getByText("No next run").waitFor();
      expect(await page.getByRole("link", { name: "New schedule" }).count()).toBe(0);
      await page.getByRole("link", { name: "Stopped" }).click();
      await page.getByRole("region", { name: "Next runs once resumed" }).waitFor();
      for (const name of ["Run schedule now", "Resume", "Delete schedule…"]) {
        expect(await page.getByRole("button", { name }).count()).toBe(0);
      }
    });
  });
}

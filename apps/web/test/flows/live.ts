import type { BlockedBy, OrgClient } from "@gaffer/client";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson } from "../installation.ts";

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
/** Three months from now, so that no worker runs the job during the test. */
const later = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString();
const waiting = { type: "report:generate", input, runAt: later } as const;

const blockedBy: [BlockedBy, RegExp][] = [
  [{ kind: "scheduled", until: later, reason: "backoff" }, /The last attempt failed. The next one starts in \d/],
  [{ kind: "noWorker", type: "report:generate" }, /No running worker has a handler for report:generate/],
  [
    { kind: "concurrency", limit: 5, used: 5, limitedBy: "plan", ahead: { count: 1, more: false } },
    /Your plan runs 5 jobs at once. 1 job is ahead of this one./,
  ],
  [{ kind: "queued", ahead: { count: 1000, more: true } }, /More than 1,000 jobs are ahead of this one in the queue/],
  [{ kind: "starting" }, /A worker is about to start this job/],
];

export function live(installation: () => Installation): void {
  describe("live updates", () => {
    let person: SignedInPerson;
    let org: OrgClient;
    beforeAll(async () => {
      person = await installation().createPerson();
      org = person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    });
    const open = (address: string) => installation().open(`/orgs/${org.id}${address}`, person);

    test("reach a second window by the stream, without polling", async () => {
      const job = await org.jobs.create(waiting);
      await using first = await open(`/jobs/${job.id}`);
      await using second = await open("/jobs?type=report:generate");
      const row = second.getByRole("listitem").filter({ has: second.locator(`a[href$="${job.id}"]`) });
      await row.getByText("Pending").waitFor();
      await following(second);
      await complete(org);
      await first.getByRole("button", { name: "Cancel job" }).click();
      await row.getByText("Cancelled").waitFor();

      const asked: string[] = [];
      second.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await first.getByRole("button", { name: "Retry job" }).click();
      await row.getByText("Completed").waitFor();
      // Events don't contain the counts that the filters show, so the page reads the counts again.
      expect(asked.filter((path) => !path.endsWith("/jobs/stats"))).toEqual([]);
    });

    test("add jobs to a filtered list and remove them", async () => {
      const [one, other] = [await org.jobs.create(waiting), await org.jobs.create(waiting)];
      await using page = await open("/jobs?status=cancelled");
      await following(page);
      const rowOf = ({ id }: { id: string }) => page.getByRole("listitem").locator(`a[href$="${id}"]`);
      await org.jobs.cancel(one);
      await rowOf(one).waitFor();
      await org.jobs.cancel(other);
      await rowOf(other).waitFor();
      await org.jobs.retry(one);
      await rowOf(one).waitFor({ state: "detached" });
      expect(await rowOf(other).count()).toBe(1);
    });

    test("pause while the window is hidden, and catch up when it is visible again", async () => {
      const job = await org.jobs.create(waiting);
      await org.jobs.cancel(job);
      await using page = await open(`/jobs/${job.id}`);
      await page.getByRole("status").getByText("Cancelled").waitFor();
      await following(page);
      await complete(org);
      await org.jobs.restore(job);
      // The page has received an update, so it knows where to resume.
      await page.getByRole("status").getByText("Pending").waitFor();
      const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/live"));
      await setHidden(page, true);
      await ended;
      await org.jobs.cancel(job);
      const begun = page.waitForRequest((request) => request.url().includes("/live"));
      await setHidden(page, false);
      expect((await begun).headers()["last-event-id"]).toBeTruthy();
      await page.getByRole("status").getByText("Cancelled").waitFor();
    });

    test("are replaced by polling while no stream is connected", async () => {
      const job = await org.jobs.create(waiting);
      await using page = await installation().open("/orgs", person);
      await page.route("**/live", (route) => route.abort());
      await page.goto(`/orgs/${org.id}/jobs/${job.id}`);
      await page.getByText("Connecting…").waitFor();
      await page.getByRole("status").getByText("Pending").waitFor();
      await org.jobs.cancel(job);
      await page.getByRole("status").getByText("Cancelled").waitFor();
    });

    test("change a schedule on its page and in the list", async () => {
      const schedule = await org.schedules.create({
        name: "Nightly",
        job: { type: "report:generate", input },
        recurrence: { kind: "daily", time: "02:30" },
      });
      await using list = await open("/schedules");
      await using page = await open(`/schedules/${schedule.id}`);
      await Promise.all([following(list), following(page)]);
      await org.schedules.pause(schedule);
      await page.getByRole("button", { name: "Resume" }).waitFor();
      await list.getByRole("listitem").getByText("Paused").waitFor();
      await org.schedules.trigger(schedule);
      await page.getByRole("region", { name: "Runs", exact: true }).getByRole("link").first().waitFor();
    });

    test("explain why a pending job isn't running", async () => {
      const job = await org.jobs.create(waiting);
      await using page = await open(`/jobs/${job.id}`);
      const why = page.getByRole("region", { name: "Why isn't this job running?" });
      await why.getByText(/Scheduled to start in \d/).waitFor();
      for (const [reason, sentence] of blockedBy) {
        await page.route("**/blocked-by", (route) => route.fulfill({ json: { status: "pending", blockedBy: reason } }));
        await page.reload();
        await why.getByText(sentence).waitFor();
      }
    });
  });
}

/** Waits until the page's stream of live updates is connected. */
async function following(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).waitFor();
}

/**
 * Waits until the recording of the organization's changes is complete. From then on, each update has an id, and no
 * stream starts again with a `reset`.
 */
async function complete(org: OrgClient): Promise<void> {
  for await (const { lastEventId } of org.live()) if (lastEventId !== undefined) return;
}

async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { configurable: true, value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

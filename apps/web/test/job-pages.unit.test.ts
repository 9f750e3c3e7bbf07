import type { JobSummary, Page } from "@gaffer/client";
import { describe, expect, test } from "vitest";
import { fitsFilters } from "../src/features/jobs/queries/job-filters.ts";
import { withJobs, withoutJob, withPage } from "../src/features/jobs/queries/job-pages.ts";

const job = (id: number, status = "pending") => ({ id: String(id).padStart(4, "0"), status }) as JobSummary;
const page = (ids: number[], nextCursor: string | null = "more"): Page<JobSummary> => ({
  items: ids.map((id) => job(id)),
  nextCursor,
});
const pages = (...all: Page<JobSummary>[]) => ({
  pages: all,
  pageParams: all.map((_, index) => (index ? String(index) : "")),
});
const idsOf = (data: ReturnType<typeof withPage>) => data.pages.map(({ items }) => items.map(({ id }) => Number(id)));

describe("withPage › the newest page", () => {
  const before = pages(page([9, 8, 7]), page([6, 5, 4]), page([3, 2], null));

  test("adds new jobs at the top and keeps the others", () => {
    const after = withPage(before, "", page([11, 10, 9]));
    expect(idsOf(after)).toEqual([
      [11, 10, 9, 8, 7],
      [6, 5, 4],
      [3, 2],
    ]);
    expect(after.pages.map(({ nextCursor }) => nextCursor)).toEqual(["more", "more", null]);
  });

  test("removes missing jobs within its range", () => {
    expect(idsOf(withPage(before, "", page([9, 7, 6])))).toEqual([
      [9, 7, 6],
      [5, 4],
      [3, 2],
    ]);
  });

  test("replaces the list if no page follows", () => {
    expect(idsOf(withPage(before, "", page([9, 3], null)))).toEqual([[9, 3]]);
    expect(idsOf(withPage(before, "", page([], null)))).toEqual([[]]);
  });

  test("replaces the list if it doesn't reach the next page", () => {
    const after = withPage(before, "", page([29, 28, 27], "from 27"));
    expect(after).toEqual({ pages: [page([29, 28, 27], "from 27")], pageParams: [""] });
  });

  test("keeps unchanged pages", () => {
    const frozen = JSON.stringify(before);
    withPage(before, "", page([11, 9, 7]));
    expect(JSON.stringify(before)).toBe(frozen);
  });
});

describe("withPage › a later page", () => {
  const before = pages(page([9, 8, 7]), page([6, 5, 4]), page([3, 2], null));

  test("keeps newer pages", () => {
    expect(idsOf(withPage(before, "1", page([6, 4, 3])))).toEqual([[9, 8, 7], [6, 4, 3], [2]]);
  });

  test("ends the list if no page follows", () => {
    const after = withPage(before, "1", page([6], null));
    expect(idsOf(after)).toEqual([[9, 8, 7], [6]]);
    expect(after.pageParams).toEqual(["", "1"]);
  });

  test("is ignored if the list no longer has it", () => {
    expect(withPage(before, "9", page([1], null))).toBe(before);
  });
});

describe("withJobs", () => {
  const before = pages(page([9, 7]), page([5, 3]));
  const isPending = ({ status }: JobSummary) => status === "pending";

  test("updates jobs in place and keeps other pages", () => {
    const after = withJobs(before, [job(7, "failed")], () => true);
    expect(after.pages[0]?.items.map(({ status }) => status)).toEqual(["pending", "failed"]);
    expect(after.pages[1]).toBe(before.pages[1]);
  });

  test("removes jobs that no longer fit the filters", () => {
    expect(idsOf(withJobs(before, [job(7, "failed"), job(8, "failed")], isPending))).toEqual([[9], [5, 3]]);
  });

  test("inserts jobs in the order of their ids", () => {
    expect(idsOf(withJobs(before, [job(4), job(11), job(6), job(8)], isPending))).toEqual([
      [11, 9, 8, 7],
      [6, 5, 4, 3],
    ]);
  });

  test("inserts jobs only within the loaded range", () => {
    expect(idsOf(withJobs(before, [job(1)], isPending))).toEqual([
      [9, 7],
      [5, 3],
    ]);
    const whole = pages(page([9, 7]), page([5, 3], null));
    expect(idsOf(withJobs(whole, [job(1)], isPending))).toEqual([
      [9, 7],
      [5, 3, 1],
    ]);
    expect(idsOf(withJobs(pages(page([], null)), [job(1)], isPending))).toEqual([[1]]);
  });

  test("and withoutJob remove every copy of a job", () => {
    const after = withoutJob(before, job(5).id);
    expect(idsOf(after)).toEqual([[9, 7], [3]]);
    expect(after.pages[0]).toBe(before.pages[0]);
  });
});

test.each([
  [{}, true],
  [{ status: "failed" }, true],
  [{ status: "failed", type: "http:request" }, true],
  [{ status: "completed" }, false],
  [{ createdBy: "user:2" }, false],
  [{ scheduleId: "s" }, false],
  [{ tag: "nightly", metadata: "url:https://a.example" }, true],
  [{ tag: "night" }, false],
  [{ metadata: "url:https" }, false],
  [{ createdFrom: "2026-11-01T01:00:00+01:00", createdBefore: "2026-11-01T00:00:00.001Z" }, true],
  [{ createdFrom: "2026-11-01T00:00:00.001Z" }, false],
  [{ createdBefore: "2026-11-01T00:00:00Z" }, false],
] as const)("Job pages › a job fits the filters %j as the API does it: %s", (filters, fits) => {
  const labels = { tags: ["eu", "nightly"], metadata: { url: "https://a.example" } };
  const of = {
    type: "http:request",
    createdBy: "user:1",
    scheduleId: null,
    ...labels,
    createdAt: "2026-11-01T00:00:00Z",
  };
  expect(fitsFilters({ ...job(1, "failed"), ...of } as JobSummary, filters)).toBe(fits);
});

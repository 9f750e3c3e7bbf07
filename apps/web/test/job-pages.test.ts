import type { Job, Page } from "@gaffer/client";
import { describe, expect, test } from "vitest";
import { patched, withNewest } from "../src/data/job-pages.ts";

const job = (id: number, status = "pending") => ({ id: String(id).padStart(4, "0"), status }) as Job;
const page = (ids: number[], nextCursor: string | null = "more"): Page<Job> => ({
  items: ids.map((id) => job(id)),
  nextCursor,
});
const pages = (...all: Page<Job>[]) => ({
  pages: all,
  pageParams: all.map((_, index) => (index ? String(index) : "")),
});
const idsOf = (data: ReturnType<typeof withNewest>) => data.pages.map(({ items }) => items.map(({ id }) => Number(id)));

describe("the newest page, read again,", () => {
  const before = pages(page([9, 8, 7]), page([6, 5, 4]), page([3, 2], null));

  test("brings what is new to the top, and pushes nothing out", () => {
    const after = withNewest(before, page([11, 10, 9]));
    expect(idsOf(after)).toEqual([
      [11, 10, 9, 8, 7],
      [6, 5, 4],
      [3, 2],
    ]);
    expect(after.pages.map(({ nextCursor }) => nextCursor)).toEqual(["more", "more", null]);
  });

  test("takes out what isn't there any more, as far as it reaches", () => {
    expect(idsOf(withNewest(before, page([9, 7, 6])))).toEqual([
      [9, 7, 6],
      [5, 4],
      [3, 2],
    ]);
  });

  test("is all there is when nothing follows it", () => {
    expect(idsOf(withNewest(before, page([9, 3], null)))).toEqual([[9, 3]]);
    expect(idsOf(withNewest(before, page([], null)))).toEqual([[]]);
  });

  test("replaces everything when it doesn't reach what was there: what lies between isn't known", () => {
    const after = withNewest(before, page([29, 28, 27], "from 27"));
    expect(idsOf(after)).toEqual([[29, 28, 27]]);
    expect(after.pages[0]?.nextCursor).toBe("from 27");
  });

  test("changes nothing that is shown already", () => {
    const frozen = JSON.stringify(before);
    withNewest(before, page([11, 9, 7]));
    expect(JSON.stringify(before)).toBe(frozen);
  });
});

test("what is newly known of jobs is written where they are, and untouched pages stay the same", () => {
  const before = pages(page([4, 3]), page([2, 1], null));
  const after = patched(before, [job(3, "failed"), job(99, "failed")]);
  expect(after.pages[0]?.items.map(({ status }) => status)).toEqual(["pending", "failed"]);
  expect(after.pages[1]).toBe(before.pages[1]);
});

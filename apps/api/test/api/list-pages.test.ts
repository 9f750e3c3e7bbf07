import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Page = { items: { id: string }[]; nextCursor: string | null };

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

async function page(url: string, limit: number, cursor: string | null): Promise<Page> {
  const separator = url.includes("?") ? "&" : "?";
  const at = cursor === null ? "" : `&cursor=${cursor}`;
  const { status, body } = await gaffer.inOrg<Page>("GET", `${url}${separator}limit=${limit}${at}`);
  expect(status).toBe(200);
  return body;
}

/** Reads all pages, and calls `between` before each page except the first. */
async function readAll(url: string, limit: number, between = async () => {}): Promise<Page[]> {
  const pages = [await page(url, limit, null)];
  for (let cursor = pages[0]?.nextCursor ?? null; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    await between();
    pages.push(await page(url, limit, cursor));
  }
  return pages;
}

const idsOf = (pages: Page[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));

describe("List pages › jobs", () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (let i = 0; i < 23; i++) ids.unshift((await gaffer.createJob()).id);
  });

  test("are listed once each, without a gap, while jobs are added", async () => {
    const pages = await readAll("/jobs?status=pending", 5, async () => {
      await gaffer.createJob();
      await gaffer.createJob({ priority: "high" });
    });
    expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 5, 5, 3]);
    expect(idsOf(pages)).toEqual(ids);
  });

  test("are listed without gaps when a listed job leaves the list", async () => {
    const before = idsOf(await readAll("/jobs?status=pending", 100));
    const leaving = [before[2], before[13]];
    const pages = await readAll("/jobs?status=pending", 6, async () => {
      const id = leaving.shift();
      if (id) await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    });
    // Only the job at index 13 is missing. The job at index 2 was cancelled too, but after its page had been read.
    expect(idsOf(pages)).toEqual(before.filter((_, index) => index !== 13));
  });

  test("end with the last job, also when the last page is full", async () => {
    const all = idsOf(await readAll("/jobs?status=pending", 100));
    expect(await readAll("/jobs?status=pending", all.length)).toHaveLength(1);
    expect(await readAll("/jobs?status=pending", all.length - 1)).toHaveLength(2);
  });

  test("come 50 to a page by default and at most 100", async () => {
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", {
      jobs: Array(100).fill({ type: "file:profile", input: { fileId: crypto.randomUUID() } }),
    });
    expect(body.jobs).toHaveLength(100);
    expect((await gaffer.inOrg<Page>("GET", "/jobs")).body.items).toHaveLength(50);
    for (const limit of [1, 100]) expect((await page("/jobs", limit, null)).items).toHaveLength(limit);
  });
});

describe("List pages › cursor", () => {
  let cursor: string;
  const refused = (url: string, value: string, as = gaffer.org) =>
    gaffer
      .request("GET", `/v1/orgs/${as.orgId}${url}cursor=${encodeURIComponent(value)}`, { as })
      .then((answer) =>
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "query", pointer: "/cursor" }] } }),
      );

  beforeAll(async () => {
    for (let i = 0; i < 2; i++) await gaffer.createJob();
    cursor = (await page("/jobs?status=pending", 1, null)).nextCursor ?? "";
  });

  test.each([
    "/jobs?",
    "/jobs?status=failed&",
    "/jobs?status=pending&type=file:profile&",
    "/jobs?status=pending&createdBy=system&",
    "/jobs?status=pending&createdFrom=2026-01-01T00:00:00Z&",
    "/files?",
  ])("is refused for a list with other filters: %s", (url) => refused(url, cursor));

  test("is refused for another organization", async () =>
    refused("/jobs?status=pending&", cursor, await gaffer.createOrg("other")));

  test("is refused for the logs of a job", async () => refused(`/jobs/${(await gaffer.createJob()).id}/logs?`, cursor));

  test.each(["garbage", "W10", "bnVsbA", "{}", "%", "\u{1F600}", "A".repeat(1_000)])(
    "is refused when it is made up: %s",
    (value) => refused("/jobs?status=pending&", value),
  );

  test("is refused when only its last value is made up", async () => {
    const [hash, id] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const ends = [
      "-".repeat(36),
      "",
      "a",
      7,
      null,
      `${id}\n`,
      `${id}'`,
      [id],
      { id },
      id.toUpperCase().replaceAll("-", "_"),
    ];
    for (const end of ends) await refused("/jobs?status=pending&", forge([hash, end]));
    await refused("/jobs?status=pending&", forge([hash, id, id]));
    await refused("/jobs?status=pending&", forge([hash]));
  });

  test("allows another page size", async () => {
    expect((await page("/jobs?status=pending", 7, cursor)).items).toHaveLength(7);
  });
});

const forge = (parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

describe("List pages › files", () => {
  const ids: string[] = [];
  const upload = async () =>
    (await gaffer.inOrg("POST", "/files?name=a", "content", { "content-type": "text/plain" })).body.id as string;

  beforeAll(async () => {
    for (let i = 0; i < 7; i++) ids.unshift(await upload());
  });

  test("are listed once each, newest first, while files are added", async () => {
    const pages = await readAll("/files", 3, async () => void (await upload()));
    expect(idsOf(pages)).toEqual(ids);
  });

  test("refuse a forged cursor", async () => {
    const { nextCursor } = await page("/files", 1, null);
    const [hash] = JSON.parse(Buffer.from(nextCursor ?? "", "base64url").toString());
    const answer = await gaffer.inOrg("GET", `/files?cursor=${forge([hash, "-".repeat(36)])}`);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/cursor" }] } });
  });
});

import { describe, expect, it } from "vitest";
import { paginate } from "../index.ts";
import { jobId, networkError, orgId, serverThat } from "./fake-server.ts";

const page = (ids: string[], nextCursor: string | null) =>
  Response.json({ items: ids.map((id) => ({ id })), nextCursor });

async function idsOf(items: AsyncIterable<object>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const item of items) ids.push("id" in item ? item.id : undefined);
  return ids;
}

describe("SDK lists › paginating", () => {
  it("yields the items of every page and keeps the filters", async () => {
    const { org, requests } = serverThat([page(["a", "b"], "c+1"), page([], "c2"), page(["c"], null)]);

    expect(await idsOf(org.jobs.paginate({ status: ["failed"], limit: 2 }))).toEqual(["a", "b", "c"]);

    const path = `/v1/orgs/${orgId}/jobs?status=failed&limit=2`;
    expect(requests.map((request) => request.path)).toEqual([path, `${path}&cursor=c%2B1`, `${path}&cursor=c2`]);
  });

  it("sends a list of values as one parameter", async () => {
    const { org, requests } = serverThat([page([], null)]);
    await org.jobs.list({ include: ["input", "output"] });
    expect(requests.map((request) => request.path)).toEqual([`/v1/orgs/${orgId}/jobs?include=input,output`]);
  });

  it("works for files, a job's children and its logs", async () => {
    const pages = [page(["a"], "x"), page(["b"], null), page(["e"], "z"), page([], null)];
    const { org, requests } = serverThat([...pages, page(["c"], "y"), page(["d"], null)]);

    expect(await idsOf(org.files.paginate())).toEqual(["a", "b"]);
    expect(await idsOf(org.jobs.paginateChildren(jobId))).toEqual(["e"]);
    expect(await idsOf(org.jobs.paginateLogs(jobId, { attempt: 2 }))).toEqual(["c", "d"]);

    expect(requests.map((request) => request.path)).toEqual([
      `/v1/orgs/${orgId}/files`,
      `/v1/orgs/${orgId}/files?cursor=x`,
      `/v1/orgs/${orgId}/jobs/${jobId}/children`,
      `/v1/orgs/${orgId}/jobs/${jobId}/children?cursor=z`,
      `/v1/orgs/${orgId}/jobs/${jobId}/logs?attempt=2`,
      `/v1/orgs/${orgId}/jobs/${jobId}/logs?attempt=2&cursor=y`,
    ]);
  });

  it("reads only the needed pages", async () => {
    const { org, requests } = serverThat([page(["a", "b"], "more")]);

    for await (const job of org.jobs.paginate()) if (job.id === "b") break;

    expect(requests).toHaveLength(1);
  });

  it("retries a page after a network error", async () => {
    const { org, clock } = serverThat([page(["a"], "more"), networkError(), page(["b"], null)]);

    expect(await clock.run(idsOf(org.jobs.paginate()))).toEqual(["a", "b"]);
  });

  it("works for any paged list", async () => {
    const readPage = async (cursor = "0") => ({
      items: [Number(cursor)],
      nextCursor: cursor === "2" ? null : `${Number(cursor) + 1}`,
    });

    const numbers: number[] = [];
    for await (const number of paginate(readPage)) numbers.push(number);

    expect(numbers).toEqual([0, 1, 2]);
  });
});

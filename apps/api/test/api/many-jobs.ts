/** Jobs in any state, in a new organization for each test, and requests that change many of them. */
import type { Job, Schemas } from "@gaffer/contracts/server";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Selection = Schemas["JobSelection"];

export interface ManyJobs {
  gaffer: TestGaffer;
  org: DemoOrg;
  /** The time of the API's clock, in milliseconds. */
  clock: number;
  sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]>;
  send(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  cancel(selection: Selection): Promise<Answer>;
  retry(selection: Selection, headers?: Record<string, string>): Promise<Answer>;
  list(query: string): Promise<Job[]>;
  statusesOf(ids: readonly string[]): Promise<unknown[]>;
  /** The organization's in-flight counter of open jobs. */
  openJobs(): Promise<unknown>;
  /**
   * Creates jobs with this status, as a worker would leave them, and returns their ids. Advances the clock by one
   * second.
   */
  create(count: number, status?: Job["status"], as?: DemoOrg): Promise<string[]>;
}

/** The expected response of a bulk change of `count` jobs. `more`: whether more jobs match the selection. */
export const changed = (count: number, more = false) => ({ status: 200, body: { changed: count, more, jobId: null } });

export async function startManyJobs(): Promise<ManyJobs> {
  const gaffer = await startTestGaffer({ role: "api", now: () => new Date(many.clock) });
  const sendAs = (as: DemoOrg, path: string, body: unknown, headers = {}) =>
    gaffer.request("POST", `/v1/orgs/${as.orgId}${path}`, { as, body, headers });

  const many: ManyJobs = {
    gaffer,
    org: gaffer.org,
    clock: Date.parse("2026-11-20T12:00:00.000Z"),
    sql: async (text, ...values) => (await gaffer.database.admin.query(text, values)).rows,
    send: (path, body, headers) => sendAs(many.org, path, body, headers),
    cancel: (selection) => many.send("/jobs/cancel", selection),
    retry: (selection, headers) => many.send("/jobs/retry", selection, headers),
    list: async (query) =>
      (await gaffer.request("GET", `/v1/orgs/${many.org.orgId}/jobs?include=input,output&${query}`, { as: many.org }))
        .body.items,
    async statusesOf(ids) {
      const wanted = "unnest($1::uuid[]) with ordinality as wanted (id, n)";
      const rows = await many.sql(`select status from current_jobs join ${wanted} using (id) order by n`, ids);
      return rows.map(({ status }) => status);
    },
    openJobs: async () => (await many.sql("select open from org_loads where org_id = $1", many.org.orgId))[0]?.open,
    async create(count, status = "pending", as = many.org) {
      const jobs = Array(count).fill({ type: "file:profile", input: { fileId: someFileId } });
      const ids: string[] = (await sendAs(as, "/jobs/batch", { jobs })).body.jobs.map(({ id }: Job) => id);
      many.clock += 1_000;
      if (status === "pending") return ids;
      const hasEnded = status !== "processing";
      await many.sql(
        `update current_jobs set status = $2, attempt = 3, started_at = '2026-11-20', progress = 40,
                worker_id = case when $2 = 'processing' then gen_random_uuid() end,
                admission = case when $3 then null else 'admitted' end, ended_at = case when $3 then $4::timestamptz end
          where id = any($1)`,
        ids,
        status,
        hasEnded,
        new Date(many.clock),
      );
      if (hasEnded) await many.sql("update org_loads set open = open - $2 where org_id = $1", as.orgId, count);
      return ids;
    },
  };
  return many;
}

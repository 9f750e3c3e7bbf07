import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import type { RateState, RateSubject, TakeRate } from "../../src/http/rate.ts";
import { createRequestRates, pruneRates, sliceOf } from "../../src/modules/quotas/request-rates.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const clock = { now: new Date("2026-11-20T12:00:00.000Z") };
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms);
};
const now = () => clock.now;

let gaffer: TestGaffer;
beforeEach(async () => {
  gaffer = await startTestGaffer({ role: "api", now });
});
afterEach(() => gaffer.stop());

const ask = (through = gaffer, as = gaffer.org) => through.request("GET", `/v1/orgs/${as.orgId}`, { as });
const statuses = async (count: number, through = gaffer) => {
  const answers = await Promise.all(Array.from({ length: count }, () => ask(through)));
  return { allowed: answers.filter(({ status }) => status === 200).length, answers };
};

describe("Request rate › requests of a key", () => {
  test("have a RateLimit header, and are refused beyond the limit until some are left again", async () => {
    await gaffer.limit({ requests_per_minute: 6 });
    const first = await ask();
    expect(first.headers.get("ratelimit-policy")).toBe('"requests";q=6;w=60');
    expect(first.headers.get("ratelimit")).toBe('"requests";r=5;t=10');
    for (let left = 4; left >= 0; left--)
      expect((await ask()).headers.get("ratelimit")).toMatch(new RegExp(`;r=${left};`));
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      type: "/problems/rate-limited",
      detail: "The limit is 6 requests per minute. Nothing was done; try again in 10 s.",
    });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      "retry-after": "10",
      ratelimit: '"requests";r=0;t=60',
      "ratelimit-policy": '"requests";q=6;w=60',
    });
    pass(9_999);
    expect((await ask()).status).toBe(429);
    pass(1);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  test("never have more left than the limit, when prefetched ones are left and the others are available again", async () => {
    await gaffer.limit({ requests_per_minute: 600 });
    expect((await ask()).headers.get("ratelimit")).toBe('"requests";r=599;t=1');
    pass(60_000);
    expect((await ask()).headers.get("ratelimit")).toBe('"requests";r=600;t=0');
  });

  test("are counted per key", async () => {
    await gaffer.limit({ requests_per_minute: 1 });
    const other = await gaffer.createKey();
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    expect([(await ask(gaffer, other)).status, (await ask(gaffer, other)).status]).toEqual([200, 429]);
  });

  test("have the header with any error, and none without a known caller or a limit", async () => {
    expect((await ask()).headers.get("ratelimit")).toBeNull();
    pass(11_000);
    await gaffer.limit({ requests_per_minute: 6 });
    const missing = await gaffer.inOrg("GET", `/jobs/${gaffer.org.orgId}`);
    expect([missing.status, missing.headers.get("ratelimit")]).toEqual([404, '"requests";r=5;t=10']);
    const unknown = await gaffer.request("GET", `/v1/orgs/${gaffer.org.orgId}`);
    expect([unknown.status, unknown.headers.get("ratelimit")]).toEqual([401, null]);
  });

  test("follow a changed plan within a moment", async () => {
    await gaffer.limit({ requests_per_minute: 1 });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    await gaffer.limit({ requests_per_minute: 120 });
    pass(60_000);
    expect((await statuses(30)).allowed).toBe(30);
    await gaffer.limit({ requests_per_minute: null });
    pass(60_000);
    expect((await statuses(200)).allowed).toBe(200);
  });

  test("to several processes are limited as the plan says, plus one second's amount for each process", async () => {
    const limit = 120;
    await gaffer.limit({ requests_per_minute: limit });
    const second = await startTestGaffer({ role: "api", database: gaffer.database, now });
    const both = async (count: number) => (await statuses(count)).allowed + (await statuses(count, second)).allowed;
    let allowed = await both(100);
    // The first process may have prefetched some of the allowed requests.
    expect(allowed).toBeLessThanOrEqual(limit);
    expect(allowed).toBeGreaterThanOrEqual(limit - sliceOf(limit));
    for (let step = 0; step < 20; step++) {
      pass(1_000);
      allowed += await both(7);
    }
    expect(allowed).toBeLessThanOrEqual(limit + (limit * 20) / 60 + 2 * sliceOf(limit));
    expect(allowed).toBeGreaterThanOrEqual(limit + (limit * 20) / 60 - 2 * sliceOf(limit));
    await second.stop();
  });
});

describe("Request rate › limits", () => {
  const config = { sessionRequestsPerMinute: 30, addressRequestsPerMinute: 3 };
  const session: RateSubject = { kind: "session", id: "some" };
  const address: RateSubject = { kind: "address", id: "203.0.113.9" };
  const retryOf = async (take: TakeRate, subject: RateSubject) => ((await take(subject)) as RateState).retrySeconds;

  test("of sessions and addresses come from the settings", async () => {
    const take = createRequestRates({ apiPool: gaffer.app.apiPool, config, now });
    expect(await take(session)).toEqual({ limit: 30, left: 29, resetSeconds: 2 });
    for (const _ of "123") expect(await retryOf(take, address)).toBeUndefined();
    expect(await take(address)).toEqual({ limit: 3, left: 0, resetSeconds: 60, retrySeconds: 20 });
    expect(await retryOf(take, { ...address, id: "203.0.113.10" })).toBeUndefined();
  });

  test("start from zero when the table is empty, as after a crash of the database", async () => {
    const { rows } = await gaffer.database.admin.query(
      "select relpersistence from pg_class where oid = 'request_rates'::regclass",
    );
    expect(rows).toEqual([{ relpersistence: "u" }]);
    const take = createRequestRates({ apiPool: gaffer.app.apiPool, config, now });
    for (const _ of "1234") await take(address);
    await gaffer.database.admin.query("truncate request_rates");
    pass(20_000);
    for (const _ of "123") expect(await retryOf(take, address)).toBeUndefined();
    expect(await retryOf(take, address)).toBe(20);
  });

  test("don't apply during a database outage, and the database is asked again after a second", async () => {
    const pool = createPool("postgres://unknown@127.0.0.1:1/none", "gaffer_api", { max: 1 });
    let asked = 0;
    const connect = pool.connect.bind(pool) as () => Promise<never>;
    pool.connect = (() => {
      asked++;
      return connect();
    }) as typeof pool.connect;
    const take = createRequestRates({ apiPool: pool, config, now });
    const many = () => Promise.all(Array.from({ length: 10 }, () => take(address)));
    expect(await many()).toEqual(Array(10).fill(undefined));
    expect(await many()).toEqual(Array(10).fill(undefined));
    expect(asked).toBe(1);
    pass(1_000);
    await many();
    expect(asked).toBe(2);
    await pool.end();
  });

  test("are pruned when they have no effect any more", async () => {
    const take = createRequestRates({ apiPool: gaffer.app.apiPool, config, now });
    await take(address);
    pass(20_000);
    await take(session);
    const pool = createPool(gaffer.database.url, "gaffer_worker", { max: 1 });
    pass(1);
    expect(await pruneRates(pool, now())).toBe(1);
    const { rows } = await gaffer.database.admin.query("select kind from request_rates");
    expect(rows).toEqual([{ kind: "session" }]);
    await pool.end();
  });
});

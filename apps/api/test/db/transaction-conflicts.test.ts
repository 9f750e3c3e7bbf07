import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, type Transaction, withOrgs } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { expectUnavailable } from "./behind-proxy.ts";
import { job } from "./request-bodies.ts";

let gaffer: TestGaffer;
let pool: pg.Pool;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  pool = createPool(gaffer.database.url, "gaffer_worker", { max: 2 });
  await gaffer.database.admin.query(`
    create table counts (id int primary key, n int not null);
    insert into counts values (1, 0), (2, 0);
    grant select, update on counts to gaffer_worker`);
});
afterAll(async () => {
  await pool.end();
  await gaffer.stop();
});

const add = (tx: Transaction, id: number) => tx.sql("update counts set n = n + 1 where id = $1", [id]);

async function counts(): Promise<number[]> {
  const { rows } = await gaffer.database.admin.query("select n from counts order by id");
  return rows.map(({ n }) => n);
}

/**
 * Returns a function that two transactions call. Each call's promise resolves when both transactions have called the
 * function.
 */
function meetOnce(): () => Promise<void> {
  const both = Promise.withResolvers<void>();
  let callers = 0;
  return () => {
    if (++callers === 2) both.resolve();
    return both.promise;
  };
}

const failing = (code: string) => `do $$ begin raise exception 'conflict' using errcode = '${code}'; end $$`;

describe("inTransaction", () => {
  test("repeats a transaction that a deadlock ended", async () => {
    const before = await counts();
    const meet = meetOnce();
    let runs = 0;
    const addBoth = (first: number, second: number) =>
      inTransaction(pool, "", async (tx) => {
        runs++;
        await add(tx, first);
        await meet();
        await add(tx, second);
      });
    await Promise.all([addBoth(1, 2), addBoth(2, 1)]);
    expect(await counts()).toEqual(before.map((n) => n + 2));
    // Two transactions ran, and at least one of them was repeated. PostgreSQL may cancel the repetition too, which
    // causes another repetition.
    expect(runs).toBeGreaterThan(2);
  });

  test("repeats a transaction that a serialization failure ended", async () => {
    const before = await counts();
    const meet = meetOnce();
    let runs = 0;
    const addOne = () =>
      inTransaction(pool, "set transaction isolation level repeatable read", async (tx) => {
        runs++;
        await tx.sql("select n from counts");
        await meet();
        await add(tx, 1);
      });
    await Promise.all([addOne(), addOne()]);
    expect(await counts()).toEqual([Number(before[0]) + 2, before[1]]);
    // Two transactions ran, and at least one of them was repeated. PostgreSQL may cancel the repetition too, which
    // causes another repetition.
    expect(runs).toBeGreaterThan(2);
  });

  test("repeats a transaction whose commit fails, with its `beforeCommit` statements", async () => {
    let runs = 0;
    const result = inTransaction(pool, "", async (tx) => {
      runs++;
      if (runs === 1) tx.beforeCommit(() => tx.sql(failing("40001")));
      return runs;
    });
    expect(await result).toBe(2);
  });

  test.each(["40001", "40P01"])("gives up after five conflicts (%s) and leaves no connection in use", async (code) => {
    let runs = 0;
    const doomed = inTransaction(pool, "", (tx) => {
      runs++;
      return tx.sql(failing(code));
    });
    await expect(doomed).rejects.toMatchObject({ code });
    expect(runs).toBe(5);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  test("doesn't repeat a transaction after another error", async () => {
    let runs = 0;
    const doomed = inTransaction(pool, "", (tx) => {
      runs++;
      return tx.sql("select 1 / 0");
    });
    await expect(doomed).rejects.toMatchObject({ code: "22012" });
    expect(runs).toBe(1);
  });
});

describe("withOrgs", () => {
  test("runs work with other effects once", async () => {
    let runs = 0;
    const work = (tx: Transaction) => {
      runs++;
      return tx.sql(failing("40P01"));
    };
    await expect(withOrgs(pool, [gaffer.org.orgId], work, { once: true })).rejects.toMatchObject({ code: "40P01" });
    expect(runs).toBe(1);
  });
});

describe("createJob in permanent conflict", () => {
  test("responds with 503 and creates nothing", async () => {
    const { admin } = gaffer.database;
    await admin.query(`
      create function conflict() returns trigger language plpgsql as
        $$ begin raise exception 'conflict' using errcode = '40001'; end $$;
      create trigger conflicts before insert on jobs for each statement execute function conflict()`);
    expectUnavailable(await gaffer.inOrg("POST", "/jobs", job));
    await admin.query("drop trigger conflicts on jobs");
    expect((await admin.query("select from current_jobs")).rowCount).toBe(0);
    expect((await gaffer.inOrg("POST", "/jobs", job)).status).toBe(201);
  });
});

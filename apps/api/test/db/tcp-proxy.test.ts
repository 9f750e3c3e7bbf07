/** Checks that each method of the TCP proxy causes the fault that its name says. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTcpProxy, type TcpProxy, targetOf } from "../harness/tcp-proxy.ts";

let database: TestDatabase;
let proxy: TcpProxy;
beforeAll(async () => {
  database = await cloneDatabase();
  proxy = await startTcpProxy(targetOf(database.url));
});
afterAll(async () => {
  await proxy.stop();
  await database.drop();
});

async function connect(connectionTimeoutMillis = 0): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: proxy.connectionString(database.url), connectionTimeoutMillis });
  client.on("error", () => {});
  await client.connect();
  return client;
}

describe("Test TCP proxy", () => {
  test("forwards everything, and `cut` resets open connections", async () => {
    const client = await connect();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    const ended = new Promise((resolve) => client.once("end", resolve));
    // The query sleeps until the proxy cuts its connection.
    const query = client.query("select pg_sleep(60)");
    proxy.cut();
    await expect(query).rejects.toMatchObject({ code: "ECONNRESET" });
    await ended;
    await (await connect()).end();
  });

  test("refuses new connections and keeps open ones after `refuse`", async () => {
    const client = await connect();
    proxy.refuse();
    await expect(connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await client.query("select 1");
    await proxy.accept();
    await (await connect()).end();
    await client.end();
  });

  test("forwards nothing after `stall` and everything after `resume`", async () => {
    const client = await connect();
    proxy.stall();
    const answered = client.query("select 1 as one");
    await expect(connect(500)).rejects.toThrow(/timeout/);
    expect(await Promise.race([answered, "nothing"])).toBe("nothing");
    proxy.resume();
    expect((await answered).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  test("delays everything after `slow`", async () => {
    const client = await connect();
    proxy.slow(100);
    const startedAt = performance.now();
    await client.query("select 1");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);
    proxy.slow(0);
    await client.end();
  });

  test("resets the connection before the response to a commit arrives after `loseNextCommit`", async () => {
    const client = await connect();
    await client.query("create table lost_answers (id int)");
    const lost = proxy.loseNextCommit();
    await client.query("begin; insert into lost_answers values (1)");
    await expect(client.query("commit")).rejects.toMatchObject({ code: "ECONNRESET" });
    await lost;
    const next = await connect();
    expect((await next.query("select id from lost_answers")).rows).toEqual([{ id: 1 }]);
    await next.end();
  });
});

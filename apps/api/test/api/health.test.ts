import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

/** A way to the database that can be cut. */
async function openWay(databaseUrl: string): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const folder = target.searchParams.get("host");
  const port = Number(target.port || 5432);
  const open = () => (folder ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, target.hostname));
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming) => {
    const outgoing = open();
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => {});
      socket.on("close", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  return {
    url: url.href,
    async cut() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
    async mend() {
      server.listen(address.port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}

let database: TestDatabase;
let way: Awaited<ReturnType<typeof openWay>>;
let gaffer: TestGaffer;
beforeAll(async () => {
  database = await cloneDatabase();
  way = await openWay(database.url);
  gaffer = await startTestGaffer({ role: "api", database: { ...database, url: way.url } });
});
afterAll(async () => {
  await gaffer.stop();
  await way.cut();
  await database.drop();
});

const ready = () => gaffer.request("GET", "/readyz");
const alive = () => gaffer.request("GET", "/livez");

test("a server with its database is alive and ready, for anybody who asks", async () => {
  expect(await alive()).toMatchObject({ status: 200, body: "ok" });
  expect(await ready()).toMatchObject({ status: 200, body: "ok" });
});

describe("without its database", () => {
  beforeAll(() => way.cut());

  test("it is alive, but not ready, and says when to ask again", async () => {
    expect(await alive()).toMatchObject({ status: 200 });
    const answer = await ready();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  test.each([
    ["GET", "/v1/me"],
    ["GET", "/v1/orgs/:orgId/jobs"],
    ["POST", "/v1/orgs/:orgId/jobs"],
    ["POST", "/v1/orgs/:orgId/files?name=a"],
  ])("%s %s is unavailable for now", async (method, url) => {
    const answer = await gaffer.request(method, url.replace(":orgId", gaffer.org.orgId), { as: gaffer.org });
    expect(answer).toMatchObject({ status: 503, body: { type: "urn:gaffer:problem:unavailable", status: 503 } });
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i);
  });

  test("whoever has no key in the right form isn't told", async () => {
    const headers = { authorization: "Bearer guess" };
    expect(await gaffer.request("GET", "/v1/me", { headers })).toMatchObject({ status: 401 });
  });
});

test("when the database is back, so is the server", async () => {
  await way.mend();
  expect(await ready()).toMatchObject({ status: 200 });
  expect(await gaffer.request("GET", "/v1/me", { as: gaffer.org })).toMatchObject({ status: 200 });
});

test("a server that is about to stop isn't ready, but answers what still comes", async () => {
  gaffer.app.refuseNewWork();
  expect(await ready()).toMatchObject({ status: 503 });
  expect(await alive()).toMatchObject({ status: 200 });
  expect(await gaffer.request("GET", "/v1/me", { as: gaffer.org })).toMatchObject({ status: 200 });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BehindProxy, startBehindProxy } from "../db/behind-proxy.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";

let setting: BehindProxy;
let gaffer: TestGaffer;
beforeAll(async () => {
  setting = await startBehindProxy({ role: "api" });
  ({ gaffer } = setting);
});
afterAll(() => setting.stop());

const ready = () => gaffer.request("GET", "/readyz");
const alive = () => gaffer.request("GET", "/livez");

test("Health checks › server with its database › is alive and ready, without credentials", async () => {
  expect(await alive()).toMatchObject({ status: 200, body: "ok" });
  expect(await ready()).toMatchObject({ status: 200, body: "ok" });
});

describe("Health checks › without the database", () => {
  beforeAll(() => {
    setting.proxy.refuse();
    setting.proxy.cut();
  });

  test("the server is alive but not ready, and sends Retry-After", async () => {
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
  ])("%s %s is unavailable", async (method, url) => {
    const answer = await gaffer.request(method, url.replace(":orgId", gaffer.org.orgId), { as: gaffer.org });
    expect(answer).toMatchObject({ status: 503, body: { type: "/problems/unavailable", status: 503 } });
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i);
  });

  test("a malformed key is refused as usual", async () => {
    const headers = { authorization: "Bearer guess" };
    expect(await gaffer.request("GET", "/v1/me", { headers })).toMatchObject({ status: 401 });
  });
});

test("Health checks › restored database › makes the server ready again", async () => {
  await setting.proxy.accept();
  expect(await ready()).toMatchObject({ status: 200 });
  expect(await gaffer.request("GET", "/v1/me", { as: gaffer.org })).toMatchObject({ status: 200 });
});

test("Health checks › stopping server › isn't ready but still responds", async () => {
  gaffer.app.refuseNewWork();
  expect(await ready()).toMatchObject({ status: 503 });
  expect(await alive()).toMatchObject({ status: 200 });
  expect(await gaffer.request("GET", "/v1/me", { as: gaffer.org })).toMatchObject({ status: 200 });
});

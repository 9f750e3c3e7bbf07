/** Tests that a name is resolved once, and that all of its addresses are checked. */
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

// The tests have no server with a public address, so 127.0.0.1 counts as public here.
const addresses = "../src/public-addresses.ts";
vi.resetModules();
vi.doMock(addresses, async (importOriginal) => {
  const { isPublicAddress } = await importOriginal<typeof import("../src/public-addresses.ts")>();
  return { isPublicAddress: (address: string) => address === "127.0.0.1" || isPublicAddress(address) };
});
const { call, resolvesTo, startServer } = await import("./call-server.ts");
afterAll(() => {
  vi.doUnmock(addresses);
  vi.resetModules();
});

const server = await startServer((request, response) => {
  if (request.url === "/again") response.writeHead(302, { location: "/" });
  response.end(`hello ${request.headers.host}`);
});
const url = `http://name.test:${server.port}`;

/** Creates a resolver that returns each of these lists of addresses once, in order. */
function changing(...answers: string[][]) {
  return vi.fn(async () => {
    const addresses = answers.shift();
    if (!addresses) throw new Error("asked again");
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }) as const);
  });
}

let before = 0;
beforeEach(() => {
  before = server.connections();
});
const reached = () => server.connections() - before;

describe("safeFetch name › a name", () => {
  test("with a public address is called, with the name in Host and TLS", async () => {
    const answer = await call(url, { allow: "", resolve: resolvesTo("127.0.0.1") });
    expect(answer).toMatchObject({ status: 200, body: `hello name.test:${server.port}` });
  });

  test.each([
    "10.0.0.1",
    "169.254.169.254",
    "::1",
    "::ffff:127.0.0.1",
    "fd00:ec2::254",
    "64:ff9b::7f00:1",
    "127.0.0.2",
  ])("that resolves to %s is refused", async (address) => {
    const refusal = call(url, { allow: "", resolve: resolvesTo(address) });
    await expect(refusal).rejects.toMatchObject({ code: "address_not_allowed" });
    await expect(refusal).rejects.not.toThrow(address);
  });

  test.each([
    ["first", ["10.0.0.1", "127.0.0.1"]],
    ["last", ["127.0.0.1", "::1"]],
  ])("with several addresses, the %s internal, is refused", async (_, addresses) => {
    const refusal = call(url, { allow: "", resolve: resolvesTo(...addresses) });
    await expect(refusal).rejects.toMatchObject({ code: "address_not_allowed" });
    expect(reached()).toBe(0);
  });

  test.each([
    ["nothing", async () => []],
    ["an error", () => Promise.reject(Object.assign(new Error("no 10.9.8.7"), { code: "ENOTFOUND" }))],
  ])("that resolves to %s is unreachable", async (_, resolve) => {
    await expect(call(url, { resolve })).rejects.toThrow(`No answer from name.test:${server.port}: ENOTFOUND.`);
  });
});

describe("safeFetch name › a DNS response that changes", () => {
  test("after the check has no effect: the request connects to the checked address", async () => {
    const resolve = changing(["127.0.0.1"], ["10.0.0.1"]);
    expect(await call(url, { allow: "", resolve })).toMatchObject({ status: 200 });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(reached()).toBe(1);
  });

  test("from private to public is still refused", async () => {
    const resolve = changing(["10.0.0.1"], ["127.0.0.1"]);
    await expect(call(url, { allow: "", resolve })).rejects.toMatchObject({ code: "address_not_allowed" });
    expect(reached()).toBe(0);
  });

  test("between a request and its redirect is checked again", async () => {
    const resolve = changing(["127.0.0.1"], ["169.254.169.254"]);
    await expect(call(`${url}/again`, { allow: "", resolve })).rejects.toMatchObject({ code: "address_not_allowed" });
    expect(reached()).toBe(1);
  });
});

describe("safeFetch name › localhost", () => {
  test("is refused", async () => {
    await expect(call(`http://localhost:${server.port}/`, { allow: "" })).rejects.toMatchObject({
      code: "address_not_allowed",
    });
  });

  test("is called when it is allowed by name", async () => {
    expect(await call(`http://localhost:${server.port}/`, { allow: "localhost" })).toMatchObject({ status: 200 });
  });
});

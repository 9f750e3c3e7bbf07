/** Names: what their addresses are is asked once, checked in full, and not asked again. */
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

// Tests can't have a public address. This one passes for public here, and nowhere else: all others are what they are.
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

/** Each answer is given once. */
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

describe("callUrl host name › a name", () => {
  test("with a public address is called, by its name", async () => {
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
  ])("at %s is refused", async (address) => {
    const refusal = call(url, { allow: "", resolve: resolvesTo(address) });
    await expect(refusal).rejects.toMatchObject({ code: "address_not_allowed" });
    await expect(refusal).rejects.not.toThrow(address);
  });

  test.each([
    ["first", ["10.0.0.1", "127.0.0.1"]],
    ["last", ["127.0.0.1", "::1"]],
  ])("with one address of several that isn't public, the %s, is refused", async (_, addresses) => {
    const refusal = call(url, { allow: "", resolve: resolvesTo(...addresses) });
    await expect(refusal).rejects.toMatchObject({ code: "address_not_allowed" });
    expect(reached()).toBe(0);
  });

  test.each([
    ["nothing", async () => []],
    ["an error", () => Promise.reject(Object.assign(new Error("no 10.9.8.7"), { code: "ENOTFOUND" }))],
  ])("that resolves to %s has no answer", async (_, resolve) => {
    await expect(call(url, { resolve })).rejects.toThrow(`No answer from name.test:${server.port}: ENOTFOUND.`);
  });
});

describe("callUrl host name › a DNS answer that changes", () => {
  test("after the check isn't heard: what was checked is what is connected to", async () => {
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

  test("between a request and its redirect is checked anew", async () => {
    const resolve = changing(["127.0.0.1"], ["169.254.169.254"]);
    await expect(call(`${url}/again`, { allow: "", resolve })).rejects.toMatchObject({ code: "address_not_allowed" });
    expect(reached()).toBe(1);
  });
});

describe("callUrl host name › localhost, as this machine resolves it,", () => {
  test("is refused", async () => {
    await expect(call(`http://localhost:${server.port}/`, { allow: "" })).rejects.toMatchObject({
      code: "address_not_allowed",
    });
  });

  test("is called when it is allowed by name", async () => {
    expect(await call(`http://localhost:${server.port}/`, { allow: "localhost" })).toMatchObject({ status: 200 });
  });
});

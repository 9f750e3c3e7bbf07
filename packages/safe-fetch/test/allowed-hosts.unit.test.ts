import { describe, expect, test } from "vitest";
import { isAllowedHost, readAllowedHosts } from "../src/allowed-hosts.ts";
import { call, resolvesTo, startServer } from "./call-server.ts";

describe("OUTBOUND_ALLOW › a host is allowed", () => {
  test.each([
    ["internal", "http://internal/"],
    ["internal", "https://internal:8443/"],
    ["internal:8080", "http://internal:8080/"],
    ["internal:80", "http://internal/"],
    ["internal:443", "https://internal/"],
    ["INTERNAL.Example", "http://internal.example/"],
    ["a, internal:1 ,internal:2", "http://internal:2/"],
    ["internal:1,internal", "http://internal:7/"],
    ["internal,internal:1", "http://internal:7/"],
    ["10.1.2.3", "http://10.1.2.3/"],
    ["10.1.2.3", "http://0xa010203/"],
    ["[FD00::1]:8080", "http://[fd00:0::1]:8080/"],
    ["bücher.example", "http://xn--bcher-kva.example/"],
  ])("by %s: %s", (setting, url) => {
    expect(isAllowedHost(readAllowedHosts(setting), new URL(url))).toBe(true);
  });
});

describe("OUTBOUND_ALLOW › a host isn't allowed", () => {
  test.each([
    ["", "http://internal/"],
    ["internal", "http://internal.example/"],
    ["internal", "http://a.internal/"],
    ["internal", "http://internal./"],
    ["internal:8080", "http://internal/"],
    ["internal:80", "https://internal/"],
    ["internal:80", "http://internal:8080/"],
    ["10.1.2.3", "http://10.1.2.4/"],
    ["10.1.2.3", "http://internal/"],
    ["127.0.0.1", "http://[::ffff:127.0.0.1]/"],
  ])("by %j: %s", (setting, url) => {
    expect(isAllowedHost(readAllowedHosts(setting), new URL(url))).toBe(false);
  });
});

test.each([
  "http://internal",
  "internal/path",
  "10.0.0.0/8",
  "*.internal*x y",
  "fd00::1",
  "[fd00::1",
  "a:99999",
  "a:b",
  "u@a",
  "a:",
])("OUTBOUND_ALLOW › %s is not a setting", (setting) => {
  expect(() => readAllowedHosts(`fine, ${setting}`)).toThrow(/must list hosts/);
});

describe("OUTBOUND_ALLOW › a request", () => {
  test("a listed name is called at any address", async () => {
    const server = await startServer((_request, response) => response.end("inside"));
    const url = `http://internal.test:${server.port}/`;
    const resolve = resolvesTo("127.0.0.1");
    expect(await call(url, { allow: "internal.test", resolve })).toMatchObject({ body: "inside" });
    await expect(call(url, { allow: "127.0.0.1", resolve })).rejects.toMatchObject({ code: "address_not_allowed" });
    await expect(call(url, { allow: "internal.test:1", resolve })).rejects.toMatchObject({
      code: "address_not_allowed",
    });
  });
});

import { expect, test } from "vitest";
import { resolvePublicHost } from "../src/resolve.ts";
import { startDnsServer } from "./dns-server.ts";

const v4 = [8, 8, 4, 4];
const loopback = [127, 0, 0, 1];
const v6 = [0x20, 0x01, 0x48, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x88, 0x44];
const { address, asked } = await startDnsServer({
  both: { A: [v4, loopback], AAAA: [v6] },
  old: { A: [v4], AAAA: [] },
  new: { A: "notFound", AAAA: [v6] },
  half: { A: [v4], AAAA: "failed" },
  none: {},
  silent: { A: "silent", AAAA: "silent" },
});
const resolve = (name: string, signal = new AbortController().signal) =>
  resolvePublicHost(`${name}.example`, signal, [address]);

test.each([
  ["both", ["8.8.4.4", "127.0.0.1", "2001:4860::8844"]],
  ["old", ["8.8.4.4"]],
  ["new", ["2001:4860::8844"]],
  ["half", ["8.8.4.4"]],
])("resolveHost › returns all addresses of both families: %s", async (name, addresses) => {
  expect((await resolve(name)).map((found) => found.address)).toEqual(addresses);
});

test("resolveHost › rejects an unknown name", async () => {
  await expect(resolve("none")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("resolveHost › stops when the signal aborts", async () => {
  const stop = new AbortController();
  const resolving = resolve("silent", stop.signal);
  setTimeout(() => stop.abort(), 50);
  await expect(resolving).rejects.toMatchObject({ code: "ECANCELLED" });
});

test.each(["localhost", "localhost.", "a.localhost"])("resolveHost › resolves %s without a query", async (name) => {
  const before = asked();
  expect(await resolvePublicHost(name, new AbortController().signal, [address])).toEqual([
    { address: "::1", family: 6 },
  ]);
  expect(asked()).toBe(before);
});

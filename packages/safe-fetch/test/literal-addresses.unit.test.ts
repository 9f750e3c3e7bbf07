/** Tests every notation of an internal address, in the URL and in a redirect. */
import { describe, expect, test } from "vitest";
import { call, startServer } from "./call-server.ts";

const inside = await startServer((_request, response) => response.end("the secret"));
const redirecting = await startServer((request, response) => {
  const location = Buffer.from(decodeURIComponent((request.url ?? "").slice(1))).toString("latin1");
  response.writeHead(302, { location }).end();
});

/** Notations of internal addresses. URL normalizes each to an address that is refused. */
const refused = {
  "loopback, dotted": ["127.0.0.1", "127.1.2.3", "127.255.255.254"],
  "loopback, short": ["127.1", "127.0.1", "0x7f.1"],
  "loopback, decimal": ["2130706433", "127.1"],
  "loopback, octal": ["0177.0.0.1", "0177.0.0.01", "00000177.0.0.1", "017700000001"],
  "loopback, hexadecimal": ["0x7f.0.0.1", "0x7f.0x0.0x0.0x1", "0x7f000001", "0X7F000001", "0x7f.0.0x1"],
  "loopback, mixed": ["0177.0.0x1", "127.0x1", "0x7f.0.1"],
  "loopback, escaped": ["%31%32%37.0.0.1", "127%2e0%2e0%2e1"],
  "loopback, of other characters": ["①②⑦.0.0.1", "127。0。0。1", "１２７.0.0.1", "127．0．0．1"],
  "loopback with a dot": ["127.0.0.1.", "127.1."],
  "loopback, IPv6": ["[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::0.0.0.1]"],
  unspecified: ["0.0.0.0", "0", "0x0", "[::]", "[0::0]"],
  "mapped into IPv6": [
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[::FFFF:169.254.169.254]",
  ],
  "mapped, though public": ["[::ffff:8.8.8.8]"],
  "compatible with IPv6": ["[::127.0.0.1]", "[::7f00:1]", "[::10.0.0.1]"],
  translated: ["[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::10.0.0.1]", "[::ffff:0:127.0.0.1]"],
  "6to4 and Teredo": ["[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::80ff:fffe]", "[2002:808:808::1]"],
  metadata: ["169.254.169.254", "169.254.170.2", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "[fd00:ec2::254]"],
  "metadata of one cloud": ["100.100.100.200", "192.0.0.192", "168.63.129.16", "[fd20:ce::254]"],
  private: [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "0xa.1",
    "012.0.0.1",
    "3232235521",
  ],
  "CGNAT, benchmarking": ["100.64.0.1", "100.127.255.255", "198.18.0.1", "198.19.255.255"],
  documentation: ["192.0.2.1", "198.51.100.1", "203.0.113.1", "[2001:db8::1]", "[3fff::1]"],
  "multicast, reserved": ["224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "4294967295", "[ff02::1]"],
  "link-local, IPv6": ["[fe80::1]", "[febf::1]", "[FE80::a9fe:a9fe]"],
  "unique and site-local": ["[fc00::1]", "[fdff:ffff::1]", "[fec0::1]"],
};
const hosts = Object.entries(refused).flatMap(([what, each]) => each.map((host) => ({ what, host })));

/** Texts that are no valid URLs. */
const notUrls = [
  "[fe80::1%25eth0]",
  "[fe80::1%eth0]",
  "[::1%25lo]",
  "4294967296",
  "256.0.0.1",
  "0x100000000",
  "127.0.0.08",
  "1.2.3.4.5",
  "[::1",
  "[1.2.3.4]",
  "[:::1]",
  "127.0.0.1%00",
  "127.0.0.1%0d%0a",
];

describe.each(hosts)("callUrl literal address › $host ($what)", ({ host }) => {
  test("is refused", async () => {
    await expect(call(`http://${host}:${inside.port}/`, { allow: "" })).rejects.toMatchObject({
      code: "address_not_allowed",
    });
  });

  test("is refused in a redirect", async () => {
    const location = `http://${host}:${inside.port}/`;
    await expect(
      call(`${redirecting.url}/${encodeURIComponent(location)}`, { allow: `127.0.0.1:${redirecting.port}` }),
    ).rejects.toMatchObject({
      code: "address_not_allowed",
    });
  });
});

test.each(notUrls)("callUrl literal address › %s is not a host", async (host) => {
  const url = `http://${host}:${inside.port}/`;
  expect(() => call(url)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  await expect(call(`${redirecting.url}/${encodeURIComponent(url)}`)).rejects.toMatchObject({
    code: "invalid_redirect",
  });
});

test.each([
  "ftp://127.0.0.1/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:70/_x",
  "data:,x",
  "blob:http://127.0.0.1/x",
  "ws://127.0.0.1/",
  "unix:/var/run/docker.sock",
])("safeFetch literal address › %s is not called", async (url) => {
  expect(() => call(url)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  await expect(call(`${redirecting.url}/${encodeURIComponent(url)}`)).rejects.toMatchObject({
    code: "invalid_redirect",
  });
});

test("safeFetch literal address › no connection was opened", () => {
  expect(inside.connections()).toBe(0);
});

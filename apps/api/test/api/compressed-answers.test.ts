import { setImmediate } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseEncoding, encodeJson, plainJsonBytes } from "../../src/http/content-encoding.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  for (let i = 0; i < 3; i++) await gaffer.createJob();
});
afterAll(() => gaffer.stop());

async function get(url: string, accepted?: string, method = "GET") {
  const headers = {
    Authorization: `Bearer ${gaffer.org.apiKey}`,
    ...(accepted !== undefined && { "Accept-Encoding": accepted }),
  };
  const response = await gaffer.app.http.request(url, { method, headers });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}
const path = (of: string) => `/v1/orgs/${gaffer.org.orgId}${of}`;

describe("JSON response over 1 KB", () => {
  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("is compressed with %s if the client accepts it", async (encoding, decompress) => {
    const plain = await get(path("/jobs"));
    const compressed = await get(path("/jobs"), encoding);
    expect(compressed.headers.get("content-encoding")).toBe(encoding);
    expect(compressed.headers.get("content-type")).toBe("application/json");
    expect(compressed.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
    expect(decompress(compressed.bytes).toString()).toBe(new TextDecoder().decode(plain.bytes));
  });

  test("names Accept-Encoding in Vary, compressed or not", async () => {
    for (const accepted of [undefined, "br", "identity"])
      expect((await get(path("/jobs"), accepted)).headers.get("vary")).toBe("Accept-Encoding");
  });

  test("is compressed when it is a problem", async () => {
    const query = Array.from({ length: 20 }, (_, index) => `unknown${index}=1`).join("&");
    const { status, headers, bytes } = await get(path(`/jobs?${query}`), "gzip");
    expect([status, headers.get("content-encoding")]).toEqual([422, "gzip"]);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ status: 422 });
  });

  test("is compressed when it is the contract at /openapi.json", async () => {
    const { headers, bytes } = await get("/openapi.json", "br");
    expect(headers.get("content-encoding")).toBe("br");
    expect(JSON.parse(brotliDecompressSync(bytes).toString())).toMatchObject({ openapi: "3.1.0" });
  });

  test("is compressed outside of the event loop", async () => {
    const json = JSON.stringify(Array.from({ length: 20_000 }, () => crypto.randomUUID()));
    for (const encoding of ["br", "gzip"]) {
      let ended = false;
      const compressed = encodeJson(json, encoding).then(() => (ended = true));
      await setImmediate();
      expect(ended, encoding).toBe(false);
      await compressed;
    }
  });
});

describe("Response that isn't compressed", () => {
  test("is JSON of at most 1 KB, and has no Vary", async () => {
    const { headers, bytes } = await get(path(""), "br, gzip");
    expect([headers.get("content-encoding"), headers.get("vary")]).toEqual([null, null]);
    expect(bytes.byteLength).toBeLessThan(plainJsonBytes);
  });

  test("is counted in bytes, not in characters", async () => {
    const limit = async (text: string) => (await encodeJson(text, "gzip")).headers["Content-Encoding"];
    expect(await limit("x".repeat(plainJsonBytes))).toBeUndefined();
    expect(await limit("x".repeat(plainJsonBytes + 1))).toBe("gzip");
    expect(await limit("€".repeat(plainJsonBytes / 2))).toBe("gzip");
  });

  test("is the content of a file", async () => {
    const content = "name,age\n".repeat(1_000);
    const { body } = await gaffer.inOrg("POST", "/files?name=people.csv", content, { "content-type": "text/csv" });
    const { headers, bytes } = await get(path(`/files/${body.id}/content`), "br, gzip");
    expect(headers.get("content-encoding")).toBeNull();
    expect(new TextDecoder().decode(bytes)).toBe(content);
  });

  test("is a stream of live updates", async () => {
    const controller = new AbortController();
    const headers = { Authorization: `Bearer ${gaffer.org.apiKey}`, "Accept-Encoding": "br, gzip" };
    const response = await gaffer.app.http.request(path("/live"), { headers, signal: controller.signal });
    expect([response.status, response.headers.get("content-encoding")]).toEqual([200, null]);
    await response.body?.cancel();
    controller.abort();
  });
});

test.each([
  [null, "identity"],
  ["", "identity"],
  ["br, gzip", "br"],
  ["gzip, br", "br"],
  ["GZIP", "gzip"],
  ["gzip;q=1.0, br;q=0.5", "gzip"],
  ["br;q=0, *", "gzip"],
  ["*", "br"],
  ["*;q=0", "identity"],
  ["identity;q=1, br;q=0.5", "identity"],
  ["deflate, zstd", "identity"],
  ["br;q=high, gzip;q=0.1", "gzip"],
] as const)("chooseEncoding › %j is answered with %s", (accepted, encoding) => {
  expect(chooseEncoding(accepted, ["br", "gzip", "identity"])).toBe(encoding);
});

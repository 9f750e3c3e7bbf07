import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemTypes } from "../../src/http/problem.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

const toText = (page: string) =>
  page
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("`", "");

describe("Problem pages", () => {
  test.each(Object.entries(problemTypes))("explain %s at this path, without credentials", async (path, type) => {
    const { status, headers, body } = await gaffer.request("GET", path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^text\/html/);
    const text = toText(body);
    for (const part of [type.title, String(type.status), type.description])
      expect(text).toContain(part.replaceAll("`", ""));
  });

  test("are where the type of a response points", async () => {
    const { body: problem } = await gaffer.request("GET", "/v1/me");
    const address = new URL(problem.type, "http://gaffer.example/v1/me");
    expect(toText((await gaffer.request("GET", address.pathname)).body)).toContain(problem.title);
  });

  test("are all linked from /problems", async () => {
    const { body } = await gaffer.request("GET", "/problems");
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, address]) => address);
    expect(links).toEqual(Object.keys(problemTypes));
  });

  test("load nothing", async () => {
    const { headers } = await gaffer.request("GET", "/problems");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test("don't exist for unknown types", async () => {
    for (const path of ["/problems/nothing", "/problems/constructor"])
      expect(await gaffer.request("GET", path), path).toMatchObject({ status: 404, body: { status: 404 } });
  });
});

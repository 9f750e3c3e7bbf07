import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openapi } from "../contract/contract-operations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
let page: string;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  page = (await gaffer.request("GET", "/docs")).body;
});
afterAll(() => gaffer.stop());

test("API reference page › /openapi.json returns the contract without credentials", async () => {
  const { status, headers, body } = await gaffer.request("GET", "/openapi.json");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(body).toEqual(openapi);
});

describe("API reference page › /docs", () => {
  const addresses = () => [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);

  test("returns a page that reads the contract", async () => {
    expect(page).toMatch(/^<!doctype html>/);
    const { body } = await gaffer.request("GET", "/docs/start.js");
    expect(body).toContain('"/docs/openapi.json"');
  });

  test("reads the contract with samples in curl and the SDK for each operation", async () => {
    const { body } = await gaffer.request<typeof openapi>("GET", "/docs/openapi.json");
    const { description, ...rest } = body.paths["/v1/orgs/{orgId}/jobs"].post;
    const { description: before, ...same } = openapi.paths["/v1/orgs/{orgId}/jobs"].post;
    expect(rest).toEqual(same);
    expect(description).toMatch(/```sh\ncurl .*```\n\n```ts\n.*gaffer\.http\.POST.*```$/s);
    expect(description.startsWith(before)).toBe(true);
  });

  test("loads only files of this server", async () => {
    expect(addresses().length).toBeGreaterThanOrEqual(4);
    for (const address of addresses()) {
      expect(address).toMatch(/^\/docs\/[\w.-]+$/);
      const { status, headers, body } = await gaffer.request("GET", address);
      expect(status, address).toBe(200);
      expect(headers.get("content-type"), address).toMatch(/^(text\/(css|javascript)|image\/png)/);
      expect(body.length, address).toBeGreaterThan(100);
    }
  });

  test("names no other host, and its policy forbids requests to one", async () => {
    const { headers } = await gaffer.request("GET", "/docs");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    for (const text of [page, (await gaffer.request("GET", "/docs/start.js")).body])
      expect(text).not.toMatch(/(https?:)?\/\/[\w-]+\./);
    // Checks the URLs of the style sheet, because a browser loads them all. URLs in the script bundle are only links.
    const { body: css } = await gaffer.request("GET", "/docs/swagger-ui.css");
    const loaded = [...css.matchAll(/url\(["']?([^)"']+)|@import\s+["']?([^"';]+)/g)].map(
      ([, url, imported]) => url ?? imported,
    );
    expect(loaded.filter((url) => !url?.startsWith("data:"))).toEqual([]);
  });

  test("needs no inline script, which its policy would forbid", () => {
    expect(page).not.toMatch(/<script(?![^>]* src=)|\son\w+=|javascript:/i);
  });
});

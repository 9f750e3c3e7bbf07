import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { allScopes, contractOperations, openapi } from "./contract-operations.ts";

/** Routes of the server that aren't in the contract. */
const beyondContract = [
  "GET /docs",
  "GET /docs/favicon-32x32.png",
  "GET /docs/openapi.json",
  "GET /docs/start.js",
  "GET /docs/swagger-ui-bundle.js",
  "GET /docs/swagger-ui.css",
  "GET /livez",
  "GET /metrics",
  "GET /openapi.json",
  "GET /problems",
  "GET /problems/:name",
  "GET /readyz",
  // Signed URLs of the storage driver that keeps files in a folder.
  "GET /direct/*",
  "PUT /direct/*",
  // The pages and files of the web app.
  "GET /*",
];

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

test("Routes and contract › routes › are the contract's operations and a few pages", () => {
  const routes = gaffer.app.http.routes
    // `ALL` is the method of the middleware and of the handler that refuses other methods.
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  const operations = contractOperations.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`);
  expect(routes.sort()).toEqual([...operations, ...beyondContract].sort());
});

test("Routes and contract › paths of the contract › refuse other methods", () => {
  const refusing = gaffer.app.http.routes.filter(({ method, path }) => method === "ALL" && path !== "/*");
  const paths = Object.keys(openapi.paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ":$1"));
  expect(refusing.map(({ path }) => path).sort()).toEqual(paths.sort());
});

describe.each(contractOperations)(
  "Routes and contract › $id",
  ({ access, scope, description, responses, path, parameters, body, method }) => {
    test("documents who may call it", () => {
      expect(["anyone", "authenticated", "person", ...allScopes]).toContain(access);
      if (scope) expect(description).toContain(`\`${scope}\``);
    });

    test("documents its errors, which are problems", () => {
      const refusals = ["401", "422", "429", "500", "503", ...(path.includes("{") ? ["403", "404"] : [])];
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(refusals));
      for (const [status, { content }] of Object.entries(responses))
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(["application/problem+json"]);
    });

    test("declares every parameter of its path", () => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((parameter) => parameter.in === "path");
      expect(declared.map(({ name }) => name)).toEqual(names);
      expect(declared.every(({ required }) => required)).toBe(true);
    });

    test("has a body only with a method that allows one", () => {
      if (body) expect(["POST", "PATCH"]).toContain(method);
      if (body?.mediaType === "application/json")
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(["400", "413", "415"]));
    });
  },
);

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import openapi from "@gaffer/contracts/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../../../..");
const prefix = "/problems/";
const { enum: types, "x-problems": problems } = openapi.components.schemas.ProblemType;

describe("Problem types", () => {
  test("have a status, a title of their own and a description each", () => {
    expect(Object.keys(problems)).toEqual(types);
    const titles = Object.values(problems).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { status, description } of Object.values(problems)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(description).toMatch(/\.$/);
    }
  });

  test("are in docs/problems.md as in the contract", () => {
    const text = readFileSync(path.join(root, "docs/problems.md"), "utf8");
    const documented = [...text.matchAll(/^\| `([a-z-]+)` +\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map((row) =>
      row.slice(1),
    );
    const inContract = Object.entries(problems).map(([type, { status, title, description }]) => [
      type.slice(prefix.length),
      String(status),
      title,
      description.replaceAll("\n", " "),
    ]);
    expect(documented).toEqual(inContract);
  });

  test("have faults whose codes are all in docs/problems.md", () => {
    const text = readFileSync(path.join(root, "docs/problems.md"), "utf8");
    const codes = [...text.matchAll(/^\| `([a-z_]+)` +\| [^|]+\|$/gm)].map(([, code]) => code);
    expect(codes).toEqual(openapi.components.schemas.FieldErrorCode.enum);
  });

  test("are all thrown by the server", () => {
    const source = path.join(root, "apps/api/src");
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const text = files.map((file) => readFileSync(path.join(source, file), "utf8")).join("\n");
    const thrown = new Set(
      [...text.matchAll(/new ProblemError\(\s*"([a-z-]+)"/g)].map(([, name]) => `${prefix}${name}`),
    );
    expect([...thrown].sort()).toEqual([...types].sort());
  });
});

import { describe, expect, test } from "vitest";
import { sliceToPage } from "../../src/http/cursor.ts";
import { openapi } from "../../src/http/schemas.ts";
import { contractOperations } from "./contract-operations.ts";

interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
}
const schemas = openapi.components.schemas as unknown as Record<string, Schema>;
const lists = contractOperations.filter(({ id }) => id.startsWith("list"));

describe("Lists of the contract", () => {
  test.each(lists.map((operation) => [operation.id, operation] as const))(
    "%s takes limit and cursor, and returns a page",
    (_, operation) => {
      const names = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["limit", "cursor"]));
      expect(JSON.stringify(operation.responses[200])).toMatch(/"#\/components\/schemas\/\w+Page"/);
    },
  );

  test("are the only responses with items", () => {
    const answered = contractOperations
      .flatMap(({ responses }) => Object.values(responses))
      .flatMap(({ content }) => {
        const { $ref } = (content?.["application/json"]?.schema ?? {}) as { $ref?: string };
        return $ref ? [$ref.slice($ref.lastIndexOf("/") + 1)] : [];
      });
    const withItems = [...new Set(answered)].filter((name) => "items" in (schemas[name]?.properties ?? {}));
    expect(withItems.length).toBeGreaterThan(10);
    for (const name of withItems) {
      expect(name).toMatch(/Page$/);
      expect(Object.keys(schemas[name]?.properties ?? {})).toEqual(["items", "nextCursor"]);
      expect(schemas[name]?.required).toEqual(["items", "nextCursor"]);
    }
  });
});

describe("sliceToPage", () => {
  const slice = (items: string[], cursor?: string | null, limit = 2) =>
    sliceToPage(items, { limit, cursor: cursor ?? undefined }, ["letters"], (item) => item);

  test("returns each item once, and null as the last cursor", () => {
    const first = slice(["a", "b", "c", "d"]);
    expect(first.items).toEqual(["a", "b"]);
    expect(slice(["a", "b", "c", "d"], first.nextCursor)).toEqual({ items: ["c", "d"], nextCursor: null });
    expect(slice([])).toEqual({ items: [], nextCursor: null });
  });

  test("continues after the last item when items before it were added or removed", () => {
    const { nextCursor } = slice(["a", "b", "c", "d"]);
    expect(slice(["0", "a", "b", "c", "d"], nextCursor).items).toEqual(["c", "d"]);
    expect(slice(["b", "c", "d"], nextCursor).items).toEqual(["c", "d"]);
  });

  test("continues in the same place when the last item was removed", () => {
    const { nextCursor } = slice(["a", "b", "c", "d"]);
    expect(slice(["a", "c", "d"], nextCursor).items).toEqual(["c", "d"]);
  });

  test("refuses a cursor of another list", () => {
    const { nextCursor } = sliceToPage(["a", "b"], { limit: 1 }, ["others"], (item) => item);
    expect(() => slice(["a", "b"], nextCursor)).toThrow(/cursor/);
  });
});

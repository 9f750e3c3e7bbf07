import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openapi } from "../contract/contract-operations.ts";

test("Documented roles › docs/organizations.md has the roles and scopes of the contract", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../../../../docs/organizations.md"), "utf8");
  const rows = [...text.matchAll(/^\| `(\w+)` +\| ((?:`[\w:-]+`(?:, )?)+) +\|$/gm)];
  const documented = rows.map(([, role, scopes]) => [
    role,
    [...(scopes ?? "").matchAll(/[\w:-]+/g)].map(([scope]) => scope),
  ]);
  const { enum: roles, "x-scopes": scopesOf } = openapi.components.schemas.Role;
  expect(documented).toEqual(roles.map((role) => [role, scopesOf[role as keyof typeof scopesOf]]));
});

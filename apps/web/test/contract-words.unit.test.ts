/** Compares texts of the web app with the contract's texts. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { scopeTexts } from "../src/features/api-keys/words.tsx";
import { knownActions } from "../src/features/audit/words.ts";
import { roleTexts } from "../src/features/orgs/words.tsx";

const contracts = path.join(import.meta.dirname, "../../../packages/contracts");
const access = readFileSync(path.join(contracts, "spec/access.tsp"), "utf8");

/** Returns the members of an enum in the contract: the doc comment of each member by the member's name. */
function documented(name: string): Record<string, string> {
  const [, members = ""] = access.match(new RegExp(`enum ${name} \\{(.*?)\n\\}`, "s")) ?? [];
  const found = members.matchAll(/\/\*\* (.*?) \*\/\s+(?:\w+: "([\w:-]+)"|(\w+)),/g);
  return Object.fromEntries([...found].map(([, text, value, member]) => [value ?? member, text]));
}

test("Contract words › describe scopes and roles as the contract does", () => {
  const { "org:own": _, "system:admin": __, ...forKeys } = documented("Scope");
  expect(scopeTexts).toEqual(forKeys);
  expect(roleTexts).toEqual(documented("Role"));
});

test("Contract words › have an audit sentence for every operation that changes an organization", () => {
  const { paths } = JSON.parse(readFileSync(path.join(contracts, "generated/openapi.json"), "utf8")) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const changing = Object.entries(paths)
    .filter(([address]) => address.startsWith("/v1/orgs/{orgId}"))
    .flatMap(([, methods]) => Object.entries(methods))
    .flatMap(([method, { operationId }]) => (operationId && method !== "get" ? [operationId] : []))
    .filter((operationId) => operationId !== "previewSchedule");
  expect([...knownActions].sort()).toEqual([...changing, "createOrg", "acceptInvitation"].sort());
});

import type { Schemas } from "@gaffer/contracts/server";
import type { orgs } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";

/** Converts a row to the API's organization. `role`: the caller's role, null for an API key. */
export function toOrg(row: typeof orgs.$inferSelect, role: Role | null): Schemas["Org"] {
  return {
    id: row.id,
    name: row.name,
    role,
    createdAt: row.createdAt.toISOString(),
    deleteAfter: row.deleteAfter?.toISOString() ?? null,
  };
}

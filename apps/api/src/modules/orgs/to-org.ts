import type { Schemas } from "@gaffer/contracts/server";
import type { orgs } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";

/** An organization as a caller sees it, whose role in it this is. */
export function toOrg(row: typeof orgs.$inferSelect, role: Role | null): Schemas["Org"] {
  return {
    id: row.id,
    name: row.name,
    role,
    createdAt: row.createdAt.toISOString(),
    deleteAfter: row.deleteAfter?.toISOString() ?? null,
  };
}

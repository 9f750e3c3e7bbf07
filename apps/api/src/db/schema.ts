/**
 * The tables. Row-level security, grants and roles are in `migrations/0001_tenancy.sql`; a test checks that every table
 * with an `org_id` forces row-level security.
 */
import { pgCore, sql } from "./drizzle.ts";

const { boolean, check, customType, index, json, pgSchema, primaryKey, text, timestamp, uuid } = pgCore;

/** Gaffer has its own schema, so that it can share the database of the application that it serves. */
export const gaffer = pgSchema("gaffer");

export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const orgs = gaffer.table(
  "orgs",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    plan: text("plan").notNull().default("free"),
    /** When the plan ends. The organization then has the free plan. Null: never. */
    planEndsAt: instant("plan_ends_at"),
    createdAt: instant("created_at").notNull(),
    /** When the organization is removed with its data. Until then it accepts no new work and can be restored. Null: it is not deleted. */
    deleteAfter: instant("delete_after"),
    /** When the organization was suspended. It can then be read, and its jobs and schedules don't start. Null: it is not suspended. */
    suspendedAt: instant("suspended_at"),
    suspendReason: text("suspend_reason"),
  },
  (t) => [
    index("orgs_to_delete").on(t.deleteAfter).where(sql`${t.deleteAfter} is not null`),
    index("orgs_suspended").on(t.id).where(sql`${t.suspendedAt} is not null`),
    check("orgs_suspend_reason", sql`(${t.suspendedAt} is null) = (${t.suspendReason} is null)`),
  ],
);

/** Columns that decide what requests may do in an organization. */
export const orgStateColumns = {
  deleteAfter: orgs.deleteAfter,
  suspendedAt: orgs.suspendedAt,
  suspendReason: orgs.suspendReason,
};

export const users = gaffer.table("users", {
  id: uuid("id").primaryKey(),
  /** The user's e-mail address, in lower case. */
  email: text("email").notNull().unique(),
  /** Whether the user has proved that the address is theirs. An unverified address makes no user an administrator. */
  emailVerified: boolean("email_verified").notNull().default(false),
  name: text("name").notNull(),
  /** Whether an administrator of the installation has made the user one too. */
  administrator: boolean("administrator").notNull().default(false),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const memberships = gaffer.table(
  "memberships",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").notNull(),
    createdAt: instant("created_at").notNull(),
    /**
     * The `Idempotency-Key` and the hash of the request that created the organization and this membership. Null: the
     * request had no key, or the membership was created later.
     */
    creationKey: text("creation_key"),
    creationHash: text("creation_hash"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.userId] }),
    index("memberships_by_user").on(t.userId, t.orgId),
    check("memberships_role", sql`${t.role} in ('owner', 'admin', 'member', 'viewer')`),
  ],
);

export const apiKeys = gaffer.table(
  "api_keys",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    /** The public part of the API key. Unique over all organizations, because API keys are looked up by it. */
    id: text("id").notNull().unique(),
    name: text("name").notNull(),
    /** SHA-256 of the secret part. The secret itself is not stored. */
    secretHash: bytea("secret_hash").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    /** When the API key was last used, accurate to the minute. */
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] })],
);

/** Responses to create requests with an `Idempotency-Key`. The transaction of a create request writes its response. */
export const idempotencyKeys = gaffer.table(
  "idempotency_keys",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    response: json("response").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.key] }), index("idempotency_keys_by_expiry").on(t.expiresAt)],
);

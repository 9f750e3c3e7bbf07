/** The table of invitations. */
import { pgCore, sql } from "./drizzle.ts";
import { bytea, gaffer, instant, orgs } from "./schema.ts";

const { check, index, primaryKey, text, unique, uuid } = pgCore;

/** Open and expired invitations. Accepting or revoking one deletes its row; the audit log keeps the record. */
export const invitations = gaffer.table(
  "invitations",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    id: uuid("id").notNull(),
    /** The invited e-mail address, in lower case. */
    email: text("email").notNull(),
    role: text("role").notNull(),
    /** SHA-256 of the token. The token itself is only in the mail. */
    tokenHash: bytea("token_hash").notNull().unique(),
    createdBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("invitations_by_email").on(t.orgId, t.email),
    index("invitations_by_expiry").on(t.expiresAt),
    check("invitations_role", sql`${t.role} in ('owner', 'admin', 'member', 'viewer')`),
  ],
);

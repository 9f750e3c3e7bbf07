/** The tables of people who sign in. They belong to no organization: only the role `gaffer_auth` may read them. */
import { pgCore } from "./drizzle.ts";
import { gaffer, instant, users } from "./schema.ts";

const { index, text, unique, uuid } = pgCore;

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** How somebody signs in: by a password (`credential`), or by what an issuer says (its URL). */
export const userAccounts = gaffer.table(
  "user_accounts",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    providerId: text("provider_id").notNull(),
    /** Who they are there. */
    accountId: text("account_id").notNull(),
    /** A scrypt hash; null for an issuer. */
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [unique().on(t.providerId, t.accountId), index("user_accounts_by_user").on(t.userId)],
);

/** Where somebody is signed in. Of each token only its SHA-256 is stored. */
export const userSessions = gaffer.table(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    /** Of the part that all its refresh tokens share: whoever has it, has or had one. */
    family: text("family").notNull(),
    /** Of the refresh token. */
    token: text("token").notNull(),
    /** Of the one before, which is good for a moment longer. */
    previousToken: text("previous_token"),
    /** With the refresh token before it makes the tokens of now. */
    salt: text("salt").notNull(),
    accessToken: text("access_token").notNull(),
    accessExpiresAt: instant("access_expires_at").notNull(),
    /** When the session ends unless it is refreshed before. */
    idleExpiresAt: instant("idle_expires_at").notNull(),
    /** When it ends in any case. */
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    /** When the tokens were last made. */
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("user_sessions_by_user").on(t.userId), index("user_sessions_by_end").on(t.idleExpiresAt)],
);

/** What links in mails stand for. Of their tokens only the SHA-256 is stored. */
export const userVerifications = gaffer.table(
  "user_verifications",
  {
    id: uuid("id").primaryKey(),
    identifier: text("identifier").notNull().unique(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("user_verifications_by_value").on(t.value), index("user_verifications_by_end").on(t.expiresAt)],
);

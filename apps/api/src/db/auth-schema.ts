/** The tables of auth. They belong to no organization; only the role `gaffer_auth` can read them. */
import { pgCore } from "./drizzle.ts";
import { gaffer, instant, users } from "./schema.ts";

const { index, text, unique, uuid } = pgCore;

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** How a user signs in: with a password (`provider_id` is `credential`) or with an identity provider (`provider_id` is its issuer URL). */
export const userAccounts = gaffer.table(
  "user_accounts",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    providerId: text("provider_id").notNull(),
    /** The user's id at the provider. */
    accountId: text("account_id").notNull(),
    /** A scrypt hash. Null: the user signs in with an identity provider. */
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [unique().on(t.providerId, t.accountId), index("user_accounts_by_user").on(t.userId)],
);

/** Sessions of users. The database stores only the SHA-256 of each token. */
export const userSessions = gaffer.table(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    /**
     * Hash of the part that all refresh tokens of the session share. A client that presents this part has, or had, a
     * valid token.
     */
    family: text("family").notNull(),
    /** Hash of the refresh token. */
    token: text("token").notNull(),
    /** Hash of the previous refresh token, which stays valid for 10 seconds after a refresh. */
    previousToken: text("previous_token"),
    /** Salt. The current tokens are derived from it and from the previous refresh token. */
    salt: text("salt").notNull(),
    accessToken: text("access_token").notNull(),
    accessExpiresAt: instant("access_expires_at").notNull(),
    /** When the session ends, unless its tokens are refreshed before. */
    idleExpiresAt: instant("idle_expires_at").notNull(),
    /** When the session ends in any case. */
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    /** When the tokens were last issued. */
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("user_sessions_by_user").on(t.userId), index("user_sessions_by_end").on(t.idleExpiresAt)],
);

/** Pending links in mails, such as a password reset. The database stores only the SHA-256 of their tokens. */
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

/** The tables of files, and of uploads that aren't files yet. */
import { pgCore, sql } from "./drizzle.ts";
import { gaffer, instant, orgs } from "./schema.ts";

const { bigint, index, primaryKey, text, uuid } = pgCore;

export const files = gaffer.table(
  "files",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    /** What a caller must have to see it, beside the scope of the operation; null: nothing else. */
    readScope: text("read_scope"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("files_by_expiry").on(t.expiresAt).where(sql`${t.expiresAt} is not null`),
  ],
);

/** What clients upload to the store by themselves. `id` names the upload there, and never the file that it becomes. */
export const fileUploads = gaffer.table(
  "file_uploads",
  {
    orgId: uuid("org_id")
      .notNull()
      .references(() => orgs.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** What the client says of the content; null: nothing. */
    sha256: text("sha256"),
    fileExpiresAt: instant("file_expires_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** The file that it has become. No foreign key: the file may be deleted first. */
    fileId: uuid("file_id"),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), index("file_uploads_by_expiry").on(t.expiresAt)],
);

/**
 * What an organization has stored: its files, and what is announced by uploads that haven't become one. Triggers of the
 * migrations keep it, so that it is right whoever adds or removes files, and whoever does locks it until the end of the
 * transaction.
 */
export const orgStorage = gaffer.table("org_storage", {
  orgId: uuid("org_id")
    .primaryKey()
    .references(() => orgs.id, { onDelete: "cascade" }),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
});

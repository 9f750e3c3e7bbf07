/** The tables of files, and of uploads that are not files yet. */
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
    /** A scope that a caller needs to see the file, in addition to the operation's scope. Null: no other scope. */
    readScope: text("read_scope"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("files_by_expiry").on(t.expiresAt).where(sql`${t.expiresAt} is not null`),
  ],
);

/** Uploads that clients send to the store directly. `id` names the upload in the store; the file has another id. */
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
    /** The content's hash as announced by the client. Null: not announced. */
    sha256: text("sha256"),
    fileExpiresAt: instant("file_expires_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** The file of a completed upload. No foreign key: the file may be deleted first. */
    fileId: uuid("file_id"),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), index("file_uploads_by_expiry").on(t.expiresAt)],
);

/**
 * Stored bytes of an organization: its files, and the announced sizes of uploads that are not files yet. Triggers (see the migrations)
 * update it with every insert and delete, and lock its row until the end of the transaction.
 */
export const orgStorage = gaffer.table("org_storage", {
  orgId: uuid("org_id")
    .primaryKey()
    .references(() => orgs.id, { onDelete: "cascade" }),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
});

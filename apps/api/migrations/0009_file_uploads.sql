CREATE TABLE "gaffer"."file_uploads" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text,
	"file_expires_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"file_id" uuid,
	CONSTRAINT "file_uploads_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "gaffer"."file_uploads" ADD CONSTRAINT "file_uploads_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_uploads_by_expiry" ON "gaffer"."file_uploads" USING btree ("expires_at");
CREATE TABLE "gaffer"."invitations" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitations_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_by_email" UNIQUE("org_id","email"),
	CONSTRAINT "invitations_role" CHECK ("gaffer"."invitations"."role" in ('owner', 'admin', 'member', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "gaffer"."memberships" ADD COLUMN "creation_key" text;--> statement-breakpoint
ALTER TABLE "gaffer"."memberships" ADD COLUMN "creation_hash" text;--> statement-breakpoint
ALTER TABLE "gaffer"."invitations" ADD CONSTRAINT "invitations_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_by_expiry" ON "gaffer"."invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "memberships_by_user" ON "gaffer"."memberships" USING btree ("user_id","org_id");
ALTER TABLE "gaffer"."files" ADD COLUMN "read_scope" text;--> statement-breakpoint
ALTER TABLE "gaffer"."orgs" ADD COLUMN "delete_after" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "orgs_to_delete" ON "gaffer"."orgs" USING btree ("delete_after") WHERE "gaffer"."orgs"."delete_after" is not null;
ALTER TABLE "gaffer"."org_changes" DROP CONSTRAINT "org_changes_org_id_xid_n_pk";--> statement-breakpoint
CREATE INDEX "org_changes_by_xid" ON "gaffer"."org_changes" USING btree ("org_id","xid");--> statement-breakpoint
ALTER TABLE "gaffer"."org_changes" DROP COLUMN "n";
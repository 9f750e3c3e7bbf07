ALTER TABLE "gaffer"."orgs" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "gaffer"."orgs" ADD COLUMN "suspend_reason" text;--> statement-breakpoint
CREATE INDEX "orgs_suspended" ON "gaffer"."orgs" USING btree ("id") WHERE "gaffer"."orgs"."suspended_at" is not null;--> statement-breakpoint
ALTER TABLE "gaffer"."orgs" ADD CONSTRAINT "orgs_suspend_reason" CHECK (("gaffer"."orgs"."suspended_at" is null) = ("gaffer"."orgs"."suspend_reason" is null));--> statement-breakpoint
-- Administrators of the installation use the worker's role. The update of a key's last use lets them lock the key of their request.
GRANT UPDATE ("suspended_at", "suspend_reason") ON "gaffer"."orgs" TO gaffer_worker;
--> statement-breakpoint
GRANT UPDATE ("last_used_at") ON "gaffer"."api_keys" TO gaffer_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "gaffer".lock_session(uuid) TO gaffer_worker;

CREATE TABLE "gaffer"."permits" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"queued_type" text NOT NULL,
	"places" smallint NOT NULL,
	CONSTRAINT "permits_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "permits_places" CHECK ("gaffer"."permits"."places" > 0)
);
--> statement-breakpoint
ALTER TABLE "gaffer"."permits" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."permits" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."permits" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON "gaffer"."permits" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gaffer"."permits" TO gaffer_worker;
--> statement-breakpoint
-- Permits come and go with their messages, so the table stays small, and its statistics are always old.
ALTER TABLE "gaffer"."permits" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

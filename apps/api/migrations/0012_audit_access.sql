ALTER TABLE "gaffer"."audit_events" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The API adds to it and reads it: nothing that it does can be taken back.
CREATE POLICY api_own_org ON "gaffer"."audit_events" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
GRANT SELECT, INSERT ON "gaffer"."audit_events" TO gaffer_api;
--> statement-breakpoint
-- The worker removes what is older than the plan keeps it, and writes what is done to the installation itself.
CREATE POLICY worker_all ON "gaffer"."audit_events" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."audit_events" TO gaffer_worker;
--> statement-breakpoint
UPDATE "gaffer"."plans" SET audit_days = CASE name WHEN 'pro' THEN 365 WHEN 'enterprise' THEN 2555 ELSE 30 END;

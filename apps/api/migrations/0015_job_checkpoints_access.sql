ALTER TABLE "gaffer"."job_checkpoints" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The API has no business with checkpoints, so it is granted nothing; were it, it would see its own organizations' only.
CREATE POLICY api_own_org ON "gaffer"."job_checkpoints" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."job_checkpoints" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."job_checkpoints" TO gaffer_worker;

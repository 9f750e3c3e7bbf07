ALTER TABLE "gaffer"."file_uploads" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."file_uploads" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
-- The cleanup removes what expires, of all organizations.
CREATE POLICY worker_all ON "gaffer"."file_uploads" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."file_uploads" TO gaffer_api;
--> statement-breakpoint
-- UPDATE too, because a row that is removed is locked first.
GRANT SELECT, UPDATE, DELETE ON "gaffer"."file_uploads" TO gaffer_worker;

ALTER TABLE scheduled_jobs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE schedule_runs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON scheduled_jobs TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON schedule_runs TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
-- The scheduler decides on the runs of all organizations, and the worker says how their jobs ended.
CREATE POLICY worker_all ON scheduled_jobs TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON schedule_runs TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_jobs TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, UPDATE ON scheduled_jobs TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON schedule_runs TO gaffer_api, gaffer_worker;

-- The API says when an organization ends, and changes nothing else of it.
GRANT UPDATE ("delete_after") ON "gaffer"."orgs" TO gaffer_api;
--> statement-breakpoint
-- The worker exports organizations, and removes those whose time is over. The secrets of keys are none of its business.
CREATE POLICY worker_all ON "gaffer"."memberships" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."api_keys" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."users" FOR SELECT TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT ("id", "email", "name") ON "gaffer"."users" TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT ("ctid", "org_id", "id", "name", "scopes", "created_by", "created_at", "expires_at", "revoked_at", "last_used_at")
  ON "gaffer"."api_keys" TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT ON "gaffer"."memberships" TO gaffer_worker;
--> statement-breakpoint
GRANT DELETE ON "gaffer"."orgs", "gaffer"."memberships", "gaffer"."api_keys", "gaffer"."scheduled_jobs", "gaffer"."job_checkpoints", "gaffer"."org_loads", "gaffer"."org_storage"
  TO gaffer_worker;

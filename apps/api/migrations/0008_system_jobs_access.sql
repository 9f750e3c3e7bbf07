INSERT INTO "gaffer"."plans" (name, completed_days, failed_days, cancelled_days) VALUES
  ('free', 7, 30, 7),
  ('pro', 30, 90, 30),
  ('enterprise', 365, 365, 365);
--> statement-breakpoint
-- Only now: the organizations that there are have the free plan.
ALTER TABLE "gaffer"."orgs" ADD CONSTRAINT "orgs_plan" FOREIGN KEY ("plan") REFERENCES "gaffer"."plans" ("name");
--> statement-breakpoint
-- System jobs belong to no organization: the API's role sees nothing of them, and the operations under /v1/system use the worker's.
GRANT SELECT, INSERT, UPDATE, DELETE ON "gaffer"."system_schedules", "gaffer"."system_job_runs" TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT ON "gaffer"."plans" TO gaffer_worker;
--> statement-breakpoint
GRANT UPDATE ("plan", "plan_ends_at") ON "gaffer"."orgs" TO gaffer_worker;

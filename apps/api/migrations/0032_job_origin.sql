ALTER TABLE "gaffer"."jobs" ADD COLUMN "scheduled_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" ADD COLUMN "parent_id" uuid;
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" ADD COLUMN "retries" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX "jobs_by_parent" ON "gaffer"."jobs" USING btree ("org_id","parent_id","id") WHERE "gaffer"."jobs"."parent_id" is not null;
--> statement-breakpoint
-- The trigger of a retried job is the cause of its creation again. The owner is subject to row-level security while it is forced.
ALTER TABLE "gaffer"."jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "gaffer"."jobs" SET trigger = CASE WHEN schedule_id IS NULL THEN 'api' WHEN created_by LIKE 'schedule:%' THEN 'schedule' ELSE 'manual' END, retries = 1
 WHERE trigger = 'retry';
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE OR REPLACE VIEW "gaffer"."current_jobs" WITH (security_invoker = true) AS
SELECT jobs.org_id, jobs.id, jobs.type, jobs.priority, jobs.input, jobs.max_attempts, jobs.timeout_seconds, jobs.created_by, jobs.trigger,
       jobs.schedule_id, jobs.created_at,
       CASE WHEN jobs.status IS NOT NULL THEN jobs.status WHEN state.worker_id IS NULL THEN 'pending' ELSE 'processing' END AS status,
       state.admission, jobs.cancelled_admission, jobs.output, jobs.ended_at,
       CASE WHEN jobs.status IS NULL THEN state.attempt ELSE jobs.attempt END AS attempt,
       CASE WHEN jobs.status IS NULL THEN state.lost_attempts ELSE jobs.lost_attempts END AS lost_attempts,
       CASE WHEN jobs.status IS NULL THEN state.crashes ELSE jobs.crashes END AS crashes,
       CASE WHEN jobs.status IS NULL THEN state.progress ELSE jobs.progress END AS progress,
       CASE WHEN jobs.status IS NULL THEN state.progress_message ELSE jobs.progress_message END AS progress_message,
       CASE WHEN jobs.status IS NULL THEN state.error ELSE jobs.error END AS error,
       CASE WHEN jobs.status IS NULL THEN state.cancel_requested_at ELSE jobs.cancel_requested_at END AS cancel_requested_at,
       CASE WHEN jobs.status IS NULL THEN state.started_at ELSE jobs.started_at END AS started_at,
       CASE WHEN jobs.status IS NULL THEN state.message_id ELSE jobs.message_id END AS message_id,
       CASE WHEN jobs.status IS NULL THEN state.worker_id ELSE jobs.worker_id END AS worker_id,
       CASE WHEN jobs.status IS NULL THEN state.run_at ELSE jobs.run_at END AS run_at,
       jobs.scheduled_at, jobs.parent_id, jobs.retries
  FROM "gaffer"."jobs" LEFT JOIN "gaffer"."open_jobs" AS state ON state.org_id = jobs.org_id AND state.id = jobs.id;

ALTER TABLE "gaffer"."jobs" ADD COLUMN "unique_key" text;--> statement-breakpoint
ALTER TABLE "gaffer"."open_jobs" ADD COLUMN "unique_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "open_jobs_by_unique_key" ON "gaffer"."open_jobs" USING btree ("org_id","type","unique_key") WHERE "gaffer"."open_jobs"."unique_key" is not null;--> statement-breakpoint
CREATE OR REPLACE VIEW "gaffer"."current_jobs" WITH (security_invoker = true) AS
SELECT jobs.org_id, jobs.id, jobs.type, jobs.priority, jobs.input, jobs.max_attempts, jobs.timeout_seconds, jobs.created_by, jobs.trigger,
       jobs.schedule_id, jobs.created_at,
       CASE WHEN jobs.status IS NOT NULL THEN jobs.status WHEN state.worker_id IS NULL THEN 'pending' ELSE 'processing' END AS status,
       state.admission, jobs.cancelled_admission, jobs.output, jobs.ended_at,
       CASE WHEN state.id IS NOT NULL THEN state.attempt ELSE jobs.attempt END AS attempt,
       CASE WHEN state.id IS NOT NULL THEN state.lost_attempts ELSE jobs.lost_attempts END AS lost_attempts,
       CASE WHEN state.id IS NOT NULL THEN state.crashes ELSE jobs.crashes END AS crashes,
       CASE WHEN state.id IS NOT NULL THEN state.progress ELSE jobs.progress END AS progress,
       CASE WHEN state.id IS NOT NULL THEN state.progress_message ELSE jobs.progress_message END AS progress_message,
       CASE WHEN state.id IS NOT NULL THEN state.error ELSE jobs.error END AS error,
       CASE WHEN state.id IS NOT NULL THEN state.cancel_requested_at ELSE jobs.cancel_requested_at END AS cancel_requested_at,
       CASE WHEN state.id IS NOT NULL THEN state.started_at ELSE jobs.started_at END AS started_at,
       CASE WHEN state.id IS NOT NULL THEN state.message_id ELSE jobs.message_id END AS message_id,
       CASE WHEN state.id IS NOT NULL THEN state.worker_id ELSE jobs.worker_id END AS worker_id,
       CASE WHEN state.id IS NOT NULL THEN state.run_at ELSE coalesce(jobs.run_at, jobs.created_at) END AS run_at,
       jobs.scheduled_at, jobs.parent_id, jobs.retries, jobs.expires_at, jobs.title,
       coalesce(jobs.tags, '{}') AS tags, coalesce(jobs.metadata, '{}') AS metadata,
       jobs.concurrency_key, jobs.concurrency_limit,
       jobs.unique_key
  FROM "gaffer"."jobs" LEFT JOIN "gaffer"."open_jobs" AS state ON state.org_id = jobs.org_id AND state.id = jobs.id;

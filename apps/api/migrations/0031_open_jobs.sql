-- The state of open jobs moves from `jobs` to `open_jobs`, so that a row of `jobs` is written only when its job is created and when it ends.
CREATE TABLE "gaffer"."open_jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"priority" text NOT NULL,
	"priority_rank" smallint GENERATED ALWAYS AS (case priority when 'high' then 0 when 'normal' then 1 else 2 end) STORED,
	"max_attempts" integer NOT NULL,
	"timeout_seconds" integer NOT NULL,
	"schedule_id" uuid,
	"admission" text NOT NULL,
	"message_id" uuid NOT NULL,
	"worker_id" uuid,
	"run_at" timestamp (3) with time zone NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lost_attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"progress" smallint DEFAULT 0 NOT NULL,
	"progress_message" text,
	"error" jsonb,
	"cancel_requested_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "gaffer"."ended_jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"status" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- The owner is subject to row-level security while it is forced.
ALTER TABLE "gaffer"."jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DROP INDEX "gaffer"."jobs_by_status";
--> statement-breakpoint
DROP INDEX "gaffer"."jobs_pending";
--> statement-breakpoint
DROP INDEX "gaffer"."jobs_running";
--> statement-breakpoint
DROP INDEX "gaffer"."jobs_of_schedule_unended";
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs"
	DROP CONSTRAINT "jobs_finished",
	DROP CONSTRAINT "jobs_admission",
	DROP CONSTRAINT "jobs_admitted",
	DROP CONSTRAINT "jobs_held",
	DROP CONSTRAINT "jobs_status",
	DROP CONSTRAINT "jobs_cancelled_admission",
	ALTER COLUMN "status" DROP NOT NULL,
	ALTER COLUMN "message_id" DROP NOT NULL,
	ALTER COLUMN "run_at" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" RENAME COLUMN "completed_at" TO "ended_at";
--> statement-breakpoint
INSERT INTO "gaffer"."open_jobs" (org_id, id, type, priority, max_attempts, timeout_seconds, schedule_id, admission, message_id, worker_id, run_at,
       attempt, lost_attempts, crashes, progress, progress_message, error, cancel_requested_at, started_at)
SELECT org_id, id, type, priority, max_attempts, timeout_seconds, schedule_id, CASE admission WHEN 'waiting' THEN 'parked' ELSE admission END,
       message_id, CASE status WHEN 'processing' THEN worker_id END, run_at,
       attempt, lost_attempts, crashes, progress, progress_message, error, cancel_requested_at, started_at
  FROM "gaffer"."jobs" WHERE status IN ('pending', 'processing') ORDER BY org_id, id;
--> statement-breakpoint
INSERT INTO "gaffer"."ended_jobs" (org_id, id, status, ended_at)
SELECT org_id, id, status, ended_at FROM "gaffer"."jobs" WHERE status NOT IN ('pending', 'processing') ORDER BY org_id, status, id;
--> statement-breakpoint
UPDATE "gaffer"."jobs" SET status = NULL, error = NULL WHERE status IN ('pending', 'processing');
--> statement-breakpoint
UPDATE "gaffer"."jobs" SET cancelled_admission = 'parked' WHERE cancelled_admission = 'waiting';
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs"
	DROP COLUMN "priority_rank",
	DROP COLUMN "admission",
	ADD CONSTRAINT "jobs_ended" CHECK (("gaffer"."jobs"."ended_at" is null) = ("gaffer"."jobs"."status" is null)),
	ADD CONSTRAINT "jobs_ended_state" CHECK ("gaffer"."jobs"."status" is null or ("gaffer"."jobs"."message_id" is not null and "gaffer"."jobs"."run_at" is not null)),
	ADD CONSTRAINT "jobs_status" CHECK ("gaffer"."jobs"."status" in ('completed', 'failed', 'cancelled')),
	ADD CONSTRAINT "jobs_cancelled_admission" CHECK ("gaffer"."jobs"."cancelled_admission" is null or ("gaffer"."jobs"."status" = 'cancelled' and "gaffer"."jobs"."cancelled_admission" in ('admitted', 'parked', 'delayed'))),
	SET (fillfactor = 35),
	FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."open_jobs"
	ADD CONSTRAINT "open_jobs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	ADD CONSTRAINT "open_jobs_admission" CHECK ("gaffer"."open_jobs"."admission" in ('admitted', 'parked', 'delayed')),
	ADD CONSTRAINT "open_jobs_running" CHECK ("gaffer"."open_jobs"."worker_id" is null or ("gaffer"."open_jobs"."admission" = 'admitted' and "gaffer"."open_jobs"."started_at" is not null)),
	ADD CONSTRAINT "open_jobs_progress" CHECK ("gaffer"."open_jobs"."progress" between 0 and 100);
--> statement-breakpoint
CREATE INDEX "open_jobs_parked" ON "gaffer"."open_jobs" USING btree ("org_id","priority_rank","id") WHERE "gaffer"."open_jobs"."admission" = 'parked';
--> statement-breakpoint
CREATE INDEX "open_jobs_running" ON "gaffer"."open_jobs" USING btree ("org_id","id") WHERE "gaffer"."open_jobs"."worker_id" is not null;
--> statement-breakpoint
CREATE INDEX "open_jobs_by_schedule" ON "gaffer"."open_jobs" USING btree ("org_id","schedule_id") WHERE "gaffer"."open_jobs"."schedule_id" is not null;
--> statement-breakpoint
CREATE INDEX "ended_jobs_by_status" ON "gaffer"."ended_jobs" USING btree ("org_id","status","id");
--> statement-breakpoint
-- Rows of this table live as long as their jobs are open, so the table changes completely within minutes.
ALTER TABLE "gaffer"."open_jobs" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
--> statement-breakpoint
CREATE VIEW "gaffer"."current_jobs" WITH (security_invoker = true) AS
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
       CASE WHEN jobs.status IS NULL THEN state.run_at ELSE jobs.run_at END AS run_at
  FROM "gaffer"."jobs" LEFT JOIN "gaffer"."open_jobs" AS state ON state.org_id = jobs.org_id AND state.id = jobs.id;
--> statement-breakpoint
ALTER TABLE "gaffer"."open_jobs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."ended_jobs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."open_jobs" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."ended_jobs" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."open_jobs" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."ended_jobs" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gaffer"."open_jobs" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."ended_jobs" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
GRANT SELECT ON "gaffer"."current_jobs" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
-- The statements that create and end a job change `jobs` too, so only updates of `open_jobs` are recorded here.
CREATE TRIGGER open_jobs_updated AFTER UPDATE ON "gaffer"."open_jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('job');
--> statement-breakpoint
-- A trigger, so that rows that an operator deletes leave no state behind.
CREATE FUNCTION "gaffer".remove_job_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "gaffer"."open_jobs" USING removed WHERE open_jobs.org_id = removed.org_id AND open_jobs.id = removed.id;
  DELETE FROM "gaffer"."ended_jobs" USING removed
   WHERE ended_jobs.org_id = removed.org_id AND ended_jobs.status = removed.status AND ended_jobs.id = removed.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER jobs_deleted AFTER DELETE ON "gaffer"."jobs" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".remove_job_states();
--> statement-breakpoint
-- One name for one thing, in the tables as in the API.
ALTER TABLE "gaffer"."org_loads" RENAME COLUMN "unended" TO "open";
--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" RENAME COLUMN "turn" TO "next_start";
--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" RENAME COLUMN "high_turn" TO "next_high_start";
--> statement-breakpoint
ALTER TABLE "gaffer"."queue_turns" RENAME TO "fair_queue";
--> statement-breakpoint
ALTER TABLE "gaffer"."fair_queue" RENAME COLUMN "turn" TO "virtual_time";
--> statement-breakpoint
ALTER TABLE "gaffer"."plans" RENAME COLUMN "queued_jobs" TO "open_jobs";
--> statement-breakpoint
ALTER TABLE "gaffer"."system_job_runs" RENAME COLUMN "triggered_by" TO "trigger";
--> statement-breakpoint
ALTER TABLE "gaffer"."scheduled_jobs" RENAME COLUMN "state" TO "status";
--> statement-breakpoint
ALTER TABLE "gaffer"."scheduled_jobs" RENAME CONSTRAINT "scheduled_jobs_state" TO "scheduled_jobs_status";
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" RENAME COLUMN "slot" TO "id";
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" RENAME CONSTRAINT "schedule_runs_org_id_schedule_id_slot_pk" TO "schedule_runs_org_id_schedule_id_id_pk";
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" RENAME COLUMN "triggered_by" TO "actor";
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" RENAME COLUMN "outcome" TO "status";
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" NO FORCE ROW LEVEL SECURITY, DROP CONSTRAINT "schedule_runs_outcome", DROP CONSTRAINT "schedule_runs_job";
--> statement-breakpoint
UPDATE "gaffer"."schedule_runs" SET status = 'running' WHERE status = 'underway';
--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs"
	ADD CONSTRAINT "schedule_runs_status" CHECK ("gaffer"."schedule_runs"."status" in ('running', 'completed', 'failed', 'cancelled', 'missed', 'overlapped', 'refused')),
	ADD CONSTRAINT "schedule_runs_job" CHECK (("gaffer"."schedule_runs"."job_id" is not null) = ("gaffer"."schedule_runs"."status" in ('running', 'completed', 'failed', 'cancelled'))),
	FORCE ROW LEVEL SECURITY;

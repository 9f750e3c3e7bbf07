-- A running attempt and one that completed its job are told by the job's row from here on. What is known of those there
-- are moves into their rows. The owner sees rows only while row-level security isn't forced on it.
ALTER TABLE "gaffer"."jobs" DROP CONSTRAINT "jobs_held";--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" DROP CONSTRAINT "job_attempts_status";--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "gaffer"."jobs" SET worker_id = ended.worker_id
  FROM "gaffer"."job_attempts" AS ended
 WHERE jobs.org_id = ended.org_id AND jobs.id = ended.job_id AND jobs.attempt = ended.attempt
   AND jobs.worker_id IS NULL AND jobs.status IN ('completed', 'failed', 'cancelled');--> statement-breakpoint
DELETE FROM "gaffer"."job_attempts" WHERE status IN ('running', 'completed');--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" ALTER COLUMN "ended_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" ADD CONSTRAINT "job_attempts_status" CHECK ("gaffer"."job_attempts"."status" in ('failed', 'timedOut', 'cancelled', 'lost'));--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" ADD CONSTRAINT "jobs_held" CHECK ("gaffer"."jobs"."status" <> 'processing' or "gaffer"."jobs"."worker_id" is not null);

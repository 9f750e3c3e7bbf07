CREATE TABLE "gaffer"."plans" (
	"name" text PRIMARY KEY NOT NULL,
	"completed_days" integer NOT NULL,
	"failed_days" integer NOT NULL,
	"cancelled_days" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."system_job_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"schedule" text NOT NULL,
	"job" text NOT NULL,
	"triggered_by" text NOT NULL,
	"actor" text,
	"worker_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"error" jsonb,
	"logs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "system_job_runs_trigger" CHECK ("gaffer"."system_job_runs"."triggered_by" in ('cron', 'manual', 'startup')),
	CONSTRAINT "system_job_runs_outcome" CHECK ("gaffer"."system_job_runs"."outcome" in ('completed', 'failed', 'timedOut', 'cancelled', 'released', 'lost')),
	CONSTRAINT "system_job_runs_ended" CHECK (("gaffer"."system_job_runs"."ended_at" is null) = ("gaffer"."system_job_runs"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."system_schedules" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"cron" text NOT NULL,
	"jobs" text[] NOT NULL,
	"enabled" boolean NOT NULL,
	"defined" boolean NOT NULL,
	"counted_from" timestamp (3) with time zone NOT NULL,
	"next_run_at" timestamp (3) with time zone,
	"overdue_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "gaffer"."workers" ADD COLUMN "role" text DEFAULT 'worker' NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."workers" ADD COLUMN "version" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."workers" ADD COLUMN "schedules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."orgs" ADD COLUMN "plan" text DEFAULT 'free' NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."orgs" ADD COLUMN "plan_ends_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "system_job_runs_by_schedule" ON "gaffer"."system_job_runs" USING btree ("schedule","started_at");--> statement-breakpoint
CREATE INDEX "system_job_runs_open" ON "gaffer"."system_job_runs" USING btree ("worker_id") WHERE "gaffer"."system_job_runs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "system_schedules_due" ON "gaffer"."system_schedules" USING btree ("next_run_at") WHERE "gaffer"."system_schedules"."next_run_at" is not null;
CREATE TABLE "gaffer"."schedule_runs" (
	"org_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"scheduled_at" timestamp (3) with time zone NOT NULL,
	"trigger" text NOT NULL,
	"triggered_by" text NOT NULL,
	"job_id" uuid,
	"outcome" text NOT NULL,
	"error" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_runs_org_id_schedule_id_slot_pk" PRIMARY KEY("org_id","schedule_id","slot"),
	CONSTRAINT "schedule_runs_trigger" CHECK ("gaffer"."schedule_runs"."trigger" in ('schedule', 'manual')),
	CONSTRAINT "schedule_runs_outcome" CHECK ("gaffer"."schedule_runs"."outcome" in ('underway', 'completed', 'failed', 'cancelled', 'missed', 'overlapped', 'refused')),
	CONSTRAINT "schedule_runs_job" CHECK (("gaffer"."schedule_runs"."job_id" is not null) = ("gaffer"."schedule_runs"."outcome" in ('underway', 'completed', 'failed', 'cancelled')))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."scheduled_jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"job" json NOT NULL,
	"recurrence" json NOT NULL,
	"timezone" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"max_runs" integer,
	"missed" text NOT NULL,
	"overlap" text NOT NULL,
	"pause_after_failures" integer,
	"state" text NOT NULL,
	"pause_reason" text,
	"next_run_at" timestamp (3) with time zone,
	"run_count" integer DEFAULT 0 NOT NULL,
	"failures_in_a_row" integer DEFAULT 0 NOT NULL,
	"triggered_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scheduled_jobs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "scheduled_jobs_state" CHECK ("gaffer"."scheduled_jobs"."state" in ('active', 'paused', 'ended')),
	CONSTRAINT "scheduled_jobs_next_run" CHECK (("gaffer"."scheduled_jobs"."next_run_at" is not null) = ("gaffer"."scheduled_jobs"."state" = 'active')),
	CONSTRAINT "scheduled_jobs_pause_reason" CHECK (("gaffer"."scheduled_jobs"."pause_reason" is not null) = ("gaffer"."scheduled_jobs"."state" = 'paused')),
	CONSTRAINT "scheduled_jobs_missed" CHECK ("gaffer"."scheduled_jobs"."missed" in ('skip', 'latest', 'all')),
	CONSTRAINT "scheduled_jobs_overlap" CHECK ("gaffer"."scheduled_jobs"."overlap" in ('skip', 'allow', 'cancelPrevious'))
);
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" ADD COLUMN "schedule_id" uuid;--> statement-breakpoint
ALTER TABLE "gaffer"."schedule_runs" ADD CONSTRAINT "schedule_runs_org_id_schedule_id_scheduled_jobs_org_id_id_fk" FOREIGN KEY ("org_id","schedule_id") REFERENCES "gaffer"."scheduled_jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."scheduled_jobs" ADD CONSTRAINT "scheduled_jobs_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "schedule_runs_latest" ON "gaffer"."schedule_runs" USING btree ("org_id","schedule_id","scheduled_at","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_runs_by_job" ON "gaffer"."schedule_runs" USING btree ("org_id","job_id") WHERE "gaffer"."schedule_runs"."job_id" is not null;--> statement-breakpoint
CREATE INDEX "scheduled_jobs_due" ON "gaffer"."scheduled_jobs" USING btree ("next_run_at") WHERE "gaffer"."scheduled_jobs"."state" = 'active';--> statement-breakpoint
CREATE INDEX "jobs_by_schedule" ON "gaffer"."jobs" USING btree ("org_id","schedule_id","id") WHERE "gaffer"."jobs"."schedule_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_of_schedule_unended" ON "gaffer"."jobs" USING btree ("org_id","schedule_id") WHERE "gaffer"."jobs"."schedule_id" is not null and "gaffer"."jobs"."status" in ('pending', 'processing');
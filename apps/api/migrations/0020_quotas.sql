CREATE TABLE "gaffer"."org_storage" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."request_rates" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"arrives_at_ms" double precision NOT NULL,
	CONSTRAINT "request_rates_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" ADD COLUMN "unended" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "queued_jobs" integer;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "running_jobs" integer;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "schedules" integer;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "stored_bytes" bigint;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "file_bytes" bigint;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "requests_per_minute" integer;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "share" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."org_storage" ADD CONSTRAINT "org_storage_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD CONSTRAINT "plans_running_jobs" CHECK ("gaffer"."plans"."running_jobs" > 0);--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD CONSTRAINT "plans_requests_per_minute" CHECK ("gaffer"."plans"."requests_per_minute" > 0);--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD CONSTRAINT "plans_share" CHECK ("gaffer"."plans"."share" between 1 and 60);
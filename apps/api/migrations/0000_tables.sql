CREATE TABLE "gaffer"."api_keys" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "api_keys_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."files" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "files_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."idempotency_keys" (
	"org_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" json NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."job_attempts" (
	"org_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"status" text NOT NULL,
	"worker_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"error" jsonb,
	CONSTRAINT "job_attempts_org_id_job_id_attempt_pk" PRIMARY KEY("org_id","job_id","attempt"),
	CONSTRAINT "job_attempts_status" CHECK ("gaffer"."job_attempts"."status" in ('running', 'completed', 'failed', 'timedOut', 'cancelled', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."job_logs" (
	"org_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"line" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"level" text NOT NULL,
	"message" text NOT NULL,
	"data" jsonb,
	CONSTRAINT "job_logs_org_id_job_id_attempt_line_pk" PRIMARY KEY("org_id","job_id","attempt","line")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"priority" text NOT NULL,
	"priority_rank" smallint GENERATED ALWAYS AS (case priority when 'high' then 0 when 'normal' then 1 else 2 end) STORED,
	"progress" smallint DEFAULT 0 NOT NULL,
	"progress_message" text,
	"input" json NOT NULL,
	"output" json,
	"error" jsonb,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lost_attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"admission" text,
	"message_id" uuid NOT NULL,
	"worker_id" uuid,
	"run_at" timestamp (3) with time zone NOT NULL,
	"timeout_seconds" integer NOT NULL,
	"created_by" text NOT NULL,
	"trigger" text NOT NULL,
	"cancel_requested_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "jobs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "jobs_status" CHECK ("gaffer"."jobs"."status" in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "jobs_priority" CHECK ("gaffer"."jobs"."priority" in ('low', 'normal', 'high')),
	CONSTRAINT "jobs_progress" CHECK ("gaffer"."jobs"."progress" between 0 and 100),
	CONSTRAINT "jobs_finished" CHECK (("gaffer"."jobs"."completed_at" is not null) = ("gaffer"."jobs"."status" in ('completed', 'failed', 'cancelled'))),
	CONSTRAINT "jobs_admission" CHECK ("gaffer"."jobs"."admission" in ('admitted', 'waiting', 'delayed')),
	CONSTRAINT "jobs_admitted" CHECK (("gaffer"."jobs"."admission" is null) = ("gaffer"."jobs"."status" in ('completed', 'failed', 'cancelled'))),
	CONSTRAINT "jobs_held" CHECK (("gaffer"."jobs"."worker_id" is not null) = ("gaffer"."jobs"."status" = 'processing'))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."memberships" (
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_org_id_user_id_pk" PRIMARY KEY("org_id","user_id"),
	CONSTRAINT "memberships_role" CHECK ("gaffer"."memberships"."role" in ('owner', 'admin', 'member', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."org_loads" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"admitted" integer DEFAULT 0 NOT NULL,
	"turn" bigint DEFAULT 0 NOT NULL,
	"high_turn" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."orgs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."queue_turns" (
	"id" integer PRIMARY KEY NOT NULL,
	"turn" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"types" text[] NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"heartbeat_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gaffer"."api_keys" ADD CONSTRAINT "api_keys_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."files" ADD CONSTRAINT "files_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."job_attempts" ADD CONSTRAINT "job_attempts_org_id_job_id_jobs_org_id_id_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "gaffer"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."job_logs" ADD CONSTRAINT "job_logs_org_id_job_id_jobs_org_id_id_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "gaffer"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" ADD CONSTRAINT "jobs_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."memberships" ADD CONSTRAINT "memberships_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "gaffer"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" ADD CONSTRAINT "org_loads_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_by_expiry" ON "gaffer"."files" USING btree ("expires_at") WHERE "gaffer"."files"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_expiry" ON "gaffer"."idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "jobs_by_status" ON "gaffer"."jobs" USING btree ("org_id","status","id");--> statement-breakpoint
CREATE INDEX "jobs_by_type" ON "gaffer"."jobs" USING btree ("org_id","type","id");--> statement-breakpoint
CREATE INDEX "jobs_by_creator" ON "gaffer"."jobs" USING btree ("org_id","created_by","id");--> statement-breakpoint
CREATE INDEX "jobs_waiting" ON "gaffer"."jobs" USING btree ("org_id","priority_rank","id") WHERE "gaffer"."jobs"."admission" = 'waiting';--> statement-breakpoint
CREATE INDEX "jobs_running" ON "gaffer"."jobs" USING btree ("worker_id") WHERE "gaffer"."jobs"."status" = 'processing';
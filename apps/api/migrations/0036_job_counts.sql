CREATE TABLE "gaffer"."job_count_changes" (
	"org_id" uuid NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"slice" integer NOT NULL,
	"jobs" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaffer"."job_slices" (
	"org_id" uuid NOT NULL,
	"slice" integer NOT NULL,
	"status" text NOT NULL,
	"jobs" bigint NOT NULL,
	CONSTRAINT "job_slices_org_id_slice_status_pk" PRIMARY KEY("org_id","slice","status")
);
--> statement-breakpoint
CREATE TABLE "gaffer"."job_totals" (
	"org_id" uuid NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"jobs" bigint NOT NULL,
	CONSTRAINT "job_totals_org_id_type_status_pk" PRIMARY KEY("org_id","type","status")
);
--> statement-breakpoint
CREATE INDEX "job_count_changes_by_org" ON "gaffer"."job_count_changes" USING btree ("org_id");
--> statement-breakpoint
-- Number of the half-hour since 1970 in which a job was created. An id begins with the time in milliseconds.
CREATE FUNCTION "gaffer".job_slice(job_id uuid) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (('x' || left(replace(job_id::text, '-', ''), 12))::bit(48)::bigint / 1800000)::integer
$$;
--> statement-breakpoint
-- Appends the statement's changes of the numbers of ended jobs. The argument is 1 or -1.
CREATE FUNCTION "gaffer".count_ended_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "gaffer"."job_count_changes" (org_id, type, status, slice, jobs)
  SELECT org_id, type, status, "gaffer".job_slice(id), TG_ARGV[0]::integer * count(*) FROM changed GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ended_jobs_inserted AFTER INSERT ON "gaffer"."ended_jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_ended_jobs('1');
--> statement-breakpoint
CREATE TRIGGER ended_jobs_deleted AFTER DELETE ON "gaffer"."ended_jobs" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_ended_jobs('-1');
--> statement-breakpoint
-- The owner is subject to row-level security while it is forced.
ALTER TABLE "gaffer"."ended_jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO "gaffer"."job_totals" (org_id, type, status, jobs)
SELECT org_id, type, status, count(*) FROM "gaffer"."ended_jobs" GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO "gaffer"."job_slices" (org_id, slice, status, jobs)
SELECT org_id, "gaffer".job_slice(id), status, count(*) FROM "gaffer"."ended_jobs"
 WHERE "gaffer".job_slice(id) >= extract(epoch from now() - interval '8 days') / 1800 GROUP BY 1, 2, 3;
--> statement-breakpoint
ALTER TABLE "gaffer"."ended_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."job_count_changes" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."job_totals" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."job_slices" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."job_count_changes" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."job_totals" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."job_slices" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."job_count_changes" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."job_totals" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."job_slices" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON "gaffer"."job_count_changes" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT ON "gaffer"."job_totals", "gaffer"."job_slices" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gaffer"."job_count_changes", "gaffer"."job_totals", "gaffer"."job_slices" TO gaffer_worker;

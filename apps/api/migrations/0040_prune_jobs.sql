-- The trigger deletes the rows of all jobs of a statement together. The foreign keys looked each job up in three tables.
ALTER TABLE "gaffer"."job_attempts" DROP CONSTRAINT "job_attempts_org_id_job_id_jobs_org_id_id_fk";
--> statement-breakpoint
ALTER TABLE "gaffer"."job_checkpoints" DROP CONSTRAINT "job_checkpoints_org_id_job_id_jobs_org_id_id_fk";
--> statement-breakpoint
ALTER TABLE "gaffer"."job_logs" DROP CONSTRAINT "job_logs_org_id_job_id_jobs_org_id_id_fk";
--> statement-breakpoint
DROP TRIGGER "jobs_deleted" ON "gaffer"."jobs";
--> statement-breakpoint
DROP FUNCTION "gaffer".remove_job_states();
--> statement-breakpoint
-- `open_jobs` is first: its rows are the locks under which attempts, checkpoints and logs are inserted. The planner can't know how many jobs
-- are removed, so the settings keep it from scans of whole tables.
CREATE FUNCTION "gaffer".remove_rows_of_jobs() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  DELETE FROM "gaffer"."open_jobs" USING removed WHERE open_jobs.org_id = removed.org_id AND open_jobs.id = removed.id;
  DELETE FROM "gaffer"."ended_jobs" USING removed
   WHERE ended_jobs.org_id = removed.org_id AND ended_jobs.status = removed.status AND ended_jobs.id = removed.id;
  DELETE FROM "gaffer"."job_attempts" USING removed WHERE job_attempts.org_id = removed.org_id AND job_attempts.job_id = removed.id;
  DELETE FROM "gaffer"."job_checkpoints" USING removed WHERE job_checkpoints.org_id = removed.org_id AND job_checkpoints.job_id = removed.id;
  DELETE FROM "gaffer"."job_logs" USING removed WHERE job_logs.org_id = removed.org_id AND job_logs.job_id = removed.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER jobs_deleted AFTER DELETE ON "gaffer"."jobs" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".remove_rows_of_jobs();
--> statement-breakpoint
-- The trigger runs with the rights of the role that deletes. Row-level security limits it to its organizations.
GRANT DELETE ON "gaffer"."job_attempts", "gaffer"."job_checkpoints", "gaffer"."job_logs" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
GRANT SELECT (org_id, job_id) ON "gaffer"."job_checkpoints" TO gaffer_api;

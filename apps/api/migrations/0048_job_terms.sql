CREATE TABLE "gaffer"."job_terms" (
	"org_id" uuid NOT NULL,
	"term" text NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "job_terms_org_id_term_id_pk" PRIMARY KEY("org_id","term","id")
);

--> statement-breakpoint
ALTER TABLE "gaffer"."job_terms" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."job_terms" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."job_terms" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."job_terms" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
-- The terms of a job's labels. A job has exactly one row for each term, so its labels tell which rows to delete.
CREATE FUNCTION "gaffer".label_terms(tags text[], metadata json) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array(SELECT 'tag:' || tag FROM unnest(tags) AS tag
               UNION ALL SELECT 'metadata:' || key || ':' || value FROM json_each_text(metadata))
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "gaffer".remove_rows_of_jobs() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  DELETE FROM "gaffer"."open_jobs" USING removed WHERE open_jobs.org_id = removed.org_id AND open_jobs.id = removed.id;
  DELETE FROM "gaffer"."ended_jobs" USING removed
   WHERE ended_jobs.org_id = removed.org_id AND ended_jobs.status = removed.status AND ended_jobs.id = removed.id;
  DELETE FROM "gaffer"."job_attempts" USING removed WHERE job_attempts.org_id = removed.org_id AND job_attempts.job_id = removed.id;
  DELETE FROM "gaffer"."job_checkpoints" USING removed WHERE job_checkpoints.org_id = removed.org_id AND job_checkpoints.job_id = removed.id;
  DELETE FROM "gaffer"."job_logs" USING removed WHERE job_logs.org_id = removed.org_id AND job_logs.job_id = removed.id;
  DELETE FROM "gaffer"."job_terms" USING removed, unnest("gaffer".label_terms(removed.tags, removed.metadata)) AS removed_terms (term)
   WHERE (removed.tags IS NOT NULL OR removed.metadata IS NOT NULL)
     AND job_terms.org_id = removed.org_id AND job_terms.term = removed_terms.term AND job_terms.id = removed.id;
  RETURN NULL;
END $$;

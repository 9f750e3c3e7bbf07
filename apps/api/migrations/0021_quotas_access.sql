UPDATE "gaffer"."plans" SET
  queued_jobs = CASE name WHEN 'free' THEN 10000 WHEN 'pro' THEN 250000 END,
  running_jobs = CASE name WHEN 'free' THEN 10 WHEN 'pro' THEN 50 END,
  schedules = CASE name WHEN 'free' THEN 20 WHEN 'pro' THEN 500 WHEN 'enterprise' THEN 20000 END,
  stored_bytes = CASE name WHEN 'free' THEN 1::bigint << 30 WHEN 'pro' THEN 100::bigint << 30 END,
  file_bytes = CASE name WHEN 'free' THEN 100::bigint << 20 WHEN 'pro' THEN 1::bigint << 30 END,
  requests_per_minute = CASE name WHEN 'free' THEN 600 WHEN 'pro' THEN 6000 WHEN 'enterprise' THEN 600000 END,
  share = CASE name WHEN 'pro' THEN 3 WHEN 'enterprise' THEN 6 ELSE 1 END
 WHERE name IN ('free', 'pro', 'enterprise');
--> statement-breakpoint
-- The API holds organizations to their plan. Plans are the same for all.
GRANT SELECT ON "gaffer"."plans" TO gaffer_api;
--> statement-breakpoint
-- What there is already is counted by the owner, whom row-level security binds while it is forced.
ALTER TABLE "gaffer"."jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."files" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."file_uploads" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO "gaffer"."org_loads" (org_id, unended)
SELECT org_id, count(*) FROM "gaffer"."jobs" WHERE status IN ('pending', 'processing') GROUP BY org_id
ON CONFLICT (org_id) DO UPDATE SET unended = excluded.unended;
--> statement-breakpoint
INSERT INTO "gaffer"."org_storage" (org_id, bytes)
SELECT org_id, sum(size_bytes) FROM (
  SELECT org_id, size_bytes FROM "gaffer"."files"
  UNION ALL SELECT org_id, size_bytes FROM "gaffer"."file_uploads" WHERE file_id IS NULL
) AS stored GROUP BY org_id;
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_loads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."files" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."file_uploads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_storage" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."org_storage" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."org_storage" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."org_storage" TO gaffer_api, gaffer_worker;
--> statement-breakpoint
-- In one order for all: a cleanup removes files of many organizations at once.
CREATE FUNCTION "gaffer".change_stored_bytes(org_ids uuid[], changes bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "gaffer"."org_storage" (org_id, bytes)
  SELECT org_id, sum(change) FROM unnest(org_ids, changes) AS stored (org_id, change)
   GROUP BY org_id HAVING sum(change) <> 0 ORDER BY org_id
  ON CONFLICT (org_id) DO UPDATE SET bytes = greatest(0, org_storage.bytes + excluded.bytes)
$$;
--> statement-breakpoint
CREATE FUNCTION "gaffer".count_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM "gaffer".change_stored_bytes(array_agg(org_id), array_agg(size_bytes)) FROM added;
  ELSE
    PERFORM "gaffer".change_stored_bytes(array_agg(org_id), array_agg(-size_bytes)) FROM removed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- An upload counts until it has become a file, which counts from then on.
CREATE FUNCTION "gaffer".count_uploads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM "gaffer".change_stored_bytes(array_agg(org_id), array_agg(-size_bytes)) FROM removed WHERE file_id IS NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM "gaffer".change_stored_bytes(array_agg(org_id), array_agg(size_bytes)) FROM added WHERE file_id IS NULL;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER files_added AFTER INSERT ON "gaffer"."files" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_files();
--> statement-breakpoint
CREATE TRIGGER files_removed AFTER DELETE ON "gaffer"."files" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_files();
--> statement-breakpoint
CREATE TRIGGER uploads_added AFTER INSERT ON "gaffer"."file_uploads" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_uploads();
--> statement-breakpoint
CREATE TRIGGER uploads_changed AFTER UPDATE ON "gaffer"."file_uploads" REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_uploads();
--> statement-breakpoint
CREATE TRIGGER uploads_removed AFTER DELETE ON "gaffer"."file_uploads" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".count_uploads();
--> statement-breakpoint
-- What is lost with a crash is that somebody has asked often in the last minute.
ALTER TABLE "gaffer"."request_rates" SET UNLOGGED;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."request_rates" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, DELETE ON "gaffer"."request_rates" TO gaffer_worker;

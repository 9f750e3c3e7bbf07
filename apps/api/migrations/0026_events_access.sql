-- What is lost with a crash is lost together: who listens begins anew, and reads what there is.
ALTER TABLE "gaffer"."org_listeners" SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_changes" SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_listeners" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."org_changes" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."org_listeners" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."org_changes" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."org_listeners" TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON "gaffer"."org_changes" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."org_listeners" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."org_changes" TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, DELETE ON "gaffer"."org_listeners" TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."org_changes" TO gaffer_worker;
--> statement-breakpoint
-- One row for each statement and organization, and none at all while nobody listens. A listener who hasn't been heard of for five
-- minutes is none; those who come back before count as gone a minute earlier, so that they don't rely on what wasn't recorded.
-- In READ COMMITTED each statement in here sees who listens by now, not when the statement that changed something began.
CREATE FUNCTION "gaffer".record_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "gaffer"."org_listeners") THEN
    INSERT INTO "gaffer"."org_changes" (org_id, xid, kind, ids)
    SELECT changed.org_id, pg_current_xact_id(), TG_ARGV[0], array_agg(changed.id)
      FROM changed JOIN "gaffer"."org_listeners" AS listener ON listener.org_id = changed.org_id
     WHERE listener.renewed_at > clock_timestamp() - interval '5 minutes'
     GROUP BY changed.org_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What became of a run is a part of its schedule.
CREATE FUNCTION "gaffer".record_run_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "gaffer"."org_listeners") THEN
    INSERT INTO "gaffer"."org_changes" (org_id, xid, kind, ids)
    SELECT changed.org_id, pg_current_xact_id(), 'schedule', array_agg(DISTINCT changed.schedule_id)
      FROM changed JOIN "gaffer"."org_listeners" AS listener ON listener.org_id = changed.org_id
     WHERE listener.renewed_at > clock_timestamp() - interval '5 minutes'
     GROUP BY changed.org_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER jobs_inserted AFTER INSERT ON "gaffer"."jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('job');
--> statement-breakpoint
CREATE TRIGGER jobs_updated AFTER UPDATE ON "gaffer"."jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('job');
--> statement-breakpoint
CREATE TRIGGER schedules_inserted AFTER INSERT ON "gaffer"."scheduled_jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('schedule');
--> statement-breakpoint
CREATE TRIGGER schedules_updated AFTER UPDATE ON "gaffer"."scheduled_jobs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('schedule');
--> statement-breakpoint
CREATE TRIGGER schedules_deleted AFTER DELETE ON "gaffer"."scheduled_jobs" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('schedule');
--> statement-breakpoint
CREATE TRIGGER runs_inserted AFTER INSERT ON "gaffer"."schedule_runs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_run_changes();
--> statement-breakpoint
CREATE TRIGGER runs_updated AFTER UPDATE ON "gaffer"."schedule_runs" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_run_changes();

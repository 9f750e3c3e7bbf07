-- Callers delete ended jobs. Before, only the pruning did.
GRANT DELETE ON "gaffer"."jobs" TO gaffer_api;
--> statement-breakpoint
-- The other screens of the organization drop a deleted job.
CREATE TRIGGER jobs_removed AFTER DELETE ON "gaffer"."jobs" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "gaffer".record_changes('job');

-- Lists by status and by another filter read `ended_jobs` alone, so it gets the columns of these filters.
DROP INDEX "gaffer"."jobs_by_creator";
--> statement-breakpoint
DROP INDEX "gaffer"."jobs_by_schedule";
--> statement-breakpoint
DROP INDEX "gaffer"."ended_jobs_by_status";
--> statement-breakpoint
-- The table is filled again, because an update would write each row twice.
TRUNCATE "gaffer"."ended_jobs";
--> statement-breakpoint
ALTER TABLE "gaffer"."ended_jobs" ADD COLUMN "type" text NOT NULL, ADD COLUMN "created_by" text NOT NULL, ADD COLUMN "schedule_id" uuid;
--> statement-breakpoint
-- The owner is subject to row-level security while it is forced.
ALTER TABLE "gaffer"."jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."ended_jobs" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO "gaffer"."ended_jobs" (org_id, id, status, ended_at, type, created_by, schedule_id)
SELECT org_id, id, status, ended_at, type, created_by, schedule_id FROM "gaffer"."jobs" WHERE status IS NOT NULL ORDER BY org_id, status, id;
--> statement-breakpoint
ALTER TABLE "gaffer"."jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gaffer"."ended_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE INDEX "ended_jobs_by_status" ON "gaffer"."ended_jobs" USING btree ("org_id","status","id");
--> statement-breakpoint
CREATE INDEX "ended_jobs_by_type" ON "gaffer"."ended_jobs" USING btree ("org_id","type","status","id");
--> statement-breakpoint
CREATE INDEX "ended_jobs_by_creator" ON "gaffer"."ended_jobs" USING btree ("org_id","created_by","status","id");
--> statement-breakpoint
CREATE INDEX "ended_jobs_by_schedule" ON "gaffer"."ended_jobs" USING btree ("org_id","schedule_id","status","id") WHERE "gaffer"."ended_jobs"."schedule_id" is not null;
--> statement-breakpoint
CREATE INDEX "jobs_by_creator" ON "gaffer"."jobs" USING btree ("org_id","created_by","type","id");
--> statement-breakpoint
CREATE INDEX "jobs_by_schedule" ON "gaffer"."jobs" USING btree ("org_id","schedule_id","type","id","created_by") WHERE "gaffer"."jobs"."schedule_id" is not null;

-- A list by schedule and creator read all jobs of the schedule. Now each pair of filters has an index.
DROP INDEX "gaffer"."jobs_by_schedule";
--> statement-breakpoint
CREATE INDEX "jobs_by_schedule" ON "gaffer"."jobs" USING btree ("org_id","schedule_id","type","id") WHERE "gaffer"."jobs"."schedule_id" is not null;
--> statement-breakpoint
CREATE INDEX "jobs_by_schedule_and_creator" ON "gaffer"."jobs" USING btree ("org_id","schedule_id","created_by","id") WHERE "gaffer"."jobs"."schedule_id" is not null;

CREATE INDEX "jobs_queued" ON "gaffer"."jobs" USING btree ("org_id","id") WHERE "gaffer"."jobs"."status" = 'pending' and "gaffer"."jobs"."admission" <> 'waiting';

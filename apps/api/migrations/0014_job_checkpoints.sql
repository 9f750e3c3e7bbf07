CREATE TABLE "gaffer"."job_checkpoints" (
	"org_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"value" json NOT NULL,
	CONSTRAINT "job_checkpoints_org_id_job_id_pk" PRIMARY KEY("org_id","job_id")
);
--> statement-breakpoint
ALTER TABLE "gaffer"."job_checkpoints" ADD CONSTRAINT "job_checkpoints_org_id_job_id_jobs_org_id_id_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "gaffer"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;
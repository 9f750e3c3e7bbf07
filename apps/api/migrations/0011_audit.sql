CREATE TABLE "gaffer"."audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"request_id" uuid NOT NULL,
	"address" text
);
--> statement-breakpoint
ALTER TABLE "gaffer"."plans" ADD COLUMN "audit_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "gaffer"."audit_events" ADD CONSTRAINT "audit_events_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_by_org" ON "gaffer"."audit_events" USING btree ("org_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "gaffer"."audit_events" USING btree ("org_id","actor","id");--> statement-breakpoint
CREATE INDEX "audit_events_of_installation" ON "gaffer"."audit_events" USING btree ("id") WHERE "gaffer"."audit_events"."org_id" is null;
CREATE TABLE "gaffer"."org_changes" (
	"org_id" uuid NOT NULL,
	"xid" "xid8" NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "gaffer"."org_changes_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"ids" uuid[] NOT NULL,
	CONSTRAINT "org_changes_org_id_xid_n_pk" PRIMARY KEY("org_id","xid","n"),
	CONSTRAINT "org_changes_kind" CHECK ("gaffer"."org_changes"."kind" in ('job', 'schedule'))
);
--> statement-breakpoint
CREATE TABLE "gaffer"."org_listeners" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"epoch" uuid NOT NULL,
	"renewed_at" timestamp (3) with time zone NOT NULL,
	"settled" boolean DEFAULT false NOT NULL,
	"kept_from" "xid8"
);
--> statement-breakpoint
ALTER TABLE "gaffer"."org_listeners" ADD CONSTRAINT "org_listeners_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "gaffer"."orgs"("id") ON DELETE no action ON UPDATE no action;
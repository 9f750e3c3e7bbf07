ALTER TABLE "gaffer"."invitations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_own_org ON "gaffer"."invitations" TO gaffer_api USING (org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[]));
--> statement-breakpoint
-- Before the organization is known there is only the hash of the presented token: it opens that one row, and only to read.
CREATE POLICY api_presented_token ON "gaffer"."invitations" FOR SELECT TO gaffer_api
  USING (token_hash = (SELECT decode(nullif(current_setting('app.invitation_hash', true), ''), 'hex')));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "gaffer"."invitations" TO gaffer_api;
--> statement-breakpoint
-- The worker removes what has lapsed, of all organizations.
CREATE POLICY worker_all ON "gaffer"."invitations" TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, DELETE ON "gaffer"."invitations" TO gaffer_worker;
--> statement-breakpoint
-- The signed-in person of the transaction. NULL outside of one, so that nothing matches.
CREATE FUNCTION "gaffer".app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
--> statement-breakpoint
-- People see where they belong, in whichever organization that is.
CREATE POLICY api_own_membership ON "gaffer"."memberships" FOR SELECT TO gaffer_api
  USING (user_id = (SELECT "gaffer".app_user_id()));
--> statement-breakpoint
GRANT UPDATE ("role"), DELETE ON "gaffer"."memberships" TO gaffer_api;
--> statement-breakpoint
GRANT UPDATE ("name") ON "gaffer"."orgs" TO gaffer_api;
--> statement-breakpoint
-- Who signs in is looked for before anything else is known: that has a role of its own.
CREATE POLICY auth_all ON "gaffer"."users" TO gaffer_auth USING (true);
--> statement-breakpoint
-- People belong to no organization. Of them the API sees the members of its transaction's organizations and the signed-in one.
ALTER TABLE "gaffer"."users" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY api_members ON "gaffer"."users" FOR SELECT TO gaffer_api
  USING (EXISTS (SELECT FROM "gaffer"."memberships" AS member
                  WHERE member.user_id = users.id AND member.org_id = ANY ((SELECT "gaffer".app_org_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY api_self ON "gaffer"."users" FOR SELECT TO gaffer_api USING (id = (SELECT "gaffer".app_user_id()));
--> statement-breakpoint
CREATE POLICY api_new ON "gaffer"."users" FOR INSERT TO gaffer_api WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT ("id", "email", "name") ON "gaffer"."users" TO gaffer_api;

ALTER TABLE "gaffer"."users" ADD COLUMN "administrator" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Administrators of the installation use the worker's role: they change plans, and see and change users.
GRANT INSERT, UPDATE, DELETE ON "gaffer"."plans" TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT ("email_verified", "created_at", "administrator"), UPDATE ("administrator") ON "gaffer"."users" TO gaffer_worker;
--> statement-breakpoint
CREATE POLICY worker_administrators ON "gaffer"."users" FOR UPDATE TO gaffer_worker USING (true);
--> statement-breakpoint
-- The other roles create users, and none of them makes a user an administrator.
ALTER POLICY api_new ON "gaffer"."users" WITH CHECK (NOT administrator);
--> statement-breakpoint
CREATE POLICY auth_new ON "gaffer"."users" AS RESTRICTIVE FOR INSERT TO gaffer_auth WITH CHECK (NOT administrator);
--> statement-breakpoint
REVOKE UPDATE ON "gaffer"."users" FROM gaffer_auth;
--> statement-breakpoint
GRANT UPDATE ("email", "email_verified", "name", "updated_at") ON "gaffer"."users" TO gaffer_auth;

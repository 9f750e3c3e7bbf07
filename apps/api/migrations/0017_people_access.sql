-- A role for signing in, made like the other two: it sees people and their sessions, and nothing of any organization.
DO $$
BEGIN
  BEGIN
    CREATE ROLE gaffer_auth NOLOGIN NOBYPASSRLS;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  BEGIN
    GRANT gaffer_auth TO CURRENT_USER;
  EXCEPTION WHEN unique_violation THEN NULL;
  END;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA "gaffer" TO gaffer_auth;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "gaffer"."users" TO gaffer_auth;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gaffer"."user_accounts", "gaffer"."user_sessions", "gaffer"."user_verifications" TO gaffer_auth;
--> statement-breakpoint
-- What people do to their own account belongs to no organization; it goes on the installation's log, which they can't read.
CREATE POLICY auth_installation ON "gaffer"."audit_events" FOR INSERT TO gaffer_auth WITH CHECK (org_id IS NULL);
--> statement-breakpoint
GRANT INSERT ON "gaffer"."audit_events" TO gaffer_auth;

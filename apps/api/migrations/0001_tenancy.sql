-- Two roles, neither of which owns a table or bypasses row-level security. They are of the whole cluster, so another
-- Gaffer database on it may have made them, at this very moment even.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gaffer_api', 'gaffer_worker'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- The connecting user takes the role on when it opens its connections.
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
    EXCEPTION WHEN unique_violation THEN NULL;
    END;
  END LOOP;
END $$;
--> statement-breakpoint
-- The organizations of the transaction: one, or those whose creates share a commit. NULL outside of one, so that nothing matches.
CREATE FUNCTION app_org_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(current_setting('app.org_ids', true), ''), ',')::uuid[] $$;
--> statement-breakpoint
ALTER TABLE orgs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE job_attempts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE job_logs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE org_loads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE files ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The API sees the organizations of its transaction and nothing else.
CREATE POLICY api_own_org ON orgs TO gaffer_api USING (id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON memberships TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON api_keys TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON jobs TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON job_attempts TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON job_logs TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON org_loads TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON idempotency_keys TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY api_own_org ON files TO gaffer_api USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
--> statement-breakpoint
-- Before the organization is known there is only the id of the presented key: it opens that one row, and only to read.
CREATE POLICY api_presented_key ON api_keys FOR SELECT TO gaffer_api
  USING (id = (SELECT nullif(current_setting('app.api_key_id', true), '')));
--> statement-breakpoint
-- The worker runs the jobs of all organizations.
CREATE POLICY worker_all ON orgs TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON jobs TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON job_attempts TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON job_logs TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON org_loads TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON idempotency_keys TO gaffer_worker USING (true);
--> statement-breakpoint
CREATE POLICY worker_all ON files TO gaffer_worker USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON orgs, memberships TO gaffer_api;
--> statement-breakpoint
GRANT INSERT ON users TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON api_keys TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON jobs TO gaffer_api;
--> statement-breakpoint
GRANT SELECT ON job_attempts, job_logs TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys, files TO gaffer_api;
--> statement-breakpoint
GRANT SELECT ON orgs TO gaffer_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs, job_attempts, job_logs, idempotency_keys, files, workers TO gaffer_worker;
--> statement-breakpoint
GRANT USAGE ON SCHEMA gaffer TO gaffer_api, gaffer_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON org_loads TO gaffer_api, gaffer_worker;
--> statement-breakpoint
INSERT INTO queue_turns (id, turn) VALUES (1, 0);
--> statement-breakpoint
GRANT SELECT ON queue_turns TO gaffer_api;
--> statement-breakpoint
GRANT SELECT, UPDATE ON queue_turns TO gaffer_worker;

-- A change keeps its caller signed in until it commits. The API's role sees no sessions: it learns only whether this one is there.
CREATE FUNCTION "gaffer".lock_session(session_id uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ BEGIN
    PERFORM FROM gaffer.user_sessions WHERE id = session_id FOR SHARE;
    RETURN FOUND;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "gaffer".lock_session(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "gaffer".lock_session(uuid) TO gaffer_api;

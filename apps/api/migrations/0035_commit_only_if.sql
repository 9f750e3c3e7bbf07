DROP FUNCTION "gaffer".assert_loads_unchanged(boolean);
--> statement-breakpoint
-- Fails the transaction unless the condition holds, so that a commit can be sent before the answer is there.
CREATE FUNCTION "gaffer".commit_only_if(condition boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT condition THEN
    RAISE EXCEPTION 'rows are not as this transaction expects them' USING ERRCODE = 'GF001';
  END IF;
END $$;

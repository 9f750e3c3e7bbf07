-- Fails the transaction in which it is asked, so that a commit can be sent before the answer is there.
CREATE FUNCTION assert_loads_unchanged(is_so boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_so THEN
    RAISE EXCEPTION 'an organization''s load isn''t what it was when this was decided' USING ERRCODE = 'GF001';
  END IF;
END $$;

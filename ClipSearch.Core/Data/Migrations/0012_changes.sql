-- Whoever keeps what it has counted hears of each commit that has changed it, whichever process it was. Of rows, since a
-- statement that finds none changes nothing; however many rows it is, a transaction tells once.
CREATE FUNCTION tell_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('clipsearch_library', '');
    RETURN NULL;
END
$$;

-- Of photos, what is known of their pictures, the stacks, and every model's embeddings; a new model's table gets its own.
DO $$
DECLARE
    changing text;
BEGIN
    FOR changing IN SELECT unnest(ARRAY['photos', 'pictures', 'stacks']) UNION ALL SELECT 'embeddings_' || id FROM models LOOP
        EXECUTE format('CREATE TRIGGER tell_of_change AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION tell_of_change()', changing);
    END LOOP;
END
$$;

-- Embeddings in half precision (halfvec): half the size of the tables and of their indexes. An HNSW index cannot keep the old
-- type; the next sync builds it again while searches go on, by an exact scan until then.
DO $$
DECLARE
    model record;
BEGIN
    FOR model IN SELECT id, name, dimensions FROM models ORDER BY id LOOP
        RAISE INFO 'Converting the embeddings of % to half precision. Searches wait until their table is copied.', model.name;
        EXECUTE format('DROP INDEX IF EXISTS embeddings_%s_hnsw', model.id);
        EXECUTE format(
            'ALTER TABLE embeddings_%1$s ALTER embedding TYPE halfvec(%2$s) USING embedding::halfvec(%2$s), ALTER embedding SET STORAGE PLAIN',
            model.id, model.dimensions);
    END LOOP;
END
$$;

-- Videos: their length, and the times of the frames that have embeddings, in milliseconds. Null for images.
ALTER TABLE images ADD duration_ms integer, ADD frame_times integer[];

-- The names of other files of a photo in its folder, such as its raw file or the video of a Live Photo, and their size. Null for none.
ALTER TABLE photos ADD companions text[], ADD companion_bytes bigint NOT NULL DEFAULT 0;

-- A video has an embedding for each of its frames, which are numbered from 0. An image has one, with the number 0.
DO $$
DECLARE
    owner text;
BEGIN
    FOR owner IN SELECT 'embeddings_' || id FROM models ORDER BY id LOOP
        CONTINUE WHEN to_regclass(owner) IS NULL;
        EXECUTE format('ALTER TABLE %I ADD frame smallint NOT NULL DEFAULT 0', owner);
        EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', owner, owner || '_pkey');
        EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (image_id, frame)', owner);
    END LOOP;
END
$$;

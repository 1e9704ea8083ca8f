-- A photo is a file at a path; an image is its content. The tables use the same two words.
ALTER TABLE pictures RENAME TO images;
ALTER TABLE likenesses RENAME TO near_duplicates;
ALTER FUNCTION tell_of_change() RENAME TO notify_library_change;

DO $$
DECLARE
    item record;
    -- The tables of the library. The schema may have others, of other applications.
    own oid[] := ARRAY(
        SELECT to_regclass(name)::oid FROM (
            SELECT unnest(ARRAY['photos', 'images', 'trash', 'signatures', 'near_duplicates', 'stacks']) UNION ALL SELECT 'embeddings_' || id FROM models
        ) AS tables (name)
    );
BEGIN
    FOR item IN SELECT attrelid::regclass AS owner FROM pg_attribute WHERE attrelid = ANY (own) AND attname = 'picture_id' LOOP
        EXECUTE format('ALTER TABLE %s RENAME COLUMN picture_id TO image_id', item.owner);
    END LOOP;

    -- The names of constraints and indexes follow those of the tables and columns. Renaming a constraint renames its index.
    FOR item IN SELECT conrelid::regclass AS owner, conname AS name FROM pg_constraint WHERE conrelid = ANY (own) AND conname ~ 'picture|likenesses' LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', item.owner, item.name,
            replace(replace(item.name, 'picture', 'image'), 'likenesses', 'near_duplicates'));
    END LOOP;
    FOR item IN
        SELECT class.oid::regclass AS index, relname AS name FROM pg_index JOIN pg_class AS class ON class.oid = indexrelid
        WHERE indrelid = ANY (own) AND relname ~ 'picture|likenesses'
    LOOP
        EXECUTE format('ALTER INDEX %s RENAME TO %I', item.index, replace(replace(item.name, 'picture', 'image'), 'likenesses', 'near_duplicates'));
    END LOOP;
    FOR item IN
        SELECT class.oid::regclass AS sequence, relname AS name FROM pg_depend JOIN pg_class AS class ON class.oid = objid
        WHERE refobjid = ANY (own) AND classid = 'pg_class'::regclass AND relkind = 'S' AND relname ~ 'picture|likenesses'
    LOOP
        EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', item.sequence, replace(replace(item.name, 'picture', 'image'), 'likenesses', 'near_duplicates'));
    END LOOP;

    FOR item IN SELECT tgrelid::regclass AS owner FROM pg_trigger WHERE tgrelid = ANY (own) AND tgname = 'tell_of_change' LOOP
        EXECUTE format('ALTER TRIGGER tell_of_change ON %s RENAME TO notify_library_change', item.owner);
    END LOOP;
END
$$;

-- The folder of a photo, including the separator at its end. On Windows, a backslash also separates names. Elsewhere, and in a path
-- with a scheme, a name may contain one. The column named one scheme before, so it is computed again.
ALTER TABLE photos DROP COLUMN folder;
ALTER TABLE photos ADD folder text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (substring(path from CASE WHEN path ~ '^(/|[a-z][a-z0-9+.-]+://)' THEN '^.*/' ELSE '^.*[/\\]' END)) STORED;
CREATE INDEX photos_folder ON photos (folder, path);

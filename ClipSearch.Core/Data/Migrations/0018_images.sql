-- A photo is a file at a path; an image is its content. The tables use the same two words.
ALTER TABLE pictures RENAME TO images;
ALTER TABLE likenesses RENAME TO near_duplicates;
ALTER FUNCTION tell_of_change() RENAME TO notify_library_change;

DO $$
DECLARE
    item record;
    own oid := (SELECT relnamespace FROM pg_class WHERE oid = 'photos'::regclass); -- the schema of the library
BEGIN
    FOR item IN
        SELECT class.relname AS name FROM pg_attribute JOIN pg_class AS class ON class.oid = attrelid
        WHERE attname = 'picture_id' AND class.relkind = 'r' AND class.relnamespace = own
    LOOP
        EXECUTE format('ALTER TABLE %I RENAME COLUMN picture_id TO image_id', item.name);
    END LOOP;

    -- The names of constraints and indexes follow those of the tables and columns. Renaming a constraint renames its index.
    FOR item IN
        SELECT conrelid::regclass AS owner, conname AS name FROM pg_constraint
        WHERE connamespace = own AND conrelid <> 0 AND conname ~ 'picture|likenesses'
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', item.owner, item.name,
            replace(replace(item.name, 'picture', 'image'), 'likenesses', 'near_duplicates'));
    END LOOP;
    FOR item IN
        SELECT relname AS name FROM pg_class
        WHERE relkind IN ('i', 'S') AND relnamespace = own AND relname ~ 'picture|likenesses'
    LOOP
        EXECUTE format('ALTER %s %I RENAME TO %I', CASE WHEN item.name ~ '_seq$' THEN 'SEQUENCE' ELSE 'INDEX' END, item.name,
            replace(replace(item.name, 'picture', 'image'), 'likenesses', 'near_duplicates'));
    END LOOP;

    FOR item IN
        SELECT tgrelid::regclass AS owner FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = 'tell_of_change' AND relnamespace = own
    LOOP
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

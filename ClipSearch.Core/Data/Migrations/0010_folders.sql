-- The folder that a photo lies in, with the separator at its end. A backslash parts names on Windows only; elsewhere it may be in one.
ALTER TABLE photos ADD folder text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (substring(path from CASE WHEN path ~ '^(/|s3://)' THEN '^.*/' ELSE '^.*[/\\]' END)) STORED;

-- What a folder holds, by name, and how many photos lie below it.
CREATE INDEX photos_folder ON photos (folder, path);

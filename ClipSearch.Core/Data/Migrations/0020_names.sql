-- The path and the file name of a photo without case and accents, for filters and for queries that name a file. ClipSearch computes them,
-- since PostgreSQL may have no ICU. They are null in rows of earlier versions until the next scan; see NameRecords.
ALTER TABLE photos ADD search_path text COLLATE "C", ADD search_name text COLLATE "C";

CREATE INDEX photos_search_path ON photos (search_path);
CREATE INDEX photos_search_name ON photos (search_name);

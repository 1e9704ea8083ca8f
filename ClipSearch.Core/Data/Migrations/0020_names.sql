-- The path and the file name of a photo without case and accents, for filters and for queries that name a file. ClipSearch computes them,
-- since PostgreSQL may have no ICU. They are null in rows of earlier versions until the next scan; see NameRecords.
ALTER TABLE photos ADD search_path text COLLATE "C", ADD search_name text COLLATE "C";

CREATE INDEX photos_search_path ON photos (search_path);
CREATE INDEX photos_search_name ON photos (search_name);

-- Pages of months and filters reach the years 1 to 9999. Earlier versions stored the first and the last moment as infinite.
UPDATE photos SET taken_at = least(greatest(taken_at, '0001-01-01 00:00:00.000001'), '9999-12-31 23:59:59.999998')
WHERE taken_at < '0001-01-01 00:00:00.000001' OR taken_at > '9999-12-31 23:59:59.999998';
UPDATE trash SET taken_at = least(greatest(taken_at, '0001-01-01 00:00:00.000001'), '9999-12-31 23:59:59.999998')
WHERE taken_at < '0001-01-01 00:00:00.000001' OR taken_at > '9999-12-31 23:59:59.999998';

-- What is known of a picture beyond its size. All null until its header is read; rows of older versions are read at the
-- next sync, without being embedded again.
ALTER TABLE pictures
    ADD format text,                       -- by content: jpeg, png, webp, avif, heic, gif, tiff or bmp
    ADD taken_at timestamp,                -- EXIF: as the clocks of the place showed it
    ADD utc_offset interval,               -- EXIF: of that place
    ADD camera text,
    ADD lens text,
    ADD latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    ADD longitude double precision CHECK (longitude BETWEEN -180 AND 180);

CREATE INDEX pictures_camera ON pictures (camera) WHERE camera IS NOT NULL;

-- When the photo was taken, for orders and filters: its picture's time, else the file's by this machine's clock.
ALTER TABLE photos ADD taken_at timestamp;
UPDATE photos SET taken_at = timestamp '0001-01-01' + (modified_ticks / 10 / 86400000000) * interval '1 day'
    + (modified_ticks / 10 % 86400000000) * interval '1 microsecond';
ALTER TABLE photos ALTER taken_at SET NOT NULL;

CREATE INDEX photos_taken_at ON photos (taken_at, id);

-- The file's name in small letters, for whoever types it.
ALTER TABLE photos ADD name text COLLATE "C" GENERATED ALWAYS AS (lower(substring(path from '[^/\\]*$'))) STORED;

CREATE INDEX photos_name ON photos (name);

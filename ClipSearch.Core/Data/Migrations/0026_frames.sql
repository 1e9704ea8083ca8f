-- The number of frames of an animation, or of pages of a TIFF. Formats that have several are read again by the next scan; of the others,
-- version 2 reads the same as version 1.
ALTER TABLE images ADD frames integer NOT NULL DEFAULT 1;
UPDATE images SET metadata_version = 2 WHERE metadata_version = 1 AND format NOT IN ('png', 'webp', 'avif', 'heic', 'heif', 'gif', 'tiff', 'jxl');

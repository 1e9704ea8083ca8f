-- The version of the code that has read the metadata of an image (ExifFacts.Version). Images of older versions are read again by the next
-- scan, without being embedded again.
ALTER TABLE images
    ADD metadata_version integer NOT NULL DEFAULT 0,
    ADD taken_at_source text,           -- of taken_at: exifOriginal, xmp, iptc, exifDigitized or exifModified
    ADD altitude double precision,      -- metres, negative below sea level
    -- The date that a person has set for this content, wherever it is. It replaces all others while it is not null.
    ADD corrected_at timestamp,
    ADD corrected_offset interval;

-- photos.taken_at is the date in use, for orders and filters. The detected date is kept beside it, for when a correction is reset.
ALTER TABLE photos
    ADD detected_at timestamp,          -- null for rows of older versions until they are read again: the same as taken_at
    ADD taken_at_source text,           -- of the detected date: sidecar, one of those of images, fileName or fileTime
    ADD utc_offset interval,            -- of the detected date
    ADD sidecar_version text;           -- changes with the content of the XMP file beside the photo; null without one

ALTER TABLE trash
    ADD detected_at timestamp,
    ADD taken_at_source text,
    ADD utc_offset interval,
    ADD sidecar_version text;

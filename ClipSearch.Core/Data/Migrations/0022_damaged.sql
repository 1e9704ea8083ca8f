-- Images of truncated files that are nearly complete. They were import errors before, and such files are not read again until they change.
ALTER TABLE images ADD is_damaged boolean NOT NULL DEFAULT false;
CREATE INDEX images_damaged ON images (id) WHERE is_damaged;
UPDATE failures SET bytes = NULL, modified_ticks = NULL;

-- Where drives with photos were mounted when their folders were last looked through: one that is not mounted any more
-- leaves an empty folder, and its photos stay.
CREATE TABLE mount_points (
    path text COLLATE "C" PRIMARY KEY -- absolute
);

-- A TIFF's facts were not read; the next sync reads its header again, without its being embedded again.
UPDATE pictures SET format = NULL WHERE format = 'tiff';

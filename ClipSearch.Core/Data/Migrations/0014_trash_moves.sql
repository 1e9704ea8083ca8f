-- A file is moved into the trash, and out of it, after the library has noted the intent: a process that ends in between leaves a row that tells
-- the next one what to finish or to undo.
ALTER TABLE trash
    ADD COLUMN photo_id bigint,                       -- the photo's number, which it keeps if the move is undone; null for rows of before
    ADD COLUMN is_moved boolean NOT NULL DEFAULT true, -- false while the file may still be at path
    ADD COLUMN restoring_to text COLLATE "C",         -- where it is being moved back to; null unless it is
    ADD COLUMN overdue_since timestamptz;             -- when a purge first saw that its time is over; null while it is not

-- The time at which a file or its attributes last changed, in nanoseconds since 1970: an edit that keeps size and modification time changes
-- it. Null until the next scan.
ALTER TABLE photos ADD changed_at bigint;

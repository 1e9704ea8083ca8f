-- What the last scan has skipped: a row for each folder, reason and extension. As in "failures", a path may be too long for an index.
CREATE TABLE skipped (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    folder text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    extension text NOT NULL,
    files integer NOT NULL,
    example text NOT NULL
);

-- A B-tree takes rows of up to 2,704 bytes, and a path may have 4,095: such a one cannot be a photo's, but it has a failure. Failures are
-- few, and are read by their beginning.
ALTER TABLE failures DROP CONSTRAINT failures_pkey, ADD id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

-- How a picture looks from afar: pictures that look alike lie close together. Null where there is no pattern to compare.
-- Pictures of older versions get their row at the next sync, without being embedded again.
CREATE TABLE signatures (
    picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE,
    signature vector(197)
);
ALTER TABLE signatures ALTER COLUMN signature SET STORAGE PLAIN;

CREATE INDEX signatures_hnsw ON signatures USING hnsw (signature vector_l2_ops);

-- Pictures that are nearly the same, in pairs; found when the later one of them comes.
CREATE TABLE likenesses (
    picture_id bigint NOT NULL REFERENCES pictures ON DELETE CASCADE,
    other_id bigint NOT NULL REFERENCES pictures ON DELETE CASCADE,
    PRIMARY KEY (picture_id, other_id),
    CHECK (picture_id < other_id)
);

CREATE INDEX likenesses_other_id ON likenesses (other_id);

-- Which pictures hang together by likenesses, as far as they have photos. A picture without a row stands alone.
CREATE TABLE stacks (
    picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE,
    stack_id bigint NOT NULL -- the lowest picture_id of the stack
);

CREATE INDEX stacks_stack_id ON stacks (stack_id);

-- The pictures of a burst are looked for by camera and time.
CREATE INDEX pictures_camera_taken_at ON pictures (camera, taken_at) WHERE camera IS NOT NULL;
DROP INDEX pictures_camera;

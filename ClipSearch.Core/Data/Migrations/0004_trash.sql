-- Photos that somebody has deleted: the file lies in its folder's trash, and the picture keeps its embedding.
CREATE TABLE trash (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path text COLLATE "C" NOT NULL,              -- where the file lay, absolute
    trash_path text COLLATE "C" NOT NULL UNIQUE, -- where it lies now, absolute
    picture_id bigint NOT NULL REFERENCES pictures,
    bytes bigint NOT NULL,
    modified_ticks bigint NOT NULL,
    taken_at timestamp NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX trash_picture_id ON trash (picture_id);

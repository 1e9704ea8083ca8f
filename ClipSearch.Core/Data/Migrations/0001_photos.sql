CREATE EXTENSION IF NOT EXISTS vector;

-- A picture is its content; a photo is a place where that content lies. A moved file is a new place of a known
-- picture, so its embedding stays.
CREATE TABLE pictures (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    content_hash bytea NOT NULL UNIQUE CHECK (octet_length(content_hash) = 32), -- SHA-256
    width integer NOT NULL CHECK (width > 0),   -- upright
    height integer NOT NULL CHECK (height > 0), -- upright
    orphaned_at timestamptz                     -- when its last photo left; null while it has one
);

CREATE INDEX pictures_orphaned_at ON pictures (orphaned_at) WHERE orphaned_at IS NOT NULL;

CREATE TABLE photos (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path text COLLATE "C" NOT NULL UNIQUE, -- absolute
    picture_id bigint NOT NULL REFERENCES pictures,
    bytes bigint NOT NULL,
    modified_ticks bigint NOT NULL,        -- the file's last write, 100 ns since year 1, UTC: finer than timestamptz
    seeded_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX photos_picture_id ON photos (picture_id);

CREATE TABLE failures (
    path text COLLATE "C" PRIMARY KEY,     -- absolute
    reason text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
);

-- Each row has a table of its own, embeddings_<id>, made when the model first seeds: vectors of two models cannot meet.
CREATE TABLE models (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    fingerprint text NOT NULL,             -- of what decides an image embedding: the image tower and its preprocessing
    dimensions integer NOT NULL CHECK (dimensions BETWEEN 1 AND 2000), -- 2000 is the most that pgvector indexes
    UNIQUE (name, fingerprint)
);

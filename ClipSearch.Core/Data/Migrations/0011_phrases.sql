-- What a list of phrases is in a model's space, so that no process embeds them that comes after the first.
CREATE TABLE phrases (
    model text PRIMARY KEY,      -- its name
    fingerprint text NOT NULL,   -- of what decides a text's embedding, and of the phrases
    embeddings real[] NOT NULL   -- one after the other
);

-- A tiny WebP that stands where the picture is still to come. Null until it is made; rows of older versions get theirs at
-- the next sync, without being embedded again.
ALTER TABLE pictures ADD placeholder bytea CHECK (octet_length(placeholder) BETWEEN 1 AND 4096);

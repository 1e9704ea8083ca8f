WITH listed AS NOT MATERIALIZED (
    SELECT photos.id, photos.taken_at FROM photos LEFT JOIN images ON images.id = image_id WHERE (search_path ^@ $1 OR search_path IS NULL AND path ^@ $2) AND photos.taken_at >= $3 AND photos.taken_at < $4 AND width > height AND strpos(lower(camera), lower($5)) > 0 AND format = $6
)
SELECT
    rank, total,
    (SELECT id FROM listed WHERE (taken_at, id) > (own.taken_at, own.id) ORDER BY taken_at, id LIMIT 1),
    (SELECT id FROM listed WHERE (taken_at, id) < (own.taken_at, own.id) ORDER BY taken_at DESC, id DESC LIMIT 1)
FROM listed AS own,
    LATERAL (SELECT count(*) FILTER (WHERE (taken_at, id) >= (own.taken_at, own.id)) AS rank, count(*) AS total FROM listed) AS counts
WHERE own.id = $7

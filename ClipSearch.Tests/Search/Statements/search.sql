SELECT (SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid)), count(*) FILTER (WHERE stack_id IS NULL) + count(DISTINCT stack_id)
FROM (SELECT DISTINCT image_id FROM photos JOIN embeddings_1 USING (image_id)) AS found LEFT JOIN stacks USING (image_id)
;
WITH gathered AS MATERIALIZED (
    SELECT image_id, frame, embedding <=> $1 AS distance FROM embeddings_1
    ORDER BY distance FETCH FIRST 72 ROWS WITH TIES
), found AS (
    SELECT id, image_id, frame, distance, false AS is_first FROM gathered JOIN photos USING (image_id)
), tiles AS (
    SELECT DISTINCT ON (coalesce(stack_id, image_id)) id, frame, distance, is_first FROM found LEFT JOIN stacks USING (image_id) ORDER BY coalesce(stack_id, image_id), is_first DESC, distance, id, frame
), page AS (
    SELECT *, count(*) OVER () AS total, CASE WHEN (SELECT (1 - max(distance))::real FROM gathered) < $2 THEN count(*) FILTER (WHERE (1 - distance)::real >= $2) OVER () END AS good FROM tiles ORDER BY is_first DESC, distance, id LIMIT $3 OFFSET $4
)
SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames, 1 - distance, frame_times[page.frame + 1], (SELECT count(*) FROM photos AS place WHERE place.image_id = images.id),
(SELECT count(DISTINCT place.image_id) FROM stacks AS own JOIN stacks AS mate USING (stack_id) JOIN photos AS place ON place.image_id = mate.image_id
 WHERE own.image_id = images.id), total, good, NULL::boolean
FROM page JOIN photos USING (id) JOIN images ON images.id = image_id ORDER BY is_first DESC, distance, photos.id

SELECT (SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid)), count(*) FILTER (WHERE stack_id IS NULL) + count(DISTINCT stack_id)
FROM (SELECT DISTINCT image_id FROM photos JOIN embeddings_1 USING (image_id)) AS found LEFT JOIN stacks USING (image_id)
;
WITH gathered AS MATERIALIZED (
    SELECT image_id, frame, embedding <=> $1 AS distance FROM embeddings_1 AS embeddings WHERE true
    ORDER BY distance FETCH FIRST 72 ROWS WITH TIES
), tiles AS (
    SELECT DISTINCT ON (coalesce(stack_id, image_id)) id, image_id, stack_id, frame, distance, false AS is_first FROM gathered JOIN photos USING (image_id) LEFT JOIN stacks USING (image_id)
    ORDER BY coalesce(stack_id, image_id), is_first DESC, distance, id, frame
), page AS (
    SELECT * FROM tiles ORDER BY is_first DESC, distance, id LIMIT $2 OFFSET $3
)
SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames, 1 - distance, frame_times[page.frame + 1], (SELECT count(*) FROM photos AS place WHERE place.image_id = page.image_id),
CASE WHEN stack_id IS NULL THEN 1 ELSE
    (SELECT count(DISTINCT place.image_id) FROM stacks AS mate JOIN photos AS place USING (image_id) WHERE mate.stack_id = page.stack_id) END, NULL::bigint, CASE WHEN (SELECT (1 - max(distance))::real FROM gathered) < $4 THEN (SELECT count(*) FROM tiles WHERE (1 - distance)::real >= $4) END, NULL::boolean
FROM page JOIN photos USING (id) JOIN images ON images.id = page.image_id ORDER BY is_first DESC, distance, photos.id

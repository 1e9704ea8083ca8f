SELECT EXISTS (SELECT FROM photos WHERE (search_name = $1 OR (search_name >= $1 || '.' AND search_name < $1 || '/')))
;
SELECT photos.id FROM photos JOIN images ON images.id = image_id JOIN embeddings_1 USING (image_id)
WHERE (search_name = $1 OR (search_name >= $1 || '.' AND search_name < $1 || '/')) AND frame = 0 AND ($2 = $1 OR strpos('/' || search_path, '/' || ltrim($2, '/')) > 0) AND true
ORDER BY path LIMIT 24
;
WITH matching AS NOT MATERIALIZED (SELECT id, image_id FROM photos), distances AS MATERIALIZED (
    SELECT image_id, frame, embedding <=> $1 AS distance FROM embeddings_1
), tiles AS (
    SELECT DISTINCT ON (coalesce(stack_id, image_id)) id, image_id, stack_id, frame, distance, id = ANY ($2) AS is_first FROM distances JOIN matching USING (image_id) LEFT JOIN stacks USING (image_id)
    ORDER BY coalesce(stack_id, image_id), is_first DESC, distance, id, frame
), page AS (
    SELECT * FROM tiles ORDER BY is_first DESC, distance, id LIMIT $3 OFFSET $4
)
SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames, 1 - distance, frame_times[page.frame + 1], (SELECT count(*) FROM photos AS place WHERE place.image_id = page.image_id),
CASE WHEN stack_id IS NULL THEN 1 ELSE
    (SELECT count(DISTINCT place.image_id) FROM stacks AS mate JOIN photos AS place USING (image_id) WHERE mate.stack_id = page.stack_id) END, (SELECT count(*) FROM tiles), (SELECT count(*) FROM tiles WHERE (1 - distance)::real >= $5 OR is_first), (SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass($6) AND indisvalid))
FROM page JOIN photos USING (id) JOIN images ON images.id = page.image_id ORDER BY is_first DESC, distance, photos.id

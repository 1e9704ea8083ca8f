WITH page AS (SELECT coalesce(stack_id, image_id) AS tile, count(*) AS photos FROM photos LEFT JOIN stacks USING (image_id) GROUP BY tile HAVING count(*) > 1 ORDER BY photos DESC, tile LIMIT $1 OFFSET $2)
SELECT page.tile, page.photos, photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames
FROM page CROSS JOIN LATERAL (
    SELECT photos.id FROM photos JOIN images ON images.id = image_id WHERE image_id IN (SELECT image_id FROM stacks WHERE stack_id = tile UNION SELECT tile) ORDER BY width::bigint * height DESC, bytes DESC, image_id, photos.id LIMIT 12
) AS shown JOIN photos USING (id) JOIN images ON images.id = image_id
ORDER BY page.photos DESC, tile, width::bigint * height DESC, bytes DESC, image_id, photos.id
;
SELECT count(*) FROM (SELECT coalesce(stack_id, image_id) AS tile, count(*) AS photos FROM photos LEFT JOIN stacks USING (image_id) GROUP BY tile HAVING count(*) > 1) AS tiles

SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames FROM photos JOIN images ON images.id = image_id WHERE true
ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $1 OFFSET $2
;
SELECT count(*) FROM photos JOIN images ON images.id = image_id WHERE true

SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id
WHERE image_id = (SELECT image_id FROM photos WHERE id = $1) AND photos.id <> $2 ORDER BY path LIMIT 12

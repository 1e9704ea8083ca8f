SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id
WHERE (photos.taken_at, photos.id) > ($1, $2) AND true
ORDER BY photos.taken_at ASC, photos.id ASC LIMIT $3

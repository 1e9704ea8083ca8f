SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id
WHERE folder = $1 AND path < $2 ORDER BY path DESC LIMIT $3

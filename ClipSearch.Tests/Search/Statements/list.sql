SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id WHERE true
ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $1 OFFSET $2
;
SELECT count(*) FROM photos JOIN images ON images.id = image_id WHERE true

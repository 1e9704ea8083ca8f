SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id WHERE path ^@ $1 AND photos.taken_at >= $2 AND photos.taken_at < $3 AND width > height AND strpos(lower(camera), lower($4)) > 0 AND format = $5
ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $6 OFFSET $7
;
SELECT count(*) FROM photos JOIN images ON images.id = image_id WHERE path ^@ $1 AND photos.taken_at >= $2 AND photos.taken_at < $3 AND width > height AND strpos(lower(camera), lower($4)) > 0 AND format = $5

SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset FROM photos JOIN images ON images.id = image_id WHERE path ^@ $1 AND photos.taken_at >= $2 AND photos.taken_at < $3 AND width > height AND strpos(lower(camera), lower($4)) > 0 AND format = $5
ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $6 OFFSET $7
;
SELECT count(*) FROM photos JOIN images ON images.id = image_id WHERE path ^@ $1 AND photos.taken_at >= $2 AND photos.taken_at < $3 AND width > height AND strpos(lower(camera), lower($4)) > 0 AND format = $5

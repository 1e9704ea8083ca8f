SELECT photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM photos JOIN images ON images.id = image_id WHERE (search_path ^@ $1 OR search_path IS NULL AND path ^@ $2) AND photos.taken_at >= $3 AND photos.taken_at < $4 AND width > height AND strpos(lower(camera), lower($5)) > 0 AND format = $6
ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $7 OFFSET $8
;
SELECT count(*) FROM photos JOIN images ON images.id = image_id WHERE (search_path ^@ $1 OR search_path IS NULL AND path ^@ $2) AND photos.taken_at >= $3 AND photos.taken_at < $4 AND width > height AND strpos(lower(camera), lower($5)) > 0 AND format = $6

WITH below AS (SELECT count(*) AS photos, min(path) AS first FROM photos WHERE folder >= $1 AND folder < $2)
SELECT photos, photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, utc_offset, camera, lens, latitude, longitude, placeholder FROM below JOIN photos ON path = first JOIN images ON images.id = image_id

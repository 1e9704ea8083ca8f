WITH folders AS (
    SELECT folder, count(*) AS photos, min(path) AS first FROM photos WHERE folder > $1 AND folder < $2 GROUP BY folder
), parts AS (
    SELECT split_part(substr(folder, length($1) + 1), $3, 1) AS part, sum(photos)::bigint AS below, min(first) AS first
    FROM folders GROUP BY part
)
SELECT part, below, photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames FROM parts JOIN photos ON path = first JOIN images ON images.id = image_id WHERE part <> ''

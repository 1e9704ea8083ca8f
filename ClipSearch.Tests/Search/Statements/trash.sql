SELECT trash.id, path, trash_path, bytes, deleted_at, encode(content_hash, 'hex'), width::bigint * height, CASE WHEN duration_ms IS NOT NULL THEN coalesce(frame_times[1], 0) END
FROM trash JOIN images ON images.id = image_id WHERE is_moved ORDER BY deleted_at DESC, trash.id DESC

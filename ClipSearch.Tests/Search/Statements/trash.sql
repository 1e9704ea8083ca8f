SELECT trash.id, path, trash_path, bytes, deleted_at, encode(content_hash, 'hex'), width::bigint * height
FROM trash JOIN images ON images.id = image_id WHERE is_moved ORDER BY deleted_at DESC, trash.id DESC

SELECT reason, extension, sum(files), min(CASE
    WHEN right(folder, 1) IN ('/', $1) THEN folder
    WHEN folder ~ '^[a-z][a-z0-9+.-]+://' THEN folder || '/'
    ELSE folder || $2 END || example)
FROM skipped WHERE (folder = ANY ($3) OR folder ^@ ANY ($4)) GROUP BY reason, extension
ORDER BY array_position($5, reason), sum(files) DESC, extension COLLATE "C"

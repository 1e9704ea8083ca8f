SELECT
    (SELECT count(*) FROM photos WHERE folder = own.folder AND path <= own.path),
    (SELECT count(*) FROM photos WHERE folder = own.folder),
    (SELECT id FROM photos WHERE folder = own.folder AND path < own.path ORDER BY path DESC LIMIT 1),
    (SELECT id FROM photos WHERE folder = own.folder AND path > own.path ORDER BY path LIMIT 1)
FROM photos AS own WHERE id = $1

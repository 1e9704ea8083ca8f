SELECT left(folder, -1) FROM photos GROUP BY folder ORDER BY count(*) DESC, folder LIMIT 300
;
SELECT camera FROM photos JOIN images ON images.id = image_id WHERE camera IS NOT NULL GROUP BY camera ORDER BY count(*) DESC, camera LIMIT 300

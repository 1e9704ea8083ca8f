WITH drawn AS MATERIALIZED (
    SELECT DISTINCT hashint8(image_id) AS lot, image_id FROM photos JOIN embeddings_1 USING (image_id)
    ORDER BY lot, image_id LIMIT $1
)
SELECT embedding FROM drawn JOIN embeddings_1 USING (image_id) WHERE frame = 0 ORDER BY lot, image_id

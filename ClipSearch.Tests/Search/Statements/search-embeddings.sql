SELECT photos.id, embedding FROM photos LEFT JOIN embeddings_1 USING (image_id) WHERE photos.id = ANY ($1) ORDER BY photos.id, frame

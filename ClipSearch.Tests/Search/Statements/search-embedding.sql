SELECT embedding FROM photos JOIN embeddings_1 USING (image_id) WHERE photos.id = $1 ORDER BY frame

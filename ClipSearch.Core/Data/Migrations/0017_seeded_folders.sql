-- Folders outside PHOTOS_DIR that `seed FOLDER` has imported. Photos in them are named from there.
CREATE TABLE seeded_folders (path text COLLATE "C" PRIMARY KEY);

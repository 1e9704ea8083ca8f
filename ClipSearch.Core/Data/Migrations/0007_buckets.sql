-- What a bucket called a content when it was taken in, or was found to be no picture; null for files on disk.
ALTER TABLE photos ADD etag text;
ALTER TABLE failures ADD etag text;

-- Of a burst the last ones are compared: in this order, without a sort of whatever a camera has ever taken.
CREATE INDEX pictures_camera_taken_at_id ON pictures (camera, taken_at, id) WHERE camera IS NOT NULL;
DROP INDEX pictures_camera_taken_at;

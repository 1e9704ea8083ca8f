"""Drawing by code: the canvas and what many pictures share."""

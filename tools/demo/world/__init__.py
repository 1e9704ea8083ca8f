"""A world of scenes: subjects with attributes, in settings, at a time of day and in a weather, drawn from a description."""

"""Captions: what is true of a scene, and the many ways in which people say it."""

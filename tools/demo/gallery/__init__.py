"""The bundled photos: which scenes they show, and how they are drawn."""

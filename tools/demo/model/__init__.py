"""The small CLIP of the demo world: its vocabulary, its two towers, their training, export and evaluation."""

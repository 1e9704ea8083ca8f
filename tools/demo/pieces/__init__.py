"""Scenes drawn by code: each is a function with a name, a size and a canvas to draw on."""

import zlib
from typing import NamedTuple

from drawing.canvas import Canvas

LANDSCAPE, PORTRAIT, SQUARE, WIDE = (800, 533), (600, 800), (720, 720), (800, 450)


class Scene(NamedTuple):
    name: str
    size: tuple
    draw: object

    def render(self, seed, scale=1.0):
        """The finished picture, a Pillow image; equal seeds give equal pictures."""
        canvas = Canvas(*self.size, zlib.crc32(f"{seed}/{self.name}".encode()), scale)
        return canvas.finish(**(self.draw(canvas) or {}))


SCENES = {}


def scene(name, size=LANDSCAPE):
    """Registers a function canvas -> None, or -> the options of Canvas.finish, as the scene of that name."""
    def register(draw):
        if name in SCENES:
            raise ValueError(f"Two scenes are named {name!r}; give one of them another name.")
        SCENES[name] = Scene(name, size, draw)
        return draw
    return register


from . import city, creatures, landscapes, nature, people, things, vehicles  # noqa: E402  (each registers its scenes here)

"""A plain backdrop, as in a studio."""

from drawing.canvas import mix, radial, rect, vertical

from ..palette import Tone
from . import Stage, setting


@setting("plain", "floor table", times="day", indoors=True)
def plain(c, air):
    wall = Tone(air.random.choice(("#d8d2c6", "#c8d4dc", "#e4d4cc", "#d4dccc", "#dcd4e2", "#e8e2d4")))
    c.all(radial(c.width * 0.35, c.height * 0.3, c.width, mix(wall, "#ffffff", 0.4), wall, wall.dark))
    edge = 420 / 600 * c.height
    c.fill(rect(0, edge, c.width, c.height), vertical(edge, c.height, mix(wall, "#ffffff", 0.2), mix(wall, "#302838", 0.25)))
    c.texture(3, "#000000", "#ffffff", 0.05, 2)
    return Stage({"floor": (c.height * 0.8, c.height * 0.9), "table": (c.height * 0.8, c.height * 0.9)})

"""Backdrops with nothing on them that has a name: a studio, and a table seen close."""

from drawing.canvas import ellipse, faded, line, mix, radial, rect, vertical
from drawing.elements import bokeh, window_light

from ..palette import Tone
from . import Stage, setting
from .rooms import plank

SOFT = ("#d8d2c6", "#c8d4dc", "#e4d4cc", "#d4dccc", "#dcd4e2", "#e8e2d4", "#c4ccd0", "#e6dcc0", "#bcc8c0", "#d0c0c4")


@setting("plain", "floor table", times="day", weathers="clear", indoors=True)
def plain(c, air):
    w, h = c.width, c.height
    wall, kind = Tone(air.random.choice(SOFT)), air.pick("wall", "sweep", "two", "glow", "wall")
    edge = h * air.random.uniform(0.64, 0.72)
    c.all(radial(w * air.random.uniform(0.2, 0.8), h * 0.3, w, mix(wall, "#ffffff", 0.45), wall, wall.dark))
    if kind == "glow":
        c.all(radial(w / 2, h * 0.48, max(w, h) * 0.72, "#ffffffd0", faded(wall, 0.6), faded(wall.dark, 0.9)))
    floor = Tone(air.random.choice(SOFT)) if kind == "two" else wall
    if kind == "sweep":  # paper that rises from the floor in a curve
        c.fill(rect(0, edge - 60, w, h), vertical(edge - 60, h, faded(wall, 0), mix(wall, "#302838", 0.1),
                                                  mix(wall, "#ffffff", 0.3)))
    else:
        c.fill(rect(0, edge, w, h), vertical(edge, h, mix(floor, "#ffffff", 0.2), mix(floor, "#302838", 0.25)))
        c.fill(rect(0, edge - 1, w, 3), faded("#302838", 0.15))
    if air.random.random() < 0.35:
        window_light(c, w * air.random.uniform(0.1, 0.6), h * 0.1, 170, 190, alpha=0.3)
    c.texture(3, "#000000", "#ffffff", 0.05, 2)
    return Stage({"floor": (h * 0.8, h * 0.9), "table": (h * 0.8, h * 0.9)}, tint="#ffffff")


@setting("table", "table", times="day", weathers="clear", indoors=True)
def table(c, air):
    w, h = c.width, c.height
    top = h * air.random.uniform(0.62, 0.68)
    wall = Tone(air.pick("#8a7a6c", "#a8b4ac", "#6a7a84", "#c8b49c", "#b89a8c", "#7a8a70", "#4a4654", "#d8ccc0"))
    c.all(radial(w * 0.3, h * 0.2, w, mix(wall, "#fff0d0", 0.5), wall, wall.dark))
    with c.layer(16):  # out of focus: a window or shelves, and something green
        x = w * air.pick(0.05, 0.62)
        if air.random.random() < 0.5:
            c.fill(rect(x, h * 0.06, w * 0.32, h * 0.42), vertical(h * 0.06, h * 0.48, "#e8f4fa", "#cfe4d8"))
            c.fill(rect(x + w * 0.15, h * 0.06, 12, h * 0.42), wall.light)
        else:
            for row in range(2):
                y = h * (0.22 + 0.2 * row)
                for k in range(5):
                    c.fill(rect(x + k * w * 0.06, y - h * 0.11, w * 0.045, h * 0.11),
                           c.random.choice(("#b85a48", "#d8a858", "#5a8494", "#e8dcc8", "#6a8a5c")))
                c.fill(rect(x - 20, y, w * 0.36, 12), wall.deep)
        x = w - x - w * 0.12
        for _ in range(8):
            c.fill(ellipse(x + c.random.gauss(0, 34), h * 0.4 + c.random.gauss(0, 50), 30, 18, c.random.uniform(0, 3)),
                   c.random.choice(("#5a8a50", "#7aa862", "#3a6a44")))
    if air.random.random() < 0.5:
        bokeh(c, 34, ("#ffe0a8", "#ffd080", "#fff0d0"), (0, 0, w, top), (12, 34), 0.4, 2)
    plank(c, top, air.pick("#8a5a3c", "#a87048", "#c8965c", "#6a4430", "#d8b88c", "#b8aca0", "#e8e0d4"))
    c.fill(ellipse(w * 0.3, top + 60, w * 0.45, 70), radial(w * 0.3, top + 60, w * 0.45, faded("#fff4dc", 0.35),
                                                            faded("#fff4dc", 0)))
    if air.random.random() < 0.3:  # a cloth under the things
        cloth = air.pick("#c84a48", "#4a7ab0", "#e8dcc8", "#5a8a6a", "#e0b050")
        x0, x1, y0 = w * 0.14, w * 0.86, top + 24
        c.fill(lambda k: (k.move_to(x0, y0), k.line_to(x1, y0), k.line_to(x1 + 120, h + 4), k.line_to(x0 - 120, h + 4),
                          k.close_path()), vertical(y0, h, mix(cloth, "#ffffff", 0.35), cloth))
        for k in range(1, 8):
            t = k / 8
            c.stroke(line((x0 + (x1 - x0) * t, y0), (x0 - 120 + (x1 - x0 + 240) * t, h)), "#ffffff50", 9)
            c.stroke(line((x0 - 120 * t, y0 + (h - y0) * t), (x1 + 120 * t, y0 + (h - y0) * t)), "#ffffff50", 3 + 5 * t)
    return Stage({"table": (h * 0.8, h * 0.9)}, tint="#ffffff")

"""Small touches that still lifes share: rounded paint, gleams, specks, leaves, plates, flames."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, radial, vertical

from ..palette import Tone


def rounded(x, y, r, tone):
    """The paint of a ball lit from the upper left."""
    return radial(x - 0.34 * r, y - 0.4 * r, 1.62 * r, mix(tone, "#fffaf0", 0.5), (0.22, mix(tone, "#fffaf0", 0.2)), (0.5, tone),
                  Tone(tone).dark)


def ball(c, x, y, r, tone):
    """A small ball in one fill, for what would be too many solids."""
    c.fill(ellipse(x, y, r), rounded(x, y, r, tone))


def gleam(c, x, y, rx, ry, turn=0.0, alpha=0.6, colour="#ffffff"):
    """A soft reflection of the light."""
    with c.placed(x, y, 1, turn):
        c.ctx.scale(rx, ry)
        c.fill(ellipse(0, 0, 1), radial(0, 0, 1, faded(colour, alpha), (0.45, faded(colour, alpha * 0.6)), faded(colour, 0)))


def specks(c, look, path, area, count, colours, size, alpha=0.6):
    """Dots strewn over area = (x, y, width, height), within the path."""
    x, y, width, height = area
    with c.clip(path):
        for _ in range(c.marks(count)):
            at = x + width * look.random.random(), y + height * look.random.random()
            tint = faded(look.random.choice(colours), alpha * look.random.uniform(0.5, 1))
            c.fill(ellipse(*at, size * look.random.uniform(0.6, 1.3)), tint)


def leaf(c, x, y, length, turn, tone, breadth=0.24):
    """A pointed leaf with its veins, from its stalk at (x, y) in the direction `turn`."""
    b = length * breadth
    with c.placed(x, y, 1, turn):
        c.fill(blob((0, 0), (length * 0.3, -b), (length * 0.68, -b * 0.85), (length, 0), (length * 0.68, b * 0.85),
                    (length * 0.3, b)),
               linear(0, -b, 0, b, mix(tone, "#fffbe0", 0.3), tone, Tone(tone).dark))
        c.stroke(curve((0, 0), (length * 0.5, -b * 0.1), (length * 0.94, 0)), mix(tone, "#f4ffd8", 0.5), length * 0.03)
        for k in range(1, 4):
            for side in (-1, 1):
                c.stroke(curve((length * 0.22 * k, 0), (length * (0.22 * k + 0.14), side * b * 0.6)),
                         faded(mix(tone, "#f4ffd8", 0.45), 0.6), length * 0.018)


def citrus(c, x, y, r, flesh, rind):
    """The cut face of a citrus fruit."""
    c.solid(ellipse(x, y, r), rind, 3, 0.35, 0.2)
    c.fill(ellipse(x, y, r * 0.94), mix(flesh, "#fffbe8", 0.82))
    for a in ring(9, 0.2):
        with c.placed(x, y, r, a):
            c.fill(blob((0.1, 0), (0.57, -0.17), (0.8, -0.21), (0.86, 0), (0.8, 0.21), (0.57, 0.17)),
                   radial(0, 0, 1, mix(flesh, "#ffffff", 0.4), flesh, mix(flesh, "#c04a00", 0.12)))
            for bend in (-0.06, 0, 0.06):
                c.stroke(line((0.3, bend), (0.72, bend * 2)), mix(flesh, "#ffffff", 0.5), 0.02)
    gleam(c, x - r * 0.3, y - r * 0.35, r * 0.35, r * 0.2, -0.7, 0.6)


def plate(c, width, tone="#f8f5ee", rim="", y=0.0):
    """A plate seen from a little above; it stands at y. Returns the y of its middle, where food lies."""
    w, h = width / 2, width * 0.13
    middle = y - h - width * 0.035
    c.solid(ellipse(0, y - h, w * 0.72, h * 0.98), Tone(tone).dark, 3)
    c.solid(ellipse(0, middle, w, h * 1.05), tone, 3, 0.35, 0.3)
    c.fill(ellipse(0, middle + h * 0.06, w * 0.72, h * 0.7), vertical(middle - h, middle + h, mix(tone, "#3a3048", 0.24),
        mix(tone, "#ffffff", 0.4)))
    if rim:
        c.stroke(ellipse(0, middle, w * 0.93, h * 0.97), rim, width * 0.014)
    return middle


def flame(c, x, y, size, glow=3.2):
    """A candle's flame that burns upwards from (x, y)."""
    c.glow(x, y - size * 0.5, size * glow, "#ffb04a", 0.75)
    for share, paint in ((1, linear(0, y - size, 0, y, "#ff9a2c", "#ffd048", "#ff8a2a")),
                         (0.62, linear(0, y - size * 0.6, 0, y, "#fff3b0", "#fffdf0", "#ffd878"))):
        s = size * share
        c.fill(blob((x, y - s), (x + s * 0.18, y - s * 0.55), (x + s * 0.25, y - s * 0.22), (x, y), (x - s * 0.25, y - s * 0.22),
                    (x - s * 0.15, y - s * 0.55)), paint)


def ring(count, start=0.0):
    """Evenly spaced angles around a circle."""
    return [start + 2 * math.pi * k / count for k in range(count)]

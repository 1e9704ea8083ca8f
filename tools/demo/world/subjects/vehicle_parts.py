"""What the vehicles share: wheels, glass, paintwork, lamps."""

import math

from drawing.canvas import ellipse, line, linear, mix, poly, vertical

SHIRTS = ("#b8443c", "#3f6a9a", "#d8a83c", "#4a7a54", "#7a5a8a")
SKINS = ("#e8b890", "#a8704a", "#6a4430")
HAIRS = ("#2a1c18", "#6a4028", "#c8a058")


def wheel(c, x, y, radius, spokes=10, rim="#d4d8e0", tyre=0.7):
    """A wheel with a rubber tyre; with no spokes it has a plain disc with bolts."""
    if radius * c.unit() > 6:  # the light on a smaller tyre is not seen
        c.solid(ellipse(x, y, radius), "#1c1c22", radius * 0.14, 0.4, 0.35)
    else:
        c.fill(ellipse(x, y, radius), "#24242c")
    inner = radius * tyre
    c.fill(ellipse(x, y, inner), "#2c2e36")
    metal = linear(x - radius, y - radius, x + radius, y + radius, mix(rim, "#ffffff", 0.8), rim, mix(rim, "#20242e", 0.5))
    if spokes:
        for k in range(spokes):
            angle = k * 2 * math.pi / spokes + 0.2
            c.stroke(line((x, y), (x + inner * 0.95 * math.cos(angle), y + inner * 0.95 * math.sin(angle))), metal,
                     radius * min(0.2, 1 / spokes))
    else:
        c.fill(ellipse(x, y, inner * 0.86), metal)
        for k in range(6):
            c.fill(ellipse(x + inner * 0.55 * math.cos(k * 1.047), y + inner * 0.55 * math.sin(k * 1.047), inner * 0.11),
                   "#3a3d48")
    c.stroke(ellipse(x, y, inner), metal, radius * 0.08)
    c.fill(ellipse(x, y, radius * 0.17), "#565a66")
    c.fill(ellipse(x - radius * 0.04, y - radius * 0.04, radius * 0.07), "#e8eaf0")


def arches(ctx, left, right, y, radius):
    """Continues an outline along the bottom from left to right over two wheels."""
    for x in (left, right):
        ctx.arc(x, y, radius, math.pi - 0.3, 2 * math.pi + 0.3)


def enamel(tone, top, bottom):
    """Paintwork: light where it faces the sky, a sharp reflection of the ground below the waist."""
    return vertical(top, bottom, tone.light, (0.24, tone), (0.5, mix(tone, "#ffffff", 0.16)), (0.56, mix(tone, "#120a1c", 0.24)),
                    (0.78, tone), tone.dark)


def glass(c, path, x, y, width, height, frame="#16161e", edge=0.7):
    """A window over the area from (x, y), with the sky in it."""
    c.fill(path, linear(x, y, x + width * 0.35, y + height, "#d4ecfa", "#7ea6c2", "#2c4258"))
    with c.clip(path):
        for at, wide in ((0.2, 0.16), (0.46, 0.07)):
            foot = x + width * at
            c.fill(poly((foot, y + height), (foot + width * wide, y + height), (foot + width * wide + height * 0.5, y),
                        (foot + height * 0.5, y)), "#ffffff58")
    c.stroke(path, frame, edge)


def panes(c, x, y, width, height, count, gap=1.5, radius=1.0, top="#d4ecfa", low="#3a566e"):
    """A row of equal windows."""
    each = (width - gap * (count - 1)) / count
    paint = vertical(y, y + height, top, mix(top, low, 0.6), low)
    for k in range(count):
        at = x + k * (each + gap)
        box = poly((at + radius * 0.3, y), (at + each, y), (at + each, y + height), (at, y + height), (at, y + radius * 0.3))
        c.fill(box, paint)
        c.fill(poly((at + each * 0.2, y + height), (at + each * 0.45, y + height), (at + each * 0.8, y), (at + each * 0.55, y)),
               "#ffffff50")
        c.stroke(box, "#1c2230", 0.4)


def heads(c, dice, xs, y, size):
    """People seen through windows, from the shoulders up."""
    for x in xs:
        shirt, skin, hair = (dice.choice(colours) for colours in (SHIRTS, SKINS, HAIRS))
        c.fill(ellipse(x, y + size * 1.7, size * 1.5, size), shirt)
        c.fill(ellipse(x, y, size), skin)
        c.fill(ellipse(x - size * 0.25, y - size * 0.35, size, size * 0.75), hair)


def lamp(c, x, y, width, height, colour="#fff6d8", reach=3.0, alpha=0.45):
    c.fill(ellipse(x, y, width, height), linear(x - width, y - height, x + width, y + height, "#ffffff", colour,
                                                mix(colour, "#50403a", 0.35)))
    c.stroke(ellipse(x, y, width, height), "#20202a80", 0.35)
    c.glow(x, y, reach * max(width, height), colour, alpha)

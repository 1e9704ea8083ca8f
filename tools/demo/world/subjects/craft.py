"""What made things share: stitches, metal, grain, patterns of cloth, knitting, and the stand that clothes hang on."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, radial, rect, rgba


def brightness(colour):
    """How bright a colour looks, 0-1."""
    red, green, blue, _ = rgba(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def against(colour, share=0.55):
    """A shade of the colour that can be seen on it: lighter on dark, darker on bright."""
    return mix(colour, "#fff8ec", share) if brightness(colour) < 0.62 else mix(colour, "#2a1c24", share * 0.85)


def other(look, *names):
    """A shade of one of the named colours that is not the subject's own."""
    return look.tone(look.random.choice([name for name in names if name != look.colour]))


def gold(x0, y0, x1, y1):
    return linear(x0, y0, x1, y1, "#fff3c4", "#e4b84c", (0.6, "#b07c20"), (0.8, "#f2d27c"), "#8a5c18")


def silver(x0, y0, x1, y1):
    return linear(x0, y0, x1, y1, "#ffffff", "#b4bcc8", (0.6, "#7a828e"), (0.8, "#e4e8ee"), "#6a707c")


def rounded(x0, x1, tone):
    """Across a pillar or a limb: bright to the left of its middle, dark at its right."""
    return linear(x0, 0, x1, 0, tone, (0.3, mix(tone, "#fff6e6", 0.32)), (0.6, tone), mix(tone, "#160c20", 0.45))


def seam(c, points, colour, width=0.7, dash=(2.6, 1.8)):
    """Stitches along a smooth line."""
    c.ctx.save()
    c.ctx.set_dash(dash)
    c.stroke(curve(*points), colour, width, square=True)
    c.ctx.restore()


def gleam(c, path, x, y, rx, ry, alpha=0.5, colour="#ffffff"):
    """A soft highlight within the path."""
    with c.clip(path), c.placed(x, y):
        c.ctx.scale(1, ry / rx)
        c.fill(ellipse(0, 0, rx), radial(0, 0, rx, faded(colour, alpha), faded(colour, alpha * 0.5), faded(colour, 0)))


def grain(c, path, box, colour, count=12, upright=False):
    """Lines of wood within the path; box = (x, y, width, height)."""
    x, y, width, height = box
    with c.clip(path):
        for _ in range(c.marks(count)):
            if upright:
                at, sway = x + width * c.random.random(), c.random.uniform(-1.2, 1.2)
                points = (at, y), (at + sway, y + height * 0.4), (at - sway, y + height)
            else:
                at, sway = y + height * c.random.random(), c.random.uniform(-1.2, 1.2)
                points = (x, at), (x + width * 0.4, at + sway), (x + width, at - sway)
            c.stroke(curve(*points), faded(c.random.choice((mix(colour, "#1c0c08", 0.6), mix(colour, "#fff0d0", 0.5))), 0.35),
                     c.random.uniform(0.4, 1))


def cloth(c, path, kind, box, colour, step=9.0):
    """Lays a pattern on cloth: striped, dotted, checked or flowered; any other kind is plain. box = (x, y, width, height)."""
    x, y, width, height = box
    columns, rows = math.ceil(width / step) + 1, math.ceil(height / step) + 1
    with c.clip(path):
        if kind in ("striped", "checked"):
            for row in range(rows):
                c.fill(rect(x, y + row * step, width, step * 0.36), faded(colour, 0.6 if kind == "checked" else 1))
        if kind == "checked":
            for column in range(columns):
                c.fill(rect(x + column * step, y, step * 0.36, height), faded(colour, 0.6))
        if kind in ("dotted", "flowered"):
            for row in range(rows):
                for column in range(columns):
                    at = x + (column + row % 2 * 0.5) * step, y + row * step
                    if kind == "dotted":
                        c.fill(ellipse(*at, step * 0.23), colour)
                        continue
                    for petal in range(5):
                        angle = petal * 1.257 + row
                        c.fill(ellipse(at[0] + step * 0.2 * math.cos(angle), at[1] + step * 0.2 * math.sin(angle), step * 0.16),
                               colour)
                    c.fill(ellipse(*at, step * 0.12), "#f4c848")


def knit(c, path, box, tones, step=4.4, bend=0.0):
    """Fills the path with rows of stitches from top to bottom; tones(row) colours a row, its middle sags by bend."""
    x, y, width, height = box
    with c.clip(path):
        for row in range(int((height + abs(bend)) / (step * 0.8)) + 2):
            tone, top, points = tones(row), y + row * step * 0.8 - abs(bend), []
            for half in range(int(width / step * 2) + 2):
                at = x + half * step / 2
                points.append((at, top + bend * (1 - (2 * (at - x) / width - 1) ** 2) + (step * 0.62 if half % 2 else 0)))
            c.stroke(line(*[(px, py + step * 0.36) for px, py in points]), mix(tone, "#12060e", 0.42), step * 0.6, square=True)
            c.stroke(line(*points), linear(x, 0, x + width, 0, tone, (0.3, mix(tone, "#fff6e6", 0.22)), tone), step * 0.52,
                     square=True)


def folds(c, path, lines, tone, width=2.4):
    """Soft creases in cloth: a dark line with a light one beside it, for each list of points."""
    with c.clip(path):
        for points in lines:
            c.stroke(curve(*points), faded(mix(tone, "#160c20", 0.7), 0.3), width)
            c.stroke(curve(*[(px - width * 0.8, py) for px, py in points]), faded(mix(tone, "#ffffff", 0.7), 0.28), width * 0.7)


def stand(c, look, shoulder, width=34, clips=False):
    """A clothes stand with its foot at (0, 0) and a hanger whose arms start at that height."""
    metal, wood = look.random.choice(("#4a4a54", "#8a6a3c", "#2c2a30")), look.random.choice(("#a8743c", "#7a4c28", "#c89858"))
    c.solid(ellipse(0, -1.5, 17, 3.4), metal, 2)
    c.fill(rect(-1.2, -shoulder - 6, 2.4, shoulder + 4), rounded(-1.2, 1.2, metal))
    c.stroke(curve((0, -shoulder - 1), (0, -shoulder - 5), (4, -shoulder - 8), (1, -shoulder - 11), (-3, -shoulder - 9)),
             silver(-3, 0, 4, 0), 1.4)
    if clips:
        c.solid(rect(-width, -shoulder - 2, width * 2, 3.4, 1.6), wood, 1.4)
    else:
        c.solid(blob((-width, -shoulder + 11), (-width + 3, -shoulder + 6), (-4, -shoulder - 2), (4, -shoulder - 2),
                     (width - 3, -shoulder + 6),
                     (width, -shoulder + 11), (width - 4, -shoulder + 11), (0, -shoulder + 3),
                      (-width + 4, -shoulder + 11)), wood, 2)

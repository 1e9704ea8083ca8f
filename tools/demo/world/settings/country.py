"""Land that people tend: a field, a farmyard, a country road, castle ruins."""

import math

from drawing.canvas import blob, ellipse, faded, joined, line, linear, mix, poly, rect, vertical
from drawing.elements import hills, tinted

from . import Stage, setting
from .open_air import SNOW, alight, fence, grassland, ground, heaven, pane, puddles, tree, treeline, tufts


def barn(c, air, x, base, width, wall):
    """A barn with a gambrel roof, its doors crossed with white boards; returns its lit windows."""
    height = width * 0.8
    front = poly((x, base), (x, base - height * 0.5), (x + width * 0.14, base - height * 0.82), (x + width / 2, base - height),
                 (x + width * 0.86, base - height * 0.82), (x + width, base - height * 0.5), (x + width, base))
    c.fill(front, linear(x, 0, x + width, 0, mix(wall, "#fff0d8", 0.2), wall, mix(wall, "#1c1020", 0.3)))
    with c.clip(front):
        for k in range(1, 14):
            c.stroke(line((x + width * k / 14, base), (x + width * k / 14, base - height)), "#20101830", 1.6)
    roof = line((x - width * 0.06, base - height * 0.47), (x + width * 0.12, base - height * 0.84),
                (x + width / 2, base - height * 1.03), (x + width * 0.88, base - height * 0.84),
                (x + width * 1.06, base - height * 0.47))
    c.stroke(roof, "#f8fbff" if air.snowy else "#5a4a4c", width * 0.06)
    left, top, wide, tall = x + width * 0.3, base - height * 0.42, width * 0.4, height * 0.42
    c.fill(rect(left, top, wide, tall), mix(wall, "#200c14", 0.3))
    for path in (line((left, base), (left, top), (left + wide, top), (left + wide, base)), line((left, top), (left + wide, base)),
                 line((left + wide, top), (left, base)), line((left + wide / 2, top), (left + wide / 2, base))):
        c.stroke(path, "#f4ede0", width * 0.022)
    return [pane(c, air, x + width * 0.42, base - height * 0.76, width * 0.16, height * 0.15)]


def bale(c, x, y, r):
    c.fill(ellipse(x + r * 0.7, y + r * 0.1, r * 1.3, r * 0.2), "#2a180c40")
    c.fill(rect(x, y - 2 * r, r * 1.1, 2 * r, r * 0.3), vertical(y - 2 * r, y, "#f0d088", "#c89a48", "#8a6428"))
    c.fill(ellipse(x, y - r, r * 0.72, r), linear(x - r, 0, x + r, 0, "#f8e0a0", "#d8ac58"))
    for k in (0.25, 0.5, 0.75):
        c.stroke(ellipse(x, y - r, r * 0.72 * k, r * k), "#a8783080", 1.6)


@setting("field", "land sky", weathers="clear cloudy rain snow fog")
def field(c, air):
    w, h = c.width, c.height
    horizon = h * air.random.uniform(0.44, 0.5)
    heaven(c, air, horizon)
    ripe, furrow = air.pick(("#e8c45a", "#b0822c"), ("#f0d478", "#c09438"), ("#a8c050", "#5c7c30"),
                            ("#b08458", "#6a4628")) if not air.snowy else ("#f4f8ff", "#a8b8d4")
    lit = []
    with tinted(c, air.light):
        hills(c, horizon, 50, *(("#e8eef8", "#c8d4e6") if air.snowy else ("#86a878", "#a8c49c")), 320, mottle=0)
        treeline(c, air, horizon + 4, h * 0.05, "#4c7444", foot=16)
        far = air.pick(0.03, 0.76) * w
        lit = barn(c, air, far, horizon + 16, w * 0.15 + 24, air.pick("#b03a30", "#a84a34", "#8a3c34"))
        ground(c, air, horizon + 12, (ripe, mix(ripe, furrow, 0.7)), 3, 0.12)
        middle = w * air.random.uniform(0.35, 0.65)
        rows = 30
        for k in range(rows + 1):
            share = (k / rows - 0.5) * 2
            near, wide = middle + share * w * 2.2, w * 0.028
            c.fill(poly((middle + share * w * 0.62, horizon + 15), (near - wide, h), (near + wide, h)), faded(furrow, 0.75))
            if not air.snowy:
                c.stroke(line((middle + share * w * 0.62 + 1, horizon + 15), (near + wide * 1.5, h)),
                         faded(mix(ripe, "#fff8d0", 0.5), 0.6), 3)
        if not air.snowy and ripe != "#b08458":
            for t in sorted(c.random.random() ** 0.8 for _ in range(c.marks(900) + 40)):
                x, y, tall = c.random.uniform(-10, w + 10), horizon + 24 + (h * 1.02 - horizon - 24) * t, 6 + 30 * t
                tip = x + tall * c.random.uniform(-0.1, 0.35)
                c.stroke(line((x, y), (tip, y - tall)), mix(ripe, furrow, c.random.random() * 0.8), 1 + 1.6 * t)
                c.fill(ellipse(tip, y - tall, 1.2 + 2 * t, 3 + 6 * t, 0.25), mix(ripe, "#fff4c0", c.random.random() * 0.6))
        if ripe[1] in "ef" and not air.snowy:
            for share, y, r in ((0.1, 0.64, 26), (0.84, 0.6, 20), (0.95, 0.76, 44)):
                if air.random.random() < 0.75:
                    bale(c, w * share, h * y, r)
        puddles(c, air, h * 0.8, h, 4)
    alight(c, lit)
    return Stage({"land": (h * 0.75, h * 0.93), "sky": (h * 0.18, h * 0.36)})


@setting("farmyard", "land", weathers="clear cloudy rain snow fog")
def farmyard(c, air):
    w, h = c.width, c.height
    horizon = h * 0.5
    heaven(c, air, horizon)
    side = air.pick(0, 1)
    earth = SNOW if air.snowy else air.pick(("#d4b07c", "#9a7448"), ("#c8a478", "#8a6844"), ("#b8b878", "#74843c"))
    with tinted(c, air.light):
        treeline(c, air, horizon + 6, h * 0.11, "#4a7a44")
        ground(c, air, horizon + 10, grassland(air), 4)
        size = min(w * 0.46, 330)
        lit = barn(c, air, (-size * 0.2, w - size * 0.82)[side], h * 0.62, size, air.pick("#b4382e", "#a8462e", "#9c3430"))
        x, tall = w * (0.86, 0.13)[side], h * 0.36
        c.fill(rect(x - 34, h * 0.6 - tall, 68, tall), linear(x - 34, 0, x + 34, 0, "#e4e8ea", "#b4bcc4", "#727c88"))
        for k in range(1, 7):
            c.stroke(line((x - 34, h * 0.6 - tall * k / 7), (x + 34, h * 0.6 - tall * k / 7)), "#5a647080", 2)
        c.fill(blob((x - 38, h * 0.6 - tall), (x - 24, h * 0.6 - tall - 28), (x, h * 0.6 - tall - 40),
                    (x + 24, h * 0.6 - tall - 28), (x + 38, h * 0.6 - tall)), "#f8fbff" if air.snowy else "#a04a3c")
        fence(c, air, h * 0.65, h * 0.09, air.pick("#8a6444", "#f2eee4", "#7a5a40"), 74)
        ground(c, air, h * 0.655, earth, 5, 0.3)
        for share, y, r in ((0.06, 0.74, 34), (0.16, 0.72, 28), (0.93, 0.75, 36)):
            if air.random.random() < 0.8:
                bale(c, w * share, h * y, r)
        if not air.snowy:
            for _ in range(c.marks(90) + 20):
                x, y = c.random.uniform(0, w), c.random.uniform(h * 0.68, h)
                c.stroke(line((x, y), (x + c.random.uniform(-14, 14), y + c.random.uniform(-4, 4))),
                         c.random.choice(("#f0d488", "#c89a48", "#e4bc68")), 2)
        puddles(c, air, h * 0.76, h, 5)
    alight(c, lit)
    return Stage({"land": (h * 0.77, h * 0.93)})


@setting("road", "road land", weathers="clear cloudy rain snow fog")
def road(c, air):
    w, h = c.width, c.height
    horizon = h * air.random.uniform(0.43, 0.49)
    heaven(c, air, horizon)
    with tinted(c, air.light):
        light, dark = grassland(air)
        if air.random.random() < 0.5:
            hills(c, horizon - 8, 120, *(("#dfe8f4", "#c8d4e6") if air.snowy else ("#7488a4", "#a4b8c4")), 200, mottle=0.1)
        hills(c, horizon + 8, 60, mix(light, "#a8c8c8", 0.45), mix(light, dark, 0.4), 300, mottle=0.1)
        ground(c, air, horizon + 14, (light, dark), 10)
        tufts(c, air, h * 0.56, h * 0.96, 110)
        bend, tip = air.random.uniform(-0.22, 0.22) * w, horizon + 6
        def edge(side):
            points = []
            for k in range(13):
                t = k / 12
                y = tip + (h + 10 - tip) * t ** 1.7
                points.append((w / 2 + bend * (1 - t) ** 2 * math.cos(t * 5) + side * (7 + (w * 0.42 + 40) * t ** 1.6), y))
            return points
        left, right, grey = edge(-1), edge(1), "#c8d0dc" if air.snowy else air.pick("#6e7078", "#7c7874", "#5e626c")
        c.fill(poly(*edge(-1.09), *reversed(edge(1.09))), SNOW[0] if air.snowy else mix(dark, "#c0a878", 0.6))
        area = poly(*left, *reversed(right))
        c.fill(area, vertical(tip, h, mix(grey, "#ffffff", 0.25), grey, mix(grey, "#101018", 0.25)))
        with c.clip(area):
            c.texture(7, "#202028", "#ffffff", 0.18, 3, 2)
            for k in range(0, 12, 2):
                t0, t1 = ((k + 0.2) / 12), ((k + 1.1) / 12)
                quad = []
                for t, side in ((t0, -1), (t1, -1), (t1, 1), (t0, 1)):
                    y = tip + (h + 10 - tip) * t ** 1.7
                    quad.append((w / 2 + bend * (1 - t) ** 2 * math.cos(t * 5) + side * (1 + 9 * t ** 1.6), y))
                c.fill(poly(*quad), "#ffffff90" if air.snowy else "#f8f0d0")
        for points in (left, right):
            for (x0, y0), (x1, y1) in zip(points, points[1:]):
                inward = 0.06 * (w / 2 - x0)
                c.stroke(line((x0 + inward, y0), (x1 + 0.06 * (w / 2 - x1), y1)), "#f4f2ea", 1 + 4 * (y0 - tip) / (h - tip))
        for share, y, tall in ((0.1, 0.58, 0.26), (0.9, 0.6, 0.3), (0.26, 0.51, 0.12), (0.76, 0.51, 0.13)):
            tree(c, air, w * share, h * y, h * tall * air.random.uniform(0.8, 1.15))
        puddles(c, air, h * 0.76, h, 5)
    return Stage({"road": (h * 0.78, h * 0.93), "land": (h * 0.78, h * 0.93)})


@setting("castle ruins", "land sky", weathers="clear cloudy rain snow fog")
def castle_ruins(c, air):
    w, h = c.width, c.height
    horizon = h * 0.5
    heaven(c, air, horizon)
    stone, flip = air.pick("#a89c8c", "#a0a0a0", "#b0967c"), air.pick(False, True)
    with tinted(c, air.light):
        hills(c, horizon + 4, 70, *(("#e4ebf6", "#c8d4e6") if air.snowy else ("#7a9a88", "#a0b8a0")), 280, mottle=0.1)
        ground(c, air, horizon + 20, grassland(air), 24)
        with c.placed(w if flip else 0, 0, 1, 0, flip):
            def wall(points, shade):
                path = poly(*[(w * x, h * y) for x, y in points])
                tone = mix(stone, "#1c1624", shade)
                c.fill(path, linear(w * points[0][0], 0, w * points[-1][0], 0, mix(tone, "#fff4dc", 0.3), tone,
                                    mix(tone, "#181020", 0.3)))
                with c.clip(path):
                    c.texture(26, "#201824", "#fff6e0", 0.3, 3, 1.6)
                    for row in range(22):
                        y = h * (0.06 + 0.027 * row)
                        c.stroke(line((0, y), (w, y)), "#20182430", 1.6)
                        for k in range(14):
                            x = (k + (row % 2) / 2) * w / 13
                            c.stroke(line((x, y), (x, y + h * 0.027)), "#20182430", 1.6)
                if air.snowy:
                    tops = [(w * x, h * y) for x, y in points[1:-1]]
                    c.stroke(line(*tops), "#ffffff", 7)
            wall(((0.2, 0.64), (0.2, 0.4), (0.27, 0.4), (0.28, 0.44), (0.36, 0.43), (0.4, 0.47), (0.5, 0.46), (0.56, 0.52),
                  (0.66, 0.51), (0.72, 0.56), (0.86, 0.58), (0.86, 0.64)), 0.12)
            wall(((-0.02, 0.7), (-0.02, 0.1), (0.02, 0.1), (0.02, 0.135), (0.06, 0.135), (0.06, 0.1), (0.1, 0.1), (0.1, 0.14),
                  (0.14, 0.16), (0.15, 0.22), (0.19, 0.26), (0.21, 0.36), (0.23, 0.38), (0.23, 0.7)), 0)
            wall(((0.84, 0.68), (0.84, 0.3), (0.87, 0.24), (0.9, 0.26), (0.92, 0.2), (0.98, 0.21), (1.02, 0.16), (1.02, 0.68)),
                 0.06)
            for x, y, wide, tall in ((0.06, 0.25, 0.04, 0.09), (0.1, 0.45, 0.045, 0.1), (0.91, 0.36, 0.04, 0.1)):
                c.fill(joined(rect(w * (x - wide / 2), h * y, w * wide, h * tall),
                              ellipse(w * x, h * y, w * wide / 2, w * wide / 2)), "#2a2430")
            arch = joined(rect(w * 0.29, h * 0.53, w * 0.09, h * 0.12), ellipse(w * 0.335, h * 0.53, w * 0.045, h * 0.045))
            c.fill(arch, *(("#dfe6f2",) if air.snowy else ("#8fae74",)))
            for _ in range(c.marks(50) + 14):
                x, y = w * c.random.choice((c.random.uniform(0, 0.2), c.random.uniform(0.86, 1))), h * c.random.uniform(0.52, 0.7)
                c.fill(ellipse(x, y, c.random.uniform(7, 16), c.random.uniform(5, 9)),
                       "#ffffffb0" if air.snowy else c.random.choice(("#3a6a34", "#558a3c", "#2c5430")))
        ground(c, air, h * 0.665, grassland(air), 14)
        for _ in range(7):
            x, y, size = w * air.random.choice((air.random.uniform(0, 0.28),
                                                air.random.uniform(0.72, 1))), h * air.random.uniform(0.7,
                                                        0.92), air.random.uniform(14, 34)
            c.fill(poly((x - size, y), (x - size * 0.8, y - size * 0.8), (x + size * 0.6, y - size * 0.9), (x + size, y)),
                   vertical(y - size, y, mix(stone, "#fff4dc", 0.35), mix(stone, "#1c1624", 0.35)))
        tufts(c, air, h * 0.68, h, 110)
        puddles(c, air, h * 0.8, h, 3)
    return Stage({"land": (h * 0.76, h * 0.93), "sky": (h * 0.16, h * 0.32)})

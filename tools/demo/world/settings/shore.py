"""Where land meets water: the beach, a lake, a harbour, the open sea, a river, a waterfall."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical
from drawing.elements import glints, hills, mountains, reflect, tinted, waves

from . import Stage, setting
from .open_air import (afloat, alight, boulder, fir, flowers, grassland, ground, heaven, pane, puddles, tree, treeline, tufts,
                       water_colours)

GLINTS = {"day": "#fff8e0", "sunset": "#ffd090", "night": "#c8d8ff"}
CREST = {"day": "#d8f2f4", "sunset": "#ffc8a4", "night": "#6f86c0"}


def sea(c, air, light_x, horizon, bottom, tropic=False, rough=1.0):
    """Open water between two heights, with waves and the path of light below the sun or the moon."""
    far, near = water_colours(air)
    if tropic and air.time == "day" and not air.dull:
        near = air.pick("#4cc8cc", "#3ab4c4", "#62d0c0")
    c.fill(rect(0, horizon, c.width, bottom - horizon), vertical(horizon, bottom, far, near))
    waves(c, horizon + 4, bottom, CREST[air.time], mix(near, "#06102c", 0.5), round(130 * rough), 0.3 + 0.15 * rough)
    if not air.dull:
        glints(c, light_x, horizon + 2, bottom, 34 if air.time == "day" else 42, GLINTS[air.time],
               60 if air.time == "day" else 150, 0.8)


def palm(c, x, y, height, lean):
    top = (x + lean, y - height)
    c.fill(limb([(x, y), (x + lean * 0.25, y - height * 0.5), top], [height * 0.07, height * 0.045, height * 0.035]),
           linear(x, y, x, y - height, "#6a4a30", "#a07c50"))
    for k in range(12):
        t = k / 12
        c.stroke(line((x + lean * t * t - height * 0.025, y - height * t),
                      (x + lean * t * t + height * 0.025, y - height * t - 2)), "#3a241870", 2)
    for k in range(9):
        angle, reach = -3.5 + k * 0.47, height * c.random.uniform(0.36, 0.46)
        tip = (top[0] + reach * math.cos(angle), top[1] + reach * math.sin(angle) * 0.7 + reach * 0.34)
        middle = (top[0] + reach * 0.5 * math.cos(angle), top[1] + reach * 0.62 * math.sin(angle) - reach * 0.08)
        c.fill(limb([top, middle, tip], [4, height * 0.085, 1]), mix("#2c6e38", "#8cb84c", c.random.random()))
    for dx in (-7, 5):
        c.fill(ellipse(top[0] + dx, top[1] + 6, height * 0.024), "#5a3a20")


@setting("beach", "land sky water", weathers="clear cloudy rain fog")
def beach(c, air):
    horizon, shore = c.height * air.random.uniform(0.39, 0.45), c.height * 0.6
    x, _ = heaven(c, air, horizon)
    if air.random.random() < 0.6:
        with tinted(c, air.light), c.clip(rect(0, 0, c.width, horizon + 1)):
            side = air.pick(0.05, 0.95) * c.width
            c.fill(blob((side - 260, horizon + 30), (side - 130, horizon - 22), (side - 20, horizon - 46),
                        (side + 110, horizon - 26), (side + 260, horizon + 30)),
                   vertical(horizon - 50, horizon, "#5f8a78", "#9ab8bc"))
    sea(c, air, x, horizon, shore + 40, tropic=True)
    edge = [(px, shore + air.random.uniform(-9, 9)) for px in range(-40, c.width + 80, 60)]
    sand = blob((-60, c.height + 80), (-60, shore), *edge, (c.width + 60, c.height + 80))
    with tinted(c, air.light):
        for lift, alpha in ((-17, 0.55), (-4, 0.9)):
            with c.layer(1.5):
                c.stroke(curve(*[(px, py + lift + 3 * math.sin(px)) for px, py in edge]), faded("#ffffff", alpha), 7)
        light, dark = air.pick(("#f6e4b8", "#dcb67a"), ("#f8ecd0", "#e0c492"), ("#f2d8a4", "#cfa468"))
        c.fill(sand, vertical(shore, c.height, mix(light, "#b08a58", 0.3), (0.16, light), dark))
        with c.clip(sand):
            c.texture(10, "#a8804a", "#fff6d8", 0.26, 3, 3)
        for _ in range(c.marks(60)):
            px, t = c.random.uniform(0, c.width), c.random.random()
            c.fill(ellipse(px, shore + 30 + t * (c.height - shore), 2 + 4 * t, 1 + 2 * t),
                   c.random.choice(("#fff4e0", "#c89c70", "#e0a898", "#a88c78")))
        if air.random.random() < 0.7:
            side = air.pick(0, 1)
            palm(c, c.width * (0.03, 0.97)[side], c.height * 0.74, c.height * air.random.uniform(0.5, 0.62), (60, -60)[side])
        puddles(c, air, c.height * 0.76, c.height * 0.96, 4)
    return Stage({"land": (c.height * 0.74, c.height * 0.92), "sky": (c.height * 0.2, c.height * 0.36),
                  "water": (horizon + 50, shore - 10)}, surface=afloat(air))


@setting("lake", "land water", weathers="clear cloudy rain snow fog")
def lake(c, air):
    horizon, near = c.height * 0.45, c.height * 0.72
    x, y = heaven(c, air, horizon)
    with tinted(c, air.light):
        if air.random.random() < 0.55:
            peaks = [(c.width * air.random.uniform(a, b), horizon * d, c.width * 0.34) for a, b,
                     d in ((0.05, 0.3, 0.42), (0.7, 0.95, 0.3))]
            mountains(c, peaks, horizon + 4, rock="#8c94b0", dark="#6a78a2", foot="#b4c4d4")
        else:
            hills(c, horizon, 110, *(("#e4ebf6", "#c8d4e6") if air.snowy else ("#7fa488", "#a8c4a8")), 240, mottle=0.12)
        treeline(c, air, horizon + 2, c.height * 0.1, air.pick("#3f6e48", "#35624e", "#5a7c40", "#8a6a38"),
                 firs=air.random.random() < 0.6, foot=6)
    far, deep = water_colours(air)
    reflect(c, horizon + 6, deep, 0.3 if not air.dull else 0.45, 2.5, bottom=c.height * 0.8)
    waves(c, horizon + 10, near + 40, CREST[air.time], deep, 60, 0.3)
    if not air.dull and air.time != "day":
        glints(c, x, horizon + 8, near, 30, GLINTS[air.time], 70)
    with tinted(c, air.light):
        ground(c, air, near, grassland(air), 10)
        for side in (0, 1):
            for _ in range(c.marks(26) + 6):
                px, tall = (side * c.width + (1 - 2 * side) * abs(c.random.gauss(0, 70))), c.random.uniform(50, 130)
                base, lean = near + c.random.uniform(0, 40), c.random.uniform(-14, 14)
                c.stroke(curve((px, base), (px + lean * 0.3, base - tall * 0.6), (px + lean, base - tall)),
                         c.random.choice(("#5f7a38", "#7f9448", "#48642f")), 3)
                if c.random.random() < 0.3:
                    c.stroke(line((px + lean, base - tall), (px + lean, base - tall + 22)), "#6a4428", 7)
        tufts(c, air, near + 14, c.height, 90)
        puddles(c, air, c.height * 0.8, c.height, 3)
    return Stage({"land": (c.height * 0.8, c.height * 0.93), "water": (horizon + 60, near - 8)}, surface=afloat(air))


@setting("open sea", "water sky", weathers="clear cloudy rain fog")
def open_sea(c, air):
    horizon = c.height * air.random.uniform(0.42, 0.5)
    x, _ = heaven(c, air, horizon)
    sea(c, air, x, horizon, c.height, rough=1.8 if air.weather in ("rain", "cloudy") else 1.2)
    far, near = water_colours(air)
    crest = CREST[air.time]
    for k in range(7):
        t = (k / 7) ** 1.5
        y, tall = horizon + 30 + (c.height - horizon) * t, 5 + 22 * t
        shift, length = c.random.uniform(0, 6), 60 + 130 * t
        top = [(px, y - tall * 0.5 * (1 + math.sin(px / length * 2 + shift)) - c.random.random() * tall * 0.15)
               for px in range(-10, c.width + 40, 14)]
        c.fill(poly(*top, *[(px, py + tall * 1.7) for px, py in reversed(top)]),
               vertical(y - tall, y + tall * 1.5, faded(mix(far, crest, 0.25), 0.75), faded(near, 0)))
        with c.layer(0.8):
            for px, py in top:
                if math.sin(px / length * 2 + shift) > 0.45:
                    c.fill(ellipse(px, py, 9 + 6 * t, 1.5 + 2.5 * t), faded(mix(crest, "#ffffff", 0.6), 0.5))
    return Stage({"water": (c.height * 0.66, c.height * 0.82), "sky": (c.height * 0.16, c.height * 0.34)}, surface=afloat(air))


@setting("harbour", "land water", weathers="clear cloudy rain fog")
def harbour(c, air):
    horizon, quay = c.height * 0.5, c.height * 0.75
    x, _ = heaven(c, air, horizon)
    lit = []
    with tinted(c, air.light):
        hills(c, horizon - 30, 60, "#8aa49c", "#a8bcc0", 300, mottle=0)
        px = -20.0
        walls = ["#c8584a", "#e0a850", "#5f8ab0", "#e8dcc4", "#7aa070", "#d08a78", "#b86a48", "#8f9aa8"]
        air.random.shuffle(walls)
        for number in range(20):
            width, height = air.random.uniform(62, 96), c.height * air.random.uniform(0.17, 0.27)
            wall = walls[number % len(walls)]
            top = horizon - height * 0.7
            c.fill(poly((px, horizon), (px, top), (px + width / 2, horizon - height), (px + width, top), (px + width, horizon)),
                   linear(px, 0, px + width, 0, mix(wall, "#fff4e0", 0.2), mix(wall, "#281c30", 0.2)))
            c.stroke(line((px - 4, top + 3), (px + width / 2, horizon - height), (px + width + 4, top + 3)),
                     mix("#6a3a30", wall, 0.25), 6)
            for wx in (0.16, 0.58):
                for wy in (0.12, 0.5):
                    lit.append(pane(c, air, px + width * wx, top + (horizon - top) * wy, width * 0.22, (horizon - top) * 0.24))
            px += width + 2
            if px > c.width:
                break
        c.fill(rect(0, horizon - 6, c.width, 12), vertical(horizon - 6, horizon + 6, "#d8ccb4", "#6a6058"))
    alight(c, lit)
    far, deep = water_colours(air)
    reflect(c, horizon + 6, deep, 0.45, 3, bottom=c.height * 0.8)
    waves(c, horizon + 12, quay, CREST[air.time], deep, 70, 0.35)
    with tinted(c, air.light):
        for side, share in ((0, 0.05), (0, 0.2), (1, 0.82), (1, 0.96)):
            px, base, tall = c.width * (share + air.random.uniform(-0.02, 0.02)), c.height * air.random.uniform(0.62,
                    0.68), c.height * air.random.uniform(0.4, 0.54)
            hull = air.pick("#f4f0e8", "#2f5f94", "#b83a38", "#2c6a5c")
            c.fill(limb([(px, base - 10), (px, base - tall)], [6, 4]), "#9a7448")
            c.stroke(line((px, base - tall * 0.98), (px - 70, base - 16)), "#4a4a5080", 1.5)
            c.stroke(line((px, base - tall * 0.98), (px + 70, base - 16)), "#4a4a5080", 1.5)
            c.fill(limb([(px + 2, base - 34), (px + 58, base - 30)], [11, 8]), "#e8e0cc")
            c.fill(poly((px - 76, base - 22), (px + 76, base - 22), (px + 56, base + 8), (px - 58, base + 8)),
                   vertical(base - 22, base + 8, mix(hull, "#ffffff", 0.2), mix(hull, "#101020", 0.35)))
            c.fill(rect(px - 74, base - 22, 148, 5), "#f4f0e8")
            c.fill(rect(px - 40, base - 36, 50, 14, 4), "#f0ece0")
        area = rect(0, quay, c.width, c.height - quay)
        stone = air.pick("#b4aa9c", "#a8a8a8", "#bca88c")
        c.fill(area, vertical(quay, c.height, mix(stone, "#ffffff", 0.25), mix(stone, "#2a2430", 0.15)))
        with c.clip(area):
            c.texture(14, "#3a3440", "#fff8e8", 0.3, 3, 2)
            for row in range(4):
                y = quay + (c.height - quay) * (row / 4) ** 1.3 + 14
                c.stroke(line((0, y), (c.width, y)), "#4a424880", 2)
                for k in range(9):
                    bx = (k + (row % 2) * 0.5) * c.width / 8
                    c.stroke(line((bx, y), (bx + (bx - c.width / 2) * 0.1, y + 40)), "#4a424870", 2)
        c.fill(rect(0, quay - 4, c.width, 10), vertical(quay - 4, quay + 6, "#e4dccc", "#7a7068"))
        for share in (0.08, 0.9):
            bx = c.width * share
            c.fill(ellipse(bx, quay + 26, 26, 7), "#20182440")
            c.solid(joined(rect(bx - 11, quay - 18, 22, 44, 4), rect(bx - 17, quay - 24, 34, 13, 6)), "#343a44", 6)
        puddles(c, air, quay + 30, c.height, 5)
    return Stage({"land": (c.height * 0.84, c.height * 0.94), "water": (c.height * 0.62, c.height * 0.71)}, surface=afloat(air))


@setting("river", "land water", weathers="clear cloudy rain snow fog")
def river(c, air):
    horizon, w, h = c.height * 0.4, c.width, c.height
    heaven(c, air, horizon)
    flip = air.random.random() < 0.5
    def at(x, y):
        return (w * (1 - x if flip else x), h * y)
    with tinted(c, air.light):
        hills(c, horizon + 10, 90, *(("#eef3fa", "#c8d4e6") if air.snowy else ("#7ea87a", "#9cc08c")), 260, mottle=0.12)
        treeline(c, air, horizon + 16, h * 0.07, "#4a7a48")
        ground(c, air, horizon + 14, grassland(air), 6)
    far, near = water_colours(air)
    sky = {"day": "#a8d4ee", "sunset": "#ffb484", "night": "#4458a0"}[air.time]
    bed = blob(at(0.62, 0.43), at(0.66, 0.43), at(0.6, 0.47), at(0.5, 0.52), at(0.62, 0.57), at(1.1, 0.63), at(1.1, 0.76),
               at(0.6, 0.765), at(0.2, 0.76), at(-0.1, 0.78), at(-0.1, 0.62),
               at(0.2, 0.56), at(0.36, 0.51), at(0.52, 0.46))
    with tinted(c, air.light):
        c.stroke(bed, "#f2f6fc" if air.snowy else "#8c7a50", 9)
    c.fill(bed, vertical(h * 0.42, h * 0.78, mix(sky, far, 0.25 if not air.dull else 0.7), mix(sky, far, 0.7), near))
    with c.clip(bed):
        waves(c, h * 0.47, h * 0.78, CREST[air.time], near, 90, 0.45)
    with tinted(c, air.light):
        if air.random.random() < 0.65:
            bx, by = at(0.5, 0.535)
            half, stone = w * 0.16 + 40, air.pick("#b0a490", "#a89c98", "#b88468")
            arch = [(bx + half * 0.5 * math.cos(a), by + 6 - h * 0.065 * math.sin(a))
                    for a in [k * math.pi / 10 for k in range(11)]]
            c.fill(poly((bx - half, by + 12), (bx - half, by - 26), (bx, by - h * 0.115), (bx + half, by - 26),
                        (bx + half, by + 12), *arch), vertical(by - 60, by, mix(stone, "#fff4e0", 0.3),
                                                               mix(stone, "#201828", 0.15)))
            c.stroke(line((bx - half, by - 28), (bx, by - h * 0.12), (bx + half, by - 28)),
                     "#ffffff" if air.snowy else mix(stone, "#fff8e8", 0.5), 6)
            c.stroke(line(*arch), mix(stone, "#201828", 0.35), 4)
        for x, y, tall in ((0.05, 0.6, 0.36), (0.93, 0.56, 0.3)):
            tree(c, air, *at(x, y), h * tall * air.random.uniform(0.9, 1.1))
        shore = [(px, h * 0.775 + 7 * math.sin(px / 70 + air.random.random())) for px in range(-20, w + 60, 40)]
        light, dark = grassland(air)
        c.fill(poly((-20, h + 5), *shore, (w + 40, h + 5)), vertical(h * 0.77, h, light, mix(light, dark, 0.8)))
        tufts(c, air, h * 0.785, h, 120)
        if not air.snowy:
            flowers(c, h * 0.82, h, ("#ffffff", "#f4d04a", "#e88ab0"), 26)
        puddles(c, air, h * 0.84, h, 3)
    return Stage({"land": (h * 0.83, h * 0.94), "water": (h * 0.66, h * 0.735)}, surface=afloat(air))


@setting("waterfall", "land", weathers="clear cloudy rain")
def waterfall(c, air):
    w, h = c.width, c.height
    heaven(c, air, h * 0.4)
    middle, half = w * air.pick(air.random.uniform(0.2, 0.3), air.random.uniform(0.7, 0.8)), min(w, 700) * 0.17
    stone, pool = air.pick("#7a7478", "#86786a", "#66707a"), h * 0.66
    with tinted(c, air.light):
        top = h * 0.14
        cliff = poly((-5, pool + 10), (-5, top - 10), *[(x, top + 24 * math.sin(x / 61) + c.random.uniform(-14, 14))
                                                        for x in range(0, w + 30, 26)], (w + 5, pool + 10))
        c.fill(cliff, vertical(top, pool, mix(stone, "#fff0d8", 0.25), mix(stone, "#181420", 0.35)))
        with c.clip(cliff):
            c.texture(60, "#120e1a", "#fff0d8", 0.45, 4, 0.35)
            for _ in range(26):
                x, y, tall = c.random.uniform(0, w), c.random.uniform(top, pool), c.random.uniform(40, 130)
                c.fill(poly((x, y), (x + 18, y + 8), (x + 26, y + tall), (x - 6, y + tall * 0.8)),
                       faded(c.random.choice(("#15101c", "#e8dcc8")), 0.22))
            for _ in range(c.marks(40)):
                c.fill(ellipse(c.random.uniform(0, w), c.random.uniform(top, pool), c.random.uniform(14, 40),
                               c.random.uniform(6, 15)), faded(c.random.choice(("#3f6e34", "#5a8a3c", "#2c5630")), 0.7))
        for x in range(-10, w + 40, 46):
            if abs(x - middle) > half * 1.3:
                fir(c, air, x + c.random.uniform(-14, 14), top + c.random.uniform(4, 26), c.random.uniform(80, 130))
        fall = poly((middle - half * 0.75, top), (middle + half * 0.75, top), (middle + half, pool + 20),
                    (middle - half, pool + 20))
        c.fill(fall, linear(middle - half, 0, middle + half, 0, "#a8ccdc", "#e8f6fa", "#ffffff", "#dceef4", "#9cc0d4"))
        c.fill(rect(middle - half * 0.78, top - 7, half * 1.56, 16, 8), "#f4fbfd")
        with c.clip(fall):
            for _ in range(c.marks(110)):
                x, y = middle + c.random.uniform(-1, 1) * half, c.random.uniform(top, pool)
                c.stroke(line((x, y), (x + (x - middle) * 0.14, y + c.random.uniform(40, 130))),
                         c.random.choice(("#ffffffb0", "#6fa4c470", "#ffffff90")), c.random.uniform(2, 6))
        c.fill(rect(0, pool, w, h * 0.13), vertical(pool, h * 0.79, "#7fc0c8", "#2f7a8c"))
        waves(c, pool + 6, h * 0.78, "#eafafa", "#1c5a70", 50, 0.5)
        with c.layer(12, 0.85):
            for k in range(9):
                c.fill(ellipse(middle + c.random.uniform(-1.2, 1.2) * half, pool + c.random.uniform(-16, 14),
                               c.random.uniform(26, 52), 22), "#ffffff")
        ground(c, air, h * 0.765, grassland(air), 10)
        for share in (0.03, 0.13, 0.86, 0.98):
            boulder(c, air, w * share, h * (0.79 + 0.03 * c.random.random()), c.random.uniform(80, 130), c.random.uniform(44, 80),
                    mix(stone, "#403c48", 0.3))
        tufts(c, air, h * 0.78, h, 120)
        puddles(c, air, h * 0.84, h, 3)
    return Stage({"land": (h * 0.84, h * 0.94)})

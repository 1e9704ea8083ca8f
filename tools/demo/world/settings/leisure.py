"""Where people spend their free time outdoors: a park, a garden, a sports field, a playground."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, mix, poly, rect, vertical
from drawing.elements import tinted

from . import Stage, setting
from .open_air import alight, fence, flowers, grassland, ground, heaven, house, puddles, tree, treeline, tufts
from .rooms import plank


@setting("park", "land", weathers="clear cloudy rain snow fog")
def park(c, air):
    w, h = c.width, c.height
    horizon = h * 0.47
    heaven(c, air, horizon)
    flip = air.pick(False, True)
    at = (lambda share: w * (1 - share)) if flip else (lambda share: w * share)
    leaf = air.pick(None, None, ("#8a4a1c", "#d88a2c", "#f8cc5a"))
    with tinted(c, air.light):
        treeline(c, air, horizon + 10, h * 0.16, "#5c8c50" if not leaf else "#a8783c")
        ground(c, air, horizon + 10, grassland(air), 5)
        pond = ellipse(at(0.76), h * 0.6, w * 0.2, h * 0.045)
        c.stroke(pond, "#f2f6fc" if air.snowy else "#b8aa84", 8)
        c.fill(pond, vertical(h * 0.555, h * 0.645, "#dcebf4", "#5f9cc4"))
        for k in range(5):
            c.fill(ellipse(at(0.7) + k * 18 * (-1 if flip else 1), h * (0.58 + 0.014 * k), 26, 1.6), "#ffffff90")
        tufts(c, air, h * 0.6, h, 100)
        sand = "#e4e9f2" if air.snowy else air.pick("#e0cba0", "#d4c4ac", "#dcb890")
        path = [(at(0.42), h * 0.5), (at(0.4), h * 0.55), (at(0.3), h * 0.63), (at(0.42), h * 0.72), (at(0.3), h * 1.03),
                (at(1.02), h * 1.03), (at(0.72), h * 0.76), (at(0.5), h * 0.67), (at(0.42), h * 0.62), (at(0.45), h * 0.55),
                (at(0.45), h * 0.5)]
        c.fill(blob(*path), vertical(h * 0.5, h, mix(sand, "#ffffff", 0.3), mix(sand, "#6a5030", 0.15)))
        for share, y, tall in ((0.3, 0.53, 0.22), (0.62, 0.52, 0.2), (0.05, 0.64, 0.5), (0.95, 0.62, 0.46)):
            c.fill(ellipse(at(share) + 10, h * y, h * tall * 0.34, h * tall * 0.05), "#10202050")
            tree(c, air, at(share), h * y, h * tall * air.random.uniform(0.9, 1.1), leaf)
        with c.placed(at(0.17), h * 0.67, h / 600):
            for x in (-40, 34):
                c.fill(rect(x, -22, 6, 24), "#3a3a40")
                c.fill(rect(x, -48, 5, 30), "#3a3a40")
            for y in (-48, -38, -24):
                c.fill(rect(-50, y, 100, 8 if y > -30 else 6, 2), vertical(y, y + 8, "#c08a54", "#8a5a34"))
                if air.snowy:
                    c.fill(rect(-50, y - 3, 100, 4, 2), "#ffffff")
        if not air.snowy:
            flowers(c, h * 0.64, h * 0.74, ("#f0508a", "#f8d04a", "#ffffff", "#b070d8"), 40, (3, 6))
        if leaf and not air.snowy:
            for _ in range(c.marks(70)):
                c.fill(ellipse(c.random.uniform(0, w), c.random.uniform(h * 0.6, h), 6, 3, c.random.uniform(0, 3)),
                       c.random.choice(leaf[1:]))
        lamp = (at(0.57), h * 0.62, h * 0.24)
        x, y, tall = lamp
        c.fill(limb([(x, y), (x, y - tall)], [7, 4]), "#2a3034")
        c.fill(ellipse(x, y - tall, 9, 11), "#f8f4e4")
        puddles(c, air, h * 0.78, h, 4)
    if air.time != "day":
        c.glow(lamp[0], lamp[1] - lamp[2], 120, "#ffd07a", 0.9)
        c.fill(ellipse(lamp[0], lamp[1] - lamp[2], 8, 10), "#fff4d0")
    return Stage({"land": (h * 0.77, h * 0.93)})


@setting("garden", "land table", weathers="clear cloudy rain snow")
def garden(c, air):
    w, h = c.width, c.height
    horizon = h * 0.42
    heaven(c, air, horizon)
    lit = []
    with tinted(c, air.light):
        treeline(c, air, horizon + 20, h * 0.2, "#5a8c48")
        if air.random.random() < 0.6:
            size = min(w, 700) * 0.34
            lit = house(c, air, air.pick(-size * 0.25, w - size * 0.8), h * 0.56, size, size * 1.0,
                        air.pick("#f0e4cc", "#e8c8a8", "#dce4e8", "#f0d8d0"), air.pick("#a8503c", "#6a5860", "#8a4a38"))
        hedge = rect(-5, h * 0.47, w + 10, h * 0.12)
        c.fill(hedge, vertical(h * 0.47, h * 0.59, "#6a9c48", "#2f6034"))
        with c.clip(hedge):
            for _ in range(c.marks(170) + 30):
                c.fill(ellipse(c.random.uniform(0, w), c.random.uniform(h * 0.47, h * 0.59), 9, 6, c.random.uniform(0, 3)),
                       c.random.choice(("#7cb054", "#3a6e38", "#548c42")))
        if air.snowy:
            c.fill(rect(-5, h * 0.46, w + 10, h * 0.03, 8), "#ffffff")
        ground(c, air, h * 0.575, grassland(air), 2)
        fence(c, air, h * 0.61, h * 0.13, air.pick("#faf8f2", "#faf8f2", "#a8784c", "#86b0c0"), 24, pickets=True)
        petals = air.pick(("#e8405a", "#f8a0b8", "#ffffff"), ("#f8c83a", "#f08a30", "#e84a3a"), ("#9a5ad0", "#e88ac8", "#5a7ae0"),
                          ("#e84a4a", "#f8d04a", "#b86ad8", "#ffffff"))
        for bed in (blob((-20, h * 0.6), (w * 0.3, h * 0.605), (w * 0.24, h * 0.66), (w * 0.08, h * 0.74), (-20, h * 0.8)),
                    blob((w + 20, h * 0.6), (w * 0.7, h * 0.605), (w * 0.76, h * 0.66), (w * 0.92, h * 0.74), (w + 20, h * 0.8)),
                    rect(w * 0.2, h * 0.6, w * 0.6, h * 0.035)):
            c.fill(bed, "#e8eef8" if air.snowy else "#6a4a34")
        spots = [(side * w + (1 - 2 * side) * c.random.random() ** 1.3 * w * 0.27, c.random.uniform(0.6, 0.75))
                 for side in (0, 1) for _ in range(c.marks(46) + 16)]
        spots += [(w * c.random.uniform(0.2, 0.8), c.random.uniform(0.6, 0.635)) for _ in range(c.marks(40) + 16)]
        for x, y in sorted(spots, key=lambda spot: spot[1]):
            edge = min(x, w - x) / (w * 0.27)
            y, size = h * min(y, max(0.64, 0.78 - 0.14 * edge)), 7 + 26 * (y - 0.6) / 0.2
            c.fill(ellipse(x, y - size * 0.2, size * 0.9, size * 0.6), c.random.choice(("#3f7a38", "#55903f", "#2f6434")))
            if air.snowy:
                c.fill(ellipse(x, y - size * 0.5, size * 0.8, size * 0.4), "#ffffff")
                continue
            colour, top = c.random.choice(petals), y - size * c.random.uniform(0.7, 1.3)
            for k in range(5):
                c.fill(ellipse(x + size * 0.32 * math.cos(k * 1.26), top + size * 0.3 * math.sin(k * 1.26), size * 0.3), colour)
            c.fill(ellipse(x, top, size * 0.2), "#ffe890" if colour != "#f8c83a" else "#8a4a20")
        tufts(c, air, h * 0.7, h, 60, (6, 16))
        if not air.snowy:
            flowers(c, h * 0.8, h, ("#ffffff", "#f8e070"), 24, (2.5, 5))
        puddles(c, air, h * 0.8, h, 4)
    alight(c, lit)
    if air.habitat == "table":  # a garden table across the foreground
        c.soften(air.random.uniform(1, 3))
        with tinted(c, air.light):
            plank(c, h * 0.74, air.pick("#c8a070", "#f0ece2", "#9a7450"))
        return Stage({"table": (h * 0.83, h * 0.91)})
    return Stage({"land": (h * 0.77, h * 0.93)})


@setting("sports field", "land", weathers="clear cloudy rain")
def sports_field(c, air):
    w, h = c.width, c.height
    horizon = h * 0.46
    heaven(c, air, horizon)
    with tinted(c, mix(air.light, "#ffffff", 0.3 if air.dark else 0)):  # under floodlights
        treeline(c, air, horizon - 24, h * 0.1, "#4c7c4a")
        c.fill(rect(0, h * 0.32, w, h * 0.16), vertical(h * 0.32, h * 0.48, "#8c94a4", "#5a6274"))
        seats = air.pick(("#d84a40", "#f0f0ee"), ("#2f6ac8", "#f4d04a"), ("#3a8a5c", "#f0f0ee"))
        for row in range(5):
            y, x = h * (0.33 + 0.026 * row), -6 + 4.0 * (row % 2)
            while x < w:
                c.fill(rect(x, y, 8, 9, 2), seats[int(x / 90 + row * 0.4) % 2] if c.random.random() < 0.8
                       else c.random.choice(("#f2c8a0", "#3a3440", "#f4d04a", "#ffffff", "#7a4a34")))
                x += 12
        c.fill(rect(0, h * 0.305, w, 8), "#3f4656")
        c.fill(rect(0, h * 0.47, w, h * 0.035), vertical(h * 0.47, h * 0.505, "#f4f4f0", "#c0c4c8"))
        for k in range(12):
            c.fill(rect(w * k / 12 + 6, h * 0.475, w / 12 - 12, h * 0.025),
                   c.random.choice(("#d84a40", "#2f6ac8", "#f0b030", "#3a8a5c", "#ffffff")))
        light, dark = "#6cb04a", "#3f8438"
        c.fill(rect(0, h * 0.505, w, h), vertical(h * 0.5, h, light, mix(light, dark, 0.4)))
        for k in range(-8, 9):
            if k % 2:
                c.fill(poly((w / 2 + (k - 0.5) * w * 0.1, h * 0.505), (w / 2 + (k + 0.5) * w * 0.1, h * 0.505),
                            (w / 2 + (k + 0.5) * w * 0.24, h), (w / 2 + (k - 0.5) * w * 0.24, h)), faded(dark, 0.5))
        with c.clip(rect(0, h * 0.505, w, h)):
            c.texture(6, dark, "#d8f0a8", 0.2, 3)
            c.stroke(ellipse(w / 2, h * 0.8, w * 0.36, h * 0.1), "#f8f8f4", 6)
            c.stroke(line((-10, h * 0.8), (w + 10, h * 0.8)), "#f8f8f4", 6)
        c.stroke(line((0, h * 0.54), (w, h * 0.54)), "#f8f8f4", 4)
        half, tall = min(w * 0.3, 210), h * 0.17
        c.stroke(line((w / 2 - half * 1.5, h * 0.54), (w / 2 - half * 1.9, h * 0.63), (w / 2 + half * 1.9, h * 0.63),
                      (w / 2 + half * 1.5, h * 0.54)), "#f8f8f4", 4)
        for k in range(13):
            x = w / 2 - half + half * k / 6
            c.stroke(line((x, h * 0.54), (x, h * 0.54 - tall)), "#ffffff70", 1.4)
        for k in range(6):
            c.stroke(line((w / 2 - half, h * 0.54 - tall * k / 6), (w / 2 + half, h * 0.54 - tall * k / 6)), "#ffffff70", 1.4)
        c.stroke(line((w / 2 - half, h * 0.545), (w / 2 - half, h * 0.54 - tall), (w / 2 + half, h * 0.54 - tall),
                      (w / 2 + half, h * 0.545)), "#ffffff", 7)
        puddles(c, air, h * 0.74, h, 4)
    for share in (0.06, 0.94):
        x, top = w * share, h * 0.1
        c.stroke(line((x, h * 0.47), (x, top)), mix("#8c94a4", air.light, 0.6), 6)
        for k in range(6):
            px, py = x - 24 + 24 * (k % 3), top - 8 + 14 * (k // 3)
            c.fill(ellipse(px, py, 7), "#fffbe8" if air.time != "day" else "#e8ecf0")
        if air.time != "day":
            c.glow(x, top, 150, "#fff0c0", 0.8)
    return Stage({"land": (h * 0.78, h * 0.93)}, tint="#c8cce0" if air.dark else "")


@setting("playground", "land", weathers="clear cloudy rain snow")
def playground(c, air):
    w, h = c.width, c.height
    horizon = h * 0.47
    heaven(c, air, horizon)
    bright = ["#e8453c", "#2f78d8", "#f4c430", "#3fa858", "#f08a30"]
    air.random.shuffle(bright)
    with tinted(c, air.light):
        treeline(c, air, horizon + 10, h * 0.15, "#5c9450")
        ground(c, air, horizon + 8, grassland(air), 4)
        fence(c, air, h * 0.55, h * 0.06, bright[4], 40)
        c.fill(ellipse(w / 2, h * 0.88, w * 0.64, h * 0.25), vertical(h * 0.63, h,
                                                                      *(("#ffffff", "#d4dff0") if air.snowy
                                                                        else ("#f4dca8", "#d8b478"))))
        x, y, unit = w * 0.02, h * 0.66, min(w, 760) / 900  # a slide on the left
        for dx in (0, 62):
            c.fill(limb([(x + dx * unit, y), (x + dx * unit, y - 250 * unit)], [12 * unit, 12 * unit]), bright[0])
        for k in range(7):
            c.stroke(line((x, y - (20 + 30 * k) * unit), (x + 62 * unit, y - (20 + 30 * k) * unit)),
                     mix(bright[0], "#ffffff", 0.3), 8 * unit)
        c.fill(poly((x - 16 * unit, y - 250 * unit), (x + 31 * unit, y - 320 * unit), (x + 80 * unit, y - 250 * unit)),
               "#f8fbff" if air.snowy else bright[2])
        c.stroke(curve((x + 62 * unit, y - 200 * unit), (x + 120 * unit, y - 160 * unit), (x + 200 * unit, y - 30 * unit),
                       (x + 250 * unit, y - 14 * unit)), mix(bright[1], "#0c1428", 0.25), 44 * unit)
        c.stroke(curve((x + 62 * unit, y - 206 * unit), (x + 120 * unit, y - 166 * unit), (x + 200 * unit, y - 36 * unit),
                       (x + 250 * unit, y - 20 * unit)), mix(bright[1], "#ffffff", 0.15), 30 * unit)
        x, y = w - 250 * unit, h * 0.65  # swings on the right
        for foot in (-40, 30, 200, 270):
            c.stroke(line((x + foot * unit, y), (x + (0 if foot < 100 else 230) * unit, y - 270 * unit)), bright[3], 11 * unit)
        c.stroke(line((x, y - 270 * unit), (x + 230 * unit, y - 270 * unit)), mix(bright[3], "#ffffff", 0.2), 13 * unit)
        for k, sway in ((60, -18), (160, 14)):
            for dx in (-16, 16):
                c.stroke(line((x + (k + dx) * unit, y - 268 * unit), (x + (k + dx + sway) * unit, y - 70 * unit)), "#5a5a64", 3)
            c.fill(rect(x + (k + sway - 24) * unit, y - 74 * unit, 48 * unit, 12 * unit, 3), bright[2])
        tufts(c, air, h * 0.6, h * 0.68, 30)
        puddles(c, air, h * 0.78, h, 4)
    return Stage({"land": (h * 0.77, h * 0.93)})

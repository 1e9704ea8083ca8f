"""Land without people: a forest, mountains, a desert, a meadow, a snowy field."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical
from drawing.elements import hills, mountains, rays, tinted, under

from . import Stage, setting
from .open_air import SNOW, boulder, fence, fir, flowers, grassland, ground, heaven, puddles, tree, treeline, tufts

PETALS = (("#ffffff", "#f4d04a", "#e85a5a"), ("#b07ad8", "#f0a0c8", "#ffffff"), ("#f4c83a", "#ffffff", "#f0883a"),
          ("#e84a4a", "#f07a5a", "#5a7ad8"))


@setting("forest", "land", weathers="clear cloudy rain snow fog")
def forest(c, air):
    w, h = c.width, c.height
    glade = {"day": ("#dcecb8", "#f8f4cc", "#b4d08c"), "sunset": ("#e88a5c", "#ffd08a", "#c08a54"),
             "night": ("#1c2c50", "#3a4c78", "#223a4c")}[air.time]
    if air.snowy:
        glade = tuple(mix(colour, "#e8eef8" if not air.dark else "#5a6a98", 0.6) for colour in glade)
    elif air.dull:
        glade = tuple(mix(colour, "#b0bcb8" if not air.dark else "#2c3648", 0.45) for colour in glade)
    c.all(vertical(0, h * 0.72, *glade))
    light, shade = w * air.random.uniform(0.3, 0.7), mix(air.light, "#ffffff", 0.12 if air.dark else 0)
    c.glow(light, h * 0.34, h * 0.55, {"day": "#fff8d0", "sunset": "#ffb45c", "night": "#8aa4e8"}[air.time],
           0.3 if air.dull else 0.85)
    firs, bark = air.random.random() < 0.4, air.pick("#5a4432", "#4a4038", "#6a5848", "#d4cec4")
    greens = air.pick(("#2c5a2e", "#5a8c3a", "#a4c858"), ("#23502c", "#3f7a3c", "#86b450"),
                      ("#8a4a20", "#cc7a2c", "#f0b84a")) if not air.snowy else ("#4a6a60", "#b8c8d8", "#f4f8ff")
    soil = SNOW if air.snowy else air.pick(("#a8b060", "#4a6a34"), ("#8fa858", "#3a5c30"), ("#b89a5c", "#6a5230"))
    for depth in range(3):
        t = depth / 2
        pale = 0.62 * (1 - t)
        with tinted(c, shade):
            top = h * (0.6 + 0.07 * depth)
            ground(c, air, top, tuple(mix(colour, glade[1], pale) for colour in soil), 9, 0.15)
            c.fill(rect(0, -5, w, h * (0.05 + 0.015 * depth)),
                   vertical(0, h * 0.08, mix(greens[0], glade[1], pale), faded(mix(greens[0], glade[1], pale), 0)))
            count = (9, 6, 4)[depth] if w > 700 else (7, 5, 3)[depth]
            for k in range(count):
                x = w * (k + air.random.uniform(0.15, 0.85)) / count
                if depth == 2:  # the nearest trees stand at the sides
                    x = w * (0.02, 0.17, 0.84, 0.98)[k] if count == 4 else w * (0.02, 0.88, 0.99)[k]
                thick, base = (11 + 34 * t) * air.random.uniform(0.75, 1.2), top + 26 + 26 * depth
                if firs and depth < 2:
                    fir(c, air, x, base, h * air.random.uniform(0.5, 0.72), mix("#245040", glade[1], pale),
                        mix("#7aa86c", glade[1], pale))
                    continue
                lean, tone = air.random.uniform(-16, 16), mix(bark, glade[1], pale)
                trunk = limb([(x - lean * 0.2, base), (x, base - thick), (x + lean * 0.6, h * 0.3), (x + lean, -20)],
                             [thick * 1.8, thick * 1.1, thick, thick * 0.8])
                c.fill(trunk, linear(x - thick / 2, 0, x + thick / 2, 0, mix(tone, "#fff2c8", 0.35), tone,
                                     mix(tone, "#0c0a12", 0.55)))
                foot = mix(mix(*soil, 0.75 * (base + thick * 0.6 - top) / (h - top)), glade[1], pale)
                c.fill(joined(*(ellipse(x - lean * 0.2 + thick * dx, base + thick * 0.85, thick * 0.5,
                                        thick * (0.3 + 0.2 * c.random.random())) for dx in (-0.8, -0.2, 0.4, 0.9))), foot)
                if depth:
                    with c.clip(trunk):
                        for _ in range(c.marks(26) + 5):
                            y, dx = c.random.uniform(0, base), c.random.uniform(-0.4, 0.4) * thick
                            c.fill(ellipse(x + lean * 0.4 + dx, y, thick * 0.06, c.random.uniform(9, 32)), "#181018" + "60")
                        if air.snowy:
                            c.fill(rect(x - thick, 0, thick * 0.75, h), "#ffffffa0")
            canopy = [faded(mix(mix(one, other, 0.3), glade[1], pale * 0.8), 0.9) for one in greens for other in greens]
            for _ in range(c.marks((200, 260, 330)[depth]) + 10):  # the canopy; the nearest leaves leave the middle free
                x, y = c.random.uniform(-20, w + 20), h * (0.2 - 0.04 * depth) * (1 - c.random.random() ** 1.6)
                if depth == 2:
                    y = h * 0.34 * (abs(x / w - 0.5) * 2) ** 1.6 * c.random.random()
                size = (8 + 7 * t) * c.random.uniform(0.6, 1.4)
                c.fill(ellipse(x, y, size, size * 0.55, c.random.uniform(0, 3)), c.random.choice(canopy))
    if not air.dull and not air.dark:
        rays(c, light, -20, h * 0.8, "#fff4c0" if air.time == "day" else "#ffc078", 0.34, (0.9, 2.25), 22)
    with tinted(c, shade):
        if not air.snowy:
            for share in (0.04, 0.12, 0.9, 0.98):
                x, y = w * share, h * air.random.uniform(0.84, 0.96)
                for k in range(7):
                    angle, reach = -2.8 + k * 0.41, h * air.random.uniform(0.09, 0.13)
                    c.fill(limb([(x, y), (x + reach * 0.5 * math.cos(angle), y + reach * 0.75 * math.sin(angle)),
                                 (x + reach * math.cos(angle), y + reach * 0.7 * math.sin(angle))], [4, 10, 1]),
                           c.random.choice(("#2f6a38", "#4f8a3c", "#6fa04a")))
        tufts(c, air, h * 0.76, h, 90, colours=("#3a6030", "#55803a", "#7c9c44"))
        puddles(c, air, h * 0.84, h, 3)
    return Stage({"land": (h * 0.78, h * 0.93)})


@setting("mountains", "land sky", weathers="clear cloudy rain snow fog")
def high(c, air):
    w, h = c.width, c.height
    foot = h * 0.6
    heaven(c, air, h * 0.5)
    with tinted(c, air.light):
        rocky, dark = air.pick(("#8c88a4", "#5c6694"), ("#9a8c88", "#6a5c74"), ("#7f92a4", "#4c6688"))
        sides = air.pick((0.16, 0.84, 0.5), (0.3, 0.9, 0.02), (0.1, 0.7, 1.0))
        peaks = [(w * sides[2], h * 0.25, w * 0.3), (w * sides[1], h * air.random.uniform(0.1, 0.18), w * 0.4),
                 (w * sides[0], h * air.random.uniform(0.06, 0.15), w * 0.42)]
        mountains(c, peaks, foot, rock=rocky, dark=dark, foot="#c8d4e2")
        treeline(c, air, foot + 6, h * 0.1, "#3a664c", firs=True, foot=30)
        ground(c, air, foot + 14, grassland(air), 16)
        for share in (0.03, 0.1, 0.9, 0.97):
            fir(c, air, w * share + air.random.uniform(-12, 12), h * air.random.uniform(0.68, 0.76),
                h * air.random.uniform(0.16, 0.3))
        for _ in range(3):
            boulder(c, air, w * air.random.choice((0.08, 0.2, 0.82, 0.94)) + air.random.uniform(-20, 20),
                    h * air.random.uniform(0.74, 0.9), air.random.uniform(40, 70), air.random.uniform(24, 40), "#7f7c84")
        tufts(c, air, h * 0.66, h, 110)
        if not air.snowy:
            flowers(c, h * 0.7, h, air.random.choice(PETALS), 46)
        puddles(c, air, h * 0.8, h, 3)
    return Stage({"land": (h * 0.76, h * 0.93), "sky": (h * 0.2, h * 0.36)})


@setting("desert", "land sky")
def desert(c, air):
    w, h = c.width, c.height
    horizon = h * 0.5
    heaven(c, air, horizon)
    sand, shade = air.pick(("#f2bf7c", "#b06a44"), ("#f6d294", "#c08a58"), ("#eaa066", "#9a4c38"))
    with tinted(c, air.light):
        if air.random.random() < 0.7:
            x = w * air.pick(0.02, 0.66)
            for dx, wide, tall in ((0, 0.2, 0.1), (0.21, 0.07, 0.15), (0.29, 0.1, 0.07)):
                left, right, top = x + dx * w, x + (dx + wide) * w, horizon + 10 - h * tall
                c.fill(poly((left - 22, horizon + 24), (left + 6, top + 14), (left + 14, top), (right - 14, top + 3),
                            (right - 4, top + 16), (right + 22, horizon + 24)),
                       linear(left, 0, right, 0, mix("#c07a58", sand, 0.3), "#a05a48", "#84464a"))
                c.stroke(line((left + 4, top + 22), (right - 4, top + 24)), "#e8b08a70", 4)
        for base, tall in ((0.53, 0.06), (0.62, 0.12), (0.76, 0.14)):
            phase, stretch = air.random.uniform(0, 6), air.random.uniform(120, 190)
            crest = [(x, h * (base - tall * (0.3 * math.sin(x / stretch + phase) + 0.18 * math.sin(x / 71 + phase * 2))))
                     for x in range(-8, w + 24, 8)]
            dune = under(c, crest)
            c.fill(dune, vertical(h * (base - tall), h * (base + 0.3), mix(sand, "#fff4d8", 0.35), sand, mix(sand, shade, 0.35)))
            with c.clip(dune):
                low = [(x - 40, y + 26 + h * tall * (0.5 + 0.45 * math.sin(x / 95 + phase))) for x, y in reversed(crest)]
                with c.layer(3, 0.75):
                    c.fill(poly(*crest, *low), vertical(h * (base - tall), h * (base + tall), faded(shade, 0.75),
                                                        faded(shade, 0.15)))
            c.stroke(line(*crest), "#fff0c890", 1.6)
        for k in range(c.marks(18) + 6):
            y = h * (0.78 + 0.22 * (k / (c.marks(18) + 6)) ** 0.9)
            c.stroke(curve(*[(x, y + 3.5 * math.sin(x / 25 + k * 0.9) + 6 * math.sin(x / 140 + k * 0.3))
                             for x in range(-10, w + 40, 30)]), faded(shade, 0.28), 2.2)
        for share, y, s in ((0.07, 0.82, 1.25), (0.93, 0.74, 0.95), (0.8, 0.6, 0.4)):
            if air.random.random() < 0.8:
                cactus(c, w * share, h * y, s * air.random.uniform(0.85, 1.15))
        for _ in range(3):
            boulder(c, air, w * air.random.choice((0.15, 0.2, 0.85)) + air.random.uniform(-40, 40),
                    h * air.random.uniform(0.8, 0.94), air.random.uniform(30, 56), air.random.uniform(18, 28), "#94583f",
                    "#ffd09a")
    return Stage({"land": (h * 0.76, h * 0.92), "sky": (h * 0.2, h * 0.36)})


def cactus(c, x, y, s):
    with c.layer(4, 0.4):
        c.fill(poly((x, y), (x + 120 * s, y + 22 * s), (x + 130 * s, y + 12 * s)), "#4a1a20")
    for spine, widths in (([(x, y), (x, y - 140 * s)], [28 * s, 24 * s]),
                          ([(x, y - 55 * s), (x - 40 * s, y - 64 * s), (x - 44 * s, y - 112 * s)], [15 * s, 17 * s, 14 * s]),
                          ([(x, y - 40 * s), (x + 36 * s, y - 50 * s), (x + 40 * s, y - 92 * s)], [14 * s, 16 * s, 12 * s])):
        c.fill(limb(spine, widths), linear(x - 50 * s, 0, x + 50 * s, 0, "#86b070", "#4c7f52", "#2a5440"))
    for dx in (-6, 0, 6):
        c.stroke(line((x + dx * s, y - 4), (x + dx * s, y - 136 * s)), "#1f3a2f60", 1.4 * s)


@setting("meadow", "land sky", weathers="clear cloudy rain fog")
def meadow(c, air):
    w, h = c.width, c.height
    horizon = h * air.random.uniform(0.44, 0.52)
    heaven(c, air, horizon)
    with tinted(c, air.light):
        light, dark = air.random.choice(((("#86b84c"), "#3f7a34"), ("#9cc04e", "#5a8c38"), ("#7ab454", "#37783c")))
        hills(c, horizon, 80, mix(light, "#9ac4c8", 0.55), mix(light, "#c8e0c8", 0.4), 300, mottle=0)
        hills(c, horizon + 46, 64, mix(light, "#a8ccb0", 0.25), mix(dark, light, 0.6), 360, mottle=0.1)
        for _ in range(4):
            x = w * air.random.choice((0.06, 0.2, 0.8, 0.93)) + air.random.uniform(-30, 30)
            tree(c, air, x, horizon + 36, air.random.uniform(46, 80))
        ground(c, air, horizon + 52, (light, dark), 26, 0.16)
        if air.random.random() < 0.7:
            tree(c, air, w * air.pick(0.05, 0.95), h * 0.72, h * air.random.uniform(0.36, 0.5))
        tufts(c, air, horizon + 80, h, 200)
        petals = air.random.choice(PETALS)
        flowers(c, horizon + 90, h, petals, 210, (2.6, 9))
        puddles(c, air, h * 0.8, h, 3)
    petal = air.random.choice(petals)

    def after(c):
        with tinted(c, air.light):
            tufts(c, air, h * 0.985, h * 1.04, 40, (30, 44))
            flowers(c, h * 0.965, h * 1.0, (petal, *petals), 12, (9, 11))
    return Stage({"land": (h * 0.74, h * 0.93), "sky": (h * 0.2, h * 0.36)}, after=after)


@setting("snowy field", "land snow sky", weathers="clear cloudy snow fog")
def snowy_field(c, air):
    w, h = c.width, c.height
    horizon = h * air.random.uniform(0.46, 0.52)
    heaven(c, air, horizon)
    white = air._replace(weather="snow")  # snow lies here in any weather
    with tinted(c, air.light):
        hills(c, horizon, 70, "#dfe8f4", "#c4d2e8", 300, mottle=0)
        treeline(c, white, horizon + 10, h * 0.08, "#4a6a70", firs=True)
        ground(c, air, horizon + 16, ("#fbfdff", "#b4c6e4"), 18, 0.3, 40)
        for side in (0, 1):
            for _ in range(3):
                share = abs(air.random.gauss(0, 0.1))
                fir(c, white, w * (1 - share if side else share), h * air.random.uniform(0.56, 0.74),
                    h * air.random.uniform(0.14, 0.34), "#2c5650")
        if air.random.random() < 0.6:
            fence(c, white, h * 0.64, h * 0.07, "#7a5a44", 90)
        with c.layer(6, 0.5):
            for k in range(6):
                y = h * (0.68 + 0.055 * k)
                c.fill(blob((c.random.uniform(-100, w * 0.4), y), (w * 0.5, y - 9), (w * c.random.uniform(0.7, 1.1), y + 2),
                            (w * 0.5, y + 7)), c.random.choice(("#a8bce0", "#ffffff")))
        for _ in range(c.marks(60)):
            c.fill(ellipse(c.random.uniform(0, w), c.random.uniform(horizon + 60, h), 1.8), "#ffffff")
    return Stage({"land": (h * 0.74, h * 0.92), "snow": (h * 0.74, h * 0.92), "sky": (h * 0.18, h * 0.36)}, shadow="#3a4a7c")

"""What settings under the open sky share: the sky at its hours and in its weathers, ground, trees, houses, water."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical
from drawing.elements import clouds, moon, stars, sun

CLEAR = {
    "day": (("#2a7ccc", "#8cc8ee", "#e4f2f2"), ("#3a8ed8", "#a4d4ee", "#f4efe0"), ("#1f6ec0", "#6fb4e4", "#cfe8f4"),
            ("#4a9ad6", "#b4dcee", "#fbf1dc")),
    "sunset": (("#3c4a8c", "#a8649c", "#f4885e", "#ffd488"), ("#54489a", "#dc6a86", "#ff9c54", "#ffe29a"),
               ("#33589a", "#c07a98", "#ffa866", "#ffe0a0")),
    "night": (("#060b26", "#152150", "#38427e"), ("#0a0f30", "#1c2a5e", "#4c4a88"), ("#050d22", "#10284c", "#2c4c78")),
}
DULL = {
    ("day", "cloudy"): ("#8298ae", "#b0c0ca", "#d6dcdc"), ("day", "rain"): ("#56626f", "#86939e", "#b2babe"),
    ("day", "fog"): ("#a6b0b6", "#c4cbce", "#dadddd"), ("day", "snow"): ("#9caaba", "#c2cbd6", "#e0e5ea"),
    ("sunset", "cloudy"): ("#4a4a7a", "#9a6488", "#e8805c", "#ffc47a"),
    ("sunset", "rain"): ("#45465e", "#7a6478", "#c08068", "#e8b080"),
    ("sunset", "fog"): ("#8a8498", "#c0989a", "#ecb08c"), ("sunset", "snow"): ("#6a6a92", "#b48a9c", "#ecb494"),
    ("night", "cloudy"): ("#0c1228", "#1e2846", "#3a4466"), ("night", "rain"): ("#0a0e1e", "#182036", "#2c354e"),
    ("night", "fog"): ("#1a2238", "#323c56", "#4a546c"), ("night", "snow"): ("#141c38", "#2c385c", "#525e84"),
}
CLOUDS = {"day": ("#ffffff", "#8fa2c4"), "sunset": ("#ffc09a", "#8a5488"), "night": ("#46547e", "#141a38")}
OVERCAST = {"cloudy": ("#e2e6ea", "#6c7a8c"), "rain": ("#8e98a6", "#3c4656"), "fog": ("#dfe2e4", "#b0b6bc"),
            "snow": ("#d8dee6", "#8f9aac")}


def heaven(c, air, horizon):
    """Paints the whole sky; returns where the sun or the moon stands, (x, y), also when clouds hide it."""
    colours = DULL[air.time, air.weather] if air.dull else air.random.choice(CLEAR[air.time])
    c.all(vertical(0, horizon, *colours))
    x, low = c.width * air.random.choice((air.random.uniform(0.08, 0.26), air.random.uniform(0.74, 0.92))), air.time == "sunset"
    y = horizon * (air.random.uniform(0.74, 0.88) if low else air.random.uniform(0.2, 0.36))
    if air.dark and not air.dull:
        stars(c, horizon, 230, max(2.2, 0.8 / c.scale))
        moon(c, x, y, 25)
    elif not air.dull:
        sun(c, x, y, 32 if low else 24, *(("#fff0b8", "#ff9a4a", 8) if low else ()))
    elif low and air.weather == "cloudy":
        c.glow(x, y, 220, "#ffb060", 0.8)
    light, shade = CLOUDS[air.time]
    if air.dull and not low:
        day_light, day_shade = OVERCAST[air.weather]
        light, shade = (day_light, day_shade) if air.time == "day" else (mix(light, "#8890a8", 0.15), shade)
    if air.weather not in ("fog", "snow"):
        cover = air.random.uniform(0.72, 0.9) if air.dull else air.random.uniform(0.2, 0.5) * (0.6 if air.dark else 1)
        clouds(c, -30 if air.dull else 0, horizon * 0.98, light, shade, cover, air.pick(90, 120, 150),
               air.random.uniform(2.2, 3.2))
    return x, y


# --- ground ---------------------------------------------------------------------------------------------------------------

GRASS = (("#86b84c", "#3f7a34"), ("#9cc04e", "#5a8c38"), ("#74ac54", "#2f6e3c"), ("#a8b850", "#6a8434"))
SNOW = ("#f8fbff", "#c2d0e8")


def grassland(air):
    """The colours of a stretch of grass, light and dark; of snow when it lies."""
    return SNOW if air.snowy else air.random.choice(GRASS)


def ground(c, air, top, colours, uneven=6, mottle=0.22, cell=18):
    """Land from `top` to the lower edge, in a light and a dark shade of its colour."""
    light, dark = colours
    profile = c.profile(260, 3)
    area = poly((-2, c.height + 2), *[(x, top + uneven * profile[min(x, c.width - 1)]) for x in range(0, c.width + 12, 12)],
                (c.width + 12, c.height + 2))
    c.fill(area, vertical(top, c.height, light, mix(light, dark, 0.75)))
    with c.clip(area):
        c.texture(cell, dark, mix(light, "#ffffff", 0.4), mottle, 4, 3)
    return area


def tufts(c, air, y0, y1, count=130, size=(7, 24), colours=None):
    """Tufts of grass, larger towards the viewer; none when snow lies."""
    if air.snowy:
        return
    colours = colours or ("#3a6e30", "#55903a", "#86b44a")
    for t in sorted(c.random.random() for _ in range(c.marks(count))):
        x, y, tall = c.random.uniform(-10, c.width + 10), y0 + (y1 - y0) * t, size[0] + (size[1] - size[0]) * t
        colour = c.random.choice(colours)
        for lean in (-0.5, -0.1, 0.35):
            tip = tall * c.random.uniform(0.7, 1.2)
            c.fill(poly((x - tall * 0.07, y), (x + tip * lean, y - tip), (x + tall * 0.07, y)), colour)


def flowers(c, y0, y1, colours, count=90, size=(2.5, 8)):
    """Small flowers, larger towards the viewer."""
    for t in sorted(c.random.random() for _ in range(c.marks(count))):
        x, y, r = c.random.uniform(0, c.width), y0 + (y1 - y0) * t, size[0] + (size[1] - size[0]) * t
        colour = c.random.choice(colours)
        if r > 4:
            c.stroke(line((x, y), (x + c.random.uniform(-2, 2), y + r * 2)), "#3f7a38", r * 0.22)
        for k in range(4):
            c.fill(ellipse(x + r * 0.55 * math.cos(k * 1.57 + x), y + r * 0.5 * math.sin(k * 1.57 + x), r * 0.55), colour)
        c.fill(ellipse(x, y, r * 0.34), "#ffe28a" if colour[:3] != "#ff" else "#f0a83a")


def puddles(c, air, y0, y1, count=6):
    """Water that stands on the ground in the rain and shows the sky."""
    if air.weather != "rain":
        return
    bright = {"day": "#c8d4de", "sunset": "#f0b890", "night": "#56648c"}[air.time]
    for t in sorted(c.random.random() for _ in range(count)):
        x, y, width = c.random.uniform(0, c.width), y0 + (y1 - y0) * t, 40 + 70 * t
        c.fill(ellipse(x, y, width, width * 0.13), vertical(y - width * 0.13, y + width * 0.13, faded(bright, 0.9),
                                                            faded(mix(bright, "#20283a", 0.5), 0.85)))
        for r in (0.2, 0.4):
            c.stroke(ellipse(x + width * 0.2, y, width * r, width * r * 0.13), faded("#ffffff", 0.5), 1)


def boulder(c, air, x, y, width, height, colour="#6d6a78", light="#e4ded2"):
    """A rock of a few facets, with its foot at (x, y); a `rock` costs ten times as much."""
    def at(px, py):
        return (x + width * (px + c.random.uniform(-0.05, 0.05)), y - height * (py + c.random.uniform(-0.06, 0.06)))
    foot, end, left, peak, right = (x - width / 2, y), (x + width / 2, y), at(-0.38, 0.62), at(-0.06, 1), at(0.34, 0.7)
    edge, inner = at(0.1, 0.55), (x + width * 0.02, y)
    c.fill(ellipse(x + width * 0.06, y, width * 0.56, height * 0.1), "#14101c50")
    c.fill(poly(foot, left, peak, right, end), vertical(y - height, y, mix(colour, light, 0.35), colour))
    c.fill(poly(foot, left, peak, edge, inner), vertical(y - height, y, mix(colour, light, 0.62), mix(colour, light, 0.15)))
    c.fill(poly(edge, peak, right), mix(colour, light, 0.3))
    c.fill(poly(inner, edge, right, end), vertical(y - height, y, faded("#14101c", 0.12), faded("#14101c", 0.5)))
    if air.snowy:
        c.fill(blob(left, peak, right, (x + width * 0.1, y - height * 0.78)), "#ffffff")


# --- plants ---------------------------------------------------------------------------------------------------------------

LEAVES = (("#2a5a2c", "#4a8a38", "#8cc050"), ("#1f5034", "#3c8048", "#7ab060"), ("#3a5e24", "#6a9432", "#b0c850"))
AUTUMN = (("#8a3a1c", "#d0702a", "#f4b44a"), ("#7a2a20", "#c04a2c", "#f08a44"), ("#8a6420", "#d8a030", "#f8d860"))


def tree(c, air, x, y, height, colours=None):
    """A broad-leaved tree with its foot at (x, y), lit from the left."""
    dark, middle, bright = colours or air.random.choice(LEAVES)
    wood, rng, half = "#5a4030", c.random, height * 0.34
    c.fill(limb([(x, y), (x + height * 0.01, y - height * 0.3), (x - height * 0.01, y - height * 0.6)],
                [height * 0.1, height * 0.06, height * 0.03]),
           linear(x - height * 0.05, 0, x + height * 0.05, 0, mix(wood, "#fff0d0", 0.25), wood, mix(wood, "#0c0810", 0.5)))
    for turn in (-1, 1):
        c.stroke(curve((x, y - height * 0.34), (x + turn * half * 0.3, y - height * 0.46),
                       (x + turn * half * 0.55, y - height * 0.6)), wood, height * 0.025)
    heaps = [(x + half * 0.62 * math.cos(k * 0.9), y - height * (0.63 + 0.2 * math.sin(k * 0.9)), half * rng.uniform(0.42, 0.56))
             for k in range(7)]
    heaps.append((x, y - height * 0.66, half * 0.66))
    c.fill(joined(*(ellipse(hx, hy, r) for hx, hy, r in heaps)),
           vertical(y - height, y - height * 0.35, mix(dark, middle, 0.3), dark))
    for colour, shift, count, leaf in ((middle, 0.08, 30, 0.17), (dark, -0.16, 90, 0.07), (middle, 0.1, 150, 0.075),
                                       (bright, 0.24, 130, 0.065)):
        for _ in range(c.marks(count * min(1, height / 240)) + 5):
            hx, hy, r = rng.choice(heaps)
            angle, reach = rng.uniform(0, 6.28), r * 0.85 * math.sqrt(rng.random())
            size = half * leaf * rng.uniform(0.6, 1.3)
            c.fill(ellipse(hx + reach * math.cos(angle) - r * shift, hy + reach * math.sin(angle) - r * shift * 1.3, size * 1.3,
                           size * 0.8, angle), faded(colour, 0.8))
    if air.snowy:
        for hx, hy, r in sorted(heaps, key=lambda heap: -heap[1])[2:]:
            c.fill(blob((hx - r * 0.85, hy - r * 0.2), (hx - r * 0.5, hy - r * 0.8), (hx, hy - r * 1.02),
                        (hx + r * 0.6, hy - r * 0.75), (hx + r * 0.85, hy - r * 0.15), (hx, hy - r * 0.4)),
                   linear(hx - r, 0, hx + r, 0, "#ffffff", "#ffffff", "#c4d2ea"))


def treeline(c, air, base, height, colour, firs=False, foot=12):
    """A far row of trees as one shape: rounded crowns, or the tips of firs; ragged by chance."""
    points, x, rng = [(-20, base + foot)], -20.0, c.random
    crown = joined()
    rounds = []
    while x < c.width + 20:
        wide, tall = height * rng.uniform(0.3, 0.5) * (0.75 if firs else 1.5), height * rng.uniform(0.55, 1)
        if firs:
            points += [(x, base - tall * 0.1), (x + wide * 0.35, base - tall * 0.5), (x + wide * 0.28, base - tall * 0.5),
                       (x + wide / 2, base - tall),
                       (x + wide * 0.72, base - tall * 0.5), (x + wide * 0.65, base - tall * 0.5), (x + wide, base - tall * 0.1)]
        else:
            rounds.append((x + wide / 2, base - tall * 0.55, wide * 0.55, tall * 0.48))
            points.append((x + wide / 2, base - tall * 0.4))
        x += wide * (0.85 if firs else 0.7)
    crown = joined(*(ellipse(*one) for one in rounds), poly(*points, (c.width + 20, base + foot)))
    if air.snowy:
        colour = mix(colour, "#e8eef8", 0.55)
    c.fill(crown, vertical(base - height, base + foot, mix(colour, "#fff4c8", 0.18), mix(colour, "#0c1828", 0.3)))
    for px, py, rx, ry in rounds:
        c.fill(ellipse(px - rx * 0.25, py - ry * 0.35, rx * 0.5, ry * 0.45), faded(mix(colour, "#f4f4b0", 0.5), 0.4))


def fir(c, air, x, y, height, colour="#245040", light="#6a9a68"):
    """A fir with its foot at (x, y), in fewer strokes than a `conifer`, for rows of them."""
    c.fill(rect(x - height * 0.025, y - height * 0.12, height * 0.05, height * 0.12), "#4a3428")
    tiers = 7
    for tier in range(tiers):
        t = tier / tiers
        top, low = y - height * min(1, 0.36 + 0.92 * t), y - height * (0.08 + 0.88 * t)
        half = height * 0.26 * (1 - t) ** 0.85 * c.random.uniform(0.93, 1.07) + height * 0.012
        edge = [(x + half * k / 5, low + height * ((0.012 if k % 2
                                                    else -0.018) - 0.02 * (abs(k) / 5) ** 2 + c.random.uniform(-0.005, 0.005)))
                for k in range(5, -6, -1)]
        c.fill(poly((x, top), *edge), linear(x - half, 0, x + half, 0, mix(colour, light, 0.8), (0.5, colour),
                                             mix(colour, "#060d18", 0.45)))
        if air.snowy:
            heap = [(x + (px - x) * 0.9, py - height * (0.022 + 0.014 * (k % 2))) for k, (px, py) in enumerate(edge)]
            c.fill(poly((x, top), *heap), linear(x - half, 0, x + half, 0, "#ffffff", (0.5, "#eef3fc"), "#a8b8d8"))


# --- built things ---------------------------------------------------------------------------------------------------------


def glowing(air, share=0.7):
    """Whether some window is lit: by night, and partly at dusk."""
    return air.random.random() < {"day": 0, "sunset": share * 0.4, "night": share}[air.time]


def pane(c, air, x, y, width, height, frame="#f4eee2", share=0.7):
    """A window by day; returns its (x, y, width, height) when it is to be `alight` after the hour has darkened it, or None."""
    c.fill(rect(x - 2, y - 2, width + 4, height + 4), frame)
    c.fill(rect(x, y, width, height), linear(x, y, x + width, y + height, "#b4d4e4", "#6f92ac", "#4a6884"))
    c.fill(rect(x + width / 2 - 1, y, 2, height), frame)
    c.fill(rect(x, y + height * 0.45, width, 2), frame)
    if air.snowy:
        c.fill(rect(x - 4, y + height, width + 8, 4, 2), "#ffffff")
    return (x, y, width, height) if glowing(air, share) else None


def alight(c, panes):
    """Lights the windows of a finished, darkened background."""
    for x, y, width, height in filter(None, panes):
        c.fill(rect(x, y, width, height), vertical(y, y + height, "#fff0b4", "#ffbe5c"))
        c.fill(rect(x + width / 2 - 1, y, 2, height), "#a87840")
        c.fill(rect(x, y + height * 0.45, width, 2), "#a87840")
        c.glow(x + width / 2, y + height / 2, max(width, height) * 1.8, "#ffb44a", 0.5)


def house(c, air, x, base, width, height, wall, roof):
    """A house seen from the front, foot on `base`; returns its windows that are to be lit."""
    eaves, top = base - height * 0.62, base - height
    c.fill(rect(x, eaves, width, base - eaves), linear(x, 0, x + width, 0, mix(wall, "#fff8e8", 0.3), wall,
                                                       mix(wall, "#281c30", 0.22)))
    over = poly((x - width * 0.07, eaves + 3), (x + width * 0.16, top), (x + width * 0.84, top), (x + width * 1.07, eaves + 3))
    c.fill(over, vertical(top, eaves, *(("#ffffff", "#d8e2f2") if air.snowy
                                        else (mix(roof, "#ffe8c8", 0.2), mix(roof, "#180c18", 0.25)))))
    c.fill(rect(x, eaves + 3, width, 4), "#20142440")
    c.fill(rect(x + width * 0.68, top - height * 0.1, width * 0.09, height * 0.16), mix(roof, "#5a3028", 0.5))
    lit, size = [], width * 0.17
    for share in (0.1, 0.72):
        lit.append(pane(c, air, x + width * share, eaves + (base - eaves) * 0.28, size, size * 1.15))
    c.fill(rect(x + width * 0.42, base - (base - eaves) * 0.7, width * 0.17, (base - eaves) * 0.7), mix(roof, "#2a4a5a", 0.5))
    return lit


def fence(c, air, y, height, colour="#8a6444", gap=80, rails=2, pickets=False):
    """A fence over the whole width, standing on y."""
    for k in range(rails):
        at = y - height * (0.35 + 0.45 * k)
        c.fill(rect(0, at, c.width, height * 0.12), vertical(at, at + height * 0.12, mix(colour, "#fff4d8", 0.3),
                                                             mix(colour, "#180c10", 0.25)))
        if air.snowy:
            c.fill(rect(0, at - height * 0.05, c.width, height * 0.07), "#ffffff")
    x = c.random.uniform(-gap, 0)
    while x < c.width:
        wide = height * (0.14 if not pickets else 0.17)
        c.fill(poly((x, y), (x, y - height * 0.92), (x + wide / 2, y - height * (1.06 if pickets else 0.98)),
                    (x + wide, y - height * 0.92), (x + wide, y)),
               linear(x, 0, x + wide, 0, mix(colour, "#fff4d8", 0.35), mix(colour, "#180c10", 0.3)))
        if air.snowy:
            c.fill(ellipse(x + wide / 2, y - height, wide * 0.8, height * 0.07), "#ffffff")
        x += gap


# --- water ----------------------------------------------------------------------------------------------------------------

WATER = {"day": ("#2f7fb8", "#1c5c94"), "sunset": ("#a8607c", "#4c4078"), "night": ("#1c2c5c", "#0a1434")}


def water_colours(air):
    """The far and the near colour of open water."""
    if air.dull and air.time == "day":
        return ("#7f97a4", "#4c6674")
    return tuple(mix(colour, "#39424e", 0.45 if air.dull else 0) for colour in WATER[air.time])


def afloat(air):
    """Draws the water over the lower edge of what floats, with its dark reflection and a light line of foam."""
    far, near = water_colours(air)
    foam = {"day": "#f2fbff", "sunset": "#ffdcc0", "night": "#8ea2d8"}[air.time]

    def surface(c, x, y, width):
        with c.layer(5, 0.4):
            c.fill(ellipse(x, y + 9, width * 0.5, 11), mix(near, "#040814", 0.5))
        with c.layer(1):
            c.fill(blob((x - width * 0.54, y), (x - width * 0.2, y - 5), (x + width * 0.2, y - 2), (x + width * 0.54, y - 1),
                        (x + width * 0.3, y + 10), (x - width * 0.3, y + 11)),
                   vertical(y - 6, y + 11, mix(far, near, 0.5), faded(near, 0)))
            for _ in range(9):
                px, py = x + c.random.uniform(-0.55, 0.55) * width, y + c.random.uniform(-4, 22)
                c.fill(ellipse(px, py, c.random.uniform(12, 40), 1.8), faded(foam, c.random.uniform(0.3, 0.75)))
    return surface

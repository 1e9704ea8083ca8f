"""Where nobody stands: under water, in outer space, in the sky above the clouds."""

import math

import numpy as np

from drawing.canvas import ellipse, faded, limb, linear, mix, poly, radial, rect, vertical
from drawing.elements import clouds, rays, stars

from . import Stage, setting
from .open_air import CLOUDS, boulder, heaven


@setting("under water", "underwater", times="day", weathers="clear", indoors=True)
def under_water(c, air):
    w, h = c.width, c.height
    c.all(vertical(0, h, *air.pick(("#7fd8e8", "#2a9cc4", "#125a94", "#0c3c70"), ("#a0e8e4", "#38b0b8", "#167a94", "#0e4c6c"),
                                   ("#6cc0f0", "#2a7cc8", "#184c98", "#10306c"))))
    with c.layer(5, 0.5):
        for _ in range(c.marks(30) + 8):
            x, y = c.random.uniform(0, w), c.random.uniform(-6, h * 0.09)
            c.fill(ellipse(x, y, c.random.uniform(20, 70), 5), "#f0fcff")
    rays(c, w * air.random.uniform(0.2, 0.8), -120, h * 1.15, "#e0fbff", 0.5, (0.75, 2.4), 26)
    far = [(x, h * 0.8 + 26 * math.sin(x / 90 + 1) - 20 * math.sin(x / 37)) for x in range(-20, w + 40, 20)]
    c.fill(poly((-20, h), *far, (w + 40, h)), vertical(h * 0.74, h, "#2a7ca0c0", "#3f8ca4"))
    sand = [(x, h * 0.89 + 10 * math.sin(x / 120 + air.random.random())) for x in range(-20, w + 40, 20)]
    floor = poly((-20, h + 5), *sand, (w + 40, h + 5))
    c.fill(floor, vertical(h * 0.87, h, "#d8d8a8", "#b0b894", "#8aa08c"))
    with c.clip(floor):
        c.texture(8, "#5a7a78", "#fffbe0", 0.3, 3, 4)
    for side in (0, 1):
        for _ in range(5):
            x, y = abs(side * w - abs(air.random.gauss(0, w * 0.09))), h * air.random.uniform(0.9, 0.99)
            kind, colour = air.random.random(), air.pick("#f06a7a", "#f8a048", "#b06ad8", "#f8d058", "#e85a9a", "#5ad0b8")
            tall = h * air.random.uniform(0.13, 0.26)
            if kind < 0.3:  # weed
                for k in range(5):
                    lean = c.random.uniform(-24, 24)
                    c.fill(limb([(x + k * 8, y), (x + k * 8 + lean, y - tall * 0.5), (x + k * 8 - lean * 0.4, y - tall),
                                 (x + k * 8 + lean, y - tall * 1.5)], [8, 11, 9, 1]),
                           c.random.choice(("#2f8a58", "#52a858", "#1f6e54")))
            elif kind < 0.6:  # a branching coral
                for k in range(7):
                    angle = -2.5 + k * 0.31 + c.random.uniform(-0.1, 0.1)
                    tip = (x + tall * 0.8 * math.cos(angle), y + tall * 0.85 * math.sin(angle))
                    c.fill(limb([(x, y), ((x + tip[0]) / 2 + 5, (y + tip[1]) / 2), tip], [17, 13, 10]),
                           mix(colour, c.random.choice(("#ffffff", "#301040")), 0.15))
                    c.fill(ellipse(*tip, 7), mix(colour, "#ffffff", 0.35))
            elif kind < 0.8:  # a round one
                c.fill(ellipse(x, y - tall * 0.2, tall * 0.4, tall * 0.34),
                       radial(x - tall * 0.12, y - tall * 0.34, tall * 0.6, mix(colour, "#ffffff", 0.45), colour,
                              mix(colour, "#201040", 0.5)))
                for _ in range(14):
                    c.fill(ellipse(x + c.random.uniform(-0.3, 0.3) * tall, y - tall * 0.2 + c.random.uniform(-0.24, 0.2) * tall,
                                   3.4), faded("#fff4e0", 0.6))
            else:
                boulder(c, air, x, y + 10, tall * 1.1, tall * 0.6, "#4a6478", "#a8ccd0")
    for _ in range(16):
        x, y, r = c.random.choice((c.random.uniform(0, w * 0.3), c.random.uniform(w * 0.7, w))), c.random.uniform(0,
                h * 0.8), c.random.uniform(3, 10)
        c.fill(ellipse(x, y, r), "#e8fbff40")
        c.fill(ellipse(x - r * 0.3, y - r * 0.35, r * 0.35), "#ffffffd0")
    return Stage({"underwater": (h * 0.4, h * 0.58)}, tint="#dcf0f8")


@setting("outer space", "space", times="day", weathers="clear", indoors=True)
def outer_space(c, air):
    w, h = c.width, c.height
    c.all(linear(0, 0, w, h, *air.pick(("#0b0a24", "#1a1240", "#060614"), ("#060d26", "#0f2444", "#040812"),
                                       ("#14091f", "#2a1038", "#07040f"))))
    first, second, third = air.pick(("#8a359f", "#2474b4", "#ff9a7a"), ("#2a6ab8", "#2fa8a0", "#c8a0ff"),
                                    ("#b83a6a", "#6a3ab8", "#ffc07a"), ("#2f8a7a", "#3a5ac8", "#f0d08a"))
    field = c.noise(240, 5)
    c.mask(np.clip(field - 0.42, 0, 1) * 1.7, first)
    c.mask(np.clip(c.noise(170, 5) - 0.5, 0, 1) * 1.7, second)
    c.mask(np.clip(c.noise(90, 5) - 0.58, 0, 1) * field * 2.0, third)
    stars(c, h, 420, max(2.2, 0.8 / c.scale))
    for _ in range(7):
        x, y = c.random.uniform(0, w), c.random.uniform(0, h)
        c.glow(x, y, 26, "#ffffff", 0.9)
        c.fill(ellipse(x, y, 2.6), "#ffffff")
    spots = [(0.1, 0.18), (0.9, 0.16), (0.08, 0.82), (0.91, 0.84)]
    air.random.shuffle(spots)
    for (px, py), size in zip(spots[:air.random.choice((1, 2, 2, 3))], (0.085, 0.05, 0.03)):
        x, y, r = w * px, h * py, 600 * size
        colour = air.pick("#d8825a", "#5a9ac8", "#c8b490", "#8a6ab0", "#6ab0a0", "#c85a4a")
        c.glow(x, y, r * 1.7, colour, 0.4)
        globe = ellipse(x, y, r)
        c.fill(globe, colour)
        with c.clip(globe):
            for k in range(5):
                c.fill(ellipse(x, y - r + 2 * r * (k + c.random.random()) / 5, r * 1.1, r * 0.1, 0.2),
                       faded(c.random.choice(("#fff0d8", "#301030")), 0.3))
            c.fill(globe, radial(x - r * 0.4, y - r * 0.45, r * 1.6, "#ffffff50", "#00000000", (0.65, "#060212b0"), "#060212f0"))
        if air.random.random() < 0.3:
            c.stroke(ellipse(x, y, r * 1.7, r * 0.35, -0.3), faded(mix(colour, "#ffffff", 0.5), 0.7), 3)
    return Stage({"space": (h * 0.42, h * 0.56)}, tint="#f4f2ff")


@setting("in the sky", "sky", weathers="clear cloudy")
def in_the_sky(c, air):
    w, h = c.width, c.height
    heaven(c, air._replace(weather="clear"), h * 1.02)
    light, shade = CLOUDS[air.time]
    light = mix(light, "#a8b0bc" if air.time == "day" else shade, 0.3 if air.dull else 0)
    for k in range(5):
        t = k / 4
        base, size = h * (0.68 + 0.27 * t), h * (0.03 + 0.05 * t)
        under, over = mix(light, shade, 0.55 - 0.15 * t), mix(light, "#ffffff", 0.1 if air.dark else 0.45)
        tones = (over, mix(light, shade, 0.12), faded(mix(light, shade, 0.35), 0.6), faded(under, 0))
        x = -size
        with c.layer(1.5 + 3 * t):
            c.fill(rect(0, base, w, h), vertical(base, base + size * 2.4, mix(light, shade, 0.22), under))
            while x < w + size:  # billows: many small rounds over few large ones, the lit side up
                grow = c.random.uniform(0.6, 1.5)
                for _ in range(2 + c.marks(5)):
                    r = size * grow * c.random.uniform(0.45, 0.8)
                    px, py = x + c.random.gauss(0, 0.7) * size, base - c.random.random() * size * grow * 0.7 + size * 0.3
                    c.fill(ellipse(px, py, r * 1.15, r), linear(px - r * 0.5, py - r, px + r * 0.3, py + r, *tones))
                x += size * c.random.uniform(0.9, 1.6) / (0.5 + 0.5 * c.detail)
    if air.dull:
        clouds(c, -30, h * 0.5, light, shade, 0.75, 130, 2.6)
    return Stage({"sky": (h * 0.38, h * 0.52)})

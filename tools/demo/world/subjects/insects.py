"""Small animals of the garden: butterfly, bee, ladybug, snail."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, mix

from . import subject
from .anatomy import blend, eye
from .plants import daisy_bloom, leaf


def _flower(c, random, y, tone, size=24):
    """A large open flower whose stem runs out of the picture below."""
    green = blend("#4f8f44", "#6aa548", random.random())
    c.solid(limb([(0, y + 4), (random.uniform(-5, 5), y + 70), (0, y + 330)], [3.6, 4, 6]), green, 1.6)
    for at, angle in ((40, 0.5), (54, 2.6)):
        leaf(c, 0, y + at, 30, -angle, green, 0.4)
    with c.placed(0, y):
        c.ctx.scale(1, 0.55)
        daisy_bloom(c, 0, 0, size, tone, random)


def _butterfly_wing(c, tone, edge, random, spots):
    """The two wings of the right side, spread from the body at (0, 0)."""
    for fore, outline in ((False, blob((0, 2), (14, 2), (28, 12), (29, 26), (20, 35), (9, 26), (3, 14))),
                          (True, blob((0, -2), (10, -22), (28, -39), (43, -40), (44, -26), (36, -10), (24, 3), (8, 5)))):
        c.solid(outline, tone, 6, 0.3, 0.3)
        with c.clip(outline):
            c.stroke(outline, edge, 7)
            for a in (-1.25, -0.95, -0.7, -0.4) if fore else (0.2, 0.6, 1.0, 1.3):
                c.stroke(curve((2, 0), (20 * math.cos(a + 0.1), 20 * math.sin(a + 0.1)), (52 * math.cos(a), 52 * math.sin(a))),
                         faded(edge, 0.75), 1)
            c.fill(ellipse(13, -10 if fore else 10, 6, 5, -0.6 if fore else 0.6), faded(tone.pale, 0.5))
        for x, y, r in spots[fore]:
            c.fill(ellipse(x, y, r), "#fffaf0")


@subject("butterfly", "animal", box=(96, 92), habitats="land sky", colours="orange blue yellow red purple pink white green",
         poses="flying sitting", size=0.48)
def butterfly(c, look):
    tone, random = look.tone(), look.random
    edge = mix("#1c161c", random.choice(("#3a2418", "#14203a")), random.random())
    spots = {True: [(38, -35.5, 1.5), (40.4, -29, 1.3), (37, -18, 1.2)], False: [(26, 17, 1.3), (25, 25, 1.3), (17, 30.6, 1.2)]}
    if look.pose == "sitting":
        _flower(c, random, -26, blend(random.choice(("#fbf6ee", "#f8d8e4", "#f6e49a")), "#ffffff", 0.2))
    fold, turn = random.uniform(0.62, 1), random.uniform(-0.45, 0.45)
    with c.placed(0, -52, 1, turn):
        for side in (-1, 1):
            with c.placed(0, 0, 1, 0, side < 0):
                c.ctx.scale(fold if side > 0 else min(1, fold + 0.15), 1)
                _butterfly_wing(c, tone, edge, random, spots)
        for side in (-1, 1):
            c.stroke(curve((0, -18), (side * 5, -28), (side * 9, -35)), edge, 1)
            c.fill(ellipse(side * 9, -35, 1.5), edge)
        c.solid(limb([(0, 24), (0, 4), (0, -14)], [2.4, 5.4, 5]), blend(edge, "#8a6a50", 0.25), 2, 0.3, 0.4)
        c.solid(ellipse(0, -17, 3.4), edge, 1.4, 0.3, 0.5)


@subject("bee", "animal", box=(92, 92), habitats="land sky", size=0.4)
def bee(c, look):
    random = look.random
    gold = blend("#f6bc24", "#f09c1c", random.random())
    with c.placed(0, -46, 1, random.uniform(-0.25, 0.15)):
        for points in (((-4, -14), (-22, -42), (-36, -40), (-34, -24), (-14, -12)),
                       ((2, -14), (-4, -46), (12, -52), (20, -38), (12, -16))):
            path = blob(*points)
            c.fill(path, "#eaf6ffb8")
            c.stroke(path, "#7a98b0", 0.9)
            c.stroke(curve(points[0], points[1], points[2]), "#7a98b080", 0.7)
        for x in (4, 13, 22):
            c.stroke(curve((x, 10), (x + 4, 19), (x, 25)), "#2a2024", 2)
        tail = blob((2, -16), (-16, -17), (-36, -6), (-43, 4), (-34, 11), (-14, 16), (4, 13))
        c.solid(tail, gold, 8, 0.4, 0.35)
        with c.clip(tail):
            for x in (-10, -22, -34):
                c.fill(limb([(x, -22), (x - 3, 0), (x + 1, 22)], [6.4] * 3), "#2a2024")
        c.fill(limb([(-42, 4), (-48, 6)], [3, 0.6]), "#2a2024")
        fuzz = ellipse(10, -2, 15, 15.6)
        c.solid(fuzz, blend(gold, "#c8841c", 0.25), 6, 0.36, 0.3)
        for _ in range(c.marks(90)):
            a, r = random.uniform(0, 2 * math.pi), random.uniform(3, 14)
            c.stroke(line((10 + r * math.cos(a), -2 + r * math.sin(a)),
                          (10 + (r + 3) * math.cos(a), -2 + (r + 3) * math.sin(a))),
                     faded(random.choice((gold.light, gold.dark)), 0.7), 0.7)
        c.solid(ellipse(28, 0, 11, 11), "#3a2c2c", 4, 0.3, 0.5)
        for x in (30, 24):
            c.stroke(curve((x, -9), (x + 7, -18), (x + 13, -19)), "#2a2024", 1.3)
            c.fill(ellipse(x + 13, -19, 1.7), "#2a2024")
        eye(c, 31, -2, 5, "#6a4a30", 0.66)
        c.stroke(curve((31, 7), (35, 7.4), (37.6, 4)), "#f0b878", 1)


@subject("ladybug", "animal", box=(92, 64), habitats="land table", colours="red orange yellow", size=0.36)
def ladybug(c, look):
    shell, random = look.tone(), look.random
    for x in (-18, 0, 18):
        c.stroke(curve((x, -10), (x + 4, -4), (x + 1, -0.6)), "#1c181c", 3)
    c.solid(ellipse(30, -20, 14, 14), "#1c181c", 5, 0.3, 0.5)
    for dx in (0, 7):
        c.stroke(curve((33 + dx, -31), (37 + dx, -42), (44 + dx, -44)), "#1c181c", 1.6)
        c.fill(ellipse(44 + dx, -44, 2), "#1c181c")
    dome = blob((-42, -8), (-36, -34), (-16, -52), (8, -52), (24, -38), (29, -10), (12, -7), (-20, -6))
    c.solid(dome, shell, 12, 0.42, 0.45)
    with c.clip(dome):
        for x, y, r in ((-26, -24, 6.4), (-8, -40, 6.6), (-6, -18, 6.6), (13, -30, 6), (14, -13, 4.6), (-34, -11, 4)):
            c.fill(ellipse(x + random.uniform(-2, 2), y, r, r * 0.92), "#1c181c")
    c.fill(ellipse(-14, -44, 9, 3.6, -0.35), "#ffffff60")
    c.fill(ellipse(35, -23, 5.6), "#fffaf0")
    eye(c, 36, -23, 3.9, "#3a2a28", 0.7)
    c.stroke(curve((36, -13), (40, -12), (42.6, -15)), "#f0d8c8", 1)


@subject("snail", "animal", box=(98, 68), habitats="land table", colours="brown yellow orange", size=0.42)
def snail(c, look):
    shell, random = look.tone(), look.random
    skin = blend("#d8b890", random.choice(("#b89a78", "#e4cca4")), random.random())
    body = blob((-46, 0), (-34, -8), (-8, -12), (18, -12), (26, -26), (30, -38), (40, -42), (46, -34), (43, -18), (38, -4),
                (30, 0))
    for x, tip in ((34, 31), (41, 47)):
        c.stroke(curve((x, -38), ((x + tip) / 2 + 1, -50), (tip, -58)), skin, 2.6)
        c.solid(ellipse(tip, -59, 3.6), skin, 1.4)
        eye(c, tip + 0.6, -59.4, 2.5, "#3a2a20", 0.7)
    c.solid(body, skin, 7, 0.4, 0.35)
    with c.clip(body):
        for _ in range(c.marks(40)):
            x, y = random.uniform(-40, 44), random.uniform(-38, -3)
            c.stroke(curve((x - 2, y), (x, y + 0.8), (x + 2, y)), faded(skin.dark, 0.5), 0.7)
    c.stroke(curve((46, -29), (43, -26.6), (40, -27)), skin.deep, 1)
    c.solid(ellipse(-8, -33, 29, 28), shell, 11, 0.44, 0.4)
    turns = [(-8 + (26 - 3.6 * k * 0.55) * math.cos(k * 0.55 + 1), -33 + (25 - 3.5 * k * 0.55) * math.sin(k * 0.55 + 1))
             for k in range(13)]
    c.stroke(curve(*turns), shell.deep, 2.4)
    c.stroke(curve(*((x - 1, y - 1.6) for x, y in turns)), faded(shell.pale, 0.6), 1.4)
    with c.clip(ellipse(-8, -33, 29, 28)):
        for k in range(16):
            a = k * math.pi / 8
            c.stroke(line((-8 + 20 * math.cos(a), -33 + 20 * math.sin(a)),
                          (-8 + 29 * math.cos(a + 0.12), -33 + 29 * math.sin(a + 0.12))), faded(shell.dark, 0.5), 1.6)

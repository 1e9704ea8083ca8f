"""Musical instruments."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical

from ..palette import Tone
from . import subject
from .touches import ball, gleam

BRASS = ("#fff0b0", "#f0c04c", "#b87a1c", "#f8d878", "#8a5410")


def grain(c, look, path, area, dark, count=14, alpha=0.3):
    """Lines of wood that run downwards through area = (x, y, width, height), within the path."""
    x, y, width, height = area
    with c.clip(path):
        for _ in range(c.marks(count)):
            at, sway = x + width * look.random.random(), look.random.uniform(-1.5, 1.5)
            c.stroke(curve((at, y), (at + sway, y + height * 0.5), (at, y + height)),
                     faded(dark, alpha * look.random.uniform(0.4, 1)), 0.6)


@subject("guitar", "instrument", box=(44, 100), habitats="floor land table", colours="brown red black blue yellow white",
         size=0.72, rests=True, make="acoustic electric")
def guitar(c, look):
    wood, electric = look.tone(), look.traits["make"] == "electric"
    if look.colour == "brown" and not electric:
        wood = Tone(mix(wood, "#d88a3c", 0.42))
    rim = "#fbeed0" if look.colour != "white" else "#c8a878"
    if electric:
        body = blob((0, -33), (8, -36), (14, -43), (17, -38), (15, -28), (16, -20), (20, -11), (15, -2), (0, 0), (-15, -2),
                    (-20, -11), (-15, -21), (-16, -30), (-20, -37), (-13, -40), (-6, -34))
    else:
        body = blob((0, -43), (11, -42), (16, -35), (12, -27), (14, -22), (22, -12), (16, -2), (0, 0), (-16, -2), (-22, -12),
                    (-14, -22), (-12, -27), (-16, -35), (-11, -42))
    with c.placed(1.6, 0):
        c.solid(body, wood.deep, 2, 0.4, 0.1)
    c.solid(body, radial(-4, -18, 30, wood.light, (0.5, wood), wood.dark), 4, 0.35, 0.3)
    grain(c, look, body, (-22, -42, 44, 42), wood.deep, 26, 0.25)
    c.stroke(body, rim, 0.9)
    if electric:
        guard = blob((2, -32), (10, -33), (12, -22), (14, -12), (6, -5), (-2, -10), (-8, -12), (-7, -22))
        c.solid(guard, "#f6f2e8" if look.colour not in ("white", "yellow") else "#2c2428", 1, 0.2, 0.2)
        for y in (-27, -21, -15):
            c.solid(rect(-5.5, y, 11, 3, 1.4), "#26242a", 0.8)
            c.fill(rect(-4.6, y + 1.1, 9.2, 0.7), "#c8c8d0")
        for x, y in ((11, -14), (13, -9)):
            ball(c, x, y, 1.7, "#d8d8dc")
        c.solid(rect(-6, -10, 12, 3.4, 1), "#c8c8d0", 1)
        bridge = -8
    else:
        for r, tone in ((8.4, wood.deep), (7.8, rim), (7.1, wood.dark)):
            c.fill(ellipse(0, -28, r), tone)
        c.fill(ellipse(0, -28, 6.4), radial(-1, -30, 8, "#140a08", "#2a160e"))
        c.solid(rect(-8, -12, 16, 3.2, 1.4), "#2f1710", 1)
        c.fill(rect(-6.4, -11.2, 12.8, 0.8), "#f8f0dc")
        bridge = -11
    neck = poly((-2.8, -33), (2.8, -33), (2, -85), (-2, -85))
    c.solid(neck, "#3a2018", 1.2, 0.3, 0.35)
    for k in range(14):
        y = -84.5 + 54 * (1 - 0.944 ** k)
        c.stroke(line((-2.2, y), (2.2, y)), "#d8d0bc", 0.35)
    for y in (-76, -68, -61, -50):
        c.fill(ellipse(0, y, 0.7), "#f8f0dc")
    head = blob((-2, -84), (-4.4, -87), (-4, -98), (0, -100), (4, -98), (4.4, -87), (2, -84))
    c.solid(head, wood if electric else wood.dark, 1.6, 0.4, 0.4)
    for k in range(3):
        for side in (-1, 1):
            y = -96 + 3.8 * k
            c.stroke(line((side * 3, y), (side * 5.4, y)), "#c8c8cc", 0.7)
            c.fill(ellipse(side * 6.4, y, 1.5, 1.1), "#f4ecd8")
    c.fill(rect(-2.3, -85.4, 4.6, 0.9), "#f8f0dc")
    for k in range(6):
        x = -1.6 + k * 0.64
        c.stroke(line((x, -85), (x * 1.9, bridge)), "#fff4d8c0", 0.28)
    gleam(c, -11, -12, 4, 8, 0.5, 0.5)


def keys(c, x, y, width, height, count=21):
    """A keyboard seen from its front."""
    c.fill(rect(x, y, width, height), vertical(y, y + height, "#e0d8c8", "#fffdf6", "#f0e8d8"))
    step = width / count
    for k in range(1, count):
        c.stroke(line((x + k * step, y), (x + k * step, y + height)), "#6a6470", 0.35)
        if k % 7 not in (0, 3):
            c.fill(rect(x + k * step - step * 0.3, y, step * 0.6, height * 0.6), "#1c1a20")


@subject("piano", "instrument", box=(100, 96), habitats="floor land", colours="black brown white red", size=0.68,
         make="grand upright")
def piano(c, look):
    wood = look.tone()
    shine = mix(wood, "#ffffff", 0.25 if look.colour != "white" else 0.8)
    if look.traits["make"] == "grand":
        c.fill(poly((-44, -48), (44, -48), (40, -84)), "#4a2c14")
        soundboard = poly((-44, -46), (43, -46), (38, -56), (-30, -56))
        c.fill(soundboard, linear(-40, 0, 40, 0, "#e8b860", "#c8863a"))
        for k in range(9):
            c.stroke(line((-30 + 8 * k, -47), (-22 + 7 * k, -56)), "#fff0c0a0", 0.5)
        c.stroke(line((35, -46), (31, -84)), wood.light, 1.8)
        lid = blob((-46, -50), (-45.5, -51), (-20, -68), (12, -86), (38, -96), (47, -94), (44, -86), (20, -72), (-20, -56),
                   (-45.5, -49.5))
        c.solid(lid, linear(-40, -50, 40, -90, wood.dark, wood, shine), 3, 0.35, 0.3)
        gleam(c, 10, -80, 22, 3.4, -0.52, 0.35)
        for x in (-40, 33):
            c.solid(poly((x, -30), (x + 7, -30), (x + 5.4, -3), (x + 1.6, -3)), wood, 2, 0.4, 0.3)
            c.fill(ellipse(x + 3.5, -2, 2.4, 2), "#d8b050")
        c.solid(rect(-2, -30, 4, 22), wood.dark, 1.5)
        c.solid(rect(-8, -10, 16, 5, 1), wood, 1.5)
        for x in (-5, 0, 5):
            c.fill(ellipse(x, -3.4, 1.4, 2.4), "#e0b84c")
        c.solid(rect(-48, -48, 96, 18, 2), wood, 4, 0.4, 0.35)
        c.solid(rect(-20, -62, 40, 13, 1), wood.light if look.colour == "black" else wood.dark, 2)
        top = -47
    else:
        c.solid(rect(-46, -84, 92, 84, 1.5), wood, 5, 0.4, 0.25)
        c.solid(rect(-49, -88, 98, 6, 1.5), wood.light if look.colour != "white" else wood, 2)
        for x in (-40, 4):
            c.stroke(rect(x, -78, 36, 22, 1), wood.dark, 1)
            c.stroke(rect(x + 1, -77, 36, 22, 1), faded(wood.pale, 0.4), 0.5)
        c.stroke(rect(-38, -26, 76, 19, 1), wood.dark, 1)
        for x in (-46, 38):
            c.solid(rect(x, -32, 8, 32, 1), wood.dark if look.colour != "white" else wood, 2)
        for x in (-5, 0, 5):
            c.fill(ellipse(x, -3, 1.4, 2), "#e0b84c")
        c.solid(rect(-49, -48, 98, 16, 1.5), wood, 3, 0.4, 0.3)
        gleam(c, -26, -70, 14, 7, -0.3, 0.2)
        top = -47
    if look.random.random() < 0.7:
        c.fill(poly((-13, top - 15), (0, top - 14), (0, top - 1), (-14, top - 2)), "#fbf8ee")
        c.fill(poly((13, top - 15), (0, top - 14), (0, top - 1), (14, top - 2)), "#efe9da")
        for side in (-1, 1):
            for k in range(4):
                c.stroke(line((side * 2, top - 11.5 + 2.4 * k), (side * 11.5, top - 12 + 2.4 * k)), "#5a5460", 0.4)
    c.fill(rect(-44, -45, 88, 3), wood.deep)
    c.fill(rect(-44, -43, 88, 1), "#a82c34")
    keys(c, -43, -42, 86, 9)
    c.fill(rect(-48, -33, 96, 3), vertical(-33, -30, shine, wood.dark))


def violin_body(c, look, wood):
    body = blob((0, -56), (9, -55), (14, -48), (10, -40), (8.5, -33), (11, -27), (18, -16), (13, -3), (0, 0), (-13, -3),
                (-18, -16), (-11, -27), (-8.5, -33), (-10, -40), (-14, -48), (-9, -55))
    c.solid(body, radial(-3, -24, 40, mix(wood, "#ffb860", 0.5), (0.5, wood), wood.deep), 4, 0.35, 0.35)
    grain(c, look, body, (-18, -56, 36, 56), wood.deep, 22, 0.3)
    c.stroke(body, faded(wood.deep, 0.8), 0.8)
    with c.placed(0, -2.4, 0.91):
        c.stroke(body, faded(wood.deep, 0.5), 0.4)


@subject("violin", "instrument", box=(46, 100), habitats="table floor land", size=0.7, rests=True)
def violin(c, look):
    wood = Tone(mix("#b05a24", "#8a3a1c", look.random.random()))
    with c.placed(17, 0, 1, look.random.uniform(0.08, 0.16)):
        c.solid(limb([(0, -2), (1.4, -50), (0, -96)], [2, 1.8, 1.5]), "#6a3418", 0.8)
        c.stroke(line((-2.2, -5), (-2.2, -93)), "#f4ecd8", 1)
        c.solid(rect(-3, -9, 4.6, 7, 1), "#26201e", 1)
    with c.placed(-6, 0, 1, -0.04):
        violin_body(c, look, wood)
        c.solid(poly((-1.6, -47), (1.6, -47), (1.3, -87), (-1.3, -87)), wood, 1, 0.3, 0.3)
        c.solid(poly((-2.6, -30), (2.6, -30), (1.4, -87), (-1.4, -87)), "#241a1c", 1, 0.2, 0.4)
        for side in (-1, 1):
            c.stroke(curve((side * 5, -29), (side * 6.6, -26), (side * 5.6, -21), (side * 6.8, -17), (side * 8, -19)), "#241210",
                     1.1)
        c.solid(poly((-2.4, -14), (2.4, -14), (1.4, -1), (-1.4, -1)), "#241a1c", 1, 0.2, 0.4)
        c.solid(rect(-5.2, -23, 10.4, 2.2, 1), "#e8c890", 0.8)
        c.fill(ellipse(-6.5, -3.5, 4, 3), "#241a1c")
        for k in range(4):
            x = -1.3 + 0.87 * k
            c.stroke(line((x * 0.7, -87), (x * 1.7, -22), (x * 0.9, -14)), "#f8f0e0d0", 0.35)
        for k, side in enumerate((-1, 1, -1, 1)):
            y = -89 - 2 * k
            c.stroke(line((0, y), (side * 4.6, y)), "#241a1c", 1)
            c.fill(ellipse(side * 5.4, y, 1.5, 1.2), "#3a2c2c")
        c.solid(limb([(0, -86), (0, -95)], [3, 3]), wood.dark, 1)
        c.solid(ellipse(0, -97, 2.6), wood, 1)
        c.stroke(ellipse(0, -97, 1.2), wood.deep, 0.6)
        gleam(c, -9, -12, 3, 7, 0.5, 0.55)


@subject("drum", "instrument", box=(92, 88), habitats="floor land table snow", colours="red blue green yellow white purple",
         size=0.52, rests=True)
def drum(c, look):
    shell, tall = look.tone(), look.random.uniform(42, 52)
    w, h = 40, 12
    gold = look.random.random() < 0.6
    metal = linear(-w, 0, w, 0, *(BRASS if gold else ("#ffffff", "#c8ccd4", "#868a96", "#f0f2f6", "#70747e")))
    top = -tall - h
    wall = joined(rect(-w, top, 2 * w, tall), ellipse(0, -h, w, h))
    c.solid(wall, linear(-w, 0, w, 0, shell.dark, (0.25, shell.light), (0.5, shell), shell.dark), 6, 0.3, 0.15)
    spots = [(w * math.cos(a), h * math.sin(a)) for a in (0.0, 0.5, 1.0, 1.57, 2.14, 2.64, 3.14)]
    style, cord = look.random.random() < 0.55, "#fff4dc" if look.colour != "white" else "#c84a3c"
    if style:
        for (ax, ay), (bx, by) in zip(spots, spots[1:]):
            middle = ((ax + bx) / 2, -h + (ay + by) / 2 - 2)
            c.stroke(line((ax, top + ay + 4), middle, (bx, top + by + 4)), cord, 1.8)
    else:
        for x, y in spots[1:-1]:
            c.stroke(line((x, top + y + 3), (x, -h + y - 3)), metal, 1.8)
            c.fill(rect(x - 2, (top - h) / 2 + y - 4, 4, 8, 1.6), metal)
    for y in (-h, top):
        band = curve(*((w * 1.02 * math.cos(a), y + (h + 0.5) * math.sin(a)) for a in (k * math.pi / 10 for k in range(11))))
        c.stroke(band, mix(shell, "#160c20", 0.6), 6.6, square=True)
        c.stroke(band, metal, 5.4, square=True)
    c.fill(ellipse(0, top - 1, w * 1.04, h * 1.1), metal)
    c.solid(ellipse(0, top - 1.6, w * 0.97, h * 0.98), vertical(top - h, top + h, "#e8e0d0", "#fffdf4"), 2, 0.2, 0.2)
    for side, turn in ((-1, 0.28), (1, -0.32)):
        x, y = side * 4, top + 2
        turn += look.random.uniform(-0.08, 0.08)
        far = (x - side * -44 * math.cos(turn), y - 24 - 10 * abs(turn))
        c.stroke(line((x - side * 12, y + 2), (far[0], far[1] + 3)), "#3a2c3030", 3)
        c.solid(limb([(x - side * 12, y - 1), far], [2.6, 4]), "#e0ac64", 1.2)
        c.solid(ellipse(x - side * 13, y - 1, 4.2, 3.2), "#e8bc78", 1.4)
    gleam(c, -24, top + tall * 0.55, 4, tall * 0.3, 0, 0.4)


@subject("trumpet", "instrument", box=(100, 46), habitats="table floor land snow", size=0.62, rests=True)
def trumpet(c, look):
    silver = look.random.random() < 0.15
    shades = ("#ffffff", "#d0d4dc", "#868a96", "#f0f2f6", "#6a6e78") if silver else BRASS
    def pipe(path, width):
        c.stroke(path, shades[4], width)
        c.stroke(path, shades[1], width * 0.72)
        with c.placed(-0.3, -0.7):
            c.stroke(path, shades[0], width * 0.22)
    pipe(curve((-24, -25), (-32, -24), (-34, -16), (-31, -8), (-22, -6), (4, -6), (14, -8), (17, -16), (14, -24)), 4.4)
    pipe(line((-42, -25), (16, -25)), 4.2)
    for k in range(3):
        x = -10 + 7.6 * k
        c.solid(rect(x - 3, -36 + look.random.choice((0, 1.5)), 6, 33, 2), linear(x - 3, 0, x + 3, 0, shades[0], shades[1],
            shades[2]), 1.2, 0.3, 0.2)
        c.fill(rect(x - 3.5, -31, 7, 2), shades[2])
        c.fill(rect(x - 3.5, -9, 7, 2), shades[2])
        c.fill(rect(x - 0.8, -42, 1.6, 7), shades[2])
        c.fill(ellipse(x, -42.6, 3, 1.5), shades[0])
    bell = blob((12, -27), (24, -27.5), (34, -31), (42, -39), (45, -44.4), (46.4, -45), (46.4, -5), (45, -5.6), (42, -11),
                (34, -19), (24, -22.5), (12, -23))
    c.solid(bell, vertical(-46, -4, shades[3], shades[1], shades[0], shades[1], shades[2]), 4, 0.4, 0.35)
    c.solid(ellipse(46.4, -25, 3.6, 21.5), linear(43, 0, 50, 0, shades[2], shades[4]), 1.5)
    c.stroke(ellipse(46.4, -25, 3.6, 21.5), shades[0], 1)
    c.solid(blob((-50, -29.5), (-48, -29.5), (-45, -26.6), (-40, -26.4), (-40, -23.6), (-45, -23.4), (-48, -20.5), (-50, -20.5)),
            shades[1], 1.4)
    c.solid(ellipse(-36, -25, 1.8, 3), shades[3], 0.8)


@subject("saxophone", "instrument", box=(56, 100), habitats="floor table land", size=0.68, rests=True)
def saxophone(c, look):
    gold = Tone(mix("#f0bc40", "#e0a02c", look.random.random()))
    paint = linear(-28, 0, 28, 0, "#fff0b0", gold, mix(gold, "#8a5410", 0.55))
    neck = limb([(-6, -80), (-8, -92), (-16, -95), (-25, -88)], [5, 4.6, 4, 3])
    c.solid(neck, paint, 1.6, 0.4, 0.4)
    c.solid(limb([(-22, -91.5), (-28, -84)], [4, 2.6]), "#1e1c22", 1.2, 0.3, 0.5)
    tube = limb([(-6, -82), (-5, -60), (-4, -36), (-3, -14), (5, -4), (14, -8), (17, -22), (19.4, -34), (21.4, -43)],
                [5.4, 7, 8.6, 10.5, 12.5, 13.5, 15.5, 19, 23])
    c.solid(tube, paint, 4, 0.42, 0.35)
    c.solid(ellipse(22.6, -51, 13.6, 5.4, 0.12), paint, 1.6, 0.3, 0.4)
    c.fill(ellipse(22.6, -51.4, 11.4, 4, 0.12), linear(10, 0, 34, 0, "#5a3408", "#9a6414", "#d8a030"))
    c.solid(rect(-11, -83, 10, 3, 1), gold.dark, 1)
    c.stroke(curve((-12, -74), (-13, -44), (-11, -18)), gold.dark, 1.1)
    for k in range(6):
        y, r = -72 + 9.4 * k, 2.5 + 0.22 * k
        x = -6.4 + 0.6 * k
        c.fill(ellipse(x + 0.5, y + 0.8, r * 1.1), gold.deep)
        ball(c, x, y, r, "#fbf4e0" if k % 2 else gold.light)
        c.stroke(ellipse(x, y, r), gold.dark, 0.5)
        c.stroke(line((x - r, y), (-12.4, y + 1)), gold.dark, 0.8)
    for x, y, r in ((9, -10, 4.6), (17, -28, 3.6)):
        c.fill(ellipse(x + 0.6, y + 0.9, r * 1.08), gold.deep)
        ball(c, x, y, r, gold)
        c.stroke(ellipse(x, y, r * 0.6), gold.light, 0.7)
    gleam(c, 15, -40, 2, 10, -0.1, 0.85)


@subject("accordion", "instrument", box=(100, 76), habitats="floor table land", colours="red blue green black white", size=0.58,
         rests=True)
def accordion(c, look):
    shell, stretch = look.tone(), look.random.uniform(0, 4)
    folds = 13
    left, right = -24, 22
    for k in range(folds):
        x, step = left + (right - left) * k / folds, (right - left) / folds
        bow = stretch * math.sin(math.pi * (k + 0.5) / folds) - 2
        c.fill(poly((x, -66 - bow), (x + step / 2, -69 - bow), (x + step / 2, -3), (x, -6)), mix(shell, "#160c20", 0.62))
        c.fill(poly((x + step / 2, -69 - bow), (x + step, -66 - bow), (x + step, -6), (x + step / 2, -3)),
               mix(shell, "#fff4e0", 0.12 if look.colour != "white" else 0.4))
        c.stroke(line((x + step / 2, -68 - bow), (x + step / 2, -4)), "#e8c878" if k % 2 else "#c8ccd4", 0.7)
    c.fill(rect(left, -72, right - left, 72), vertical(-72, 0, "#ffffff30", "#00000000", "#00000060"))
    c.solid(rect(-46, -74, 24, 74, 5), shell, 4, 0.4, 0.35)
    c.solid(rect(20, -74, 28, 74, 5), shell, 4, 0.4, 0.35)
    gold = vertical(-70, 0, *BRASS)
    for x in (-24.5, 20):
        c.fill(rect(x, -73, 3, 72, 1), gold)
    for row in range(8):
        for column in range(3):
            ball(c, -41 + column * 6, -64 + row * 7.6 + column * 1.6, 2, "#fbf4e4" if look.colour != "white" else "#3a3440")
    board = rect(34, -70, 16, 66, 1.5)
    c.solid(board, "#fbf8f0", 2, 0.3, 0.2)
    for k in range(1, 14):
        y = -70 + 66 * k / 14
        c.stroke(line((34, y), (50, y)), "#6a6470", 0.5)
        if k % 7 not in (0, 3):
            c.fill(rect(34, y - 1.5, 9.4, 3, 0.6), "#1c1a20")
    for k in range(5):
        y = -62 + 12 * k
        for s in (-1, 1):
            c.stroke(curve((24.6, y), (28, y + s * 3.4), (31.5, y)), gold, 1)
    c.fill(ellipse(28, -8, 3), gold)
    gleam(c, -35, -70, 9, 3, 0, 0.5)
    gleam(c, 27, -70, 6, 3, 0, 0.5)


@subject("harp", "instrument", box=(62, 100), habitats="floor land", size=0.72)
def harp(c, look):
    gold = Tone(look.random.choice(("#e0ac3c", "#d89a34", "#a8682c", "#8a4a24")))
    low, high = [(-18, -10), (-3, -30), (12, -54), (24, -78)], [(-22, -88), (-12, -82), (0, -76), (12, -80), (24, -82)]
    for k in range(19):
        t = (k + 0.7) / 20
        x = -20 + 42 * t
        top = -88 + 12 * math.sin(math.pi * min(1, t * 1.2) * 0.62)
        bottom = -8 - 72 * t ** 1.08
        c.stroke(line((x, top), (x, bottom)), "#c8342c" if k % 7 == 0 else ("#3a4a8a" if k % 7 == 3 else "#a88040"), 0.6)
    board = limb([(-22, -6), (0, -30), (14, -54), (26, -80)], [15, 11, 8, 6])
    c.solid(board, linear(-20, 0, 26, -30, gold.light, gold, gold.dark), 3, 0.4, 0.35)
    grain(c, look, board, (-30, -82, 60, 80), gold.deep, 16, 0.3)
    pillar = limb([(-27, -4), (-26.5, -46), (-26, -88)], [6.6, 5.4, 6])
    c.solid(pillar, linear(-30, 0, -22, 0, gold.light, gold, gold.dark), 2, 0.35, 0.35)
    for y in (-16, -30, -44, -58, -72):
        c.fill(rect(-30, y, 7.4, 2, 0.8), gold.light)
    neck = limb([(-27, -91), (-16, -90), (-4, -79), (10, -81), (20, -90), (28, -82)], [9, 9, 7, 6.4, 8, 8])
    c.solid(neck, linear(0, -96, 0, -76, gold.light, gold, gold.dark), 3, 0.4, 0.4)
    c.stroke(curve((-22, -88), (-14, -85), (-4, -76.5), (10, -78.5), (20, -86)), gold.pale, 0.9)
    c.solid(blob((-33, -92), (-32, -98), (-27, -100), (-22, -98), (-21, -92), (-27, -89)), gold, 2, 0.35, 0.4)
    c.stroke(ellipse(-27, -95, 2.4), gold.dark, 0.8)
    c.solid(poly((-33, -7), (-12, -10), (6, -4), (8, 0), (-33, 0)), gold.dark, 2)

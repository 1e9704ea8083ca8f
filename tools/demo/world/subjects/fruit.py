"""Fruit and vegetables."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, vertical

from ..palette import Tone
from . import subject
from .touches import ball, citrus, gleam, leaf, ring, rounded, specks

STILL = "table floor land snow"
LEAF = ("#4a9a3c", "#3a8a44", "#6aae3e")


def jitter(look, *points, by=1.0):
    """The points, each moved a little."""
    return [(x + look.random.uniform(-by, by), y + look.random.uniform(-by, by)) for x, y in points]


@subject("apple", "food", box=(88, 100), habitats=STILL, colours="red green yellow", size=0.5, rests=True)
def apple(c, look):
    skin, wide = look.tone(), look.random.uniform(0.94, 1.05)
    outline = [(0, -75), (17, -83), (37, -73), (43, -47), (33, -14), (14, 0), (0, -4), (-14, 0), (-33, -14), (-43, -47),
               (-37, -73), (-17, -83)]
    body = blob(*jitter(look, *((x * wide, y) for x, y in outline)))
    c.solid(body, rounded(-2, -44, 46, skin), 13, 0.4, 0.25)
    blush = {"red": "#ffc24a", "green": "#dcd84a", "yellow": "#f08a30"}[look.colour]
    with c.clip(body):
        c.fill(ellipse(0, -76, 30, 11), radial(0, -76, 26, faded(blush, 0.6), faded(blush, 0)))
        for _ in range(c.marks(60)):
            a, far = look.random.uniform(-1, 1), look.random.uniform(0.6, 1)
            c.stroke(curve((6 * a, -74), (36 * a * far, -58), (34 * a * far, -74 + 60 * far)),
                     faded(look.random.choice((blush, skin.dark)), 0.16), 0.9)
        c.fill(ellipse(0, -73, 13, 6), radial(0, -75, 12, skin.deep, faded(skin.dark, 0.6), faded(skin.dark, 0)))
    specks(c, look, body, (-40, -76, 80, 66), 46, (mix(skin, "#fff8d0", 0.7),), 0.55)
    bend = look.random.uniform(-4, 8)
    c.solid(limb([(0, -73), (1, -84), (bend, -97)], [2.6, 2.8, 4.6]), "#6a4426", 1.6)
    if look.random.random() < 0.8:
        leaf(c, 1, -82, look.random.uniform(26, 32), look.random.uniform(-0.6, -0.15), look.random.choice(LEAF), 0.28)
    gleam(c, -21, -58, 10, 15, 0.5, 0.85)
    gleam(c, 28, -22, 5, 15, 0.5, 0.3)


@subject("banana", "food", box=(100, 62), habitats=STILL, colours="yellow green", size=0.56, rests=True, state="peeled none")
def banana(c, look):
    skin = look.tone()
    green = mix(skin, "#5a9a30", 0.5)
    if look.traits.get("state") == "peeled":
        flesh = limb([(-16, -6), (8, -20), (30, -44), (38, -58)], [22, 22, 18, 9])
        c.solid(flesh, "#fbf0c8", 6, 0.3, 0.3)
        with c.clip(flesh):
            for k in (-5, 0, 5):
                c.stroke(curve((-16 + k, -8), (10 + k, -18 - k), (34 + k, -52)), "#e0c88880", 0.8)
        half = limb([(-48, -22), (-34, -10), (-14, -8), (2, -18)], [5, 18, 25, 21])
        for x, y, turn, reach in ((2, -22, 0.5, 32), (-2, -28, -0.9, 30), (4, -16, 1.1, 17)):
            reach *= look.random.uniform(0.9, 1.05)
            with c.placed(x, y, 1, turn + look.random.uniform(-0.12, 0.12)):
                c.solid(blob((-6, -6), (reach * 0.5, -10), (reach, -1), (reach * 0.5, 3), (-6, 7)),
                        linear(0, -8, 0, 5, skin, skin, "#fbf0c8"), 3, 0.3, 0.2)
    else:
        tip = limb([(46, -56), (49, -60)], [6, 4])
        c.solid(tip, "#5a3c20", 1.5)
        half = limb([(-45, -40), (-36, -22), (-12, -9), (18, -16), (38, -38), (47, -57)], [7, 18, 24, 25, 19, 6])
    c.solid(half, skin, 9, 0.42, 0.35)
    with c.clip(half):
        peeled = look.traits.get("state") == "peeled"
        ridge = [(-46, -20), (-30, -10), (-8, -10), (4, -18)] if peeled else [(-45, -38), (-32, -22), (-10, -13), (16, -19),
            (34, -38), (47, -58)]
        c.stroke(curve(*ridge), skin.pale, 2.6)
        c.stroke(curve(*((x, y + 3) for x, y in ridge)), faded(mix(skin, "#8a5a10", 0.5), 0.45), 1.2)
        c.fill(ellipse(-46, -34, 16, 14), radial(-46, -36, 15, faded(green, 0.8), faded(green, 0)))
    specks(c, look, half, (-40, -34, 76, 34), 26, ("#6a4418",), 0.8, 0.55)
    end = (-50, -22) if look.traits.get("state") == "peeled" else (-46, -44)
    c.solid(limb([end, (end[0] + 3, end[1] + 6)], [5.5, 6.5]), "#6a5024", 2)


@subject("orange", "food", box=(92, 92), habitats=STILL, size=0.48, rests=True, cut="halved none")
def orange(c, look):
    skin, halved = look.tone("orange"), look.traits.get("cut") == "halved"
    x, y, r = (-10, -50, 36) if halved else (0, -43, 43)
    c.solid(ellipse(x, y, r, r * 0.98), rounded(x, y, r, skin), 13, 0.4, 0.2)
    specks(c, look, ellipse(x, y, r), (x - r, y - r, 2 * r, 2 * r), 190, (skin.dark, skin.light, skin.pale), 0.7, 0.5)
    for a in ring(5, look.random.random()):
        c.stroke(line((x + 2, y - r * 0.86), (x + 2 + 5 * math.cos(a), y - r * 0.86 + 3 * math.sin(a))), "#5a7a2c", 1.8)
    leaf(c, x + 2, y - r * 0.88, 27, look.random.uniform(-0.45, 0), look.random.choice(LEAF), 0.28)
    gleam(c, x - r * 0.4, y - r * 0.45, r * 0.28, r * 0.2, -0.7, 0.75)
    if halved:
        c.shadow(ellipse(20, -24, 24), 4, 0.35, -2, 2)
        citrus(c, 20, -25, 25, "#ffa02e", skin)


@subject("strawberry", "food", box=(84, 100), habitats=STILL, size=0.48, rests=True)
def strawberry(c, look):
    skin = look.tone("red")
    body = blob(*jitter(look, (0, -78), (24, -82), (39, -66), (35, -38), (16, -9), (0, 0), (-16, -9), (-35, -38), (-39, -66),
                        (-24, -82)))
    c.solid(body, radial(-14, -56, 66, skin.light, (0.3, skin), (0.85, skin.dark), skin.deep), 13, 0.4, 0.3)
    with c.clip(body):
        for row in range(8):
            for column in range(-5, 6):
                y = -72 + row * 9.6
                x = (column + row % 2 / 2) * 10.5 * math.cos(min(1, abs(column) / 7)) + look.random.uniform(-0.8, 0.8)
                c.fill(ellipse(x, y + 0.8, 1.9, 2.7), skin.dark)
                c.fill(ellipse(x, y, 1.3, 2.1), "#ffdc78")
    for k, a in enumerate(ring(7, look.random.uniform(0, 0.6))):
        reach = look.random.uniform(24, 31)
        leaf(c, 0, -80, reach if math.sin(a) > -0.3 else reach * 0.7, math.atan2(math.sin(a) * 0.5, math.cos(a)),
             look.random.choice(LEAF), 0.22)
    c.solid(limb([(0, -80), (2, -90), (look.random.uniform(-6, 8), -99)], [3.4, 3, 3.6]), "#5a9a3c", 1.6)
    gleam(c, -20, -62, 8, 14, 0.4, 0.7)


@subject("watermelon", "food", box=(100, 74), habitats=STILL, size=0.58, rests=True, cut="sliced whole")
def watermelon(c, look):
    rind, flesh = look.tone("green"), mix("#f2404c", "#ff6a5a", look.random.random())
    if look.traits["cut"] == "whole":
        body = ellipse(0, -35, 49, 35)
        c.solid(body, radial(-16, -52, 84, mix(rind, "#c8e88a", 0.6), mix(rind, "#8ac850", 0.4), rind.dark), 13, 0.45, 0.3)
        with c.clip(body):
            for k in range(-4, 5):
                bow = k * 9.2
                points = [(-52 + 104 * t / 8, -35 + bow * math.sin(math.pi * (0.06 + 0.88 * t / 8)) + look.random.uniform(-1.4,
                    1.4)) for t in range(9)]
                c.stroke(curve(*points), mix(rind, "#0c3018", 0.66), look.random.uniform(2.6, 4.4))
        c.solid(limb([(47, -40), (52, -46), (50, -54)], [4, 3, 3.6]), "#7a8a3c", 1.5)
        gleam(c, -18, -56, 17, 7, -0.2, 0.7)
        return
    tip = look.random.uniform(-4, 4)
    for grow, paint in ((0, rind.dark), (2.2, mix(rind, "#a8d860", 0.35)), (5.5, "#f4f6d4"), (8.5, "#fbc8b4")):
        c.fill(blob((tip, -74), (tip + 0.5, -73.5), (48 - grow * 0.9, -16 - grow * 0.3), (46 - grow, -10 - grow), (0, 0 - grow),
                    (-46 + grow, -10 - grow), (-48 + grow * 0.9, -16 - grow * 0.3), (tip - 0.5, -73.5)), paint)
    face = blob((tip, -74), (tip + 0.5, -73.5), (40, -22), (38, -19), (0, -10.5), (-38, -19), (-40, -22), (tip - 0.5, -73.5))
    c.solid(face, vertical(-74, -8, mix(flesh, "#e01c3c", 0.3), flesh, mix(flesh, "#ffb0a0", 0.3)), 5, 0.25, 0.3)
    with c.clip(face):
        c.texture(5, "#b81c34", "#ffc8b8", 0.35, 3)
    for x, y in [(-24, -24), (-12, -30), (0, -22), (12, -31), (25, -24), (-6, -42), (7, -45), (0, -57), (-16, -19), (16, -19)]:
        if look.random.random() < 0.9:
            with c.placed(x + look.random.uniform(-2, 2) + tip * 0.5, y, 1, -x * 0.012):
                c.fill(blob((0, -3.4), (1.7, 0.4), (0, 2.4), (-1.7, 0.4)), "#24120e")
                c.fill(ellipse(-0.5, 0, 0.4, 1), "#ffffffa0")
    gleam(c, -14, -44, 4, 18, 0.5, 0.35)


@subject("grapes", "food", box=(76, 100), habitats=STILL, colours="purple green", size=0.56, rests=True)
def grapes(c, look):
    skin = Tone(mix(look.tone(), "#c8dc50", 0.42)) if look.colour == "green" else look.tone()
    c.solid(limb([(-2, -70), (1, -84), (-5, -98)], [3, 3, 5]), "#7a5a30", 1.6)
    c.stroke(curve((1, -84), (14, -92), (20, -86), (16, -82)), "#8a9a44", 1.3)
    for a, reach in ((-2.9, 30), (-0.25, 32)):
        leaf(c, 0, -82, reach, a + look.random.uniform(-0.2, 0.2), look.random.choice(LEAF), 0.42)
    bunch = blob((0, -80), (32, -74), (34, -48), (14, -12), (0, 0), (-14, -12), (-34, -48), (-32, -74))
    c.fill(bunch, skin.deep)
    rows = [(-8, 1), (-19, 2), (-31, 3), (-43, 4), (-55, 5), (-66, 5), (-74, 4)]
    spots = [(14.2 * (k - (count - 1) / 2), y) for y, count in rows for k in range(count)]
    spots = jitter(look, *spots, by=1.5)
    look.random.shuffle(spots)
    for x, y in spots:
        tint = mix(skin, look.random.choice(("#ffffff", "#200830", "#d04a8a" if look.colour == "purple" else "#f0e880")),
                   look.random.uniform(0, 0.18))
        c.fill(ellipse(x + 0.8, y + 1.4, 8.5), faded(skin.deep, 0.75))
        ball(c, x, y, 8.1, tint)
        c.stroke(lambda ctx: ctx.arc(x, y, 6.8, 0.3, 1.7), faded(mix(skin, "#ffffff", 0.6), 0.35), 0.9)
        gleam(c, x - 2.8, y - 3.2, 2.4, 1.8, -0.7, 0.95)
    c.solid(bunch, "#00000000", 22, 0.4, 0)


@subject("pear", "food", box=(72, 100), habitats=STILL, colours="green yellow", size=0.52, rests=True)
def pear(c, look):
    skin = mix(look.tone(), "#e0e060", 0.25) if look.colour == "green" else look.tone()
    body = blob(*jitter(look, (0, -86), (14, -80), (18, -60), (32, -38), (34, -18), (18, -1), (0, -2), (-18, -1), (-34, -18),
                        (-32, -38), (-18, -60), (-14, -80), by=0.8))
    c.solid(body, radial(-12, -40, 62, mix(skin, "#fffbe0", 0.5), (0.4, skin), mix(skin, "#3a4a10", 0.45)), 11, 0.4, 0.25)
    with c.clip(body):
        blush = look.random.choice(("#e07a3a", "#d8a02c"))
        c.fill(ellipse(20, -34, 24, 34), radial(24, -30, 30, faded(blush, 0.55), faded(blush, 0)))
    specks(c, look, body, (-34, -84, 68, 82), 90, ("#7a6a2c",), 0.5, 0.55)
    c.solid(limb([(0, -84), (2, -92), (look.random.uniform(-3, 9), -100)], [2.4, 2.6, 4]), "#6a4426", 1.5)
    leaf(c, 1, -88, 24, look.random.uniform(-0.3, 0.3), look.random.choice(LEAF), 0.26)
    gleam(c, -15, -34, 7, 12, 0.2, 0.7)
    gleam(c, -8, -70, 3.5, 8, 0.15, 0.5)


@subject("lemon", "food", box=(100, 68), habitats=STILL, size=0.52, rests=True, cut="halved none")
def lemon(c, look):
    skin, halved = look.tone("yellow"), look.traits.get("cut") == "halved"
    with c.placed(-8 if halved else 0, -34, 0.86 if halved else 1, look.random.uniform(-0.12, 0.06)):
        body = blob((-49, 1), (-43, -7), (-28, -27), (0, -34), (28, -27), (42, -8), (49, 0), (42, 8), (28, 27), (0, 33),
                    (-28, 27), (-43, 8))
        c.solid(body, radial(-14, -14, 62, skin.pale, (0.3, skin), mix(skin, "#b87a08", 0.6)), 12, 0.32, 0.25)
        specks(c, look, body, (-44, -32, 88, 64), 150, (mix(skin, "#a86c04", 0.5), skin.pale), 0.7, 0.5)
        leaf(c, -46, -1, 30, look.random.uniform(-1.1, -0.7), look.random.choice(LEAF), 0.27)
        gleam(c, -14, -18, 13, 6, -0.3, 0.85)
    if halved:
        c.shadow(ellipse(26, -21, 21), 4, 0.35, -2, 2)
        citrus(c, 26, -22, 22, "#fbe24a", skin)


@subject("pineapple", "food", box=(56, 100), habitats=STILL, size=0.66, rests=True)
def pineapple(c, look):
    skin = mix("#e8a834", "#d8892c", look.random.random())
    for layer, (count, tall, tint) in enumerate(((7, 42, "#2f6a3c"), (6, 36, "#43884a"), (5, 26, "#68aa58"))):
        for k in range(count):
            lean = (k - (count - 1) / 2) / count * (1.9 + 0.3 * layer)
            reach = tall * look.random.uniform(0.86, 1.04) * (1 - 0.16 * abs(lean))
            with c.placed(lean * 7, -56, 1, lean):
                blade = blob((-3.6, 2), (-3.4, -reach * 0.5), (lean * 6, -reach), (3.4, -reach * 0.5), (3.6, 2))
                c.fill(blade, linear(-4, 0, 4, 0, mix(tint, "#e8ffc0", 0.4), tint, mix(tint, "#0c2818", 0.4)))
    body = blob((-17, -58), (0, -61), (17, -58), (26, -34), (20, -6), (0, 0), (-20, -6), (-26, -34))
    c.solid(body, linear(-26, 0, 26, 0, mix(skin, "#ffe890", 0.4), skin, mix(skin, "#6a3408", 0.6)), 9, 0.4, 0.2)
    with c.clip(body):
        for row in range(9):
            for column in range(-3, 4):
                x, y = (column + row % 2 / 2) * 9.4, -60 + row * 7.6
                c.fill(poly((x, y - 6.4), (x + 4.3, y), (x, y + 6.4), (x - 4.3, y)),
                       linear(x - 4, y - 5, x + 4, y + 5, faded("#ffe078", 0.85), faded("#c87418", 0.7), faded("#6a3808", 0.75)))
                c.fill(poly((x - 1.4, y + 1), (x, y - 3), (x + 1.4, y + 1)), "#7a6a28")
    c.solid(body, "#00000000", 12, 0.4, 0.1)


@subject("carrot", "food", box=(100, 44), habitats=STILL, size=0.58, rests=True)
def carrot(c, look):
    root = look.tone("orange")
    for k in range(7):
        rise, reach = -26 + 7 * k + look.random.uniform(-2, 2), look.random.uniform(26, 34) - abs(k - 3) * 2.5
        tip = (-20 - reach, -20 + (rise + 5) * 0.75)
        c.stroke(curve((-14, -19), (-26, -20 + (rise + 5) * 0.25), tip), look.random.choice(LEAF), 1.8)
        for m in range(1, 7):
            t = m / 6.5
            x, y = -14 + (tip[0] + 14) * t, -19 + (tip[1] + 19) * t
            for side in (-0.8, 0.8):
                a = math.pi + side
                c.fill(ellipse(x + 3 * math.cos(a), y + 3 * math.sin(a), 3.6, 1.5, a), look.random.choice(LEAF))
    body = limb([(-15, -20), (-4, -20), (20, -15), (40, -9), (50, -5)], [20, 25, 19, 9, 2])
    c.solid(body, linear(-4, -34, 4, -4, root.light, root, mix(root, "#b83a08", 0.6)), 8, 0.4, 0.3)
    with c.clip(body):
        for _ in range(13):
            x = look.random.uniform(-16, 40)
            y = -24 + x * 0.22 + look.random.uniform(-8, 12)
            c.stroke(curve((x, y), (x + 2, y + 2.4), (x + 1.4, y + 5)), faded(mix(root, "#8a2a00", 0.6), 0.7), 1)
    gleam(c, 6, -25, 18, 3, 0.25, 0.6)


@subject("tomato", "food", box=(92, 84), habitats=STILL, colours="red yellow", size=0.48, rests=True)
def tomato(c, look):
    skin = look.tone()
    body = blob(*jitter(look, (0, -70), (20, -75), (41, -60), (45, -36), (32, -8), (0, 0), (-32, -8), (-45, -36), (-41, -60),
                        (-20, -75)))
    c.solid(body, rounded(-2, -36, 46, skin), 12, 0.4, 0.25)
    with c.clip(body):
        for x in (-26, -10, 12, 28):
            c.stroke(curve((x * 0.2, -70), (x, -52), (x * 1.15, -24)), faded(skin.dark, 0.12), 7)
    for a in ring(6, look.random.random()):
        leaf(c, 0, -69, look.random.uniform(20, 27), math.atan2(math.sin(a) * 0.42, math.cos(a)), look.random.choice(LEAF), 0.15)
    c.solid(limb([(0, -69), (1, -76), (look.random.uniform(2, 8), -83)], [4, 3.4, 4.2]), "#4a7a34", 1.6)
    gleam(c, -22, -52, 10, 8, -0.6, 0.9)
    gleam(c, 28, -16, 5, 12, 0.7, 0.3)

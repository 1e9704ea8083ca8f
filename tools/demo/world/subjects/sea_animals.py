"""Animals of the water: fish, turtle, whale, dolphin, octopus, frog, shark, jellyfish, crab."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, mix, poly, vertical

from . import subject
from .anatomy import blend, eye, patch


def _rayed(c, path, root, tone, random):
    """A fin with its rays."""
    c.solid(path, tone, 4, 0.34, 0.25)
    with c.clip(path):
        for k in range(18):
            angle = k * 0.35 + random.uniform(-0.05, 0.05)
            c.stroke(line(root, (root[0] + 70 * math.cos(angle), root[1] + 70 * math.sin(angle))), faded(tone.deep, 0.3), 0.7)


@subject("fish", "animal", box=(104, 66), habitats="underwater",
         colours="orange yellow blue red green purple pink white black grey",
         size=0.5, pattern="plain striped spotted")
def fish(c, look):
    scales, random = look.tone(), look.random
    other = blend({"white": "#f08a24", "black": "#f6d02c", "grey": "#3a4460", "yellow": "#2f4a9a",
                   "blue": "#fadc4a"}.get(look.colour, "#fffaf0"), scales, 0.06)
    fin = blend(scales, random.choice(("#fff0a0", "#ffffff", "#301850")), random.uniform(0.2, 0.45))
    tall = random.uniform(0.8, 1.1)
    with c.placed(2, -33):
        with c.placed(0, 0, 1, random.uniform(-0.08, 0.08)):
            fork = random.uniform(2, 12)
            _rayed(c, blob((-30, 0), (-46, -19), (-54, -22), (-50 + fork, 0), (-54, 22), (-46, 19)), (-28, 0), fin, random)
            _rayed(c, blob((20, -18 * tall), (6, -31 * tall), (-16, -28 * tall), (-26, -12 * tall), (0, -14 * tall)), (-4, -6),
                   fin, random)
            _rayed(c, blob((2, 16 * tall), (-8, 28 * tall), (-20, 27 * tall), (-22, 12 * tall)), (-8, 8), fin, random)
            body = blob((44, 1), (36, -12 * tall), (10, -23 * tall), (-16, -19 * tall), (-35, -5), (-35, 5), (-16, 18 * tall),
                        (10, 22 * tall), (36, 12 * tall))
            c.solid(body, scales, 11, 0.4, 0.35)
            with c.clip(body):
                if look.traits.get("pattern") == "striped":
                    for x in (19, -2, -23):
                        c.fill(limb([(x + 2, -26), (x - 3 + random.uniform(-1, 1), 0), (x + 2, 26)], [9.4] * 3),
                               mix(other, "#181420", 0.75))
                        c.fill(limb([(x + 2, -26), (x - 3, 0), (x + 2, 26)], [7] * 3), other)
                elif look.traits.get("pattern") == "spotted":
                    for _ in range(16):
                        c.fill(patch(random, random.uniform(-32, 22), random.uniform(-18, 16), random.uniform(2, 3.6)), other)
                c.fill(ellipse(6, 20, 34, 8), faded(scales.pale, 0.4))
                for x in range(-30, 22, 6):
                    for row in range(-3, 4):
                        y = row * 5.6 + (x // 6 % 2) * 2.8
                        c.stroke(curve((x + 2, y - 2.6), (x - 1.4, y), (x + 2, y + 2.6)), faded(scales.deep, 0.22), 0.6)
                c.stroke(curve((27, -15), (22, 0), (27, 14)), faded(scales.deep, 0.55), 1.2)
            _rayed(c, blob((15, 2), (4, -4), (-7, 5), (0, 13), (12, 9)), (15, 4), fin, random)
            c.fill(ellipse(32, -4, 5.6), "#fff8e8")
            eye(c, 32.6, -4, 3.9, "#3a2a28", 0.7)
            c.stroke(curve((44, 3), (40, 6), (36, 5.4)), faded(scales.deep, 0.8), 1.1)


@subject("turtle", "animal", box=(104, 62), habitats="underwater land", colours="green brown", size=0.55)
def turtle(c, look):
    shell, random = look.tone(), look.random
    skin = blend("#8aa85a" if look.colour == "green" else "#b09a6a", shell, random.uniform(0.1, 0.4))

    def flipper(points, widths, tone):
        path = limb(points, widths)
        c.solid(path, tone, 3, 0.4, 0.3)
        with c.clip(path):
            for _ in range(c.marks(26)):
                x, y = points[1][0] + random.uniform(-16, 16), points[1][1] + random.uniform(-14, 14)
                c.fill(patch(random, x, y, 1.7), faded(mix(tone, "#160c20", 0.38), 0.6))
    flipper([(12, -18), (26, -8), (34, -3)], [13, 10, 4], skin.dark)
    flipper([(-30, -14), (-40, -6), (-47, -2)], [10, 8, 4], skin.dark)
    c.solid(limb([(26, -22), (38, -30), (44, -34)], [16, 13, 12]), skin, 4, 0.4, 0.3)
    with c.placed(44, -38):
        head = blob((-10, 2), (-7, -9), (3, -11), (11, -5), (13, 2), (8, 8), (-3, 9))
        c.solid(head, skin, 5, 0.36, 0.35)
        with c.clip(head):
            for x, y in ((-5, -7), (0, -9), (-8, -1), (-3, -4), (5, -8)):
                c.fill(patch(random, x, y, 1.8), faded(skin.dark, 0.6))
        eye(c, 3.6, -3, 2.7, "#3a2a18")
        c.stroke(curve((12, 3), (8, 5.4), (3, 4.6)), skin.deep, 0.9)
    rim = blob((-44, -14), (-36, -22), (0, -26), (32, -22), (37, -15), (20, -9), (-26, -8))
    c.solid(rim, blend(skin, "#f0e0a0", 0.35), 4, 0.4, 0.3)
    dome = blob((-43, -16), (-36, -36), (-16, -50), (8, -50), (26, -38), (35, -18), (14, -15), (-20, -14))
    c.solid(dome, shell, 11, 0.44, 0.4)
    with c.clip(dome):
        for x, y, r in ((-24, -31, 9), (-4, -36, 11), (16, -30, 9), (-35, -19, 7), (-14, -19, 8), (7, -19, 8), (26, -18, 7),
                        (-14, -50, 8), (8, -50, 8)):
            plate = poly(*((x + r * math.cos(a + 0.5), y + r * 0.9 * math.sin(a + 0.5))
                           for a in [k * math.pi / 3 for k in range(6)]))
            c.fill(plate, faded(shell.dark, 0.55))
            c.stroke(plate, faded(shell.pale, 0.7), 1)
    flipper([(20, -14), (26, -6), (20, -1)] if random.random() < 0.5 else [(18, -16), (30, -8), (38, -1)], [15, 13, 5], skin)
    flipper([(-26, -12), (-32, -5), (-38, -1)], [12, 9, 5], skin)


@subject("whale", "animal", box=(118, 84), habitats="water", colours="blue grey black", size=0.72, many=2)
def whale(c, look):
    skin, random = look.tone(), look.random
    pale = blend(skin, "#f4f8fa", 0.75)
    jet = random.uniform(0.8, 1.1)
    with c.layer(0.8, 0.85):
        for angle in (-2.5, -2.15, -1.8, -1.35, -1.0, -0.65):
            x, y = 30, -44
            reach = 17 * jet
            c.stroke(curve((x, y), (x + reach * 0.4 * math.cos(angle), y - 20 * jet),
                           (x + reach * math.cos(angle), y - 31 * jet + 4), (x + reach * 1.3 * math.cos(angle), y - 22 * jet)),
                     "#e8f8ff", 2.6)
        for _ in range(c.marks(36)):
            c.fill(ellipse(30 + random.gauss(0, 13), -62 - random.uniform(0, 22) * jet, random.uniform(0.6, 1.6)), "#f4fcff")
    fluke = limb([(-28, -10), (-44, -22), (-48, -42)], [26, 14, 8])
    c.solid(fluke, skin, 5, 0.4, 0.35)
    c.solid(blob((-48, -40), (-60, -46), (-66, -58), (-52, -56), (-47, -50), (-42, -57), (-28, -60), (-34, -48)), skin, 4, 0.4,
            0.4)
    body = blob((-40, 3), (-34, -16), (-12, -36), (18, -46), (44, -40), (57, -22), (56, 3), (0, 5))
    with c.clip(poly((-70, -90), (70, -90), (70, 2), (-70, 2))):
        c.solid(body, skin, 14, 0.42, 0.4)
        with c.clip(body):
            c.fill(blob((62, -18), (46, -16), (24, -12), (2, 0), (0, 8), (62, 8)), pale)
            for k in range(6):
                c.stroke(curve((58, -13 + k * 3), (36, -9 + k * 3), (10, 2 + k * 3)), faded(skin.dark, 0.6), 0.8)
            c.stroke(curve((58, -19), (46, -17), (34, -15)), skin.deep, 1.2)
            for _ in range(c.marks(20)):
                c.fill(ellipse(random.uniform(-24, 34), random.uniform(-42, -24), random.uniform(0.6, 1.8)),
                       faded(skin.pale, 0.4))
        c.solid(blob((14, -8), (22, -4), (12, 12), (2, 14), (6, 2)), skin.dark, 3)
    eye(c, 33, -21, 2.7, "#2a3040", 0.7)
    for x, wide in ((4, 62), (-48, 13)):
        for k in range(3):
            c.stroke(curve((x - wide, 1 + k * 0.6), (x - wide * 0.4, -0.6 + k), (x + wide * 0.3, 2), (x + wide, 0.6 + k)),
                     faded("#e8f8ff", 0.75 - 0.2 * k), 1.8)


@subject("dolphin", "animal", box=(104, 78), habitats="water underwater", colours="grey blue", size=0.58)
def dolphin(c, look):
    skin, random = look.tone(), look.random
    pale = blend(skin, "#f6fafc", 0.8)
    for _ in range(9):
        x, y, r = random.uniform(-46, -10), random.uniform(-14, 2), random.uniform(0.8, 2.2)
        c.fill(ellipse(x, y, r), "#e8f8ffc0")
        c.fill(ellipse(x - r * 0.3, y - r * 0.3, r * 0.35), "#ffffff")
    with c.placed(0, -6, 1, random.uniform(-0.1, 0.1)):
        c.solid(blob((-38, -16), (-44, -6), (-53, -1), (-49, -12), (-54, -24), (-44, -24)), skin.dark, 3)
        c.solid(blob((-6, -56), (-22, -68), (-18, -52)), skin, 3)
        c.solid(blob((14, -46), (20, -28), (14, -22), (6, -40)), skin.dark, 3)
        body = blob((-42, -14), (-32, -36), (-10, -56), (16, -61), (36, -52), (42, -44), (54, -36), (53, -32), (41, -34),
                    (28, -34), (8, -36), (-14, -30), (-30, -19))
        c.solid(body, skin, 8, 0.4, 0.45)
        with c.clip(body):
            with c.layer(1.4):
                c.fill(blob((56, -33), (40, -37), (26, -40), (6, -42), (-14, -36), (-34, -18), (-30, -8), (60, -20)), pale)
        c.solid(blob((8, -42), (12, -26), (4, -18), (-2, -24), (-2, -40)), skin, 3, 0.36, 0.3)
        c.stroke(curve((54, -34), (46, -37), (38, -37.6)), faded(skin.deep, 0.8), 0.9)
        eye(c, 34, -44, 2.3, "#1c2030", 0.7)


@subject("octopus", "animal", box=(104, 96), habitats="underwater", colours="red orange purple pink", size=0.6, many=2)
def octopus(c, look):
    skin, random = look.tone(), look.random
    spots = [(random.uniform(-24, 24), random.uniform(-90, -62), random.uniform(1.4, 3.2)) for _ in range(14)]
    arms = []
    for k in range(8):
        side = -1 if k < 4 else 1
        reach = (1, 0.74, 0.46, 0.18)[k % 4]
        sway = random.uniform(-5, 5)
        arms.append([(side * (6 + 10 * reach), -42), (side * (18 + 20 * reach), -24 + sway * 0.5),
                     (side * (5 + 40 * reach), -9 + sway), (side * (11 + 40 * reach), -22 * reach + sway * 0.4),
                     (side * (6 + 37 * reach), -26 * reach - 1)])
    for k in (0, 4, 2, 6, 1, 5, 3, 7):
        path = limb(arms[k], [15, 12, 9, 6, 2])
        c.solid(path, skin if k % 2 else skin.dark, 4, 0.4, 0.35)
        for i in (1, 2, 3):
            (x0, y0), (x1, y1) = arms[k][i - 1], arms[k][i]
            for t in (0.3, 0.7):
                c.fill(ellipse(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 2.4, 1.7 - i * 0.25), skin.pale)
    head = blob((0, -95), (20, -90), (31, -72), (27, -54), (20, -42), (0, -36), (-20, -42), (-27, -54), (-31, -72), (-20, -90))
    c.solid(head, skin, 14, 0.42, 0.4)
    with c.clip(head):
        for x, y, r in spots:
            c.fill(ellipse(x, y, r, r * 0.8), faded(skin.light, 0.6))
    for side in (-1, 1):
        c.fill(ellipse(side * 11, -56, 8.6, 9.4), "#fffaf0")
        eye(c, side * 10.4, -55, 5.6, "#4a3020", 0.66)
        c.fill(ellipse(side * 20, -46, 4, 2.6), "#ff607050")
    c.stroke(curve((-6, -44), (0, -40.6), (6, -44)), skin.deep, 1.3)


@subject("frog", "animal", box=(92, 66), habitats="land table", colours="green brown", size=0.46, rests=True)
def frog(c, look):
    skin, random = look.tone(), look.random
    skin = blend(skin, "#7cc83c", random.uniform(0.1, 0.35)) if look.colour == "green" else skin
    pale = blend(skin, "#f4f4c8", 0.7)
    for side in (-1, 1):
        c.solid(blob((side * 14, -4), (side * 16, -24), (side * 30, -32), (side * 40, -20), (side * 36, -3)), skin, 6, 0.42, 0.35)
        for dx in (-3, 4, 11):
            c.solid(limb([(side * 30, -3), (side * (32 + dx), -1.4)], [4.6, 3.2]), skin.light, 1.2)
    body = blob((-22, -2), (-27, -22), (-20, -40), (0, -46), (20, -40), (27, -22), (22, -2), (0, 0))
    c.solid(body, skin, 10, 0.4, 0.35)
    c.solid(ellipse(0, -13, 17, 13), pale, 5, 0.2, 0.15)
    for side in (-1, 1):
        c.solid(limb([(side * 15, -22), (side * 13, -10), (side * 12, -3)], [9, 7, 6]), skin, 3, 0.4, 0.3)
        for dx in (-5, 0, 5):
            c.solid(ellipse(side * 12 + dx, -1.8, 2.6, 2), skin.light, 1)
    head = blob((-30, -36), (-24, -48), (0, -52), (24, -48), (30, -36), (18, -26), (0, -23), (-18, -26))
    for side in (-1, 1):
        c.solid(ellipse(side * 15, -51, 11, 11), skin, 4, 0.36, 0.3)
    c.solid(head, skin, 8, 0.36, 0.3)
    with c.clip(head):
        c.fill(blob((-30, -33), (0, -28), (30, -33), (20, -20), (-20, -20)), pale)
        for _ in range(8):
            c.fill(ellipse(random.uniform(-18, 18), random.uniform(-49, -41), random.uniform(0.8, 1.8)), faded(skin.dark, 0.5))
    for side in (-1, 1):
        eye(c, side * 15.6, -52, 7.2, "#e8c83a", 0.62)
        c.fill(ellipse(side * 3, -40, 0.9, 0.7), skin.deep)
    c.stroke(curve((-27, -36), (-14, -31), (0, -29.6), (14, -31), (27, -36)), skin.deep, 1.3)


@subject("shark", "animal", box=(112, 62), habitats="underwater", colours="grey blue", size=0.7)
def shark(c, look):
    skin, random = look.tone(), look.random
    skin = blend(skin, "#3a4a60", 0.25)
    with c.placed(4, 0, 1, random.uniform(-0.06, 0.06)):
        c.solid(blob((-36, -29), (-50, -44), (-59, -54), (-52, -34), (-50, -26), (-58, -12), (-46, -18)), skin, 4, 0.4, 0.3)
        c.solid(blob((4, -40), (-8, -58), (-14, -60), (-14, -40)), skin, 4, 0.4, 0.3)
        c.solid(blob((16, -20), (6, -2), (-2, 0), (4, -20)), skin.dark, 3)
        body = blob((50, -30), (38, -39), (14, -45), (-12, -41), (-38, -31), (-40, -27), (-14, -21), (10, -16), (34, -18),
                    (44, -24))
        c.solid(body, skin, 8, 0.4, 0.45)
        with c.clip(body):
            with c.layer(1):
                c.fill(blob((52, -27), (30, -26), (0, -25), (-40, -27), (-10, -12), (40, -10)), "#f4f6f4")
            for k in range(4):
                c.stroke(curve((20 - k * 3.4, -34), (18 - k * 3.4, -29), (20 - k * 3.4, -25)), skin.deep, 1)
        c.fill(blob((45, -24.4), (38, -22.6), (30, -23.4), (36, -20), (42, -20.6)), "#7a2c34")
        for k in range(5):
            c.fill(poly((32 + k * 2.6, -23), (34.4 + k * 2.6, -23.2), (33.2 + k * 2.6, -21)), "#ffffff")
        c.solid(blob((10, -22), (0, -8), (-14, -2), (-8, -14), (-2, -24)), skin, 3, 0.36, 0.3)
        eye(c, 34, -32, 2.2, "#20242e", 0.7)


@subject("jellyfish", "animal", box=(64, 104), habitats="underwater", colours="pink purple blue orange white", size=0.55)
def jellyfish(c, look):
    glow, random = look.tone(), look.random
    c.glow(0, -72, 62, glow, 0.4)
    for k in range(9):
        x = -20 + k * 5
        sway = random.uniform(-6, 6)
        c.stroke(curve((x, -58), (x + sway, -42), (x - sway, -24), (x + sway * 0.8, random.uniform(-10, 0))),
                 faded(glow.light, 0.75), 1.3)
    for x in (-9, -2, 5, 11):
        sway = random.uniform(-4, 4)
        c.fill(limb([(x, -60), (x + 4 + sway, -46), (x - 4, -34), (x + sway, -20)], [8, 9, 6, 1]), faded(glow.pale, 0.7))
    bell = blob((-30, -58), (-29, -78), (-16, -98), (0, -103), (16, -98), (29, -78), (30, -58), (20, -55), (10, -59), (0, -55),
                (-10, -59), (-20, -55))
    c.solid(bell, vertical(-103, -54, faded(glow.light, 0.92), faded(glow, 0.85), faded(glow.dark, 0.8)), 9, 0.25, 0.5)
    with c.clip(bell):
        for k in range(-4, 5):
            c.stroke(curve((0, -106), (k * 6, -84), (k * 7.2, -54)), faded(glow.pale, 0.4), 1)
    c.fill(ellipse(-11, -88, 6, 9, 0.5), "#ffffff70")


@subject("crab", "animal", box=(104, 62), habitats="land underwater", colours="red orange", size=0.46)
def crab(c, look):
    shell, random = look.tone(), look.random
    for side in (-1, 1):
        for k in range(3):
            x = side * (16 + k * 5)
            c.solid(limb([(x, -18), (side * (34 + k * 5), -26 + k * 6), (side * (36 + k * 6), -1)], [6, 5, 2]), shell.dark, 2)
        c.solid(limb([(side * 22, -26), (side * 37, -32), (side * 35, -46)], [8, 8, 7]), shell, 3)
        with c.placed(side * 34, -48, 1, side * 0.2, side < 0):
            c.solid(blob((-10, 4), (-11, -7), (-2, -14), (-1, -4), (8, -11), (11, -2), (4, 6)), shell, 4, 0.4, 0.4)
    back = blob((-27, -14), (-25, -28), (0, -36), (25, -28), (27, -14), (0, -5))
    c.solid(back, shell, 9, 0.42, 0.4)
    with c.clip(back):
        for _ in range(12):
            c.fill(ellipse(random.uniform(-22, 22), random.uniform(-33, -22), random.uniform(0.8, 1.8)), faded(shell.light, 0.7))
    for side in (-1, 1):
        c.stroke(line((side * 7, -32), (side * 8, -42)), shell, 2.6)
        c.fill(ellipse(side * 8, -44, 4.8), "#fffaf0")
        eye(c, side * 8, -44, 3.2, "#2a2024", 0.7)
    c.stroke(curve((-7, -16), (0, -12.6), (7, -16)), shell.deep, 1.3)

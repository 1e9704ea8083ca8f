"""What feasts are made of: presents, lights, and signs in the sky."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical

from ..palette import Tone
from . import subject
from .touches import ball, flame, gleam, leaf, ring

BRIGHT = "red blue green yellow orange purple pink"
LAMPS = ("#ff5a4a", "#ffd048", "#5ac8ff", "#7af078", "#ff8ad0")


@subject("balloon", "toy", box=(58, 100), habitats="sky floor land", colours=BRIGHT + " white", size=0.6, shape="heart none")
def balloon(c, look):
    skin = look.tone()
    sway = look.random.uniform(3, 7) * look.random.choice((-1, 1))
    c.stroke(curve((0, -34), (sway, -24), (-sway, -12), (sway * 0.4, 0)), "#6a6470", 0.9)
    c.stroke(curve((0.4, -34), (sway + 0.4, -24), (-sway + 0.4, -12), (sway * 0.4 + 0.4, 0)), "#ffffffa0", 0.4)
    c.solid(poly((-4.4, -31.5), (0, -39), (4.4, -31.5), (0, -33.5)), skin.dark, 1)
    if look.traits.get("shape") == "heart":
        body = blob((0, -84), (12, -97), (26, -92), (28, -74), (14, -52), (1, -37), (-1, -37), (-14, -52), (-28, -74), (-26, -92),
                    (-12, -97))
    else:
        body = blob((0, -100), (18, -95), (27, -77), (23, -57), (10, -41), (0, -36.5), (-10, -41), (-23, -57), (-27, -77),
                    (-18, -95))
    c.solid(body, radial(-10, -84, 56, skin.pale, (0.16, skin.light), (0.45, skin), mix(skin, "#160c20", 0.3)), 9, 0.3, 0.25)
    with c.clip(body):
        c.fill(ellipse(14, -56, 12, 17, -0.5), radial(16, -54, 17, faded(skin.pale, 0.4), faded(skin.pale, 0)))
    gleam(c, -13, -84, 5, 9, 0.5, 0.95)
    gleam(c, -17, -68, 2, 3.4, 0.2, 0.7)


def bow(c, x, y, size, tone):
    """A bow of ribbon, tied at (x, y)."""
    for side in (-1, 1):
        c.solid(poly((x, y), (x + side * size * 0.45, y + size * 0.62), (x + side * size * 0.62, y + size * 0.36),
                     (x + side * size * 0.8, y + size * 0.42)), tone.dark, 2, 0.3, 0.2)
        c.solid(blob((x, y), (x + side * size * 0.5, y - size * 0.62), (x + side * size, y - size * 0.5),
                     (x + side * size * 0.94, y - size * 0.06), (x + side * size * 0.5, y + size * 0.08)), tone, 3, 0.4, 0.4)
        c.fill(blob((x + side * size * 0.2, y - size * 0.1), (x + side * size * 0.54, y - size * 0.42),
                    (x + side * size * 0.78, y - size * 0.32), (x + side * size * 0.66, y - size * 0.1)), faded(tone.deep, 0.6))
    c.solid(ellipse(x, y - size * 0.04, size * 0.2, size * 0.24), tone, 2, 0.4, 0.4)


@subject("gift", "thing", box=(88, 96), habitats="floor table snow land", colours=BRIGHT + " white", size=0.5, rests=True,
         pattern="striped dotted plain")
def gift(c, look):
    paper = look.tone()
    options = {"red": "#f8f0dc #f0c040", "white": "#d8283a #2a60c8", "green": "#d8283a #f0c040", "yellow": "#d8283a #3a78d0",
               "blue": "#f8f0dc #f0c040"}
    ribbon = Tone(look.random.choice(options.get(look.colour, "#fdf6e4 #f8d048").split()))
    tall = look.random.uniform(44, 62)
    face = rect(-36, -tall, 72, tall, 1.5)
    ink = mix(paper, "#fffaf0", 0.55) if look.colour != "white" else mix(ribbon, "#ffffff", 0.5)
    c.fill(face, linear(-36, 0, 36, 0, paper.light, paper, mix(paper, "#160c20", 0.3)))
    with c.clip(face):
        if look.traits["pattern"] == "striped":
            for k in range(-9, 10):
                c.stroke(line((k * 10 - 20, 2), (k * 10 + 20, -tall - 2)), ink, 3.2)
        elif look.traits["pattern"] == "dotted":
            for row in range(7):
                for column in range(8):
                    c.fill(ellipse(-36 + 10.4 * (column + row % 2 / 2), -tall + 10 * row + 6, 2.3), ink)
    c.solid(face, "#00000000", 6, 0.35, 0.2)
    c.solid(rect(-7, -tall, 14, tall), linear(-7, 0, 7, 0, ribbon.light, ribbon, ribbon.dark), 2, 0.2, 0.2)
    lid = rect(-41, -tall - 14, 82, 16, 2)
    c.fill(rect(-36, -tall + 2, 72, 3.4), faded(paper.deep, 0.4))
    c.solid(lid, linear(-41, 0, 41, 0, paper.light, paper, mix(paper, "#160c20", 0.2)), 3, 0.3, 0.35)
    c.solid(rect(-8, -tall - 14, 16, 16), linear(-8, 0, 8, 0, ribbon.light, ribbon, ribbon.dark), 2, 0.2, 0.2)
    bow(c, 0, -tall - 14, look.random.uniform(22, 27), ribbon)
    if look.random.random() < 0.5:
        with c.placed(10, -tall - 8, 1, 0.5):
            c.stroke(curve((-8, -2), (0, 2), (8, 8)), "#8a6a3a", 0.8)
            c.solid(poly((8, 4), (12, 2), (24, 2), (24, 13), (12, 13), (8, 11)), "#fbf4e0", 1.4)


@subject("candle", "thing", box=(46, 100), habitats="table floor snow", colours="white red green blue yellow purple pink",
         size=0.56, rests=True, glows=True)
def candle(c, look):
    wax = look.tone()
    tall, half = look.random.uniform(46, 60), look.random.uniform(8.5, 12)
    style = look.random.randrange(3)
    foot = -4
    if style == 0:
        foot = -12
        brass = Tone("#d8a53c")
        handle = ellipse(20, -7, 6, 5)
        c.stroke(handle, brass.dark, 3)
        c.stroke(handle, brass, 1.8)
        c.solid(blob((-23, -7), (23, -7), (16, 0), (-16, 0)), brass, 2.4, 0.45, 0.4)
        c.fill(ellipse(0, -7, 23, 3.6), linear(-23, 0, 23, 0, brass.light, brass, brass.dark))
        c.solid(poly((-half - 2, -16), (half + 2, -16), (half, -7), (-half, -7)), brass, 2, 0.4, 0.4)
    else:
        c.solid(ellipse(0, -4, 23, 4), "#f4efe4" if style == 1 and look.colour != "white" else "#b07a48", 2, 0.4, 0.3)
        if style == 2:
            for k in range(9):
                leaf(c, -17 + 4.2 * k, -4, 9, look.random.uniform(-2.9, -0.3), look.random.choice(("#2f6a3c", "#3f8248")), 0.3)
            for x in (-14, 13, 17):
                ball(c, x, -5, 2.4, "#d8283a")
    top = foot - tall
    path = joined(rect(-half, top, 2 * half, tall), ellipse(0, foot, half, half * 0.25))
    c.solid(path, linear(-half, 0, half, 0, wax.light, wax, mix(wax, "#160c20", 0.28)), 5, 0.35, 0.2)
    c.fill(path, vertical(top, top + tall * 0.6, "#ffb45048", "#ffb45000"))
    c.fill(ellipse(0, top, half, half * 0.28), mix(wax, "#fff4d0", 0.6))
    for x in look.random.sample((-0.78, -0.4, 0.1, 0.5, 0.8), 3):
        run = look.random.uniform(7, 24)
        c.solid(limb([(x * half, top + 1), (x * half, top + run)], [2.6, 3.8]), mix(wax, "#fff4d0", 0.3), 1.2, 0.3, 0.4)
    c.fill(ellipse(0, top + 0.4, half * 0.62, half * 0.14), "#ffdc8c")
    c.stroke(line((0, top), (0.4, top - 5)), "#2c1c18", 1.2)
    flame(c, 0, top - 3, look.random.uniform(22, 26))


@subject("christmas tree", "plant", box=(76, 100), habitats="floor snow land", size=0.72)
def christmas_tree(c, look):
    needle, r = Tone(mix("#2a6a3c", "#1f5a40", look.random.random())), look.random
    c.solid(rect(-4, -16, 8, 10), "#6a4426", 2)
    c.solid(poly((-11, -9), (11, -9), (8, 0), (-8, 0)), r.choice(("#b83a34", "#c8843c", "#3a5a8a")), 3)
    tiers = [(-12, 37, 27), (-30, 30, 25), (-47, 23, 23), (-64, 15.5, 24)]
    for y, half, tall in tiers:
        scallops = [(half * (1 - 2 * k / 8), y + (0.5 if k % 2 else 4.4) - 5 * abs(1 - 2 * k / 8) + r.uniform(-0.8, 0.8))
                    for k in range(9)]
        path = blob((-half * 0.45, y - tall * 0.5), (0, y - tall), (half * 0.45, y - tall * 0.5), *scallops)
        c.solid(path, vertical(y - tall, y + 4, needle.light, needle, needle.dark), 6, 0.45, 0.2)
        with c.clip(path):
            for _ in range(c.marks(80)):
                t = r.random() ** 0.6
                x = r.uniform(-1, 1) * half * t
                py = y - tall + tall * t
                c.stroke(line((x, py), (x + 0.06 * x + r.uniform(-1, 1), py + 4)),
                         r.choice((needle.light, needle.dark, needle.deep, "#5a9a54")), 0.6)
    tints = r.choice((("#d8283a", "#f0c040"), ("#3a78d8", "#e8ecf4"), ("#d8283a", "#f0c040", "#3a78d8", "#c84ab0"),
                      ("#f0c040", "#f8f0dc")))
    for y, half, tall in tiers:
        bead_row = [(half * (t - 0.5) * 1.2, y - 8 + 5 * math.sin(math.pi * t) - 3 * t) for t in (0, 0.25, 0.5, 0.75, 1)]
        c.stroke(curve(*bead_row), "#f8dc80", 1)
        for k in range(max(2, round(half / 7))):
            t = (k + 0.5) / max(2, round(half / 7))
            x, py = half * (2 * t - 1) * 0.82 + r.uniform(-1.5, 1.5), y - 3 - 3.6 * abs(2 * t - 1) + r.uniform(-1, 2)
            ball(c, x, py, 2.9, r.choice(tints))
            gleam(c, x - 1, py - 1.2, 0.9, 0.7, 0, 0.9)
        for _ in range(max(3, round(half / 5))):
            t = r.random()
            x, py = r.uniform(-0.6, 0.6) * half * (0.4 + 0.6 * t), y - 4 - tall * 0.5 * (1 - t)
            c.glow(x, py, 5, r.choice(LAMPS), 0.8)
            c.fill(ellipse(x, py, 0.9), "#fffbe0")
    reach = [6.4 if k % 2 == 0 else 2.7 for k in range(10)]
    star = poly(*((far * math.sin(k * math.pi / 5), -91 - far * math.cos(k * math.pi / 5)) for k, far in enumerate(reach)))
    c.glow(0, -91, 20, "#ffd868", 0.8)
    c.solid(star, "#fbd03c", 2, 0.3, 0.4)
    if r.random() < 0.5:
        for x, w, h in ((-26, 15, 12), (20, 17, 10), (-13, 11, 8)):
            paper, ribbon = r.sample(("#d8283a", "#3a78d8", "#f0c040", "#48a860", "#f8f0dc"), 2)
            c.solid(rect(x, -h, w, h, 0.8), paper, 2, 0.4, 0.3)
            c.fill(rect(x + w / 2 - 1.2, -h, 2.4, h), ribbon)
            for side in (-1, 1):
                c.fill(blob((x + w / 2, -h), (x + w / 2 + side * 4, -h - 3.6), (x + w / 2 + side * 4.4, -h - 0.4)), ribbon)


@subject("pumpkin", "food", box=(100, 88), habitats="land floor table snow", size=0.52, rests=True, carved="carved none")
def pumpkin(c, look):
    skin = Tone(mix("#f0801c", "#e8701c", look.random.random()))
    wide = look.random.uniform(0.94, 1.03)
    for x, rx in ((-31, 18), (31, 18), (-21, 19), (21, 19), (-10, 18), (10, 18), (0, 15)):
        rib = ellipse(x * wide, -36 + abs(x) * 0.05, rx * wide, 36 - abs(x) * 0.2)
        c.solid(rib, radial(x - 6, -52, 56, skin.light, (0.5, skin), skin.dark), 5, 0.42, 0.22)
    c.fill(ellipse(0, -69, 13, 4), faded(skin.deep, 0.6))
    bend = look.random.choice((-1, 1)) * look.random.uniform(4, 12)
    stem = limb([(0, -68), (1, -76), (bend, -87)], [10, 7, 6.4])
    c.solid(stem, "#6a7a34", 2.4, 0.45, 0.3)
    c.stroke(curve((0, -70), (2, -77), (bend, -86)), "#a8b060", 0.9)
    gleam(c, -24, -54, 5, 12, 0.4, 0.5)
    if look.traits.get("carved") != "carved":
        leaf(c, 2, -70, 26, look.random.uniform(-0.2, 0.3), "#4a8a3c", 0.4)
        c.stroke(curve((2, -70), (-12, -74), (-18, -68), (-24, -72), (-28, -66)), "#5a8a3c", 1.3)
        return
    light = radial(0, -30, 36, "#fffbd0", (0.5, "#ffd83c"), "#ff9a1c")
    round_eyes = look.random.random() < 0.4
    holes = [ellipse(s * 18, -44, 7.4, 8.6) if round_eyes else poly((s * 27, -39), (s * 10, -39), (s * 17, -54)) for s in (-1, 1)]
    holes.append(poly((-5, -30), (5, -30), (0, -38)))
    teeth = [(31, -27), (22, -15), (16, -12.4), (15, -17.4), (7, -15.8), (6.6, -9.8), (-6.6, -9.8), (-7, -15.8), (-15, -17.4),
             (-16, -12.4), (-22, -15), (-31, -27), (-18, -22.6), (-8, -20.6), (-7.6, -25.6), (1, -25.6), (1.4, -20.6),
             (18, -22.6)]
    holes.append(poly(*teeth))
    for hole in holes:
        with c.placed(1.6, 1.2):
            c.stroke(hole, skin.deep, 2.6)
        c.stroke(hole, mix(skin, "#ffd078", 0.4), 1.6)
        c.fill(hole, light)
    c.glow(0, -30, 66, "#ffa83c", 0.5)


@subject("snow globe", "toy", box=(80, 100), habitats="table floor", size=0.52, rests=True)
def snow_globe(c, look):
    r, base = look.random, Tone(look.random.choice(("#a83034", "#2f5a8a", "#6a4426", "#3a6a48")))
    glass = ellipse(0, -60, 39)
    c.fill(glass, vertical(-100, -20, "#7ab4dc", "#c8e4f2", "#eef6fa"))
    with c.clip(glass):
        for x, tall, tint in ((-24, 34, "#3a7a54"), (24, 30, "#2f6a4c"), (-14, 22, "#4a8a60")):
            for k in range(3):
                y, w = -38 - k * tall * 0.26, tall * (0.34 - 0.08 * k)
                c.fill(poly((x - w, y), (x + w, y), (x, y - tall * 0.46)), tint)
                c.fill(poly((x - w * 0.5, y - tall * 0.23), (x + w * 0.4, y - tall * 0.27), (x, y - tall * 0.46)), "#ffffffd0")
        c.fill(blob((-50, -20), (-40, -40), (-10, -44), (16, -40), (42, -42), (50, -16)),
               vertical(-44, -20, "#ffffff", "#c8d8ec"))
        if r.random() < 0.5:
            c.solid(rect(-8, -56, 22, 17), "#c8643c", 2)
            c.solid(poly((-12, -54), (3, -68), (18, -54)), "#f8fbff", 2)
            c.fill(rect(0, -48, 6, 9), "#5a3420")
            for x in (-5, 8):
                c.fill(rect(x, -52, 4, 5), "#ffe080")
            c.fill(rect(8, -68, 4, 8), "#8a4a34")
        else:
            for y, size in ((-43, 9), (-56, 6.8), (-66.4, 5)):
                c.solid(ellipse(4, y, size), "#fbfcff", 2.4, 0.3, 0.2)
            c.fill(poly((4, -66.6), (12, -65), (4, -64.6)), "#f08024")
            for x in (2, 6):
                c.fill(ellipse(x, -68, 0.8), "#201820")
            c.stroke(line((-0.6, -61.4), (8.6, -61.4)), "#d8283a", 2.4)
            c.fill(rect(-0.5, -78, 9, 7, 0.6), "#2a2430")
            c.fill(rect(-3, -72.4, 14, 2, 0.8), "#2a2430")
        for _ in range(46):
            c.fill(ellipse(r.uniform(-38, 38), r.uniform(-98, -36), r.uniform(0.6, 1.5)), "#ffffffe0")
    c.solid(glass, "#ffffff10", 12, 0.35, 0.3)
    c.stroke(glass, "#ffffff90", 1.2)
    gleam(c, -19, -78, 6, 12, 0.65, 0.9)
    c.stroke(lambda k: k.arc(0, -60, 34, 0.2, 1.1), "#ffffff80", 2)
    c.solid(blob((-28, -26), (0, -23), (28, -26), (36, -4), (34, 0), (-34, 0), (-36, -4)), base, 5, 0.42, 0.35)
    c.stroke(curve((-29, -23), (0, -20), (29, -23)), "#e8c060", 2)
    c.stroke(curve((-34, -7), (0, -4), (34, -7)), "#e8c060", 1.4)


def burst(c, look, x, y, reach, tone, count):
    """One shell: trails that fly apart and droop, brightest at their ends."""
    c.glow(x, y, reach * 1.3, tone, 0.8)
    pale, r, fine = mix(tone, "#fffbe8", 0.4), look.random, (reach / 36) ** 0.7
    for a in ring(count, r.random()):
        for share in (1, 0.62):
            far = reach * share * r.uniform(0.86, 1.04)
            turn = a + (0 if share == 1 else math.pi / count) + r.uniform(-0.05, 0.05)
            tip = (x + far * math.cos(turn), y + far * math.sin(turn) + far * 0.12)
            bend = (x + far * 0.6 * math.cos(turn), y + far * 0.6 * math.sin(turn))
            c.stroke(curve((x + far * 0.14 * math.cos(turn), y + far * 0.14 * math.sin(turn)), bend, tip),
                     linear(x, y, *tip, faded(tone, 0.4), tone, pale), (1.1 + 0.5 * share) * fine)
            c.fill(ellipse(*tip, 1.5 * fine), pale)
            for _ in range(c.marks(3)):
                t = r.uniform(0.75, 1.12)
                c.fill(ellipse(x + far * t * math.cos(turn) + r.uniform(-2, 2),
                               y + far * t * math.sin(turn) + far * 0.12 + r.uniform(-2, 2), 0.6), faded(pale, 0.8))
    c.glow(x, y, reach * 0.24, "#fff4d0", 0.9)


@subject("fireworks", "thing", box=(100, 100), habitats="sky", colours="red yellow green blue purple pink orange", size=0.72,
         times="night", glows=True)
def fireworks(c, look):
    tone = look.tone()
    side = look.random.choice((-1, 1))
    c.stroke(curve((0, 0), (-side * 2, -24), (-side * 9, -58)), linear(0, 0, -side * 9, -58, "#ffe8b000", "#ffe8b0c0"), 0.8)
    big = (-side * 9, -58, look.random.uniform(34, 38))
    for x, y, reach, count in ((side * 33, -28, look.random.uniform(14, 18), 12),
                               (-side * 32, -18, look.random.uniform(10, 13), 10), (*big, 20)):
        burst(c, look, x, y, reach, tone if reach > 20 else Tone(mix(tone, look.random.choice(("#ffffff", "#ffd060")), 0.25)),
              count)


def puff(c, look, x, y, size):
    """A small cloud whose foot is at (x, y)."""
    for dx, dy, r in ((-0.75, 0.26, 0.3), (0.75, 0.24, 0.28), (-0.36, 0.5, 0.4), (0.4, 0.46, 0.38), (0, 0.38, 0.44)):
        px, py, r = x + size * dx + look.random.uniform(-1, 1), y - size * dy, size * r
        c.fill(ellipse(px, py, r), radial(px - r * 0.3, py - r * 0.4, r * 1.5, "#ffffff", (0.5, "#f8fafd"), "#c4d0e2"))
    c.fill(rect(x - size * 0.9, y - size * 0.22, size * 1.8, size * 0.22, size * 0.1), "#dce4f0")


@subject("rainbow", "thing", box=(100, 56), habitats="sky", size=0.92, many=1, times="day", glows=True)
def rainbow(c, look):
    bands, width = ("#e8383c", "#f58a2c", "#fbdc3c", "#4cb850", "#3a84e0", "#4a50c0", "#8a4cc0"), look.random.uniform(2.1, 2.9)
    with c.layer(0.5, 0.88):
        for k, tone in enumerate(bands):
            c.stroke(lambda ctx: ctx.arc(0, -5, 46 - k * width, math.pi, 2 * math.pi), tone, width + 0.4, square=True)
    for k in range(2):
        c.stroke(lambda ctx: ctx.arc(0, -5, 48.5 - k * (7 * width + 3.6), math.pi, 2 * math.pi), "#ffffff30", 2.4)
    middle = 46 - 3 * width
    puff(c, look, -middle, 0, look.random.uniform(14, 17))
    puff(c, look, middle, 0, look.random.uniform(14, 17))

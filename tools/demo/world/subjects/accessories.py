"""Shoes, and what is worn besides clothes: glasses, watch, jewels, umbrella."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical

from . import subject
from .craft import against, gleam, gold, other, seam, silver


@subject("shoe", "clothing", box=(100, 54), habitats="floor land table",
         colours="red white blue black green yellow pink grey orange purple", size=0.6, rests=True, many=2)
def shoe(c, look):
    dice, tone = look.random, look.tone()
    accent, lace = other(look, "white", "black", "yellow", "blue",
                         "red"), look.tone("white") if look.colour != "white" else other(look, "white", "grey", "red", "blue")
    sole = look.tone("white") if look.colour != "white" or dice.random() < 0.5 else look.tone("grey")
    upper = blob((-46, -8), (-48, -26), (-45, -42), (-38, -47), (-28, -41), (-14, -38), (-4, -40), (4, -35), (20, -25), (38, -20),
                 (48, -13), (49, -6), (0, -5))
    c.solid(blob((-46, -38), (-40, -50), (-28, -46), (-12, -44), (-6, -38), (-26, -34)), tone.deep, 3)
    c.solid(upper, linear(-40, -50, 10, 0, tone.light, tone, mix(tone, tone.dark, 0.5)), 8, 0.5, 0.35)
    with c.clip(upper):
        c.fill(blob((26, -30), (40, -26), (54, -14), (54, 0), (24, 0), (22, -14)), mix(tone, accent, 0.16))
        c.fill(blob((-54, -30), (-40, -26), (-34, -14), (-38, 0), (-54, 0)), mix(tone, tone.dark, 0.6))
        c.stroke(curve((28, -26), (23, -14), (26, -4)), faded(tone.deep, 0.5), 1)
        seam(c, [(30, -26), (25.4, -14), (28, -4)], faded(against(tone), 0.8), 0.6)
        mark = dice.randrange(3)
        if mark == 0:
            for k in range(2):
                c.stroke(line((-26 + k * 11, -29), (-17 + k * 11, -18), (-26 + k * 11, -7)), accent, 3.4)
        elif mark == 1:
            c.stroke(curve((-50, -15), (-30, -18), (-12, -12), (8, -18), (30, -12)), accent, 4)
        else:
            c.fill(poly(*[(-12 + r * math.sin(k * math.pi / 5), -19 - r * math.cos(k * math.pi / 5)) for k,
                          r in zip(range(10), (9, 3.8) * 5)]), accent)
        for _ in range(c.marks(16)):
            c.fill(ellipse(dice.uniform(33, 46), dice.uniform(-16, -9), 0.7), faded(tone.deep, 0.5))
    c.solid(blob((-30, -42), (-22, -53), (-12, -51), (-2, -42), (-10, -38)), tone, 3)
    for k in range(5):
        x, y = -12 + k * 6.4, -40 + k * 3.6
        c.fill(ellipse(x - 5, y + 5, 1.2), tone.deep)
        c.solid(limb([(x - 6, y + 6), (x - 1, y + 0.6), (x + 4, y - 1.4)], [2.6, 2.8, 2.4]), lace, 1)
    for turn in (-1, 1):
        c.stroke(curve((-13, -42), (-15 + turn * 7, -47), (-14 + turn * 10, -40)), lace, 1.6)
    base = blob((-48, -9), (0, -8.6), (40, -9), (50, -10), (52, -4), (47, 0), (0, 0.4), (-44, 0), (-50, -4))
    c.solid(base, sole, 2.6, 0.4, 0.3)
    c.stroke(curve((-47, -5.4), (0, -4.6), (50, -6)), accent if look.colour != "white" else lace, 1.3)
    for k in range(14):
        c.stroke(line((-42 + k * 6.6, 0), (-41 + k * 6.6, -2.4)), "#00000040", 1)
    gleam(c, upper, -20, -30, 16, 8, 0.3)


@subject("boots", "clothing", box=(92, 96), habitats="floor land snow table",
         colours="brown black red yellow green blue pink purple", size=0.55, rests=True, many=1)
def boots(c, look):
    dice, tone = look.random, look.tone()
    rubber = look.colour not in ("brown", "black") and dice.random() < 0.75
    for x, y in ((-24, -4), (2, 0)):
        with c.placed(x, y, 1, dice.uniform(-0.03, 0.03)):
            body = blob((-17, -90), (14, -90), (15, -60), (15, -36), (26, -26), (40, -18), (43, -6), (20, -4), (-16, -4),
                        (-17, -30), (-16, -60))
            c.shadow(body, 2, 0.35, 2, 0)
            c.solid(body, linear(-18, 0, 24, 0, tone, tone.light, tone, mix(tone, tone.dark, 0.6)), 8, 0.5, 0.45)
            c.fill(ellipse(-1.5, -89.5, 15.4, 3.6), tone.deep)
            if rubber:
                c.stroke(curve((-17, -84), (-1, -80), (15, -84)), against(tone, 0.7), 4)
                c.stroke(curve((26, -26), (20, -16), (22, -4)), faded(tone.deep, 0.4), 1)
            else:
                c.solid(blob((-18, -93), (-1, -96), (16, -93), (16, -80), (-1, -76), (-18, -80)),
                        tone.light if look.colour == "black" else tone.dark, 3)
                for k in range(6):
                    py = -70 + k * 7.6
                    c.stroke(line((3, py), (14, py + 4)), "#e8d8b4", 1.6)
                    c.stroke(line((14, py), (3, py + 4)), "#c8b488", 1.6)
                    c.fill(ellipse(2, py + 1, 1.2), "#f0d890")
                seam(c, [(26, -25), (19, -16), (21, -6)], faded(against(tone), 0.8), 0.7)
            c.solid(blob((-18, -6), (20, -6), (43, -8), (46, -3), (42, 0), (4, 0), (2, -2.4), (-2, -2.4), (-3, 0.4), (-17, 0.4)),
                    "#3a2c24" if look.colour != "brown" else "#2a1c18", 2)
            gleam(c, body, -8, -58, 6, 26, 0.5 if rubber else 0.25)
            gleam(c, body, 28, -20, 9, 4, 0.5 if rubber else 0.3)


@subject("high heels", "clothing", box=(100, 72), habitats="floor table",
         colours="red black pink blue purple white green yellow grey", size=0.58, rests=True, many=1)
def high_heels(c, look):
    dice, tone = look.random, look.tone()
    bow = dice.random() < 0.4
    for x, y in ((-7, -6), (7, 0)):
        with c.placed(x, y, 0.9):
            heel = poly((-43, -48), (-30, -38), (-36, -12), (-38.4, 0), (-42.4, 0), (-42.6, -18))
            c.solid(heel, linear(-44, 0, -34, 0, tone.light, tone, tone.dark), 2.4, 0.5, 0.4)
            inner = blob((-44, -62), (-30, -54), (-8, -26), (14, -12), (30, -14), (18, -8), (-6, -14), (-34, -46))
            c.fill(inner, mix("#e8c8a4", tone, 0.12))
            upper = blob((-46, -50), (-46, -66), (-40, -66), (-33, -52), (-20, -32), (-2, -15), (12, -13), (24, -17), (38, -11),
                         (50, -3), (46, 0), (20, 0), (4, -2), (-16, -16), (-32, -38))
            c.shadow(upper, 1.6, 0.3, 0, 1)
            c.solid(upper, linear(-46, -60, 30, 0, tone.light, tone, mix(tone, tone.dark, 0.5)), 4.6, 0.45, 0.5)
            c.stroke(curve((-45, -48), (-32, -35), (-14, -14), (4, -1), (22, 0.8), (47, 0.6)), mix(tone, "#181018", 0.75), 1.6)
            c.stroke(curve((26, -14), (36, -10), (43, -5)), "#ffffffb0", 1.7)
            c.stroke(curve((-43.6, -62), (-43, -54)), "#ffffff90", 1.4)
            if bow:
                for turn in (-1, 1):
                    c.solid(poly((22, -15), (22 + turn * 8, -21), (22 + turn * 8, -10)), mix(tone, tone.pale, 0.5), 1.6)
                c.fill(ellipse(22, -15.4, 2), tone.dark)


def spectacles(c, look, frame, lens):
    """A pair of glasses that stands on its open temples; lens(path, x) paints one lens."""
    dice = look.random
    shape, wide, tall = dice.choice(("round", "square", "cat")), dice.uniform(17, 19), dice.uniform(13.5, 15.5)
    for side in (-1, 1):
        c.stroke(curve((side * 45, -25), (side * 36, -30), (side * 26, -34)), mix(frame, "#000000", 0.35), 3)
        c.stroke(curve((side * 26, -34), (side * 22, -32), (side * 21, -24)), mix(frame, "#000000", 0.35), 2.4)
    for side in (-1, 1):
        x, y = side * 23, -tall - 2
        if shape == "round":
            ring = ellipse(x, y, wide, tall + 1)
        elif shape == "square":
            ring = rect(x - wide, y - tall, 2 * wide, 2 * tall, 6.5)
        else:
            ring = blob((x - side * wide, y - tall * 0.55), (x, y - tall * 0.95), (x + side * wide * 1.18, y - tall * 1.25),
                        (x + side * wide, y + tall * 0.2), (x + side * 3, y + tall), (x - side * wide * 0.8, y + tall * 0.5))
        lens(ring, x)
        c.stroke(ring, mix(frame, "#000000", 0.4), 5)
        c.stroke(ring, frame, 3.8)
        edge = curve((x - wide * 0.7, y - tall * 0.98), (x, y - tall * 1.02), (x + wide * 0.6, y - tall))
        c.stroke(ellipse(x - 1, y - 1, wide * 0.9, tall * 0.92) if shape == "round" else edge,
                 faded(mix(frame, "#ffffff", 0.75), 0.6), 0.9)
        c.solid(ellipse(side * 43, -24, 3, 3.4), frame, 1.4)
        c.fill(ellipse(side * 43, -25, 1), "#f4e8c0")
    c.stroke(curve((-6.6, -20), (0, -24), (6.6, -20)), mix(frame, "#000000", 0.3), 4)
    c.stroke(curve((-6.6, -20.6), (0, -24.6), (6.6, -20.6)), frame, 2.8)


@subject("glasses", "clothing", box=(98, 40), habitats="table floor land", colours="black red blue brown green pink purple grey",
         size=0.64, rests=True, many=2)
def glasses(c, look):
    def lens(path, x):
        c.fill(path, linear(x - 16, -32, x + 16, 0, "#f4fbff90", "#cfe4f060", "#e8f4fa78"))
        with c.clip(path):
            for shift, width in ((-6, 5), (2, 2)):
                c.stroke(line((x + shift + 8, -36), (x + shift - 10, 4)), "#ffffffa8", width)
    spectacles(c, look, look.tone(), lens)


@subject("sunglasses", "clothing", box=(98, 40), habitats="table land floor",
         colours="black red blue yellow pink white green orange purple", size=0.64, rests=True, many=2)
def sunglasses(c, look):
    shades = look.random.choice((("#0c0c14", "#33303e", "#5a5468"), ("#141020", "#3a2440", "#8a4a5a"),
                                 ("#101820", "#203848", "#3f6a84")))

    def lens(path, x):
        c.fill(path, vertical(-34, 0, *shades))
        with c.clip(path):
            c.fill(poly((x - 14, -40), (x - 2, -40), (x - 16, 6), (x - 26, 6)), "#ffffff38")
            c.fill(poly((x + 3, -40), (x + 6, -40), (x - 8, 6), (x - 11, 6)), "#ffffff30")
    spectacles(c, look, look.tone(), lens)


@subject("watch", "clothing", box=(46, 100), habitats="table floor", colours="brown black blue red green white pink grey",
         size=0.6, rests=True)
def watch(c, look):
    dice, tone = look.random, look.tone()
    metal, dial = dice.choice((gold, silver)), dice.choice(("#fbf8f0", "#fbf8f0", "#20242e", "#e8eef4"))
    ink, r, y = against(dial, 0.9), 21, -50
    for low, high in ((-2, -40), (-98, -60)):
        strap = poly((-12, high), (12, high), (9.5, low), (-9.5, low))
        c.solid(strap, linear(-12, 0, 12, 0, tone, tone.light, tone, tone.dark), 4, 0.5, 0.35)
        for side in (-1, 1):
            seam(c, [(side * 9.6, high), (side * 7.4, low)], faded(against(tone), 0.85), 0.7)
    for k in range(4):
        c.fill(ellipse(0, -8 - k * 5, 1.1), tone.deep)
    c.stroke(rect(-11, -99, 22, 8, 2), metal(-11, -99, 11, -91), 2.2)
    c.stroke(line((0, -98), (0, -88)), metal(-2, -98, 2, -88), 1.4)
    c.solid(rect(r - 1, y - 3.4, 6, 6.8, 1.6), metal(r, y - 3, r + 5, y + 4), 1.4)
    for side in (-1, 1):
        for end in (-1, 1):
            c.solid(limb([(side * 12, y + end * 14), (side * 11.6, y + end * 23)], [5, 3.6]),
                    metal(side * 12 - 3, 0, side * 12 + 3, 0), 1.4)
    c.solid(ellipse(0, y, r + 2), metal(-r, y - r, r, y + r), 3)
    c.fill(ellipse(0, y, r - 1.6), "#00000048")
    c.fill(ellipse(0, y, r - 2.2), radial(-4, y - 5, r * 1.5, mix(dial, "#ffffff", 0.35), dial, mix(dial, "#18202c", 0.2)))
    for k in range(12):
        angle = k * math.pi / 6
        inner = r - (7.4 if k % 3 == 0 else 5.4)
        c.stroke(line((inner * math.sin(angle), y - inner * math.cos(angle)),
                      ((r - 3.8) * math.sin(angle), y - (r - 3.8) * math.cos(angle))), ink, 1.7 if k % 3 == 0 else 0.9)
    hour, minute = dice.choice(((10.15, 2), (1.8, 10), (8, 4.2), (11, 3)))
    for at, length, width in ((hour, 9, 2.2), (minute, 13.6, 1.6)):
        c.stroke(line((0, y), (length * math.sin(at * math.pi / 6), y - length * math.cos(at * math.pi / 6))), ink, width)
    c.stroke(line((0, y + 4), (6, y - 12)), "#d8403c", 0.7)
    c.fill(ellipse(0, y, 1.8), metal(-2, y - 2, 2, y + 2))
    with c.clip(ellipse(0, y, r - 2)):
        c.fill(poly((-22, y - 4), (-2, y - 24), (8, y - 24), (-22, y + 8)), "#ffffff30")


@subject("ring", "clothing", box=(66, 100), habitats="table floor", colours="blue red green white purple pink", size=0.5,
         rests=True)
def ring(c, look):
    dice, gem = look.random, look.tone()
    metal, r = dice.choice((gold, silver)), 30
    cut, wide = dice.choice(("round", "square", "oval")), dice.uniform(16, 20)
    c.stroke(ellipse(0, -r - 1, r - 2.6), metal(-r, -2 * r, r, 0), 8.4)
    c.stroke(ellipse(0, -r - 1, r - 6), "#00000048", 1.4)
    c.stroke(lambda k: k.arc(0, -r - 1, r - 1.6, 2.6, 4.2), "#ffffffb0", 1.5)
    for side in (-1, 1):
        for k in range(3):
            angle = -math.pi / 2 + side * (0.62 + k * 0.22)
            c.solid(ellipse((r - 2.6) * math.cos(angle), -r - 1 + (r - 2.6) * math.sin(angle), 2.5), "#f4f8ff", 1)
    y = -2 * r - 12
    c.solid(poly((-wide * 0.9, y + 3), (wide * 0.9, y + 3), (9, -2 * r + 5), (-9, -2 * r + 5)), metal(-wide, y, wide, y + 18), 2)
    table, rim, low = wide * 0.56, y - 9, y + 12
    if cut == "square":
        rim, table = y - 8, wide * 0.72
    stone = poly((-table, rim - 4), (table, rim - 4), (wide, y - 3), (0, low), (-wide, y - 3))
    c.shadow(stone, 1.6, 0.4, 0, 1)
    c.fill(stone, linear(-wide, rim, wide, low, gem.pale, gem.light, gem, gem.dark))
    facets = [(-table, rim - 4), (-table * 0.4, y - 3), (0, rim - 4), (table * 0.4, y - 3), (table, rim - 4)]
    with c.clip(stone):
        for k, shade in enumerate((gem.pale, gem.light, gem.dark, gem)):
            c.fill(poly(facets[k], facets[k + 1], (0, low) if k % 2 else (-wide + k * 6, y - 3)), faded(shade, 0.75))
        c.fill(poly((-wide, y - 3), (-table * 0.4, y - 3), (0, low)), faded(gem.light, 0.8))
        c.fill(poly((-table * 0.4, y - 3), (table * 0.4, y - 3), (0, low)), faded(gem, 0.9))
        c.fill(poly((table * 0.4, y - 3), (wide, y - 3), (0, low)), faded(gem.dark, 0.9))
        c.stroke(line((-wide, y - 3), (wide, y - 3)), "#ffffffa0", 0.8)
        c.stroke(line(*facets), "#ffffff80", 0.7)
    c.stroke(stone, faded(gem.deep, 0.5), 0.7)
    for side in (-1, 1):
        c.solid(limb([(side * wide * 0.8, y + 3), (side * wide * 0.92, y - 6)], [3.4, 3]),
                metal(side * wide - 3, y - 8, side * wide + 3, y), 1)
    for x, top, size in ((-table * 0.7, rim - 5, 9), (wide * 0.9, y - 8, 6)):
        for turn in (0, math.pi / 2):
            c.stroke(line((x - size * math.cos(turn), top - size * math.sin(turn)),
                          (x + size * math.cos(turn), top + size * math.sin(turn))), "#fffffff0", 0.9)
        c.glow(x, top, 12, "#ffffff", 0.8)


@subject("necklace", "clothing", box=(70, 100), habitats="table floor", colours="white red blue green purple pink black",
         size=0.58, made="pearls pendant")
def necklace(c, look):
    dice, tone = look.random, look.tone()
    cushion, metal = mix(other(look, "black", "grey", "blue", "purple"), "#20161c",
                         0.55) if look.colour != "black" else "#e8ddd0", dice.choice((gold, silver))
    bust = blob((-9, -99), (9, -99), (10, -84), (18, -74), (32, -64), (34, -44), (26, -22), (18, -7), (-18, -7), (-26, -22),
                (-34, -44), (-32, -64), (-18, -74), (-10, -84))
    c.solid(rect(-21, -9, 42, 9, 3), mix(cushion, "#ffffff", 0.12), 3)
    c.solid(bust, cushion, 14, 0.5, 0.3)
    c.fill(ellipse(0, -98, 9, 2.4), mix(cushion, "#ffffff", 0.25))
    low, pearls = -dice.uniform(36, 44), look.traits.get("made") != "pendant"
    rows = ((low, 1.0), (low - 12, 0.86)) if pearls and dice.random() < 0.5 else ((low, 1.0),)
    for bottom, spread in rows:
        count = 21
        for k in range(count):
            t = k / (count - 1) * 2 - 1
            x, y = 20 * spread * math.sin(t * 2.45), bottom - (bottom + 86) * abs(t) ** 1.9
            r = 4.1 - 1.9 * abs(t)
            if pearls:
                c.fill(ellipse(x + 0.8, y + 1.2, r), "#00000060")
                c.fill(ellipse(x, y, r), radial(x - r * 0.35, y - r * 0.4, r * 1.4, "#ffffff", tone.light, tone, tone.dark))
            else:
                c.stroke(ellipse(x, y, 1.9, 1.2, t * 1.4), metal(x - 2, y - 2, x + 2, y + 2), 1)
    if not pearls:
        c.fill(ellipse(0.8, low + 12, 9, 11), "#00000050")
        c.solid(ellipse(0, low + 10, 8.6, 10.6), metal(-8, low, 8, low + 20), 2)
        c.solid(ellipse(0, low + 10, 6.4, 8.4), radial(-2, low + 7, 12, tone.pale, tone, tone.dark), 3, 0.5, 0.5)
        c.fill(ellipse(-2.2, low + 6, 1.9, 2.6, 0.5), "#ffffffd0")
    c.glow(-6, low + 2, 12, "#ffffff", 0.5)


@subject("umbrella", "clothing", box=(100, 96), habitats="land floor road snow table",
         colours="red yellow blue green pink black purple orange white", size=0.6, pattern="none striped dotted")
def umbrella(c, look):
    dice, tone = look.random, look.tone()
    handle = dice.choice(("#7a4a28", "#2c2830", "#c89050"))
    second = look.tone("white") if look.colour != "white" else other(look, "red", "blue", "pink")
    pattern = look.traits.get("pattern")
    c.fill(rect(-1.1, -88, 2.2, 80), silver(-1.2, 0, 1.2, 0))
    c.stroke(curve((0, -20), (0, -6), (3, -1.5), (8, -1.5), (11, -7)), mix(handle, "#000000", 0.35), 4.4)
    c.stroke(curve((-0.4, -20), (-0.4, -6.4), (3, -2.3), (7.6, -2.4), (10.4, -7)), handle, 3)
    edge, top, ribs = -46, -91, (-50, -31, -11, 11, 31, 50)
    for k in range(5):
        c.fill(poly((ribs[k], edge), (ribs[k + 1], edge), (0, edge - 22)), tone.deep)

    def rib(x, t):
        """A point on the rib that ends at x, t = 0 at the top and 1 at the edge."""
        return x * math.sin(t * math.pi / 2), top + (edge - top) * (1 - math.cos(t * math.pi / 2)) + 3 * (1 - abs(x) / 50) * t

    panels = []
    for k in range(5):
        left = [rib(ribs[k], step / 8) for step in range(9)]
        right = [rib(ribs[k + 1], step / 8) for step in range(9)]
        middle = (left[-1][0] + right[-1][0]) / 2, (left[-1][1] + right[-1][1]) / 2 - 5
        def path(ctx, left=left, right=right, middle=middle):
            ctx.move_to(*left[0])
            for point in left[1:]:
                ctx.line_to(*point)
            ctx.curve_to(*((left[-1][0] + middle[0]) / 2, middle[1]), *((right[-1][0] + middle[0]) / 2, middle[1]), *right[-1])
            for point in reversed(right[:-1]):
                ctx.line_to(*point)
            ctx.close_path()
        panels.append(path)
        shade = second if pattern == "striped" and k % 2 else tone
        c.fill(path, mix(mix(shade, "#fff6e6", (0.16, 0.3, 0.14, 0, 0)[k]), "#160c20", (0.06, 0, 0.02, 0.14, 0.3)[k]))
        if pattern == "dotted":
            with c.clip(path):
                for t, count in ((0.36, 1), (0.62, 2), (0.86, 3)):
                    for dot in range(count):
                        share = (dot + 0.5) / count
                        at = rib(ribs[k] + (ribs[k + 1] - ribs[k]) * share, t)
                        c.fill(ellipse(*at, 2.6 * (0.6 if k in (0, 4) else 1), 2.6), second)
    canopy = joined(*panels)
    c.solid(canopy, "#00000000", 11, 0.4, 0.35)
    for x in ribs[1:-1]:
        c.stroke(line(*[rib(x, step / 8) for step in range(9)]), faded(tone.deep, 0.5), 0.8)
    for x in ribs:
        c.fill(ellipse(*rib(x, 1), 1.3), "#e8e8ee")
    c.solid(limb([(0, top + 2), (0, top - 5)], [3.6, 1.6]), handle, 1)
    gleam(c, canopy, -18, -78, 16, 10, 0.35)

"""What stands in a landscape: lighthouse, windmill, bridge, pyramid, tent, igloo."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, poly, radial, rect, vertical

from . import subject
from .buildings import arched, shrubs, window


@subject("lighthouse", "building", box=(62, 110), habitats="land", colours="red blue green white black orange yellow", size=0.7,
         many=2, pattern="striped plain")
def lighthouse(c, look):
    dice, paint = look.random, look.tone()
    band = "#fbf6ea" if look.colour != "white" else dice.choice(("#c8d0d8", "#e0cfae"))
    cap = {"red": dice.choice(("#c8342f", "#3a4050")), "black": "#2c2e38", "white": "#b8382f"}.get(look.colour, paint.dark)
    c.solid(blob((-31, 0), (-27, -7), (-14, -11), (4, -10), (20, -9), (31, 0)), "#8a8582", 3, 0.5, 0.3)
    for _ in range(6):
        x = dice.uniform(-24, 22)
        c.stroke(curve((x, -7), (x + 3, -4), (x + dice.uniform(2, 7), -1)), "#4a464a80", 0.6)
    tower = poly((-14, -8), (-9, -78), (9, -78), (14, -8))
    c.fill(tower, paint)
    with c.clip(tower):
        if look.traits.get("pattern") == "striped":
            slope = dice.choice((0, 0, 7))
            for k in range(-1, 4):
                y = -73 + k * 19
                c.fill(poly((-16, y + slope), (16, y - slope), (16, y + 8 - slope), (-16, y + 8 + slope)), band)
    c.solid(tower, linear(-14, 0, 14, 0, "#ffffff30", (0.4, "#ffffff00"), "#160c2070"), 2.6, 0.3, 0.2)
    for x, y in ((-2, -62), (2, -42), (-1, -24)):
        window(c, x, y, 3.6, 5.6, True, "#3a3640", False)
    c.fill(arched(0, -19, 7, -8.6), "#5a3a28")
    c.solid(rect(-12.6, -80.6, 25.2, 3, 1), "#3a3e4a", 1)
    for k in range(9):
        c.fill(rect(-12 + k * 2.9, -86, 0.5, 6), "#3a3e4a")
    c.fill(rect(-12.4, -86.4, 24.8, 0.9), "#4a4e5a")
    c.fill(rect(-6.6, -94, 13.2, 13.6), linear(-7, 0, 7, 0, "#fff8d8", "#ffe9a0", "#c8a860"))
    for x in (-6.6, -2.4, 1.8, 6):
        c.fill(rect(x, -94, 0.7, 13.6), "#3a3e4a")
    c.solid(blob((-8.6, -93.4), (-6, -99), (0, -103), (6, -99), (8.6, -93.4)), cap, 1.4)
    c.stroke(line((0, -103), (0, -108)), "#3a3e4a", 0.8)
    c.glow(0, -88, 26, "#fff0b0", 0.85)
    side = dice.choice((-1, 1))
    c.solid(rect(side * 21 - 8, -19, 16, 12), "#fbf6ea", 1.2)
    c.solid(poly((side * 21 - 10, -18.6), (side * 21 - 5, -26), (side * 21 + 5, -26), (side * 21 + 10, -18.6)), "#b85a44", 1.2)
    window(c, side * 21, -13, 4, 4.4, dice.random() < 0.5, "#8a5a3c")


@subject("windmill", "building", box=(84, 108), habitats="land", colours="white brown red grey green blue yellow", size=0.7,
         many=2)
def windmill(c, look):
    dice, paint = look.random, look.tone()
    cap = dice.choice(("#4a4e58", "#3a4a4a") if look.colour in ("brown", "red") else ("#6a4a34", "#4a4e58", "#8a4a34"))
    tower = poly((-22, 0), (-12.4, -62), (12.4, -62), (22, 0))
    c.solid(tower, linear(-22, 0, 22, 0, mix(paint, "#ffffff", 0.24), paint, mix(paint, "#160c20", 0.26)), 2.8, 0.35, 0.25)
    with c.clip(tower):
        for k in range(15):
            c.stroke(line((-24, -4 - k * 4.2), (24, -4 - k * 4.2)), faded(paint.deep, 0.22), 0.5)
        c.fill(rect(-24, -6, 48, 6), "#6a6260a0")
    c.solid(rect(-22, -29, 44, 2.2, 0.8), "#7a5236", 0.8)
    for k in range(12):
        c.fill(rect(-21.6 + k * 3.9, -34, 0.8, 5), "#8a6040")
    c.fill(rect(-22, -34.6, 44, 1), "#9a6e4a")
    for x, y in ((-5, -46), (7, -20), (-9, -18)):
        window(c, x, y, 5, 6.4, dice.random() < 0.4)
    c.fill(arched(0, -19, 9, 0), "#fbf6ea")
    c.fill(arched(0, -17.6, 6.6, 0), "#5a3a28")
    c.solid(blob((-15, -60.6), (-13, -70), (-5, -77), (5, -77), (13, -70), (15, -60.6)),
            linear(-15, 0, 15, 0, mix(cap, "#ffffff", 0.28), cap, mix(cap, "#0c0a18", 0.3)), 2)
    turn = dice.uniform(0.15, 1.4)
    for k in range(4):
        with c.placed(0, -66, 1, turn + k * math.pi / 2):
            c.fill(poly((2, 1.4), (41, 1.4), (41, 9.4), (8, 8)), "#fff6e0e0")
            c.fill(rect(8, -2.6, 33, 3.2), "#f0e2c4c0")
            for n in range(10):
                c.fill(rect(8 + n * 3.6, -2.6, 0.6, 11.6), "#7a5638")
            for y in (-2.6, 4.4, 8.6):
                c.fill(rect(8, y, 33.4, 0.6), "#7a5638")
            c.fill(rect(0, -0.8, 42, 1.9), "#5a3a24")
    c.solid(ellipse(0, -66, 3.4), "#8a5a38", 1.2)
    shrubs(c, dice, (-24, 24, 17), 4)


@subject("bridge", "building", box=(110, 52), habitats="land water", colours="grey red brown white green blue", size=0.92, many=1)
def bridge(c, look):
    dice, paint = look.random, look.tone()
    water = blob((-54, 2), (-30, -2.4), (0, -3), (30, -2.4), (54, 2), (30, 5), (-30, 5))
    c.fill(water, linear(-50, 0, 50, 0, "#3f86ac", "#6fb4cc", "#2f6f98"))
    with c.clip(water):
        for _ in range(c.marks(22)):
            c.fill(ellipse(dice.uniform(-50, 50), dice.uniform(-2, 4), dice.uniform(2, 7), 0.35), "#e8f8f8a0")
    if look.colour in ("grey", "brown", "white") and dice.random() < 0.75:
        def outline(k):
            k.move_to(-55, 0)
            k.line_to(-55, -17)
            k.curve_to(-30, -34, 30, -34, 55, -17)
            k.line_to(55, 0)
            for x, radius in ((37, 9.4), (0, 18), (-37, 9.4)):
                k.line_to(x + radius, 0)
                k.arc_negative(x, 0, radius, 0, -math.pi)
            k.close_path()
        c.solid(outline, vertical(-30, 0, mix(paint, "#ffffff", 0.22), paint, mix(paint, "#160c20", 0.2)), 2.4, 0.42, 0.3)
        with c.clip(outline):
            for row in range(9):
                for column in range(18):
                    x, y = -56 + column * 6.6 + (row % 2) * 3.3, -32 + row * 3.6
                    c.stroke(rect(x, y, 6.4, 3.4, 0.5), faded(mix(paint.deep, paint, dice.random() * 0.6), 0.55), 0.4)
        for x, radius in ((37, 9.4), (0, 18), (-37, 9.4)):
            for k in range(int(radius * 0.9)):
                a = math.pi + (k + 0.5) * math.pi / int(radius * 0.9)
                c.stroke(line((x + radius * math.cos(a), radius * math.sin(a)),
                              (x + (radius + 3) * math.cos(a), (radius + 3) * math.sin(a))), faded(paint.deep, 0.8), 0.5)
            c.stroke(lambda q, x=x, radius=radius: q.arc(x, 0, radius + 3.2, math.pi, 2 * math.pi), faded(paint.pale, 0.8), 0.7)
        c.stroke(curve((-56, -19.6), (-28, -31), (0, -33.6), (28, -31), (56, -19.6)), paint.light, 2.6)
        for x in (-42, -18, 18, 42):
            y = -33.6 + (x / 56) ** 2 * 14 - 1
            c.stroke(line((x, y), (x, y - 10)), "#2c3038", 0.9)
            c.fill(ellipse(x, y - 11, 1.7, 2), "#fff0b8")
            c.glow(x, y - 11, 7, "#ffd88a", 0.6)
        return
    deck = -17
    for x in (-30, 30):
        c.solid(rect(x - 4.6, -6, 9.2, 8, 1), "#8f8a86", 1.2)
        for dx in (-3, 1.6):
            c.solid(rect(x + dx, -52, 2.6, 48, 0.4), paint, 0.9)
        for y in (-50, -40, -30, -12):
            c.fill(rect(x - 3, y, 7, 1.8), paint.dark)
    for left, right, sag in ((-30, 30, 28), (-90, -30, 28), (30, 90, 28)):
        spots = [(left + (right - left) * t, -51 + sag * 4 * t * (1 - t)) for t in [k / 16 for k in range(17)]]
        spots = [(x, y) for x, y in spots if -56 < x < 56]
        c.stroke(curve(*spots), paint, 1.3)
        for x, y in spots:
            c.stroke(line((x, y), (x, deck)), paint, 0.4)
    c.solid(rect(-56, deck, 112, 4.4, 0.6), vertical(deck, deck + 4.4, paint.light, paint, paint.dark), 0.9)
    for k in range(14):
        x = -56 + k * 8
        c.stroke(line((x, deck + 7.6), (x + 4, deck + 4), (x + 8, deck + 7.6)), paint, 0.7)
    c.fill(rect(-56, deck + 7.4, 112, 1.1), paint.dark)
    for side in (-1, 1):
        c.solid(poly((side * 57, 0), (side * 57, deck), (side * 51, deck), (side * 46, 1)), "#8f8a86", 1.4)
    for x in (dice.uniform(-24, -14), dice.uniform(6, 20)):
        tone = dice.choice(("#e8c23a", "#3a7ad0", "#f4f0e8", "#3a9a54"))
        c.solid(blob((x - 4, deck), (x - 4, deck - 2.2), (x - 2, deck - 2.6), (x - 1, deck - 4.2), (x + 2, deck - 4.2),
                     (x + 3.4, deck - 2.4), (x + 5, deck - 1.8), (x + 5, deck)), tone, 0.6)
        for wx in (x - 2, x + 3):
            c.fill(ellipse(wx, deck - 0.2, 1), "#17171d")


@subject("pyramid", "building", box=(106, 66), habitats="land", colours="yellow brown orange grey white", size=0.82, many=3)
def pyramid(c, look):
    dice, paint = look.random, look.tone()
    tone = mix(paint, "#c89a5a", 0.18)
    ridge, wide, top = dice.uniform(8, 18), 52, -64
    sun_side, shade_side = poly((0, top), (ridge, 0), (-wide, 0)), poly((0, top), (wide, -3), (ridge, 0))
    c.fill(shade_side, linear(0, top, wide, 0, mix(tone, "#3a1c20", 0.34), mix(tone, "#3a1c20", 0.5)))
    c.fill(sun_side, linear(-wide, 0, ridge, -20, mix(tone, "#fff6dc", 0.42), tone))
    rows = 17
    for path, left, right, foot in ((sun_side, -wide, ridge, 0), (shade_side, ridge, wide, -3)):
        with c.clip(path):
            for row in range(rows):
                t = row / rows
                low = foot if path is shade_side else 0
                ends = ((left * t, top * (1 - t)), (right * t, (top + (low - top) * t) if path is shade_side else top * (1 - t)))
                c.stroke(line(*ends), faded("#4a2a20", 0.36), 0.6)
                c.stroke(line((ends[0][0], ends[0][1] + 0.7), (ends[1][0], ends[1][1] + 0.7)), "#fff4d838", 0.5)
                for k in range(int(2 + 13 * t * (right - left) / wide)):
                    x = ends[0][0] + (ends[1][0] - ends[0][0]) * dice.random()
                    c.stroke(line((x, ends[0][1]), (x + (left + right) * 0.01, ends[0][1] + 3.6)), faded("#4a2a20", 0.3), 0.5)
    if dice.random() < 0.6:
        door = -wide * 0.34
        c.fill(poly((door - 5, 0), (door - 3.6, -9), (door + 3.6, -9), (door + 5, 0)), mix(tone, "#fff6dc", 0.3))
        c.fill(poly((door - 3, 0), (door - 2.2, -7), (door + 2.2, -7), (door + 3, 0)), "#2a1a18")
    for _ in range(5):
        x = dice.uniform(-50, 50)
        c.solid(rect(x, -2.6, dice.uniform(3, 6), 3, 0.6), mix(tone, "#5a3a2a", dice.uniform(0, 0.3)), 0.8)
    c.fill(blob((-54, 1.6), (-30, -1.2), (10, 0), (40, -1.6), (54, 1.6)), faded(mix(tone, "#ffe8b8", 0.5), 0.8))


@subject("tent", "building", box=(100, 60), habitats="land snow",
         colours="red orange yellow green blue purple pink white brown grey", size=0.68)
def tent(c, look):
    dice, paint = look.random, look.tone()
    accent = dice.choice((paint.pale, paint.deep))
    lit = dice.random() < 0.35
    for x, y, ex in ((-36, -22, -52), (36, -22, 52)):
        c.stroke(line((x, y), (ex, 0)), "#f4ecd8c0", 0.5)
        c.stroke(line((ex, 0), (ex - math.copysign(1.6, ex), -3)), "#5a5e6a", 0.9)
    if dice.random() < 0.5:
        shell = blob((-44, 0), (-41, -16), (-30, -36), (-10, -49), (10, -49), (30, -36), (41, -16), (44, 0))
        c.solid(shell, linear(-44, -40, 44, 0, mix(paint, "#ffffff", 0.26), paint, mix(paint, "#160c20", 0.3)), 5, 0.4, 0.3)
        with c.clip(shell):
            c.fill(blob((-50, 0), (-44, -22), (-28, -42), (-36, -20), (-38, 2)), faded(accent, 0.85))
            c.fill(blob((50, 0), (44, -22), (28, -42), (36, -20), (38, 2)), faded(accent, 0.85))
            for side in (-1, 1):
                c.stroke(curve((side * 30, 2), (side * 22, -28), (0, -50)), faded(paint.deep, 0.8), 0.9)
        c.stroke(curve((-30, -36.6), (-12, -49), (4, -51)), "#ffffff90", 0.9)
        door = blob((-15, 0), (-13, -20), (-5, -34), (2, -36), (10, -31), (16, -16), (18, 0))
        flap = blob((10, -31), (18, -30), (22, -14), (19, 0), (17, -2), (15, -18))
    else:
        shell = poly((-44, 0), (-8, -54), (24, -54), (46, 0))
        c.solid(poly((-8, -54), (26, -54), (47, 0), (24, 0)), linear(0, -50, 46, 0, paint, mix(paint, "#160c20", 0.26)), 2.6,
                0.36, 0.2)
        c.solid(poly((-42, 0), (-8, -54), (26, 0)), linear(-42, 0, 26, 0, mix(paint, "#ffffff", 0.28), paint), 2.6, 0.3, 0.3)
        for k in range(3):
            c.stroke(line((-1 + k * 9, -54), (29 + k * 6, 0)), faded(paint.deep, 0.4), 0.5)
        c.stroke(line((-44, 1), (-8, -55.4), (27, 0)), accent, 1.8)
        c.stroke(line((-8, -55), (25, -55)), accent, 1.6)
        c.stroke(line((-8, -54), (-8, -59)), "#8a6040", 1.4)
        door = poly((-20, 0), (-8, -38), (5, 0))
        flap = blob((-8, -38), (0, -26), (9, -1), (5, 0), (0, -12))
    c.fill(door, radial(-2, -12, 30, *(("#fff0b0", "#f0a850", "#a8602c") if lit else ("#4a3a38", "#2a2228", "#1a161e"))))
    c.stroke(door, paint.dark, 0.8)
    c.solid(flap, mix(paint, "#ffffff", 0.34), 1)
    if lit:
        c.glow(-2, -12, 30, "#ffc060", 0.5)
    c.fill(blob((-12, 0), (-9, -3), (8, -3.4), (13, 0)), dice.choice(("#3a6a8a", "#a84a3a", "#7a9a4a")))
    if dice.random() < 0.5:
        c.solid(blob((30, 0), (29, -10), (33, -14), (39, -13), (41, -8), (40, 0)), dice.choice(("#3f6a4a", "#b8503a", "#4a5f8a")),
                1.6)
        c.fill(rect(32, -8, 7, 5, 1.2), "#00000030")
        c.solid(rect(29.6, -17.4, 11, 4, 2), "#c8a878", 1)


@subject("igloo", "building", box=(100, 54), habitats="snow", colours="white", size=0.74, many=2)
def igloo(c, look):
    dice, paint = look.random, look.tone()
    snow = "#eef4fb"
    def dome(x, radius, tall):
        def path(k):
            k.save()
            k.translate(x, 0)
            k.scale(radius, tall)
            k.arc(0, 0, 1, math.pi, 2 * math.pi)
            k.restore()
            k.close_path()
        return path
    big = dome(-8, 42, 52)
    c.solid(big, linear(-44, -50, 36, 0, "#ffffff", snow, "#b4c8e2"), 6, 0.32, 0.2, dark="#28406e")
    with c.clip(big):
        rows = 7
        for row in range(rows):
            low, high = row / rows, (row + 1) / rows
            y0, y1 = -52 * math.sin(low * 1.5), -52 * math.sin(high * 1.5)
            half = 42 * math.cos(low * 1.5)
            c.stroke(curve((-8 - half, y0 + 0.4), (-8, y0 + 2), (-8 + half, y0 + 0.4)), "#7f9cc4a0", 0.8)
            blocks = max(3, 9 - row)
            for k in range(blocks):
                s = math.sin((k + 0.5 + 0.4 * (row % 2)) / blocks * math.pi - math.pi / 2)
                c.stroke(line((-8 + s * half, y0 + 1.4), (-8 + s * 42 * math.cos(high * 1.5), y1 + 1.4)), "#7f9cc4a0", 0.8)
    porch = dome(27, 19, 27)
    c.solid(porch, linear(8, -27, 46, 0, "#ffffff", snow, "#a8bedc"), 3, 0.32, 0.2, dark="#28406e")
    for k in range(7):
        a = math.pi + (k + 0.5) * math.pi / 7
        c.stroke(line((28 + 12 * math.cos(a), 18 * math.sin(a)), (27 + 19 * math.cos(a), 27 * math.sin(a))), "#7f9cc4a0", 0.8)
    lit = dice.random() < 0.5
    inside = ("#ffe8a8", "#d88a3c", "#5a3a3a") if lit else ("#1c2c4a", "#34507c", "#4a6a98")
    c.fill(dome(28, 12, 18), radial(28, -3, 19, *inside))
    if lit:
        c.glow(28, -6, 22, "#ffc060", 0.6)
    for x, wide in ((-46, 12), (8, 14), (44, 10), (-24, 9)):
        c.fill(blob((x - wide, 1), (x - wide * 0.4, -2.6), (x + wide * 0.4, -2.8), (x + wide, 1)), "#ffffff")

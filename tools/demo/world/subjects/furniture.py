"""Furniture to sit, lie and work at. A seat is as high as what sits on it is to stand; backs are behind it, and fronts below."""

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, rect, vertical

from . import subject
from .craft import against, cloth, folds, gleam, gold, grain, other, rounded, seam

CLOTHS = "red blue green yellow grey pink purple orange brown white black"
WOODS = "#a8743c", "#7a4c28", "#c89858", "#8c5a34"


def legs(c, places, height, width, wood, low=0.6):
    """Turned legs that taper to the floor, at the given x."""
    for x in places:
        leg = poly((x - width / 2, -height), (x + width / 2, -height), (x + width / 2 * low, 0), (x - width / 2 * low, 0))
        c.solid(leg, rounded(x - width / 2, x + width / 2, wood), 1.6, 0.35, 0.2)


@subject("chair", "furniture", box=(54, 100), habitats="floor land",
         colours="brown red blue green white yellow black pink orange grey", size=0.55, seat=(45, 45))
def chair(c, look):
    dice, wood = look.random, look.tone()
    back, cushion = dice.choice(("slats", "bars", "panel")), dice.random() < 0.35
    legs(c, (-17, 17), 46, 4, wood.dark)
    for side in (-1, 1):
        post = limb([(side * 18, -44), (side * 19, -72), (side * 20.5, -97)], [5, 4.6, 4])
        c.solid(post, rounded(side * 19 - 3, side * 19 + 3, wood), 1.8)
    top = blob((-23, -88), (-22, -97), (0, -100), (22, -97), (23, -88), (0, -90))
    if back == "slats":
        for y in (-64, -77):
            slat = blob((-19, y + 3), (-19, y - 4), (0, y - 6), (19, y - 4), (19, y + 3), (0, y + 1))
            c.solid(slat, wood, 2.4)
    elif back == "bars":
        for x in (-12, -6, 0, 6, 12):
            c.fill(limb([(x * 0.92, -46), (x, -90)], [2.8, 2.6]), rounded(x - 1.6, x + 1.6, wood))
    else:
        panel = blob((-8, -48), (-9, -68), (-6, -91), (6, -91), (9, -68), (8, -48))
        c.solid(panel, wood, 3)
        c.fill(lambda k: (k.move_to(0, -66), k.curve_to(-9, -74, -4, -81, 0, -75), k.curve_to(4, -81, 9, -74, 0, -66)), wood.deep)
    c.solid(top, wood, 3, 0.45, 0.4)
    grain(c, top, (-23, -100, 46, 12), wood, 6)
    for x in (-21, 21):
        c.solid(poly((x - 3, -44), (x + 3, -44), (x + 2, 0), (x - 2, 0)), rounded(x - 3, x + 3, wood), 1.8)
    c.fill(rect(-20, -20, 40, 3), vertical(-20, -17, wood.light, wood.dark))
    c.fill(rect(-18, -12, 36, 2.4), wood.deep)
    c.fill(rect(-21, -41, 42, 6, 1), vertical(-41, -35, wood.dark, wood.deep))
    seat = blob((-22, -48), (0, -50), (22, -48), (26, -42), (24, -39), (0, -38), (-24, -39), (-26, -42))
    c.solid(seat, vertical(-50, -38, wood.dark, wood, wood.light), 2.6, 0.4, 0.3)
    grain(c, seat, (-26, -50, 52, 12), wood, 8)
    if cushion:
        pad = blob((-20, -49), (0, -51), (20, -49), (24, -44), (20, -41), (0, -40), (-20, -41), (-24, -44))
        c.solid(pad, other(look, "red", "blue", "yellow", "white", "green"), 3)


def cushion(c, path, tone, dice, box):
    """A loose pillow with a pattern."""
    c.shadow(path, 1.6, 0.35, 1, 1)
    c.solid(path, tone, 4)
    cloth(c, path, dice.choice(("striped", "dotted", "checked", "plain")), box, faded(against(tone, 0.8), 0.8), 7)
    c.solid(path, "#00000000", 4, 0.3, 0.2)


@subject("armchair", "furniture", box=(98, 100), habitats="floor", colours=CLOTHS, size=0.62, seat=(39, 50),
         pattern="none striped flowered")
def armchair(c, look):
    dice, tone = look.random, look.tone()
    wood, pattern, mark, tall = dice.choice(WOODS), look.traits.get("pattern"), faded(against(tone, 0.6),
                                                                                      0.8), dice.uniform(90, 99)
    legs(c, (-34, 34), 10, 7, wood)
    wings = dice.random() < 0.5
    back = blob((-36, -26), (-38, -66), (-34, -tall + 8), (-18, -tall), (18, -tall), (34, -tall + 8), (38, -66), (36, -26))
    c.solid(back, vertical(-tall, -30, tone.light, tone, tone.dark), 8, 0.5, 0.3)
    inner = blob((-28, -36), (-30, -66), (-26, -tall + 13), (-14, -tall + 7), (14, -tall + 7), (26, -tall + 13), (30, -66),
                 (28, -36))
    c.solid(inner, tone, 8, 0.35, 0.25)
    cloth(c, inner, pattern, (-32, -tall + 4, 64, 70), mark, 9)
    c.stroke(inner, faded(tone.deep, 0.45), 1)
    if not pattern:
        for x, y in ((-13, -78), (0, -78), (13, -78), (-7, -66), (7, -66)):
            c.fill(ellipse(x, y + 0.8, 2.4), faded(tone.deep, 0.6))
            c.fill(ellipse(x, y, 1.6), tone.light)
            for turn in (-4, 4):
                c.stroke(curve((x, y), (x + turn * 0.6, y + 4), (x + turn, y + 7)), faded(tone.deep, 0.22), 1)
    if wings:
        for side in (-1, 1):
            wing = blob((side * 30, -38), (side * 30, -tall + 20), (side * 35, -tall + 6), (side * 42, -tall + 16),
                        (side * 42, -50))
            c.solid(wing, mix(tone, tone.dark, 0.25), 4)
    seat = blob((-31, -36), (-30, -43), (0, -44), (30, -43), (31, -36), (31, -27), (0, -25), (-31, -27))
    c.fill(rect(-34, -30, 68, 20), tone.dark)
    c.shadow(seat, 2, 0.4, 0, 2)
    c.solid(seat, vertical(-44, -25, tone.dark, tone, (0.45, tone.light), tone), 4, 0.4, 0.25)
    cloth(c, seat, pattern, (-32, -36, 64, 12), mark, 9)
    c.stroke(curve((-31, -34), (0, -35), (31, -34)), faded(tone.deep, 0.45), 0.9)
    base = rect(-36, -27, 72, 18, 4)
    c.solid(base, vertical(-27, -9, tone, tone.dark), 4, 0.45, 0.2)
    cloth(c, base, pattern, (-36, -26, 72, 18), mark, 9)
    c.stroke(line((-34, -26.5), (34, -26.5)), faded(tone.deep, 0.6), 1)
    for side in (-1, 1):
        arm = blob((side * 29, -9), (side * 28, -46), (side * 31, -56), (side * 39, -59), (side * 47, -55), (side * 48, -45),
                   (side * 46, -9))
        c.solid(arm, vertical(-59, -9, tone.light, tone, mix(tone, tone.dark, 0.5)), 7, 0.5, 0.35)
        cloth(c, arm, pattern, (side * 38 - 12, -58, 24, 50), mark, 9)
        roll = ellipse(side * 38, -48, 8.4, 8)
        c.stroke(roll, faded(tone.deep, 0.4), 1)
        c.stroke(curve((side * 31, -44), (side * 32, -26), (side * 31.6, -10)), faded(tone.deep, 0.35), 0.8)
        for k in range(6):
            c.fill(ellipse(side * (44.6 - k * 0.1), -40 + k * 5.6, 0.8), gold(side * 44, -42, side * 46, -10))


@subject("sofa", "furniture", box=(100, 54), habitats="floor", colours=CLOTHS, size=0.8, many=1, seat=(21, 48),
         pillows="none pillows")
def sofa(c, look):
    dice, tone = look.random, look.tone()
    wood, tall, seats = dice.choice(WOODS), dice.uniform(47, 53), dice.choice((2, 2, 3))
    legs(c, (-42, -14, 14, 42), 6, 4, wood)
    back = blob((-44, -10), (-45, -tall + 8), (-38, -tall), (0, -tall - 1), (38, -tall), (45, -tall + 8), (44, -10))
    c.solid(back, vertical(-tall, -10, tone.light, tone, tone.dark), 5, 0.5, 0.3)
    step = 78 / seats
    for k in range(seats):
        x = -39 + k * step
        rest = blob((x + 1, -22), (x + 0.6, -tall + 9), (x + 5, -tall + 4), (x + step - 5, -tall + 4),
                    (x + step - 0.6, -tall + 9), (x + step - 1, -22))
        c.solid(rest, vertical(-tall, -20, tone.light, tone, mix(tone, tone.dark, 0.4)), 4.5, 0.45, 0.25)
        c.stroke(rest, faded(tone.deep, 0.35), 0.6)
        c.fill(ellipse(x + step / 2, -tall + 17, 1.1), faded(tone.deep, 0.7))
    c.fill(rect(-42, -17, 84, 12, 2), tone.dark)
    for k in range(seats):
        x = -39 + k * step
        pad = blob((x + 0.5, -16), (x + 1, -22), (x + 4, -24), (x + step - 4, -24), (x + step - 1, -22), (x + step - 0.5, -16),
                   (x + step - 3, -14), (x + 3, -14))
        c.solid(pad, vertical(-24, -14, tone.dark, tone.light, tone), 3, 0.4, 0.25)
    c.solid(rect(-42, -14.5, 84, 9.5, 2.5), vertical(-14, -5, tone, tone.dark), 2.6, 0.4, 0.2)
    seam(c, [(-36, -11), (0, -11), (36, -11)], faded(against(tone), 0.45), 0.4)
    for side in (-1, 1):
        arm = blob((side * 37, -5), (side * 36.4, -26), (side * 39, -33), (side * 45, -34), (side * 49.4, -30), (side * 50, -22),
                   (side * 48.6, -5))
        c.solid(arm, vertical(-34, -5, tone.light, tone, mix(tone, tone.dark, 0.5)), 4.6, 0.5, 0.35)
        c.stroke(ellipse(side * 43.2, -27.6, 4.6, 4.4), faded(tone.deep, 0.4), 0.7)
    if look.traits.get("pillows"):
        for x, turn in ((-30, 0.2), (30, -0.18)):
            with c.placed(x, -22, 1, turn):
                cushion(c, blob((-8, 0), (-7, -7), (-9, -15), (0, -14), (9, -15), (7.6, -7), (8.6, 0), (0, -1)),
                        other(look, "red", "yellow", "blue", "white", "green", "pink"), dice, (-10, -16, 20, 17))


@subject("bed", "furniture", box=(100, 62), habitats="floor", colours="blue red green yellow pink white grey purple orange brown",
         size=0.85, many=1, seat=(30, 48), pattern="none striped checked dotted")
def bed(c, look):
    dice, tone = look.random, look.tone()
    wood, tall, mark = dice.choice(WOODS), dice.uniform(54, 61), faded(against(tone, 0.8), 0.85)
    deep = mix(wood, "#1c0c08", 0.45)
    head = blob((-47, -8), (-47, -tall + 10), (-40, -tall + 4), (-20, -tall), (20, -tall), (40, -tall + 4), (47, -tall + 10),
                (47, -8))
    c.solid(head, vertical(-tall, -10, mix(wood, "#fff0d0", 0.25), wood), 4)
    grain(c, head, (-47, -tall, 94, 40), wood, 18)
    for side in (-1, 1):
        c.solid(rect(side * 46 - 3, -tall + 4, 6, tall - 4, 2), wood, 1.8)
        c.solid(ellipse(side * 46, -tall + 2, 3.8), wood, 1.6)
    for x in (-21, 21):
        pillow = blob((x - 18, -34), (x - 16, -45), (x, -47), (x + 16, -45), (x + 18, -34), (x, -31))
        c.shadow(pillow, 1.6, 0.4, 0, 1)
        c.solid(pillow, "#fbf8f2" if look.colour != "white" else "#dfe6f0", 5, 0.35, 0.2)
        folds(c, pillow, [[(x - 16, -43), (x - 11, -40), (x - 9, -37)], [(x + 15, -35), (x + 11, -37), (x + 8, -36)]], "#b0a8b8",
              0.9)
    c.solid(rect(-45, -36, 90, 8, 3), "#f6f2ea", 3, 0.3, 0.2)
    cover = poly((-43, -34), (43, -34), (49, -9), (-49, -9))
    c.solid(cover, vertical(-34, -9, tone.dark, tone.light, tone), 4, 0.35, 0.2)
    cloth(c, cover, look.traits.get("pattern"), (-50, -23, 100, 3), mark, 9)
    fold_ = blob((-44, -35), (0, -36), (44, -35), (45, -29), (0, -28), (-45, -29))
    c.solid(fold_, "#fdfaf4" if look.colour != "white" else tone.pale, 2, 0.3, 0.1)
    edge = [(-49, -20), (-49.5, -9), (-40, -5), (-30, -7), (-20, -4.4), (-8, -7), (4, -4.6), (16, -7), (28, -4.6), (40, -6.6),
            (49.5, -8), (49, -20)]
    drape = blob(*edge, (0, -19))
    c.solid(drape, vertical(-20, -5, mix(tone, tone.light, 0.5), tone, tone.dark), 3, 0.4, 0.2)
    cloth(c, drape, look.traits.get("pattern"), (-50, -14, 100, 5), mark, 9)
    folds(c, drape, [[(x, -17), (x - 0.8, -11), (x, -5)] for x in (-40, -20, -8, 16, 28)], tone, 1.6)
    c.fill(rect(-47, -6, 94, 3, 1), deep)
    for side in (-1, 1):
        c.solid(rect(side * 47 - 2.6, -13, 5.2, 13, 1.6), wood, 1.6)


@subject("table", "furniture", box=(100, 62), habitats="floor land", colours="brown white black red blue green grey yellow",
         size=0.62, many=2, seat=(57, 62))
def table(c, look):
    dice, wood = look.random, look.tone()
    round_, drape = dice.random() < 0.35, dice.random() < 0.2
    if round_:
        c.solid(blob((-24, 0), (-16, -5), (-5, -9), (5, -9), (16, -5), (24, 0), (0, 1)), wood.dark, 3)
        c.solid(blob((-4, -8), (-7, -20), (-3.6, -34), (-6, -50), (6, -50), (3.6, -34), (7, -20), (4, -8)), rounded(-7, 7, wood),
                3)
        top = ellipse(0, -55, 49, 6.4)
        c.solid(ellipse(0, -52.6, 49, 6.4), wood.dark, 2)
    else:
        legs(c, (-35, 35), 50, 4.4, wood.deep)
        legs(c, (-43, 43), 52, 6, wood)
        c.solid(rect(-44, -52, 88, 8, 1), vertical(-52, -44, wood.deep, wood.dark), 2)
        if dice.random() < 0.6:
            c.stroke(rect(-14, -51, 28, 6, 1), faded(wood.deep, 0.9), 0.8)
            c.solid(ellipse(0, -48, 1.8), "#d8b45a", 0.8)
        top = poly((-43, -61), (43, -61), (50, -54), (-50, -54))
        c.solid(rect(-50, -54.4, 100, 4, 1), vertical(-54, -50, wood.light, wood.dark), 1.4)
    c.solid(top, linear(-48, -60, 48, -52, wood.light, wood, mix(wood, wood.dark, 0.3)), 2, 0.2, 0.3)
    grain(c, top, (-50, -62, 100, 8), wood, 12)
    gleam(c, top, -20, -58, 22, 4, 0.35)
    if drape:
        sheet = other(look, "white", "red", "blue")
        path = poly((-20, -61.4), (20, -61.4), (24, -54), (24, -40), (12, -35), (0, -31), (-12, -35), (-24, -40), (-24, -54))
        c.solid(path, vertical(-61, -31, sheet, mix(sheet, sheet.dark, 0.35)), 2.4, 0.3, 0.15)
        cloth(c, path, "checked", (-25, -61, 50, 32), faded(other(look, "red", "blue", "green"), 0.7), 6)


@subject("desk", "furniture", box=(100, 72), habitats="floor", colours="brown white black grey red blue green", size=0.66, many=1)
def desk(c, look):
    dice, wood = look.random, look.tone()
    side = dice.choice((-1, 1))
    c.fill(rect(-44, -46, 88, 26), wood.deep)
    c.fill(rect(-44, -46, 88, 26), vertical(-46, -20, "#00000070", "#00000010"))
    drawers = rect(side * 27 - 17, -48, 34, 46, 1)
    c.solid(drawers, wood, 2.4, 0.4, 0.2)
    for k in range(3):
        front = rect(side * 27 - 14.6, -45 + k * 14, 29, 12, 1)
        c.solid(front, vertical(-45 + k * 14, -33 + k * 14, wood.light, wood), 1.6, 0.4, 0.3)
        grain(c, front, (side * 27 - 15, -45 + k * 14, 30, 12), wood, 4)
        c.solid(rect(side * 27 - 4.4, -40.4 + k * 14, 8.8, 2.6, 1.3), gold(side * 27 - 4, -40, side * 27 + 5, -36), 0.8)
    legs(c, (side * 27 - 13, side * 27 + 13), 3, 4, wood.dark)
    legs(c, (-side * 43, ), 48, 5, wood)
    legs(c, (-side * 36, ), 44, 4, wood.deep)
    c.solid(rect(-50, -52, 100, 5, 1.4), vertical(-52, -47, wood.light, wood.dark), 1.6)
    top = poly((-44, -57), (44, -57), (50, -51.6), (-50, -51.6))
    c.solid(top, linear(-48, 0, 48, 0, wood.light, wood), 1.6, 0.2, 0.3)
    grain(c, top, (-50, -57, 100, 6), wood, 8)
    x = side * 30
    c.solid(ellipse(x, -54, 7, 2), "#3a3840", 1)
    lamp = other(look, "red", "yellow", "green", "black")
    c.stroke(line((x, -54), (x + side * 4, -63), (x - side * 5, -70)), "#8a8e98", 1.5)
    c.solid(poly((x - side * 3, -73), (x - side * 8, -70), (x - side * 13, -62), (x - side * 2, -66)), lamp, 2)
    c.glow(x - side * 9, -62, 15, "#ffe0a0", 0.6)
    at = -side * 26
    for k in range(3):
        cover = look.tone(dice.choice(("red", "blue", "green", "yellow", "purple")))
        c.solid(rect(at - 10 + k * 0.8, -57.6 - k * 3, 20 - k * 2, 3, 0.6), cover, 0.8)
    c.fill(poly((-8, -56), (8, -56), (9, -53), (-8, -53)), "#fdfaf2")
    for y in (-55.2, -54.2):
        c.stroke(line((-6, y), (6, y)), "#8a8ea0", 0.3)
    c.solid(rect(at + side * 15 - 3, -63, 6, 7, 0.8), other(look, "blue", "orange", "white"), 1.2)
    for k in (-1.6, 0, 1.6):
        c.stroke(line((at + side * 15 + k, -63), (at + side * 15 + k * 1.8, -68)),
                 look.tone(dice.choice(("red", "yellow", "green", "blue"))), 1)


@subject("stool", "furniture", box=(58, 80), habitats="floor land",
         colours="brown red blue white black yellow green grey orange pink", size=0.45, seat=(73, 48))
def stool(c, look):
    dice, tone = look.random, look.tone()
    padded, wood = dice.random() < 0.5, look.tone()
    if padded:
        wood = look.tone("brown") if look.colour != "brown" else look.tone("black")
    frame = mix(wood, "#160c20", 0.38)
    c.fill(limb([(-10, -68), (-13, -6)], [4, 3]), frame)
    c.fill(limb([(10, -68), (13, -6)], [4, 3]), frame)
    c.fill(limb([(-13, -22), (13, -22)], [2.6, 2.6]), frame)
    for side in (-1, 1):
        c.solid(limb([(side * 15, -68), (side * 20, -34), (side * 25, -1)], [5.4, 5, 4]), wood, 1.8, 0.5, 0.3)
    c.solid(limb([(-20.4, -32), (20.4, -32)], [3.4, 3.4]), wood, 1.2)
    c.solid(limb([(-22, -18), (22, -18)], [3.4, 3.4]), wood, 1.2)
    c.solid(ellipse(0, -69, 25, 6), mix(wood, "#1c0c08", 0.35), 2)
    if padded:
        pad = blob((-26, -72), (-24, -77), (0, -80), (24, -77), (26, -72), (22, -68), (0, -66), (-22, -68))
        c.solid(pad, tone, 5, 0.45, 0.4)
        c.stroke(curve((-25, -71), (0, -67.5), (25, -71)), tone.dark, 1.2)
        for k in range(-6, 7):
            c.fill(ellipse(k * 3.8, -68.2 - abs(k) ** 2 * 0.075, 0.7), gold(-25, -70, 25, -66))
        gleam(c, pad, -9, -76, 12, 3, 0.5)
    else:
        top = ellipse(0, -73, 26, 6)
        c.solid(ellipse(0, -70.6, 26, 6), wood.dark, 2)
        c.solid(top, linear(-26, 0, 26, 0, wood.light, wood, mix(wood, wood.dark, 0.4)), 2, 0.2, 0.3)
        grain(c, top, (-26, -79, 52, 12), wood, 8)
        gleam(c, top, -8, -75, 12, 3, 0.4)


@subject("bench", "furniture", box=(100, 60), habitats="land snow floor", colours="brown green white red blue black",
         size=0.7, many=2, seat=(28, 50))
def bench(c, look):
    dice, wood = look.random, look.tone()
    iron = "#34323a" if look.colour != "black" else "#7a5a3c"
    for x in (-38, 0, 38) if dice.random() < 0.4 else (-38, 38):
        c.fill(limb([(x, -26), (x * 1.02, -44), (x * 1.04, -58)], [3.6, 3.2, 3]), mix(iron, "#000000", 0.25))
        c.solid(limb([(x * 0.97, -24), (x * 0.97, -12), (x * 0.95, -1)], [3.4, 3, 3.4]), mix(iron, "#000000", 0.35), 1)
    for k in range(3):
        slat = rect(-49, -58 + k * 9, 98, 6.6, 1.6)
        c.solid(slat, vertical(-58 + k * 9, -51 + k * 9, wood.light, wood, wood.dark), 1.6, 0.35, 0.3)
        grain(c, slat, (-49, -58 + k * 9, 98, 7), wood, 7)
    for k, half in enumerate((46, 48, 50)):
        slat = rect(-half, -31 + k * 3.6, 2 * half, 3.2, 0.8)
        c.solid(slat, vertical(-31 + k * 3.6, -27.6 + k * 3.6, wood.light, wood), 1, 0.25, 0.3)
        grain(c, slat, (-half, -31 + k * 3.6, 2 * half, 3.4), wood, 4)
    c.fill(rect(-50, -20.4, 100, 3), vertical(-20.4, -17.4, wood, wood.deep))
    for side in (-1, 1):
        c.solid(limb([(side * 43, -20), (side * 42, -10), (side * 45, -1)], [4.4, 3.6, 4.6]), iron, 1.6, 0.5, 0.5)
        c.stroke(curve((side * 46, -19), (side * 49, -32), (side * 46, -40), (side * 42, -41)), iron, 3)
        c.stroke(curve((side * 45, -20), (side * 48, -32), (side * 45.4, -39)), "#ffffff50", 0.8)
        c.stroke(curve((side * 41, -12), (side * 30, -17), (side * 20, -19)), iron, 1.6)

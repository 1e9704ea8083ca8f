"""Bags: purse, clutch, backpack, suitcase, shopping bag, basket."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import leaves

from . import subject
from .craft import against, cloth, gleam, gold, seam, silver

METALS = gold, silver


def shaded(top, bottom, tone):
    return vertical(top, bottom, tone.light, (0.35, tone), mix(tone, tone.dark, 0.75))


def leather(c, path, strength=0.08):
    with c.clip(path):
        c.texture(2.6, "#160a08", "#fff0d8", strength, 1)


@subject("purse", "bag", box=(84, 100), habitats="table floor land",
         colours="brown black red blue pink green white yellow grey purple orange",
         size=0.62, rests=True)
def purse(c, look):
    dice, tone = look.random, look.tone()
    metal, stitch = dice.choice(METALS), faded(against(tone), 0.8)
    style = dice.choice(("flap", "zip", "frame"))
    wide, tall, spread = dice.uniform(35, 40), dice.uniform(50, 57), dice.uniform(0.82, 0.98)
    top, rim = -tall, wide * spread
    grip, rise = dice.uniform(15, 21), -dice.uniform(92, 98)
    strap = dice.uniform(4.4, 6)

    def handle(shift, shade):
        points = [(-grip, top + 8 + shift), (-grip - 1, top - 14 + shift), (-grip * 0.62, rise + 5 + shift), (0, rise + shift),
                  (grip * 0.62, rise + 5 + shift), (grip + 1, top - 14 + shift), (grip, top + 8 + shift)]
        c.solid(limb(points, [strap] * 7), shade, 2.2, 0.5, 0.45)
        seam(c, points, stitch, 0.5)

    handle(-3.5, tone.dark)
    body = blob((-rim, top + 2), (-rim * 0.5, top - 2), (0, top - 3), (rim * 0.5, top - 2), (rim, top + 2), (wide, -18),
                (wide - 1, -4),
                (wide - 7, 0), (0, 0.5), (-wide + 7, 0), (-wide + 1, -4), (-wide, -18))
    c.solid(body, shaded(top, 0, tone), 9, 0.55, 0.35)
    leather(c, body)
    seam(c, [(-wide + 3, -20), (-wide + 4, -7), (-wide + 9, -3.5), (0, -3), (wide - 9, -3.5), (wide - 4, -7), (wide - 3, -20)],
         stitch)
    if style == "flap":
        low = dice.uniform(0.42, 0.6) * tall
        flap = blob((-rim - 1, top + 3), (-rim * 0.5, top - 3), (0, top - 4), (rim * 0.5, top - 3), (rim + 1, top + 3),
                    (rim, top + low * 0.5),
                    (rim * 0.6, top + low * 0.88), (0, top + low), (-rim * 0.6, top + low * 0.88), (-rim, top + low * 0.5))
        c.shadow(flap, 2.2, 0.5, 0, 2.4)
        c.solid(flap, shaded(top - 6, top + low, tone), 6, 0.4, 0.4)
        leather(c, flap)
        seam(c, [(-rim + 2, top + 8), (-rim + 3, top + low * 0.5), (-rim * 0.58, top + low * 0.82), (0, top + low - 2.6),
                 (rim * 0.58, top + low * 0.82),
                 (rim - 3, top + low * 0.5), (rim - 2, top + 8)], stitch)
        tab = rect(-4.5, top + low - 12, 9, 20, 3)
        c.solid(tab, tone, 2.4, 0.5, 0.4)
        c.stroke(rect(-7.5, top + low - 5.5, 15, 10, 2), metal(-7, top + low - 5, 8, top + low + 5), 2.2)
        c.stroke(line((0, top + low - 4), (0, top + low + 4)), metal(0, top + low - 4, 2, top + low + 4), 1.4)
    elif style == "zip":
        c.stroke(curve((-rim + 3, top + 6), (0, top + 2.6), (rim - 3, top + 6)), tone.deep, 3)
        seam(c, [(-rim + 3, top + 6), (0, top + 2.6), (rim - 3, top + 6)], "#e8d8a8", 1.6, (1, 0.9))
        c.solid(limb([(rim - 8, top + 6), (rim - 6, top + 13), (rim - 7, top + 19)], [2, 3, 4]), metal(rim - 9, 0, rim - 4, 0),
                1.2)
        pocket = rect(-wide * 0.62, top + tall * 0.42, wide * 1.24, tall * 0.42, 6)
        c.shadow(pocket, 1.4, 0.4, 0, 1)
        c.solid(pocket, shaded(top + tall * 0.4, -4, tone), 4, 0.4, 0.35)
        seam(c, [(-wide * 0.56, top + tall * 0.49), (0, top + tall * 0.48), (wide * 0.56, top + tall * 0.49)], stitch)
        c.fill(ellipse(0, top + tall * 0.62, 3.4), metal(-3, top + tall * 0.55, 3, top + tall * 0.7))
    else:
        frame = [(-rim + 1, top + 10), (-rim + 3, top + 1), (-rim * 0.5, top - 3), (0, top - 4), (rim * 0.5, top - 3),
                 (rim - 3, top + 1), (rim - 1, top + 10)]
        c.stroke(curve(*frame), metal(-rim, top - 4, rim, top + 8), 4)
        for side in (-1, 1):
            c.solid(ellipse(side * 3.2, top - 6, 3.3), metal(side * 3.2 - 3, top - 9, side * 3.2 + 3, top - 3), 1.6)
            for k in (0.3, 0.62):
                c.stroke(curve((side * rim * k, top + 4), (side * wide * (k + 0.06), top + tall * 0.4),
                               (side * wide * (k - 0.02), -10)), faded(tone.deep, 0.3), 1.6)
    for side in (-1, 1):
        c.solid(rect(side * grip - 4, top + 2, 8, 10, 2), tone, 1.8, 0.5, 0.4)
        c.stroke(ellipse(side * grip, top + 3, 3.4), metal(side * grip - 3, top, side * grip + 3, top + 7), 1.5)
    handle(0, tone)
    if dice.random() < 0.4:
        c.stroke(line((grip, top + 6), (grip + 5, top + 16)), tone.dark, 1)
        charm = blob((grip + 3, top + 16), (grip + 7, top + 15), (grip + 9, top + 26), (grip + 5, top + 29), (grip + 1, top + 26))
        c.solid(charm, look.tone(dice.choice(("red", "yellow", "blue", "pink"))), 2)
    gleam(c, body, -wide * 0.5, top + tall * 0.35, 13, 20, 0.26)


@subject("clutch", "bag", box=(100, 58), habitats="table floor land",
         colours="pink black red grey blue purple green white yellow", size=0.68, rests=True,
         finish="none quilted sequined")
def clutch(c, look):
    dice, tone = look.random, look.tone()
    metal, stitch = dice.choice(METALS), faded(against(tone), 0.7)
    half, tall, low = 48, dice.uniform(47, 55), dice.uniform(0.5, 0.66)
    finish, pointed = look.traits.get("finish"), dice.random() < 0.5
    if dice.random() < 0.35:
        links = [(half - 4, -tall + 6), (half + 3, -tall * 0.5), (half - 2, -8), (half - 18, 2.5), (half - 40, 3)]
        c.stroke(curve(*links), "#00000040", 2.2)
        seam(c, links, metal(half - 40, 0, half, -tall * 0.3), 1.7, (2.4, 0.8))
    body = rect(-half, -tall, 2 * half, tall, 5)
    c.solid(body, shaded(-tall, 0, tone), 6, 0.55, 0.3)
    edge = -tall + tall * low
    if pointed:
        flap = blob((-half, -tall + 4), (-half + 3, -tall), (0, -tall - 0.6), (half - 3, -tall), (half, -tall + 4),
                    (half - 6, -tall + 9), (5, edge - 1), (0, edge + 0.6), (-5, edge - 1), (-half + 6, -tall + 9))
        rim = [(-half + 6, -tall + 7), (-5, edge - 3.4), (0, edge - 2), (5, edge - 3.4), (half - 6, -tall + 7)]
    else:
        flap = blob((-half, -tall + 4), (-half + 3, -tall), (0, -tall - 0.6), (half - 3, -tall), (half, -tall + 4),
                    (half - 0.5, edge - 9), (half * 0.8, edge - 1.5),
                    (0, edge + 2), (-half * 0.8, edge - 1.5), (-half + 0.5, edge - 9))
        rim = [(-half + 2.5, -tall + 8), (-half + 3, edge - 10), (-half * 0.79, edge - 4), (0, edge - 0.6),
               (half * 0.79, edge - 4), (half - 3, edge - 10), (half - 2.5, -tall + 8)]
    for part in (body, flap):
        if part is flap:
            c.shadow(flap, 2, 0.5, 0, 2)
            c.solid(flap, shaded(-tall - 4, edge, tone), 4.5, 0.4, 0.4)
        with c.clip(part):
            if finish == "quilted":
                for k in range(-7, 9):
                    for run in (1, -1):
                        c.stroke(line((k * 12 - run * 30, -tall), (k * 12 + run * 30, 4)), faded(tone.deep, 0.7), 0.9)
                        c.stroke(line((k * 12 - run * 30 + 0.8, -tall), (k * 12 + run * 30 + 0.8, 4)), faded(tone.pale, 0.5), 0.6)
            elif finish == "sequined":
                for row in range(14):
                    for column in range(25):
                        spark = dice.random()
                        at = -half + column * 4 + row % 2 * 2, -tall + row * 4
                        c.fill(ellipse(*at, 2.1), tone.pale if spark > 0.86 else mix(tone.dark, tone.light, spark))
                        if spark > 0.96:
                            c.fill(ellipse(*at, 1.1), "#ffffff")
            else:
                c.texture(4, "#160a08", "#fff0e8", 0.1, 2)
    if finish == "sequined":
        c.stroke(flap, faded(tone.deep, 0.75), 1.2)
    else:
        seam(c, rim, stitch)
    gleam(c, body, -half * 0.4, -tall + 8, 30, 9, 0.4)
    y = edge - 1 if not pointed else edge - 4
    if dice.random() < 0.5:
        c.solid(ellipse(0, y, 5), metal(-5, y - 5, 5, y + 5), 2)
        c.solid(ellipse(0, y, 2.6), look.tone(dice.choice(("white", "pink", "blue"))), 1.4)
    else:
        c.solid(rect(-8, y - 3.6, 16, 7.2, 2.4), metal(-8, y - 4, 8, y + 4), 2)
        c.fill(rect(-4.5, y - 1, 9, 2, 1), "#5a401880")


@subject("backpack", "bag", box=(80, 100), habitats="floor land snow table",
         colours="red blue green black grey yellow purple pink orange", size=0.6, rests=True)
def backpack(c, look):
    dice, tone = look.random, look.tone()
    trim = dice.choice((tone.dark, look.tone("brown"),
                        look.tone("black"))) if look.colour != "black" else look.tone(dice.choice(("brown", "grey")))
    stitch, wide = faded(against(tone), 0.6), dice.uniform(30, 33)
    c.stroke(curve((-7, -88), (-8, -97), (0, -99), (8, -97), (7, -88)), trim, 3.4)
    for side in (-1, 1):
        c.solid(limb([(side * (wide - 8), -80), (side * (wide + 6), -56), (side * (wide + 5), -20), (side * (wide - 2), -8)],
                     [7, 8, 6, 3]), tone.dark, 2.6)
        c.solid(blob((side * (wide - 4), -40), (side * (wide + 7), -36), (side * (wide + 8), -8), (side * (wide - 2), -1)),
                mix(tone, tone.dark, 0.5), 4)
        c.stroke(curve((side * (wide - 3), -38), (side * (wide + 3), -38), (side * (wide + 7.5), -35)), trim, 1.8)
    if dice.random() < 0.5:
        c.solid(rect(wide - 2, -52, 8, 26, 3), look.tone(dice.choice(("blue", "green", "grey", "orange"))), 3)
        c.solid(rect(wide, -57, 4, 6, 1), "#e8e8ee", 1)
    body = blob((-wide, -50), (-wide + 3, -78), (-12, -92), (12, -92), (wide - 3, -78), (wide, -50), (wide + 1, -14),
                (wide - 5, -1), (0, 0), (-wide + 5, -1), (-wide - 1, -14))
    c.solid(body, shaded(-92, 0, tone), 10, 0.5, 0.35)
    with c.clip(body):
        c.texture(2.6, "#0c0810", "#ffffff", 0.1, 1)
    arch = [(-wide + 5, -44), (-wide + 7, -72), (-10, -84), (10, -84), (wide - 7, -72), (wide - 5, -44)]
    c.stroke(curve(*arch), tone.deep, 2.4)
    seam(c, arch, "#d8d4cc", 1.1, (0.8, 0.8))
    if dice.random() < 0.5:
        badge = 0, -62
        c.solid(ellipse(*badge, 7.5), against(tone, 0.75), 2)
        star = [(badge[0] + r * math.sin(k * math.pi / 5), badge[1] - r * math.cos(k * math.pi / 5)) for k,
                r in zip(range(10), (5.4, 2.3) * 5)]
        c.fill(poly(*star), look.tone(dice.choice([n for n in ("red", "yellow", "blue") if n != look.colour])))
    pocket = rect(-wide + 6, -46, 2 * wide - 12, 40, 9)
    c.shadow(pocket, 2, 0.45, 0, 1.6)
    c.solid(pocket, shaded(-46, -4, tone), 6, 0.45, 0.4)
    if dice.random() < 0.5:
        flap = rect(-wide + 5, -48, 2 * wide - 10, 17, 7)
        c.shadow(flap, 1.6, 0.4, 0, 1.4)
        c.solid(flap, mix(tone, trim, 0.6), 4, 0.4, 0.4)
        for x in (-12, 12):
            c.solid(rect(x - 2.4, -40, 4.8, 20, 1.6), trim, 1.4)
            c.stroke(rect(x - 3.6, -33, 7.2, 6, 1), silver(x - 3, -33, x + 4, -27), 1.4)
    else:
        c.stroke(curve((-wide + 10, -39), (0, -41), (wide - 10, -39)), tone.deep, 2)
        seam(c, [(-wide + 10, -39), (0, -41), (wide - 10, -39)], "#d8d4cc", 1, (0.8, 0.8))
        c.solid(limb([(wide - 13, -39), (wide - 14, -33), (wide - 14, -29)], [1.6, 2.4, 3]), trim, 1)
        seam(c, [(-wide + 10, -12), (0, -10.5), (wide - 10, -12)], stitch)
    gleam(c, body, -wide * 0.45, -70, 11, 16, 0.3)


@subject("suitcase", "bag", box=(84, 100), habitats="floor land road table",
         colours="brown red blue green black yellow pink grey orange purple", size=0.6, rests=True,
         stickers="none stickers")
def suitcase(c, look):
    dice, tone = look.random, look.tone()
    if look.colour == "brown" or dice.random() < 0.25:
        half, tall = 42, dice.uniform(58, 64)
        trim = tone.dark if look.colour != "brown" else mix(tone, "#2c140a", 0.5)
        c.stroke(curve((-12, -tall), (-11, -tall - 11), (0, -tall - 13), (11, -tall - 11), (12, -tall)), trim, 5)
        c.stroke(curve((-11, -tall - 9), (0, -tall - 12.6), (9, -tall - 11)), faded(tone.pale, 0.6), 1.2)
        body = rect(-half, -tall, 2 * half, tall, 8)
        c.solid(body, shaded(-tall, 0, tone), 8, 0.5, 0.35)
        leather(c, body, 0.13)
        seam(c, [(-half + 4, -tall + 5), (0, -tall + 3.4), (half - 4, -tall + 5)], faded(against(tone), 0.8))
        for x in (-24, 24):
            c.solid(rect(x - 4, -tall - 1, 8, tall + 1, 1), trim, 2.4, 0.4, 0.4)
            c.stroke(rect(x - 5.4, -tall * 0.62, 10.8, 9, 2), gold(x - 5, -tall * 0.62, x + 6, -tall * 0.45), 2)
        for x, y in ((-half, -tall), (half, -tall), (-half, 0), (half, 0)):
            with c.clip(body):
                c.solid(ellipse(x, y, 12), trim, 3)
                c.fill(ellipse(x * 0.91, y + (5 if y else -5), 1.1), "#f0d080")
        c.solid(rect(-5, -tall + 2, 10, 9, 2), gold(-5, -tall, 5, -tall + 10), 1.6)
        spots = (-12, -tall * 0.3), (10, -tall * 0.52), (34, -tall * 0.25)
    else:
        half, low = dice.uniform(29, 32), -5
        for x in (-11, 11):
            c.fill(rect(x - 1.5, -99, 3, 30), silver(x - 1.5, 0, x + 1.5, 0))
        c.solid(rect(-14, -100, 28, 6, 3), "#3a3840", 2)
        for side in (-1, 1):
            c.solid(ellipse(side * (half - 7), -4, 4.4), "#2c2a30", 1.6)
            c.fill(ellipse(side * (half - 7), -4, 1.6), "#a8acb4")
        body = rect(-half, -74, 2 * half, 74 + low, 9)
        c.solid(body, shaded(-74, low, tone), 8, 0.5, 0.35)
        with c.clip(body):
            for k in range(-3, 4):
                x = k * half / 3.6
                c.stroke(line((x, -66), (x, low - 8)), faded(tone.deep, 0.55), 1.6)
                c.stroke(line((x - 1.6, -66), (x - 1.6, low - 8)), faded(tone.pale, 0.55), 1)
        c.stroke(rect(-half + 3.5, -70.5, 2 * half - 7, 67 + low, 6), faded(tone.deep, 0.35), 1)
        c.solid(rect(-9, -78, 18, 5, 2), tone.dark, 1.6)
        c.solid(rect(half - 5, -44, 6, 12, 2), silver(half - 5, 0, half + 1, 0), 1.4)
        spots = (-12, -24), (9, -44), (-8, -58)
    if look.traits.get("stickers"):
        for (x, y), name in zip(spots, dice.sample(("red", "yellow", "white", "blue", "green", "pink"), 3)):
            with c.placed(x, y, 1, dice.uniform(-0.4, 0.4)):
                shape = dice.choice((ellipse(0, 0, 7), rect(-7.5, -5, 15, 10, 2), ellipse(0, 0, 8, 5.5)))
                c.fill(shape, "#fdfaf2")
                c.ctx.scale(0.82, 0.8)
                c.fill(shape, look.tone(name))
                c.fill(poly((-5, 3), (-1, -3), (1, 0), (3, -2), (5, 3)), "#ffffffd0")
    gleam(c, body, -half * 0.5, -60, 10, 20, 0.3)


@subject("shopping bag", "bag", box=(72, 100), habitats="floor table land road",
         colours="red pink yellow blue green white purple orange black brown", size=0.55, many=3,
         rests=True, pattern="none striped dotted")
def shopping_bag(c, look):
    dice, tone = look.random, look.tone()
    left, right, back, top = -34, 18, 34, -dice.uniform(66, 72)
    rope, print_ = against(tone, 0.75), against(tone, 0.85)
    c.stroke(curve((-14, top + 3), (-16, top - 18), (-2, top - 26), (12, top - 18), (10, top - 2)), mix(rope, "#1c1020", 0.35),
             1.8)
    inside = poly((left, top), (left + 16, top - 6), (back, top - 5), (right, top))
    c.fill(inside, tone.deep)
    paper = look.tone(dice.choice([name for name in ("white", "pink", "yellow", "blue") if name != look.colour]))
    for k in range(5):
        x = left + 7 + k * 10
        c.fill(poly((x - 8, top + 2), (x - 3, top - dice.uniform(7, 14)), (x + 4, top - dice.uniform(2, 6)),
                    (x + 8, top - dice.uniform(8, 15)), (x + 11, top + 2)),
               linear(x - 6, 0, x + 9, 0, paper.pale, paper, paper.light))
    front = poly((left, top), (right, top), (right - 1, 0), (left + 1, 0))
    side = poly((right, top), (back, top - 5), (back - 1, -5), (right - 1, 0))
    c.fill(side, linear(right, 0, back, 0, mix(tone, tone.dark, 0.8), tone.dark))
    c.fill(poly((right, top), ((right + back) / 2 - 2, top - 2.5), ((right + back) / 2 - 4, -16), (right - 1, 0)),
           faded(tone.deep, 0.4))
    c.stroke(line(((right + back) / 2 - 4, -16), (back - 1, -5)), faded(tone.deep, 0.5), 0.8)
    c.solid(front, linear(left, top, right, 0, tone.light, (0.3, tone), mix(tone, tone.dark, 0.35)), 4, 0.25, 0.3)
    pattern = look.traits.get("pattern")
    cloth(c, front, pattern, (left, top + 2, right - left, -top), faded(print_, 0.85), 13)
    if not pattern:
        middle, y = (left + right) / 2, top * 0.5
        emblem = dice.choice(("heart", "ring", "star"))
        if emblem == "heart":
            c.fill(lambda k: (k.move_to(middle, y + 11), k.curve_to(middle - 20, y - 3, middle - 9, y - 16, middle, y - 5),
                              k.curve_to(middle + 9, y - 16, middle + 20, y - 3, middle, y + 11)), print_)
        elif emblem == "ring":
            c.stroke(ellipse(middle, y, 10), print_, 2)
            c.fill(ellipse(middle, y, 5.5), print_)
        else:
            c.fill(poly(*[(middle + r * math.sin(k * math.pi / 5), y - r * math.cos(k * math.pi / 5)) for k,
                          r in zip(range(10), (12, 5) * 5)]), print_)
    c.stroke(line((left, top + 6), (right, top + 6)), faded(tone.deep, 0.35), 0.8)
    for x in (-21, 5):
        c.fill(ellipse(x, top + 4, 1.7), gold(x - 2, top + 2, x + 2, top + 6))
    points = [(-21, top + 4), (-22, top - 14), (-8, top - 24), (6, top - 14), (5, top + 4)]
    c.stroke(curve(*points), mix(rope, "#1c1020", 0.3), 2.4)
    c.stroke(curve(*points), rope, 1.6)


@subject("basket", "bag", box=(100, 92), habitats="table floor land", size=0.58, rests=True, filled="none apples flowers bread")
def basket(c, look):
    dice = look.random
    straw = mix(dice.choice(("#c08a48", "#a87438", "#d0a060")), "#ffffff", dice.uniform(0, 0.1))
    deep, pale = mix(straw, "#2c1408", 0.55), mix(straw, "#fff4d8", 0.5)
    tall, rim = dice.uniform(40, 46), 47
    filled = look.traits.get("filled")
    hoop = [(-rim + 2, -tall), (-rim + 6, -tall - 26), (-20, -88), (0, -90), (20, -88), (rim - 6, -tall - 26), (rim - 2, -tall)]
    c.solid(limb(hoop, [5] * 7), straw, 2)
    seam(c, hoop, deep, 4.4, (0.8, 2.6))
    c.fill(ellipse(0, -tall, rim, 7), mix(deep, "#100804", 0.4))
    if filled == "apples":
        for k in range(9):
            x, y = (-34 + k * 17, -tall - 1) if k < 5 else (-25 + (k - 5) * 17, -tall - 11)
            tone = look.tone(dice.choice(("red", "red", "green", "yellow")))
            c.solid(ellipse(x, y, 10, 9.5), radial(x - 3, y - 3, 14, tone.light, tone, tone.dark), 4)
            c.stroke(curve((x, y - 7), (x + 1, y - 11), (x + 3, y - 13)), "#4a2c18", 1.2)
            c.fill(ellipse(x - 3.4, y - 4, 2.4, 1.6, -0.6), "#ffffffb0")
    elif filled == "flowers":
        leaves(c, [(0, -tall - 8, 42, 14)], ("#2f6a34", "#4f8f44", "#7fb85c"), 6, 34)
        for k in range(13):
            x, y = -36 + k % 7 * 12 + dice.uniform(-3, 3), -tall - 4 - k // 7 * 12 - dice.uniform(0, 6)
            tone = look.tone(dice.choice(("pink", "red", "yellow", "white", "purple")))
            for petal in range(6):
                angle = petal * 1.047
                c.fill(ellipse(x + 3.4 * math.cos(angle), y + 3.2 * math.sin(angle), 2.9),
                       mix(tone, "#3a1030", 0.12 * (petal % 2)))
            c.fill(ellipse(x, y, 2.4), "#e8a82c" if tone != "yellow" else "#8a5a20")
    elif filled == "bread":
        for x, y, turn in ((-14, -tall - 12, -0.5), (6, -tall - 16, 0.2), (22, -tall - 9, 0.6)):
            with c.placed(x, y, 1, turn):
                loaf = blob((-8, 16), (-10, -14), (-4, -26), (4, -26), (10, -14), (8, 16))
                c.solid(loaf, vertical(-26, 10, "#f0c078", "#c07c34"), 5)
                for k in (-16, -6, 4):
                    c.stroke(curve((-6, k + 4), (0, k), (7, k - 3)), "#fbe4b4", 2.4)
    body = blob((-rim, -tall), (-rim * 0.5, -tall + 6), (0, -tall + 7), (rim * 0.5, -tall + 6), (rim, -tall), (rim - 5, -16),
                (rim - 12, -1.5),
                (0, 0.6), (-rim + 12, -1.5), (-rim + 5, -16))
    c.solid(body, vertical(-tall, 0, straw, mix(straw, deep, 0.5)), 8, 0.3, 0.2)
    with c.clip(body):
        for row in range(9):
            y = -tall + 3 + row * 5.4
            for k in range(-8, 9):
                x = k * 6.2 + row % 2 * 3.1
                sag = 6.5 * (1 - (x / rim) ** 2)
                c.fill(ellipse(x, y + sag, 3.6, 2.5), deep)
                c.fill(ellipse(x - 0.3, y + sag - 0.5, 3.1, 1.9), linear(x - 3, 0, x + 3, 0, straw, pale, straw))
    c.solid(body, "#00000000", 10, 0.5, 0.2)
    edge = [(-rim, -tall), (-rim * 0.5, -tall + 6), (0, -tall + 7), (rim * 0.5, -tall + 6), (rim, -tall)]
    c.stroke(curve(*edge), deep, 5.4)
    c.stroke(curve(*edge), straw, 4.2)
    seam(c, edge, pale, 3.2, (1.8, 2.2))
    for side in (-1, 1):
        c.solid(ellipse(side * (rim - 3), -tall + 2, 5), straw, 2)

"""What stands in rooms: bookshelf, lamp, clock, mirror, bathtub, vase."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import leaves

from . import subject
from .craft import against, gleam, gold, grain, other, silver

SPINES = "red", "blue", "green", "brown", "yellow", "purple", "white", "black", "orange"


@subject("bookshelf", "furniture", box=(78, 100), habitats="floor", colours="brown white black blue green", size=0.8, many=2)
def bookshelf(c, look):
    dice, wood = look.random, look.tone()
    c.solid(rect(-39, -100, 78, 100, 1.5), wood, 4, 0.4, 0.3)
    grain(c, rect(-39, -100, 78, 100), (-39, -100, 5, 100), wood, 6, True)
    shelves = 4
    for shelf in range(shelves):
        low, high = -7 - shelf * 22.8, -7 - shelf * 22.8 - 20
        c.fill(rect(-34.5, high, 69, 20), vertical(high, low, mix(wood.deep, "#000000", 0.3), wood.deep))
        x, special = -34, dice.choice(("globe", "plant", "photo", "none", "pile"))
        at = dice.uniform(-20, 16)
        while x < 31:
            if special != "none" and at < x < at + 16:
                thing(c, look, special, x + 7, low)
                x, special = x + 15, "none"
                continue
            width, tall, tone = dice.uniform(2.6, 5), dice.uniform(12.5, 18.5), look.tone(dice.choice(SPINES))
            if x + width > 34.4:
                break
            with c.placed(x + width, low, 1, -0.16 if dice.random() < 0.07 else 0):
                c.fill(rect(-width, -tall, width - 0.2, tall, 0.5), linear(-width, 0, 0, 0, mix(tone, tone.light, 0.5), tone,
                                                                           tone.dark))
                band = faded(against(tone, 0.75) if dice.random() < 0.6 else "#f0cc70", 0.85)
                c.fill(rect(-width, -tall * 0.84, width - 0.2, 1), band)
                c.fill(rect(-width, -tall * 0.2, width - 0.2, 0.8), band)
            x += width + 0.2
        c.solid(rect(-36, low, 72, 3, 0.5), vertical(low, low + 3, wood.light, wood), 1, 0.3, 0.2)
    c.solid(rect(-41, -101, 82, 5, 1.5), vertical(-101, -96, wood.light, wood), 2)
    c.solid(rect(-40, -4, 80, 4, 1), wood, 1.4)


def thing(c, look, name, x, y):
    """A small ornament on a shelf."""
    if name == "globe":
        c.solid(poly((x - 4, y), (x + 4, y), (x + 1, y - 4), (x - 1, y - 4)), "#8a5a30", 1)
        c.solid(ellipse(x, y - 9, 6), "#4a90d0", 2.6)
        c.fill(blob((x - 3, y - 12), (x + 1, y - 12), (x + 1, y - 8), (x - 2, y - 6)), "#7ab05a")
    elif name == "plant":
        c.solid(poly((x - 4, y - 7), (x + 4, y - 7), (x + 3, y), (x - 3, y)), "#c8683c", 1.6)
        for k in range(7):
            c.fill(limb([(x, y - 6), (x + (k - 3) * 2, y - 11), (x + (k - 3) * 2.6, y - 12 + abs(k - 3))], [1.4, 2.4, 0.8]),
                   ("#3f8a44", "#5fa850")[k % 2])
    elif name == "photo":
        c.solid(rect(x - 6, y - 15, 12, 15, 0.6), "#d8b45a", 1.4)
        c.fill(rect(x - 4.4, y - 13.4, 8.8, 11.8), vertical(y - 13, y - 2, "#9cc8e8", "#e8d8b0", "#6a9a58"))
    else:
        for k in range(4):
            c.solid(rect(x - 7 + k * 0.5, y - 3 - k * 3, 14 - k, 2.9, 0.5), look.tone(SPINES[k * 2 % 7]), 0.9)


@subject("lamp", "furniture", box=(60, 100), habitats="table floor", colours="yellow red blue green white pink orange purple",
         size=0.55)
def lamp(c, look):
    dice, tone = look.random, look.tone()
    metal, base = dice.choice((gold, silver)), dice.choice(("pot", "rod", "orb"))
    body = other(look, "white", "blue", "green", "brown", "black")
    c.solid(ellipse(0, -2.6, 17, 3.4), metal(-17, -5, 17, 0), 2)
    if base == "pot":
        c.solid(blob((-9, -3), (-15, -16), (-12, -32), (-4, -41), (4, -41), (12, -32), (15, -16), (9, -3)),
                linear(-15, 0, 15, 0, body, body.light, body, body.dark), 6, 0.45, 0.4)
        c.fill(ellipse(-6, -24, 2.6, 7, 0.2), "#ffffff80")
        for k in range(2):
            c.stroke(curve((-14, -14 - k * 12), (0, -10 - k * 12), (14, -14 - k * 12)), faded(against(body), 0.7), 1.2)
    elif base == "orb":
        for y, r in ((-10, 8), (-23, 6.6), (-34, 5)):
            c.solid(ellipse(0, y, r * 1.15, r), linear(-r, 0, r, 0, body.light, body, body.dark), 3, 0.5, 0.5)
            c.fill(ellipse(-r * 0.4, y - r * 0.4, 1.6, 1.1), "#ffffffb0")
    else:
        c.fill(rect(-2, -48, 4, 46), metal(-2, 0, 2, 0))
        for y in (-14, -30):
            c.solid(ellipse(0, y, 5, 3), metal(-5, y - 3, 5, y + 3), 1.2)
    c.fill(rect(-1.6, -50, 3.2, 14), metal(-2, 0, 2, 0))
    top = dice.uniform(12, 20)
    c.glow(0, -66, 62, "#ffdf9a", 0.5)
    shade = blob((-top, -97), (0, -99), (top, -97), (top + 1, -94), (29, -53), (29, -50), (0, -45), (-29, -50), (-29, -53),
                 (-top - 1, -94))
    c.solid(shade, linear(-29, 0, 29, 0, tone, (0.4, mix(tone, "#fff4c0", 0.55)), (0.6, mix(tone, "#fff4c0", 0.4)), tone), 4,
            0.35, 0.15)
    with c.clip(shade):
        for k in range(-6, 7):
            c.stroke(line((k * top / 6, -99), (k * 4.9, -45)), faded(tone.dark, 0.25), 0.7)
    c.stroke(curve((-29, -51.6), (0, -46), (29, -51.6)), against(tone, 0.5), 1.6)
    c.stroke(curve((-top, -96.5), (0, -97.6), (top, -96.5)), against(tone, 0.4), 1.3)
    c.fill(ellipse(0, -49, 18, 2.6), "#fff6d0")
    c.glow(0, -47, 30, "#fff0b8", 0.6)
    c.stroke(line((12, -48), (12, -33)), "#c8a860", 0.6)
    c.fill(ellipse(12, -32, 1.5), metal(10, -34, 14, -30))


@subject("clock", "furniture", box=(86, 92), habitats="table floor", colours="red brown blue black white green yellow pink grey",
         size=0.5)
def clock(c, look):
    dice, tone = look.random, look.tone()
    alarm, y, r = look.colour != "brown" and dice.random() < 0.7, -40, 35
    face = "#fbf8ee"
    if alarm:
        for side in (-1, 1):
            c.solid(limb([(side * 18, -12), (side * 26, -1)], [6, 5]), silver(side * 20, -12, side * 28, 0), 2)
            with c.placed(side * 21, -74, 1, side * 0.5):
                c.fill(rect(-1.5, 0, 3, 8), "#8a8e98")
                bell = blob((-15, 2), (-13, -7), (0, -12), (13, -7), (15, 2), (0, 4))
                c.solid(bell, gold(-14, -12, 14, 3) if dice.random() < 0.3 else tone, 4, 0.5, 0.5)
                c.fill(ellipse(-5, -5, 3, 2), "#ffffff90")
        c.solid(rect(-1.4, -88, 2.8, 14, 1), "#8a8e98", 1)
        c.solid(rect(-5, -91, 10, 6, 2), silver(-5, -91, 5, -85), 1.4)
        c.stroke(curve((-12, -86), (0, -93), (12, -86)), "#8a8e98", 1.8)
        c.solid(ellipse(0, y, r), linear(-r, y - r, r, y + r, tone.light, tone, tone.dark), 6, 0.5, 0.5)
    else:
        frame = blob((-42, 0), (-42, -36), (-36, -66), (-20, -82), (0, -88), (20, -82), (36, -66), (42, -36), (42, 0), (0, 0.4))
        c.solid(frame, tone, 7, 0.5, 0.35)
        c.solid(rect(-44, -6, 88, 6, 2), tone.dark, 2)
        if look.colour == "brown":
            with c.clip(frame):
                grain(c, frame, (-42, -88, 84, 88), tone, 24)
    c.stroke(ellipse(0, y, r - 4.4), gold(-r, y - r, r, y + r), 3)
    c.fill(ellipse(0, y, r - 5.4), radial(-8, y - 10, r * 1.5, "#ffffff", face, "#cfc8bc"))
    for k in range(60):
        angle = k * math.pi / 30
        length = 4.6 if k % 5 == 0 else 1.6
        if k % 5 == 0 or c.scale > 0.4:
            outer = r - 7.6
            c.stroke(line(((outer - length) * math.sin(angle), y - (outer - length) * math.cos(angle)),
                          (outer * math.sin(angle),
                           y - outer * math.cos(angle))), "#2a2630", 2 if k % 15 == 0 else 1 if k % 5 == 0 else 0.5)
    hour, minute = dice.uniform(0, 12), dice.randrange(0, 60)
    hour = int(hour) + minute / 60
    for angle, length, width in ((hour * math.pi / 6, 14.5, 3.2), (minute * math.pi / 30, 22, 2.2)):
        c.stroke(line((-3 * math.sin(angle), y + 3 * math.cos(angle)), (length * math.sin(angle), y - length * math.cos(angle))),
                 "#201c28", width)
    second = dice.uniform(0, 6.28)
    c.stroke(line((-5 * math.sin(second), y + 5 * math.cos(second)), (23 * math.sin(second), y - 23 * math.cos(second))),
             "#d8342c", 0.8)
    c.fill(ellipse(0, y, 2.6), gold(-3, y - 3, 3, y + 3))
    with c.clip(ellipse(0, y, r - 6)):
        c.fill(poly((-36, y), (-4, y - 34), (8, y - 34), (-36, y + 16)), "#ffffff38")


@subject("mirror", "furniture", box=(64, 100), habitats="floor", colours="brown white yellow black red blue green pink",
         size=0.65)
def mirror(c, look):
    dice, tone = look.random, look.tone()
    oval = dice.random() < 0.6
    c.solid(limb([(-26, -46), (-27, -16), (-31, -1)], [5, 5, 4]), tone.dark, 2)
    c.solid(limb([(26, -46), (27, -16), (31, -1)], [5, 5, 4]), tone.dark, 2)
    c.solid(limb([(-27, -14), (27, -14)], [4, 4]), tone.dark, 1.6)

    def shape(grow):
        if oval:
            return ellipse(0, -55, 25 + grow, 41 + grow)
        return rect(-24 - grow, -97 - grow + 3, 48 + 2 * grow, 80 + 2 * grow, 3 + grow)
    c.solid(shape(4), tone, 3, 0.5, 0.5)
    c.stroke(shape(0.6), tone.deep, 1.4)
    for k in range(26):
        angle = k * math.pi / 13
        if oval:
            c.fill(ellipse(27.2 * math.cos(angle), -55 + 43.2 * math.sin(angle), 1.1), faded(against(tone, 0.6), 0.8))
    glass = shape(0)
    c.fill(glass, linear(-24, -94, 24, -16, "#f4fbff", "#b8d4e4", (0.5, "#d8eaf2"), "#8fb0c8", "#c4dce8"))
    with c.clip(glass):
        c.fill(poly((-30, -40), (16, -100), (26, -100), (-30, -26)), "#ffffff8c")
        c.fill(poly((-30, -18), (30, -92), (30, -86), (-30, -12)), "#ffffff60")
        c.stroke(shape(-1.5), "#5f7a9060", 2)
    if oval:
        c.solid(blob((-9, -98), (-5, -101), (0, -106), (5, -101), (9, -98), (0, -95)), tone, 2.4, 0.5, 0.5)


@subject("bathtub", "furniture", box=(100, 66), habitats="floor", colours="white blue pink green red black yellow", size=0.75,
         many=1, bubbles="none bubbles")
def bathtub(c, look):
    dice, tone = look.random, look.tone()
    metal = dice.choice((gold, silver))
    c.stroke(curve((34, -38), (36, -58), (30, -65), (23, -63), (22, -57)), metal(22, -65, 37, -50), 3.6)
    for x in (28, 40):
        c.solid(ellipse(x, -46, 2.6), metal(x - 3, -49, x + 3, -43), 1)
    for x in (-30, 28):
        c.solid(blob((x - 5, -10), (x + 5, -10), (x + 4, -4), (x + 7, 0), (x - 7, 0), (x - 4, -4)), metal(x - 6, -10, x + 6, 0),
                1.8)
    c.fill(ellipse(0, -39, 46, 6), mix(tone, "#203040", 0.35))
    if look.traits.get("bubbles"):
        for k in range(46):
            t = dice.uniform(-1, 1)
            x, y, r = t * 38, -41 - (1 - t * t) * dice.uniform(0, 13), dice.uniform(2.4, 5.4)
            c.fill(ellipse(x, y, r), radial(x - r * 0.35, y - r * 0.4, r * 1.3, "#ffffff", "#e8f4fc", "#a8cce0"))
            c.stroke(ellipse(x, y, r), "#7fa8c850", 0.5)
        for x, y, r in ((-20, -60, 2.4), (-8, -66, 1.8), (8, -61, 3), (18, -64, 1.6)):
            c.stroke(ellipse(x, y, r), "#8fc0e0", 0.6)
            c.fill(ellipse(x - r * 0.3, y - r * 0.3, r * 0.3), "#ffffff")
    else:
        c.fill(ellipse(0, -37, 42, 4), "#7fc4e0")
        c.fill(ellipse(-8, -38, 22, 1.4), "#d8f2fc")
    body = blob((-47, -38), (-30, -34.4), (0, -33.4), (30, -34.4), (47, -38), (45, -22), (36, -9), (18, -6), (-18, -6), (-36, -9),
                (-45, -22))
    c.solid(body, vertical(-40, -6, tone.light, tone, mix(tone, "#5a6a80", 0.25)), 9, 0.45, 0.4)
    lip = [(-48, -39.5), (-30, -35), (0, -33.6), (30, -35), (48, -39.5)]
    c.stroke(curve(*lip), mix(tone, "#304050", 0.35), 5)
    c.stroke(curve(*[(x, y - 0.8) for x, y in lip]), mix(tone, "#ffffff", 0.45), 3.6)
    gleam(c, body, -20, -25, 18, 6, 0.55)
    if dice.random() < 0.6:
        towel = other(look, "red", "blue", "yellow", "green")
        cloth_ = poly((-38, -38), (-24, -36), (-24, -15), (-37, -16))
        c.solid(cloth_, towel, 2)
        c.stroke(line((-37.4, -20), (-24, -19)), towel.pale, 1.6)
    if dice.random() < 0.5:
        c.solid(blob((2, -40), (3, -47), (9, -48), (14, -46), (20, -48), (19, -40), (10, -38)), "#f6cc2c", 2)
        c.solid(ellipse(6, -50, 4), "#f6cc2c", 1.6)
        c.fill(poly((2.6, -50), (-0.6, -48.6), (2.6, -48)), "#f08024")
        c.fill(ellipse(5, -51, 0.7), "#181018")


@subject("vase", "thing", box=(60, 100), habitats="table floor", colours="blue white red green yellow purple pink black orange",
         size=0.6, flowers="none roses tulips sunflowers")
def vase(c, look):
    dice, tone, flowers = look.random, look.tone(), look.traits.get("flowers")
    tall = dice.uniform(46, 54) if flowers else dice.uniform(78, 92)
    belly, neck, low = dice.uniform(17, 22) * (1 if flowers else 1.3), dice.uniform(7, 10), dice.uniform(9, 12)
    if flowers:
        petals = look.tone(dice.choice([name for name in ("red", "pink", "yellow", "white", "purple") if name != look.colour]))
        ends = [(-22, -74), (22, -76), (-11, -86), (12, -89), (0, -96), (-1, -76)]
        for x, y in ends:
            c.stroke(curve((x * 0.1, -tall + 4), (x * 0.5, (y - tall) / 2), (x, y)), "#4a7a3c", 1.6)
        leaves(c, [(0, -tall - 12, 22, 14)], ("#2f6a34", "#4f8f44", "#7fb85c"), 5, 22)
        for x, y in ends:
            if flowers == "roses":
                c.solid(ellipse(x, y, 8.6), petals, 3, 0.45, 0.2)
                for k in range(7):
                    angle, reach = k * 2.4 + x, 5.6 - k * 0.7
                    at, r = (x + reach * math.cos(angle), y + reach * math.sin(angle)), 4.6 - k * 0.35
                    c.fill(ellipse(*at, r), radial(*at, r, mix(petals, petals.dark, 0.5), petals, petals.light))
                c.stroke(lambda q, x=x, y=y: q.arc(x, y, 2, 0, 5), petals.dark, 0.8)
            elif flowers == "tulips":
                c.solid(blob((x - 6, y + 2), (x - 7, y - 8), (x - 3, y - 5), (x, y - 11), (x + 3, y - 5), (x + 7, y - 8),
                             (x + 6, y + 2), (x, y + 6)), petals, 3)
                c.stroke(curve((x - 2.6, y - 5), (x - 3, y), (x - 1, y + 5)), faded(petals.deep, 0.4), 0.8)
                c.stroke(curve((x + 2.6, y - 5), (x + 3, y), (x + 1, y + 5)), faded(petals.deep, 0.4), 0.8)
            else:
                for k in range(13):
                    angle = k * 0.4834
                    c.fill(ellipse(x + 7.2 * math.cos(angle), y + 7.2 * math.sin(angle), 4, 1.9, angle),
                           ("#f8c41c", "#f0a818")[k % 2])
                c.solid(ellipse(x, y, 5), "#5a3218", 2)
                for k in range(c.marks(14)):
                    c.fill(ellipse(x + dice.uniform(-3, 3), y + dice.uniform(-3, 3), 0.5), "#a87434")
    body = blob((-low, 0), (-belly, -tall * 0.28), (-belly * 0.92, -tall * 0.55), (-neck, -tall * 0.82), (-neck - 2.4, -tall),
                (0, -tall + 1.6), (neck + 2.4, -tall), (neck, -tall * 0.82), (belly * 0.92, -tall * 0.55), (belly, -tall * 0.28),
                (low, 0), (0, 0.8))
    c.solid(body, linear(-belly, 0, belly, 0, tone, tone.light, tone, mix(tone, tone.dark, 0.6)), 7, 0.5, 0.4)
    c.fill(ellipse(0, -tall - 0.2, neck + 2.6, 2.2), tone.deep if not flowers else "#2f5a2c")
    if flowers:
        c.stroke(curve((-neck - 2.6, -tall), (0, -tall + 2.4), (neck + 2.6, -tall)), tone.light, 1.6)
    mark, decor = against(tone, 0.75), dice.choice(("bands", "dots", "leaf"))
    with c.clip(body):
        if decor == "bands":
            for y, width in ((0.62, 1.2), (0.56, 3.4), (0.2, 1.2)):
                c.stroke(curve((-belly - 3, -tall * y - 3), (0, -tall * y + 2), (belly + 3, -tall * y - 3)), mark, width)
        elif decor == "dots":
            for k in range(-4, 5):
                c.fill(ellipse(belly * math.sin(k * 0.36), -tall * 0.44 + 3 * math.cos(k * 0.36), 2.4 * math.cos(k * 0.33) + 0.3,
                               2.4), mark)
        else:
            for side in (-1, 1):
                for k in range(4):
                    c.fill(ellipse(side * 3.4, -tall * (0.2 + k * 0.11), 4, 1.7, side * -0.7), mark)
            c.stroke(line((0, -tall * 0.12), (0, -tall * 0.62)), mark, 0.9)
    gleam(c, body, -belly * 0.45, -tall * 0.46, 4.6, tall * 0.24, 0.6)

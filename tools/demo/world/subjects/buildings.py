"""Buildings with doors and windows: house, barn, castle, skyscraper."""

import math

from drawing.canvas import blob, ellipse, faded, line, linear, mix, poly, rect, vertical
from drawing.elements import leaves

from . import subject

WALLS = "white yellow red blue pink green orange brown grey purple"


def window(c, x, y, width, height, lit, frame="#fbf6ea", cross=True):
    """A window centred at (x, y), lit from inside or with the sky in it."""
    c.fill(rect(x - width / 2 - 0.8, y - height / 2 - 0.8, width + 1.6, height + 1.6), frame)
    c.fill(rect(x - width / 2, y - height / 2, width, height),
           vertical(y - height / 2, y + height / 2, *(("#fff2c0", "#f0b85a") if lit else ("#bfe0f2", "#5f8aa8", "#30485f"))))
    c.fill(poly((x - width * 0.4, y + height / 2), (x - width * 0.15, y + height / 2), (x + width * 0.3, y - height / 2),
                (x + width * 0.05, y - height / 2)), "#ffffff40")
    if cross:
        c.fill(rect(x - 0.35, y - height / 2, 0.7, height), frame)
        c.fill(rect(x - width / 2, y - height * 0.06, width, 0.7), frame)


def arched(x, top, width, foot):
    """An opening with a round top."""
    def path(k):
        k.move_to(x - width / 2, foot)
        k.line_to(x - width / 2, top + width / 2)
        k.arc(x, top + width / 2, width / 2, math.pi, 2 * math.pi)
        k.line_to(x + width / 2, foot)
        k.close_path()
    return path


def tiles(c, path, x, y, width, height, colour, row=3.2):
    """Roof tiles within a path."""
    c.solid(path, vertical(y, y + height, mix(colour, "#ffffff", 0.14), colour, mix(colour, "#140c1c", 0.16)), 2, 0.4, 0.3)
    with c.clip(path):
        at, odd = y, 0
        while at < y + height + row:
            for k in range(int(width / 4.4) + 2):
                c.stroke(lambda q, px=x + k * 4.4 - odd * 2.2, py=at: q.arc(px, py - 0.6, 2.2, 0.1, math.pi - 0.1),
                         mix(colour, "#140c1c", 0.34), 0.4)
            at, odd = at + row, 1 - odd


def shrubs(c, dice, places, size=5):
    for x in places:
        leaves(c, [(x, -size * 0.7, size * dice.uniform(1, 1.4), size * dice.uniform(0.7, 1))], ("#1f4a2c", "#3a7038", "#6a9c48"),
               1.2, 34)
    if dice.random() < 0.6:
        for _ in range(c.marks(14)):
            c.fill(ellipse(dice.choice(places) + dice.uniform(-size, size), dice.uniform(-size * 1.3, -1), 0.9),
                   dice.choice(("#f4e8f0", "#e86a8a", "#f2ca4a", "#c87ad8")))


@subject("house", "building", box=(100, 92), habitats="land snow road", colours=WALLS, size=0.66,
         roof="red brown grey blue green")
def house(c, look):
    dice, paint = look.random, look.tone()
    roof = look.tone(look.traits["roof"])
    lit, tall = dice.random() < 0.4, dice.uniform(-2, 5)
    door = dice.choice(("#8a4a2a", "#2f5f6a", "#b8342f", "#3a6a44", "#e0a83c"))
    eaves = -46 - tall
    c.solid(rect(22, eaves - 34, 9, 24, 0.6), "#a8604a", 1.6)
    c.fill(rect(20.6, eaves - 36, 11.8, 3), "#7a4436")
    if lit:
        with c.layer(1.4, 0.7):
            for k in range(5):
                c.fill(ellipse(27 + k * 1.6, eaves - 38 - k * 3, 2 + k * 0.8, 1.6 + k * 0.6), faded("#f0f0f4", 0.7 - 0.12 * k))
    c.solid(rect(-38, eaves, 76, -eaves, 0.6), linear(-38, 0, 38, 0, mix(paint, "#ffffff", 0.16), paint,
                                                      mix(paint, "#160c20", 0.14)), 2.6, 0.3, 0.2)
    for k in range(int(-eaves / 4)):
        c.stroke(line((-38, eaves + 4 * k), (38, eaves + 4 * k)), faded(paint.deep, 0.16), 0.4)
    c.fill(rect(-38, eaves, 76, 5), faded("#140c20", 0.22))
    c.fill(rect(-39, -5, 78, 5), "#8f8a86")
    gable = dice.random() < 0.5
    if gable:
        tiles(c, poly((-46, eaves + 3), (-30, eaves - 30), (36, eaves - 30), (46, eaves + 3)), -48, eaves - 30, 96, 33, roof)
        c.solid(poly((-36, eaves + 6), (-17, eaves - 24), (2, eaves + 6)), paint, 1.6)
        c.stroke(line((-39, eaves + 8), (-17, eaves - 26), (5, eaves + 8)), roof.dark, 3, True)
        c.stroke(line((-39, eaves + 7), (-17, eaves - 27), (5, eaves + 7)), roof.light, 1, True)
        window(c, -17, eaves - 4, 9, 10, lit)
    else:
        tiles(c, poly((-47, eaves + 4), (0, eaves - 40), (47, eaves + 4)), -48, eaves - 40, 96, 44, roof)
        c.stroke(line((-47, eaves + 4), (0, eaves - 40), (47, eaves + 4)), roof.light, 1.8)
        c.solid(ellipse(0, eaves - 14, 6.4), "#fbf6ea", 1)
        c.fill(ellipse(0, eaves - 14, 5), vertical(eaves - 19, eaves - 9,
                                                   *(("#fff2c0", "#f0b85a") if lit else ("#bfe0f2", "#40607a"))))
        c.stroke(line((0, eaves - 19), (0, eaves - 9)), "#fbf6ea", 0.8)
        c.stroke(line((-5, eaves - 14), (5, eaves - 14)), "#fbf6ea", 0.8)
    at = dice.choice((0, 16, -16))
    shutters = mix(roof, "#ffffff", 0.1)
    for x in (-24, 24) if at == 0 else (-24 if at > 0 else 24, 0 if abs(at) > 20 else (-6 if at > 0 else 6)):
        y = -27 - tall * 0.4
        for side in (-1, 1):
            c.fill(rect(x + side * 8.2 - 2, y - 8, 4, 16), shutters)
            for k in range(5):
                c.fill(rect(x + side * 8.2 - 1.4, y - 7 + k * 3, 2.8, 0.6), mix(shutters, "#140c20", 0.4))
        window(c, x, y, 11, 15, lit)
        c.solid(rect(x - 7, y + 8, 14, 2.6, 0.6), "#8a5a38", 0.6)
        for k in range(6):
            c.fill(ellipse(x - 6 + k * 2.4, y + 7.4 + (k % 2) * 0.6, 1.4),
                   dice.choice(("#e85a6a", "#f6c84a", "#f8eef0", "#5f9448")))
    c.fill(rect(at - 7.4, -25.6, 14.8, 25.6), "#fbf6ea")
    c.solid(rect(at - 6, -24, 12, 24), door, 1)
    for y in (-22, -11):
        c.stroke(rect(at - 4, y, 8, 8.4), mix(door, "#140c1c", 0.4), 0.6)
    c.fill(ellipse(at + 4.4, -11.6, 0.8), "#f2d27a")
    c.solid(poly((at - 10, -27), (at, -33), (at + 10, -27)), roof, 1)
    c.fill(rect(at - 9, -2.4, 18, 2.4), "#c8c2b8")
    shrubs(c, dice, [x for x in (-38, -28, 28, 38) if abs(x - at) > 14])


@subject("barn", "building", box=(100, 88), habitats="land snow", colours="red brown white grey green blue", size=0.68, many=2)
def barn(c, look):
    dice, paint = look.random, look.tone()
    trim = "#f8f4ea" if look.colour != "white" else "#b8342f"
    front = poly((-44, 0), (-44, -44), (-37, -66), (-10, -82), (17, -66), (24, -44), (24, 0))
    c.fill(poly((24, 0), (24, -44), (46, -44), (46, 0)), linear(24, 0, 46, 0, paint.dark, paint.deep))
    top = poly((-10, -83), (14, -83), (39, -67), (49, -43), (26, -43), (17, -66))
    c.solid(top, vertical(-83, -42, "#8a8d96", "#5c606c"), 1.6)
    with c.clip(top):
        for k in range(6):
            c.stroke(line((-6 + k * 3.6, -83), (18 + k * 3.8, -66.4), (27 + k * 3.8, -43)), "#3a3e4a70", 0.5)
    c.solid(front, linear(-44, 0, 24, 0, mix(paint, "#ffffff", 0.12), paint, mix(paint, "#160c20", 0.14)), 2.6, 0.3, 0.2)
    with c.clip(front):
        for k in range(18):
            c.stroke(line((-44 + k * 4, -84), (-44 + k * 4, 0)), faded(paint.deep, 0.4), 0.5)
    c.stroke(line((-46, -43), (-37, -66), (-10, -82.6), (17, -66), (26, -43)), trim, 2.6, True)
    c.fill(rect(-25, -33, 30, 33), trim)
    c.fill(rect(-23, -31, 26, 31), linear(-23, -31, 3, 0, mix(paint, "#160c20", 0.1), mix(paint, "#160c20", 0.26)))
    for x in (-23, -9.6):
        c.stroke(line((x + 0.8, -30), (x + 11.8, -1)), trim, 1.5)
        c.stroke(line((x + 11.8, -30), (x + 0.8, -1)), trim, 1.5)
        c.stroke(rect(x + 0.6, -30.4, 11.6, 30), trim, 1.5)
    c.fill(rect(-16.6, -62, 13.2, 14), trim)
    c.fill(rect(-15, -60.4, 10, 10.8), "#2a1c1c")
    if dice.random() < 0.7:
        c.fill(blob((-15, -49.6), (-14, -55), (-10, -56.6), (-6, -54.6), (-5, -49.6)), "#e0b858")
    for x in (-35.6, 14.6):
        window(c, x, -24, 8, 10, dice.random() < 0.4, trim)
    c.fill(rect(-46, -2, 92, 2), "#6a645f")
    c.solid(rect(-13, -88, 8, 7, 0.6), trim, 0.9)
    c.fill(poly((-15, -87.6), (-9, -92), (-3, -87.6)), "#5c606c")
    for x in dice.choice(((34,), (31, 41), ())):
        c.solid(ellipse(x, -6, 7, 6), "#e0b858", 2)
        for r in (5, 3, 1.4):
            c.stroke(ellipse(x, -6, r, r * 0.86), "#a8803480", 0.6)


@subject("castle", "building", box=(104, 96), habitats="land snow", colours="grey brown white pink yellow purple", size=0.7,
         many=1)
def castle(c, look):
    dice, paint = look.random, look.tone()
    roof = dice.choice(("#3f5fa8", "#8a4a9a") if look.colour in ("purple", "pink")
                       else ("#3f5fa8", "#b8443c", "#5a4a8a", "#3a7a6a"))
    flag = dice.choice(("#e8403c", "#f2c23a", "#3a7ad0"))

    def wall(x, width, height, shade=0.0):
        tone = mix(paint, "#160c20", shade)
        body = rect(x, -height, width, height)
        c.solid(body, linear(x, 0, x + width, 0, mix(tone, "#ffffff", 0.18), tone, mix(tone, "#160c20", 0.24)), 2, 0.3, 0.2)
        with c.clip(body):
            for _ in range(c.marks(width * height / 36)):
                c.stroke(rect(x + dice.uniform(0, width), -dice.uniform(2, height), dice.uniform(2.5, 4.5), 1.8),
                         faded(dice.choice((paint.deep, paint.deep, "#ffffff")), 0.22), 0.4)
        teeth = max(3, round(width / 5) | 1)
        for k in range(teeth):
            if k % 2 == 0:
                c.fill(rect(x - 1 + k * (width + 2) / teeth, -height - 4, (width + 2) / teeth, 5),
                       mix(tone, "#ffffff", 0.1 - 0.22 * k / teeth))
        c.fill(rect(x - 1.2, -height, width + 2.4, 1.6), mix(tone, "#160c20", 0.3))

    def spire(x, width, height, tip):
        c.solid(poly((x - width / 2 - 2, -height), (x, -height - tip), (x + width / 2 + 2, -height)),
                linear(x - width / 2, 0, x + width / 2, 0, mix(roof, "#ffffff", 0.26), roof, mix(roof, "#0c0a18", 0.32)), 1.6)
        c.stroke(line((x, -height - tip), (x, -height - tip - 9)), "#4a3a30", 0.7)
        c.fill(blob((x, -height - tip - 9), (x + 5, -height - tip - 8.4), (x + 9, -height - tip - 7),
                    (x + 5, -height - tip - 5.6), (x, -height - tip - 5)), flag)
    wall(-12, 24, 66, 0.12)
    spire(0, 24, 66, 22)
    for side in (-1, 1):
        wall(side * 26 - 7, 14, 56, 0.08)
        spire(side * 26, 14, 56, 16)
    wall(-36, 72, 34)
    for side in (-1, 1):
        wall(side * 40 - 9.5, 19, 48)
        spire(side * 40, 19, 48, 21)
    lit = dice.random() < 0.4
    for x, y in ((-40, -36), (40, -36), (-40, -17), (40, -17), (-26, -47), (26, -47), (0, -54), (-21, -20), (21, -20)):
        c.fill(arched(x, y - 4, 4.4, y + 4), "#ffd070" if lit else "#2c2838")
        c.stroke(arched(x, y - 4, 4.4, y + 4), paint.pale, 0.5)
    c.fill(arched(0, -28, 21, 0), mix(paint, "#ffffff", 0.36))
    c.fill(arched(0, -25.4, 16, 0), "#4a2f20")
    with c.clip(arched(0, -25.4, 16, 0)):
        for k in range(6):
            c.stroke(line((-8 + k * 3.2, -27), (-8 + k * 3.2, 0)), "#1c1014", 0.8)
        for y in (-18, -7):
            c.fill(rect(-9, y, 18, 1.4), "#8a8a92")
    shrubs(c, dice, (-49, 28, 50), 3.6)


@subject("skyscraper", "building", box=(48, 108), habitats="road land", colours="blue grey green brown black white", size=0.72,
         top="flat pointed")
def skyscraper(c, look):
    dice, paint = look.random, look.tone()
    lit = dice.choice((0.05, 0.1, 0.4))
    glassy = mix(paint, "#cfe6f8", 0.22) if look.colour != "black" else mix(paint, "#5a7a9a", 0.15)
    spans = [(-21, 42, 0, 62), (-16, 32, 62, 84)] if dice.random() < 0.6 else [(-19, 38, 0, 84)]
    for left, width, low, high in spans:
        edge = left + width * 0.72
        c.solid(rect(left, -high, width, high - low), linear(left, -high, left + width, -low, mix(glassy, "#ffffff", 0.32), paint,
                                                             mix(paint, "#160c20", 0.12)), 1.6, 0.25, 0.2)
        c.fill(rect(edge, -high, left + width - edge, high - low), "#0b102848")
        columns, rows = round(width / 4.2), int((high - low) / 4)
        step = (width - 2) / columns
        for column in range(columns):
            for row in range(rows):
                x, y = left + 1.4 + column * step, -high + 2 + row * 4
                glow = dice.random() < lit
                sky = dice.choice(("#e4f4ff", "#6f9ac0", "#3a5a80"))
                pane = mix("#8fb4d0" if look.colour == "white" else paint.light, sky, 0.45)
                c.fill(rect(x, y, step - 1.1, 2.5), "#ffe09a" if glow else pane)
        for x in (left, edge):
            c.fill(rect(x - 0.4, -high, 0.9, high - low), mix(paint, "#ffffff", 0.5))
        c.fill(rect(left - 0.8, -high, width + 1.6, 1.6), mix(paint, "#ffffff", 0.35))
    left, width, _, high = spans[-1]
    if look.traits.get("top") == "pointed":
        c.solid(poly((left + 2, -high), (left + width / 2, -high - 15), (left + width - 2, -high)),
                linear(left, 0, left + width, 0, paint.light, paint, paint.deep), 1.4)
        c.stroke(line((left + width / 2, -high - 14), (left + width / 2, -107)), "#8a909c", 0.9)
    else:
        c.solid(rect(left + 5, -high - 6, width - 14, 6), paint.dark, 1)
        c.stroke(line((left + 9, -high - 6), (left + 9, -high - 20)), "#8a909c", 0.8)
        c.glow(left + 9, -high - 20, 5, "#ff4a3a", 0.9)
    c.fill(rect(-21.6, -7.4, 43.2, 1.6), mix(paint, "#ffffff", 0.5))
    c.fill(rect(-20, -5.8, 40, 5.8), vertical(-6, 0, "#ffe8b0", "#c89a58"))
    for k in range(8):
        c.fill(rect(-20 + k * 5.6, -5.8, 1, 5.8), paint.deep)

"""Vehicles that carry or pull much: bus, truck, van, ambulance, fire engine, tractor."""

import math

from drawing.canvas import blob, ellipse, faded, limb, line, mix, poly, rect, vertical

from . import subject
from .lettering import write
from .vehicle_parts import arches, enamel, glass, heads, lamp, panes, wheel

PAINTS = "red blue green yellow orange white black grey purple pink brown"


@subject("bus", "vehicle", box=(102, 62), habitats="road land snow", colours=PAINTS, size=0.84, deck="none double")
def bus(c, look):
    dice, paint, double = look.random, look.tone(), look.traits.get("deck") == "double"
    top = -62 if double else -42
    c.fill(rect(-44, -10, 88, 6), "#0e0d14")

    def body(k):
        k.move_to(47, -5)
        k.curve_to(50, -6, 50.6, -12, 50, -20)
        k.curve_to(49.4, -30, 48.6, top + 8, 47.4, top + 3)
        k.curve_to(46.8, top, 44, top, 40, top)
        k.line_to(-46, top)
        k.curve_to(-50, top, -50, top + 4, -50, top + 8)
        k.line_to(-50, -8)
        k.curve_to(-50, -5, -48, -5, -46, -5)
        arches(k, -28, 30, -8.4, 9.6)
        k.close_path()

    c.solid(body, enamel(paint, top, -4), 2.2, 0.35, 0.26)
    accent = look.random.choice(("#fff6e4", paint.pale, paint.deep))
    with c.clip(body):
        c.fill(rect(-51, -20.4, 102, dice.uniform(1.2, 2.6)), accent)
        c.fill(rect(-51, top, 102, 2), faded("#ffffff", 0.35))
    decks = [(-38, 14)] + ([(-57.5, 13)] if double else [])
    for number, (y, tall) in enumerate(decks):
        panes(c, -46, y, 70 if number == 0 else 92, tall, 6 if number == 0 else 8, 1.6)
        with c.clip(rect(-46, y, 70 if number == 0 else 84, tall)):
            heads(c, dice, [-46 + 11.9 * k + dice.uniform(3, 9) for k in range(6) if dice.random() < 0.6], y + tall - 4.6, 2.2)
    c.fill(rect(26, -38.6, 11, 32, 1), "#14161e")
    for x in (26.6, 31.8):
        glass(c, rect(x, -38, 4.6, 30, 0.8), x, -38, 4.6, 30, edge=0.4)
    glass(c, poly((39, -38), (49, -38), (50, -19.6), (39, -19.6)), 39, -38, 11, 19)
    c.fill(rect(26, -42 if not double else -43.6, 20, 3.2, 0.6), "#17181e")
    for k in range(11):
        c.fill(rect(28 + k * 1.5, -41.3 if not double else -42.9, 0.9, dice.choice((1.1, 1.8))), "#ffb43a")
    lamp(c, 48.2, -14, 1.7, 2.4, reach=4)
    c.fill(rect(-50.6, -17, 1.8, 5, 0.6), "#e8302c")
    c.solid(rect(43, -9, 8, 3.6, 1.2), mix(paint, "#20202a", 0.55), 0.7)
    c.stroke(line((48.6, -36), (51.4, -33), (51.4, -29)), "#20202a", 1)
    for x in (-28, 30):
        c.fill(ellipse(x, -8.4, 9.3), "#08070c")
        wheel(c, x, -8, 8, 0, "#c8ccd6", 0.6)


@subject("truck", "vehicle", box=(102, 46), habitats="road land snow", colours=PAINTS, size=0.84, cargo="none logs sand")
def truck(c, look):
    dice, paint, cargo = look.random, look.tone(), look.traits.get("cargo")
    c.fill(rect(-48, -12, 94, 5), "#20222c")
    if cargo == "logs":
        for row, count in ((0, 4), (1, 3), (2, 2)):
            for k in range(count):
                y = -17 - row * 7
                bark = mix("#6a4428", "#8c6038", dice.random())
                if k == 0:
                    c.solid(rect(-49 + dice.uniform(-1, 1), y - 3.6, 63 + dice.uniform(-2, 2), 7.2, 3), bark, 1.6)
                    for _ in range(5):
                        x = dice.uniform(-44, 0)
                        c.stroke(line((x, y + dice.uniform(-2, 2)), (x + dice.uniform(4, 10), y + dice.uniform(-2, 2))),
                                 "#3a221480", 0.5)
            c.solid(ellipse(-48, -17 - row * 7, 3.5), "#e2b87c", 0.8)
            for r in (2.3, 1.2):
                c.stroke(ellipse(-48, -17 - row * 7, r), "#9a6a3c", 0.4)
        for x in (-40, -15, 8):
            c.solid(rect(x, -37, 2.2, 26, 0.6), paint, 0.7)
    elif cargo == "sand":
        c.solid(blob((-46, -30), (-32, -39), (-16, -42 - dice.uniform(0, 3)), (0, -37), (14, -29), (0, -26), (-40, -26)),
                "#e0bc74", 4)
        c.solid(poly((-51, -33), (18, -33), (15, -12), (-46, -12)), enamel(paint, -34, -10), 1.8)
        for k in range(7):
            x = -46 + k * 9.2
            c.fill(poly((x, -32), (x + 1.8, -32), (x + 2.2, -13), (x + 0.8, -13)), paint.dark)
            c.fill(poly((x, -32), (x + 0.6, -32), (x + 1.2, -13), (x + 0.8, -13)), paint.light)
        c.solid(rect(-52, -35, 71, 3.2, 1), paint.light, 0.8)
    else:
        c.solid(rect(-50, -46, 68, 35, 1.4), enamel(paint, -46, -4), 2)
        for k in range(12):
            c.fill(rect(-46 + k * 5.2, -43, 0.7, 29), faded(paint.deep, 0.4))
            c.fill(rect(-45.3 + k * 5.2, -43, 0.5, 29), faded("#ffffff", 0.25))
        emblem = paint.pale if look.colour not in ("white", "yellow") else paint.deep
        c.fill(ellipse(-16, -28.5, 9), emblem)
        c.fill(blob((-22, -28), (-16, -34), (-10, -29), (-15, -27), (-16, -22.6)), paint)
        c.fill(rect(-50, -13.4, 68, 1.6), paint.deep)
    cab = poly((21, -9), (21, -36), (23, -39.6), (36, -39.6), (41.4, -25.6), (49, -23), (50.4, -20), (50.4, -7.6), (21, -7.6))
    c.solid(cab, enamel(paint, -40, -6), 2)
    glass(c, poly((25, -36), (35, -36), (39, -25.6), (25, -25.6)), 25, -36, 14, 10.6)
    with c.clip(rect(25, -36, 9, 10.4)):
        heads(c, dice, (30,), -29.6, 2.4)
    c.stroke(poly((24, -37), (24, -10), (39.6, -10), (39.6, -25)), "#06040a70", 0.4)
    c.fill(rect(26, -22.6, 3.6, 1, 0.4), "#e8eaf0")
    for k in range(4):
        c.fill(rect(45.6, -20 + k * 2, 4.6, 1), "#e4e8ee")
    lamp(c, 47.4, -11.4, 1.9, 1.9, reach=4)
    c.solid(rect(42, -8.6, 9.4, 3.4, 1), "#d0d4dc", 0.7)
    c.solid(rect(18.4, -44.6, 1.8, 34, 0.8), "#d6dae2", 0.5)
    c.solid(rect(22, -11, 7, 5, 1.4), "#b8bec8", 1)
    c.stroke(line((37.6, -30), (41.6, -32.6)), "#20202a", 1.6)
    c.fill(rect(-51, -11.6, 1.6, 3), "#e8302c")
    for x in (-38, -21.4, 38):
        c.fill(ellipse(x, -8.6, 9.2), "#0a090e")
        wheel(c, x, -7.9, 7.9, 0, "#ccd0d8", 0.56)


def boxy(c, look, paint, top=-43):
    """The body of a van."""
    c.fill(rect(-44, -11, 86, 7), "#0e0d14")

    def body(k):
        k.move_to(47, -6)
        k.curve_to(50.6, -7, 50.6, -16, 48.6, -20)
        k.curve_to(46, -23.4, 42, -24.6, 38.6, -25.4)
        k.line_to(28, top + 3.4)
        k.curve_to(26.6, top + 0.6, 24, top, 20, top)
        k.line_to(-45, top)
        k.curve_to(-49, top, -49.4, top + 4, -49.6, top + 8)
        k.line_to(-50, -9)
        k.curve_to(-50, -6, -48, -5.6, -46, -5.6)
        arches(k, -31, 31, -8.8, 10.2)
        k.close_path()

    c.solid(body, enamel(paint, top, -3), 2.2, 0.35, 0.26)
    with c.clip(body):
        c.fill(rect(-52, -9, 104, 3.2), "#20202ab0")
    glass(c, poly((11, top + 4), (24.6, top + 4), (35.6, -25.4), (11, -25.4)), 11, top + 4, 24, 14)
    with c.clip(rect(11, top + 4, 14, 13)):
        heads(c, look.random, (18.6,), -30.4, 2.6)
    c.stroke(poly((9.4, top + 2.6), (9.4, -8), (22, -8)), "#06040a70", 0.4)
    c.stroke(line((36.6, -24.6), (32, -19)), "#06040a70", 0.4)
    c.fill(rect(11.4, -22, 4.4, 1, 0.4), paint.deep)
    lamp(c, 46.4, -17, 2.4, 2.6, reach=4)
    c.fill(rect(-50.4, -26, 2, 8, 0.7), "#e8302c")
    c.solid(rect(42, -9.2, 8.8, 3.6, 1.4), mix(paint, "#20202a", 0.6), 0.7)
    c.solid(rect(-51, -9.2, 7, 3.6, 1.4), mix(paint, "#20202a", 0.6), 0.7)
    c.solid(blob((36.4, -29.6), (33.6, -30), (33.4, -25.4), (36.6, -25)), "#20202a", 0.7)
    for x in (-31, 31):
        c.fill(ellipse(x, -8.8, 9.8), "#08070c")
        wheel(c, x, -8.5, 8.5, look.random.choice((0, 6)) if x < 0 else 0, "#d0d4dc", 0.6)


@subject("van", "vehicle", box=(102, 46), habitats="road land snow", colours=PAINTS, size=0.78)
def van(c, look):
    dice, paint = look.random, look.tone()
    boxy(c, look, paint)
    c.stroke(line((-22, -39), (-22, -8)), "#06040a70", 0.4)
    c.stroke(line((-46, -21.4), (-6, -21.4)), faded(paint.deep, 0.7), 0.6)
    c.fill(rect(-19, -25, 5, 1, 0.4), paint.deep)
    kind = dice.random()
    if kind < 0.45:
        panes(c, -45, -38.6, 52, 12.6, 3, 2)
        c.fill(rect(-48, -20.4, 90, 2), paint.pale if look.colour != "white" else "#d8803c")
    elif kind < 0.75:
        emblem = "#fff8ea" if look.colour not in ("white", "yellow") else "#3a6a5a"
        for k in range(6):
            c.fill(ellipse(-20 + 6 * math.cos(k * 1.047), -30 + 6 * math.sin(k * 1.047), 3.6), emblem)
        c.fill(ellipse(-20, -30, 3.4), "#f6c23a")
    else:
        c.solid(rect(-40, -46, 50, 2, 0.8), "#8a8f9a", 0.6)
        for x in (-36, -16, 4):
            c.fill(rect(x, -45, 1.4, 3), "#5a5f6a")
        c.stroke(line((-30, -38), (-6, -38), (-6, -26), (-30, -26), (-30, -38)), faded(paint.deep, 0.5), 0.6)


@subject("ambulance", "vehicle", box=(102, 50), habitats="road land snow", colours="white yellow", size=0.78, mirror=False)
def ambulance(c, look):
    c.fill(rect(-7, -45.4, 30, 2.6, 1), "#5a6070")
    for x in (-4, 12):
        c.solid(rect(x, -48.4, 8, 5, 1.8), vertical(-48, -43, "#ffffff", "#3a7af6", "#1c3fa0"), 1)
        c.glow(x + 4, -46, 16, "#3a7af6", 0.75)
    boxy(c, look, look.tone(), -44)
    red = "#d8262c"
    c.fill(poly((-50, -21), (40, -21), (47.6, -20), (49.4, -16.4), (-50, -16.4)),
           vertical(-21, -16, mix(red, "#ffffff", 0.2), red))
    for k in range(12):
        c.fill(poly((-49 + k * 7, -15.4), (-46 + k * 7, -15.4), (-48 + k * 7, -13.4), (-51 + k * 7, -13.4)),
               red if look.colour == "white" else "#2a6a3a")
    c.fill(ellipse(-20, -31, 8.6), "#ffffff")
    c.stroke(ellipse(-20, -31, 8.6), red, 0.8)
    for width, height in ((10.8, 3.8), (3.8, 10.8)):
        c.fill(rect(-20 - width / 2, -31 - height / 2, width, height), red)
    panes(c, -46, -38, 12, 10, 1)
    write(c, "AMBULANCE", -20, -20.2, 3, "#ffffff", 0.6)


@subject("fire engine", "vehicle", box=(102, 52), habitats="road land snow", colours="red", size=0.84)
def fire_engine(c, look):
    dice, paint = look.random, look.tone()
    c.fill(rect(-46, -12, 92, 6), "#16151c")
    c.solid(rect(-50, -36, 70, 29, 1.6), enamel(paint, -37, -4), 2)
    c.solid(poly((21, -7), (21, -40), (24, -42), (45, -42), (48.6, -26), (50, -22), (50, -7)), enamel(paint, -42, -4), 2)
    c.fill(rect(-50, -14.6, 100, 2), "#fff2d0")
    c.fill(rect(-50, -12.4, 100, 0.8), "#f2c61e")
    for k in range(3):
        x = -47 + k * 13.4
        c.fill(rect(x, -33, 12, 16, 0.8), vertical(-33, -17, "#e8ecf0", "#9aa2ae"))
        for row in range(8):
            c.fill(rect(x, -32 + row * 2, 12, 0.5), "#5c6470")
        c.stroke(rect(x, -33, 12, 16, 0.8), "#5a1014", 0.5)
    for k in range(3):
        c.fill(ellipse(-2 + k * 6, -20, 2.2), "#e0c060")
        c.fill(ellipse(-2 + k * 6, -20, 1.2), "#3a3020")
    c.stroke(ellipse(3, -28.6, 4.4), "#e8dcc0", 1.6)
    c.stroke(ellipse(3, -28.6, 2.2), "#c8b890", 1.4)
    c.fill(rect(10, -32, 7, 8, 0.6), "#26242c")
    for x in (11.6, 13.6, 15.6):
        c.fill(ellipse(x, -29.6, 0.8), "#f2f2ee")
    for x, width in ((24, 8.6), (34.2, 10.6)):
        pane = poly((x, -38.6), (x + width, -38.6), (x + width + (2.4 if x > 30 else 0), -26), (x, -26))
        glass(c, pane, x, -38.6, width, 12.6)
    with c.clip(rect(24, -38.6, 20, 12.4)):
        heads(c, dice, (28.6, 39), -31.4, 2.4)
        for x in (28.6, 39):
            c.fill(blob((x - 3.4, -33), (x, -36.4), (x + 3.4, -33)), "#f2c61e")
    c.stroke(line((33.4, -40), (33.4, -15)), "#3a060870", 0.5)
    lift = dice.uniform(0.02, 0.16)
    with c.placed(18, -39.4, 1, lift):
        for y in (-0.6, -6.4):
            c.solid(rect(-66, y - 1, 68, 1.9, 0.5), "#e6eaf0", 0.5)
        for k in range(17):
            c.fill(rect(-64 + k * 4, -6.4, 0.9, 6), "#a8b0bc")
    c.solid(rect(10, -40.4, 9, 5, 1), "#4a4e5a", 1)
    for x, colour in ((26, "#2f6af2"), (36, "#2f6af2")):
        c.solid(rect(x, -46.4, 7, 4.6, 1.6), vertical(-46.4, -42, "#ffffff", colour), 0.8)
        c.glow(x + 3.5, -44, 14, colour, 0.8)
    lamp(c, 47.4, -18.6, 1.9, 2.2, reach=4)
    c.solid(rect(42, -10.4, 10, 5, 1), "#e4e8ee", 0.9)
    c.fill(rect(-51, -26, 1.8, 5), "#ff5a3a")
    for x in (-33, 35):
        c.fill(ellipse(x, -8.8, 9.6), "#08070c")
        wheel(c, x, -8.2, 8.2, 0, "#e0e4ea", 0.58)


@subject("tractor", "vehicle", box=(100, 80), habitats="land road snow", colours="green red blue yellow orange", size=0.68)
def tractor(c, look):
    dice, paint = look.random, look.tone()
    rim = "#f2ca3a" if look.colour not in ("yellow", "orange") else "#d8382c"
    c.solid(limb([(-30, -20), (10, -18), (32, -14)], [9, 8, 7]), "#2c2e38", 2)
    for x in (-32, 2):
        c.stroke(line((x, -34), (x + (4 if x < 0 else -3), -74)), paint.dark, 2.4)
    glass(c, poly((-30, -42), (-26.6, -72), (-2, -72), (1, -42)), -30, -72, 31, 30, paint.deep, 1)
    c.solid(blob((-18, -38), (-19, -52), (-13, -57), (-7, -52), (-6, -38)), dice.choice(("#b8443c", "#3f6a9a", "#d8903c")), 2)
    c.solid(ellipse(-12, -60, 4.2), "#e0a880", 1.4)
    c.fill(blob((-17, -61), (-14, -65.6), (-9, -65), (-3.6, -61.6), (-10, -62)), dice.choice(("#d8b060", "#3a5a8a", "#4a7a4a")))
    c.stroke(line((-8, -50), (0, -46)), "#e0a880", 2.2)
    c.stroke(line((2, -40), (-1, -48)), "#20202a", 1.4)
    c.solid(rect(-33, -77, 38, 5.4, 2), paint, 1.6)
    c.solid(blob((0, -44), (20, -45), (40, -42), (46, -36), (46, -22), (36, -19), (0, -20)), enamel(paint, -46, -16), 3)
    for k in range(5):
        c.fill(rect(38.6 + k * 1.6, -36, 0.8, 13), "#1a1a20")
    c.fill(rect(6, -34, 26, 2), mix(paint, "#ffffff", 0.6))
    for k in range(4):
        c.fill(rect(10 + k * 5, -29, 3.4, 6, 0.6), paint.deep)
    lamp(c, 45.4, -38, 2, 2.4, reach=4)
    c.solid(rect(22, -62, 2.4, 18, 0.8), "#3a3c46", 0.8)
    c.solid(rect(21.2, -66, 4, 7, 1), "#5a5e6a", 0.9)
    c.solid(blob((-52, -26), (-46, -46), (-24, -52), (-4, -42), (-8, -38), (-24, -46), (-42, -40)), paint, 2)
    for x, y, radius, inner in ((-26, -24, 24, 0.56), (33, -13, 13, 0.54)):
        for k in range(22):
            angle = k * math.pi / 11
            c.stroke(line((x + radius * 0.8 * math.cos(angle - 0.1), y + radius * 0.8 * math.sin(angle - 0.1)),
                          (x + radius * 0.98 * math.cos(angle), y + radius * 0.98 * math.sin(angle))), "#17171c", radius * 0.11)
        wheel(c, x, y, radius * 0.95, 0, rim, inner)

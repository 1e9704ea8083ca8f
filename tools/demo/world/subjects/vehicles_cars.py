"""Cars: a sports car, the family car, and those with a duty."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, poly, rect, vertical

from . import subject
from .lettering import write
from .vehicle_parts import arches, enamel, glass, heads, lamp, wheel

PAINTS = "red blue green yellow orange white black grey purple pink brown"


@subject("sports car", "vehicle", box=(102, 32), habitats="road land snow", colours=PAINTS, size=0.82, top="none open")
def sports_car(c, look):
    dice, paint, is_open = look.random, look.tone(), look.traits.get("top") == "open"
    low, roof = dice.uniform(-0.8, 0.8), dice.uniform(-28.5, -26.5)
    c.fill(rect(-44, -10, 88, 7), "#0e0d14")

    def body(k):
        k.move_to(47, -4.5)
        k.curve_to(50.5, -5.5, 51.5, -9, 49, -11.2)
        k.curve_to(41, -15.6 + low, 29, -18.4, 17, -18.6)
        if is_open:
            k.curve_to(6, -19, -8, -19.2, -20, -19.4)
        else:
            k.curve_to(10, -23, 3, roof, -6, roof)
            k.curve_to(-17, roof, -24, -24, -33, -20.6)
        k.curve_to(-38, -21.4, -44, -22, -48.5, -20.6)
        k.curve_to(-50, -16, -51, -10, -48, -5)
        k.line_to(-42, -4.6)
        arches(k, -31, 31, -8.6, 10.4)
        k.close_path()

    c.solid(body, enamel(paint, roof, -3), 1.8, 0.35, 0.3)
    with c.clip(body):
        c.fill(blob((50, -11), (30, -17.4), (0, -18.2), (-50, -19.4), (-30, -17), (0, -15.8), (30, -15)), faded("#ffffff", 0.34))
        c.fill(blob((48, -7), (10, -9.6), (-48, -11), (-48, -8.6), (10, -7.2)), faded(paint.pale, 0.3))
        if dice.random() < 0.3:
            stripe = mix(paint.deep if look.colour in ("white", "yellow", "grey") else "#ffffff", paint, 0.1)
            c.fill(blob((51, -13.4), (20, -20), (16, -17.6), (48, -11.4)), stripe)
            c.fill(poly((-51, -24), (-26, -24), (-28, -20), (-51, -18.6)), stripe)
    if is_open:
        for x in (-14, -3):
            c.solid(blob((x - 4, -19), (x - 4.6, -24), (x - 1.6, -26), (x + 2, -24), (x + 3, -19)),
                    dice.choice(("#7a4a30", "#2c2a34", "#c8b090")), 1)
        c.fill(poly((17, -18.6), (9, -27), (7.6, -27), (10, -18.6)), linear(17, -18, 8, -27, "#bfe0f070", "#eefaffc0"))
        c.stroke(line((17, -18.6), (8.4, -27)), "#20222c", 0.9)
        c.stroke(ellipse(5, -20.4, 1, 3, -0.4), "#15151c", 0.8)
        c.fill(rect(-21, -20.4, 34, 1.6, 0.8), "#1a1218")
    else:
        pane = blob((15, -19.2), (8, -23), (0, roof + 1.6), (-8, roof + 1.4), (-17, roof + 3.4), (-22, -20.6), (-4, -19.4))
        glass(c, pane, -22, roof, 38, -19 - roof)
        c.fill(poly((-7, roof + 1), (-5.6, roof + 1), (-8, -19), (-10, -19)), paint.dark)
    for door in (((12, -18.6), (13.6, -12), (11, -5.4)), ((-12, -19), (-15, -13), (-13, -5.4))):
        c.stroke(curve(*door), "#05040890", 0.4)
    c.fill(blob((-14, -15), (-22, -17), (-23, -14), (-17, -11.4)), "#0c0a12")
    c.fill(rect(-11, -16.4, 4.6, 0.8, 0.4), paint.deep)
    c.fill(blob((49, -11.6), (41, -15.2), (36, -16), (40, -13), (47, -10.6)), linear(36, 0, 49, 0, "#b4c4d0", "#fffbe8"))
    c.stroke(blob((49, -11.6), (41, -15.2), (36, -16), (40, -13), (47, -10.6)), "#15151c", 0.35)
    c.glow(47, -12.6, 7, "#fff6d0", 0.5)
    c.fill(blob((51, -7.6), (45, -8.4), (43.6, -5.6), (48, -4.8)), "#0c0b12")
    c.fill(blob((-50.2, -18.6), (-45, -19), (-45.4, -16.8), (-50.6, -16)), "#ff3b30")
    c.glow(-49, -17.8, 5, "#ff4a3a", 0.6)
    height = dice.choice((-24, -28))
    for x in (-42, -46):
        c.stroke(line((x, -21), (x - 0.6, height)), paint.deep, 1)
    c.solid(blob((-51.5, height - 1.4), (-36, height + 0.4), (-36, height + 1.6), (-51, height + 0.8)), paint.dark, 0.7)
    c.solid(blob((11, -20.6), (8, -21.6), (6.6, -19.8), (9.6, -19)), paint, 0.8)
    c.fill(poly((-20, -4.8), (20, -4.8), (22, -3.4), (-21, -3.4)), "#101018")
    spokes = dice.choice((5, 7, 10))
    for x in (-31, 31):
        c.fill(ellipse(x, -8.6, 10), "#08070c")
        wheel(c, x, -8.6, 8.6, spokes, dice.choice(("#dfe2e8", "#dfe2e8", "#c8a85a")) if x < 0 else "#dfe2e8", 0.74)


def saloon(c, look, paint, roof=-42.0):
    """An ordinary car without what tells its duty; a hatchback, a saloon or a small round one."""
    dice = look.random
    style, nose = dice.choice(("hatchback", "saloon", "round")), dice.uniform(-1, 1)
    c.fill(rect(-42, -12, 84, 8), "#0e0d14")

    def body(k):
        k.move_to(-47, -6.5)
        k.curve_to(-50, -10, -50.5, -18, -48.6, -24)
        if style == "saloon":
            k.curve_to(-45, -26.6, -38, -27, -34, -27)
            k.curve_to(-30, -33, -26, roof + 0.4, -19, roof)
        elif style == "hatchback":
            k.curve_to(-47, -31, -43, roof + 1, -34, roof)
        else:
            k.curve_to(-48, -33, -38, roof - 0.6, -22, roof - 0.8)
        k.curve_to(-8, roof - 1.4, 4, roof - 1, 9, roof + 1)
        k.curve_to(16, -37.4, 22, -31, 27, -26.6)
        k.curve_to(36, -26.4 + nose, 45, -24 + nose, 48, -17.6)
        k.curve_to(50, -14, 50, -9.6, 48, -6.4)
        k.line_to(41, -6)
        for x in (30, -30):
            k.arc_negative(x, -9.8, 11.4, 0.3, math.pi - 0.3)
        k.close_path()

    c.solid(body, enamel(paint, roof, -4), 2.2, 0.35, 0.28)
    with c.clip(body):
        c.fill(blob((50, -19), (26, -25.6), (-50, -26.4), (-50, -23.6), (20, -22.8)), faded("#ffffff", 0.28))
        c.fill(rect(-52, -9, 104, 4), faded("#0c0a14", 0.7))
    back = {"saloon": -30.6, "hatchback": -43.6, "round": -41}[style]
    top = roof + 2.4
    for pane, x, width in (
            (poly((-9, top), (4.6, top + 0.2), (11, -36.4), (20.4, -27.4), (-9, -27.2)), -9, 30),
            (poly((-11.4, top), (-11.4, -27.2), (back, -27.2), (back + 8, top + 2.6),
                  (back + 13 if style != "saloon" else back + 11, top)), back, -11 - back)):
        glass(c, pane, x, top, width, 13)
    if dice.random() < 0.6:
        with c.clip(rect(-8, roof, 26, 14.2)):
            heads(c, dice, (1,), -33, 3)
    for door in (((-10.2, -27), (-10.4, -8)), ((21, -26.6), (18, -15), (18.4, -8)), ((-33, -26.6), (-31, -20), (-24, -14))):
        c.stroke(curve(*door), "#06040a80", 0.4)
    for x in (-8, -30):
        c.fill(rect(x, -24, 5, 1.1, 0.5), mix(paint, "#ffffff", 0.5))
        c.fill(rect(x, -23, 5, 0.5, 0.2), paint.deep)
    c.solid(blob((22.6, -29), (19, -30.4), (18, -27.4), (21.6, -26.6)), paint, 0.8)
    lamp(c, 45.6, -19.4, 3, 2.2, "#fff4cc", 3.2, 0.4)
    c.fill(blob((-49.6, -23), (-45.6, -23.4), (-46, -17), (-50, -17)), "#e8302c")
    c.fill(rect(-49.4, -19.4, 3, 1.2), "#ffd0a0")
    c.fill(rect(44, -11.6, 6, 2, 1), "#e8eaf0")
    c.solid(rect(42, -9.6, 8.4, 3.2, 1.4), mix(paint, "#20202a", 0.6), 0.7)
    c.solid(rect(-50.6, -9.8, 8, 3.2, 1.4), mix(paint, "#20202a", 0.6), 0.7)
    spokes, rim = dice.choice((0, 5, 8)), "#d4d8e0"
    for x in (-30, 30):
        c.fill(ellipse(x, -9.8, 11), "#08070c")
        wheel(c, x, -9.5, 9.5, spokes, rim, 0.64)


@subject("car", "vehicle", box=(101, 48), habitats="road land snow", colours=PAINTS, size=0.78, load="none surfboard luggage")
def car(c, look):
    dice, load = look.random, look.traits.get("load")
    if load:
        for x in (-20, 2):
            c.stroke(line((x, -41), (x, -45)), "#2a2c36", 1)
        c.stroke(line((-27, -45), (9, -45)), "#3a3d48", 1.2)
    if load == "surfboard":
        board = blob((-42, -47), (-20, -49.6), (20, -49.6), (38, -47.6), (20, -45.6), (-20, -45.6))
        c.solid(board, dice.choice(("#fff4dc", "#6fd0d0", "#ff9a6a", "#f6dc5a")), 1)
        c.stroke(curve((-40, -47.2), (0, -47.8), (36, -47.6)), dice.choice(("#d8443c", "#2a6a9a", "#2c8a6a")), 1)
        c.fill(poly((-37, -48.4), (-36, -54), (-31, -48.8)), "#3a4a5a")
    elif load == "luggage":
        at = -26
        for width, height in ((13, 9), (11, 6.5), (9, 8)):
            c.solid(rect(at, -45.4 - height, width, height, 1.4),
                    dice.choice(("#a8623a", "#7a4a30", "#c8a060", "#4a6a5a", "#5a5f7a")), 1.2)
            for x in (at + width * 0.25, at + width * 0.7):
                c.fill(rect(x, -45.4 - height, 1, height), "#2a1c1880")
            at += width + 0.6
    saloon(c, look, look.tone())


@subject("taxi", "vehicle", box=(101, 52), habitats="road land snow", colours="yellow", size=0.78, mirror=False)
def taxi(c, look):
    paint = look.tone()
    c.solid(poly((-15, -42), (-13.4, -51.4), (8.4, -51.4), (10, -42)), "#fff6d8", 1.2)
    c.stroke(poly((-15, -42), (-13.4, -51.4), (8.4, -51.4), (10, -42)), "#20202a", 0.7)
    c.glow(-2.5, -47, 15, "#fff0b0", 0.35)
    saloon(c, look, paint)
    write(c, "TAXI", -2.5, -49.2, 5, "#16161c", 1.1)
    for k in range(16):
        for row in range(2):
            c.fill(rect(-18 + k * 2.2 + (row % 2) * 1.1, -20 + row * 1.6, 1.1, 1.6), "#17171d")
    c.stroke(line((-18, -20.4), (17.4, -20.4)), "#17171d", 0.4)
    c.stroke(line((-18, -16.6), (17.4, -16.6)), "#17171d", 0.4)
    write(c, "TAXI", 3.8, -15.2, 4, "#17171d", 0.9)


@subject("police car", "vehicle", box=(101, 48), habitats="road land snow", colours="white blue black", size=0.78, mirror=False)
def police_car(c, look):
    paint = look.tone()
    for x, colour in ((-14, "#2a6af0"), (-3, "#f0303a")):
        c.solid(rect(x, -47.4, 10.4, 5, 1.8), vertical(-47.4, -42, "#ffffff", colour, mix(colour, "#101020", 0.3)), 1)
        c.glow(x + 5, -46, 17, colour, 0.75)
    c.fill(rect(-15.4, -43, 24, 1.8), "#22242e")
    saloon(c, look, paint)
    door = {"white": "#2456b8", "blue": "#f4f4f0", "black": "#f6f4ee"}[look.colour]
    c.fill(poly((-18, -25.6), (17.6, -25.6), (17, -11), (-19, -11)),
           vertical(-25.6, -11, mix(door, "#ffffff", 0.15), mix(door, "#101020", 0.12)))
    for k in range(9):
        c.fill(rect(-18 + k * 4, -14.2, 2, 1.7), "#f2c61e" if look.colour != "black" else "#26242a")
        c.fill(rect(-16 + k * 4, -12.5, 2, 1.6), "#f2c61e" if look.colour != "black" else "#26242a")
    write(c, "POLICE", -0.6, -22.6, 6, "#f8f8f4" if look.colour == "white" else "#1c2c5a", 1.25)

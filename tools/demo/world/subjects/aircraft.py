"""What flies: airplane, helicopter, hot air balloon, rocket, ufo."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, poly, radial, rect, vertical

from . import subject
from .vehicle_parts import SKINS, glass, lamp

PAINTS = "red blue green yellow orange white black grey purple pink brown"


@subject("airplane", "vehicle", box=(104, 46), habitats="sky", colours=PAINTS, size=0.74, engine="jet propeller")
def airplane(c, look):
    dice, paint = look.random, look.tone()
    pale = look.colour in ("white", "grey", "yellow")
    accent = dice.choice(("#d8403c", "#2f5fa8", "#2c8a7a") if pale else ("#fff8ea", "#fff8ea", paint.pale))
    with c.placed(0, -22, 1, dice.uniform(-0.2, 0)):
        if look.traits.get("engine") == "jet":
            c.solid(poly((8, -3), (-8, -17), (-14, -17), (-8, -2)), paint.dark, 1)
            c.solid(poly((-34, -4), (-48, -22), (-42, -22), (-24, -6)), enamel_tail(paint, accent), 1.4)
            body = blob((52, 0.6), (46, -4.4), (36, -6.6), (0, -7), (-30, -6), (-50, -4), (-51, -2), (-38, 3), (-10, 6), (30, 6),
                        (46, 4))
            c.solid(body, vertical(-8, 7, mix(paint, "#ffffff", 0.3), (0.4, paint), (0.75, mix(paint, "#160c20", 0.12)),
                                   paint.dark), 3, 0.4, 0.35)
            with c.clip(body):
                c.fill(rect(-52, 1.2, 104, 1.7), accent)
            for k in range(16):
                c.fill(ellipse(31 - k * 4, -2.4, 1.1, 1.35), "#26405f")
                c.fill(ellipse(30.7 - k * 4, -2.8, 0.6, 0.7), "#cfeaf8")
            glass(c, poly((40, -5.2), (46, -3.4), (48, -1.4), (41, -1.8)), 40, -5, 8, 4, edge=0.4)
            c.solid(blob((8, 8.6), (18, 8), (20, 11), (16, 13.6), (6, 13)), mix(paint, "#e8ecf2", 0.6), 1.4)
            c.fill(ellipse(19, 10.9, 1.1, 2.2), "#20222c")
            c.solid(poly((14, 2), (-14, 22), (-22, 22), (-10, 2.6)),
                    linear(14, 2, -20, 22, mix(paint, "#ffffff", 0.3), paint, paint.dark), 1.3)
            c.stroke(line((13, 2.6), (-14, 21.6)), "#ffffffa0", 0.6)
            c.solid(poly((-36, -1), (-50, 7), (-54, 7), (-45, -1.6)), paint.light, 0.9)
            return
        c.solid(poly((22, -14), (-6, -14), (-9, -11.6), (20, -11.6)), paint.dark, 0.8)
        c.solid(blob((-34, -3), (-46, -20), (-50, -20), (-51, -4), (-46, 0)), enamel_tail(paint, accent), 1.4)
        body = blob((44, 0), (42, -7), (30, -9.4), (6, -8.6), (-24, -4), (-50, -3), (-51, 0), (-24, 7), (10, 9.4), (36, 8),
                    (43, 5))
        c.solid(body, vertical(-10, 10, mix(paint, "#ffffff", 0.3), (0.4, paint), (0.75, mix(paint, "#160c20", 0.12)),
                               paint.dark), 3.4, 0.42, 0.35)
        with c.clip(body):
            c.fill(blob((46, 1), (0, 3), (-52, -1), (-52, -3), (0, 0.4), (46, -2)), accent)
        c.solid(ellipse(6, -11, 4), "#e8b890", 1.3)
        c.fill(blob((1.6, -10.4), (2, -15.6), (8, -15.8), (10, -12.6), (5, -12.6)), "#7a4a28")
        c.stroke(line((4, -11.6), (10.4, -11.2)), "#2a2c34", 1.4)
        c.fill(blob((2, -7), (-10, -10.6), (-16, -9), (-10, -6.4)), "#d8403c" if look.colour != "red" else "#f4ead0")
        c.fill(poly((13, -9), (18, -9.2), (12, -15)), "#cfe8f4b0")
        c.stroke(line((-2, -14), (-6, 6)), "#8a6a4a", 0.8)
        c.stroke(line((16, -14), (14, 6)), "#8a6a4a", 0.8)
        c.solid(rect(-10, -22, 34, 3.2, 1.4), paint, 1)
        c.stroke(line((0, -19), (2, -8)), "#8a6a4a", 1)
        c.stroke(line((16, -19), (17, -8)), "#8a6a4a", 1)
        c.solid(blob((24, 4), (26, 6), (-8, 15), (-16, 14.6), (-8, 6)),
                linear(20, 4, -12, 14, mix(paint, "#ffffff", 0.3), paint, paint.dark), 1.3)
        for x in (24, 12):
            c.stroke(line((x - 2, 7), (x, 15)), "#5a5e6a", 1.1)
            c.solid(ellipse(x, 16.4, 3.6), "#24242c", 1)
            c.fill(ellipse(x, 16.4, 1.4), "#c8ccd4")
        c.solid(poly((-36, -1), (-49, 4), (-53, 3.6), (-44, -2)), paint.light, 0.8)
        c.fill(ellipse(47, -1, 2.2, 17), "#e8ecf050")
        c.stroke(line((46.6, -17), (47.4, 15)), "#5a3a24", 1.4)
        c.solid(ellipse(45.6, -1, 3, 3), "#e8c46a", 1)


def enamel_tail(paint, accent):
    return vertical(-22, -4, paint, (0.34, paint), (0.36, accent), (0.56, accent), (0.58, paint), paint.dark)


@subject("helicopter", "vehicle", box=(104, 56), habitats="sky", colours=PAINTS, size=0.72)
def helicopter(c, look):
    dice, paint = look.random, look.tone()
    with c.placed(0, 0, 1, dice.uniform(-0.04, 0.08)):
        c.solid(poly((-2, -36), (-44, -31), (-46, -27), (-4, -22)), enamel(paint, -36, -22), 1.8)
        c.solid(blob((-42, -30), (-52, -43), (-48, -44), (-40, -34), (-36, -29), (-47, -20), (-50, -20)), paint, 1.2)
        c.fill(ellipse(-46.6, -31, 8), "#e8eef440")
        for k in range(2):
            a = dice.uniform(0, 3.1) + k * 1.57
            c.stroke(line((-46.6 - 8 * math.cos(a), -31 - 8 * math.sin(a)), (-46.6 + 8 * math.cos(a), -31 + 8 * math.sin(a))),
                     "#3a3e4a", 0.9)
        c.fill(rect(6, -52, 3, 10), "#4a4e5a")
        c.solid(blob((-6, -40), (-2, -46), (10, -47), (20, -43), (22, -39)), paint.dark, 1.4)
        body = blob((-12, -34), (-4, -41), (14, -42), (30, -37), (39, -25), (38, -14), (28, -9), (4, -8.4), (-8, -13), (-14, -24))
        c.solid(body, vertical(-42, -8, paint.light, (0.3, paint), (0.75, mix(paint, "#160c20", 0.1)), paint.dark), 4, 0.42, 0.35)
        band = "#fff8ea" if look.colour not in ("white", "yellow", "grey") else "#d8403c"
        with c.clip(body):
            c.fill(blob((-18, -19), (10, -17.4), (42, -17), (42, -14), (10, -14), (-18, -16)), band)
        glass(c, blob((19, -38.6), (29, -34.6), (37, -24), (37, -19.6), (20, -19.6)), 19, -38, 18, 19)
        with c.clip(rect(20, -38, 18, 18.4)):
            c.solid(blob((20.6, -18), (21, -25), (25, -27), (29, -24), (30, -18)), "#3a4a6a", 1)
            c.solid(ellipse(25.4, -29.4, 3.2), "#e8b890", 1)
            c.stroke(lambda k: k.arc(25.2, -29.8, 3.5, math.pi, 1.9 * math.pi), "#24262e", 1.4)
        glass(c, rect(5, -36.6, 11, 13, 2.4), 5, -36.6, 11, 13)
        glass(c, rect(-7, -35, 8.6, 10, 2.4), -7, -35, 8.6, 10)
        c.stroke(rect(4, -38, 13, 27, 2.6), "#06040a60", 0.4)
        for x in (4, 24):
            c.stroke(line((x, -9.6), (x - 2.4, -2)), "#4a4e5a", 1.4)
        c.stroke(curve((-12, -1.6), (10, -1.4), (30, -1.4), (36, -4)), "#3a3e4a", 2)
        c.fill(ellipse(7.6, -52.4, 44, 2.6), "#e8eef460")
        c.solid(poly((-43, -53.4), (7, -54), (58, -53), (58, -52), (7, -51.6), (-43, -52.4)), "#3a3e4a", 0.5)
        c.solid(rect(3.6, -54.6, 8, 3.4, 1.4), "#6a6e7a", 0.8)
        lamp(c, 34, -11, 1.6, 1.4, reach=5)
        c.glow(-47, -44, 5, "#ff4a3a", 0.8)


def enamel(tone, top, bottom):
    return vertical(top, bottom, tone.light, tone, tone.dark)


@subject("hot air balloon", "vehicle", box=(74, 100), habitats="sky", colours=PAINTS, size=0.62,
         pattern="striped plain chequered")
def hot_air_balloon(c, look):
    dice, paint, pattern = look.random, look.tone(), look.traits.get("pattern")
    second = dice.choice({"white": ("#f4b8a8", "#b8d0ea", "#f6dc9a"), "yellow": ("#fff6d8",), "grey": ("#e4e6e8",)}.get(
        look.colour, ("#fff2d4", paint.pale)))
    radius, middle = 36, -63
    half = [(-37, 0.03), (-33, 0.42), (-24, 0.78), (-10, 0.985), (2, 0.985), (14, 0.83), (26, 0.52), (35, 0.25)]

    def seam(share):
        bulge = math.sin(share * math.pi / 2)
        return [(bulge * radius * wide, middle + y) for y, wide in half]

    envelope = blob(*seam(1), *reversed(seam(-1)))
    for share in (-1, -0.4, 0.4, 1):
        c.stroke(line((share * 8, -29), (share * 5, -12)), "#5a4638", 0.6)
    c.glow(0, -24, 8, "#ffb04a", 0.9)
    c.fill(blob((-1.2, -22), (0, -28), (1.2, -22)), "#ffe08a")
    gores = 12 if pattern == "striped" else dice.choice((8, 9, 10))
    with c.clip(envelope):
        c.fill(envelope, paint)
        for k in range(gores):
            left, right = seam(-1 + 2 * k / gores), seam(-1 + 2 * (k + 1) / gores)
            if pattern == "striped" and k % 3 == 1:
                c.fill(lambda q, a=left, b=right: (curve(*a)(q), [q.line_to(*p) for p in reversed(b)], q.close_path()), second)
            elif pattern == "chequered":
                for row in range(7):
                    if (row + k) % 2:
                        c.fill(poly(left[row], right[row], right[row + 1], left[row + 1]), second)
        if pattern == "plain" and dice.random() < 0.7:
            y = middle + dice.uniform(-4, 8)
            c.fill(blob((-40, y), (0, y + 4), (40, y), (40, y + 7), (0, y + 12), (-40, y + 7)), second)
            for k in range(9):
                x = -32 + k * 8
                c.fill(ellipse(x, y + 7.4 - abs(x) * 0.09, 1.7), paint)
        for k in range(1, gores):
            c.stroke(curve(*seam(-1 + 2 * k / gores)), faded("#2a1420", 0.28), 0.4)
    c.solid(envelope, "#00000000", 10, 0.5, 0.4)
    c.fill(ellipse(-13, -79, 14, 11), radial(-13, -79, 14, "#ffffff80", "#ffffff00"))
    c.fill(poly((-9.4, -31), (9.4, -31), (8, -28), (-8, -28)), paint.dark)
    for x in (-2.4, 2.6):
        c.fill(rect(x - 1.6, -15, 3.2, 5, 1), dice.choice(("#3a5a8a", "#b8443c", "#e0b040", "#4a7a54")))
        c.fill(ellipse(x, -16.4, 1.7), dice.choice(SKINS))
        c.fill(ellipse(x, -17.2, 1.7, 1.1), dice.choice(("#2a1c18", "#8a5028", "#c8a058")))
    basket = poly((-7, -12), (7, -12), (5.8, 0), (-5.8, 0))
    c.solid(basket, "#a8743e", 1.6)
    with c.clip(basket):
        for k in range(5):
            c.stroke(line((-8, -10 + k * 2.4), (8, -10 + k * 2.4)), "#5f3f2490", 0.5)
            c.stroke(line((-6 + k * 3, -13), (-6 + k * 3, 0)), "#e8c48a60", 0.5)
    c.solid(rect(-7.8, -13, 15.6, 2.4, 1), "#6a4426", 0.8)


@subject("rocket", "vehicle", box=(46, 108), habitats="space sky", colours=PAINTS, size=0.64)
def rocket(c, look):
    dice, paint = look.random, look.tone()
    accent = {"red": "#f4ead8", "white": "#d8382c", "grey": "#e8703c", "black": "#e8503c"}.get(look.colour, "#fff4e0")
    if look.colour in ("blue", "green", "purple", "brown"):
        accent = dice.choice(("#fff4e0", "#d8382c", "#f2c23a"))
    with c.placed(0, -54, 1, dice.uniform(-0.1, 0.3)), c.placed(0, 54):
        for wide, tall, colour in ((13, 31, "#ff7a2a"), (9, 24, "#ffb83a"), (5, 16, "#fff2b0")):
            tip = -2 + dice.uniform(-3, 3)
            c.fill(blob((-wide * 0.7, -29), (-wide, -22), (-wide * 0.5, -14), (tip * 0.4, -30 + tall), (wide * 0.5, -14),
                        (wide, -22), (wide * 0.7, -29)),
                   vertical(-30, -30 + tall, colour, faded(colour, 0.85), faded(colour, 0.25)))
        c.glow(0, -16, 26, "#ff9a3a", 0.7)
        for side in (-1, 1):
            fin = blob((side * 10, -52), (side * 21, -38), (side * 22.4, -21), (side * 17, -27), (side * 9, -31))
            c.solid(fin, accent, 2.2)
        c.solid(poly((-8, -32), (8, -32), (10, -26.6), (-10, -26.6)), "#5a5e6a", 1.4)
        body = blob((0, -107), (9, -92), (14.6, -70), (13.4, -46), (9.4, -31), (-9.4, -31), (-13.4, -46), (-14.6, -70), (-9, -92))
        c.solid(body, linear(-15, 0, 15, 0, mix(paint, "#ffffff", 0.24), (0.3, mix(paint, "#ffffff", 0.14)), (0.6, paint),
                             paint.dark), 5, 0.42, 0.35)
        with c.clip(body):
            c.fill(blob((-20, -90), (0, -86.6), (20, -90), (20, -112), (-20, -112)), accent)
            c.stroke(curve((-16, -88.6), (0, -85.6), (16, -88.6)), "#2a2430a0", 0.8)
            c.fill(blob((-20, -43), (0, -40), (20, -43), (20, -38), (0, -35), (-20, -38)), accent)
            c.fill(blob((-9, -96), (-11, -70), (-8, -48), (-6, -48), (-7.6, -72), (-5, -98)), "#ffffff60")
            c.fill(poly((8, -112), (22, -112), (22, -28), (7, -28), (11, -70)), "#140c2430")
            for y in (-55, -84):
                for k in range(7):
                    c.fill(ellipse(-12 + k * 4, y + 1.6 - abs(k - 3) * 0.5, 0.5), "#20182a80")
        for y, radius in ((-70, 6.4), (-52 - 1.6, 3.6)):
            c.solid(ellipse(0, y, radius), "#c8ccd6", 1.2)
            c.fill(ellipse(0, y, radius * 0.74), linear(-4, y - 5, 4, y + 5, "#d8f2ff", "#5aa0d0", "#1f4a78"))
            c.fill(ellipse(-radius * 0.25, y - radius * 0.3, radius * 0.24, radius * 0.16, -0.6), "#ffffffd0")
        c.solid(blob((-1.8, -44), (0, -50), (1.8, -44), (2.4, -24), (-2.4, -24)), mix(accent, "#160c20", 0.14), 1)


@subject("ufo", "vehicle", box=(104, 52), habitats="sky space", colours="grey green purple blue red orange pink yellow",
         size=0.66)
def ufo(c, look):
    dice, paint = look.random, look.tone()
    lights = dice.choice((("#ffe45a",), ("#5affc8",), ("#ff6ad0", "#6ad8ff", "#ffe45a"), ("#ff5a4a", "#ffe45a")))
    with c.placed(0, -20, 1, dice.uniform(-0.14, 0.14)):
        c.fill(poly((-14, 12), (14, 12), (26, 34), (-26, 34)), vertical(12, 34, faded(lights[0], 0.6), faded(lights[0], 0)))
        dome = blob((-22, -8), (-20, -20), (-10, -29), (0, -31), (10, -29), (20, -20), (22, -8))
        c.fill(dome, linear(-20, -30, 20, -6, "#e8fcffd0", "#8ad0e8b0", "#3a7aa8c0"))
        c.solid(blob((-7, -7), (-6, -13), (0, -15), (6, -13), (7, -7)), "#5aa848", 1.6)
        c.solid(blob((-8, -20), (-6, -25.4), (0, -27), (6, -25.4), (8, -20), (4, -14.6), (-4, -14.6)), "#7ac85a", 2)
        for side in (-1, 1):
            c.fill(ellipse(side * 3.4, -20, 1.9, 2.7, side * 0.4), "#14201a")
            c.fill(ellipse(side * 3.4 - 0.6, -21, 0.7), "#ffffff")
        c.stroke(curve((-2, -16.2), (0, -15.6), (2, -16.2)), "#2a4a20", 0.6)
        c.fill(blob((-17, -12), (-15, -21), (-9, -26), (-12, -18), (-13, -10)), "#ffffff90")
        c.stroke(dome, "#e8fcffb0", 0.7)
        c.solid(blob((-24, 6), (-14, 15), (14, 15), (24, 6)), paint.deep, 2)
        disc = blob((-52, 2), (-36, -6), (-20, -10), (20, -10), (36, -6), (52, 2), (36, 9), (14, 12), (-14, 12), (-36, 9))
        c.solid(disc, vertical(-11, 12, mix(paint, "#ffffff", 0.42), (0.34, paint), (0.55, mix(paint, "#ffffff", 0.2)),
                               (0.6, paint.dark), mix(paint, "#160c20", 0.3)), 3.4, 0.4, 0.4)
        c.stroke(curve((-51, 2), (-26, 5.4), (0, 6.4), (26, 5.4), (51, 2)), mix(paint, "#ffffff", 0.5), 0.8)
        c.stroke(curve((-22, -8.6), (0, -5.6), (22, -8.6)), paint.deep, 1)
        for k in range(7):
            x = -38 + k * 12.7
            y, colour = 0.4 - abs(x) * 0.03, lights[k % len(lights)]
            c.fill(ellipse(x, y, 2.5, 2), radial(x, y, 2.5, "#ffffff", colour))
            c.glow(x, y, 8, colour, 0.7)

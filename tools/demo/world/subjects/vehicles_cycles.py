"""Two wheels: bicycle, motorcycle, scooter."""

import math

from drawing.canvas import blob, curve, ellipse, limb, line, linear, mix, poly, rect
from drawing.elements import leaves

from . import subject
from .vehicle_parts import enamel, lamp, wheel

CHROME = "#c9ccd4"


def spoked(c, x, y, radius, tyre, count=20):
    metal = "#dcdee4"
    for k in range(c.marks(count) if c.detail < 1 else count):
        angle = k * 2 * math.pi / count if c.detail >= 1 else k * 2 * math.pi / c.marks(count)
        c.stroke(line((x + 1.2 * math.cos(angle + 0.9), y + 1.2 * math.sin(angle + 0.9)),
                      (x + radius * 0.94 * math.cos(angle), y + radius * 0.94 * math.sin(angle))), metal, 0.28)
    c.stroke(ellipse(x, y, radius - tyre / 2), "#26242c", tyre)
    c.stroke(ellipse(x, y, radius - tyre * 0.25), "#5a5864", tyre * 0.2)
    c.stroke(ellipse(x, y, radius - tyre * 1.15), linear(x, y - radius, x, y + radius, "#ffffff", "#8f929c", "#d6d8de"),
             tyre * 0.35)
    c.solid(ellipse(x, y, radius * 0.1), "#9a9ca6", 0.8)


@subject("bicycle", "vehicle", box=(100, 64), habitats="road land floor snow",
         colours="red blue green yellow orange white black grey purple pink brown",
         size=0.74, basket="none flowers")
def bicycle(c, look):
    dice, paint = look.random, look.tone()
    rear, front, crank, saddle, head = (-28.4, -20.6), (29, -20.6), (-4.6, -20), (-12.6, -45), (21.4, -48)
    leather = dice.choice(("#7a4a30", "#2c2a30", "#a86a3c"))
    for x, y in (rear, front):
        spoked(c, x, y, 20.6, 2.4)

    def tube(a, b, width):
        c.solid(limb([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], [width] * 3), paint, 0.8, 0.5, 0.45)
    c.stroke(line((rear[0], rear[1] - 1.6), (crank[0], crank[1] - 3.8)), "#4a4a54", 0.6)
    c.stroke(line((rear[0], rear[1] + 1.6), (crank[0], crank[1] + 3.8)), "#4a4a54", 0.6)
    for a, b, width in ((rear, crank, 1.9), (rear, (-11.6, -42), 1.9), (crank, saddle, 2.6), (crank, (22.4, -42), 2.8)):
        tube(a, b, width)
    if dice.random() < 0.5:
        tube((-11.6, -42), head, 2.6)
    else:
        tube((-9.4, -34), (22, -44.6), 2.6)
    c.stroke(curve((22.4, -42), (25, -30), front), paint, 2.2)
    c.solid(limb([(20.8, -53), (22.8, -40)], [3, 3]), paint, 0.9)
    for x, y in (rear, front):
        if look.traits.get("basket") or dice.random() < 0.4:
            c.stroke(lambda k, x=x, y=y: k.arc(x, y, 22.4, math.pi * 1.02, math.pi * 1.72), paint, 1.6)
    c.stroke(line(saddle, (-13.8, -51)), CHROME, 1.3)
    c.solid(blob((-23, -52), (-21, -54.6), (-14, -54.4), (-4.6, -53.2), (-5, -51.6), (-13, -49.8), (-20, -48.8)), leather, 1.4)
    c.stroke(line((21.2, -52.6), (19.8, -59)), CHROME, 1.3)
    if dice.random() < 0.5:
        c.stroke(curve((19.8, -58.6), (25.4, -61.4), (29, -59.6), (27.4, -55.8), (20.4, -55.4)), CHROME, 1.3)
        c.stroke(line((25.4, -55.4), (19, -55)), leather, 2.2)
    else:
        c.stroke(curve((24, -59), (19.8, -60), (11, -57.6)), CHROME, 1.3)
        c.stroke(line((14.4, -58.6), (9, -57)), leather, 2.2)
    c.stroke(ellipse(*crank, 4.8), CHROME, 0.9)
    c.fill(ellipse(*crank, 1.7), "#5a5c66")
    turn = dice.uniform(0, math.pi)
    for side in (0, math.pi):
        x, y = crank[0] + 7.6 * math.cos(turn + side), crank[1] + 7.6 * math.sin(turn + side)
        c.stroke(line(crank, (x, y)), "#b9bcc6", 1.1)
        c.fill(rect(x - 2.6, y - 0.8, 5.2, 1.6, 0.6), "#24242c")
    if look.traits.get("basket"):
        box = poly((24, -54), (42, -54), (39.4, -41), (27, -41))
        with c.placed(33, -56):
            leaves(c, [(0, 0, 8.4, 4.6)], ("#2f6038", "#5f9448", "#9fc45c"), 1.6, 30)
            for _ in range(9):
                c.solid(ellipse(dice.uniform(-8, 8), dice.uniform(-5, 2), 2.3),
                        dice.choice(("#f4c84a", "#fff0d8", "#e87a9a", "#a878d0")), 0.7)
        c.solid(box, "#b98a54", 1.6)
        with c.clip(box):
            for i in range(7):
                c.stroke(line((22 + i * 3.2, -55), (22 + i * 3.2, -40)), "#6a452a90", 0.5)
                c.stroke(line((22, -52 + i * 2.2), (44, -52 + i * 2.2)), "#f0cf9a70", 0.4)
        c.solid(rect(23.4, -55, 19.4, 2, 0.9), "#c99a60", 0.8)
    else:
        lamp(c, 27, -48.6, 1.8, 2.1, reach=4)
    c.fill(ellipse(-24.4, -42, 1.4), "#e8302c")


@subject("motorcycle", "vehicle", box=(100, 58), habitats="road land snow",
         colours="red blue green yellow orange white black grey purple", size=0.74)
def motorcycle(c, look):
    dice, paint = look.random, look.tone()
    rear, front = (-31, -16), (32, -16)
    for x, y in (rear, front):
        c.stroke(ellipse(x, y, 13.4), "#1c1c22", 5)
        c.stroke(ellipse(x, y, 15), "#4a4a54", 0.7)
        spoked(c, x, y, 11.8, 1.6, 16)
        c.stroke(ellipse(x, y, 4.6), "#8f929c", 1)
    c.solid(limb([(-31, -16), (-14, -18), (-4, -20)], [4, 4, 5]), "#3a3c46", 1.2)
    for dx in (-1.2, 1.6):
        c.solid(limb([(32 + dx, -16), (25 + dx, -33), (18.6 + dx, -49)], [2.2, 2.4, 2.4]), "#d6dae2", 0.7)
    c.solid(blob((16, -21), (24, -33), (38, -34.6), (45, -28), (34, -32), (24, -28)), paint, 1.2)
    engine = blob((-12, -10), (-14, -24), (-4, -30), (10, -28), (14, -14), (6, -8))
    c.solid(engine, "#6c717e", 2.2)
    with c.clip(engine):
        for k in range(8):
            c.stroke(line((-8, -29 + k * 2.1), (12, -30 + k * 2.1)), "#e0e3ea90", 0.7)
    for x, y, radius in ((-6, -14, 5.4), (5, -14.4, 4.2)):
        c.solid(ellipse(x, y, radius), "#d0d4dc", 1.4)
        c.fill(ellipse(x, y, radius * 0.4), "#6a6e7a")
    c.solid(limb([(8, -24), (12, -12), (-6, -7), (-24, -8), (-45, -11)], [2.4, 2.6, 2.8, 4, 5]), "#dde0e6", 1.2)
    c.fill(ellipse(-45.6, -11, 1, 2.2), "#17171c")
    c.solid(blob((-12, -33), (-8, -44), (6, -46), (17, -43), (18, -34), (6, -31)), enamel(paint, -46, -28), 2.4)
    c.fill(blob((-5, -39), (4, -42.4), (12, -41), (4, -39)), "#ffffff80")
    c.stroke(curve((-8, -34.6), (4, -34), (16, -37)), paint.pale if look.colour != "white" else "#3a3c46", 1)
    c.solid(blob((-47, -35.4), (-40, -37.6), (-30, -34), (-16, -36.4), (-8, -33), (-12, -29.4), (-34, -29), (-44, -31)),
            dice.choice(("#2a211e", "#17171d", "#6a4028")), 2)
    c.solid(blob((-51, -27), (-46, -33), (-30, -31), (-14, -29), (-16, -23), (-32, -26), (-42, -25)), paint, 1.6)
    c.fill(ellipse(-49.6, -29.6, 1.6, 1.4), "#ff3b30")
    c.glow(-49.6, -29.6, 6, "#ff4a3a", 0.6)
    c.stroke(curve((19, -49), (16, -55), (8, -54.6)), "#d0d4dc", 1.4)
    c.stroke(line((12, -55.4), (6, -54.2)), "#17171d", 2.6)
    c.stroke(line((16.6, -54.6), (14, -59)), "#3a3c46", 0.8)
    c.solid(ellipse(13.4, -59.6, 2.6, 1.9), "#4a4e5a", 0.7)
    c.solid(blob((19, -49), (24, -52), (28, -48), (25, -42), (20, -43)), paint.dark, 1.2)
    lamp(c, 26, -46.6, 2.6, 3.6, reach=4)
    if dice.random() < 0.45:
        c.fill(poly((20, -50), (26, -51), (20, -61), (16.6, -60)), linear(18, -60, 26, -50, "#e4f4fca0", "#9cc4dcb0"))
        c.stroke(line((26, -51), (20, -61)), "#ffffffc0", 0.5)


@subject("scooter", "vehicle", box=(84, 66), habitats="road land snow",
         colours="red blue green yellow orange white black grey purple pink brown", size=0.66)
def scooter(c, look):
    dice, paint = look.random, look.tone()
    seat = dice.choice(("#7a4a30", "#2a2630", "#c89a6a", "#5a2c2c"))
    for x in (-25, 29):
        wheel(c, x, -9, 9, 0, "#e4e6ec", 0.56)
    c.stroke(line((29, -9), (24, -30)), "#b9bcc6", 2.2)
    c.solid(blob((18, -11), (22, -20), (31, -21.6), (39, -14), (40, -8), (34, -13), (26, -12)), paint, 1.6)
    c.solid(limb([(22, -22), (12, -10), (-8, -9.4)], [5, 5, 5]), paint.dark, 1.4)
    c.solid(blob((13, -14), (17, -20), (14, -44), (16, -52), (22, -53), (24, -44), (27, -24), (24, -13), (17, -9)),
            enamel(paint, -54, -4), 2.4)
    c.stroke(curve((22, -50), (23, -40), (26, -24), (23.6, -14)), "#ffffffb0", 0.8)
    c.solid(blob((-42, -13), (-41, -24), (-32, -34), (-14, -35), (-6, -28), (-5, -12), (-12, -8), (-14, -17), (-26, -21),
                 (-36, -15), (-38, -9)), enamel(paint, -36, -4), 2.6)
    c.fill(ellipse(-24, -27, 9, 3.4, -0.12), "#ffffff50")
    for k in range(4):
        c.stroke(line((-12 + k * 1.6, -20), (-12 + k * 1.6, -14)), paint.deep, 0.6)
    c.solid(blob((-36, -34), (-34, -39), (-22, -38.4), (-8, -40), (-3, -36.6), (-8, -33.4), (-24, -33)), seat, 1.6)
    c.stroke(curve((-34, -35), (-22, -35), (-6, -35.4)), mix(seat, "#ffffff", 0.5), 0.4)
    c.solid(blob((13, -51), (14, -58), (20, -61), (26, -57), (26, -51), (20, -49)), paint, 1.8)
    c.stroke(curve((19, -58), (14, -61), (8, -60)), "#c9ccd4", 1.4)
    c.stroke(line((12, -60.8), (6, -59.6)), "#26242c", 2.8)
    lamp(c, 24.6, -55, 2.4, 3, reach=4)
    c.stroke(line((17, -59), (15, -65)), "#b9bcc6", 0.7)
    c.solid(ellipse(14.6, -66, 2.6, 2), "#c9ccd4", 0.7)
    c.fill(ellipse(-41.4, -22, 1.6, 1.9), "#ff3b30")
    c.stroke(line((-2, -10), (4, -1)), "#8f929c", 1)
    if dice.random() < 0.4:
        c.stroke(line((-34, -32), (-41, -36.6), (-45, -36.6)), "#b9bcc6", 1.3)
        c.solid(rect(-46, -49, 14, 12, 1.4), mix(paint, "#ffffff", 0.25), 1.4)
        c.fill(rect(-46, -46.4, 14, 1), paint.deep)

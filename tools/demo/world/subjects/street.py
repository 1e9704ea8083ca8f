"""What stands along streets and squares: mailbox, street lamp, fountain, traffic light."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, poly, rect, vertical

from . import subject


@subject("mailbox", "thing", box=(58, 100), habitats="road land snow floor", colours="red blue green yellow white black grey",
         size=0.62)
def mailbox(c, look):
    dice, paint = look.random, look.tone()
    if dice.random() < 0.5:  # a box on a post, with a little flag
        c.solid(rect(-4, -52, 8, 52, 0.6), dice.choice(("#8a5a38", "#6a4428", "#d8d0c4")), 1.6)
        c.fill(poly((-4, -34), (-18, -51), (-13, -51), (-4, -41)), "#6a4428")
        def shell(k):
            k.move_to(-29, -52)
            k.line_to(-29, -72)
            k.arc(-14, -72, 15, math.pi, 1.5 * math.pi)
            k.line_to(14, -87)
            k.arc(14, -72, 15, 1.5 * math.pi, 2 * math.pi)
            k.line_to(29, -52)
            k.close_path()
        c.solid(shell, vertical(-87, -52, paint.light, (0.3, paint), (0.8, mix(paint, "#160c20", 0.1)), paint.dark), 3, 0.4, 0.35)
        def door(k):
            k.move_to(3, -53.4)
            k.line_to(3, -72)
            k.arc(15, -72, 12, math.pi, 2 * math.pi)
            k.line_to(27, -53.4)
            k.close_path()
        c.fill(door, mix(paint, "#160c20", 0.16))
        c.stroke(door, paint.light, 0.8)
        c.solid(ellipse(15, -70, 2), "#e8c46a", 0.7)
        letter = poly((-22, -62), (-4, -62), (-4, -74), (-22, -74))
        c.fill(letter, "#fff8ea")
        c.stroke(line((-22, -74), (-13, -67), (-4, -74)), "#8a7a68", 0.7)
        c.stroke(letter, "#8a7a68", 0.5)
        c.solid(rect(-27, -99, 2, 28), "#8a8f9a", 0.6)
        c.solid(poly((-26, -99), (-12, -99), (-12, -90), (-26, -90)), "#e8403c" if look.colour != "red" else "#f2c23a", 0.8)
    else:  # a pillar
        c.solid(rect(-20, -7, 40, 7, 1.6), "#2c2c34" if look.colour != "black" else "#5a5e68", 1.4)
        c.solid(rect(-17, -84, 34, 78, 2), linear(-17, 0, 17, 0, mix(paint, "#ffffff", 0.2), (0.3, mix(paint, "#ffffff", 0.12)),
                                                  paint, paint.dark), 3, 0.4, 0.3)
        c.solid(blob((-21, -82), (-20, -89), (-10, -97), (0, -99), (10, -97), (20, -89), (21, -82)),
                vertical(-99, -82, paint.light, paint, paint.dark), 2)
        c.fill(rect(-21.4, -83.6, 42.8, 2.6, 1), paint.dark)
        c.solid(rect(-12, -75, 24, 5, 1), "#16161c", 0.8)
        c.fill(rect(-12.6, -76.6, 25.2, 1.8, 0.6), paint.light)
        card = "#fff8ea" if look.colour != "white" else "#f2d26a"
        c.fill(rect(-9, -64, 18, 15, 0.8), card)
        for k in range(4):
            c.fill(rect(-6.6, -61 + k * 3, 13.4 - (k % 2) * 4, 1), "#6a6470")
        c.stroke(rect(-12, -44, 24, 32, 1), faded(paint.deep, 0.8), 0.7)
        c.fill(ellipse(8.6, -28, 1.2), "#e8c46a")
        c.stroke(line((-12.4, -82), (-12.4, -8)), "#ffffff60", 1.2)


@subject("street lamp", "thing", box=(44, 110), habitats="road land snow", colours="black green grey white blue", size=0.7)
def street_lamp(c, look):
    dice, paint = look.random, look.tone()
    glow = dice.choice(("#ffd88a", "#ffe4b0", "#ffcf70"))
    c.solid(poly((-9, 0), (-7, -6), (7, -6), (9, 0)), paint.dark, 1.4)
    c.solid(poly((-5.4, -5), (-3.6, -20), (3.6, -20), (5.4, -5)), paint, 1.4)
    c.solid(rect(-2.1, -82, 4.2, 64, 0.6), linear(-2, 0, 2, 0, mix(paint, "#ffffff", 0.34), paint, paint.dark), 0.9)
    for y in (-21, -50, -80):
        c.solid(rect(-3.6, y, 7.2, 2.2, 1), paint.light, 0.7)

    def lantern(x, y, size=1.0):
        with c.placed(x, y, size):
            c.fill(poly((-5, 0), (5, 0), (7.6, -15), (-7.6, -15)), vertical(-15, 0, "#fff8dc", glow, mix(glow, "#a8602c", 0.4)))
            for dx, tx in ((-5, -7.6), (0, 0), (5, 7.6)):
                c.stroke(line((dx, 0), (tx, -15)), paint.dark, 0.9)
            c.solid(poly((-9.6, -14.6), (0, -23.6), (9.6, -14.6)), paint, 1.2)
            c.solid(rect(-5.6, -1, 11.2, 2.4, 0.8), paint, 0.7)
            c.fill(ellipse(0, -24.4, 1.6), paint.light)
            c.glow(0, -8, 34, glow, 0.8)
            c.glow(0, -8, 9, "#fff8dc", 0.9)

    if dice.random() < 0.5:
        lantern(0, -83)
    else:
        for side in (-1, 1):
            c.stroke(curve((0, -78), (side * 7, -86), (side * 15, -84), (side * 14.6, -76)), paint, 1.8)
            lantern(side * 14.6, -78, 0.8)
        c.stroke(line((0, -80), (0, -94)), paint, 2)
        c.fill(ellipse(0, -95, 2.4), paint.light)


@subject("fountain", "building", box=(104, 92), habitats="land road floor", colours="grey white brown blue green pink", size=0.74,
         many=1)
def fountain(c, look):
    dice, paint = look.random, look.tone()
    spray = "#eafaff"

    def basin(y, wide, tall, water=True):
        c.solid(blob((-wide, y), (-wide * 0.9, y + tall * 0.6), (-wide * 0.34, y + tall), (wide * 0.34, y + tall),
                     (wide * 0.9, y + tall * 0.6), (wide, y)),
                vertical(y, y + tall, paint.light, paint, paint.dark), 2)
        c.solid(ellipse(0, y, wide * 1.03, wide * 0.14), mix(paint, "#ffffff", 0.3), 1)
        if water:
            c.fill(ellipse(0, y, wide * 0.92, wide * 0.105), linear(-wide, y, wide, y, "#3f9ac0", "#a8e0f0", "#2f80a8"))

    def falls(y, wide, foot, reach):
        for k in range(9):
            s = -1 + k / 4
            x = s * wide
            path = curve((x, y), (x + s * reach * 0.6, y + (foot - y) * 0.25), (x + s * reach, foot))
            c.stroke(path, faded(spray, 0.55), 1.5)
            c.stroke(path, "#ffffffc0", 0.5)
            c.fill(ellipse(x + s * reach, foot, 2.6, 0.8), "#ffffffc0")
    c.solid(rect(-52, -5, 104, 5, 1), paint.dark, 1.2)
    c.solid(blob((-51, -20), (-50, -4), (50, -4), (51, -20)), linear(-51, 0, 51, 0, paint.light, paint, paint.dark), 3)
    for k in range(9):
        c.fill(rect(-46 + k * 10.6, -15, 7, 8, 1), faded(paint.deep, 0.16))
    c.solid(ellipse(0, -20, 52, 7), mix(paint, "#ffffff", 0.26), 1.4)
    pool = ellipse(0, -20, 48, 5.4)
    c.fill(pool, linear(-48, 0, 48, 0, "#2f86b0", "#8ad4e8", "#2a78a4"))
    c.solid(poly((-9, -19), (-5, -34), (-4, -46), (4, -46), (5, -34), (9, -19)),
            linear(-8, 0, 8, 0, paint.light, paint, paint.dark), 1.6)
    basin(-49, 30, 9)
    falls(-48, 28, -20, 9)
    c.solid(poly((-5, -50), (-3, -60), (-2.4, -68), (2.4, -68), (3, -60), (5, -50)),
            linear(-5, 0, 5, 0, paint.light, paint, paint.dark), 1.2)
    basin(-69, 15, 6)
    falls(-68.6, 14, -49, 6)
    c.solid(blob((-2.6, -70), (-3, -76), (0, -79), (3, -76), (2.6, -70)), paint, 1)
    for k in range(7):
        s = -1 + k / 3
        c.stroke(curve((s * 0.8, -77), (s * 4, -91 + abs(s) * 4), (s * 8, -84 + abs(s) * 2), (s * 10.4, -70)), "#f4fdffb0", 0.9)
    with c.layer(0.5):
        for _ in range(c.marks(70)):
            x = dice.gauss(0, 16)
            c.fill(ellipse(x, -70 + abs(x) * 1.2 + dice.uniform(-16, 12), dice.uniform(0.3, 0.9)),
                   faded("#ffffff", dice.uniform(0.4, 0.9)))
    with c.clip(pool):
        for _ in range(c.marks(20)):
            c.fill(ellipse(dice.uniform(-44, 44), dice.uniform(-24, -16), dice.uniform(2, 6), 0.4), "#ffffff90")


@subject("traffic light", "thing", box=(36, 106), habitats="road land snow", colours="red yellow green", size=0.66)
def traffic_light(c, look):
    dice = look.random
    c.solid(rect(-2.4, -50, 4.8, 50, 0.8), linear(-2.4, 0, 2.4, 0, "#9aa0ac", "#5a5e6a", "#3a3e48"), 1)
    c.solid(poly((-8, 0), (-6, -4.6), (6, -4.6), (8, 0)), "#4a4e58", 1)
    case = dice.choice(("#26282f", "#2c3430", "#34343c"))
    c.solid(rect(-14.6, -106, 29.2, 60, 4), case, 2.2, 0.4, 0.35)
    c.stroke(rect(-13.2, -104.6, 26.4, 57.2, 3.2), dice.choice(("#f2ca3a", "#6a6e7a", "#e8e8e4")), 0.8)
    for y, name, on in ((-96, "red", "#ff3a30"), (-76.4, "yellow", "#ffc82c"), (-57, "green", "#2ee06a")):
        lit = look.colour == name
        lens = on if lit else mix(on, "#101014", 0.78)
        c.fill(ellipse(0, y, 8.4), "#101014")
        c.fill(ellipse(0, y, 7.4), linear(-5, y - 6, 5, y + 6, mix(lens, "#ffffff", 0.4 if lit else 0.14), lens,
                                          mix(lens, "#101014", 0.2)))
        c.fill(ellipse(-2.4, y - 2.8, 2, 1.3, -0.6), "#ffffff" + ("c0" if lit else "40"))
        if lit:
            c.glow(0, y, 27, on, 0.95)
        c.stroke(lambda q, y=y: q.arc(0, y, 9, math.pi * 1.06, math.pi * 1.94), mix(case, "#ffffff", 0.22), 2)

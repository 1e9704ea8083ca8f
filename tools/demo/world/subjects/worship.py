"""Where people pray: church, mosque, pagoda."""

from drawing.canvas import blob, curve, ellipse, line, linear, mix, poly, rect, vertical

from . import subject
from .buildings import arched, shrubs, tiles


@subject("church", "building", box=(84, 108), habitats="land snow road", colours="white grey brown red yellow", size=0.68, many=2)
def church(c, look):
    dice, paint = look.random, look.tone()
    roof = dice.choice(("#4a5a6e", "#6a3f38", "#4a6a62", "#3e4250")) if look.colour != "brown" else "#4a5a6e"
    lit = dice.random() < 0.4
    c.solid(rect(-16, -40, 56, 40), linear(-16, 0, 40, 0, mix(paint, "#ffffff", 0.12), paint, mix(paint, "#160c20", 0.14)), 2,
            0.3, 0.2)
    tiles(c, poly((-18, -39), (-10, -62), (36, -62), (44, -39)), -20, -62, 64, 23, roof)
    for x in (4, 17, 30):
        c.fill(arched(x, -33, 7.6, -9), "#f6f0e2" if look.colour != "white" else "#b4aca4")
        pane = arched(x, -31.6, 5.4, -10)
        c.fill(pane, vertical(-32, -10, *(("#fff2c0", "#f0a850") if lit else ("#7ac0e0", "#3f5f9a", "#5a3a7a"))))
        with c.clip(pane):
            for k in range(5):
                c.fill(rect(x - 3 + (k % 2) * 3, -30 + k * 4.2, 3, 4.2),
                       ("#e85a4a90", "#f2ca4a90", "#4aa86a90", "#4a7ae090", "#c86ad890")[k])
    c.solid(rect(-38, -66, 25, 66), linear(-38, 0, -13, 0, mix(paint, "#ffffff", 0.2), paint, mix(paint, "#160c20", 0.16)), 2.2,
            0.32, 0.2)
    c.fill(rect(-40, -67, 29, 2.6), mix(paint, "#ffffff", 0.4) if look.colour != "white" else "#d4cec6")
    c.fill(rect(-39, -40, 27, 1.8), mix(paint, "#ffffff", 0.3) if look.colour != "white" else "#d4cec6")
    c.solid(poly((-40, -66.4), (-25.5, -100), (-11, -66.4)),
            linear(-40, 0, -11, 0, mix(roof, "#ffffff", 0.25), roof, mix(roof, "#0c0a18", 0.3)), 1.8)
    c.fill(rect(-26.2, -108, 1.5, 10), "#e8c46a")
    c.fill(rect(-28.6, -105.4, 6.3, 1.5), "#e8c46a")
    c.fill(arched(-25.5, -63, 9, -46), "#2a2430")
    c.solid(blob((-28.6, -48.6), (-27.4, -54), (-25.5, -56), (-23.6, -54), (-22.4, -48.6)), "#e0b04a", 1)
    c.solid(ellipse(-25.5, -33, 5), "#fbf8ee", 0.9)
    c.stroke(line((-25.5, -36.4), (-25.5, -33), (-23, -31.8)), "#26242c", 0.8)
    c.stroke(ellipse(-25.5, -33, 5), "#6a5a48", 0.7)
    c.fill(arched(-25.5, -24, 14, 0), "#f6f0e2" if look.colour != "white" else "#b4aca4")
    c.solid(arched(-25.5, -22, 11, 0), "#7a4a2c", 1)
    c.stroke(line((-25.5, -22), (-25.5, 0)), "#3a2014", 0.7)
    c.fill(rect(-36, -1.8, 21, 1.8), "#b4b0aa")
    shrubs(c, dice, (-4, 14, 36, 42), 4.4)


@subject("mosque", "building", box=(104, 96), habitats="land road", colours="white blue green yellow brown", size=0.7, many=1)
def mosque(c, look):
    dice, paint = look.random, look.tone()
    gold = "#e8bc4a"
    dome_colour = {"white": dice.choice(("#e8bc4a", "#f6f2ea", "#8fc4c8")), "yellow": "#3f9aa0"}.get(look.colour, paint.light)

    def dome(x, foot, radius):
        path = blob((x - radius * 0.92, foot), (x - radius, foot - radius * 0.5), (x - radius * 0.6, foot - radius * 1.05),
                    (x, foot - radius * 1.55),
                    (x + radius * 0.6, foot - radius * 1.05), (x + radius, foot - radius * 0.5), (x + radius * 0.92, foot))
        c.solid(path, linear(x - radius, 0, x + radius, 0, mix(dome_colour, "#ffffff", 0.35), dome_colour,
                             mix(dome_colour, "#160c20", 0.3)), radius * 0.24)
        for k in (-0.5, 0, 0.5):
            c.stroke(curve((x + k * radius * 1.5, foot), (x + k * radius * 1.5, foot - radius * 0.7), (x, foot - radius * 1.5)),
                     "#ffffff50", 0.4)
        c.stroke(line((x, foot - radius * 1.5), (x, foot - radius * 1.5 - 6)), gold, 0.9)
        c.stroke(lambda q: q.arc(x, foot - radius * 1.5 - 8, 1.8, -0.8, 3.9), gold, 0.8)
    for side in (-1, 1):
        x = side * 44
        c.solid(rect(x - 3.6, -72, 7.2, 72), linear(x - 4, 0, x + 4, 0, mix(paint, "#ffffff", 0.3), paint,
                                                    mix(paint, "#160c20", 0.25)), 1.2)
        for y in (-50, -72):
            c.solid(rect(x - 5.4, y, 10.8, 3, 0.6), paint.light, 0.8)
        c.fill(arched(x, -67, 2.6, -60), "#3a3446")
        dome(x, -72, 4.6)
    c.solid(rect(-36, -32, 72, 32), linear(-36, 0, 36, 0, mix(paint, "#ffffff", 0.26), paint, mix(paint, "#160c20", 0.14)), 2,
            0.3, 0.2)
    for side in (-1, 1):
        c.solid(rect(side * 27 - 7, -36, 14, 6), paint, 1)
        dome(side * 27, -36, 7.4)
    c.solid(rect(-18, -44, 36, 14), linear(-18, 0, 18, 0, mix(paint, "#ffffff", 0.26), paint, mix(paint, "#160c20", 0.18)), 1.6)
    for k in range(6):
        c.fill(arched(-15 + k * 6, -41, 3, -35), "#3a4a6a")
    dome(0, -44, 20)
    c.fill(rect(-37, -33, 74, 2.2), gold)
    for x in (-29, -19, 19, 29):
        c.fill(arched(x, -25, 7.4, -4), mix(paint, "#ffffff", 0.4))
        c.fill(arched(x, -23.6, 5.2, -5), vertical(-24, -5, "#5fa8b8", "#2a4a6a"))
    c.fill(arched(0, -29, 18, 0), mix(dome_colour, "#ffffff", 0.3))
    c.fill(arched(0, -26, 13, 0), vertical(-26, 0, "#4a3020", "#2a1a18"))
    c.stroke(arched(0, -27.6, 15.6, 0), gold, 0.8)
    c.fill(rect(-52, -2, 104, 2), "#d8cdb8")


@subject("pagoda", "building", box=(84, 104), habitats="land snow", colours="red green brown white black", size=0.68, many=1)
def pagoda(c, look):
    dice, paint = look.random, look.tone()
    roof = dice.choice({"red": ("#3a4a56", "#3f6a5a"), "green": ("#3a4a40",), "black": ("#4a4e5a",)}.get(
        look.colour, ("#4a5560", "#3f6a5a", "#5a4a44")))
    gold = "#e8bc4a"
    c.solid(rect(-34, -6, 68, 6), "#b4aca0", 1.2)
    foot = -6
    for wide, tall in ((24, 17), (20, 14), (16, 12), (12, 10)):
        c.solid(rect(-wide, foot - tall, wide * 2, tall), linear(-wide, 0, wide, 0, paint.light, paint, paint.dark), 1.6)
        posts = max(2, round(wide / 5))
        for k in range(posts + 1):
            c.fill(rect(-wide + k * (2 * wide - 1.4) / posts, foot - tall, 1.4, tall),
                   paint.deep if look.colour != "white" else "#8a3a30")
        for k in range(posts):
            if k != posts // 2 or foot > -7:
                c.fill(rect(-wide + 3 + k * (2 * wide - 1.4) / posts, foot - tall * 0.66, 2 * wide / posts - 4.6, tall * 0.42),
                       "#ffd888")
        c.fill(arched(0, foot - tall * 0.78, 6 if foot < -7 else 9, foot), "#2a1a1c")
        y = foot - tall
        lift = wide * 1.72
        path = blob((-lift - 2, y - 4.4), (-wide * 1.2, y + 1), (0, y + 2.4), (wide * 1.2, y + 1), (lift + 2, y - 4.4),
                    (wide, y - 5), (wide * 0.66, y - 8.6), (-wide * 0.66, y - 8.6), (-wide, y - 5))
        c.solid(path, vertical(y - 9, y + 3, mix(roof, "#ffffff", 0.25), roof, mix(roof, "#0c0a18", 0.3)), 1.6)
        c.stroke(curve((-lift - 2, y - 4), (-wide * 1.2, y + 1.2), (0, y + 2.6), (wide * 1.2, y + 1.2), (lift + 2, y - 4)),
                 paint if look.colour != "white" else gold, 1)
        for side in (-1, 1):
            c.fill(ellipse(side * (lift + 1), y - 2, 0.9), gold)
        foot = y - 7.6
    c.fill(rect(-1, foot - 13, 2, 13), gold)
    for k in range(4):
        c.fill(ellipse(0, foot - 3 - k * 2.6, 3.2 - k * 0.6, 0.9), gold)
    c.fill(ellipse(0, foot - 14, 1.6), gold)
    for k in range(3):
        c.fill(rect(-9 - k * 1.6, -4.4 + k * 1.6, 18 + k * 3.2, 1.4), "#d8d0c4")
    shrubs(c, dice, (-36, 36, -28), 4.6)

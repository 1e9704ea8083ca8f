"""What stands in the sky and beyond: planet, moon, comet, galaxy, satellite, star."""

import math

from drawing.canvas import blob, ellipse, faded, linear, mix, poly, radial, rect

from . import subject

HUES = "red orange yellow green blue purple pink brown white grey"


@subject("planet", "thing", box=(100, 84), habitats="space", colours=HUES, size=0.62, ring="none ringed")
def planet(c, look):
    dice, paint, ringed = look.random, look.tone(), look.traits.get("ring") == "ringed"
    radius, tilt = (30 if ringed else 41), dice.uniform(-0.5, 0.5)
    with c.placed(0, -42, 1, tilt):
        globe = ellipse(0, 0, radius)
        c.glow(0, 0, radius * 1.5, paint.light, 0.4)
        ring = mix(paint.light, dice.choice(("#ffe8c0", "#e8d0ff", "#d0f0ff")), 0.5)

        def half(front):
            with c.clip(rect(-60, 0, 120, 40) if front else rect(-60, -40, 120, 40)):
                for size, width, alpha in ((37, 1.6, 0.6), (41, 4.4, 0.95), (46, 2.6, 0.8), (49, 1, 0.5)):
                    c.stroke(ellipse(0, 0, size, size * 0.27), faded(mix(ring, paint.dark, 0.25 if size == 46 else 0), alpha),
                             width)
        if ringed:
            half(False)
        c.fill(globe, paint)
        with c.clip(globe):
            if dice.random() < 0.6:
                y = -radius
                while y < radius:
                    tall = dice.uniform(0.08, 0.22) * radius
                    shade = mix(paint, dice.choice((paint.dark, paint.light, paint.pale)), dice.uniform(0.25, 0.7))
                    bow = dice.uniform(1, 4)
                    c.fill(blob((-radius * 1.2, y), (0, y + bow), (radius * 1.2, y), (radius * 1.2, y + tall),
                                (0, y + tall + bow), (-radius * 1.2, y + tall)), faded(shade, 0.85))
                    y += tall * dice.uniform(1, 1.6)
                c.fill(ellipse(radius * 0.25, radius * 0.32, radius * 0.2, radius * 0.1),
                       faded(mix(paint.light, "#ff9a6a", 0.3), 0.8))
            else:
                for _ in range(7):
                    x, y, size = (dice.uniform(low, high) * radius for low, high in ((-0.8, 0.8), (-0.8, 0.8), (0.12, 0.4)))
                    points = [(x + size * dice.uniform(0.6, 1.5) * math.cos(k * 0.9),
                               y + size * dice.uniform(0.4, 0.9) * math.sin(k * 0.9)) for k in range(7)]
                    c.fill(blob(*points), faded(mix(paint, dice.choice((paint.dark, paint.light)), 0.5), 0.5))
            c.texture(14, paint.deep, paint.pale, 0.3, 4, 2.6)
    with c.placed(0, -42):
        c.fill(globe, radial(-radius * 0.4, -radius * 0.45, radius * 1.75, (0, "#ffffff66"), (0.32, "#ffffff00"),
                             (0.55, "#08061800"), (0.86, "#080618c0"), "#080618e8"))
    with c.placed(0, -42, 1, tilt):
        if ringed:
            half(True)
            with c.clip(globe), c.layer(0.8, 0.35):
                c.stroke(ellipse(0, -3, 42, 42 * 0.27), "#080618", 2.4)


@subject("moon", "thing", box=(84, 84), habitats="space sky", colours="white yellow orange grey", size=0.4, many=1, mirror=True,
         glows=True, phase="full crescent")
def moon(c, look):
    dice, paint = look.random, look.tone()
    face = mix(paint, "#fff8e0", 0.3)
    with c.placed(0, -42):
        c.glow(0, 0, 66, mix(paint, "#d8e4ff", 0.5), 0.3 if look.traits.get("phase") == "crescent" else 0.55)
        if look.traits.get("phase") == "crescent":
            def shape(k):
                k.arc(0, 0, 40, -math.pi / 2 - 0.1, math.pi / 2 + 0.1)
                k.curve_to(22, 26, 22, -26, 4, -40)
                k.close_path()
        else:
            shape = ellipse(0, 0, 40)
        c.solid(shape, radial(-12, -14, 60, mix(face, "#ffffff", 0.5), face, mix(face, "#5a5060", 0.28)), 7, 0.3, 0.2)
        with c.clip(shape):
            for _ in range(8):
                x, y, size = dice.uniform(-34, 34), dice.uniform(-34, 34), dice.uniform(4, 13)
                c.fill(ellipse(x, y, size * 1.3, size, dice.uniform(0, 3)), faded("#7a7488", 0.2))
            for _ in range(16):
                x, y, size = dice.uniform(-36, 36), dice.uniform(-36, 36), dice.choice((1.4, 2.2, 3.2, 5))
                c.fill(ellipse(x, y, size), faded("#6a6478", 0.34))
                c.fill(ellipse(x + size * 0.22, y + size * 0.22, size * 0.8), faded(mix(face, "#ffffff", 0.4), 0.55))
            c.texture(16, "#4a4458", "#ffffff", 0.22, 4)


@subject("comet", "thing", box=(100, 62), habitats="space", colours="blue white green yellow orange purple pink", size=0.7)
def comet(c, look):
    dice, paint = look.random, look.tone()
    angle = dice.uniform(0.4, 0.62)
    with c.placed(36, -12, 1, angle):
        with c.layer(1.2):
            for spread, length, alpha in ((13, 92, 0.4), (8, 98, 0.5), (4, 80, 0.8)):
                tone = mix(paint, "#ffffff", 0.15 if spread == 13 else 0.45)
                c.fill(poly((2, -6), (2, 6), (-length, spread * 0.9), (-length * 0.8, 0), (-length * 0.94, -spread)),
                       linear(4, 0, -length, 0, faded(tone, alpha), faded(tone, alpha * 0.6), faded(tone, 0)))
        for _ in range(c.marks(60)):
            x = -dice.random() ** 1.4 * 86
            c.fill(ellipse(x, dice.gauss(0, 1) * (2 - x * 0.07), dice.uniform(0.3, 0.9)),
                   faded(mix(paint, "#ffffff", 0.6), dice.uniform(0.3, 0.9)))
        c.glow(0, 0, 32, paint, 0.95)
        c.fill(ellipse(-2, 0, 12, 9.4), radial(2, 0, 12, "#ffffff", faded(paint.light, 0.9), faded(paint, 0)))
        c.solid(blob((7, 0), (4, -5.4), (-2, -5), (-5.4, 0), (-2, 5), (4, 5)), mix(paint.pale, "#ffffff", 0.4), 2)


@subject("galaxy", "thing", box=(100, 76), habitats="space", colours="blue purple pink orange red yellow white green", size=0.8,
         many=1)
def galaxy(c, look):
    dice, paint = look.random, look.tone()
    arms, turns, squash = dice.choice((2, 2, 3, 4)), dice.uniform(1.0, 1.5), dice.uniform(0.5, 0.75)
    with c.placed(0, -38, 1, dice.uniform(-0.5, 0.5)), c.placed():
        c.ctx.scale(1, squash)
        c.glow(0, 0, 52, paint, 0.7)
        with c.layer(2.2):
            for arm in range(arms):
                for k in range(46):
                    t = k / 45
                    angle, reach = arm * 2 * math.pi / arms + t * turns * 2 * math.pi, 5 + 42 * t ** 0.85
                    c.fill(ellipse(reach * math.cos(angle), reach * math.sin(angle), 5.2 - 2.2 * t),
                           faded(mix(paint.light, paint, t), 0.55 * (1 - t * 0.75)))
        for arm in range(arms):
            for _ in range(c.marks(300 / arms + 60)):
                t = dice.random()
                angle = arm * 2 * math.pi / arms + t * turns * 2 * math.pi + dice.gauss(0, 0.14)
                reach = 5 + 42 * t ** 0.85 + dice.gauss(0, 1.6)
                c.fill(ellipse(reach * math.cos(angle), reach * math.sin(angle), dice.uniform(0.2, 0.75)),
                       faded(dice.choice(("#ffffff", paint.pale, paint.light)), dice.uniform(0.5, 1)))
        c.glow(0, 0, 26, mix(paint, "#fff0d0", 0.6), 1)
        c.fill(ellipse(0, 0, 9), radial(0, 0, 9, "#fffdf4", faded(mix(paint, "#fff4dc", 0.7), 0.8), faded(paint, 0)))


@subject("satellite", "thing", box=(104, 58), habitats="space", colours="blue white grey orange yellow red", size=0.66)
def satellite(c, look):
    dice, paint = look.random, look.tone()
    cells, frame = paint, mix(paint, "#ffffff", 0.7) if look.colour != "white" else "#8a94a4"
    hull = dice.choice(("#e4e8ee", "#c8ccd4")) if look.colour not in ("white", "grey") else "#e0a83c"
    with c.placed(0, -28, 1, dice.uniform(-0.4, 0.3)):
        c.fill(rect(-20, -1.2, 40, 2.4), "#9aa0ac")
        for side in (-1, 1):
            left = 17 if side > 0 else -51
            c.solid(rect(left, -12, 34, 24, 0.8), linear(left, -12, left + 34, 12, mix(cells, "#ffffff", 0.35), cells,
                                                         mix(cells, "#0a0620", 0.4)), 1.4)
            for k in range(1, 6):
                c.fill(rect(left + k * 5.67 - 0.3, -12, 0.6, 24), frame)
            for k in range(1, 3):
                c.fill(rect(left, -12 + k * 8 - 0.3, 34, 0.6), frame)
            c.stroke(rect(left, -12, 34, 24, 0.8), frame, 0.9)
            c.fill(poly((left + 6, 12), (left + 12, 12), (left + 24, -12), (left + 18, -12)), "#ffffff38")
        c.solid(rect(-11, -15, 22, 30, 2), linear(-11, 0, 11, 0, mix(hull, "#ffffff", 0.4), hull, mix(hull, "#140c24", 0.4)), 2.4)
        c.fill(rect(-11, -4, 22, 8), linear(-11, 0, 11, 0, "#f6d880", "#c8923a", "#8a5a24"))
        for k in range(3):
            c.fill(rect(-8 + k * 6, -12, 4, 5, 0.6), "#2a3040")
        c.stroke(lambda q: (q.move_to(0, 15), q.line_to(0, 19)), "#9aa0ac", 1.4)
        dish = blob((-13, 18), (0, 22), (13, 18), (8, 26), (0, 28), (-8, 26))
        c.solid(dish, "#eef0f4", 2)
        c.fill(ellipse(0, 18.6, 12.6, 2.6), "#b4bac6")
        c.stroke(lambda q: (q.move_to(-4, 19), q.line_to(0, 30), q.line_to(4, 19)), "#8a909c", 0.7)
        c.fill(ellipse(0, 30, 1.3), "#e8503c")
        c.stroke(lambda q: (q.move_to(6, -15), q.line_to(9, -25)), "#cfd6e2", 0.8)
        c.fill(ellipse(9, -25.6, 1.4), "#ff5a4a")
        c.glow(9, -25.6, 7, "#ff5a4a", 0.8)


@subject("star", "thing", box=(100, 100), habitats="space", colours="yellow white blue red orange", size=0.6, many=3)
def star(c, look):
    dice, paint = look.random, look.tone()
    with c.placed(0, -50, 1, dice.uniform(-0.15, 0.15)):
        c.glow(0, 0, 50, paint, 1)
        c.glow(0, 0, 34, paint.light, 0.8)
        for count, length, width, alpha in ((4, 50, 3, 0.95), (4, 30, 2.2, 0.8), (8, 24, 1.2, 0.5)):
            for k in range(count):
                angle = k * 2 * math.pi / count + (0 if length == 50 else math.pi / count)
                dx, dy = math.cos(angle), math.sin(angle)
                c.fill(poly((-dy * width, dx * width), (length * dx, length * dy), (dy * width, -dx * width)),
                       radial(0, 0, length, faded(mix(paint, "#ffffff", 0.5), alpha), faded(paint, alpha * 0.8), faded(paint, 0)))
        c.fill(ellipse(0, 0, 15), radial(-2, -2, 15, "#ffffff", mix(paint, "#ffffff", 0.45), paint, faded(paint, 0.2)))

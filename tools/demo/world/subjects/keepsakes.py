"""To read, send, fly and win: book, envelope, newspaper, flag, trophy, medal."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical

from . import subject
from .craft import gleam, gold, other, silver


def star(x, y, size, points=5, inner=0.42):
    return poly(*[(x + size * (inner if k % 2 else 1) * math.sin(k * math.pi / points),
                   y - size * (inner if k % 2 else 1) * math.cos(k * math.pi / points)) for k in range(2 * points)])


@subject("book", "thing", box=(92, 76), habitats="table floor land",
         colours="red blue green brown black yellow purple orange pink white", size=0.56, rests=True, poses="closed open")
def book(c, look):
    dice, tone = look.random, look.tone()
    mark = "#f0cc70" if look.colour not in ("yellow", "white") else "#8a5a2c"
    if look.pose == "open":
        c.solid(poly((-47, 0), (-49, -50), (0, -46), (49, -50), (47, 0), (5, 4), (-5, 4)), tone, 2.4, 0.4, 0.3)
        c.ctx.save()
        c.ctx.translate(0, -3)
        c.ctx.scale(0.93, 0.96)
        for side in (-1, 1):
            for k in range(3):
                out = side * (44 - k)
                page = blob((0, -38 - k), (side * 12, -46 - k * 1.2), (side * 30, -47 - k * 1.2), (out, -44 - k * 1.4),
                            (out, -5 - k * 1.4), (side * 30, -8 - k * 1.2), (side * 12, -7 - k), (0, -1 - k * 0.6))
                c.fill(page, linear(0, 0, side * 44, 0, "#c8b898", (0.2, "#fbf4e2"), "#fffaf0", "#e8dcc4"))
                c.stroke(page, "#a8987850", 0.5)
            for row in range(8):
                y = -42 + row * 4.3
                if side > 0 and 1 <= row <= 4:
                    continue
                c.stroke(curve((side * 6, y + 1), (side * 22, y - 3), (side * dice.uniform(34, 40), y - 1.4)), "#5a5060a0", 0.9)
        picture = poly((7, -40), (38, -43), (38, -25), (7, -22))
        c.fill(picture, vertical(-43, -22, "#8fc4e8", "#e8ecc8", "#6aa858"))
        c.fill(ellipse(29, -37, 3), "#ffd860")
        c.fill(poly((8, -24), (17, -36), (26, -25)), "#5a7a9a")
        c.stroke(curve((0, -39), (0.6, -20), (0, -1)), "#8a7a60", 1)
        ribbon = other(look, "red", "blue", "green")
        c.stroke(curve((0, -38), (3, -16), (1, 3)), ribbon, 1.6)
        c.ctx.restore()
        return
    with c.placed(0, 0, 1, dice.uniform(-0.03, 0.03)):
        left, right, top = -25, 25, -dice.uniform(68, 75)
        c.solid(poly((right, top + 2), (right + 8, top + 6), (right + 8, -4), (right, 0)), "#f4e8cc", 1.4, 0.2, 0.1)
        for k in range(7):
            c.stroke(line((right + 1 + k, top + 3 + k * 0.5), (right + 1 + k, -0.6 - k * 0.5)), "#a8987880", 0.5)
        c.solid(poly((right + 7, top + 4), (right + 9.6, top + 5.4), (right + 9.6, -4.6), (right + 7, -3.4)), tone.dark, 0.8)
        front = rect(left - 4, top, right - left + 4, -top, 1.6)
        c.solid(front, linear(left, top, right, 0, tone.light, tone, mix(tone, tone.dark, 0.5)), 3, 0.45, 0.3)
        c.fill(rect(left - 4, top, 8, -top, 1.6), linear(left - 4, 0, left + 4, 0, tone.dark, tone.light, tone.dark))
        for y in (top + 8, top + 12, -14, -10):
            c.stroke(line((left - 4, y), (left + 3.6, y)), mark, 1.2)
        c.stroke(rect(left + 8, top + 5, 38, -top - 10, 1.4), mark, 1)
        middle, y = (left + right) / 2 + 2, top * 0.42
        emblem = dice.choice(("star", "moon", "title", "flower"))
        if emblem == "star":
            c.fill(star(middle, y, 10), mark)
        elif emblem == "moon":
            c.fill(ellipse(middle, y, 10), mark)
            c.fill(ellipse(middle + 4, y - 2, 8.4), tone)
        elif emblem == "flower":
            for k in range(8):
                c.fill(ellipse(middle + 6 * math.cos(k * 0.785), y + 6 * math.sin(k * 0.785), 3.6, 2.2, k * 0.785), mark)
            c.fill(ellipse(middle, y, 2.6), tone.dark)
        else:
            c.fill(rect(middle - 14, y - 6, 28, 16, 1), "#f6ecd4")
            for k in range(3):
                c.stroke(line((middle - 9 + k, y - 1.6 + k * 3.6), (middle + 9 - k, y - 1.6 + k * 3.6)), "#5a4a40", 1)
        for k, half in ((0, 13), (1, 9)):
            c.stroke(line((middle - half, top + 14 + k * 5), (middle + half, top + 14 + k * 5)), mark, 2.4 - k)
        c.stroke(line((middle - 7, -11), (middle + 7, -11)), mark, 1.2)
        gleam(c, front, left + 18, top + 18, 12, 18, 0.25)


@subject("envelope", "thing", box=(96, 66), habitats="table floor", colours="white brown red pink blue yellow green", size=0.56,
         rests=True, seal="none heart")
def envelope(c, look):
    dice, tone = look.random, look.tone()
    with c.placed(0, 0, 1, dice.uniform(-0.05, 0.05)):
        half, tall = 46, 62
        paper = rect(-half, -tall, 2 * half, tall, 2)
        c.solid(paper, mix(tone, tone.light, 0.2), 2.4, 0.3, 0.2)
        for side in (-1, 1):
            c.fill(poly((side * half, -tall + 2), (side * half, -1), (side * 3, -tall * 0.46)), mix(tone, tone.dark, 0.16))
        low = poly((-half + 1, -0.6), (half - 1, -0.6), (5, -tall * 0.5), (-5, -tall * 0.5))
        c.shadow(low, 1.2, 0.3, 0, -0.8)
        c.solid(low, mix(tone, tone.light, 0.3), 1.6, 0.25, 0.15)
        flap = blob((-half + 0.5, -tall + 0.6), (-half + 3, -tall), (0, -tall), (half - 3, -tall), (half - 0.5, -tall + 0.6),
                    (half * 0.5, -tall * 0.66), (5, -tall * 0.4), (0, -tall * 0.38), (-5, -tall * 0.4),
                    (-half * 0.5, -tall * 0.66))
        c.shadow(flap, 1.8, 0.4, 0, 1.6)
        c.solid(flap, mix(tone, tone.light, 0.12), 2, 0.25, 0.25)
        if look.traits.get("seal") == "heart":
            y = -tall * 0.45
            heart = other(look, "red", "red", "pink") if look.colour not in ("red", "pink") else look.tone("white")
            c.solid(lambda k: (k.move_to(0, y + 9), k.curve_to(-17, y - 3, -8, y - 14, 0, y - 5),
                               k.curve_to(8, y - 14, 17, y - 3, 0, y + 9)), heart, 2.4, 0.45, 0.5)
        else:
            y, wax = -tall * 0.42, other(look, "red", "brown", "blue")
            c.solid(blob(*[(7.4 * r * math.cos(k * 0.698), y + 7.4 * r * math.sin(k * 0.698)) for k,
                           r in enumerate([dice.uniform(0.9, 1.15) for _ in range(9)])]), wax, 2.4, 0.5, 0.5)
            c.stroke(ellipse(0, y, 4.6), wax.dark, 0.9)
            c.fill(star(0, y, 3.4), wax.dark)
        c.stroke(paper, faded(tone.deep, 0.3), 0.7)


@subject("newspaper", "thing", box=(84, 100), habitats="table floor", size=0.55, rests=True, mirror=False)
def newspaper(c, look):
    dice, ink = look.random, "#34303a"
    with c.placed(0, 0, 1, dice.uniform(-0.06, 0.06)):
        for k in range(2):
            c.fill(poly((-39 + k * 2, -96 + k), (40 + k, -97 + k), (41, -1 + k), (-40 + k, 0)), ("#c8c0b0", "#ddd6c6")[k])
        sheet = poly((-40, -97), (37, -99), (39, -2), (-41, 0))
        c.solid(sheet, linear(-40, -98, 40, 0, "#fbf8ee", "#f0eadc", "#e0d8c6"), 2.4, 0.25, 0.1)
        with c.clip(sheet):
            c.texture(3, "#6a6050", "#ffffff", 0.1, 2)
        x = -33
        while x < 28:
            width = dice.uniform(3, 6)
            c.fill(rect(x, -93, width, 9 if dice.random() < 0.8 else 0.1), ink)
            c.fill(rect(x + width * 0.35, -90.6, width * 0.3, dice.choice((3, 6))), "#f4eee0")
            x += width + (1.2 if dice.random() < 0.75 else 4)
        for y in (-81.4, -76.6):
            c.stroke(line((-35, y), (33, y)), ink, 0.8)
        for k in range(3):
            c.stroke(line((-33 + k * 24, -79), (-18 + k * 24, -79)), "#7a7280", 0.9)
        for y, length in ((-71, 62), (-65, 46)):
            c.stroke(line((-33, y), (-33 + length, y)), ink, 3.6)
        photo = rect(-34, -59, 40, 29)
        c.fill(photo, vertical(-59, -30, "#aab4bc", "#e4e4de"))
        with c.clip(photo):
            shape = dice.choice(("hills", "face", "boat"))
            if shape == "hills":
                c.fill(poly((-38, -28), (-24, -50), (-12, -36), (-4, -45), (10, -28)), "#5a626a")
                c.fill(ellipse(-2, -53, 3.4), "#fbfaf2")
            elif shape == "face":
                c.fill(ellipse(-14, -46, 6.4, 8), "#6a6a70")
                c.fill(blob((-28, -26), (-24, -36), (-14, -39), (-4, -36), (0, -26)), "#4a4a52")
            else:
                c.fill(rect(-36, -36, 46, 8), "#7a848c")
                c.fill(poly((-24, -38), (-2, -38), (-7, -32), (-20, -32)), "#3a3a42")
                c.fill(poly((-14, -39), (-14, -55), (-3, -40)), "#f4f2ea")
        c.stroke(photo, ink, 0.7)
        for column, (left, right, top) in enumerate(((-34, -14, -26), (-10, 10, -26), (11, 34, -59))):
            y = top
            while y < -4:
                c.stroke(line((left, y), (right - (dice.uniform(2, 9) if dice.random() < 0.25 else 0) - 1, y)), "#6a6470c0", 1)
                y += 2.9
        c.stroke(line((-41, -49), (39, -50)), "#8a806c50", 1)


@subject("flag", "thing", box=(90, 100), habitats="land snow floor",
         colours="red blue green yellow white orange purple black pink", size=0.62, pattern="none striped star")
def flag(c, look):
    dice, tone = look.random, look.tone()
    pole, lean = dice.choice(("#8a6a48", "#c8ccd4", "#f4f2ee")), dice.uniform(2, 6)
    second = look.tone("white") if look.colour != "white" else other(look, "red", "blue")
    c.solid(blob((-46, 0), (-44, -4), (-37, -6), (-30, -4), (-28, 0)), "#6a6058", 2)
    left, top, tall = -35, -92, dice.uniform(42, 48)

    def wave(t):
        return lean * math.sin(t * 6.2 + 0.4) * (0.25 + 0.75 * t)
    steps = [k / 12 for k in range(13)]
    upper = [(left + 80 * t, top + wave(t)) for t in steps]
    lower = [(left + 80 * t, top + tall + wave(t) + 2 * t) for t in steps]
    sheet = poly(*upper, *reversed(lower))
    c.solid(sheet, tone, 4, 0.3, 0.25)
    with c.clip(sheet):
        if look.traits.get("pattern") == "striped":
            for k in (1, 3):
                c.stroke(line(*[(x, y + tall * (k + 0.5) / 5) for x, y in upper]), second, tall / 5, square=True)
        elif look.traits.get("pattern") == "star":
            c.solid(star(left + 37, top + tall / 2 + wave(0.46), tall * 0.36), second, 2, 0.2, 0.1)
        for k in range(1, 4):
            x = left + 80 * (k / 4 + 0.03)
            c.fill(rect(x - 10, top - 12, 20, tall + 26), linear(x - 10, 0, x + 10, 0, "#00000000", (0.42, faded(tone.deep, 0.4)),
                                                                 (0.6, faded(tone.pale, 0.45)), "#ffffff00"))
    c.stroke(sheet, faded(tone.deep, 0.3), 0.6)
    c.solid(rect(-37.6, -97, 3.6, 96, 1.6), linear(-38, 0, -34, 0, mix(pole, "#ffffff", 0.5), pole, mix(pole, "#201018", 0.5)), 1,
            0.2, 0.2)
    c.solid(ellipse(-35.8, -97.4, 3.2), gold(-39, -100, -33, -94), 1.4)
    for y in (top + 4, top + tall - 4):
        c.stroke(line((-38, y), (-33, y)), "#e8e0d0", 1.2)


@subject("trophy", "thing", box=(82, 100), habitats="table floor land", size=0.55, rests=True, metal="golden silver")
def trophy(c, look):
    dice, silvery = look.random, look.traits.get("metal") == "silver"
    bright, base, dark = ("#ffffff", "#b8c0cc", "#5a626e") if silvery else ("#fff3c0", "#ecb83c", "#8a5814")
    metal, high = silver if silvery else gold, dice.uniform(0, 3)
    block = look.tone(dice.choice(("black", "brown", "brown", "green", "blue")))
    c.solid(rect(-23, -14, 46, 14, 2), block, 3, 0.45, 0.4)
    c.solid(rect(-18, -18, 36, 5, 1.4), block.dark, 1.6)
    c.solid(rect(-12, -10.4, 24, 7, 1), metal(-12, -10, 12, -3), 1)
    for k in range(2):
        c.stroke(line((-8 + k * 2, -8.4 + k * 2.6), (8 - k * 2, -8.4 + k * 2.6)), dark, 0.7)
    for side in (-1, 1):
        ear = [(side * 25, -86), (side * 38, -88), (side * 38, -68), (side * 28, -56), (side * 17, -52)]
        c.stroke(curve(*ear), dark, 6)
        c.stroke(curve(*[(x, y - 0.6) for x, y in ear]), linear(side * 18, -88, side * 40, -52, bright, base, bright, base), 4.2)
    c.solid(blob((-14, -18), (-9, -23), (-4, -28), (-3, -38), (3, -38), (4, -28), (9, -23), (14, -18)),
            linear(-12, 0, 12, 0, base, bright, base, dark), 2.6, 0.35, 0.3)
    c.solid(ellipse(0, -34, 6.4, 3), linear(-6, 0, 6, 0, base, bright, dark), 1.4)
    cup = blob((-28, -94 - high), (-28, -84), (-26, -66), (-17, -48), (-6, -39), (6, -39), (17, -48), (26, -66), (28, -84),
               (28, -94 - high), (0, -92 - high))
    c.solid(cup, linear(-28, 0, 28, 0, base, (0.24, bright), (0.45, base), (0.62, mix(base, dark, 0.35)), (0.8, bright),
                        mix(base, dark, 0.6)), 6, 0.4, 0.3)
    c.fill(ellipse(0, -94 - high, 28.6, 5.4), linear(-28, 0, 28, 0, dark, base, bright))
    c.fill(ellipse(0, -93.4 - high, 25.6, 4), mix(dark, "#2a1408", 0.4))
    if dice.random() < 0.6:
        c.fill(star(0.6, -68.4, 12), faded(dark, 0.6))
        c.fill(star(0, -69.4, 12), linear(-10, -80, 10, -58, bright, mix(base, bright, 0.5)))
    else:
        c.stroke(ellipse(0, -70, 11), dark, 1.4)
        c.fill(limb([(-1, -63), (-1, -77), (-4, -74)], [3.4, 3.4, 2]), dark)
    c.glow(-14, -80, 18, "#fffbe8", 0.7)


@subject("medal", "thing", box=(56, 100), habitats="table floor", colours="red blue green purple", size=0.6, rests=True,
         metal="golden silver bronze")
def medal(c, look):
    dice, tone, kind = look.random, look.tone(), look.traits.get("metal", "golden")
    bright, base, dark = {"golden": ("#fff3c0", "#ecb83c", "#8a5814"), "silver": ("#ffffff", "#b8c0cc", "#5a626e"),
                          "bronze": ("#f8d0a4", "#b87440", "#5e3014")}[kind]
    stripe = other(look, "white", "yellow")
    for side in (1, -1):
        band = poly((side * 26, -99), (side * 12, -99), (-side * 5, -54), (side * 7, -50))
        c.solid(band, mix(tone, tone.dark, 0.25 if side > 0 else 0), 2.4, 0.4, 0.25)
        with c.clip(band):
            c.stroke(line((side * 19, -99), (side * 1, -52)), stripe, 4)
    c.stroke(ellipse(0, -50, 4.4), linear(-4, -54, 4, -46, bright, base, dark), 2.4)
    y, r = -24, 23.4
    edge = [(r * (1 if k % 2 else 0.94) * math.cos(k * math.pi / 24),
             y + r * (1 if k % 2 else 0.94) * math.sin(k * math.pi / 24)) for k in range(48)]
    c.shadow(ellipse(0, y, r), 1.6, 0.4, 0.6, 1)
    c.solid(poly(*edge), linear(-r, y - r, r, y + r, bright, base, (0.6, mix(base, dark, 0.4)), bright, dark), 3, 0.4, 0.3)
    c.stroke(ellipse(0, y, r - 4), dark, 1.3)
    c.fill(ellipse(0, y, r - 4.6), radial(-6, y - 7, r * 1.3, bright, base, mix(base, dark, 0.5)))
    place = {"golden": 1, "silver": 2, "bronze": 3}[kind]
    if dice.random() < 0.5:
        c.fill(star(0.6, y + 0.8, 13), faded(dark, 0.7))
        c.fill(star(0, y, 13), linear(-10, y - 12, 10, y + 12, bright, mix(base, bright, 0.6)))
    else:
        for k in range(place):
            c.fill(rect((k - (place - 1) / 2) * 6.4 - 2, y - 10, 4, 20, 0.8), dark)
            c.fill(rect((k - (place - 1) / 2) * 6.4 - 2.6, y - 10.6, 4, 20, 0.8), bright)
    c.glow(-8, y - 9, 12, "#fffdf0", 0.7)

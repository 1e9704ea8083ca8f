"""What is worn on the head: woolen hat, straw hat, top hat, cap, crown."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, rect

from . import subject
from .craft import against, gleam, gold, knit, other, seam, silver


@subject("woolen hat", "clothing", box=(82, 100), habitats="table snow floor land",
         colours="red blue green yellow white grey pink purple orange black brown",
         size=0.56, rests=True, pattern="none striped patterned")
def woolen_hat(c, look):
    dice, tone = look.random, look.tone()
    strong = {"red": "blue", "yellow": "blue", "pink": "red", "blue": "red", "white": "red", "grey": "red", "black": "red",
              "green": "red"}
    second = other(look, "white", "white", "yellow", strong.get(look.colour, "white"))
    pattern, half = look.traits.get("pattern"), dice.uniform(35, 38)
    top, cuff = -dice.uniform(70, 76), -dice.uniform(17, 22)
    bob = dice.choice((tone, second, mix(second, "#fff8ec", 0.5)))
    x, y, r = 0, top - 8, dice.uniform(13, 16)

    def rows(row):
        if pattern == "striped":
            return second if row % 6 in (3, 4) else tone
        return second if pattern and row in (4, 5, 12, 13) else tone

    crown = blob((-half, cuff + 6), (-half + 1, -40), (-half * 0.7, top + 12), (-half * 0.25, top), (half * 0.25, top),
                 (half * 0.7, top + 12), (half - 1, -40), (half, cuff + 6), (0, cuff + 12))
    c.fill(crown, tone.dark)
    knit(c, crown, (-half - 2, top, 2 * half + 4, 62), rows, 4.6, 4)
    if pattern == "patterned":
        with c.clip(crown):
            for k in range(-5, 6):
                spread = half * math.sin(k / 5 * 1.45)
                width = 3.4 * math.cos(k / 5 * 1.3) + 0.7
                middle = top + 31 + 3.4 * (1 - (spread / half) ** 2)
                c.fill(poly((spread - width, middle), (spread, middle - 6), (spread + width, middle), (spread, middle + 6)),
                       second)
                c.fill(poly((spread - width * 0.4, middle), (spread, middle - 2.4), (spread + width * 0.4, middle),
                            (spread, middle + 2.4)), tone)
    c.solid(crown, "#00000000", 13, 0.55, 0.3)
    band = blob((-half - 2, cuff), (-half * 0.5, cuff + 4), (0, cuff + 5), (half * 0.5, cuff + 4), (half + 2, cuff),
                (half + 3, -10), (half, -3), (half * 0.5, 0), (0, 1),
                (-half * 0.5, 0), (-half, -3), (-half - 3, -10))
    c.shadow(band, 2, 0.45, 0, -1.4)
    c.fill(band, tone.deep)
    with c.clip(band):
        for k in range(-9, 10):
            at, width = (half + 2) * math.sin(k / 9 * 1.5), 5.2 * max(0.3, math.cos(k / 9 * 1.4))
            c.stroke(line((at, cuff - 2), (at, 3)), linear(at - width / 2, 0, at + width / 2, 0, tone.light, tone, tone.dark),
                     width, square=True)
            if c.scale > 0.4:
                for step in range(7):
                    c.stroke(curve((at - width * 0.4, cuff + step * 3.8), (at, cuff + 1.4 + step * 3.8),
                                   (at + width * 0.4, cuff + step * 3.8)), faded(tone.deep, 0.4), 0.6)
    c.solid(band, "#00000000", 7, 0.5, 0.3)
    c.solid(ellipse(x, y, r), bob, 5, 0.5, 0.25)
    for _ in range(c.marks(260)):
        angle, reach = dice.uniform(0, 6.283), r * math.sqrt(dice.random())
        lit = 0.5 - 0.5 * reach / r * math.cos(angle - 0.8)
        px, py = x + reach * math.cos(angle), y + reach * math.sin(angle)
        c.stroke(line((px, py), (px + 3.6 * math.cos(angle) + dice.uniform(-1, 1),
                                 py + 3.6 * math.sin(angle) + dice.uniform(-1, 1))),
                 faded(mix(mix(bob, "#1a1018", 0.35), mix(bob, "#fffaf0", 0.6), lit), 0.75), 0.6)


@subject("straw hat", "clothing", box=(100, 46), habitats="table land floor", size=0.66, rests=True,
         band="red blue black green pink")
def straw_hat(c, look):
    dice = look.random
    straw = mix(dice.choice(("#e4c070", "#d8b060", "#ecd08c")), "#ffffff", dice.uniform(0, 0.12))
    deep, pale, ribbon = mix(straw, "#4a2c0c", 0.5), mix(straw, "#fffbe8", 0.6), look.tone(look.traits.get("band", "red"))
    half, top = dice.uniform(22, 26), -dice.uniform(38, 44)
    brim = blob((-50, -7), (-30, -12), (0, -14), (30, -12), (50, -7), (36, -1), (0, 2), (-36, -1))
    c.solid(brim, linear(-50, 0, 50, 0, pale, straw, mix(straw, deep, 0.4)), 3, 0.35, 0.3)
    with c.clip(brim):
        for k in range(5):
            c.stroke(ellipse(0, -6, 49 - k * 5, 8 - k * 0.9), faded(deep, 0.5), 0.6)
        for k in range(c.marks(90)):
            angle = dice.uniform(0, 6.283)
            near, far = (math.cos(angle), math.sin(angle)), (math.cos(angle + 0.06), math.sin(angle + 0.06))
            c.stroke(line((26 * near[0], -6 + 4 * near[1]), (49 * far[0], -6 + 8 * far[1])),
                     faded(dice.choice((deep, pale)), 0.4), 0.5)
    with c.clip(brim), c.layer(1.5, 0.5):
        c.fill(ellipse(4, -6, half + 6, 5), "#3a2008")
    crown = blob((-half, -7), (-half + 1, -22), (-half + 4, top + 5), (-8, top), (0, top + 2), (8, top), (half - 4, top + 5),
                 (half - 1, -22), (half, -7), (0, -3.5))
    c.solid(crown, linear(-half, 0, half, 0, pale, straw, mix(straw, deep, 0.4)), 7, 0.45, 0.3)
    with c.clip(crown):
        for row in range(11):
            y = top - 2 + row * 3.8
            c.stroke(curve((-half - 2, y), (0, y + 4), (half + 2, y)), faded(deep, 0.45), 0.6)
            for k in range(-8, 9):
                c.stroke(line((k * 3.2, y + 1.4), (k * 3.2 + 2.4, y + 4.6)), faded(pale, 0.5), 0.6)
        tape = blob((-half - 3, -19), (0, -15), (half + 3, -19), (half + 3, -8), (0, -3), (-half - 3, -8))
        c.fill(tape, linear(-half, 0, half, 0, ribbon, (0.3, ribbon.light), ribbon, ribbon.dark))
        c.stroke(curve((-half, -17.5), (0, -13.6), (half, -17.5)), faded(ribbon.pale, 0.7), 0.6)
    if dice.random() < 0.6:
        for turn in (-0.5, 0.4):
            c.solid(limb([(half - 6, -11), (half + 5, -11 + turn * 22), (half + 12, -5 + turn * 16)], [4, 6, 5]), ribbon, 1.6)
        c.solid(ellipse(half - 6, -11, 4, 4.6), ribbon, 1.8)
    else:
        for k in range(7):
            c.fill(ellipse(-half + 8 + 4.6 * math.cos(k * 0.9), -12 + 4.6 * math.sin(k * 0.9), 2.6), "#fffaf4")
        c.fill(ellipse(-half + 8, -12, 2.6), "#f0b82c")


@subject("top hat", "clothing", box=(92, 84), habitats="table floor land snow", colours="black grey red purple blue green",
         size=0.5, rests=True)
def top_hat(c, look):
    dice, tone = look.random, look.tone()
    ribbon = other(look, *(("red", "white", "purple", "grey") if look.colour == "black" else ("black", "black", "white")))
    low, wide, top = dice.uniform(26, 28), dice.uniform(28, 33), -dice.uniform(74, 80)
    brim = blob((-46, -11), (-30, -9), (0, -10), (30, -9), (46, -11), (38, -2), (0, 2), (-38, -2))
    c.solid(brim, linear(-46, 0, 46, 0, tone.light, tone, tone.dark), 3, 0.5, 0.5)
    c.stroke(curve((-46, -10), (-30, -4), (0, -0.4), (30, -4), (46, -10)), faded(tone.pale, 0.5), 0.8)
    pipe = blob((-low, -8), (-low - 0.5, -30), (-wide, top + 2), (-wide * 0.7, top - 2), (0, top - 4), (wide * 0.7, top - 2),
                (wide, top + 2), (low + 0.5, -30), (low, -8), (0, -4))
    c.solid(pipe, linear(-wide, 0, wide, 0, tone, (0.24, mix(tone, tone.light, 0.7)), (0.5, tone), (0.85, tone.dark), tone), 7,
            0.5, 0.4)
    with c.clip(pipe):
        c.fill(ellipse(0, top + 1, wide - 0.6, 4.6), linear(-wide, 0, wide, 0, mix(tone, tone.pale, 0.4), tone))
        band = blob((-wide - 3, -24), (0, -20), (wide + 3, -24), (wide + 3, -8), (0, -4), (-wide - 3, -8))
        c.fill(band, linear(-low, 0, low, 0, ribbon, (0.28, ribbon.light), ribbon, ribbon.dark))
    gleam(c, pipe, -wide * 0.5, top * 0.6, 7, 26, 0.35 if look.colour == "black" else 0.25)
    if dice.random() < 0.6:
        for side in (-1, 1):
            c.solid(poly((15, -14), (15 + side * 9, -19), (15 + side * 9, -9)), ribbon, 1.8)
        c.solid(rect(12.6, -17, 4.8, 6, 1.5), ribbon, 1.4)
    else:
        c.fill(blob((16, -12), (20, -28), (30, -42), (26, -24)), linear(16, 0, 30, 0, "#3a8a8a", "#e8b048"))


@subject("cap", "clothing", box=(100, 58), habitats="table floor land",
         colours="red blue black white green yellow grey pink orange purple brown", size=0.58, rests=True,
         emblem="none star stripe")
def cap(c, look):
    dice, tone = look.random, look.tone()
    accent = other(look, "white", "red", "yellow", "blue")
    peak_tone = dice.choice((tone, tone, accent))
    emblem, top = look.traits.get("emblem"), -dice.uniform(52, 57)
    peak = blob((14, -15), (30, -17), (46, -12), (55, -4), (53, -0.5), (40, -3), (24, -4), (10, -5))
    c.solid(peak, peak_tone, 3.4, 0.5, 0.4)
    seam(c, [(18, -12), (34, -13), (48, -7)], faded(against(peak_tone), 0.7), 0.5)
    dome = blob((-42, -3), (-44, -18), (-36, top + 14), (-18, top + 3), (0, top), (16, top + 6), (27, -30), (29, -16), (22, -6),
                (0, -2), (-24, -0.5))
    c.solid(dome, linear(-40, top, 20, 0, tone.light, tone, mix(tone, tone.dark, 0.6)), 9, 0.5, 0.35)
    with c.clip(dome):
        if emblem == "stripe":
            c.stroke(curve((-48, -12), (0, -13), (32, -19)), accent, 7)
        for points in ([(-6, top), (-20, -34), (-26, 0)], [(-6, top), (6, -34), (10, 0)]):
            c.stroke(curve(*points), faded(tone.deep, 0.5), 0.9)
            seam(c, [(x + 1.8, y) for x, y in points], faded(against(tone), 0.6), 0.5)
        c.stroke(curve((-44, -5), (-10, -3), (24, -8)), faded(tone.deep, 0.35), 3)
    c.solid(ellipse(-5, top - 0.5, 3.6, 2.2), tone.dark, 1.4)
    for x, y in ((-13, top + 15), (-27, top + 22)):
        c.fill(ellipse(x, y, 1.5), tone.deep)
    if emblem == "star":
        c.solid(ellipse(17, -31, 7.6, 8.6), against(tone, 0.8), 2)
        c.fill(poly(*[(17 + r * math.sin(k * math.pi / 5), -31 - r * math.cos(k * math.pi / 5)) for k,
                      r in zip(range(10), (6.4, 2.7) * 5)]), accent if look.colour != "white" else look.tone("red"))
    gleam(c, dome, -20, top + 14, 14, 11, 0.3)


@subject("crown", "clothing", box=(96, 78), habitats="table floor land", size=0.5, rests=True, metal="golden silver")
def crown(c, look):
    dice, silvery = look.random, look.traits.get("metal") == "silver"
    metal = silver if silvery else gold
    base, dark = ("#c8ccd4", "#5a6070") if silvery else ("#f2c02c", "#8a5a10")
    points, half, flare = dice.choice((5, 5, 7)), 34, dice.uniform(8, 12)
    low, high = -20, -dice.uniform(58, 66)
    c.fill(ellipse(0, -16, half, 8), mix(dark, "#2a1008", 0.4))
    velvet = blob((-half + 2, -18), (-26, -44), (0, -52), (26, -44), (half - 2, -18), (0, -12))
    c.solid(velvet, look.tone(dice.choice(("red", "purple", "blue"))).dark, 8)
    tips, outline = [], [(-half, -8)]
    for k in range(points):
        t = k / (points - 1) * 2 - 1
        x, y = t * (half + flare), high * (1 - 0.22 * t * t)
        tips.append((x, y))
        outline.append((x, y))
        if k < points - 1:
            outline.append(((t + 1 / (points - 1)) * (half + flare * 0.4), low - 12))
    rim = [(half, -8), (half * 0.6, -2), (0, 0), (-half * 0.6, -2)]
    body = poly(*outline, *rim)
    c.solid(body, linear(-40, 0, 40, 0, mix(base, "#fff8d8", 0.5), base, (0.35, mix(base, "#fff8d8", 0.65)), (0.6, base),
                         mix(base, dark, 0.7)), 4, 0.4, 0.4)
    with c.clip(body):
        for y in (-22, -7):
            band = [(-half - 3, y - 6), (-half * 0.5, y), (0, y + 2), (half * 0.5, y), (half + 3, y - 6)]
            c.stroke(curve(*band), dark, 3.4)
            c.stroke(curve(*[(x, py - 0.7) for x, py in band]), mix(base, "#fff8d8", 0.5), 2)
        for _ in range(c.marks(40)):
            c.fill(ellipse(dice.uniform(-38, 38), dice.uniform(-56, -26), 0.6), faded(dark, 0.6))
    names = dice.sample(("red", "blue", "green", "purple", "pink"), 2)
    for k in range(-2, 3):
        x, y = k * 14.5, -13.4 - abs(k) ** 1.7 * 1.1
        gem, width = look.tone(names[k % 2]), 4.6 - abs(k) * 0.7
        c.solid(ellipse(x, y, width, 4.6), gem, 1.8, 0.5, 0.6)
        c.fill(ellipse(x - 1.3, y - 1.6, 1.1), "#ffffffd0")
    for x, y in tips:
        c.solid(ellipse(x, y - 3, 4.2), metal(x - 4, y - 7, x + 4, y + 1) if dice.random() < 0.6 else look.tone(names[0]), 1.8,
                0.5, 0.5)
        c.fill(ellipse(x - 1.2, y - 4.4, 1.1), "#ffffffc0")
    c.glow(-16, -34, 22, "#fff4c8", 0.5)

"""What belongs to the house itself: door, window, fireplace, rug."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, linear, mix, poly, rect, vertical
from drawing.elements import leaves

from . import subject
from .craft import against, gold, grain, other, seam, silver
from .household import thing

WOODS = "#a8743c", "#7a4c28", "#c89858", "#8c5a34"


@subject("door", "furniture", box=(62, 100), habitats="floor",
         colours="red blue green brown white yellow black grey purple orange pink", size=0.7, many=2)
def door(c, look):
    dice, tone = look.random, look.tone()
    frame = other(look, "white", "grey") if look.colour != "white" else look.tone("brown")
    style, metal = dice.choice(("panels", "glass", "planks")), dice.choice((gold, silver))
    c.solid(rect(-30, -100, 60, 97, 1.4), frame, 3, 0.4, 0.3)
    c.solid(rect(-31, -4, 62, 4, 1), mix(frame, "#504848", 0.4), 1.4)
    c.fill(rect(-25, -95, 50, 91), tone.deep)
    leaf = rect(-24, -94, 48, 90, 0.8)
    c.solid(leaf, linear(-24, -94, 24, -4, tone.light, tone, mix(tone, tone.dark, 0.4)), 3, 0.3, 0.25)
    grain(c, leaf, (-24, -94, 48, 90), tone, 14, True)
    panels = [(-19, -40, 16, 30), (3, -40, 16, 30)]
    if style == "panels":
        panels += [(-19, -88, 16, 38), (3, -88, 16, 38)]
    if style == "planks":
        panels = []
        for x in (-14.4, -4.8, 4.8, 14.4):
            c.stroke(line((x, -94), (x, -4)), faded(tone.deep, 0.6), 1)
        for y in (-82, -18):
            c.solid(rect(-24, y, 34, 4, 1.6), "#34323a", 1.4)
            for x in (-20, -8, 4):
                c.fill(ellipse(x, y + 2, 0.9), "#a8a8b0")
    for x, y, width, height in panels:
        c.fill(rect(x - 1, y - 1, width + 2, height + 2, 1), faded(tone.deep, 0.55))
        c.solid(rect(x, y, width, height, 1), mix(tone, tone.light, 0.2), 2, 0.35, 0.4)
    if style == "glass":
        arch = blob((-17, -48), (-17, -72), (-11, -85), (0, -89), (11, -85), (17, -72), (17, -48), (0, -47))
        c.fill(arch, linear(-17, -90, 17, -48, "#dff2fa", "#8fb8d0", "#ffe6b0"))
        c.stroke(arch, tone.dark, 2.2)
        c.stroke(line((0, -88), (0, -48)), tone.dark, 1.6)
        c.stroke(line((-17, -66), (17, -66)), tone.dark, 1.6)
    elif dice.random() < 0.4 and style == "panels":
        leaves(c, [(0, -68, 9, 9)], ("#1f5a2c", "#3f8a44", "#6fae5c"), 2.6, 60)
        c.fill(ellipse(0, -68, 5), tone)
        c.fill(poly((-3, -60), (3, -60), (5, -53), (0, -57), (-5, -53)), other(look, "red", "yellow"))
    c.solid(rect(16, -53, 5, 11, 1.6), metal(16, -53, 21, -42), 1)
    c.solid(ellipse(18.5, -49, 3), metal(15, -52, 22, -46), 1.4, 0.5, 0.5)
    for y in (-84, -14):
        c.fill(rect(-26, y, 3, 8, 0.6), metal(-26, y, -23, y + 8))


@subject("window", "furniture", box=(84, 100), habitats="floor", colours="white brown blue green red yellow black",
         size=0.65, many=2, curtains="none curtains")
def window(c, look):
    dice, tone = look.random, look.tone()
    view = dice.choice((("#5fa8e0", "#cfeaf6", "#6fae5c"), ("#4a3a78", "#f0906a", "#3a4a58"), ("#14204a", "#3a5080", "#1c2c38"),
                        ("#a8b8c4", "#dfe6ea", "#7a9478")))
    with c.layer(3, 0.35):
        c.fill(rect(-36, -98, 76, 96), "#241a2c")
    c.solid(rect(-37, -99, 74, 92, 2), tone, 3, 0.45, 0.35)
    pane = rect(-31, -93, 62, 80)
    c.fill(pane, vertical(-93, -13, view[0], view[1]))
    with c.clip(pane):
        for x, y, r in ((-14, -72, 8), (-5, -75, 10), (5, -71, 8), (20, -56, 6), (27, -58, 7)):
            c.fill(ellipse(x, y, r, r * 0.55), "#ffffffa0" if view[0] != "#14204a" else "#ffffff18")
        c.fill(ellipse(16, -80, 5), "#fff0b8" if view[0] != "#a8b8c4" else "#ffffff60")
        c.fill(blob((-60, -8), (-40, -34), (-10, -26), (20, -38), (50, -24), (60, -4)), mix(view[2], view[1], 0.4))
        c.fill(blob((-60, 0), (-40, -20), (0, -24), (30, -18), (60, -6)), view[2])
        c.fill(poly((-34, -40), (4, -96), (14, -96), (-34, -24)), "#ffffff38")
        c.fill(rect(-31, -93, 62, 3), "#00000048")
        c.fill(rect(-31, -93, 3, 80), "#00000038")
    for frame in (rect(-1.8, -93, 3.6, 80), rect(-31, -56, 62, 3.4)):
        c.solid(frame, tone, 1.2, 0.45, 0.4)
    c.stroke(rect(-31, -93, 62, 80), faded(tone.deep, 0.5), 0.8)
    if look.traits.get("curtains"):
        drape = look.tone() if dice.random() < 0.5 else look.tone("white")
        for side in (-1, 1):
            half = blob((side * 42, -98), (side * 6, -98), (side * 10, -80), (side * 22, -52), (side * 29, -42), (side * 26, -24),
                        (side * 25, -6), (side * 41, -5))
            c.solid(half, drape, 4, 0.5, 0.25)
            with c.clip(half):
                for k in range(6):
                    c.stroke(curve((side * (10 + k * 6), -100), (side * (20 + k * 4.4), -66), (side * (30 + k * 1.6), -42),
                                   (side * (27 + k * 2.8), -4)), faded(drape.deep if k % 2 else drape.pale, 0.35), 1.8)
            c.solid(rect(side * 34 - 8, -45, 16, 4.4, 2), against(drape, 0.5), 1.4)
        c.solid(rect(-46, -101, 92, 3.4, 1.7), "#7a4c28", 1.2)
        for side in (-1, 1):
            c.solid(ellipse(side * 46, -99.3, 3.2), gold(side * 46 - 3, -102, side * 46 + 3, -96), 1.2)
    c.solid(rect(-42, -9, 84, 6, 1.4), mix(tone, "#ffffff", 0.2), 2)
    c.solid(rect(-39, -4, 78, 4, 1), tone.dark, 1.2)
    if dice.random() < 0.6:
        x = dice.choice((-18, 16))
        c.solid(poly((x - 7, -20), (x + 7, -20), (x + 5, -8), (x - 5, -8)), "#c8683c", 2.4)
        leaves(c, [(x, -25, 10, 7)], ("#2f6a34", "#4f8f44", "#7fb85c"), 3, 24)
        for k in range(5):
            c.fill(ellipse(x - 8 + k * 4, -27 - k % 2 * 4, 2.4), look.tone(("red", "pink", "yellow")[k % 3]))


@subject("fireplace", "furniture", box=(96, 92), habitats="floor", size=0.72, many=1, made="stone brick")
def fireplace(c, look):
    dice, brick = look.random, look.traits.get("made") != "stone"
    base = dice.choice(("#a8553c", "#9a4a38", "#b4634a") if brick else ("#a8a49c", "#989aa0", "#b4aa98"))
    wall = rect(-42, -80, 84, 78, 1)
    c.fill(wall, mix(base, "#e8d8c8" if brick else "#38343c", 0.5))
    with c.clip(wall):
        for row in range(10):
            for k in range(-5, 6):
                x, y = k * 11 + row % 2 * 5.5 - 5, -79 + row * 8
                tone = mix(base, dice.choice(("#30180f", "#ffe0c0")), dice.uniform(0, 0.28))
                c.fill(rect(x, y, 10, 7, 1 if brick else 2.6), vertical(y, y + 7, mix(tone, "#fff0dc", 0.2), tone,
                                                                        mix(tone, "#1c0c10", 0.3)))
    c.solid(wall, "#00000000", 8, 0.4, 0.2)
    mouth = blob((-25, -4), (-26, -34), (-22, -46), (-10, -54), (0, -56), (10, -54), (22, -46), (26, -34), (25, -4), (0, -3))
    c.stroke(mouth, mix(base, "#fff0dc", 0.3), 5)
    c.fill(mouth, vertical(-56, -4, "#160c10", "#3a160c", "#6a280c"))
    with c.clip(mouth):
        c.glow(0, -14, 42, "#ff8a2c", 0.9)
        for x, turn in ((-7, -0.14), (8, 0.16), (0, 0.02)):
            with c.placed(x, -7, 1, turn):
                c.solid(rect(-15, -4, 30, 7, 3), "#5a3420", 2)
                c.fill(ellipse(14, -0.6, 2.4, 3.4), "#c89058")
        for x, size in ((-12, 20), (11, 22), (-4, 30), (5, 26), (0, 20)):
            tall, lean = size * dice.uniform(0.9, 1.2), dice.uniform(-3, 3)
            for share, tone in ((1, "#f0501c"), (0.76, "#f98a24"), (0.5, "#fdd048"), (0.26, "#fff6c8")):
                w = size * 0.3 * share
                c.fill(blob((x - w, -9), (x - w * 0.8, -9 - tall * 0.3 * share), (x + lean * share, -9 - tall * share),
                            (x + w * 0.8, -9 - tall * 0.36 * share), (x + w, -9), (x, -6)), faded(tone, 0.9))
        for _ in range(9):
            c.fill(ellipse(dice.uniform(-18, 18), dice.uniform(-50, -26), 0.6), "#ffd070")
    c.glow(0, -20, 46, "#ff9a3c", 0.5)
    c.solid(rect(-48, -4, 96, 5, 1), mix(base, "#302830", 0.45), 1.8)
    wood = dice.choice(WOODS)
    c.solid(rect(-48, -86, 96, 8, 1.6), wood, 2.4, 0.45, 0.35)
    grain(c, rect(-48, -86, 96, 8), (-48, -86, 96, 8), wood, 7)
    for x in (-36, 34):
        c.solid(rect(x - 2, -96, 4, 10, 1), "#f4ecd8", 1.4)
        c.fill(blob((x - 1.2, -97), (x, -102), (x + 1.2, -97)), "#ffc040")
        c.glow(x, -98, 12, "#ffd080", 0.8)
    if dice.random() < 0.5:
        thing(c, look, "photo", 0, -86)
    else:
        for k in range(2):
            sock, x = look.tone(("red", "green")[k]), -14 + k * 26
            c.solid(blob((x - 3, -80), (x + 4, -80), (x + 4, -68), (x + 9, -64), (x + 7, -60), (x - 2, -62), (x - 3, -70)), sock,
                    2)
            c.fill(rect(x - 3.6, -82, 8, 4, 1), "#fbf6ee")


@subject("rug", "furniture", box=(100, 34), habitats="floor", colours="red blue green brown grey yellow purple pink white orange",
         size=0.8, many=1)
def rug(c, look):
    dice, tone = look.random, look.tone()
    second, third = other(look, "white", "yellow"), other(look, "black", "blue", "red", "brown")
    if dice.random() < 0.5:
        for share, shade in ((1, tone.dark), (0.97, tone), (0.86, second), (0.8, tone), (0.62, third), (0.56, tone),
                             (0.3, second), (0.24, tone)):
            c.fill(ellipse(0, -16, 50 * share, 16 * share), shade)
        for k in range(28):
            angle = k * math.pi / 14
            c.fill(ellipse(35 * math.cos(angle), -16 + 11.2 * math.sin(angle), 1.7, 1), second)
        c.solid(ellipse(0, -16, 50, 16), "#00000000", 3, 0.35, 0.15)
        return
    area = poly((-38, -31), (38, -31), (48, -1), (-48, -1))
    for side in (-1, 1):
        for k in range(18):
            t = k / 17
            x, y = side * (38 + 10 * t), -31 + 30 * t
            c.stroke(line((x, y), (x + side * 3.4, y + 0.6)), "#f0e6d0", 0.8)
    c.solid(area, tone, 2, 0.3, 0.15)
    with c.clip(area):
        for share, shade in ((0.88, second), (0.83, tone), (0.74, third), (0.7, tone)):
            c.fill(poly((-38 * share, -16 - 15 * share), (38 * share, -16 - 15 * share), (48 * share, -16 + 15 * share),
                        (-48 * share, -16 + 15 * share)), shade)
        for k in range(-1, 2):
            for size, shade in ((9.5, second), (7.4, third), (4, second)):
                c.fill(poly((k * 21 - size, -16), (k * 21, -16 - size), (k * 21 + size, -16), (k * 21, -16 + size)), shade)
    seam(c, [(-37, -29), (0, -29), (37, -29)], faded(second, 0.7), 0.6)

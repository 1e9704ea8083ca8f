"""Devices: camera, laptop, phone, television, headphones, light bulb, globe, telescope, microscope."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical

from . import subject
from .craft import against, gleam, gold, other, rounded, seam, silver

VIEWS = (("#3f8fd6", "#cfeaf6", "#5fa050", "#3f7a3c"), ("#5a3a80", "#f59a6a", "#6a3a5a", "#3a2444"),
         ("#2a6fb0", "#a8dcf0", "#e4cc90", "#2f8aa8"), ("#101a40", "#4a4a90", "#20305a", "#141c38"))


def picture(c, dice, x, y, width, height):
    """A small landscape on a screen."""
    top, low, far, near = dice.choice(VIEWS)
    area = rect(x, y, width, height)
    c.fill(area, vertical(y, y + height, top, low))
    with c.clip(area):
        c.fill(ellipse(x + width * dice.uniform(0.2, 0.8), y + height * 0.3, min(width, height) * 0.12), "#fff0b0")
        c.fill(poly((x - 5, y + height), (x + width * 0.3, y + height * 0.36), (x + width * 0.55, y + height * 0.7),
                    (x + width * 0.75, y + height * 0.46), (x + width + 5, y + height)), far)
        c.fill(blob((x - 9, y + height + 6), (x + width * 0.2, y + height * 0.74), (x + width * 0.6, y + height * 0.84),
                    (x + width + 9, y + height * 0.7), (x + width + 9, y + height + 6)), near)


@subject("camera", "thing", box=(96, 72), habitats="table floor land", colours="black grey red brown blue pink white", size=0.58,
         rests=True)
def camera(c, look):
    dice, tone = look.random, look.tone()
    plate = other(look, "grey", "grey", "black" if look.colour in ("white", "pink") else "white")
    for x in (-33, 30):
        c.solid(rect(x - 6, -57, 12, 8, 1.6), silver(x - 6, 0, x + 6, 0), 1.6)
        for k in range(5):
            c.stroke(line((x - 4.5 + k * 2.2, -56), (x - 4.5 + k * 2.2, -50)), "#3a404a70", 0.6)
    c.solid(ellipse(-17, -53.4, 4, 2.6), "#d83a34" if look.colour != "red" else "#2a2a30", 1.2)
    hump = poly((-15, -53), (-10, -68), (10, -68), (15, -53))
    c.solid(hump, plate, 3, 0.45, 0.4)
    c.solid(rect(-8, -65, 16, 8, 1.6), linear(-8, -65, 8, -57, "#fffbe8", "#cfd8e4", "#8a94a4"), 1.6)
    body = rect(-46, -53, 92, 53, 8)
    c.solid(body, tone, 5, 0.5, 0.3)
    with c.clip(body):
        c.texture(2.6, "#0a0608", "#fff4e4", 0.12, 1)
        c.fill(rect(-46, -53, 92, 10), vertical(-53, -43, mix(plate, "#ffffff", 0.3), plate))
        c.fill(rect(-46, -4, 92, 4), mix(plate, "#181820", 0.25))
        c.stroke(line((-46, -43), (46, -43)), faded("#140c18", 0.5), 0.8)
    c.solid(body, "#00000000", 5, 0.3, 0.25)
    for r, paint in ((25, silver(-25, -49, 25, 0)), (22.4, "#2c2c34"), (19.6, "#16161c"), (17.6, "#34343e")):
        c.solid(ellipse(0, -25, r), paint, 2, 0.4, 0.3)
    for k in range(28):
        angle = k * math.pi / 14
        c.stroke(line((20.6 * math.cos(angle), -25 + 20.6 * math.sin(angle)),
                      (22.2 * math.cos(angle), -25 + 22.2 * math.sin(angle))), "#8a8e98", 0.7)
    c.fill(ellipse(0, -25, 14), radial(-3, -29, 17, "#8ab8e8", "#3a4a9a", (0.6, "#301c58"), "#0a0814"))
    c.fill(ellipse(0, -25, 6), "#06060c")
    c.fill(ellipse(-5.4, -31, 4, 2.6, -0.7), "#ffffffd8")
    c.fill(ellipse(5, -19.6, 2, 1.3, -0.7), "#c8a8ffa0")
    c.fill(rect(30, -41, 10, 4, 1), faded(against(tone), 0.8))
    strap = [(-45, -46), (-52, -30), (-50, -8), (-42, 1)] if dice.random() < 0.4 else None
    for side in (-1, 1):
        c.stroke(ellipse(side * 46, -46, 2.4), silver(side * 46 - 2, -48, side * 46 + 2, -44), 1.4)
    if strap:
        c.stroke(curve(*strap), "#3a2820", 3)
        seam(c, strap, "#c8a070", 0.6)


@subject("laptop", "thing", box=(100, 66), habitats="table floor", colours="grey black white blue pink red", size=0.64,
         rests=True)
def laptop(c, look):
    dice, tone = look.random, look.tone()
    lid = rect(-38, -65, 76, 53, 3.4)
    c.solid(lid, tone, 2, 0.35, 0.4)
    c.fill(rect(-36, -63, 72, 49, 2), "#16161c")
    picture(c, dice, -33.6, -60.6, 67.2, 43)
    if dice.random() < 0.5:
        c.fill(rect(-24, -52, 30, 24, 1), "#fbfbfd")
        c.fill(rect(-24, -52, 30, 3.4, 1), "#c8ccd8")
        for k in range(5):
            c.stroke(line((-21, -45 + k * 3.4), (-21 + dice.uniform(14, 24), -45 + k * 3.4)), "#8a90a4", 1)
        for k, shade in enumerate(("#e8503c", "#f0b82c", "#4aa850")):
            c.fill(ellipse(-22.4 + k * 2.4, -50.3, 0.8), shade)
    with c.clip(rect(-34, -61, 68, 44)):
        c.fill(poly((2, -61), (34, -61), (34, -30)), "#ffffff24")
    c.fill(ellipse(0, -62, 0.8), "#5a7a9a")
    c.solid(rect(-30, -13.6, 60, 2.6, 1), tone.dark, 1)
    deck = poly((-39, -12), (39, -12), (50, -3), (-50, -3))
    c.fill(deck, vertical(-12, -3, tone.light, tone))
    for row in range(4):
        y, half = -11 + row * 1.5, 33.4 + row * 1.8
        for k in range(13):
            x = -half + k * half / 6.5
            c.fill(rect(x, y, half / 6.5 - 0.7, 1.1, 0.3), "#26262e" if look.colour != "black" else "#5a5a66")
    c.fill(poly((-11, -4.9), (11, -4.9), (12, -3.3), (-12, -3.3)), tone.dark)
    c.solid(rect(-50, -3.2, 100, 3.2, 1.4), vertical(-3, 0, tone.light, tone.dark), 1, 0.3, 0.3)
    c.fill(rect(-8, -3.2, 16, 1.2, 0.6), tone.dark)


@subject("phone", "thing", box=(52, 100), habitats="table floor", colours="black white red blue pink green yellow purple",
         size=0.56, rests=True)
def phone(c, look):
    dice, tone = look.random, look.tone()
    with c.placed(0, 0, 1, dice.uniform(-0.05, 0.05)):
        for y, tall in ((-76, 6), (-66, 10)):
            c.fill(rect(23.4, y, 2.4, tall, 1), tone.dark)
        c.solid(rect(-25, -99, 50, 99, 8), tone, 2.6, 0.45, 0.5)
        c.fill(rect(-22, -96, 44, 93, 6), "#0e0e14")
        with c.clip(rect(-20.6, -94.6, 41.2, 90.2, 5)):
            picture(c, dice, -21, -95, 42, 91)
            c.fill(rect(-21, -95, 42, 91), "#00000018")
            for k in range(12):
                x, y = -16.6 + k % 4 * 9, -66 + k // 4 * 11.4
                shade = look.tone(dice.choice(("red", "orange", "yellow", "green", "blue", "purple", "pink", "white")))
                c.fill(rect(x, y, 7, 7, 1.8), vertical(y, y + 7, shade.light, shade))
                c.fill(ellipse(x + 3.5, y + 3.5, 1.6), faded(against(shade, 0.85), 0.9))
            c.fill(rect(-17.6, -16, 35.2, 10.4, 3.4), "#ffffff60")
            for k in range(4):
                c.fill(rect(-15.6 + k * 8.4, -14.4, 6.8, 6.8, 1.8), look.tone(("green", "blue", "yellow", "red")[k]))
            for x, width in ((-9, 18), (-6, 12)):
                c.fill(rect(x, -86 if width == 18 else -77.6, width, 5 if width == 18 else 2, 1), "#ffffffe0")
            c.fill(poly((-21, -40), (10, -96), (22, -96), (-21, -18)), "#ffffff22")
        c.fill(rect(-7, -94, 14, 3.2, 1.6), "#0e0e14")
        c.fill(ellipse(4, -92.4, 0.9), "#34507a")


@subject("television", "thing", box=(100, 82), habitats="floor table", colours="black brown red blue green grey white", size=0.62,
         many=2, made="old flat")
def television(c, look):
    dice, tone = look.random, look.tone()
    if look.traits.get("made") == "flat":
        c.solid(poly((-5, -8), (5, -8), (9, -2), (-9, -2)), tone.dark, 1.6)
        c.solid(ellipse(0, -2, 24, 2.6), tone, 1.6, 0.5, 0.5)
        c.solid(rect(-50, -68, 100, 61, 2.4), tone, 2, 0.4, 0.4)
        c.fill(rect(-47.6, -65.6, 95.2, 54.6, 1), "#0c0c12")
        picture(c, dice, -46.6, -64.6, 93.2, 52.6)
        with c.clip(rect(-47, -65, 94, 54)):
            c.fill(poly((-10, -66), (24, -66), (-14, -10), (-40, -10)), "#ffffff26")
        c.fill(ellipse(44, -9, 0.9), "#f04030")
        return
    for side in (-1, 1):
        c.stroke(line((0, -64), (side * 22, -81)), silver(-20, -80, 20, -64), 1.4)
        c.solid(ellipse(side * 22, -81, 1.8), "#c8ccd4", 0.8)
        c.solid(limb([(side * 30, -8), (side * 36, 0)], [5, 3.4]), "#5a3a22" if look.colour != "brown" else tone.dark, 1.6)
    c.solid(ellipse(0, -64, 7, 3.6), "#34323a", 1.6)
    body = rect(-47, -64, 94, 58, 7)
    c.solid(body, vertical(-64, -6, tone.light, tone, mix(tone, tone.dark, 0.6)), 5, 0.5, 0.35)
    c.solid(rect(-42, -59, 62, 48, 8), mix(tone, tone.deep, 0.7), 2.6, 0.4, 0.3)
    tube = blob((-38, -35), (-37, -50), (-30, -55), (-11, -56.4), (8, -55), (15, -50), (16, -35), (15, -20), (8, -15),
                (-11, -13.6), (-30, -15), (-37, -20))
    with c.clip(tube):
        picture(c, dice, -40, -58, 58, 46)
        for k in range(16):
            c.stroke(line((-40, -57 + k * 2.8), (18, -57 + k * 2.8)), "#00000020", 0.8)
    c.solid(tube, "#00000000", 5, 0.5, 0.3)
    c.fill(blob((-34, -48), (-26, -53), (-12, -53), (-24, -44), (-33, -34)), "#ffffff50")
    for y in (-51, -37):
        c.solid(ellipse(33, y, 5.6), silver(28, y - 6, 38, y + 6), 1.8)
        c.stroke(line((33, y), (33 + 3.6 * math.cos(y), y + 3.6 * math.sin(y))), "#2a2a30", 1.2)
    for k in range(5):
        c.stroke(line((25, -26 + k * 3), (41, -26 + k * 3)), faded(tone.deep, 0.8), 1.2)
    gleam(c, body, -20, -62, 26, 3, 0.4)


@subject("headphones", "thing", box=(84, 92), habitats="table floor", colours="black red white blue pink green yellow purple",
         size=0.55, rests=True)
def headphones(c, look):
    dice, tone = look.random, look.tone()
    pad = other(look, "black", "grey", "white",
                "brown") if look.colour != "black" else look.tone(dice.choice(("grey", "red", "brown")))
    band = [(-33, -34), (-36, -58), (-26, -80), (0, -89), (26, -80), (36, -58), (33, -34)]
    c.stroke(curve(*band), tone.dark, 8)
    c.stroke(curve(*[(x * 0.99, y - 0.8) for x, y in band]), tone, 6)
    c.stroke(curve((-32, -66), (-24, -80), (0, -88.4)), faded(tone.pale, 0.75), 1.4)
    c.stroke(curve((-23, -75), (0, -83), (23, -75)), pad.dark, 5)
    c.stroke(curve((-23, -76), (0, -84), (23, -76)), pad, 3.4)
    for side in (-1, 1):
        c.solid(rect(side * 34 - 3, -56, 6, 24, 2.4), silver(side * 34 - 3, 0, side * 34 + 3, 0), 1.6)
        with c.placed(side * 28, -23, 1, side * 0.1):
            c.solid(ellipse(-side * 5, 0, 10, 21), pad, 5, 0.5, 0.4)
            c.stroke(ellipse(-side * 6, 0, 6, 16), faded(pad.deep, 0.4), 1)
            c.solid(ellipse(side * 4, 0, 10.4, 22), tone, 5, 0.5, 0.45)
            c.fill(ellipse(side * 6.4, 0, 6.4, 14.6), mix(tone, tone.dark, 0.6))
            c.solid(ellipse(side * 7, 0, 5, 12), tone, 2, 0.4, 0.5)
            c.stroke(ellipse(side * 7.4, 0, 2.2, 5), against(tone, 0.6), 0.9)
            c.fill(ellipse(side * 4 - 4, -11, 1.6, 4.6, 0.3), "#ffffff80")


@subject("light bulb", "thing", box=(66, 100), habitats="table floor", colours="yellow white blue red green pink orange",
         size=0.54, rests=True)
def light_bulb(c, look):
    dice, tone = look.random, look.tone()
    c.glow(0, -64, 64, mix(tone, "#fff2b8", 0.5), 0.6)
    glass = blob((-13, -28), (-15, -38), (-25, -50), (-31, -66), (-26, -86), (-12, -97), (0, -99), (12, -97), (26, -86),
                 (31, -66), (25, -50), (15, -38), (13, -28), (0, -26))
    c.fill(glass, radial(0, -64, 38, "#fffdf0", mix(tone, "#fffce8", 0.55), (0.75, tone), mix(tone, tone.dark, 0.15)))
    c.solid(glass, "#00000000", 7, 0.28, 0.3)
    c.stroke(glass, faded(tone.dark, 0.6), 1)
    for side in (-1, 1):
        c.stroke(curve((side * 4, -28), (side * 5, -46), (side * 10, -62)), "#8a8478", 1.2)
    c.stroke(line(*[(-10 + k * 2.5, -62 - (5 if k % 2 else 0)) for k in range(9)]), "#e87818", 1.7)
    c.glow(0, -64, 24, "#fff6c0", 1)
    c.fill(blob((-22, -62), (-22, -78), (-12, -90), (-10, -86), (-17, -76), (-18, -63)), "#ffffffd0")
    for k in range(4):
        c.solid(limb([(-12.6 + k * 0.6, -24 + k * 5.4), (12.6 - k * 0.6, -22.6 + k * 5.4)], [5.4, 5.4]),
                linear(-13, 0, 13, 0, "#8a929e", "#f4f6fa", "#a4acb8", "#5a626e"), 1.2, 0.3, 0.2)
    c.solid(poly((-9, -4), (9, -4), (4, 0), (-4, 0)), "#2c2a30", 1.4)


@subject("globe", "thing", box=(76, 100), habitats="table floor", size=0.55, rests=True)
def globe(c, look):
    dice = look.random
    wood, y, r = dice.choice(("#8a5a30", "#5a3620", "#2c2a30")), -56, 33
    sea = mix(dice.choice(("#2a7ac8", "#3a94d0", "#1f68b0")), "#ffffff", dice.uniform(0, 0.1))
    c.solid(blob((-22, 0), (-20, -5), (-6, -8), (6, -8), (20, -5), (22, 0), (0, 1)), wood, 3, 0.5, 0.4)
    c.solid(rect(-3.4, -18, 6.8, 12, 2), wood, 2)
    c.stroke(lambda k: k.arc(0, y, r + 5, -1.2, 2.0), gold(0, y - r, r + 5, y + r), 3.4)
    c.solid(ellipse(0, y, r), sea, 9, 0.5, 0.4)
    turn = dice.uniform(-1, 1)
    lands = [[(-14, -26), (-2, -24), (4, -16), (-2, -10), (-8, -12), (-8, -4), (-14, -8), (-22, -18)],
             [(-6, 0), (4, 0), (9, 8), (4, 18), (-1, 26), (-4, 16), (-9, 8)],
             [(14, -24), (26, -18), (30, -8), (24, -10), (20, -2), (24, 8), (20, 18), (13, 8), (11, -4), (14, -12)],
             [(-32, -4), (-24, 2), (-22, 12), (-27, 18), (-33, 8)]]
    with c.clip(ellipse(0, y, r)):
        for points in lands:
            shape = [(x + turn * 9, y + py) for x, py in points]
            c.fill(blob(*[(px + 0.6, py + 1) for px, py in shape]), "#0c2c5060")
            c.fill(blob(*shape), vertical(y - r, y + r, "#a8cc70", "#6aa84c", "#d8b868", "#5a9a48"))
        c.fill(ellipse(0, y - r, 13, 4), "#f4faff")
        c.fill(ellipse(0, y + r, 13, 4), "#f4faff")
        for k in (-0.6, 0, 0.6):
            c.stroke(curve((-r, y + k * r - 2), (0, y + k * r + 4), (r, y + k * r - 2)), "#ffffff50", 0.6)
            c.stroke(ellipse(0, y, abs(k) * r + 0.1, r), "#ffffff50", 0.6)
    c.solid(ellipse(0, y, r), "#00000000", 10, 0.5, 0.35)
    gleam(c, ellipse(0, y, r), -12, y - 14, 12, 9, 0.6)
    for side in (-1, 1):
        angle = -1.2 if side > 0 else 2.0
        c.solid(ellipse((r + 5) * math.cos(angle), y + (r + 5) * math.sin(angle), 3), gold(-3, y - r, 12, y + r), 1.2)


@subject("telescope", "thing", box=(92, 100), habitats="land floor snow", colours="white black brown blue red yellow", size=0.6,
         many=2)
def telescope(c, look):
    dice, tone = look.random, look.tone()
    wood = dice.choice(("#8a5a30", "#34323a", "#a8743c"))
    for x, width in ((2, 4), (-27, 5), (27, 5)):
        c.solid(limb([(0, -54), (x * 0.55, -28), (x, -1)], [width + 1, width, width - 1.4]),
                wood if x != 2 else mix(wood, "#000000", 0.35), 1.8)
    c.stroke(line((-14, -26), (14, -26)), "#c8a860", 1.2)
    c.solid(rect(-5, -62, 10, 12, 2), "#4a4a54", 2)
    with c.placed(0, -64, 1, -dice.uniform(0.42, 0.58)):
        c.solid(rect(-43, -3.4, 8, 6.8, 1.4), "#2c2a30", 1.4)
        c.solid(rect(-36, -4.6, 12, 9.2, 1), vertical(-5, 5, "#f4f6fa", "#a4acb8", "#5a626e"), 1.4)
        c.solid(rect(-25, -6.6, 30, 13.2, 1), vertical(-7, 7, tone.light, tone, tone.dark), 2.4, 0.3, 0.2)
        c.solid(poly((4, -6.6), (8, -9.4), (42, -9.4), (42, 9.4), (8, 9.4), (4, 6.6)),
                vertical(-9, 9, tone.light, tone, tone.dark), 2.8, 0.3, 0.2)
        for x, half in ((-25, 7.2), (3, 7.4), (8, 10), (40, 10.8)):
            c.solid(rect(x - 1.8, -half, 4.6, 2 * half, 1), vertical(-half, half, "#fff3c4", "#e4b84c", "#8a5c18"), 1, 0.3, 0.3)
        c.fill(ellipse(43, 0, 2.6, 9.4), linear(40, -8, 46, 8, "#cfe8fa", "#5a86b8", "#1c2c50"))
        c.solid(rect(-14, -13, 22, 4.6, 1.6), "#34323a", 1.4)
        for x in (-9, 4):
            c.fill(rect(x - 1, -9.4, 2, 3), "#8a8e98")
        c.stroke(line((-22, -4), (38, -6)), faded("#ffffff", 0.45), 1.2)
    c.solid(ellipse(0, -60, 3.4), gold(-3, -63, 3, -57), 1.4)


@subject("microscope", "thing", box=(66, 100), habitats="table floor", colours="white black blue grey", size=0.52, rests=True)
def microscope(c, look):
    dice, tone = look.random, look.tone()
    c.solid(blob((-30, 0), (-30, -7), (-20, -10), (10, -9), (28, -7), (31, -3), (30, 0), (0, 0.5)), tone, 3.4, 0.5, 0.4)
    arm = limb([(-20, -6), (-29, -28), (-27, -54), (-12, -74)], [14, 12, 11, 12])
    c.solid(arm, linear(-34, 0, -14, 0, tone.light, tone, tone.dark), 4, 0.5, 0.4)
    c.solid(rect(-24, -34, 50, 5, 1.4), "#34323a", 1.8)
    c.fill(rect(-4, -35.6, 22, 2), "#bfe0f4")
    c.fill(ellipse(8, -35.4, 4, 1), "#e8508a")
    c.solid(blob((1, -9), (15, -9), (13, -17), (3, -17)), "#4a4a54", 2)
    c.fill(ellipse(8, -17, 5, 1.6), "#fff6c8")
    c.glow(8, -20, 13, "#fff0b0", 0.7)
    for y in (-22, -48):
        c.solid(ellipse(-24, y, 5.6), silver(-30, y - 5, -18, y + 5), 2)
        c.stroke(ellipse(-24, y, 3), "#4a505c80", 0.8)
    with c.placed(-2, -62, 1, -0.3):
        c.solid(rect(-6, -36, 12, 10, 1.4), "#2c2a30", 1.8)
        c.solid(rect(-5, -27, 10, 12, 1), rounded(-5, 5, "#b4bcc8"), 1.4)
        c.solid(rect(-8, -17, 16, 26, 2), rounded(-8, 8, tone), 2.4)
        c.solid(ellipse(1, 11, 10, 4.6), "#b4bcc8", 1.8)
        c.solid(poly((-3.4, 13), (5.4, 13), (3.6, 25), (-1.6, 25)), gold(-4, 13, 5, 25), 1.4)
        c.solid(limb([(8, 11), (13, 19)], [6, 4.4]), silver(6, 10, 14, 20), 1.4)
        c.stroke(line((-4.6, -14), (-4.6, 6)), "#ffffff70", 1.2)

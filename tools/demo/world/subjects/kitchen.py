"""Kitchen things: knife, fork, spoon, pan, kettle."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, radial, rect, vertical

from . import subject
from .craft import against, gleam, gold, grain, other, silver

HANDLES = "black brown red blue green yellow white"
STEEL = "#fafbfd", "#b4bcc8", "#e4e8ee", "#7a828e"


def handle(c, look, top, low, width):
    """An upright handle between two heights."""
    tone = look.tone()
    path = blob((-width * 0.7, top), (-width * 0.9, top + (low - top) * 0.3), (-width, low - 6), (-width * 0.6, low),
                (width * 0.6, low), (width, low - 6), (width * 0.9, top + (low - top) * 0.3), (width * 0.7, top))
    c.solid(path, linear(-width, 0, width, 0, tone, tone.light, tone, tone.dark), 2.4, 0.4, 0.4)
    if look.colour == "brown":
        grain(c, path, (-width, top, 2 * width, low - top), tone, 6, True)
    for share in (0.2, 0.5, 0.8):
        c.fill(ellipse(0, top + (low - top) * share, width * 0.26),
               gold(-2, top, 2, low) if look.colour != "yellow" else "#6a727e")
    c.stroke(line((-width * 0.5, top + 4), (-width * 0.55, low - 6)), faded(tone.pale, 0.6), 0.8)


@subject("knife", "tool", box=(62, 86), habitats="table floor", colours=HANDLES, size=0.68, rests=True)
def knife(c, look):
    with c.placed(0, -40, 1, look.random.uniform(0.45, 0.62)):
        wide = look.random.uniform(10, 14)
        blade = blob((-4, 8), (-5, -2), (-5, -30), (-3.6, -46), (2, -55), (wide * 0.7, -40), (wide, -18), (wide * 0.9, 2), (4, 6))
        c.shadow(blade, 1.6, 0.3, 1, 1)
        c.solid(blade, linear(-5, 0, wide, 0, "#dfe4ea", "#aab2be", (0.5, "#c8ced8"), "#fafbfd"), 1.8, 0.25, 0.3)
        c.stroke(curve((1, -50), (wide * 0.46, -36), (wide * 0.7, -18), (wide * 0.62, 2)), "#ffffffb8", 1)
        c.stroke(line((-3.6, -44), (-3.6, 2)), "#6a728070", 1)
        c.solid(rect(-6, 4, 12, 5, 1.4), silver(-6, 4, 6, 9), 1.6)
        handle(c, look, 8, 46, 5.6)


def cutlery(c, look, draw):
    """A fork or a spoon: its head, drawn upright at the origin, on a stem that lies aslant."""
    tone = look.traits.get("metal") == "golden" and ("#fff6d0", "#e0b44c", "#f4d888", "#94661c") or STEEL
    paint = linear(-11, -20, 11, 20, *tone)
    with c.placed(0, -42, 1, look.random.uniform(0.36, 0.56)):
        stem = limb([(0, -12), (0, 6), (0, 28), (0, 46)], [5.4, 5.4, 7, 10])
        c.shadow(stem, 1.4, 0.3, 1.2, 1)
        draw(c, paint, tone)
        c.solid(stem, linear(-4, 0, 5, 0, *tone), 1.8, 0.45, 0.4)
        style = look.random.choice(("line", "knob", "plain"))
        if style == "line":
            c.stroke(limb([(0, 24), (0, 44)], [2.6, 4.6]), faded(tone[3], 0.8), 0.7)
        elif style == "knob":
            for k in range(3):
                c.stroke(line((-3, 30 + k * 4), (3, 30 + k * 4)), faded(tone[3], 0.8), 0.9)
        c.stroke(line((-1, -4), (-1.4, 36)), "#ffffff90", 0.8)


@subject("fork", "tool", box=(56, 92), habitats="table floor", size=0.68, rests=True, metal="silver golden")
def fork(c, look):
    def head(c, paint, tone):
        for x in (-9, -3, 3, 9):
            c.solid(limb([(x * 0.86, -28), (x, -38), (x * 0.96, -53)], [4, 3.4, 1.8]), paint, 1.2, 0.4, 0.35)
        c.solid(blob((-10.4, -33), (-10, -24), (-5, -14), (0, -10), (5, -14), (10, -24), (10.4, -33), (5, -30), (0, -31),
                     (-5, -30)), paint, 2.6, 0.45, 0.4)
        c.fill(ellipse(-3.6, -24, 1.6, 4, 0.2), "#ffffffa0")
    cutlery(c, look, head)


@subject("spoon", "tool", box=(56, 92), habitats="table floor", size=0.68, rests=True, metal="silver golden")
def spoon(c, look):
    def head(c, paint, tone):
        bowl = blob((0, -56), (-8, -50), (-11, -38), (-9, -24), (-3.6, -12), (3.6, -12), (9, -24), (11, -38), (8, -50))
        c.shadow(bowl, 1.4, 0.3, 1.2, 1)
        c.solid(bowl, paint, 3, 0.45, 0.4)
        inner = blob((0, -53), (-6.4, -48), (-8.6, -37), (-6.6, -25), (0, -17), (6.6, -25), (8.6, -37), (6.4, -48))
        c.fill(inner, linear(-8, -50, 8, -18, tone[3], tone[1], tone[0], tone[2]))
        c.fill(ellipse(3.2, -30, 2, 6, -0.2), "#ffffffc0")
    cutlery(c, look, head)


@subject("pan", "tool", box=(100, 50), habitats="table floor", colours="black red grey blue green orange", size=0.7, rests=True,
         filled="none egg")
def pan(c, look):
    dice, tone = look.random, look.tone()
    wood = look.tone("brown") if dice.random() < 0.4 else look.tone("black")
    c.solid(limb([(22, -20), (40, -25), (66, -33)], [6, 6, 8]), wood, 2.4, 0.5, 0.5)
    c.fill(ellipse(65, -32.6, 2, 1.6), "#0c0a0c")
    c.solid(rect(17, -24, 14, 7, 2), silver(17, -24, 31, -17), 1.8)
    side = blob((-48, -22), (-46, -12), (-36, -2), (-14, 1), (-10, 1), (12, -2), (22, -12), (24, -22), (-12, -14))
    c.solid(side, linear(-48, 0, 24, 0, tone.light, tone, tone.dark), 5, 0.5, 0.4)
    c.solid(ellipse(-12, -23, 37, 11), mix(tone, tone.light, 0.4), 2, 0.3, 0.3)
    c.fill(ellipse(-12, -22.4, 34, 9.2), "#18161a" if look.colour != "black" else "#3a383e")
    c.fill(ellipse(-12, -20.6, 31, 7.2), vertical(-28, -13, "#2c2a30", "#4a484e" if look.colour != "black" else "#5a585e"))
    if look.traits.get("filled"):
        c.solid(blob((-34, -21), (-28, -26), (-16, -27), (-6, -26), (6, -27), (10, -21), (2, -16), (-10, -17), (-22, -14.6),
                     (-32, -17)), "#fdfbf4", 1.6, 0.25, 0.1)
        for x, y in ((-20, -21), (-2, -22)) if dice.random() < 0.5 else ((-12, -22),):
            c.solid(ellipse(x, y, 7, 4.4), radial(x - 2, y - 2, 9, "#ffd85a", "#f6a81c"), 2.4, 0.35, 0.5)
            c.fill(ellipse(x - 2.4, y - 1.8, 1.8, 1), "#fffbe0")
    c.stroke(ellipse(-12, -23, 36, 10.4), faded(tone.pale, 0.55), 1)
    gleam(c, side, -30, -9, 12, 4, 0.4)


@subject("kettle", "tool", box=(96, 90), habitats="table floor", colours="red blue grey green yellow white black pink orange",
         size=0.55, rests=True)
def kettle(c, look):
    dice, tone = look.random, look.tone()
    grip = other(look, "black", "brown")
    rise = [(-24, -50), (-27, -70), (-16, -84), (0, -87), (16, -84), (27, -70), (24, -50)]
    c.stroke(curve(*rise), "#5a626e", 4)
    c.stroke(curve(*[(x, y - 0.8) for x, y in rise]), "#e0e4ea", 2.2)
    c.solid(limb([(-15, -84), (0, -87.4), (15, -84)], [7, 7.6, 7]), grip, 2.2, 0.5, 0.5)
    spout = limb([(26, -18), (38, -34), (44, -54)], [17, 11, 7])
    c.solid(spout, linear(24, -30, 46, -20, tone.light, tone, tone.dark), 3.4, 0.5, 0.4)
    c.fill(ellipse(44.4, -56, 4, 1.8, 0.3), tone.deep)
    body = blob((-30, 0), (-38, -10), (-38, -26), (-28, -46), (-14, -53), (0, -54), (14, -53), (28, -46), (38, -26), (38, -10),
                (30, 0), (0, 0.8))
    c.solid(body, linear(-38, 0, 38, 0, tone, (0.28, tone.light), tone, mix(tone, tone.dark, 0.7)), 10, 0.5, 0.4)
    c.stroke(curve((-37, -9), (0, -4), (37, -9)), faded(tone.deep, 0.4), 1.4)
    c.solid(blob((-17, -51), (-14, -56), (0, -59), (14, -56), (17, -51), (0, -48)), tone, 2.6, 0.5, 0.5)
    c.stroke(curve((-18, -50.6), (0, -46.6), (18, -50.6)), faded(tone.deep, 0.5), 1.4)
    c.solid(ellipse(0, -61.4, 4, 3.6), grip, 1.8, 0.5, 0.6)
    if dice.random() < 0.5:
        mark = against(tone, 0.8)
        with c.clip(body):
            for k in range(-3, 4):
                x, wide = 33 * math.sin(k * 0.42), math.cos(k * 0.4)
                for petal in range(5):
                    angle = petal * 1.257
                    c.fill(ellipse(x + 3 * wide * math.cos(angle), -24 + 3 * math.sin(angle), 2 * wide, 2), mark)
                c.fill(ellipse(x, -24, 1.5 * wide, 1.5), "#f0b82c" if look.colour != "yellow" else "#d84a3c")
    gleam(c, body, -18, -32, 9, 12, 0.6)
    if dice.random() < 0.5:
        with c.layer(1.6, 0.5):
            for k in range(2):
                c.stroke(curve((46 + k * 3, -60), (43 + k * 5, -67), (50 + k * 3, -74), (46 + k * 5, -84)), "#ffffff", 2.4)

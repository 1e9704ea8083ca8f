"""Heads: faces, hair in many cuts, beards, glasses and hats.

A head is drawn in a frame of its own, 20 units high, its middle at (0, 0).
"""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix, rect

from ..palette import Tone
from .people_body import shaded

SKINS = ("#f7d7bd", "#f2c4a0", "#e8b088", "#d19768", "#b57a4c", "#8a5836", "#643f28")
HAIRS = {
    "black": ("#23202a", "#2c2428"), "brown": ("#6a4024", "#4e2e1c", "#7c5030"), "blond": ("#ecca70", "#e2b855", "#f0d68c"),
    "red": ("#c2502a", "#b0441f", "#d2622e"), "grey": ("#a6a8b0", "#92959e", "#b9bac0"), "white": ("#f0eeea", "#e6e4e2"),
    "pink": ("#f06aac", "#f487bd"), "blue": ("#3a78dc", "#4a94e6"), "green": ("#46b058", "#3a9c6a"), "purple": ("#8c4ac8",
            "#7a40b8"),
}


def draw_head(c, figure, wear, behind):
    """The part of a figure's head that lies behind its shoulders, or the rest of it."""
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        turn = figure.look
        if behind:
            back_hair(c, wear, turn, figure.pose.wind)
        else:
            front_head(c, wear, turn, figure.pose.mood, figure.pose.wind)


def front_head(c, wear, t, mood, wind=0.0):
    child, female = wear.who in ("boy", "girl"), wear.who in ("woman", "girl", "old woman")
    shade = mix(wear.skin, "#7a2c28", 0.4)
    wide, chin = (9.0, 9.6) if child else (8.3, 10.0) if female else (8.5, 10.3)
    _ear(c, wear, -wide + 5.2 * t, shade, False)
    if t < 0.3:
        _ear(c, wear, wide - 0.4, shade, True)
    jaw = 5.2 if not female and not child else 4.5
    face = blob((0, -10), (6.2, -8.2), (wide, -2), (wide - 0.5, 4), (jaw + 0.3 + t, chin - 1.7), (1.6 * t, chin),
                (-jaw + 2 * t, chin - 1.7),
                (-wide + 0.5 + t, 4), (-wide, -2), (-6.2, -8.2))
    shaded(c, face, wear.skin, 4, 0.28, 0.22)
    fx = 3.3 * t
    low = 1.6 if child else 0.8
    with c.clip(face):
        for side in (-1, 1):
            c.fill(ellipse(fx + side * (5.0 - t * 0.6), low + 3.2, 2.1, 1.5), faded(mix(wear.skin, "#f0505a", 0.5), 0.5))
    if t > 0.2:
        _ear(c, wear, -wide + 5.6 * t, shade, False)
    _features(c, wear, fx, low, t, mood, shade, female, child)
    if wear.beard:
        _beard(c, wear, fx, t, chin)
    if wear.glasses:
        _glasses(c, fx, low, t, wide)
    front_hair(c, wear, t, wind)
    if wear.hat:
        HATS[wear.hat](c, wear, t)


def _ear(c, wear, x, shade, far):
    shaded(c, ellipse(x, 1.6, 1.7, 2.5), wear.skin, 1, 0.3, 0.2)
    c.stroke(curve((x - 0.3, 0.4), (x + (0.5 if far else -0.5), 1.6), (x - 0.2, 2.7)), faded(shade, 0.6), 0.45)


def _features(c, wear, fx, low, t, mood, shade, female, child):
    brow = mix(wear.hair, "#2a1a18", 0.35) if wear.hair[1] < "d" else mix(wear.hair, "#6a5040", 0.35)
    size = 1.22 if child else 1.1 if female else 1.0
    for side in (-1, 1):
        squeeze = 1 - (0.3 if side > 0 else 0.1) * t
        x, y = fx + side * 3.5 * squeeze, low
        if mood == "asleep":
            c.stroke(curve((x - 1.6, y), (x, y + 0.9), (x + 1.6, y)), "#2a1a1c", 0.65)
        else:
            c.fill(ellipse(x, y, 1.25 * squeeze * size, 1.6 * size), "#241820")
            c.fill(ellipse(x + 0.1, y + 0.55, 0.8 * squeeze, 0.7), "#5a3c34")
            c.fill(ellipse(x + 0.4, y - 0.6, 0.48), "#ffffff")
        if mood != "asleep":
            c.stroke(curve((x - 1.7 * squeeze, y - 0.6), (x, y - 1.75 * size), (x + 1.7 * squeeze, y - 0.6)), "#2a1a1c",
                     0.5 if not female else 0.7)
            if female:
                c.stroke(line((x + side * 1.4 * squeeze, y - 0.9), (x + side * 2.5 * squeeze, y - 1.7)), "#2a1a1c", 0.55)
        lifted = 0.7 if mood == "laugh" else 0
        c.stroke(curve((x - side * 1.5, y - 3.2 - lifted), (x + side * 0.4, y - 3.9 - lifted),
                       (x + side * 2.1 * squeeze, y - 3.0 - lifted)), brow,
                 (0.65 if female else 1.0) if not wear.who.startswith("old") else 1.1)
        if wear.who.startswith("old"):
            c.stroke(curve((x - 1.5, y + 2.0), (x, y + 2.5), (x + 1.5, y + 2.0)), faded(shade, 0.5), 0.4)
            c.stroke(line((x + side * 2.6, y - 0.2), (x + side * 3.6, y - 0.8)), faded(shade, 0.5), 0.4)
    nose = fx * 1.35
    c.stroke(curve((nose - 0.6 + t, low + 1.6), (nose + 0.9 + 0.5 * t, low + 3.3), (nose - 0.5, low + 3.7)), faded(shade, 0.85),
             0.6)
    if wear.who == "old man":
        c.fill(ellipse(nose + 0.2, low + 3.2, 1.5, 1.1), faded(mix(wear.skin, "#d05a4a", 0.4), 0.6))
    x, y = fx * 1.08, 6.0
    if mood == "laugh":
        mouth = blob((x - 2.7, y - 0.6), (x, y - 0.2), (x + 2.7, y - 0.6), (x + 1.6, y + 1.9), (x - 1.6, y + 1.9))
        c.fill(mouth, "#7a2630")
        with c.clip(mouth):
            c.fill(rect(x - 3, y - 1.2, 6, 1.5), "#ffffff")
            c.fill(ellipse(x, y + 2, 1.5, 0.9), "#e8787c")
    else:
        rise = 1.1 if mood == "smile" else 0.6
        lips = mix(wear.skin, "#b02a40", 0.6 if female and not child else 0.42)
        c.stroke(curve((x - 2.4, y - 0.4 * rise), (x, y + rise), (x + 2.4, y - 0.4 * rise)), mix(lips, "#5a1a20", 0.35), 0.75)
        if female and not child:
            c.fill(blob((x - 1.6, y + rise * 0.5), (x, y + rise * 0.9), (x + 1.6, y + rise * 0.5), (x, y + rise + 0.9)), lips)


def _beard(c, wear, fx, t, chin):
    x = fx * 1.08
    if wear.beard == "moustache":
        shaded(c, blob((x, 4.3), (x + 2.4, 4.2), (x + 4.6, 5.9), (x + 2, 5.7), (x, 5.2), (x - 2, 5.7), (x - 4.6, 5.9),
                     (x - 2.4, 4.2)), wear.hair, 0.8, 0.35, 0.2)
        return
    long = {"long": 7.5, "full": 1.6, "short": 0.5}[wear.beard]
    outer = [(8.4 - 0.2 * t, 1.0), (8.3, 5), (5.6 + t, chin - 0.6 + long * 0.8), (1.5 * t, chin + long),
             (-5.6 + 2 * t, chin - 0.6 + long * 0.8), (-8.3 + 2 * t, 5), (-8.3 + 4.5 * t, 1.0)]
    inner = [(-6.4 + 4 * t, 3.4), (x - 4.2, 4.9), (x - 2.4, 3.9), (x, 4.3), (x + 2.4, 3.9), (x + 4.2, 4.9), (7 + 0.2 * t, 3.4)]
    beard = blob(*outer, *inner)
    shaded(c, beard, wear.hair, 2, 0.35, 0.2)
    with c.clip(beard):
        for k in range(-4, 5):
            c.stroke(curve((x + k * 1.4, 5), (x + k * 1.6, 8), (x + k * 1.2, 12 + long)),
                     faded(wear.hair.light if k % 2 else wear.hair.dark, 0.45), 0.5)
    c.fill(blob((x - 2.3, 5.9), (x, 6.1), (x + 2.3, 5.9), (x, 7.5)), "#8a3438")
    c.fill(rect(x - 1.3, 6.05, 2.6, 0.5, 0.2), "#fff6ee")


def _glasses(c, fx, y, t, wide):
    for side in (-1, 1):
        x = fx + side * 3.6 * (1 - (0.25 if side > 0 else 0.05) * t)
        frame = rect(x - 2.5, y - 2.0, 5.0 - 0.8 * t * (side > 0), 4.2, 1.7)
        c.fill(frame, "#dfeeff38")
        c.stroke(frame, "#2a2430", 0.65)
    c.stroke(line((fx - 1.1, y - 0.2), (fx + 1.1, y - 0.2)), "#2a2430", 0.6)
    c.stroke(line((fx - 6, y - 0.4), (-wide + 5.2 * t, y)), "#2a2430", 0.55)


# --- hair ---------------------------------------------------------------------------------------------------------------


def back_hair(c, wear, t, wind=0.0):
    """Hair that hangs behind face and shoulders."""
    hair, style = wear.hair, wear.style
    if style == "long":
        path = blob((0, -12.2), (8.5 - t, -9), (10.2 - 2 * t, 0), (9.6 - 4 * t, 12), (7.6 - 5 * t - wind, 21),
                    (-1 - 2 * t - wind * 1.6, 22.5), (-9 - 2 * t - wind * 1.8, 20.5 - wind * 0.4),
                    (-10.8 - 1.6 * t - wind * 0.4, 10), (-10.6 - t, -1), (-8 - t, -9.6))
        shaded(c, path, hair, 4.5, 0.5, 0.2)
        with c.clip(path):
            for k in range(c.marks(14)):
                x = -10 + k * 1.5
                c.stroke(curve((x * 0.5, -10), (x, 4), (x * 0.9 - wind, 21)), faded((hair.dark, hair.light)[k % 2], 0.4), 0.7)
    elif style == "bob":
        shaded(c, blob((0, -12.2), (8.5, -9), (10.8 - 2 * t, 0), (10.8 - 4 * t, 8), (8 - 4 * t, 10.8), (-7 - t, 11),
                     (-11.2 - t, 8), (-11 - t, -1), (-8, -9.6)), hair, 4, 0.5, 0.2)
    elif style == "afro":
        puffs = [ellipse(12 * math.cos(k * 0.7) - 1.6 * t, -4.2 + 11 * math.sin(k * 0.7), 4.6) for k in range(9)]
        shaded(c, joined(ellipse(-1.6 * t, -4, 12.6, 12), *puffs), hair, 4, 0.5, 0.2)
    elif style == "curly" and wear.who not in ("man", "boy", "old man"):
        puffs = [ellipse(side * (9.6 - (1.8 * t if side > 0 else 0)), y, 3.6) for side in (-1, 1) for y in (-6, -1, 4, 8.5)]
        shaded(c, joined(ellipse(0, -3, 10.5, 10), *puffs), hair, 3, 0.5, 0.2)
    elif style == "ponytail":
        x, y = (-5 - 4.4 * t, -6 + 2 * t) if t > 0.25 else (-7, -8)
        tip = (x - 6 - wind * 1.7, y + 17 - wind * 1.1)
        shaded(c, limb([(x + 2, y), (x - 5 - wind * 0.6, y + 1 - wind * 0.1), (x - 7 - wind, y + 9 - wind * 0.6), tip],
                     [4.5, 6, 6, 1.5]), hair, 2, 0.45, 0.25)
        shaded(c, ellipse(x - 0.6, y, 1.6, 2.2), Tone("#e86a8a") if hair[1:3] < "e0" else Tone("#4a6ad0"), 1)
    elif style == "bun":
        shaded(c, ellipse(-3.4 * t, -13.4 + 1.5 * t, 4.8, 4.4), hair, 2, 0.45, 0.3)
        c.stroke(curve((-3.4 * t - 2.6, -13), (-3.4 * t, -15.6), (-3.4 * t + 2.6, -13.4)), faded(hair.dark, 0.5), 0.6)
    elif style == "pigtails":
        for side in (-1, 1):
            if side > 0 and t > 0.5:
                continue
            x = side * (9 - (3 * t if side > 0 else 0))
            shaded(c, limb([(x, -1), (x + side * 4.5 - wind * 0.5, 2), (x + side * 5 - wind, 9), (x + side * 3 - wind * 1.4, 14)],
                         [3.6, 5.4, 5, 1.5]), hair, 2, 0.45, 0.25)
            shaded(c, ellipse(x + side * 1.2, -0.2, 1.7, 2), Tone("#f4d04a") if side else hair, 0.9)
    elif style == "locks":
        for k in range(11):
            x = -10.4 + k * (2.0 - 0.35 * t)
            c.stroke(curve((x * 0.8, -6), (x * 1.04, 3), (x - wind * 0.8, 12 + (k * 7 % 4))),
                     (hair, hair.dark, hair.light)[k % 3], 2.4)


def _cap(c, wear, t, volume, fringe):
    """The hair around the top of the head; it reaches down in front of the near ear."""
    hair, v = wear.hair, volume
    down = 0.6 + 3.6 * t
    line_ = {"swept": [(7.6 - 0.3 * t, -3.6), (4.4 + t, -6.0), (-1 + 2.6 * t, -6.6), (-5.4 + 3.4 * t, -4.0)],
             "straight": [(7.6 - 0.2 * t, -3.0), (4 + t, -3.6), (-1 + 2 * t, -3.6), (-5.2 + 3 * t, -3.2)],
             "parted": [(7.9 - 0.2 * t, -1.0), (6.0, -4.4), (-2.4 + 3 * t, -8.0), (-5.2 + 3.2 * t, -4.6)],
             "high": [(7.4 - 0.3 * t, -5.0), (3.6 + t, -7.8), (-1 + 2.2 * t, -7.9), (-5.4 + 3.2 * t, -5.6)]}[fringe]
    path = blob((-9.1 - 0.6 * t, down), (-10 - v - 0.4 * t, -4), (-7.4 - v * 0.6, -10.3 - v), (0, -12 - v), (7, -10.4 - v),
                (9.5 + v * 0.5 - 0.5 * t, -5), (8.9 - 0.3 * t, 0.2),
                *line_, (-7.0 + 4.5 * t, -0.6), (-7.3 + 4.6 * t, 1.2 + t), (-7.9 + 3.2 * t, 2.6 + 3 * t if t > 0.3 else 1.6))
    shaded(c, path, hair, 3, 0.45, 0.32)
    with c.clip(path):
        part = -2 + 3 * t
        for k in range(c.marks(13)):
            x = -9.5 + k * 1.6
            c.stroke(curve((part, -12 - v), (x * 0.75 + part * 0.2, -9.4 - v * 0.5), (x * 1.02, -2)),
                     faded((hair.dark, hair.light)[k % 2], 0.42), 0.55)
    return path


def front_hair(c, wear, t, wind=0.0):
    hair, style = wear.hair, wear.style
    if style == "bald":
        for x, far in ((-7.4 + 1.2 * t, False), (8.2 - 0.4 * t, True)):
            if far and t > 0.35:
                continue
            shaded(c, blob((x - 1.6, -4), (x + 0.8, -4.4), (x + 1.2, 0), (x - 0.6, 3 + 2 * t), (x - 2.2, 1)), hair, 1.2, 0.4,
                   0.25)
        c.fill(ellipse(-2 + 2 * t, -7.6, 3.2, 1.2, -0.2), "#ffffff40")
        return
    if style == "buzz":
        _cap(c, wear._replace(hair=Tone(mix(hair, wear.skin, 0.15))), t, -0.9, "high")
        return
    fringe = {"short": "swept", "quiff": "high", "mop": "straight", "curly": "high", "afro": "high", "bob": "straight",
              "long": "parted", "ponytail": "swept",
              "bun": "swept", "pigtails": "parted", "locks": "high", "spiky": "swept"}[style]
    _cap(c, wear, t, {"mop": 0.9, "afro": 0.6, "curly": 0.4, "bun": -0.2, "ponytail": -0.2}.get(style, 0.3), fringe)
    if style == "quiff":
        shaded(c, blob((-5 + 2 * t, -8), (-5 + 2 * t, -12), (0, -15), (7 + t, -14.4), (9 + t, -11), (6 + t, -8.2), (1 + t, -7)),
                hair, 2, 0.4, 0.35)
        c.stroke(curve((-3 + 2 * t, -10), (2, -13), (7 + t, -12.4)), faded(hair.dark, 0.5), 0.6)
    elif style == "spiky":
        for k in range(7):
            a = -2.7 + k * 0.36
            c.fill(limb([(7 * math.cos(a), -4 + 6 * math.sin(a)), (11.6 * math.cos(a) + 1, -4 + 11 * math.sin(a))], [4.6, 0.6]),
                   (hair, hair.light)[k % 2])
    elif style == "curly":
        puffs = joined(*(ellipse(9.3 * math.cos(a) - 0.4 * t, -4.2 + 8 * math.sin(a),
                                 2.9) for a in (math.pi + k * 0.45 for k in range(8))), *(ellipse(x + t, -7.4,
                                         2.3) for x in (-4.6, -1, 2.8, 5.8)))
        shaded(c, puffs, hair, 1.8, 0.4, 0.35)
        for k in range(6):
            c.stroke(curve((-7 + k * 2.7, -9), (-6 + k * 2.7, -10.4), (-4.8 + k * 2.7, -9)), faded(hair.light, 0.5), 0.5)
    elif style == "long":
        for side in (-1, 1):
            if side > 0 and t > 0.45:
                continue
            x = side * (8.6 - 0.2 * t) + (1.6 * t if side < 0 else 0)
            shaded(c, limb([(x * 0.85, -5), (x * 1.04, 2), (x * 1.06 - wind * 0.3, 10), (x * 0.95 - wind * 0.8, 18)],
                         [3, 4.2, 4.4, 1.4]), hair, 1.6, 0.4, 0.3)
    elif style == "mop":
        for k in range(5):
            x = -5.2 + k * 2.6 + 2 * t
            c.fill(limb([(x - 1, -8), (x, -5), (x + 0.6, -2.4)], [3.2, 2.6, 0.5]), (hair, hair.light, hair.dark)[k % 3])
    if style in ("long", "bob", "short", "bun", "ponytail", "pigtails"):
        c.stroke(curve((-5.6, -8.6), (-2, -10.6), (3, -10.6)), faded(hair.pale, 0.5), 0.9)


# --- hats ---------------------------------------------------------------------------------------------------------------


def woollen(c, wear, t):
    colour = wear.hat_colour
    shaded(c, ellipse(-1.4 * t, -15.6, 3.2), mix(colour, "#ffffff", 0.75), 1.4, 0.3, 0.1)
    dome = blob((-9.8, -3), (-9.6, -9), (-5.4, -13.4), (0, -14.4), (5.4, -13.4), (9.6, -9), (9.8, -3), (0, -2.4))
    shaded(c, dome, colour, 3.5, 0.42, 0.28)
    with c.clip(dome):
        for k in range(-4, 5):
            c.stroke(curve((k * 1.1, -15), (k * 2.2, -10), (k * 2.5, -3)), faded(colour.dark, 0.45), 0.5)
        c.stroke(curve((-10, -8.4), (0, -7.6), (10, -8.4)), mix(colour, "#fff8ea", 0.8), 1.3)
    brim = limb([(-9.2, -4.2), (0, -3.4), (9.2, -4.2)], [4.4, 4.4, 4.4])
    shaded(c, brim, colour.light, 1.6, 0.35, 0.2)
    for k in range(-5, 6):
        c.stroke(line((k * 1.75, -5.6), (k * 1.75, -2.2)), faded(colour.dark, 0.4), 0.5)


def straw(c, wear, t):
    colour = Tone("#e8c878")
    brim = ellipse(0.8 * t, -5, 17, 4.4)
    with c.layer(1.2, 0.35):
        c.fill(ellipse(t, -2.8, 9, 2.6), "#3a1c14")
    shaded(c, brim, colour, 2, 0.35, 0.25)
    crown = blob((-8.6, -5.4), (-8, -12.4), (-3.4, -15), (3.4, -15), (8, -12.4), (8.6, -5.4), (0, -4))
    shaded(c, crown, colour, 3, 0.4, 0.3)
    with c.clip(crown):
        for k in range(6):
            c.stroke(curve((-9, -14 + k * 1.7), (0, -13 + k * 1.8), (9, -14 + k * 1.7)), "#a8803c70", 0.4)
        c.stroke(curve((-9, -7), (0, -5.6), (9, -7)), wear.hat_colour, 2.6)
    for k in range(9):
        a = math.pi * k / 8
        c.stroke(line((9 * math.cos(a), -4.6 + 2 * math.sin(a)), (16 * math.cos(a), -5 + 4 * math.sin(a))), "#a8803c50", 0.4)


def cap(c, wear, t):
    colour = wear.hat_colour
    dome = blob((-9.6, -4), (-9.6, -9), (-5.6, -13.2), (0, -14), (5.6, -13.2), (9.6, -9), (9.5, -4), (0, -3.6))
    shaded(c, dome, colour, 3.2, 0.42, 0.3)
    c.stroke(curve((1.5 * t, -14), (3.4 * t, -9), (3.6 * t, -4)), faded(colour.dark, 0.6), 0.5)
    visor = blob((-7 + 8 * t, -5), (2 * t, -6), (7.6 + t, -5.2), (9 + 8 * t, -3.2), (6 + 6 * t, -2.2), (1.5 * t, -3.4),
                 (-6.4 + 7 * t, -3.2))
    shaded(c, visor, colour.dark, 1.2, 0.3, 0.3)
    c.fill(ellipse(0, -14, 1.1, 0.7), colour.dark)
    c.fill(ellipse(3.4 * t, -9, 2, 2), mix(colour, "#ffffff", 0.8))


def toque(c, wear, t):
    white = Tone("#faf8f2")
    puff = joined(ellipse(-6, -16, 5.4, 5), ellipse(6, -16, 5.4, 5), ellipse(0, -18.4, 6.6, 5.6), ellipse(-1, -14, 8, 5))
    shaded(c, puff, white, 3, 0.28, 0.1)
    band = blob((-8.8, -4.4), (-8.4, -12), (0, -12.8), (8.4, -12), (8.8, -4.4), (0, -3.4))
    shaded(c, band, white, 2, 0.28, 0.1)
    for k in range(-3, 4):
        c.stroke(line((k * 2.3, -11.4), (k * 2.4, -4.8)), "#b8b4c060", 0.5)


def beret(c, wear, t):
    colour = wear.hat_colour
    shaded(c, blob((-11, -6), (-11.6, -10), (-6, -13.6), (2, -14), (8.6, -11), (9.6, -6), (4, -6.4), (-5, -5)), colour, 3, 0.45,
            0.3)
    c.stroke(line((-1, -13.8), (-1.4, -15.6)), colour.dark, 1)
    c.stroke(curve((-8.8, -5), (0, -6.4), (9, -5.4)), colour.dark, 1.5)


def helmet(c, wear, t):
    colour = wear.hat_colour
    shell = blob((-10, -3), (-10.4, -9), (-5.8, -14), (1, -15), (7.4, -13), (10.6, -8), (10, -4), (0, -4.6))
    shaded(c, shell, colour, 3.4, 0.42, 0.45)
    for k in (-1, 0, 1):
        c.fill(ellipse(1.5 * t + k * 4.6, -10.4 + abs(k), 1.1, 2.6, k * 0.35), colour.deep)
    c.stroke(curve((-6.4 + 3 * t, -3), (-6 + 3 * t, 4), (1.6 * t, 10.4)), "#2a2430", 0.8)


HATS = {"woollen": woollen, "straw": straw, "cap": cap, "toque": toque, "beret": beret, "helmet": helmet}  # costumes add theirs

"""Things that people handle or sit on; each is drawn at the hands and feet of a figure: (canvas, figure, wear) -> None."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, mix, poly, rect

from ..palette import Tone
from .people_body import ahead, between, bones, heading, plus, second_tone, shaded

WOOD = Tone("#b07a48")


def pick(figure, *choices):
    """One of the choices, the same whenever the same figure asks."""
    return choices[int(abs(figure.build.girth * 9973 + figure.build.torso * 7919)) % len(choices)]


def seat(c, figure, wear, kind, at, height):
    top = -height
    if kind == "stool":
        for x, lean in ((-7, -2.5), (7, 2.5), (-2, -1)):
            shaded(c, bones(((at + x, top + 2), (at + x + lean, -0.5)), (1.4, 1.1)), WOOD.dark if x == -2 else WOOD, 0.8)
        c.stroke(line((at - 8, top * 0.4), (at + 8, top * 0.4)), WOOD.dark, 1.3)
        shaded(c, rect(at - 10.5, top, 21, 4, 1.8), WOOD.light, 1.6)
    elif kind == "bench":
        shaded(c, rect(at - 30, top - 23, 60, 4.5, 1), WOOD, 1.4)
        shaded(c, rect(at - 30, top - 15, 60, 4.5, 1), WOOD, 1.4)
        for x in (-25, 25):
            shaded(c, poly((at + x - 1.6, top - 25), (at + x + 1.4, top - 25), (at + x + 1.8, 0), (at + x - 1.8, 0)), "#3a3c48",
                    0.9)
        shaded(c, rect(at - 31, top, 62, 4.6, 1), WOOD.light, 1.6)
        c.stroke(line((at - 30, top + 2.6), (at + 30, top + 2.6)), faded(WOOD.dark, 0.6), 0.5)
    else:
        box = rect(at - 11, top, 22, height, 1)
        shaded(c, box, WOOD.light, 3)
        with c.clip(box):
            for k in range(1, 4):
                c.stroke(line((at - 11, top + k * height / 4), (at + 11, top + k * height / 4)), WOOD.dark, 0.7)
        c.stroke(rect(at - 9.8, top + 1.2, 19.6, height - 2.4), faded(WOOD.dark, 0.8), 1.4)


def open_book(c, figure, wear):
    (_, _, near), (_, _, far) = figure.arms
    x, y = between(near, far, 0.5)
    cover = Tone(pick(figure, "#a8323c", "#2f6a58", "#34508c", "#c88a2c", "#6a3f7c"))
    with c.placed(x, y - 3.5, 1.12, -0.05 if figure.pose.turn < 0.3 else 0.1):
        for side in (-1, 1):
            c.fill(poly((0, -6.8), (side * 10.4, -9.2), (side * 11, 4.2), (0, 6.6)), "#fbf5e6")
            for k in range(3):
                c.stroke(line((side * 0.5, -6.9 - k * 0.15), (side * 10.2, -9.3 - k * 0.35)), "#cfc2a4", 0.3)
            leaf = poly((0, -5.6), (side * 11.2, -8), (side * 11.6, 5), (0, 7.4))
            shaded(c, leaf, cover, 2, 0.38, 0.3)
            c.stroke(poly((side * 2, -4.4), (side * 9.8, -6.1), (side * 10.1, 3.6), (side * 2, 5.4)), faded(cover.pale, 0.75),
                     0.5)
        c.stroke(line((0, -6), (0, 7.2)), cover.deep, 1.2)
    for number, (wx, wy) in enumerate((near, far)):
        side = 1 if number else -1
        shaded(c, ellipse(x + side * 11.4, y - 0.4, 2.0, 2.5), wear.gloves or wear.skin, 1, 0.3)


def dust(c, figure, wear):
    """A puff where the foot has left the ground."""
    x = min(ankle[0] for _, _, ankle in figure.legs)
    with c.layer(0.8, 0.5):
        for k in range(4):
            c.fill(ellipse(x - 7 - k * 4.2, -1.6 - (k % 2) * 1.4, 2.8 - k * 0.45, 1.9 - k * 0.3), "#f0e6d4")


def notes(c, figure, wear):
    for x, y, size, turn in ((-25, -84, 1, -0.2), (27, -70, 0.85, 0.2)):
        with c.placed(x, y, size, turn):
            for stroke, colour in ((2.6, "#ffffffb0"), (1.1, "#3a2a5c")):
                c.stroke(line((1.6, 0), (1.6, -9), (6, -7.6)), colour, stroke)
            c.fill(ellipse(0, 0, 2.3, 1.7, -0.3), "#3a2a5c")


def waves_of_the_hand(c, figure, wear):
    x, y = plus(figure.arms[1][2], (0.5, -4))
    for side in (-1, 1):
        for k in range(2):
            r = 7.4 + k * 2.6
            c.stroke(curve(*((x + side * r * math.cos(a), y - r * math.sin(a)) for a in (-0.3, 0.15, 0.6))), "#ffffffb8", 0.9)


def guitar(c, figure, wear):
    x, y = figure.at(0.28, -3)
    wood = Tone(pick(figure, "#c8843c", "#a85c2c", "#d8a050", "#8a3a28"))
    with c.placed(x, y, 1.04, -0.42):
        shaded(c, rect(10, -1.9, 31, 3.8, 1), "#4a2e20", 1)
        for k in range(8):
            c.stroke(line((14 + k * 3.1, -1.7), (14 + k * 3.1, 1.7)), "#d8cdb4", 0.4)
        shaded(c, poly((40, -2), (50, -3), (50.5, 3), (40, 2)), "#5a3624", 1)
        for k in range(3):
            for side in (-1, 1):
                c.fill(ellipse(42.6 + k * 3, side * 3.7, 1.1), "#e8e0cc")
        body = blob((-17, 0), (-14, -10.5), (-5, -11.6), (1.5, -7.6), (8.5, -8.8), (13.4, -4), (13.4, 4), (8.5, 8.8), (1.5, 7.6),
                    (-5, 11.6), (-14, 10.5))
        c.shadow(body, 1.6, 0.35, 0.6, 1.4)
        shaded(c, body, wood, 4, 0.4, 0.35)
        with c.clip(body):
            for k in range(9):
                c.stroke(line((-18, -10 + k * 2.5), (14, -9.4 + k * 2.4)), faded(wood.dark, 0.22), 0.5)
        c.stroke(body, wood.deep, 0.7)
        c.fill(ellipse(4.2, 0, 4.5), "#e8d0a0")
        c.fill(ellipse(4.2, 0, 3.8), "#2a1812")
        c.fill(rect(-10.6, -4, 2.2, 8, 0.6), "#3a2018")
        for k in range(4):
            c.stroke(line((-9.6, -1.5 + k), (42, -1.2 + k * 0.8)), "#f4f0e0c0", 0.25)
    c.stroke(curve(figure.at(0.42, -figure.build.waist), figure.at(0.75, -1), figure.at(0.98, 5)), "#4a2a1e", 1.6)


def easel(c, figure, wear):
    x, w, h = 34, 30, 36
    top = figure.chest[1] - 8
    for dx, lean in ((-9, -5), (9, 5), (0, 3)):
        shaded(c, bones(((x + dx * 0.3, top - 9), (x + dx + lean, -0.8)), (1.2, 1.3)), WOOD if dx else WOOD.dark, 0.8)
    canvas = rect(x - w / 2, top, w, h, 0.6)
    c.shadow(canvas, 1.4, 0.35, 0.8, 1)
    c.fill(canvas, "#fbf7ee")
    kind = pick(figure, 0, 1, 2)
    with c.clip(rect(x - w / 2 + 1.6, top + 1.6, w - 3.2, h - 3.2)):
        c.fill(canvas, ("#a8d8f0", "#f8d8a8", "#f4ece0")[kind])
        if kind == 2:
            c.stroke(curve((x, top + h), (x + 1, top + 24), (x - 1, top + 14)), "#3f8a4a", 1.6)
            for k in range(7):
                a = 2 * math.pi * k / 7
                c.fill(ellipse(x + 6 * math.cos(a), top + 12 + 6 * math.sin(a), 4), "#e0527a")
            c.fill(ellipse(x, top + 12, 3.4), "#f4c83c")
        else:
            c.fill(ellipse(x + 6, top + 9, 5), ("#ffe27a", "#f0603c")[kind])
            c.fill(blob((x - 20, top + 40), (x - 14, top + 20), (x - 4, top + 15), (x + 6, top + 24), (x + 20, top + 20),
                        (x + 22, top + 42)), ("#4a9a58", "#8a4a8a")[kind])
            c.fill(blob((x - 20, top + 42), (x - 6, top + 27), (x + 10, top + 29), (x + 22, top + 42)),
                   ("#2f7a64", "#4a3a78")[kind])
    c.stroke(line((x - w / 2 - 1, top + h + 1), (x + w / 2 + 1, top + h + 1)), WOOD.dark, 2.6)


def brush(c, figure, wear):
    hand = plus(figure.arms[1][2], (1.5, 0))
    tip = plus(hand, (9.5, -2.5))
    c.stroke(line(plus(hand, (-4, 1.4)), tip), "#8a5a34", 1.1)
    c.stroke(line(plus(tip, (-1, 0.2)), plus(tip, (2.4, -0.7))), "#e0483c", 1.9)


def palette(c, figure, wear):
    x, y = plus(figure.arms[0][2], (3, -1.5))
    shaded(c, blob((x - 9, y), (x - 5, y - 4.4), (x + 4, y - 4.6), (x + 10, y - 1), (x + 7, y + 3.4), (x - 3, y + 4)), "#d8a868",
            1.2, 0.35, 0.25)
    for k, colour in enumerate(("#d8383c", "#f0c02c", "#3a7ad0", "#3a9a4c", "#ffffff", "#7a3ca8")):
        c.fill(ellipse(x - 6 + k * 2.5, y - 1.6 - 1.2 * math.sin(k * 0.8), 1.25, 1), colour)


def pan(c, figure, wear):
    hand, other = figure.arms[1][2], figure.arms[0][2]
    x, y = hand[0] + 17, hand[1] - 1
    c.stroke(line(plus(hand, (0, 0.6)), (x - 8, y + 0.6)), "#2a2a32", 2.2)
    shaded(c, blob((x - 11, y - 1.6), (x + 11, y - 1.6), (x + 8.6, y + 4), (x - 8.6, y + 4)), "#34363f", 1.6, 0.4, 0.5)
    c.fill(ellipse(x, y - 1.8, 11.2, 2.4), "#4a4c58")
    for k, colour in enumerate(("#e8503c", "#f0b83c", "#6ab04a", "#f4e8c8", "#e88a3c")):
        shaded(c, ellipse(x - 7 + k * 3.4, y - 3 - (k % 2), 2.4, 1.8), colour, 0.8, 0.3)
    with c.layer(1.2, 0.75):
        for k in range(3):
            c.stroke(curve((x - 5 + k * 5, y - 7), (x - 7 + k * 5, y - 12), (x - 3 + k * 5, y - 17), (x - 5 + k * 5, y - 22)),
                     "#ffffff", 1.4)
    c.stroke(line(plus(other, (-1, 3)), plus(other, (5, -13))), WOOD, 1.5)
    shaded(c, ellipse(other[0] + 5.8, other[1] - 15.4, 2.3, 3.6, 0.3), WOOD.light, 0.9)


def ball(c, figure, wear):
    foot = max((leg[2] for leg in figure.legs), key=lambda ankle: ankle[0])
    x, y, r = foot[0] + 15, min(foot[1] - 4, -7), 6.6
    for k in range(3):
        c.stroke(line((x - 10 - k * 0.4, y + 2.4 + k * 2.4), (x - 16 - k, y + 5 + k * 2.4)), "#ffffff90", 0.8)
    path = ellipse(x, y, r)
    shaded(c, path, "#f8f8f4", 2.4, 0.4, 0.1)
    with c.clip(path):
        for a in range(6):
            dx, dy = (0, 0) if a == 5 else (r * 1.02 * math.cos(a * 1.257 - 0.5), r * 1.02 * math.sin(a * 1.257 - 0.5))
            c.fill(poly(*((x + dx + 2.3 * math.cos(k * 1.257 + 0.3 + a),
                           y + dy + 2.3 * math.sin(k * 1.257 + 0.3 + a)) for k in range(5))), "#22242c")
            if a < 5:
                c.stroke(line((x, y), (x + dx, y + dy)), "#22242c80", 0.5)


def mat(c, figure, wear):
    colour = Tone(pick(figure, "#7a5aa8", "#3a8a8a", "#c86a5a", "#5a7ab8"))
    shaded(c, poly((-34, -6), (34, -6), (40, 3), (-40, 3)), colour, 1.4, 0.35, 0.2)
    c.stroke(line((-39, 2.8), (39, 2.8)), colour.dark, 1.2)


def umbrella_behind(c, figure, wear):
    """The inside of the canopy."""
    x, y = _umbrella_top(figure)
    c.fill(blob((x - 27, y + 16), (x - 14, y + 8), (x + 14, y + 8), (x + 27, y + 16), (x, y + 19)),
           mix(wear.top, "#120a1c", 0.55))


def _umbrella_top(figure):
    hand = figure.arms[1][2]
    return hand[0] - 4.5, min(figure.head[1] - figure.build.head * 0.62 - 15, hand[1] - 32)


def umbrella(c, figure, wear):
    x, y = _umbrella_top(figure)
    hand = figure.arms[1][2]
    c.stroke(line((x, y + 2), plus(hand, (0.6, 8))), "#4a3a38", 1.3)
    c.stroke(curve(plus(hand, (0.6, 8)), plus(hand, (1.4, 11)), plus(hand, (4, 10.6)), plus(hand, (4.4, 8.6))), WOOD.dark, 1.8)
    canopy = blob((x - 28, y + 16), (x - 22, y + 5), (x - 10, y - 2), (x, y - 4), (x + 10, y - 2), (x + 22, y + 5),
                  (x + 28, y + 16), (x + 20, y + 13), (x + 10, y + 15.4), (x, y + 12.6), (x - 10, y + 15.4), (x - 20, y + 13))
    shaded(c, canopy, wear.top, 5, 0.4, 0.35)
    with c.clip(canopy):
        if pick(figure, 0, 1):
            for a, b in ((-28, -10), (10, 28)):
                c.fill(blob((x, y - 4), (x + a, y + 17), (x + b, y + 17)), faded(second_tone(wear.top), 0.75))
        for k in (-20, -10, 0, 10, 20):
            c.stroke(curve((x, y - 4), (x + k * 0.75, y + 4), (x + k, y + 16)), faded(wear.top.dark, 0.6), 0.6)
    c.stroke(line((x, y - 3.6), (x, y - 7)), "#4a3a38", 1.3)


def barbell(c, figure, wear):
    (_, _, near), (_, _, far) = figure.arms
    y = (near[1] + far[1]) / 2 - 2.4
    x = (near[0] + far[0]) / 2
    c.stroke(line((x - 37, y), (x + 37, y)), "#8a909c", 1.8)
    c.stroke(line((x - 37, y - 0.4), (x + 37, y - 0.4)), "#e0e4ea", 0.5)
    colour = Tone(pick(figure, "#2c2e38", "#3a3c4c", "#a8323c"))
    for side in (-1, 1):
        for k, size in ((25, 11), (29.4, 8.6), (33, 6)):
            shaded(c, rect(x + side * k - 1.9, y - size, 3.8, size * 2, 1.4), colour, 1.2, 0.4, 0.4)


def dumbbells(c, figure, wear):
    for (_, elbow, wrist), side in zip(figure.arms, (-1, 1)):
        x, y = plus(wrist, ahead(heading(elbow, wrist), 3))
        c.stroke(line((x - 6, y), (x + 6, y)), "#9aa0aa", 1.6)
        for dx in (-6.6, 6.6):
            shaded(c, rect(x + dx - 2.4, y - 4.4, 4.8, 8.8, 1.4), "#30323c", 1.3, 0.4, 0.45)


def camera(c, figure, wear):
    size = figure.build.head / 17
    with c.placed(figure.head[0] + 2.4 * figure.look, figure.head[1] + 0.06 * figure.build.head, size, math.radians(figure.tilt)):
        shaded(c, rect(-3.6, -6.6, 7.2, 4, 1), "#2e3038", 1)
        shaded(c, rect(-8, -4.6, 16, 9.4, 1.6), "#34363f", 1.6, 0.4, 0.4)
        c.fill(rect(-8, -1.6, 16, 4), "#4a4038")
        c.fill(rect(3.6, -3.8, 2.8, 1.5, 0.4), "#ffe9a8")
        shaded(c, ellipse(0, 0.4, 4.7), "#22242c", 1.2, 0.3, 0.5)
        c.fill(ellipse(0, 0.4, 3.5), "#3a4a78")
        c.fill(ellipse(0, 0.4, 2.1), "#141a34")
        c.fill(ellipse(-1.2, -0.9, 1.0), "#cfe4ff")
        c.fill(rect(-6.8, -5.7, 2.6, 1.3, 0.4), "#c83a3c")
    if pick(figure, 0, 0, 1):
        x, y = figure.head[0] + 4 * size, figure.head[1] - 3 * size
        c.glow(x, y, 15, "#fff6d8", 0.9)
        c.fill(poly(*((x + (8 if k % 2 == 0 else 1.4) * math.cos(k * math.pi / 4),
                       y + (8 if k % 2 == 0 else 1.4) * math.sin(k * math.pi / 4)) for k in range(8))), "#fffdf2e0")


def rock(c, figure, wear):
    """A cliff with holds under hands and feet, and the rope."""
    stone = Tone(pick(figure, "#a08c78", "#8c8a92", "#b0845c"))
    cliff = blob((-40, 2), (-36, -34), (-40, -70), (-33, -108), (-14, -127), (8, -122), (27, -128), (38, -104), (34, -66),
                 (40, -30), (37, 2))
    shaded(c, cliff, stone, 9, 0.45, 0.25)
    with c.clip(cliff):
        c.texture(9, stone.deep, stone.pale, 0.4, 4)
        for k in range(7):
            x, y = -34 + (k * 29) % 64, -116 + k * 17
            c.stroke(curve((x, y), (x + 9, y + 4), (x + 11, y + 13), (x + 20, y + 16)), faded(stone.deep, 0.6), 1.2)
            c.stroke(curve((x, y + 1.6), (x + 9, y + 5.6), (x + 11, y + 14.6)), faded(stone.pale, 0.5), 0.8)
    for number, (x, y) in enumerate([arm[2] for arm in figure.arms] + [plus(leg[2], (2, 4)) for leg in figure.legs]):
        shaded(c, ellipse(x, y - (3 if number < 2 else -1), 5, 3), stone.light, 1.4, 0.45, 0.3)
    x, y = figure.hip
    c.stroke(curve((x + 4, -124), (x + 6, y - 40), (x + 3, y - 4)), "#e8483c", 1.1)

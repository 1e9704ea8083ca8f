"""Signs with words on them, of several makes."""

import math

from drawing.canvas import curve, ellipse, faded, line, linear, mix, poly, rect, vertical

from . import subject
from .lettering import inscribe

WORDS = ("coming_soon open closed sale stop exit welcome hello cafe no_parking hotel bakery books pizza keep_out thank_you "
         "wet_paint garage museum market school beware_of_the_dog happy_birthday danger")


def _ink(look):
    return {"white": "#26242c", "yellow": "#2a2420", "grey": "#1c1c24", "pink": "#5a1c3a"}.get(look.colour, "#fff8e8")


def wooden(c, look, paint, words):
    """Painted planks on two posts."""
    dice, posts = look.random, look.random.choice(("#7a5236", "#6a4630", "#8f6844"))
    for x in (-30, 30):
        c.solid(rect(x - 3.4, -72, 6.8, 72, 1.4), posts, 1.6)
    rows = dice.choice((3, 4))
    tall = 46 / rows
    for row in range(rows):
        y, slip = -69 + row * tall, dice.uniform(-1.5, 1.5)
        plank = rect(-48 + slip, y, 96, tall - 0.7, 1.6)
        c.solid(plank, vertical(y, y + tall, mix(paint, "#ffffff", 0.12), mix(paint, "#160c20", dice.uniform(0, 0.12))), 1.4, 0.4,
                0.3)
        with c.clip(plank):
            for _ in range(c.marks(12)):
                x, at = dice.uniform(-50, 30), y + dice.uniform(0.5, tall - 1)
                c.stroke(curve((x, at), (x + 8, at + 0.5), (x + dice.uniform(14, 26), at)), faded(paint.deep, 0.26), 0.35)
    for x in (-30, 30):
        for row in range(rows):
            c.fill(ellipse(x, -69 + (row + 0.5) * tall, 0.9), "#c8ccd4")
    inscribe(c, words, 0.5, -45.6, 84, 36, faded("#160c20", 0.4), 0.18)
    inscribe(c, words, 0, -46.2, 84, 36, _ink(look), 0.18)


def neon(c, look, paint, words):
    """Glass tubes that glow on a dark panel."""
    dull = look.colour in ("black", "brown", "grey")
    light = "#fff0c8" if dull else paint
    panel = paint if dull else mix(paint, "#0c0a18", 0.84)
    for x in (-28, 28):
        c.solid(rect(x - 1.8, -30, 3.6, 30), "#3a3c46", 1)
        c.solid(rect(x - 8, -2.6, 16, 2.6, 1), "#2a2c34", 0.8)
    c.solid(rect(-50, -73, 100, 52, 5), panel, 2, 0.4, 0.3)
    frame = rect(-46, -69, 92, 44, 5)
    with c.layer(2.2, 0.9):
        c.stroke(frame, light, 2.6)
        inscribe(c, words, 0, -47, 80, 32, light, 0.3)
    for bold, paint_ in ((1.9, mix(light, "#ffffff", 0.1)), (0.7, mix(light, "#ffffff", 0.6))):
        c.stroke(frame, paint_, bold)
        inscribe(c, words, 0, -47, 80, 32, paint_, 0.075 * (1 + bold))
    c.glow(0, -47, 62, light, 0.4)


def hanging(c, look, paint, words):
    """A shop's board on chains from an iron arm."""
    dice, iron = look.random, "#2c2c36"
    c.solid(rect(-48, -74, 5, 74, 1.4), dice.choice(("#5a4030", "#3a3c46", "#6a4c36")), 1.4)
    c.fill(poly((-51, 0), (-49, -4), (-42, -4), (-40, 0)), iron)
    c.stroke(line((-46, -70), (48, -70)), iron, 2)
    c.stroke(curve((-45, -52), (-36, -56), (-30, -69)), iron, 1.4)
    for x in (-40, 49):
        c.stroke(lambda q, x=x: q.arc(x, -73, 2.6, 0.6, 5), iron, 1.1)
    for x in (-22, 36):
        for k in range(3):
            c.stroke(ellipse(x, -67.6 + k * 2.6, 0.9, 1.5), "#6a6e7a", 0.6)
    style = dice.random()
    board = rect(-36, -61, 86, 38, 4) if style < 0.6 else ellipse(7, -42, 43, 20)
    inner = rect(-33, -58, 80, 32, 3) if style < 0.6 else ellipse(7, -42, 40, 17.4)
    c.solid(board, linear(-36, -62, 50, -22, mix(paint, "#ffffff", 0.2), paint, mix(paint, "#160c20", 0.16)), 2)
    c.stroke(inner, "#e8c46a" if look.colour not in ("yellow", "orange", "white") else "#6a4a30", 1)
    area = (70, 25) if style < 0.6 else (60, 19)
    inscribe(c, words, 7.6, -41.6, *area, faded("#160c20", 0.4), 0.18)
    inscribe(c, words, 7, -42, *area, _ink(look), 0.18)


def marquee(c, look, paint, words):
    """A board framed by light bulbs."""
    for x in (-26, 26):
        c.solid(rect(x - 2.6, -26, 5.2, 26), "#4a4650", 1.2)
        c.solid(rect(x - 8, -3, 16, 3, 1), "#35323c", 0.8)
    c.solid(rect(-50, -74, 100, 52, 4), mix(paint, "#160c20", 0.3), 2, 0.4, 0.35)
    c.solid(rect(-43.4, -67.4, 86.8, 38.8, 2), vertical(-68, -28, mix(paint, "#ffffff", 0.14), paint), 1.4, 0.3, 0.2)
    inscribe(c, words, 0.6, -47.4, 78, 30, faded("#160c20", 0.45), 0.19)
    inscribe(c, words, 0, -48, 78, 30, _ink(look), 0.19)
    bulbs = [(-46.7 + k * 9.34, y) for k in range(11) for y in (-70.7, -25.3)]
    bulbs += [(x, -70.7 + k * 9.08) for k in range(1, 5) for x in (-46.7, 46.7)]
    for x, y in bulbs:
        c.fill(ellipse(x, y, 2), linear(x - 2, y - 2, x + 2, y + 2, "#fffdf0", "#ffdf90", "#d89a40"))
        c.glow(x, y, 8, "#ffc85a", 0.7)


def road(c, look, paint, words):
    """Sheet metal on a steel pole; STOP on an octagon."""
    c.solid(rect(-2, -40, 4, 40), "#a8aeb8", 0.9)
    c.fill(poly((-6, 0), (-4, -2.4), (4, -2.4), (6, 0)), "#6a6e78")
    if words == "stop":
        plates = [poly(*[(size * math.cos(math.pi * (k + 0.5) / 4),
                          -50 + size * math.sin(math.pi * (k + 0.5) / 4)) for k in range(8)]) for size in (27, 25.6, 23.6)]
        area, middle, width = (37, 26), -50, 54
    elif words == "exit" and look.random.random() < 0.6:
        plates = [poly((-46 + d, -72 + d), (30 - d * 0.4, -72 + d), (50 - d * 1.4, -52), (30 - d * 0.4, -32 - d),
                       (-46 + d, -32 - d)) for d in (0, 1.4, 3.4)]
        area, middle, width = (66, 25), -52, 96
    else:
        plates = [rect(-48 + d, -72 + d, 96 - 2 * d, 42 - 2 * d, 5 - d) for d in (0, 1.4, 3.4)]
        area, middle, width = (80, 30), -51, 96
    rim = "#fbfaf6" if look.colour not in ("white", "yellow") else "#26242c"
    c.solid(plates[0], paint, 1.4, 0.35, 0.3)
    c.fill(plates[1], rim)
    c.fill(plates[2], linear(-width / 2, -74, width / 2, -28, mix(paint, "#ffffff", 0.14), paint, mix(paint, "#160c20", 0.1)))
    inscribe(c, words, -5 if words == "exit" and area[0] == 66 else 0, middle, *area,
             _ink(look) if rim != "#fbfaf6" or look.colour in ("grey", "pink") else rim, 0.19)


MAKES = {"wooden": wooden, "neon": neon, "hanging": hanging, "marquee": marquee, "road": road}


@subject("sign", "sign", box=(102, 74), habitats="floor land road table snow",
         colours="red blue green yellow orange pink purple white black brown grey", size=0.74, many=1,
         mirror=False, lettering=WORDS, make=" ".join(MAKES))
def sign(c, look):
    MAKES[look.traits["make"]](c, look, look.tone(), look.traits["lettering"])

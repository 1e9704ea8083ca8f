"""Birds: the small songbird, parrot, owl, penguin, flamingo."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix, poly

from . import subject
from .anatomy import blend, branch, eye, hair


def _feathers(c, path, random, count, area, tone, size=3.0):
    """Rows of small scalloped feathers within a path; area is (left, top, right, bottom)."""
    with c.clip(path):
        for _ in range(c.marks(count)):
            x, y = random.uniform(area[0], area[2]), random.uniform(area[1], area[3])
            c.stroke(curve((x - size, y - size * 0.3), (x, y + size * 0.6), (x + size, y - size * 0.3)),
                     faded(random.choice((tone.dark, tone.light)), 0.45), 0.6)


def wing(c, root, reach, first, last, tones, count=8, thick=9.0):
    """A spread wing: long feathers that fan out from the shoulder between two angles, and shorter ones over them."""
    x, y = root
    for share, tone in zip((1.0, 0.68, 0.42), tones):
        for k in range(count):
            t = k / (count - 1)
            angle, far = first + (last - first) * t, reach * share * (1 - 0.42 * t * t)
            middle = (x + far * 0.55 * math.cos(angle - 0.12), y + far * 0.55 * math.sin(angle - 0.12))
            c.fill(limb([(x, y), middle, (x + far * math.cos(angle), y + far * math.sin(angle))],
                        [thick * 0.8, thick * 1.1, thick * 0.5]),
                   mix(tone, "#0c0814", 0.05 + 0.22 * (k % 2)))
    c.solid(limb([(x, y), (x + reach * 0.4 * math.cos(first), y + reach * 0.4 * math.sin(first)),
                  (x + reach * 0.72 * math.cos(first), y + reach * 0.72 * math.sin(first))],
                 [thick * 1.6, thick * 1.2, thick * 0.5]), tones[-1], thick * 0.4, 0.3, 0.3)


@subject("bird", "animal", box=(100, 88), habitats="land sky snow", colours="blue red yellow green brown orange white black",
         poses="perched flying", size=0.52)
def bird(c, look):
    back, random = look.tone(), look.random
    breast = blend(back, random.choice(("#fff0d0", "#f8e8d8", "#fce2b0")) if look.colour != "black" else "#8a8690",
                   random.uniform(0.25, 0.6))
    dark = blend(back, "#1c2034", 0.35 if look.colour != "white" else 0.12)
    cap = random.choice((back.dark, dark, back))
    beak = random.choice(("#e8a23a", "#f0b848", "#4a4450"))
    if look.pose == "flying":
        with c.placed(0, 0, 1, random.uniform(-0.12, 0.06)):
            up = random.random() < 0.6
            wing(c, (4, -46), 50, *((-1.0, -2.3) if up else (-0.4, -1.5)), (dark.dark, dark, dark), 7)
            for k in range(5):
                c.solid(limb([(-18, -36), (-48, -32 + k * 3.6 - 4)], [7, 5]), mix(dark, back, 0.2 * (k % 2)), 1.6)
            body = blob((-26, -36), (-8, -50), (16, -52), (30, -48), (38, -38), (30, -27), (8, -22), (-14, -28))
            c.solid(body, back, 9, 0.4, 0.3)
            with c.clip(body):
                with c.layer(2):
                    c.fill(ellipse(14, -24, 24, 10), breast)
                c.fill(ellipse(31, -52, 17, 8, 0.2), cap)
            _feathers(c, body, random, 60, (-24, -50, 20, -24), back)
            c.solid(poly((37, -42), (49, -37), (36, -34)), beak, 1.6)
            eye(c, 30.5, -40, 2.5, "#2a1a18")
            wing(c, (6, -44), 54, *((-1.75, -3.0) if up else (1.9, 2.95)), (dark, back, back.light), 8)
        return
    branch(c, random, -14)
    for x in (0, 9):
        c.stroke(line((x, -24), (x + 2, -12)), "#4a3830", 2)
        for dx in (-3, 1, 5):
            c.stroke(curve((x + 2, -13), (x + 2 + dx, -12.4), (x + 2.6 + dx, -9)), "#4a3830", 1.5)
    c.solid(blob((-18, -34), (-50, -12), (-46, -5), (-38, -6), (-10, -24)), dark, 3)
    body = blob((33, -50), (27, -66), (12, -72), (-2, -64), (-20, -42), (-24, -28), (-10, -18), (14, -17), (29, -30))
    c.solid(body, back, 11, 0.4, 0.3)
    with c.clip(body):
        with c.layer(2.4):
            c.fill(blob((36, -50), (24, -48), (14, -40), (8, -24), (14, -14), (34, -20)), breast)
        c.fill(blob((32, -56), (27, -68), (12, -74), (-4, -64), (6, -60), (18, -59)), cap)
    hair(c, body, back, 130, 2.2, 4, 0.6)
    folded = blob((4, -52), (-12, -50), (-30, -34), (-46, -12), (-26, -16), (-4, -24), (7, -38))
    c.solid(folded, blend(back, dark, 0.6), 6, 0.42, 0.4)
    with c.clip(folded):
        for k in range(6):
            c.stroke(curve((6, -48 + k * 5), (-16, -36 + k * 4), (-46, -12 + k * 3)), faded(back.pale, 0.55), 1)
        c.stroke(curve((2, -52), (0, -40), (-8, -26)), faded(breast, 0.8), 2.4)
    c.solid(poly((31, -57), (44, -51), (31, -48)), beak, 1.6)
    eye(c, 21, -56, 3.4, "#2a1a18")


@subject("parrot", "animal", box=(96, 100), habitats="land sky", colours="green red blue yellow white grey",
         poses="perched flying", size=0.58)
def parrot(c, look):
    coat, random = look.tone(), look.random
    pairs = {"green": ("#d8c02c", "#2a6ad0"), "red": ("#2a6ad0", "#f2c62c"), "blue": ("#f2b82c", "#f2c62c"),
             "yellow": ("#4aa84a", "#2a8ad0"),
             "white": ("#f6e27a", "#ffffff"), "grey": ("#d8383c", "#6a6e78")}
    other, third = (blend(colour, coat, 0.12) for colour in pairs[look.colour])
    if look.pose == "flying":
        wing(c, (8, -56), 54, -0.9, -2.2, (third.dark, coat.dark, coat.dark), 8, 10)
        for k in range(5):
            c.solid(limb([(-14, -46), (-34, -34 + k * 3), (-54, -28 + k * 5)], [8, 6, 2]), (coat, other, third)[k % 3], 2)
        c.solid(blob((-22, -44), (-6, -58), (18, -62), (32, -56), (28, -42), (8, -34), (-12, -36)), coat, 9, 0.4, 0.3)
        wing(c, (8, -54), 58, -1.7, -3.0, (third, other, coat), 8, 10)
        head = (32, -56)
    else:
        branch(c, random, -26)
        for k in range(3):
            c.solid(limb([(-8, -34), (-20 - k * 3, -14), (-28 - k * 4, 2 - k)], [9, 7, 2]), (coat.dark, other, third)[k], 2)
        body = blob((20, -70), (24, -50), (16, -32), (0, -26), (-12, -32), (-12, -56), (0, -76), (12, -80))
        c.solid(body, coat, 10, 0.4, 0.3)
        _feathers(c, body, random, 110, (-14, -76, 24, -26), coat)
        folded = blob((4, -68), (-12, -62), (-20, -40), (-26, -16), (-12, -24), (2, -38), (8, -54))
        c.solid(folded, coat.dark if look.colour != "white" else coat, 6, 0.4, 0.35)
        with c.clip(folded):
            c.fill(blob((-22, -48), (6, -46), (6, -30), (-26, -30)), other)
            c.fill(blob((-26, -32), (2, -34), (-4, -10), (-32, -8)), third)
            for k in range(5):
                c.stroke(curve((6 - k * 3, -50), (-10 - k * 2, -34), (-26, -14)), faded("#10101c", 0.3), 0.8)
        for x in (2, 12):
            c.solid(limb([(x, -30), (x + 1, -24), (x + 3, -21)], [6, 5, 4]), "#5a5058", 1.4)
        head = (12, -80)
    with c.placed(*head):
        if look.colour == "white":
            for k in range(4):
                c.fill(limb([(-4, -8), (-10 - k, -20 - k * 2), (-4 + k * 5, -26 + k * 2)], [5, 4, 1.4]), other)
        skull = ellipse(0, 0, 15, 14)
        c.solid(skull, coat, 7, 0.36, 0.35)
        c.fill(ellipse(6, 0, 7.4, 7), "#fbf6ee")
        for k in range(3):
            c.stroke(curve((2, 2 + k * 1.8), (6, 3 + k * 1.8), (10, 1.6 + k * 1.8)), faded(coat.dark, 0.6), 0.5)
        hook = blob((11, -8), (20, -6), (25, 2), (22, 13), (18, 7), (12, 6))
        c.solid(blob((10, 4), (18, 6), (17, 12), (11, 11)), "#2a262c", 1.6)
        c.solid(hook, random.choice(("#2f2a30", "#f0d8a8")) if look.colour != "yellow" else "#2f2a30", 3, 0.4, 0.5)
        eye(c, 5.4, -2, 2.6, "#e0a83a", 0.55)


@subject("owl", "animal", box=(84, 100), habitats="land snow", colours="brown white grey", size=0.56)
def owl(c, look):
    coat, random = look.tone(), look.random
    pale = blend(coat, "#f8e8c8", 0.6)
    branch(c, random, -12, thick=7)
    c.solid(blob((-10, -20), (10, -20), (8, 3), (0, 6), (-8, 3)), coat.dark, 3)
    body = blob((0, -84), (22, -78), (29, -56), (26, -30), (14, -12), (0, -8), (-14, -12), (-26, -30), (-29, -56), (-22, -78))
    c.solid(body, coat, 13, 0.4, 0.3)
    belly = blob((0, -56), (16, -48), (17, -28), (8, -12), (-8, -12), (-17, -28), (-16, -48))
    c.solid(belly, pale, 7, 0.22, 0.15)
    with c.clip(belly):
        for row in range(7):
            for k in range(-3, 4):
                x, y = k * 6 + row % 2 * 3, -50 + row * 6
                c.stroke(curve((x - 2.6, y - 1.4), (x, y + 1.8), (x + 2.6, y - 1.4)), coat.dark if look.colour != "white"
                         else "#8a8078", 1)
    for side in (-1, 1):
        arm = blob((side * 22, -58), (side * 31, -46), (side * 30, -26), (side * 20, -8), (side * 15, -22), (side * 17, -44))
        c.solid(arm, coat.dark if look.colour != "white" else blend(coat, "#b0a8a0", 0.3), 5, 0.4, 0.3)
        _feathers(c, arm, random, 40, (15 if side > 0 else -31, -54, 31 if side > 0 else -15, -10), coat, 2.6)
        for dx in (-4, 0, 4):
            c.solid(limb([(side * 9 + dx, -14), (side * 9 + dx * 1.1, -8)], [4, 3]), "#e0a848", 1.2)
    if random.random() < 0.7:
        for side in (-1, 1):
            c.solid(blob((side * 8, -80), (side * 22, -95), (side * 25, -94), (side * 25, -72)), coat, 3)
    c.solid(blob((0, -86), (20, -82), (27, -66), (20, -52), (0, -48), (-20, -52), (-27, -66), (-20, -82)), coat, 8, 0.3, 0.25)
    for side in (-1, 1):
        disc = ellipse(side * 12, -66, 14, 14.6)
        c.solid(disc, pale, 4, 0.25, 0.15)
        with c.clip(disc):
            for k in range(18):
                a = k * math.pi / 9
                c.stroke(line((side * 12 + 8 * math.cos(a), -66 + 8 * math.sin(a)),
                              (side * 12 + 14 * math.cos(a), -66 + 14 * math.sin(a))), faded(coat.dark, 0.5), 0.7)
        eye(c, side * 11.4, -66, 7.6, random.choice(("#f2a81c", "#f6c22c")) if side < 0 else "#f4b424", 0.58)
        c.stroke(curve((side * 3, -76), (side * 12, -82), (side * 23, -82)), coat.dark if look.colour != "white" else "#b8b0a8",
                 2)
    c.solid(blob((-4, -62), (4, -62), (0, -51)), "#e8a83a", 2, 0.4, 0.4)


@subject("penguin", "animal", box=(66, 98), habitats="snow land", poses="standing walking", size=0.55)
def penguin(c, look):
    random = look.random
    black, white = blend("#26283a", random.choice(("#1c1c26", "#34405c")), random.random()), "#fbf8f0"
    walking = look.pose == "walking"
    with c.placed(0, 0, 1, 0.09 if walking else 0):
        for side in (-1, 1):
            lift = 4 if walking and side > 0 else 0
            c.solid(blob((side * 3, -4 - lift), (side * 12, -7 - lift), (side * 19, -2 - lift), (side * 15, 1 - lift),
                         (side * 4, 1 - lift)), "#f09a30", 2)
        for side in (-1, 1):
            angle = 16 if walking else random.uniform(2, 10)
            c.solid(limb([(side * 20, -58), (side * (28 + angle * 0.4), -40), (side * (28 + angle), -24)], [12, 11, 5]), black,
                    4, 0.4, 0.4)
        body = blob((0, -66), (19, -58), (27, -32), (22, -8), (0, -1), (-22, -8), (-27, -32), (-19, -58))
        c.solid(body, black, 12, 0.4, 0.4)
        c.solid(blob((0, -56), (14, -50), (20, -30), (16, -9), (0, -4), (-16, -9), (-20, -30), (-14, -50)), white, 8, 0.26, 0.1)
        with c.layer(3, 0.7):
            c.fill(ellipse(0, -53, 12, 6), "#f6c860")
        c.solid(blob((0, -95), (14, -91), (20, -76), (16, -60), (0, -55), (-16, -60), (-20, -76), (-14, -91)), black, 9, 0.4, 0.4)
        c.solid(joined(ellipse(-7, -72, 8.4, 10), ellipse(7, -72, 8.4, 10), ellipse(0, -65, 10, 7)), white, 3, 0.15, 0.1)
        for side in (-1, 1):
            c.fill(ellipse(side * 16.4, -69, 3, 6, side * -0.2), "#f4b43c")
            eye(c, side * 7, -75, 3.2, "#3a2418")
        c.solid(blob((-5, -70), (0, -72), (5, -70), (0, -61)), "#f09a30", 2, 0.4, 0.4)


@subject("flamingo", "animal", box=(64, 104), habitats="land", colours="pink", size=0.66)
def flamingo(c, look):
    coat, random = look.tone(), look.random
    deep = blend(coat, "#e0486c", 0.5)
    for joints, tone in (([(4, -50), (6, -26), (5, -1)], coat),
                         ([(-2, -48), (8, -36), (-8, -27)] if random.random() < 0.6 else [(-4, -48), (-5, -26), (-6, -1)], deep)):
        c.solid(limb(joints, [3.4, 2.6, 2.2]), tone, 1)
        c.solid(ellipse(*joints[1], 2.4), tone, 1)
    c.fill(blob((3, -2), (14, -1), (12, 0.6), (2, 0.6)), deep)
    neck = limb([(16, -58), (29, -64), (26, -78), (15, -86), (17, -97), (25, -98)], [13, 8, 6.4, 6, 6.4, 8])
    c.solid(neck, coat, 3.4, 0.36, 0.3)
    for k in range(4):
        c.solid(limb([(-12, -58), (-26, -50 + k * 3), (-34 + k * 2, -44 + k * 4)], [9, 8, 2]), (deep, coat)[k % 2], 2)
    body = blob((-22, -56), (-8, -70), (12, -70), (24, -60), (16, -48), (-2, -44), (-18, -48))
    c.solid(body, coat, 9, 0.38, 0.3)
    folded = blob((8, -66), (-8, -68), (-24, -58), (-34, -46), (-14, -48), (4, -52))
    c.solid(folded, blend(coat, deep, 0.5), 5, 0.4, 0.35)
    _feathers(c, joined(body, folded), random, 90, (-30, -68, 22, -46), coat)
    c.solid(ellipse(25, -97, 7, 6), coat, 3, 0.34, 0.3)
    bill = blob((29, -100), (37, -97), (40, -88), (37, -84), (35, -91), (29, -93))
    c.solid(bill, "#f8d8c8", 2, 0.3, 0.3)
    with c.clip(bill):
        c.fill(ellipse(39, -86, 5, 5.4), "#26222a")
    eye(c, 25.6, -98.6, 1.9, "#f0d048", 0.5)

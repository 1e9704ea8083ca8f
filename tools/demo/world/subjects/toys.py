"""Balls, games and what children play with."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect
from drawing.elements import fur

from ..palette import Tone
from . import subject
from .touches import ball as bead
from .touches import gleam, ring, rounded

STILL = "floor land table snow"
BRIGHT = "red blue green yellow orange purple pink"


@subject("ball", "toy", box=(90, 90), habitats="floor land snow table", colours=BRIGHT + " white", size=0.5, rests=True,
         pattern="striped dotted plain")
def ball(c, look):
    tone, whole = look.tone(), ellipse(0, -45, 45)
    other = "#fdf8ec" if look.colour != "white" else look.random.choice(("#b8bcc8", "#a8b4c4"))
    c.fill(whole, tone)
    with c.clip(whole), c.placed(0, -45, 1, look.random.uniform(-0.6, 0.6)):
        if look.traits["pattern"] == "striped":
            for k in range(3):
                bend = (k - 1) * 14
                c.fill(blob((-50, -33 + 26 * k), (0, -33 + 26 * k + bend), (50, -33 + 26 * k), (50, -21 + 26 * k),
                            (0, -21 + 26 * k + bend), (-50, -21 + 26 * k)), other)
        elif look.traits["pattern"] == "dotted":
            for count, far, start in ((1, 0, 0), (6, 0.52, 0.3), (11, 0.93, 0)):
                for a in ring(count, start):
                    x, y = 45 * far * math.cos(a), 45 * far * math.sin(a)
                    with c.placed(x, y, 1, a):
                        c.fill(ellipse(0, 0, 7.6 * math.sqrt(1.02 - far * far) + 0.4, 7.6), other)
    c.solid(whole, radial(-16, -62, 74, faded("#fffaf0", 0.42), (0.3, faded("#fffaf0", 0.06)), (0.6, "#00000000"),
                          faded("#160c20", 0.45)), 14, 0.4, 0.25)
    gleam(c, -17, -65, 9, 7, -0.7, 0.9)


@subject("soccer ball", "toy", box=(90, 90), habitats="land floor snow", size=0.5, rests=True)
def soccer_ball(c, look):
    whole, turn = ellipse(0, -45, 45), look.random.uniform(0, 6.28)
    c.fill(whole, "#f8f7f2")
    middle = look.random.uniform(-0.35, 0.35), look.random.uniform(-0.3, 0.3)
    phi = (1 + 5 ** 0.5) / 2
    corners = [(0, s, t * phi) for s in (-1, 1) for t in (-1, 1)]
    corners = [(x / 1.902, y / 1.902, z / 1.902) for a, b, d in corners for x, y, z in ((a, b, d), (b, d, a), (d, a, b))]

    def turned(point):
        x, y, z = point
        for angle, pick in ((turn, 0), (middle[0], 1), (middle[1], 2)):
            cos, sin = math.cos(angle), math.sin(angle)
            x, y, z = ((x * cos - y * sin, x * sin + y * cos, z), (x * cos + z * sin, y, z * cos - x * sin),
                       (x, y * cos - z * sin, y * sin + z * cos))[pick]
        return x, y, z

    def seen(point):
        x, y, z = point
        far = 45 if z > 0 else 45.5 / math.hypot(x, y)  # what lies behind folds onto the rim
        return far * x, -45 + far * y

    def between(a, b, share):
        point = [p + (q - p) * share for p, q in zip(a, b)]
        length = math.sqrt(sum(p * p for p in point))
        return tuple(p / length for p in point)

    spots = [turned(corner) for corner in corners]
    with c.clip(whole):
        for a in spots:
            near = sorted((sum((p - q) ** 2 for p, q in zip(a, b)), b) for b in spots)[1:6]
            for _, b in near:
                if a[2] + b[2] > -0.4:
                    c.stroke(line(*(seen(between(a, b, t)) for t in (0.33, 0.5))), "#4a4850", 1)
            if a[2] > -0.35:
                patch = [between(a, b, 0.36) for _, b in near]
                patch.sort(key=lambda q: math.atan2(q[1] - a[1], q[0] - a[0]))
                c.fill(poly(*map(seen, patch)), "#211f26")
    c.solid(whole, radial(-14, -62, 78, "#ffffff60", (0.4, "#00000000"), "#160c2080"), 14, 0.4, 0.1)
    gleam(c, -17, -64, 10, 8, -0.7, 0.6)


@subject("basketball", "toy", box=(90, 90), habitats="floor land snow", size=0.5, rests=True)
def basketball(c, look):
    whole, skin = ellipse(0, -45, 45), look.tone("orange")
    skin = Tone(mix(skin, "#a84a14", 0.3))
    c.fill(whole, rounded(0, -45, 45, skin))
    with c.clip(whole), c.placed(0, -45, 1, look.random.uniform(-0.5, 0.5)):
        c.texture(3, skin.deep, skin.pale, 0.4, 2)
        for path in (line((-50, 0), (50, 0)), curve((-4, -46), (3, 0), (-4, 46)), curve((-36, -34), (-19, 0), (-36, 34)),
                     curve((34, -34), (22, 0), (34, 34))):
            c.stroke(path, "#241a1c", 2.4)
            with c.placed(0, 1.5):
                c.stroke(path, faded(skin.pale, 0.4), 0.7)
    c.solid(whole, "#00000000", 14, 0.45, 0.25)
    gleam(c, -17, -64, 10, 7, -0.7, 0.5)


@subject("teddy bear", "toy", box=(80, 100), habitats="floor table land snow", colours="brown white grey pink", size=0.58,
         rests=True, wearing="bow scarf none")
def teddy_bear(c, look):
    plush = look.tone()
    if look.colour == "brown":
        plush = Tone(mix(plush, "#d89a54", 0.34))
    cream = mix(plush, "#fff0d8", 0.62) if look.colour != "white" else "#f0dcc4"
    cloth = Tone(look.random.choice(("#d83a44", "#3a78d0", "#48a860", "#8a4cc0")))

    def soft(path, tone, depth, hairs=0):
        c.solid(path, tone, depth, 0.4, 0.25)
        if hairs:
            fur(c, path, (Tone(tone).light, Tone(tone).dark), hairs * c.detail, lambda x, y: 1.57, 3, 0.6, 0.4)

    for side in (-1, 1):
        soft(limb([(side * 20, -46), (side * 32, -34), (side * 34, -22)], [15, 16, 15]), plush, 5)
    soft(blob((0, -56), (22, -48), (28, -24), (18, -4), (-18, -4), (-28, -24), (-22, -48)), plush, 9, 300)
    soft(ellipse(0, -27, 16, 19), cream, 6)
    for side in (-1, 1):
        soft(limb([(side * 16, -12), (side * 28, -9)], [19, 20]), plush, 5)
        c.solid(ellipse(side * 29, -11, 10.5, 11.5), plush, 4, 0.35, 0.25)
        c.fill(ellipse(side * 29, -9, 5, 4.4), cream)
        for k in (-1, 0, 1):
            c.fill(ellipse(side * 29 + k * 4.4, -16 + abs(k) * 1.6, 1.7), cream)
    for side in (-1, 1):
        soft(ellipse(side * 21, -91, 9.5), plush, 4)
        c.fill(ellipse(side * 21, -90.4, 5.4), cream)
    soft(blob((0, -97), (22, -90), (29, -72), (20, -56), (0, -51), (-20, -56), (-29, -72), (-22, -90)), plush, 9, 320)
    soft(ellipse(0, -64, 13, 10), cream, 4)
    c.solid(blob((-5.4, -71), (5.4, -71), (3, -66.4), (0, -65), (-3, -66.4)), "#2c1c18", 1.6, 0.2, 0.6)
    c.stroke(line((0, -65), (0, -62)), "#4a2c20", 1)
    c.stroke(curve((-6, -62), (-3, -59.6), (0, -61.6), (3, -59.6), (6, -62)), "#4a2c20", 1.1)
    for side in (-1, 1):
        c.fill(ellipse(side * 12, -75, 3.4, 3.7), "#1c1418")
        c.fill(ellipse(side * 12 - 1, -76.4, 1.2), "#ffffff")
        c.fill(ellipse(side * 18, -66, 4.4, 3), faded("#f08a8a", 0.4))
    if look.traits.get("wearing") == "bow":
        for side in (-1, 1):
            c.solid(blob((0, -50), (side * 14, -57), (side * 16, -46), (side * 13, -43)), cloth, 2.5, 0.4, 0.35)
        c.solid(ellipse(0, -50, 3.8, 4.4), cloth.dark, 1.6)
    elif look.traits.get("wearing") == "scarf":
        c.solid(limb([(12, -50), (18, -38), (17, -24)], [9, 9, 10]), cloth, 2.5, 0.4, 0.3)
        c.solid(limb([(-21, -55), (0, -48.5), (21, -55)], [9, 10, 9]), cloth, 3, 0.4, 0.3)
        for y in (-38, -30):
            c.stroke(line((13, y), (22.4, y - 0.6)), cloth.pale, 1.8)
        for k in (-14, -5, 5, 14):
            c.stroke(line((k, -56), (k * 0.96, -47 - abs(k) * 0.12)), cloth.pale, 1.8)


@subject("kite", "toy", box=(70, 100), habitats="sky", colours=BRIGHT, size=0.56)
def kite(c, look):
    cloth = look.tone()
    other = Tone(look.random.choice([t for n, t in (("red", "#e03838"), ("yellow", "#fad040"), ("blue", "#3a78e0"),
                                                    ("white", "#fdf8ec"), ("green", "#4aae4e")) if n != look.colour]))
    with c.placed(4, -2, 1, look.random.uniform(0.1, 0.3)):
        tail = [(-6, -38), (-11, -28), (-4, -19), (-10, -9), (-3, 0)]
        c.stroke(curve(*tail), "#f8f4ec", 0.9)
        for k, (x, y) in enumerate(tail[1:]):
            for side in (-1, 1):
                c.fill(blob((x, y), (x + side * 6.4, y - 3.6), (x + side * 6.4, y + 3.2)), (cloth, other)[k % 2])
            c.fill(ellipse(x, y, 1.2), cloth.dark)
        top, left, right, low, mid = (0, -98), (-30, -70), (30, -70), (-6, -38), (0, -70)
        panels = ((top, left, mid), (top, right, mid), (left, low, mid), (right, low, mid))
        style = look.random.randrange(3)
        for k, panel in enumerate(panels):
            shade = (cloth.light, cloth, cloth, cloth.dark)[k] if style != 1 else ((cloth.light, cloth, other, cloth)[k])
            c.fill(poly(*panel), linear(-30, -98, 30, -38, mix(shade, "#ffffff", 0.15), shade))
        if style == 0:
            with c.clip(poly(top, right, low, left)):
                c.stroke(poly((0, -86), (17, -70), (-3, -52), (-17, -70)), other, 4)
        elif style == 2:
            for side in (-1, 1):
                c.fill(ellipse(side * 8, -75, 2.4, 3.2), "#26202a")
            c.stroke(curve((-9, -64), (-1, -58.5), (9, -64)), "#26202a", 1.8)
        c.solid(poly(top, right, low, left), "#00000000", 3, 0.3, 0.3)
        c.stroke(line(top, low), "#8a6034", 1.1)
        c.stroke(line(left, mid, right), "#8a6034", 1.1)
    c.stroke(curve((12, -62), (-6, -40), (-30, -6), (-34, 0)), "#ffffffb0", 0.5)


@subject("robot", "toy", box=(74, 100), habitats="floor land table snow", colours="grey red blue green yellow white orange",
         size=0.6, rests=True, poses="standing waving")
def robot(c, look):
    metal = look.tone()
    joint = Tone("#7a808c" if look.colour != "grey" else "#4a5060")
    lamp = look.random.choice(("#58d8f0", "#7af078", "#ffd048", "#ff6a5a"))
    for side in (-1, 1):
        raised = look.pose == "waving" and side == 1
        elbow, hand = ((side * 33, -46), (side * 34, -68)) if raised else ((side * 32, -40), (side * 32, -27))
        c.stroke(line((side * 22, -50), elbow, hand), joint.dark, 6)
        c.stroke(line((side * 22, -50), elbow, hand), joint.light, 3.6)
        bead(c, *elbow, 4, joint)
        c.solid(rect(hand[0] - 5.5, hand[1] - 4, 11, 8, 2), metal, 2.4)
        for finger in (-1, 1):
            way = -1 if raised else 1
            c.stroke(curve((hand[0] + finger * 3, hand[1] + way * 3), (hand[0] + finger * 5.4, hand[1] + way * 8),
                           (hand[0] + finger * 2, hand[1] + way * 11)), joint, 2.6)
        c.stroke(line((side * 10, -24), (side * 10, -8)), joint.dark, 8)
        c.stroke(line((side * 10, -24), (side * 10, -8)), joint.light, 4.6)
        for y in (-20, -16, -12):
            c.stroke(line((side * 10 - 3.6, y), (side * 10 + 3.6, y)), joint.dark, 0.8)
        c.solid(blob((side * 10 - 9, 0), (side * 10 - 8, -8), (side * 10, -11), (side * 10 + 8, -8), (side * 10 + 9, 0)), metal,
                3, 0.4, 0.35)
        bead(c, side * 22, -51, 6, metal)
    c.solid(rect(-21, -58, 42, 36, 5), metal, 5, 0.4, 0.35)
    c.solid(rect(-14, -53, 28, 18, 2.5), mix(metal, "#ffffff", 0.55) if look.colour != "white" else "#c8d0d8", 2, 0.25, 0.3)
    if look.random.random() < 0.5:
        c.fill(ellipse(-6, -44, 6), "#fbfaf4")
        c.stroke(ellipse(-6, -44, 6), joint.dark, 1)
        c.stroke(line((-6, -44), (-2.6, -48)), "#e03838", 1.1)
    else:
        for k in range(4):
            c.fill(rect(-11 + 3.4 * k, -40 - 3 * ((k * 2 + 1) % 4) - 2, 2.4, 2 + 3 * ((k * 2 + 1) % 4) + 1, 0.6),
                   ("#e84a4a", "#f8c840", "#58c860", "#48a0e8")[k])
    for k, tint in enumerate(("#e84a4a", "#f8c840", "#58c860")):
        bead(c, 8, -49.4 + 5.6 * k, 2.1, tint)
    for x in (-17, 17):
        for y in (-54, -26):
            c.fill(ellipse(x, y, 1.1), metal.deep)
    for k in range(4):
        c.stroke(line((-8 + 5.4 * k, -31), (-8 + 5.4 * k, -26)), metal.deep, 1.3)
    c.fill(rect(-6, -63, 12, 6), linear(-6, 0, 6, 0, joint.light, joint, joint.dark))
    c.stroke(line((0, -88), (0, -95)), joint.dark, 1.6)
    bead(c, 0, -96.5, 3.2, lamp)
    c.glow(0, -96.5, 9, lamp, 0.7)
    for side in (-1, 1):
        c.solid(rect(side * 22 - 3, -81, 6, 11, 2), joint, 1.6)
    c.solid(rect(-21, -90, 42, 29, 7), metal, 5, 0.4, 0.35)
    c.solid(rect(-16, -85, 32, 19, 5), "#26303e", 2, 0.3, 0.2)
    for side in (-1, 1):
        c.fill(ellipse(side * 7.6, -77.6, 4.2), lamp)
        c.fill(ellipse(side * 7.6, -77.6, 2.2), "#ffffff")
        c.glow(side * 7.6, -77.6, 8, lamp, 0.6)
    c.stroke(curve((-5.4, -70.6), (0, -68.6), (5.4, -70.6)), lamp, 1.5)
    gleam(c, -11, -88, 8, 1.6, 0, 0.8)
    gleam(c, -15, -55.6, 5, 1.6, 0, 0.7)


@subject("dice", "toy", box=(76, 84), habitats="table floor land", colours="white red blue green black yellow", size=0.42,
         rests=True)
def dice(c, look):
    tone = look.tone()
    pip = "#26222a" if look.colour in ("white", "yellow") else "#fdfaf2"
    top, left, right, base = (0, -82), (-36, -64), (36, -64), (0, -46)
    with c.placed(0, 0):
        outer = blob((0, -83), (2, -82.6), (35, -66), (37, -62), (36, -22), (33, -18), (2, -0.5), (0, 0), (-2, -0.5), (-33, -18),
                     (-36, -22), (-37, -62), (-35, -66), (-2, -82.6))
        c.solid(outer, tone, 4, 0.3, 0.3)
        c.fill(poly((0, -80), (33, -64), (0, -48), (-33, -64)), linear(-30, -80, 30, -48,
            tone.pale if look.colour != "black" else tone.light, tone.light if look.colour != "black" else tone))
        c.fill(poly((2, -44), (34, -61), (33, -21), (2, -3)), linear(0, -40, 36, -20, mix(tone, "#160c20", 0.28),
            mix(tone, "#160c20", 0.46)))
        c.fill(poly((-2, -44), (-34, -61), (-33, -21), (-2, -3)), linear(-34, -60, 0, 0,
            tone.light if look.colour == "black" else tone, mix(tone, "#160c20", 0.12)))
    spots = {1: ((0, 0),), 2: ((-1, -1), (1, 1)), 3: ((-1, -1), (0, 0), (1, 1)), 4: ((-1, -1), (1, -1), (-1, 1), (1, 1)),
             5: ((-1, -1), (1, -1), (0, 0), (-1, 1), (1, 1)), 6: ((-1, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (1, 1))}
    faces = look.random.choice(((1, 2, 3), (6, 4, 5), (5, 1, 3), (2, 6, 4), (3, 5, 6), (4, 1, 2)))
    for number, (ox, oy), (ux, uy), (vx, vy) in zip(faces, ((0, -64), (-18, -32), (18, -32)), ((9, 4.4), (9, 4.6), (9, -4.8)),
                                                    ((-9, 4.4), (0, 11), (0, 11))):
        for u, v in spots[number]:
            x, y = ox + ux * u + vx * v, oy + uy * u + vy * v
            flat = (4.6, 2.6, 0) if oy == -64 else (3.3, 4.3, 0.25 if ox < 0 else -0.25)
            c.fill(ellipse(x, y, *flat), pip)
            c.stroke(lambda k: k.arc(x, y, 2, 0.4, 1.6), "#ffffff50", 0.6)
    gleam(c, -8, -72, 12, 3, -0.45, 0.5)


@subject("chess piece", "toy", box=(52, 100), habitats="table floor", colours="black white", size=0.56, rests=True,
         piece="king queen knight pawn rook")
def chess_piece(c, look):
    wood, piece = look.tone(), look.traits["piece"]
    if look.colour == "white":
        wood = Tone(mix(wood, "#f0d8a8", 0.4))
    paint = linear(-22, 0, 22, 0, wood.light, wood, wood.dark)
    low = {"king": -64, "queen": -62, "pawn": -46, "rook": -54, "knight": -22}[piece]
    c.solid(blob((-25, -1), (-24, -8), (-18, -11), (18, -11), (24, -8), (25, -1), (0, 0)), paint, 3, 0.4, 0.35)
    c.solid(blob((-19, -10), (-17, -17), (17, -17), (19, -10)), paint, 3, 0.4, 0.35)
    if piece == "knight":
        head = blob((-17, -18), (-19, -40), (-17, -60), (-8, -76), (0, -84), (5, -94), (9, -84), (15, -78), (24, -60), (24, -53),
                    (19, -49), (12, -54), (4, -54), (8, -42), (17, -28), (18, -18))
        c.solid(head, paint, 6, 0.42, 0.35)
        for k in range(6):
            c.stroke(curve((-18 + 2 * k, -32 - 9 * k), (-13 + 2 * k, -34 - 8 * k), (-11 + 2 * k, -30 - 8 * k)),
                     faded(wood.dark if look.colour == "white" else wood.pale, 0.45), 1.1)
        c.fill(ellipse(9, -72, 2.2, 1.8), wood.deep if look.colour == "white" else wood.pale)
        c.fill(ellipse(21, -57, 1.2), wood.deep)
        c.stroke(curve((23, -53), (19, -54), (16, -56)), wood.deep, 1)
    else:
        wide = 11 if piece == "rook" else 7.4
        c.solid(blob((-15, -16), (-9, -26), (-wide, low), (wide, low), (9, -26), (15, -16)), paint, 4, 0.42, 0.35)
        c.solid(rect(-13, low - 5, 26, 6, 3), paint, 2, 0.4, 0.4)
    if piece == "pawn":
        c.solid(ellipse(0, low - 17, 14.5), rounded(0, low - 17, 14.5, wood), 4, 0.35, 0.3)
    elif piece == "rook":
        c.solid(poly((-14, low - 4), (14, low - 4), (17, low - 24), (9, low - 24), (9, low - 17), (4, low - 17), (4, low - 24),
                     (-4, low - 24), (-4, low - 17), (-9, low - 17), (-9, low - 24), (-17, low - 24)), paint, 3, 0.4, 0.4)
    elif piece == "king":
        c.solid(poly((-8, low - 5), (8, low - 5), (14, low - 22), (-14, low - 22)), paint, 3, 0.4, 0.35)
        c.solid(blob((-14, low - 22), (0, low - 27), (14, low - 22)), paint, 2)
        c.solid(joined(rect(-2, low - 36, 4, 12, 1), rect(-6, low - 33, 12, 4, 1)), wood, 1.4)
    elif piece == "queen":
        tips = [(x, low - (27 if k % 2 else 17)) for k, x in enumerate((-11, -17, -7.5, -9, -2.6, 0, 2.6, 9, 7.5, 17, 11))]
        c.solid(poly((-8, low - 5), *tips, (8, low - 5)), paint, 3, 0.4, 0.35)
        for x in (-17, -9, 0, 9, 17):
            bead(c, x, low - (27 if x in (-9, 9) else 26), 2.4, wood)
        bead(c, 0, low - 31, 3.2, wood)
    gleam(c, -8, -30, 2.4, 9, 0.1, 0.6)
    gleam(c, -14, -6, 6, 1.6, 0, 0.5)

"""Head-and-shoulder pictures of women and men, seen close: hair, hats, glasses, beards, smiles.

The shoulders reach far below the foot, so that the body leaves the picture at its lower edge.
"""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical

from ..palette import Tone
from . import subject
from .people_body import second_tone, shaded
from .people_heads import HAIRS, SKINS, woollen, straw

EYES = ("#6a4228", "#4a2e1e", "#3f7a9a", "#4a8a5a", "#7a8a94", "#8a6a34")
HAIR = "black brown blond red grey pink pink blue green"


class Face:
    """What one portrait's parts have to know of each other."""

    def __init__(self, look, female):
        d = look.random
        self.female, self.d = female, d
        self.skin = Tone(mix(d.choice(SKINS), d.choice(SKINS), d.uniform(0, 0.25)))
        self.shade = mix(self.skin, "#7a2c28", 0.42)
        self.hair = Tone(mix(d.choice(HAIRS[look.traits.get("hair", "brown")]), "#201418", d.uniform(0, 0.1)))
        self.style = d.choice(("long", "long", "wavy", "bob", "bun", "curly", "braids") if female else ("short", "short",
                "quiff", "curly", "parted", "long"))
        self.hat, self.beard, self.glasses = (look.traits.get(key, "") for key in ("hat", "beard", "glasses"))
        if self.hat and self.style in ("bun", "quiff", "curly"):
            self.style = "wavy" if female else "short"
        self.mood = look.traits.get("mood", "")
        self.eye = d.choice(EYES)
        self.hat_colour = look.tone(d.choice(("red", "blue", "green", "orange", "purple", "grey")))
        self.cloth = look.tone(d.choice(("blue", "green", "grey", "white", "red", "yellow", "purple", "brown", "black",
                                         "orange")))
        self.wide = (20.2 if female else 21.4) * d.uniform(0.97, 1.03)
        self.chin = -38.2 if female else -36.6


def portrait(female):
    def draw(c, look):
        face = Face(look, female)
        d = face.d
        with c.placed(0, -30, 1, d.uniform(-0.06, 0.06)), c.placed(0, 30):
            hair_behind(c, face)
        shoulders(c, face)
        with c.placed(0, -30, 1, d.uniform(-0.06, 0.06)), c.placed(0, 30):
            head(c, face)
            features(c, face)
            if face.beard:
                beard(c, face)
            hair_before(c, face)
            if face.glasses:
                spectacles(c, face)
            if face.hat:
                with c.placed(0, -68 if face.hat == "woollen" else -73, 2.5):
                    (woollen if face.hat == "woollen" else straw)(c, face, 0.0)
    return draw


def shoulders(c, face):
    d, cloth = face.d, face.cloth
    out = 34 if face.female else 40
    body = blob((-out - 6, 80), (-out - 4, 20), (-out, -8), (-out * 0.74, -19), (-10, -27), (10, -27), (out * 0.74, -19),
                (out, -8), (out + 4, 20), (out + 6, 80))
    shaded(c, body, cloth, 12, 0.45, 0.25)
    kind = d.choice(("sweater", "striped", "jacket", "collar"))
    with c.clip(body):
        c.texture(2, "#100c1c", "#fff6e6", 0.16, 2)
        for side in (-1, 1):
            c.stroke(curve((side * (out - 9), 70), (side * (out - 8), 24), (side * (out - 4), 2)), faded(cloth.deep, 0.5), 1.4)
        if kind == "striped":
            for k in range(9):
                c.stroke(curve((-60, -10 + k * 10), (0, -14 + k * 10), (60, -10 + k * 10)), second_tone(cloth), 3.4)
        if kind == "jacket":
            c.fill(poly((-11, -30), (11, -30), (8, 90), (-8, 90)), second_tone(cloth))
    throat = blob((-8.6, -48), (8.6, -48), (9, -32), (13, -25), (0, -15 if kind != "sweater" else -21), (-13, -25), (-9, -32))
    shaded(c, throat, mix(face.skin, "#7a3428", 0.14), 4, 0.42, 0.1)
    with c.clip(throat), c.layer(2.4, 0.5):
        c.fill(blob((-9, -42), (0, -34), (9, -42), (8, -31), (0, -28), (-8, -31)), face.shade)
    if kind == "collar" or kind == "jacket":
        for side in (-1, 1):
            lapel = poly((side * 8.6, -31.6), (side * 14.6, -26.6), (side * 15.6, -12), (side * 2.6, -8))
            c.shadow(lapel, 1.6, 0.35, 0, 1)
            shaded(c, lapel, mix(cloth, "#ffffff", 0.2), 2.6, 0.35, 0.2)
        if kind == "collar":
            c.stroke(line((0, -12), (0, 80)), faded(cloth.deep, 0.6), 0.8)
            for k in range(4):
                shaded(c, ellipse(0, -2 + k * 14, 1.7), cloth.pale, 0.7)
    else:
        c.stroke(curve((-14, -27), (-8, -20), (0, -15.4 if kind != "sweater" else -20.6), (8, -20), (14, -27)),
                 mix(cloth, "#ffffff", 0.24), 3.4)
    if face.female and d.random() < 0.5:
        c.stroke(curve((-9.5, -28), (0, -18), (9.5, -28)), "#e8bc58", 0.8)
        shaded(c, ellipse(0, -18, 1.7), d.choice(("#6ad0c4", "#e8485c", "#f4ecd8")), 0.8)


def head(c, face):
    wide, chin, jaw = face.wide, face.chin, 9.4 if face.female else 12.2
    for side in (-1, 1):
        shaded(c, ellipse(side * (wide + 0.4), -63, 3.6, 6.2, side * 0.14), mix(face.skin, "#c86a5a", 0.16), 2, 0.4, 0.2)
        c.stroke(curve((side * (wide + 1), -67), (side * (wide + 2.2), -63), (side * (wide + 0.6), -59.6)),
                 faded(face.shade, 0.6), 0.8)
        if face.female:
            shaded(c, ellipse(side * (wide + 1), -55.4, 1.5), "#f0cc6a", 0.7)
    outline = blob((0, -93), (14, -89), (wide, -74), (wide - 1.2, -57), (wide * 0.8, chin - 9), (jaw * 0.86, chin - 2.2),
                   (jaw * 0.34, chin), (-jaw * 0.34, chin), (-jaw * 0.86, chin - 2.2), (-wide * 0.8, chin - 9), (-wide + 1.2,
                           -57), (-wide, -74), (-14, -89))
    shaded(c, outline, face.skin, 9, 0.32, 0.26)
    with c.clip(outline):
        for side in (-1, 1):
            with c.layer(3.4, 0.42):
                c.fill(ellipse(side * 11.6, -53.4, 6, 4.4), mix(face.skin, "#f0404e", 0.6))


def features(c, face):
    d, skin, shade = face.d, face.skin, face.shade
    brow = mix(face.hair, "#2a1a18", 0.4)
    for side in (-1, 1):
        x, y = side * 8.7, -65
        with c.layer(1.6, 0.35):
            c.fill(ellipse(x, y - 2.4, 6.2, 3), mix(shade, "#b45a7a", 0.4) if face.female else shade)
        almond = blob((x - 5, y + 0.4), (x - 2, y - 2.3), (x + 2, y - 2.3), (x + 5, y + 0.4), (x + 2, y + 2.3), (x - 2, y + 2.3))
        c.fill(almond, vertical(y - 3, y + 2.4, "#d8d4d6", "#ffffff"))
        with c.clip(almond):
            c.fill(ellipse(x, y - 0.2, 2.9), radial(x, y + 0.6, 3.0, mix(face.eye, "#fff0c8", 0.4), face.eye,
                                                    mix(face.eye, "#0c0c14", 0.65)))
            c.fill(ellipse(x, y - 0.3, 1.45), "#0c0c12")
            c.fill(ellipse(x - 1.1, y - 1.4, 0.9), "#ffffff")
        c.stroke(curve((x - 5.2, y + 0.5), (x - 2, y - 2.5), (x + 2, y - 2.5), (x + 5.2, y + 0.4)), "#2a181c",
                 1.15 if face.female else 0.8)
        if face.female:
            for k in range(3):
                c.stroke(line((x + side * (2.6 + k), y - 2.5 + k * 0.8), (x + side * (3.6 + k * 1.4), y - 4.2 + k * 0.8)),
                         "#2a181c", 0.6)
        c.stroke(curve((x - 3.6, y + 3.2), (x, y + 3.8), (x + 3.6, y + 3.1)), faded(shade, 0.5), 0.5)
        c.stroke(curve((x - side * 4.6, y - 7.3), (x + side * 1.2, y - 8.9), (x + side * 5.8, y - 6.2)), brow,
                 1.5 if face.female else 2.2)
    c.stroke(curve((1.6, -64), (3.2, -57), (4.2, -54.4)), faded(shade, 0.4), 0.9)
    with c.layer(1, 0.55):
        c.fill(ellipse(-0.6, -57.4, 1.4, 3.4), "#fff2e0")
        c.fill(ellipse(0, -52.4, 4.4, 1.3), shade)
    for dx in (-2.1, 2.1):
        c.fill(ellipse(dx, -52.9, 0.9, 0.55), mix(shade, "#5a1c1c", 0.5))
    y, lips = -45.4, mix(skin, "#c02a44", 0.55 if face.female else 0.32)
    wide = 7.6 if face.mood else 6.6
    if face.mood == "laughing":
        mouth = blob((-wide, y - 1.6), (0, y - 0.6), (wide, y - 1.6), (4.4, y + 3.6), (0, y + 4.8), (-4.4, y + 3.6))
        c.fill(mouth, "#6a1e2a")
        with c.clip(mouth):
            c.fill(rect(-8, y - 2.4, 16, 3.8), "#fffdf8")
            c.fill(ellipse(0, y + 5, 3.6, 1.8), "#e0707a")
        c.stroke(mouth, lips, 1.1)
    else:
        rise = 2.5 if face.mood == "smiling" else 1.4
        c.fill(blob((-wide, y - rise), (-2.4, y - 0.7), (0, y - 0.4), (2.4, y - 0.7), (wide, y - rise),
                    (3, y + 0.7 + rise * 0.3), (0, y + 0.9 + rise * 0.3), (-3, y + 0.7 + rise * 0.3)), mix(lips, "#5a1424", 0.2))
        c.fill(blob((-wide * 0.8, y - rise * 0.3), (0, y + 0.6 + rise * 0.3), (wide * 0.8, y - rise * 0.3),
                    (3, y + 2.2 + rise * 0.3), (0, y + 2.8 + rise * 0.3), (-3, y + 2.2 + rise * 0.3)), lips)
        c.stroke(curve((-wide - 0.6, y - rise - 0.3), (-3, y + rise * 0.25), (0, y + 0.3 + rise * 0.3), (3, y + rise * 0.25),
                       (wide + 0.6, y - rise - 0.3)), mix(lips, "#3a0c18", 0.6), 0.7)
        c.fill(ellipse(-0.4, y + 1.9 + rise * 0.3, 1.8, 0.5), "#ffffff70")
    if face.mood:
        for side in (-1, 1):
            c.stroke(curve((side * 8.4, -50.6), (side * 10.2, -47.4), (side * 9.6, -44.4)), faded(shade, 0.45), 0.7)


def beard(c, face):
    hair = face.hair
    tash = blob((0, -50.6), (3.6, -51.4), (8.6, -49), (11, -46.8), (5, -47.6), (0, -48.2), (-5, -47.6), (-11, -46.8),
                (-8.6, -49), (-3.6, -51.4))
    if face.beard == "beard":
        wide, chin = face.wide, face.chin
        path = blob((wide + 0.2, -66), (wide, -52), (13, chin + 2), (6, chin + 5.4), (0, chin + 6.4), (-6, chin + 5.4),
                    (-13, chin + 2), (-wide, -52), (-wide - 0.2, -66),
                    (-wide + 3.6, -55), (-12, -49), (-9.6, -44), (-6.6, -41.8), (0, -40.9), (6.6, -41.8), (9.6, -44), (12,
                            -49), (wide - 3.6, -55))
        shaded(c, path, hair, 3.4, 0.4, 0.22)
        with c.clip(path):
            for k in range(c.marks(60)):
                x = face.d.uniform(-22, 22)
                y = face.d.uniform(-64, chin + 4)
                c.stroke(line((x, y), (x * 1.03, y + 3.4)), faded((hair.light, hair.dark)[k % 2], 0.45), 0.6)
    shaded(c, tash, hair, 1.6, 0.4, 0.25)


def spectacles(c, face):
    frame = face.d.choice(("#2a2430", "#8a3a2c", "#3a4a6a", "#c89a3c"))
    shape = (lambda x: ellipse(x, -64.6, 7, 6.4)) if face.d.random() < 0.5 else (lambda x: rect(x - 7, -70, 14, 11, 3.4))
    for side in (-1, 1):
        c.fill(shape(side * 9), "#e4f2ff30")
        c.stroke(shape(side * 9), frame, 1.5)
        c.stroke(line((side * 16, -66), (side * (face.wide + 1), -65)), frame, 1.2)
        c.stroke(line((side * 9 - 3.6, -63), (side * 9 - 0.6, -67.6)), "#ffffff80", 0.9)
    c.stroke(curve((-2.2, -65.4), (0, -66.6), (2.2, -65.4)), frame, 1.3)


# --- hair ---------------------------------------------------------------------------------------------------------------


def strands(c, path, hair, lines, count, width=1.0):
    """Fine lines between two outlines, lines = (points at one side, points at the other), in lighter and darker tones."""
    one, other = lines
    with c.clip(path):
        for k in range(c.marks(count)):
            t = k / max(1, c.marks(count) - 1)
            points = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in zip(one, other)]
            c.stroke(curve(*points), faded((hair.dark, hair.light, hair.pale)[k % 3], 0.4), width * (0.6 + 0.5 * (k % 2)))


def hair_behind(c, face):
    hair, style = face.hair, face.style
    if style in ("long", "wavy") and (face.female or style == "long"):
        end = 16 if face.female else -14
        wave = 4 if style == "wavy" else 0
        path = blob((0, -102), (18, -97), (27, -78), (29 + wave, -52), (29 - wave, -28), (32 + wave, -8), (24, end), (-24, end),
                    (-32 - wave, -8), (-29 + wave, -28), (-29 - wave, -52), (-27, -78), (-18, -97))
        shaded(c, path, linear(-20, -100, 24, 10, hair, hair.dark), 9, 0.5, 0.2)
        for side in (-1, 1):
            strands(c, path, hair, (((side * 8, -98), (side * 18, -60), (side * 16, -28), (side * 12, end)),
                                    ((side * 14, -98), (side * 31, -56), (side * (31 - wave), -26), (side * 32, end))), 16, 1.2)
    elif style == "bob":
        path = blob((0, -102), (18, -97), (27, -78), (29, -54), (27, -36), (14, -32), (-14, -32), (-27, -36), (-29, -54),
                    (-27, -78), (-18, -97))
        shaded(c, path, linear(-20, -100, 24, -30, hair, hair.dark), 8, 0.5, 0.2)
    elif style == "bun":
        shaded(c, ellipse(0, -105, 11.6, 10.4), hair, 5, 0.45, 0.3)
        for k in range(4):
            c.stroke(curve((-8 + k * 2, -101), (-6 + k * 4, -110 + k), (7, -103 + k)),
                     faded((hair.dark, hair.light)[k % 2], 0.45), 1)
    elif style == "curly":
        reach_ = 30 if face.female else 24
        low = 0.55 if face.female else -0.15
        puffs = [ellipse(reach_ * 0.82 * math.cos(a), -72 + reach_ * 0.9 * math.sin(a),
                         8.4) for a in (math.pi * (-0.5 + k * (0.5 + low) / 7 * s) for k in range(8) for s in (-1, 1))]
        path = joined(ellipse(0, -73, reach_ * 0.86, reach_ * 0.94 if face.female else 22), *puffs)
        shaded(c, path, hair, 6, 0.5, 0.25)
        for k in range(c.marks(46)):
            a, r = face.d.uniform(0, 6.3), reach_ * face.d.uniform(0.5, 1.05)
            x, y = r * math.cos(a), -73 + r * math.sin(a)
            if y < -48 or face.female and y < -40:
                c.stroke(curve((x - 2, y), (x, y - 2), (x + 2, y), (x, y + 1.6)), faded((hair.light, hair.dark)[k % 2], 0.5), 0.8)
    elif style == "braids":
        for side in (-1, 1):
            shaded(c, limb([(side * 20, -66), (side * 25, -48), (side * 26, -36)], [10, 10, 8]), hair, 3, 0.45, 0.25)


def hair_before(c, face):
    hair, style, wide = face.hair, face.style, face.wide
    if style in ("long", "wavy") and (face.female or style == "long"):
        end, part = (14 if face.female else -16), face.d.uniform(-5, 5)
        wave = 4 if style == "wavy" else 0
        for side in (-1, 1):
            path = blob((part, -101), (side * 15, -97), (side * 26, -80), (side * (28 + wave), -56), (side * (27 - wave), -34),
                        (side * (30 + wave), -10), (side * 24, end), (side * 19, end - 10), (side * (21 + wave * 0.6), -28),
                        (side * (19.4 - wave * 0.3), -48), (side * 18.4, -66), (side * 13, -81), (part + side * 2, -92))
            shaded(c, path, linear(-24, -100, 26, 0, hair.light, hair, hair.dark), 5, 0.42, 0.3)
            strands(c, path, hair, (((part, -100), (side * 12, -86), (side * 19, -56), (side * (20 + wave), -26),
                                     (side * 20, end)), ((part, -101), (side * 22, -92), (side * (28 + wave), -56),
                                                         (side * (28 - wave), -30), (side * 29, end))), 15)
    elif style in ("bob", "braids"):
        fringe = blob((0, -101), (16, -97), (25, -80), (27, -58), (25, -38), (20, -36), (19.6, -58), (17, -73), (8, -77),
                      (-8, -77), (-17, -73), (-19.6, -58), (-20, -36), (-25, -38), (-27, -58), (-25, -80), (-16, -97)) \
            if style == "bob" else cap(wide, -80, 3)
        shaded(c, fringe, linear(-24, -100, 26, -40, hair.light, hair, hair.dark), 5, 0.42, 0.3)
        strands(c, fringe, hair, (((0, -101), (-16, -92), (-24, -70), (-24, -40)), ((0, -101), (16, -92), (24, -70), (24, -40))),
                26)
        if style == "braids":
            for side in (-1, 1):
                for k in range(8):
                    shaded(c, ellipse(side * (24.6 + k * 0.5), -38 + k * 6.4, 5.4 - k * 0.25, 4.6,
                                    side * (0.5 if k % 2 else -0.5)), (hair, hair.light)[k % 2], 1.8, 0.45, 0.3)
                shaded(c, ellipse(side * 28.4, 12, 4, 2.6), face.hat_colour, 1)
                shaded(c, limb([(side * 28.4, 13), (side * 28.8, 22)], [5, 2]), hair, 1.4)
    else:
        low = {"quiff": -84, "curly": -82, "bun": -83}.get(style, -80)
        path = cap(wide, low, 3 if style == "parted" else -4 if style == "short" else 0)
        shaded(c, path, linear(-24, -100, 26, -60, hair.light, hair, hair.dark), 5, 0.42, 0.3)
        strands(c, path, hair, (((-8, -101), (-18, -92), (-wide - 2, -76), (-wide - 1, -62)),
                                ((-2, -101), (14, -93), (wide, -80), (wide + 1, -62))), 24)
        if style == "quiff":
            top = blob((-15, -86), (-17, -97), (-8, -106), (6, -109), (17, -104), (19, -92), (13, -85), (0, -83))
            shaded(c, top, linear(-14, -108, 14, -84, hair.light, hair), 5, 0.42, 0.35)
            strands(c, top, hair, (((-15, -86), (-13, -98), (-2, -106)), ((14, -85), (17, -94), (14, -106))), 16)
        elif style == "curly":
            puffs = joined(*(ellipse(21 * math.cos(a), -78 + 19 * math.sin(a),
                                     6) for a in (math.pi * (1.02 + 0.137 * k) for k in range(8))), *(ellipse(x,
                                             -88 + abs(x) * 0.12, 5) for x in (-13, -6, 1.6, 9, 15)))
            shaded(c, puffs, hair, 3.4, 0.4, 0.35)
            for k in range(c.marks(22)):
                x = -19 + k * 1.75
                y = -90 - 7 * math.cos(x / 14) + (k % 3) * 3
                c.stroke(curve((x - 2, y), (x, y - 2), (x + 2, y), (x, y + 1.4)), faded((hair.light, hair.dark)[k % 2], 0.5), 0.8)
    with c.layer(1.6, 0.35):
        c.stroke(curve((-17, -88), (-10, -95.4), (2, -97)), hair.pale, 2.2)


def cap(wide, low, part):
    """The hair around the top of a head, down to the middle of the ears."""
    return blob((-wide - 2.2, -61), (-wide - 2.8, -76), (-16.6, -94), (-5, -100.4), (6, -100.4), (17, -94.6), (wide + 2.8, -76),
                (wide + 2.2, -61), (wide - 1, -64), (wide - 2.2, -74), (13, low + 1), (part + 3, low - 3 - abs(part)),
                (part - 4, low - 2 - abs(part)), (-12, low + 2), (-wide + 2.2, -74), (-wide + 1, -64))


subject("face of a woman", "person", box=(76, 100), habitats="land floor road snow", size=0.82, many=2, hair=HAIR,
        hat="none none none woollen straw", glasses="none none none glasses",
        mood="smiling smiling laughing none")(portrait(True))
subject("face of a man", "person", box=(84, 100), habitats="land floor road snow", size=0.82, many=2, hair=HAIR,
        hat="none none none woollen straw", glasses="none none none glasses", beard="none none beard moustache",
        mood="smiling smiling laughing none")(portrait(False))

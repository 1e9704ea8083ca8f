"""Dishes, bread and sweets."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical

from ..palette import Tone
from . import subject
from .touches import ball, flame, gleam, leaf, plate, ring, rounded, specks

STILL = "table floor land snow"
ICING = "pink white brown yellow blue green"
SPRINKLES = ("#ff5a8a", "#ffd24a", "#4ac0e8", "#7ad86a", "#ffffff", "#b07ae8")


def sprinkles(c, look, path, area, count, length=4.0, flat=0.7):
    """Sugar sprinkles strewn over area = (x, y, width, height), within the path."""
    x, y, width, height = area
    with c.clip(path):
        for _ in range(c.marks(count)):
            px, py, a = x + width * look.random.random(), y + height * look.random.random(), look.random.uniform(0, math.pi)
            dx, dy = length / 2 * math.cos(a), length / 2 * flat * math.sin(a)
            c.stroke(line((px - dx, py - dy + 0.7), (px + dx, py + dy + 0.7)), "#3a1a2860", 1.5)
            c.stroke(line((px - dx, py - dy), (px + dx, py + dy)), look.random.choice(SPRINKLES), 1.4)


def topping(c, look, kind, x, y):
    """Something that lies on a pizza."""
    if kind == "salami":
        c.fill(ellipse(x + 0.8, y + 1.6, 7.6), "#7a2a0c90")
        c.fill(ellipse(x, y, 7.4), radial(x - 2, y - 2, 9, "#e0604a", "#c03030", "#7a181c"))
        for _ in range(c.marks(7)):
            c.fill(ellipse(x + look.random.uniform(-4.4, 4.4), y + look.random.uniform(-4.4, 4.4), 0.7), "#f8b8a0b0")
    elif kind == "olive":
        c.stroke(ellipse(x, y, 2.6), "#26222c", 2)
    else:
        leaf(c, x - 4, y, 9, look.random.uniform(0, 6), "#3f9a3c", 0.34)


def baked(c, path, tone, depth, dark="#7a3c10", bright="#ffe0a0", cell=7):
    """A body with the mottles of the oven."""
    c.solid(path, tone, depth, 0.42, 0.32)
    with c.clip(path):
        c.texture(cell, dark, bright, 0.6, 3)


@subject("pizza", "food", box=(100, 68), habitats=STILL, size=0.64, rests=True, cut="sliced whole")
def pizza(c, look):
    cheese = mix("#f8cc58", "#f4b840", look.random.random())
    crust = mix("#d8964a", "#c07c38", look.random.random())
    if look.traits["cut"] == "sliced":
        slice_ = blob((-41, -55), (-40.5, -56), (0, -63), (42.5, -54), (43, -53), (22, -22), (4, -1), (0, 0), (-3, -1.5),
                      (-22, -28))
        for x, y in ((-23, -31), (-13, -17), (14, -14)):
            c.fill(limb([(x, y), (x, y + look.random.uniform(5, 10))], [4.4, 4]), mix(cheese, "#f0902c", 0.3))
        with c.placed(0, 2.4):
            c.fill(slice_, mix(crust, "#6a3810", 0.5))
        baked(c, slice_, linear(0, -62, 0, 0, cheese, mix(cheese, "#f0902c", 0.35)), 5, "#c8501c", "#fff0b0", 9)
        for kind, spots in (("salami", ((-18, -44), (15, -45), (0, -23))), ("olive", ((25, -37), (0, -54), (-10, -30))),
                            ("basil", ((-3, -37), (-28, -52), (6, -13), (29, -50)))):
            for x, y in spots:
                topping(c, look, kind, x + look.random.uniform(-2, 2), y + look.random.uniform(-1, 1))
        baked(c, limb([(-42, -58), (-14, -64), (16, -64), (44, -56)], [11, 13, 13, 11]), crust, 6)
        return
    c.solid(ellipse(0, -26, 50, 26), mix(crust, "#5a2c0c", 0.55), 3)
    with c.placed(0, -29):
        c.ctx.scale(1, 0.56)
        baked(c, ellipse(0, 0, 50), crust, 7)
        c.solid(ellipse(0, 0, 43.5), "#c8401c", 3, 0.3, 0)
        baked(c, ellipse(0, 0, 41.5), cheese, 4, "#d0561c", "#fff2b8", 11)
        for kind, count, far in (("salami", 3, 15), ("salami", 8, 34), ("olive", 5, 25), ("basil", 5, 27)):
            for a in ring(count, look.random.random() * 2):
                topping(c, look, kind, far * math.cos(a), far * math.sin(a))
        for a in ring(8, 0.2):
            c.stroke(line((0, 0), (49 * math.cos(a), 49 * math.sin(a))), "#9a4a14a0", 0.9)


@subject("hamburger", "food", box=(100, 82), habitats=STILL, size=0.54, rests=True)
def hamburger(c, look):
    bun = mix("#dc9444", "#c87a30", look.random.random())
    c.solid(blob((-42, -18), (0, -20), (42, -18), (43, -8), (32, 0), (-32, 0), (-43, -8)),
            vertical(-18, 0, mix(bun, "#ffe8b8", 0.3), bun, mix(bun, "#6a3410", 0.35)), 5, 0.4, 0.2)
    patty = rect(-46, -33, 92, 17, 8)
    c.solid(patty, "#5e3320", 5, 0.45, 0.25)
    with c.clip(patty):
        c.texture(4, "#2c140a", "#a86a44", 0.8, 3)
    drops = ((38, -28), (27, -20), (16, -29), (2, -30), (-10, -21), (-22, -28), (-36, -29))
    cheese = [(-47, -36), (47, -36), *((x, y + look.random.uniform(-1, 3)) for x, y in drops)]
    c.solid(poly(*cheese), "#fbbf2c", 2, 0.3, 0.35)
    for x in (-26, 0, 26):
        c.solid(rect(x - 17, -42, 34, 8, 3.5), "#e0402c", 2.5, 0.35, 0.4)
    frill = [(x, -42 + (3 if k % 2 else -3) + look.random.uniform(-1.4, 1.4)) for k, x in enumerate(range(48, -50, -7))]
    c.solid(blob((-48, -50), (0, -57), (48, -50), *frill), vertical(-52, -40, "#9ad04a", "#5aa030"), 2.5, 0.4, 0.4)
    top = blob((-46, -49), (-43, -64), (-24, -79), (0, -82), (24, -79), (43, -64), (46, -49), (30, -47), (-30, -47))
    c.solid(top, radial(-14, -74, 62, mix(bun, "#ffe0a0", 0.55), (0.4, bun), mix(bun, "#7a3810", 0.55)), 9, 0.4, 0.3)
    with c.clip(top):
        for _ in range(34):
            x, y, a = look.random.uniform(-38, 38), look.random.uniform(-81, -58), look.random.uniform(0, 3)
            c.fill(ellipse(x + 0.5, y + 0.8, 2.1, 1.2, a), "#8a4a1890")
            c.fill(ellipse(x, y, 2, 1.1, a), "#fff0c8")
    gleam(c, -20, -70, 13, 4.5, -0.35, 0.7)


def frosting(c, x, y, width, height, tone, drips):
    """Icing that lies on a cake of that width from y down, and runs over its side."""
    half = width / 2
    lower = [(half - width * k / len(drips), y + drop) for k, drop in enumerate(drips)]
    path = blob((x - half, y - height * 0.4), (x - half * 0.9, y - height), (x, y - height * 1.1), (x + half * 0.9, y - height),
                (x + half, y - height * 0.4), *((x + px, py) for px, py in lower), (x - half, y + drips[0]))
    c.solid(path, vertical(y - height, y + max(drips), tone.light, tone, tone), 4, 0.32, 0.35)


@subject("cake", "food", box=(100, 94), habitats=STILL, colours=ICING + " red purple", size=0.58, rests=True, candles="lit none")
def cake(c, look):
    icing, sponge = look.tone(), "#e8bc78" if look.random.random() < 0.7 or look.colour == "brown" else "#8a5430"
    lit = look.traits.get("candles") == "lit"
    middle = plate(c, 100, "#f8f5ee", mix(icing, "#c8a050", 0.5))
    tiers = [(78, 36), (52, 24)] if look.random.random() < 0.5 else [(78, 44)]
    y = middle + 4
    for tier, (width, height) in enumerate(tiers):
        half = width / 2
        side = joined(rect(-half, y - height, width, height - 3), ellipse(0, y - 3, half, half * 0.14))
        c.fill(side, linear(-half, 0, half, 0, icing.light, icing, icing, icing.dark))
        with c.clip(side):
            if tier == 0 and look.colour != "white":
                c.fill(rect(-half, y - height * 0.42, width, height * 0.11), mix(icing, "#ffffff", 0.75))
            for k in range(11):
                c.fill(rect(-half + width * k / 10 - 0.4, y - height, 0.8, height), faded(icing.dark, 0.12))
        for k in range(round(width / 6.2) + 1):
            a = math.pi * k / round(width / 6.2)
            ball(c, -half * math.cos(a), y - 3 + half * 0.14 * math.sin(a), 3.3, mix(icing, "#ffffff", 0.55)
                 if look.colour != "white" else "#f8d0d8")
        top = Tone(mix(icing, "#ffffff", 0.32)) if look.colour != "white" else Tone("#fffdf8")
        c.solid(ellipse(0, y - height, half, half * 0.17), top, 3, 0.2, 0.3)
        frosting(c, 0, y - height + 1, width, 2, top, [look.random.uniform(4, 13) if k % 2 else 2 for k in range(13)])
        y -= height - 2
    if lit:
        count = look.random.choice((3, 4, 5)) if len(tiers) > 1 else look.random.choice((4, 5, 6))
        for k in range(count):
            x = (k - (count - 1) / 2) * width * 0.72 / count
            wax = look.random.choice(("#f07090", "#58a8e8", "#f8d040", "#78c858", "#b080e0"))
            paint = linear(x - 1.5, 0, x + 1.5, 0, mix(wax, "#ffffff", 0.5), wax, mix(wax, "#301030", 0.3))
            c.fill(rect(x - 1.5, y - 13, 3, 14, 1), paint)
            for m in range(3):
                c.stroke(line((x - 1.3, y - 2 - 4 * m), (x + 1.3, y - 4 - 4 * m)), "#ffffffc0", 0.9)
            flame(c, x, y - 13, 8.5)
    else:
        for k in range(5):
            x = (k - 2) * width * 0.18
            c.fill(ellipse(x, y, 6.5, 4), mix(icing, "#ffffff", 0.7))
            ball(c, x, y - 3.6, 4.4, "#d8243c")
            gleam(c, x - 1.4, y - 5, 1.5, 1.1, 0, 0.9)


@subject("cupcake", "food", box=(76, 100), habitats=STILL, colours=ICING + " purple", size=0.46, rests=True)
def cupcake(c, look):
    icing = look.tone()
    paper = Tone(look.random.choice(("#f4ead8", "#e8a0b0", "#a8d0e0", "#f0cc78")))
    cup = poly((-33, -42), (33, -42), (24, 0), (-24, 0))
    c.solid(cup, paper, 7, 0.4, 0.2)
    with c.clip(cup):
        for k in range(-6, 7):
            c.fill(poly((k * 5.4, -44), (k * 5.4 + 2.6, -44), (k * 3.9 + 1.8, 1), (k * 3.9, 1)), faded(paper.dark, 0.5))
    c.solid(blob((-36, -42), (-20, -50), (20, -50), (36, -42), (20, -37), (-20, -37)), "#c8884a", 4)
    for y, rx, ry in ((-48, 38, 11.5), (-60, 31, 10.5), (-71, 23, 9), (-80, 15, 7.5), (-88, 8, 6)):
        swirl = blob((-rx, y + 1), (-rx * 0.7, y - ry * 0.8), (rx * 0.6, y - ry), (rx, y - 2), (rx * 0.75, y + ry * 0.8),
                     (-rx * 0.6, y + ry * 0.95))
        c.solid(swirl, icing, 5, 0.36, 0.4)
        for k in range(4):
            x = rx * (-0.62 + 0.42 * k)
            c.stroke(curve((x - ry * 0.5, y + ry * 0.7), (x + ry * 0.2, y), (x + ry * 0.9, y - ry * 0.75)),
                     faded(icing.dark, 0.28), 1.3)
    sprinkles(c, look, blob((-36, -48), (-10, -84), (10, -84), (36, -48), (0, -40)), (-34, -86, 68, 46), 40, 4.4, 1)
    if look.random.random() < 0.65:
        ball(c, 0, -92, 6.6, "#d8203c")
        c.stroke(curve((0, -97), (3, -103), (8, -105)), "#5a7a34", 1.3)
        gleam(c, -2.2, -94.5, 2.2, 1.7, 0, 0.95)


@subject("donut", "food", box=(100, 74), habitats=STILL, colours=ICING + " purple", size=0.52, rests=True)
def donut(c, look):
    icing, dough = look.tone(), mix("#d89850", "#c8843c", look.random.random())
    with c.placed(0, -37):
        c.ctx.scale(1, 0.74)
        outer, hole = ellipse(0, 0, 50), ellipse(0, -2, 14, 12)
        c.solid(ellipse(0, 3, 49, 47), dough, 9, 0.5, 0.25)
        rim = [(a, 46 + look.random.uniform(-3, 2.4) * (1 + k % 2)) for k, a in enumerate(ring(18, look.random.random()))]
        glaze = blob(*((r * math.cos(a), -4 + r * 0.92 * math.sin(a)) for a, r in rim))
        c.solid(glaze, radial(-12, -20, 60, icing.light, (0.5, icing), mix(icing, "#1a0c20", 0.18)), 8, 0.4, 0.5)
        sprinkles(c, look, glaze, (-44, -44, 88, 80), 70, 6, 1)
        c.fill(ellipse(0, -2, 17.5, 14.5), mix(icing, "#1a0c20", 0.3))
        c.fill(ellipse(0, -0.5, 15.5, 12.4), vertical(-12, 12, mix(dough, "#3a1c08", 0.55), dough))
        c.fill(ellipse(0, 3, 12, 7.5), "#4a2c1c")
        gleam(c, -24, -24, 16, 5, -0.7, 0.8)
        gleam(c, 30, 16, 10, 3, -0.7, 0.35)


@subject("ice cream", "food", box=(62, 100), habitats=STILL, colours="pink white brown yellow green blue", size=0.56, rests=True)
def ice_cream(c, look):
    scoop, waffle = look.tone(), "#dca050"
    cone = poly((-23, -58), (23, -58), (2, 0), (-2, 0))
    c.solid(cone, linear(-23, 0, 23, 0, "#f4cc80", waffle, "#a8682c"), 5, 0.35, 0.2)
    with c.clip(cone):
        for k in range(-10, 11):
            for s in (-1, 1):
                c.stroke(line((k * 7 - s * 20, -60), (k * 7 + s * 20, 2)), "#9a5a20a0", 1.2)
                c.stroke(line((k * 7 - s * 20 + 1, -60), (k * 7 + s * 20 + 1, 2)), "#fff0b870", 0.7)
    scoops = [(0, -68, 26)] if look.random.random() < 0.45 else [(-10, -66, 20), (11, -67, 20), (0, -83, 19)]
    for x, y, r in scoops:
        rim = [(x + r * 1.06 * math.cos(a), y + r * 0.62 + look.random.uniform(0, 6))
               for a in (0.1, 0.6, 1.1, 1.6, 2.1, 2.6, 3.05)]
        body = blob(*rim, (x - r * 0.98, y), (x - r * 0.66, y - r * 0.74), (x, y - r), (x + r * 0.66, y - r * 0.74),
                    (x + r * 0.98, y))
        c.solid(body, rounded(x, y, r * 1.1, scoop), 8, 0.4, 0.3)
        with c.clip(body):
            c.texture(5, scoop.dark, "#ffffff", 0.3, 3)
        if look.colour in ("white", "brown", "green", "yellow"):
            specks(c, look, body, (x - r, y - r, 2 * r, 1.5 * r), 12, ("#4a2a1a",), 1.1, 0.7)
        gleam(c, x - r * 0.4, y - r * 0.5, r * 0.26, r * 0.18, -0.7, 0.7)
    if look.random.random() < 0.6:
        top = min(y - r for _, y, r in scoops)
        c.solid(limb([(6, top + 12), (17, top - 6)], [5, 5]), "#c8843c", 2)
    if look.random.random() < 0.5:
        ball(c, -4, min(y - r for _, y, r in scoops) + 1, 4.6, "#d8203c")


@subject("bread", "food", box=(100, 62), habitats=STILL, size=0.56, rests=True, cut="sliced none")
def bread(c, look):
    crust = mix("#c8803a", "#b06a2c", look.random.random())
    long = look.traits.get("cut") == "sliced"
    body = blob((-48, -16), (-44, -40), (-26, -57), (4, -60), (32, -54), (47, -36), (49, -14), (40, -1), (0, 0),
                (-40, -1)) if not long else \
        blob((-48, -10), (-46, -40), (-30, -56), (0, -58), (14, -52), (16, -24), (14, -1), (-20, 0), (-42, -1))
    c.solid(body, vertical(-60, 0, mix(crust, "#ffdf98", 0.35), crust, mix(crust, "#5a2c0c", 0.45)), 10, 0.45, 0.3)
    with c.clip(body):
        c.texture(12, "#6a3410", "#ffe4b0", 0.36, 5)
        for k in range(3 if long else 4):
            x = -36 + k * 20
            cut = blob((x, -54), (x + 9, -50), (x + 14, -28), (x + 12, -22), (x + 5, -34))
            c.fill(cut, linear(x, 0, x + 14, 0, "#fff0cc", "#eccb90"))
            c.stroke(curve((x, -54), (x + 5, -34), (x + 12, -22)), mix(crust, "#5a2c0c", 0.5), 1.4)
    if long:
        for x, lean in ((14, 0), (30, 0.16)):
            with c.placed(x, 0, 1, lean):
                face = blob((0, -2), (-2, -26), (-6, -40), (3, -52), (13, -52), (19, -40), (16, -26), (16, -2), (8, 0))
                with c.placed(-3, 0):
                    c.fill(face, mix(crust, "#5a2c0c", 0.3))
                c.solid(face, crust, 3, 0.3, 0.3)
                with c.placed(8, -25, 0.88), c.placed(-8, 25):
                    c.fill(face, "#f6e2b8")
                    with c.clip(face):
                        c.texture(3, "#c89a5c", "#fffbe8", 0.35, 3)


@subject("cheese", "food", box=(100, 66), habitats=STILL, size=0.5, rests=True)
def cheese(c, look):
    paste = Tone(mix("#f8c83c", "#f4b42c", look.random.random()))
    top, front = poly((-48, -30), (26, -62), (48, -40)), poly((-48, -30), (48, -40), (48, -3), (-48, 0))
    c.fill(front, linear(-48, 0, 48, 0, paste, mix(paste, "#c87c10", 0.25)))
    c.fill(top, linear(-40, -30, 40, -60, paste.pale, paste.light))
    c.fill(poly((44, -41), (48, -40), (48, -3), (44, -3)), "#d88a24")
    c.fill(poly((26, -62), (48, -40), (44, -39.6), (23, -60.6)), "#e8a838")
    with c.clip(joined(top, front)):
        for x, y, r in ((-30, -13, 6), (-8, -24, 4.5), (4, -11, 8.5), (25, -26, 7.5), (34, -9, 4), (-18, -4, 4), (16, -38, 3)):
            x, y, r = x + look.random.uniform(-3, 3), y + look.random.uniform(-2, 2), r * look.random.uniform(0.85, 1.15)
            c.fill(ellipse(x, y, r, r * 0.94), radial(x + r * 0.3, y + r * 0.4, r * 1.4, mix(paste, "#c07408", 0.25),
                                                      mix(paste, "#9a5400", 0.6)))
            c.stroke(lambda k: k.arc(x, y, r, 0.2, 1.9), paste.pale, 1)
        for x, y, r in ((0, -45, 6), (22, -50, 5), (-22, -35, 4)):
            c.fill(ellipse(x, y, r, r * 0.45, -0.25), mix(paste, "#9a5400", 0.5))
    c.stroke(line((-48, -30), (44, -39.6)), "#fff2b8", 1)
    c.stroke(joined(top, front), faded("#8a5208", 0.35), 0.7)


@subject("egg", "food", box=(100, 56), habitats="table floor", size=0.6, rests=True, state="fried boiled")
def egg(c, look):
    if look.traits["state"] == "boiled":
        middle = plate(c, 92, "#f8f5ee", look.random.choice(("#d8a03c", "#5a88b8", "#6aa068")))
        for x, lean in ((30, -0.2), (18, 0.25)):
            with c.placed(x, middle + 4, 1, lean):
                toast = poly((-13, -2), (0, -24), (13, -2))
                c.fill(poly((-13, 1), (0, -22), (13, 1)), "#8a4a1c")
                c.solid(toast, "#d8944a", 2.4, 0.4, 0.3)
                c.fill(poly((-9, -4), (0, -19), (9, -4)), "#f4d498")
        with c.placed(-14, middle + 4, 1.02):
            stand = look.random.choice(("#3a78c8", "#d8483c", "#4aa86a", "#f0b83c"))
            c.solid(blob((-9, 0), (-3.5, -6), (-3.5, -9), (3.5, -9), (3.5, -6), (9, 0)), stand, 2)
            shell = mix("#f4dcc0", "#e0b088", look.random.random())
            c.solid(blob((0, -40), (8, -35), (12.5, -24), (9, -13), (0, -9), (-9, -13), (-12.5, -24), (-8, -35)),
                    rounded(0, -24, 15, shell), 5, 0.3, 0.3)
            cup = blob((-13.4, -21), (0, -19), (13.4, -21), (11, -12), (4, -7), (-4, -7), (-11, -12))
            c.solid(cup, stand, 4, 0.4, 0.4)
            gleam(c, -4, -31, 2.4, 4, 0.3, 0.9)
        return
    middle = plate(c, 100, look.random.choice(("#6a94b8", "#58788c", "#8a5a4a", "#5a7a5c")), "#ffffff")
    rim = [(a, look.random.uniform(30, 41)) for a in ring(11)]
    white = blob(*((r * math.cos(a), middle - 3 + r * 0.42 * math.sin(a)) for a, r in rim))
    with c.placed(0, 1.6):
        c.fill(white, "#c8924a")
    c.solid(white, "#fdfbf4", 4, 0.25, 0.2)
    with c.clip(white):
        c.texture(9, "#d8c8b0", "#ffffff", 0.3, 3)
    x = look.random.uniform(-6, 6)
    c.fill(ellipse(x, middle - 4, 17, 10.5), "#e8a02c90")
    c.solid(ellipse(x, middle - 7, 15.5, 10.5), radial(x - 5, middle - 11, 22, "#ffe04a", "#fbb41c", "#e88a0c"), 5, 0.35, 0.3)
    gleam(c, x - 5, middle - 12, 5, 2.4, -0.3, 0.95)
    specks(c, look, white, (-36, middle - 16, 72, 26), 22, ("#3a3430",), 0.55, 0.8)


@subject("sushi", "food", box=(100, 34), habitats="table floor", size=0.68, rests=True)
def sushi(c, look):
    lacquer = look.random.choice(("#2a2226", "#8a2a24", "#b88a54"))
    c.solid(poly((-44, -15), (44, -15), (50, -8), (-50, -8)), mix(lacquer, "#fff0d8", 0.18), 2)
    c.solid(rect(-50, -9, 100, 5, 1), lacquer, 2)
    for x in (-40, 32):
        c.fill(rect(x, -5, 8, 5), mix(lacquer, "#000000", 0.3))
    fish = look.random.sample((("#f48a54", "#ffd8b8"), ("#d8404c", "#f8b0a8"), ("#fbc0a0", "#ffffff")), 2)
    sticks = "#e0b878" if lacquer != "#b88a54" else "#3a2a2c"
    for x, (flesh, stripe) in zip((-31, -2), fish):
        with c.placed(x, -10):
            rice = blob((-13, -1), (-14, -9), (-8, -13), (8, -13), (14, -9), (13, -1))
            c.solid(rice, "#fbf9f2", 4, 0.3, 0.2)
            for _ in range(c.marks(30)):
                c.fill(ellipse(look.random.uniform(-12, 12), look.random.uniform(-10, -1), 1.7, 0.8, look.random.uniform(0, 3)),
                       look.random.choice(("#ffffff", "#e0dccf")))
            cover = blob((-16, -7), (-13, -15), (0, -20), (13, -16), (17, -8), (12, -10), (0, -12), (-11, -9))
            c.solid(cover, flesh, 4, 0.35, 0.45)
            with c.clip(cover):
                for k in range(-3, 4):
                    c.stroke(curve((k * 5 - 2, -6), (k * 5 + 1, -14), (k * 5 + 5, -21)), stripe, 1.1)
            gleam(c, -5, -16, 5, 1.6, -0.25, 0.7)
    for x, y in ((24, -10), (38, -10)):
        core = look.random.choice(("#f48a54", "#d8404c", "#8ac05a"))
        c.solid(rect(x - 7.5, y - 17, 15, 17, 2), "#1e3028", 4, 0.3, 0.45)
        c.fill(ellipse(x, y - 17, 7.5, 4.2), "#16241e")
        c.fill(ellipse(x, y - 17.2, 6.3, 3.4), "#fbf9f2")
        c.fill(ellipse(x, y - 17.4, 2.9, 1.7), core)
    with c.placed(0, -9, 1, look.random.uniform(-0.05, 0.02)):
        for y in (0, 4):
            c.solid(limb([(-47, y * 0.8), (47, y)], [1.6, 2.8]), sticks, 1.2)

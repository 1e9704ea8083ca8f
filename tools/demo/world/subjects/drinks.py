"""What is drunk or spooned, and what it comes in."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect

from ..palette import Tone
from . import subject
from .touches import ball, citrus, gleam, leaf, plate, ring

STILL = "table floor land snow"
WARE = "white red blue green yellow black pink"


def steam(c, look, x, y, height, count=3):
    """Wisps that rise from something hot."""
    with c.layer(1.6, 0.7):
        for k in range(count):
            at, sway = x + (k - (count - 1) / 2) * 9, look.random.uniform(3, 6) * (-1) ** k
            c.fill(limb([(at, y), (at + sway, y - height * 0.35), (at - sway, y - height * 0.7), (at + sway * 0.5, y - height)],
                        [1.5, 4, 3.4, 0.8]), "#ffffffc0")


def ornament(c, look, clip, area, tone):
    """A painted border on a vessel: dots, bands or flowers; or none."""
    x, y, width, height = area
    ink = mix(tone, "#fffaf0", 0.75)
    if look.colour == "white":
        ink = look.random.choice(("#3a6ab0", "#c8504a", "#4a8a5a", "#d8a030"))
    style = look.random.randrange(4)
    with c.clip(clip):
        if style == 0:
            for k in (0.38, 0.52):
                c.stroke(curve((x, y + height * k - 2), (x + width / 2, y + height * k + 3), (x + width, y + height * k - 2)),
                         ink, 1.8)
        elif style == 1:
            for row in range(4):
                for column in range(9):
                    c.fill(ellipse(x + width * (column + row % 2 / 2) / 8, y + height * (0.2 + 0.2 * row), 2), ink)
        elif style == 2:
            for k in range(6):
                px, py = x + width * (k + 0.5) / 6, y + height * (0.45 + 0.06 * math.sin(math.pi * k / 5))
                for a in ring(5, 0.3):
                    c.fill(ellipse(px + 2.6 * math.cos(a), py + 2.6 * math.sin(a), 2), ink)
                c.fill(ellipse(px, py, 1.5), "#f8c83c")


@subject("cup of coffee", "food", box=(100, 82), habitats=STILL, colours=WARE, size=0.54, rests=True)
def cup_of_coffee(c, look):
    ware = look.tone()
    middle = plate(c, 98, ware.light if look.colour == "black" else ware)
    y = middle + 3
    c.fill(ellipse(0, y, 25, 5), faded(ware.deep, 0.45))
    handle = curve((28, y - 38), (44, y - 40), (46, y - 24), (34, y - 13), (22, y - 12))
    c.stroke(handle, ware.dark, 7)
    c.stroke(handle, ware, 5)
    c.stroke(curve((29, y - 39), (43, y - 40), (45, y - 28)), ware.pale, 1.4)
    body = blob((-36, y - 47), (-34.5, y - 47.5), (0, y - 50), (34.5, y - 47.5), (36, y - 47), (33, y - 24), (20, y - 3), (0, y),
                (-20, y - 3), (-33, y - 24))
    c.solid(body, linear(-36, 0, 36, 0, ware.light, ware, mix(ware, "#160c20", 0.2)), 9, 0.38, 0.3)
    ornament(c, look, body, (-38, y - 42, 76, 40), ware)
    c.solid(ellipse(0, y - 47, 36.5, 9), ware.light if look.colour != "white" else "#ffffff", 2, 0.2, 0.3)
    c.fill(ellipse(0, y - 46.4, 33.4, 7.4), ware.dark)
    drink = ellipse(0, y - 45.4, 32, 6.4)
    c.fill(drink, linear(-32, 0, 32, 0, "#8a5630", "#5a3018", "#3a1c0e"))
    style = look.random.randrange(3)
    with c.clip(drink):
        c.stroke(drink, "#c08a54", 1.8)
        if style == 0:
            for k in range(4):
                w = 17 - 3.6 * k
                c.stroke(curve((-w, y - 47.6 + 1.2 * k), (0, y - 44.4 + 1.5 * k), (w, y - 47.6 + 1.2 * k)), "#f4e0c0", 1.3)
        elif style == 1:
            c.fill(blob((0, y - 40.5), (-15, y - 46), (-8, y - 50), (0, y - 47.4), (8, y - 50), (15, y - 46)), "#f4e0c0")
    gleam(c, -22, y - 30, 4, 14, 0.2, 0.8 if look.colour != "white" else 0.5)
    steam(c, look, 0, y - 46, 24)
    if look.random.random() < 0.5:
        for x in (-40, -36):
            c.solid(ellipse(x, middle + 1 + (x + 40) * 0.6, 4.2, 2.8, x), "#4a2614", 1.5)


@subject("teapot", "thing", box=(100, 76), habitats=STILL, colours=WARE + " brown", size=0.54, rests=True)
def teapot(c, look):
    ware = look.tone()
    handle = curve((-26, -50), (-42, -56), (-48, -38), (-40, -22), (-26, -16))
    c.stroke(handle, ware.dark, 7.4)
    c.stroke(handle, ware, 5.2)
    c.stroke(curve((-27, -52), (-41, -56), (-46, -42)), ware.pale, 1.5)
    c.solid(limb([(22, -22), (34, -28), (38, -44), (49, -55)], [21, 15, 8, 7]), ware, 5, 0.4, 0.35)
    c.fill(ellipse(48.5, -56, 3.6, 1.8, 0.7), ware.deep)
    body = blob((-16, -58), (16, -58), (32, -42), (33, -22), (20, -3), (-20, -3), (-33, -22), (-32, -42))
    c.solid(rect(-19, -5, 38, 5, 2), ware.dark, 2)
    c.solid(body, linear(-32, -50, 30, 0, ware.light, ware, ware.dark), 12, 0.38, 0.3)
    ornament(c, look, body, (-36, -50, 72, 44), ware)
    c.solid(blob((-18, -57), (-13, -64), (0, -67), (13, -64), (18, -57), (0, -54)), ware, 4, 0.35, 0.4)
    c.stroke(curve((-18, -57), (0, -54), (18, -57)), ware.dark, 1.2)
    c.solid(ellipse(0, -70, 5.4, 5), "#d8a840" if look.random.random() < 0.4 else ware, 2.4)
    gleam(c, -17, -40, 6, 11, 0.4, 0.85 if look.colour != "white" else 0.5)


@subject("bottle", "thing", box=(36, 100), habitats=STILL, colours="green brown blue red white black", size=0.66, rests=True)
def bottle(c, look):
    glass, slim = look.tone(), look.random.random() < 0.5
    w = 14 if slim else 17
    shoulder = -62 if slim else -54
    body = blob((-w, -4), (-w + 0.3, shoulder + 8), (-w * 0.8, shoulder - 3), (-5.6, shoulder - 16), (-5, -84), (-5, -97),
                (5, -97), (5, -84), (5.6, shoulder - 16), (w * 0.8, shoulder - 3), (w - 0.3, shoulder + 8), (w, -4), (w * 0.92,
                    -0.6),
                (0, 0), (-w * 0.92, -0.6))
    c.solid(body, linear(-w, 0, w, 0, glass.dark, (0.2, glass.light), (0.45, glass), glass.dark), 5, 0.4, 0.3)
    with c.clip(body):
        c.fill(rect(-w, -2.5, 2 * w, 3), faded(glass.deep, 0.6))
        c.fill(rect(-w + 3, shoulder + 4, 2.4, -shoulder - 10, 1.2), "#ffffffb0")
        c.fill(rect(-3.4, -92, 1.6, 24, 0.8), "#ffffff90")
        c.fill(rect(w - 3.4, shoulder + 8, 1.4, -shoulder - 14, 0.7), "#ffffff40")
    cap = look.random.choice(("#c8a060", "#d8b040", "#a83038", "#d8d8dc"))
    c.solid(rect(-5.6, -100, 11.2, 9, 1.6), cap, 2.4)
    if look.random.random() < 0.75:
        paper, ink = look.random.choice((("#f8f0dc", "#8a3030"), ("#f4ecd8", "#3a5a3c"), ("#fbf6e8", "#2c4a78"),
                                         ("#e8d8b0", "#4a3020")))
        top, tall = shoulder + 14, min(26, -shoulder - 24)
        label = rect(-w + 0.2, top, 2 * w - 0.4, tall)
        c.fill(label, linear(-w, 0, w, 0, mix(paper, "#403020", 0.3), (0.3, paper), (0.6, paper), mix(paper, "#403020", 0.4)))
        for k in (2, tall - 3):
            c.fill(rect(-w + 0.2, top + k, 2 * w - 0.4, 1.1), ink)
        motif = look.random.randrange(3)
        if motif == 0:
            c.fill(ellipse(0, top + tall / 2, 5.4), ink)
            c.fill(ellipse(0, top + tall / 2, 3.4), "#e8c060")
        elif motif == 1:
            for x, y in ((-2.6, 0), (2.6, 0), (0, 4.2), (0, -3.6)):
                ball(c, x, top + tall / 2 + y, 2.5, ink)
        else:
            leaf(c, -6, top + tall / 2, 12, 0, ink, 0.3)


@subject("glass of juice", "food", box=(58, 100), habitats=STILL, colours="orange red yellow green pink purple", size=0.56,
         rests=True)
def glass_of_juice(c, look):
    juice = look.tone()
    glass = poly((-24, -72), (24, -72), (18, 0), (-18, 0))
    c.fill(glass, "#ffffff50")
    c.solid(joined(poly((-22, -62), (22, -62), (17, -4), (-17, -4)), ellipse(0, -4, 17, 2.6)),
            linear(-22, 0, 22, 0, juice.light, juice, juice, mix(juice, "#160c20", 0.2)), 5, 0.25, 0.25)
    c.fill(ellipse(0, -62, 22, 4.6), mix(juice, "#ffffff", 0.35))
    for x, turn in ((-9, 0.3), (6, -0.4)):
        with c.placed(x + look.random.uniform(-2, 2), -61, 1, turn):
            c.fill(rect(-6, -6, 12, 12, 2), faded("#ffffff", 0.45))
            c.stroke(rect(-6, -6, 12, 12, 2), "#ffffffa0", 0.9)
    stripe, lean = look.random.choice(("#e84a5a", "#3a8ad8", "#48a860", "#f0a028")), look.random.uniform(0.2, 0.32)
    with c.placed(4, -58, 1, lean):
        straw = rect(-2, -42, 4, 44)
        c.fill(straw, linear(-2, 0, 2, 0, "#ffffff", "#e0d8d8"))
        with c.clip(straw):
            for k in range(9):
                c.stroke(line((-4, -40 + 6 * k), (4, -43 + 6 * k)), stripe, 2.4)
    c.fill(ellipse(0, -60.6, 21, 3.2), faded(juice, 0.45))
    for _ in range(c.marks(14)):
        c.fill(ellipse(look.random.uniform(-15, 15), look.random.uniform(-54, -8), look.random.uniform(0.5, 1.2)), "#ffffff80")
    rind = {"orange": "#f08a24", "yellow": "#f6d02c", "green": "#5ab03c"}.get(look.colour, "#f6d02c")
    citrus(c, -22, -72, 12, mix(rind, "#ffffff", 0.15), rind)
    c.fill(poly((-24, -72), (-20, -72), (-15, -4), (-18, -2)), "#ffffff50")
    c.fill(rect(-15, -56, 3, 44, 1.5), "#ffffff90")
    c.stroke(line((-24, -72), (-18, 0), (18, 0), (24, -72)), "#ffffffb0", 1.3)
    c.stroke(ellipse(0, -72, 24, 4.8), "#ffffffd0", 1.3)
    c.fill(ellipse(0, -1, 18, 2.4), "#ffffff60")


@subject("bowl of soup", "food", box=(100, 72), habitats="table floor", colours="white blue red green yellow", size=0.56,
         rests=True, soup="tomato vegetable")
def bowl_of_soup(c, look):
    ware = look.tone()
    broth = Tone({"tomato": "#d8502c", "vegetable": "#e0b048"}[look.traits["soup"]])
    middle = plate(c, 90, ware.light if look.colour != "white" else "#f0ece4")
    y = middle + 2
    body = blob((-48, y - 33), (0, y - 36), (48, y - 33), (40, y - 14), (20, y - 1), (0, y), (-20, y - 1), (-40, y - 14))
    c.solid(body, linear(-48, 0, 48, 0, ware.light, ware, mix(ware, "#160c20", 0.2)), 9, 0.38, 0.3)
    ornament(c, look, body, (-50, y - 27, 100, 28), ware)
    c.solid(ellipse(0, y - 33, 49, 13.4), ware.light if look.colour != "white" else "#ffffff", 2.4, 0.2, 0.3)
    c.fill(ellipse(0, y - 32, 44.5, 11), ware.dark)
    surface = ellipse(0, y - 31, 43, 10)
    c.fill(surface, linear(-43, 0, 43, 0, broth.light, broth, mix(broth, "#5a1c08", 0.3)))
    with c.clip(surface):
        if look.traits["soup"] == "tomato":
            for k in range(3):
                w = 20 - 6 * k
                c.stroke(curve((-w - 6, y - 31), (-6, y - 31 - w * 0.26), (w - 6, y - 31), (-6, y - 31 + w * 0.24),
                               (-w - 2, y - 30)), "#fff0dcd0", 1.8)
            leaf(c, -4, y - 31, 14, -0.3, "#3f9a3c", 0.34)
            leaf(c, -4, y - 31, 12, 2.7, "#4aa844", 0.34)
        else:
            for _ in range(24):
                x, py = look.random.uniform(-36, 36), y - 31 + look.random.uniform(-7, 7)
                tint = look.random.choice(("#f08024", "#5ab03c", "#f8e8a0", "#e04030", "#5ab03c"))
                c.fill(ellipse(x, py + 0.8, 3.8, 2.2), faded("#6a3a08", 0.4))
                c.fill(ellipse(x, py, 3.6, 2.1), linear(x - 3, py - 2, x + 3, py + 2, mix(tint, "#ffffff", 0.4), tint))
    if look.random.random() < 0.6:
        c.solid(limb([(22, y - 34), (36, y - 46), (49, y - 58)], [3, 2.6, 5]), linear(22, 0, 50, 0, "#ffffff", "#a8a8b4"), 1.5)
    gleam(c, -30, y - 18, 4, 9, 0.5, 0.7 if look.colour != "white" else 0.4)
    steam(c, look, -4, y - 34, 22)

"""Clothes: shirt, sweater, jacket, dress, skirt and trousers on a stand, and scarf, gloves, socks and tie."""

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical

from . import subject
from .craft import against, cloth, folds, gleam, knit, other, seam, silver, stand

COLOURS = "red blue green yellow white black pink grey purple orange brown"
CONTRASTS = "white", "yellow", "blue", "red", "black"


def across(tone, half=30):
    """The paint of cloth lit from the left."""
    return linear(-half, 0, half, 0, tone, (0.3, mix(tone, tone.light, 0.5)), tone, mix(tone, tone.dark, 0.6))


def print_for(look):
    """A colour for a pattern that leaves the subject's own colour in charge."""
    return other(look, "white") if look.colour != "white" else look.tone(look.random.choice(("blue", "red", "pink", "grey")))


def arm(side, y, end, width):
    """The outline of a sleeve that hangs from a shoulder at height y to its open end."""
    x, low = end
    half, out = width / 2, (23 + x) / 2
    def path(ctx):
        ctx.move_to(side * 14, y + 3)
        ctx.curve_to(side * 24, y + 4, side * (out + 2), y + 12, side * (out + 5), (y + low) / 2)
        ctx.line_to(side * (x + half), low)
        ctx.line_to(side * (x - half), low + 2.4)
        ctx.curve_to(side * (out - 8), (y + low) / 2 + 4, side * 22, y + 34, side * 18, y + 36)
        ctx.close_path()
    return path


def sleeve(c, side, tone, y, end, width, cuff=None, depth=4):
    shape, (x, low), half = arm(side, y, end, width), end, width / 2
    c.solid(shape, mix(tone, tone.dark, 0.18 if side > 0 else 0.04), depth)
    if cuff:
        c.solid(poly((side * (x + half), low - 5), (side * (x + half + 0.6), low + 1), (side * (x - half - 0.4), low + 3.6),
                     (side * (x - half), low - 2.6)), cuff, 1.8)
    return shape


@subject("shirt", "clothing", box=(76, 100), habitats="floor land", colours=COLOURS, size=0.62,
         pattern="none striped checked dotted")
def shirt(c, look):
    dice, tone = look.random, look.tone()
    top, low, pattern, mark = -88, -dice.uniform(22, 28), look.traits.get("pattern"), print_for(look)
    short, button = dice.random() < 0.4, against(tone, 0.8)
    stand(c, look, 89, 22)
    for side in (-1, 1):
        hanging = sleeve(c, side, tone, top, (31, -64) if short else (34, -36), 13 if short else 9.5,
                         None if short else tone.light)
        cloth(c, hanging, pattern, (-46, top, 92, 60), mark, 8)
    body = blob((-8, top), (-18, top + 3), (-25, top + 9), (-24, -60), (-25, low - 4), (-16, low + 2), (0, low - 2),
                (16, low + 2), (25, low - 4), (24, -60), (25, top + 9), (18, top + 3), (8, top))
    c.solid(body, across(tone), 7, 0.45, 0.25)
    cloth(c, body, pattern, (-27, top, 54, 80), mark, 8)
    c.solid(body, "#00000000", 8, 0.4, 0.2)
    folds(c, body, [[(-14, -50), (-16, -38), (-12, low)], [(12, -66), (14, -48), (16, low)], [(-20, -70), (-14, -62), (-8, -60)]],
          tone, 1.8)
    c.fill(rect(-3.2, top + 8, 6.4, low - top - 9), across(tone, 6))
    c.stroke(line((3.2, top + 8), (3.2, low - 2)), faded(tone.deep, 0.5), 0.7)
    for k in range(6):
        c.fill(ellipse(0, top + 15 + k * 9, 1.4), button)
    c.fill(poly((-8, top + 1), (8, top + 1), (0, top + 11)), tone.deep)
    for side in (-1, 1):
        c.solid(blob((side * 8, top - 4), (side * 10, top + 1), (side * 11, top + 10), (side * 6.5, top + 13),
                     (side * 0.6, top + 9), (side * 6, top + 1)), tone.light if brighter(look) else tone, 2, 0.5, 0.3)
    c.stroke(rect(7, -69, 12, 12, 1.5), faded(tone.deep, 0.5), 0.8)
    seam(c, [(-24, low - 7), (-15, low - 1), (0, low - 5), (15, low - 1), (24, low - 7)], faded(against(tone), 0.6), 0.5)


def brighter(look):
    """Whether light parts still read as the subject's colour."""
    return look.colour not in ("white", "black")


@subject("sweater", "clothing", box=(84, 100), habitats="floor snow land", colours=COLOURS, size=0.62,
         pattern="none striped patterned")
def sweater(c, look):
    dice, tone = look.random, look.tone()
    second, pattern, top, low = print_for(look), look.traits.get("pattern"), -87, -dice.uniform(26, 31)

    def rows(row):
        if pattern == "striped":
            return second if row % 6 > 3 else tone
        return second if pattern and row in (6, 13) else tone

    stand(c, look, 88, 22)
    for side in (-1, 1):
        hanging = sleeve(c, side, tone, top, (36, -38), 12.5)
        knit(c, hanging, (12 if side > 0 else -44, top, 32, 54), rows, 4)
        c.solid(hanging, "#00000000", 5, 0.5, 0.25)
        c.solid(poly((side * 42, -41), (side * 42.4, -34), (side * 30.4, -31), (side * 29.6, -38)), mix(tone, tone.dark, 0.4),
                2.4)
    body = blob((-9, top), (-20, top + 4), (-27, top + 11), (-26, -58), (-27, low), (0, low + 2), (27, low), (26, -58),
                (27, top + 11), (20, top + 4), (9, top))
    c.fill(body, tone)
    knit(c, body, (-28, top, 56, low - top), rows, 4)
    if pattern == "patterned":
        with c.clip(body):
            for k in range(-3, 4):
                x, y = k * 8.6, top + 33
                c.fill(poly((x - 3.4, y), (x, y - 7), (x + 3.4, y), (x, y + 7)), second)
                c.fill(poly((x - 1.3, y), (x, y - 2.8), (x + 1.3, y), (x, y + 2.8)), tone)
    c.solid(body, "#00000000", 9, 0.5, 0.25)
    for band, size in ((rect(-27, low - 2, 54, 8, 3), 4.2), (blob((-10, top - 5), (0, top - 7), (10, top - 5), (11.5, top + 3),
                                                                  (0, top + 8), (-11.5, top + 3)), 3)):
        c.solid(band, mix(tone, tone.dark, 0.4), 2.6)
        with c.clip(band):
            for k in range(-7, 8):
                c.stroke(line((k * size, low - 4 if size > 4 else top - 8), (k * size, low + 8 if size > 4 else top + 10)),
                         faded(tone.light, 0.55), 1.2)
    c.fill(ellipse(0, top - 4, 7.5, 2.4), tone.deep)


@subject("jacket", "clothing", box=(82, 100), habitats="floor land snow",
         colours="black brown blue red green grey yellow white pink orange", size=0.62)
def jacket(c, look):
    dice, tone = look.random, look.tone()
    top, low, inside = -88, -dice.uniform(24, 30), other(look, "grey", "white", "yellow")
    zipped, metal = dice.random() < 0.55, silver(-30, -80, 30, -30)
    stand(c, look, 89, 22)
    for side in (-1, 1):
        hanging = sleeve(c, side, tone, top, (35, -36), 12, tone.dark, 5)
        folds(c, hanging, [[(side * 24, -62), (side * 31, -60), (side * 37, -61)],
                           [(side * 27, -54), (side * 34, -53), (side * 39, -55)]], tone, 1.6)
    body = blob((-9, top), (-19, top + 3), (-27, top + 10), (-26, -58), (-27, low), (-14, low + 1.5), (0, low), (14, low + 1.5),
                (27, low), (26, -58), (27, top + 10), (19, top + 3), (9, top))
    c.solid(body, across(tone), 8, 0.5, 0.3)
    with c.clip(body):
        c.texture(3, "#0c0808", "#fff8e8", 0.06, 1)
    if zipped:
        c.stroke(line((0, top + 6), (0, low)), tone.deep, 2.6)
        seam(c, [(0, top + 8), (0, -60), (0, low)], metal, 1.7, (1, 0.8))
        c.solid(rect(-1.3, top + 14, 2.6, 6, 1), metal, 1)
        hood = dice.random() < 0.5
        collar = blob((-13, top + 5), (-14, top - 5), (0, top - 9), (14, top - 5), (13, top + 5), (0, top + 11))
        c.solid(collar, tone if not hood else mix(tone, tone.light, 0.4), 4)
        c.fill(ellipse(0, top - 2, 9, 4.4), mix(inside, tone.deep, 0.5))
        for y in () if hood else (-68, -52):
            for side in (-1, 1):
                c.stroke(curve((side * 3, y), (side * 14, y + 1.4), (side * 26, y - 1)), faded(tone.deep, 0.6), 1.4)
                c.stroke(curve((side * 3, y + 1.4), (side * 14, y + 2.8), (side * 26, y + 0.4)), faded(tone.pale, 0.4), 0.8)
    else:
        c.fill(poly((-9, top), (9, top), (0, -54)), inside)
        c.fill(poly((-9, top), (9, top), (0, -54)), vertical(top, -54, "#00000050", "#00000000"))
        for side in (-1, 1):
            lapel = poly((side * 8, top - 4), (side * 15, top + 6), (side * 15, top + 13), (side * 11, top + 14),
                         (side * 12, top + 18), (0, -52), (side * 1, -60))
            c.solid(lapel, mix(tone, tone.light, 0.22), 2.4, 0.5, 0.35)
        c.stroke(line((0, -53), (0, low)), faded(tone.deep, 0.8), 1.2)
        for y in (-49, -39):
            c.solid(ellipse(3.4, y, 2), against(tone, 0.5), 0.8)
    for side in (-1, 1):
        c.stroke(line((side * 10, -42), (side * 22, -44 if zipped else -42)), faded(tone.deep, 0.75), 1.8)
        c.stroke(line((side * 10, -40.6), (side * 22, -42.6 if zipped else -40.6)), faded(tone.pale, 0.45), 0.7)
    c.stroke(curve((-27, low - 6), (0, low - 4.5), (27, low - 6)), faded(tone.deep, 0.5), 1)
    gleam(c, body, -15, -72, 8, 14, 0.25)


@subject("dress", "clothing", box=(72, 100), habitats="floor land",
         colours="red blue pink white black green yellow purple orange", size=0.64, pattern="none dotted flowered striped")
def dress(c, look):
    dice, tone = look.random, look.tone()
    mark, pattern, flare, low = print_for(look), look.traits.get("pattern"), dice.uniform(29, 35), -dice.uniform(8, 18)
    top, belt = -90, other(look, *CONTRASTS[:1], "black", "pink", "yellow")
    stand(c, look, 91, 20)
    sleeves = dice.random() < 0.5
    if sleeves:
        for side in (-1, 1):
            c.solid(blob((side * 12, top + 1), (side * 21, top + 3), (side * 27, top + 14), (side * 20, top + 18),
                         (side * 14, top + 14)), tone, 4)
    else:
        for side in (-1, 1):
            c.stroke(curve((side * 12, top - 1), (side * 13, top + 5), (side * 12, top + 12)), tone.dark, 3)
    body = blob((-14, top + 4 if sleeves else top + 10), (-16, top + 16), (-12, -60), (-18, -46), (-flare, low + 1),
                (-flare * 0.5, low + 4), (0, low + 3), (flare * 0.5, low + 4), (flare, low + 1),
                (18, -46), (12, -60), (16, top + 16), (14, top + 4 if sleeves else top + 10), (0, top + 15))
    c.solid(body, across(tone), 8, 0.45, 0.3)
    cloth(c, body, pattern, (-37, top, 74, 90), mark, 8.5)
    waist = -60
    spread = [(-0.75, 2.2), (-0.4, 2.8), (-0.05, 2.4), (0.3, 2.8), (0.65, 2.4)]
    folds(c, body, [[(x * 12, waist + 4), (x * flare * 0.7, -38), (x * flare, low + 4)] for x, _ in spread], tone, 2.6)
    c.solid(body, "#00000000", 8, 0.35, 0.2)
    with c.clip(body):
        c.fill(blob((-20, waist - 3), (0, waist - 1), (20, waist - 3), (20, waist + 3), (0, waist + 5), (-20, waist + 3)),
               across(belt, 14))
        c.stroke(curve((-flare, low - 1), (0, low + 1), (flare, low - 1)), faded(against(tone), 0.55), 1.2)
    for turn in (-1, 1):
        c.solid(blob((0, waist + 1), (turn * 8, waist - 4), (turn * 8, waist + 5)), belt, 1.6)
    c.fill(ellipse(0, waist + 1, 2), belt.dark)
    gleam(c, body, -8, -74, 6, 10, 0.3)


@subject("skirt", "clothing", box=(84, 100), habitats="floor land",
         colours="red blue pink black green yellow purple white grey orange brown", size=0.58,
         pattern="none checked dotted flowered")
def skirt(c, look):
    dice, tone = look.random, look.tone()
    low, flare, top, pattern = -dice.uniform(20, 32), dice.uniform(34, 41), -84, look.traits.get("pattern")
    stand(c, look, 90, 20, clips=True)
    for x in (-14, 14):
        c.solid(rect(x - 2.6, -91, 5.2, 10, 1.4), silver(x - 3, -90, x + 3, -80), 1.2)
    pleats = 7
    body = blob((-18, top), (18, top), (flare * 0.8, -54), (flare, low), (flare * 0.62, low + 3), (flare * 0.3, low),
                (0, low + 3.5), (-flare * 0.3, low), (-flare * 0.62, low + 3), (-flare, low), (-flare * 0.8, -54))
    c.solid(body, across(tone, 40), 8, 0.45, 0.3)
    cloth(c, body, pattern, (-44, top, 88, 70), print_for(look), 9)
    with c.clip(body):
        for k in range(pleats):
            t = (k + 0.5) / pleats * 2 - 1
            c.fill(poly((t * 17, top + 6), (t * flare, low + 4), (t * flare + 6, low + 4)), faded(tone.deep, 0.35))
            c.fill(poly((t * 17, top + 6), (t * flare, low + 4), (t * flare - 4, low + 4)), faded(tone.pale, 0.28))
    c.solid(body, "#00000000", 8, 0.4, 0.2)
    c.solid(rect(-19, top - 1, 38, 8, 2), mix(tone, tone.dark, 0.35), 2.4)
    c.solid(ellipse(0, top + 3, 2.4), against(tone, 0.8), 1)


@subject("trousers", "clothing", box=(56, 100), habitats="floor land", colours="blue black brown grey green white red", size=0.6)
def trousers(c, look):
    dice, tone = look.random, look.tone()
    jeans, low, wide = look.colour == "blue" or dice.random() < 0.4, -dice.uniform(4, 8), dice.uniform(11, 15)
    thread = "#e8a850" if jeans and look.colour in ("blue", "black", "grey") else faded(against(tone), 0.7)
    stand(c, look, 91, 20, clips=True)
    for x in (-13, 13):
        c.solid(rect(x - 2.6, -92, 5.2, 9, 1.4), silver(x - 3, -90, x + 3, -80), 1.2)
    for side in (1, -1):
        leg = poly((side * 19, -84), (side * 23, -62), (side * (11 + wide), low), (side * (11 - wide * 0.62), low + 1),
                   (side * -0.6, -56), (0, -84))
        c.solid(leg, linear(side * 12 - 13, 0, side * 12 + 13, 0, tone, (0.35, mix(tone, tone.light, 0.55)), tone, tone.dark), 5,
                0.45, 0.25)
        if jeans:
            with c.clip(leg):
                c.fill(ellipse(side * 11, -56, 5, 18), faded(tone.pale, 0.25))
                c.texture(2.5, "#0c1020", "#ffffff", 0.1, 1)
        folds(c, leg, [[(side * 3, -58), (side * 10, -54), (side * 15, -55)],
                       [(side * 6, -34), (side * 12, -32), (side * 18, -35)], [(side * 11, -46), (side * 11.6, -28),
                                                                               (side * 11, low)]], tone, 1.4)
        c.stroke(line((side * (11 + wide), low - 4), (side * (11 - wide * 0.62), low - 3)), thread, 0.7)
        c.stroke(curve((side * 8, -81), (side * 11, -73), (side * 21, -71)), tone.deep, 1)
        seam(c, [(side * 7, -81), (side * 10, -72), (side * 21, -69.6)], thread, 0.6)
    c.solid(rect(-20, -88, 40, 7, 1.4), tone, 2)
    for x in (-14, -6, 8, 14):
        c.fill(rect(x - 1, -89, 2, 9), tone.dark)
    c.stroke(curve((1, -81), (3, -64), (-0.6, -57)), tone.deep, 0.9)
    seam(c, [(4, -81), (6, -66), (1, -59)], thread, 0.6)
    c.solid(ellipse(0, -84.6, 1.8), "#d8a448" if jeans else against(tone), 0.8)


@subject("scarf", "clothing", box=(62, 100), habitats="floor snow land",
         colours="red blue green yellow white grey pink purple orange black brown", size=0.55, pattern="none striped checked")
def scarf(c, look):
    dice, tone = look.random, look.tone()
    wood, pattern, mark = dice.choice(("#a8743c", "#7a4c28", "#c89858")), look.traits.get("pattern"), print_for(look)
    c.solid(rect(-20, -4, 40, 4, 2), wood, 2)
    c.fill(rect(-2, -86, 4, 84), linear(-2, 0, 2, 0, mix(wood, "#ffffff", 0.3), mix(wood, "#000000", 0.35)))
    c.solid(ellipse(0, -97, 4), wood, 2)
    for side, low, turn in ((1, -dice.uniform(20, 30), 4), (-1, -dice.uniform(9, 16), -2)):
        x = side * 9 + turn
        end = poly((x - 9 - side, -84), (x + 9, -84), (x + 10 + side * 3, low), (x - 10 + side * 3, low + 1))
        for k in range(9):
            at = x - 8.5 + side * 3 + k * 2.2
            c.stroke(curve((at, low - 1), (at + dice.uniform(-0.6, 0.6), low + 4), (at + dice.uniform(-1.4, 1.4), low + 8)),
                     mark if pattern else tone.dark, 1.3)
        c.shadow(end, 1.8, 0.35, 1, 1)
        c.solid(end, linear(x - 10, 0, x + 11, 0, tone, tone.light, tone, tone.dark), 4, 0.45, 0.25)
        cloth(c, end, pattern, (x - 14, -92, 30, 90), mark, 11)
        with c.clip(end):
            for k in range(c.marks(44)):
                c.stroke(line((x - 14, -88 + k * 2), (x + 14, -87.4 + k * 2)), faded(tone.deep, 0.14), 0.7)
    wrap = blob((-19, -80), (-20, -90), (-8, -95), (8, -95), (20, -90), (20, -80), (8, -73), (-8, -73))
    c.shadow(wrap, 2, 0.4, 0, 2)
    c.solid(wrap, tone, 6, 0.5, 0.3)
    cloth(c, wrap, pattern, (-24, -97, 48, 26), mark, 11)
    folds(c, wrap, [[(-20, -87), (0, -82), (20, -88)], [(-20, -81), (0, -77), (20, -82)]], tone, 1.6)


@subject("gloves", "clothing", box=(100, 88), habitats="table floor snow land",
         colours="red blue green black white brown yellow pink grey purple", size=0.56, rests=True, many=1)
def gloves(c, look):
    dice, tone = look.random, look.tone()
    band = print_for(look)
    for side in (-1, 1):
        with c.placed(side * 24, 0, 1, side * dice.uniform(0.08, 0.2)):
            thumb = limb([(-side * 9, -36), (-side * 20, -46), (-side * 23, -57)], [13, 11, 9])
            c.solid(thumb, mix(tone, tone.dark, 0.2), 3.4)
            fingers = [limb([(x, -46), (x * 1.22, -64), (x * 1.3, height)], [10.4, 10, 8.6]) for x,
                       height in ((-side * 12, -76), (-side * 4, -83), (side * 4, -80), (side * 12, -70))]
            for finger in fingers:
                c.solid(finger, tone, 3, 0.45, 0.35)
            palm = blob((-16, -24), (-17, -48), (-10, -58), (10, -58), (17, -48), (16, -24), (0, -20))
            c.solid(palm, tone, 6, 0.4, 0.25)
            for k in range(3):
                c.stroke(line((-7 + k * 7, -52), (-6 + k * 6, -34)), faded(tone.deep, 0.35), 1.1)
            cuff = blob((-15, -26), (15, -26), (18, -4), (0, 0), (-18, -4))
            c.solid(cuff, mix(tone, tone.dark, 0.3), 4)
            with c.clip(cuff):
                for k in range(-6, 7):
                    c.stroke(line((k * 2.7, -28), (k * 3.1, 2)), faded(tone.light, 0.5), 1.2)
                c.stroke(curve((-20, -16), (0, -13), (20, -16)), band, 4)


@subject("socks", "clothing", box=(94, 86), habitats="table floor land",
         colours="red blue green yellow white grey pink purple orange black", size=0.54, rests=True, many=1,
         pattern="none striped dotted")
def socks(c, look):
    dice, tone = look.random, look.tone()
    mark, pattern = print_for(look), look.traits.get("pattern")
    for x, y in ((-24, -3), (6, 0)):
        with c.placed(x, y, 1, dice.uniform(-0.05, 0.05)):
            sock = blob((-13, -82), (13, -82), (14, -50), (15, -34), (30, -22), (40, -12), (37, -1), (22, 0), (0, -3), (-13, -12),
                        (-14, -34), (-13, -60))
            c.shadow(sock, 2, 0.35, 1.5, 0.5)
            c.solid(sock, linear(-14, 0, 20, 0, tone, tone.light, tone, mix(tone, tone.dark, 0.5)), 6, 0.5, 0.3)
            cloth(c, sock, pattern, (-16, -72, 60, 76), mark, 10)
            with c.clip(sock):
                c.fill(joined(ellipse(-10, -8, 13, 14), ellipse(38, -7, 13, 14)), mark if not pattern else tone.dark)
                c.fill(rect(-16, -84, 34, 14), mark if pattern else tone.dark)
                for k in range(-5, 6):
                    c.stroke(line((k * 3, -84), (k * 3, -70)), faded(tone.deep, 0.25), 0.9)
            folds(c, sock, [[(-12, -26), (0, -22), (12, -30)], [(-12, -20), (0, -15), (16, -24)]], tone, 1.2)
            c.solid(sock, "#00000000", 6, 0.35, 0.2)


@subject("tie", "clothing", box=(40, 100), habitats="floor table", colours="red blue green black yellow purple pink grey orange",
         size=0.6, pattern="none striped dotted")
def tie(c, look):
    dice, tone = look.random, look.tone()
    wide, mark, pattern = dice.uniform(10, 12.5), print_for(look), look.traits.get("pattern")
    wood = dice.choice(("#a8743c", "#7a4c28"))
    c.solid(rect(-16, -4, 32, 4, 2), wood, 2)
    c.fill(rect(-1.6, -94, 3.2, 92), linear(-2, 0, 2, 0, mix(wood, "#ffffff", 0.3), mix(wood, "#000000", 0.35)))
    c.stroke(curve((-10, -88), (-9, -95), (0, -99), (9, -95), (10, -88)), tone.dark, 5)
    blade = poly((-4, -80), (4, -80), (wide, -20), (0, -8), (-wide, -20))
    c.shadow(blade, 2, 0.35, 1.5, 1)
    c.solid(blade, across(tone, 14), 4, 0.5, 0.35)
    with c.clip(blade):
        for k in range(8):
            y = -86 + k * 12
            if pattern == "striped":
                c.stroke(line((-15, y + 13), (15, y)), mark, 4)
            elif pattern == "dotted":
                for x in range(-2, 3):
                    c.fill(ellipse(x * 7 + k % 2 * 3.5, y + 4, 1.8), mark)
    c.stroke(curve((1.6, -78), (4, -50), (1, -14)), faded(tone.deep, 0.3), 1.4)
    knot = poly((-8, -91), (8, -91), (4.6, -79), (-4.6, -79))
    c.solid(knot, tone, 3, 0.5, 0.4)
    gleam(c, blade, -4, -36, 4, 16, 0.35)

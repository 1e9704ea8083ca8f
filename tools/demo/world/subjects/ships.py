"""What sails: sailing boat, rowing boat, ship."""

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, rect, vertical

from . import subject
from .vehicle_parts import SKINS, glass, panes

PAINTS = "red blue green yellow orange white black grey purple pink brown"


def wash(c, left, right, bow=6):
    """The foam along a waterline at y = 0."""
    for _ in range(c.marks(26)):
        x = c.random.uniform(left, right)
        c.fill(ellipse(x, c.random.uniform(-0.8, 0.8), c.random.uniform(1.5, 5), c.random.uniform(0.3, 0.8)),
               faded("#f4ffff", c.random.uniform(0.4, 0.9)))
    c.fill(blob((right - bow, 1), (right, -2), (right + 2, -0.6), (right + 1, 1.2)), "#f4ffffc0")


@subject("sailing boat", "vehicle", box=(86, 100), habitats="water", colours=PAINTS, size=0.78, sail="plain striped")
def sailing_boat(c, look):
    dice, paint = look.random, look.tone()
    lean = dice.uniform(-0.03, 0.05)
    hull_colour = dice.choice(("#8a2f2c", "#fbf8f0", "#2a4a44") if look.colour in ("white", "blue", "brown")
                              else ("#fbf8f0", "#1f3f6a", "#8a5530", "#fbf8f0"))
    with c.placed(0, 0, 1, lean):
        c.stroke(line((2, -98), (-36, -12)), "#5a4a4290", 0.4)
        c.stroke(line((2, -98), (43, -13)), "#5a4a4290", 0.4)
        c.fill(limb([(1, -8), (2, -99)], [2.2, 1.1]), linear(0, 0, 3, 0, "#c08a58", "#6a4428"))
        main = blob((-0.4, -95), (-2, -60), (-1, -20), (-10, -18.4), (-36, -18.6), (-34, -24), (-18, -62))
        jib = blob((3.4, -88), (4.6, -56), (5, -22), (10, -17), (40, -15.4), (32, -24), (14, -60))
        sheet = linear(-36, 0, 0, 0, mix(paint, "#ffffff", 0.22), paint, mix(paint, "#160c20", 0.2))
        c.solid(main, sheet, 4, 0.3, 0.3)
        c.solid(jib, linear(0, 0, 40, 0, mix(paint, "#ffffff", 0.32), mix(paint, "#160c20", 0.1)), 3.4, 0.28, 0.3)
        band = "#fff8ea" if look.colour not in ("white", "yellow", "grey") else dice.choice(("#d8403c", "#2f6aa8", "#2c8a6a"))
        for sail in (main, jib):
            with c.clip(sail):
                if look.traits.get("sail") == "striped":
                    for k in range(5):
                        c.fill(rect(-44, -29 - k * 15, 90, 5), faded(band, 0.92))
                for k in range(6):
                    y = -26 - k * 12
                    c.stroke(curve((-40, y), (-14, y + 1.6), (12, y - 0.6), (44, y + 1)), "#3a2a3030", 0.4)
        if look.traits.get("sail") == "plain" and dice.random() < 0.6:
            with c.clip(main):
                c.fill(ellipse(-12, -42, 5), faded(band, 0.9))
                c.fill(ellipse(-12, -42, 3), paint)
        c.fill(limb([(1, -16), (-37, -17)], [1.8, 1.4]), "#8a6040")
        c.fill(poly((2, -99), (2, -93), (-10, -95.4)), dice.choice(("#d8403c", "#f2c61e", "#2f6aa8")))
        deck = blob((-41, -11.4), (0, -9.6), (43, -13.2), (36, -9), (0, -6), (-38, -8))
        c.solid(rect(-22, -14.6, 25, 6, 2), "#f6f0e4", 1)
        for k in range(3):
            c.fill(ellipse(-17 + k * 7, -11.6, 1.8, 1.3), "#2f4a66")
        shirt = dice.choice(("#e6b93c", "#d8503c", "#f4f0e8", "#3f7a9a"))
        c.solid(blob((-33, -9), (-32.6, -16), (-29.4, -18), (-26.4, -16), (-26, -9)), shirt, 1.2)
        c.solid(ellipse(-29.4, -20.4, 2.6), dice.choice(SKINS), 0.9)
        c.fill(blob((-32.2, -20.8), (-31, -23.6), (-27.6, -23.4), (-26.4, -20.8)), dice.choice(("#2f3f5a", "#f4f0e8", "#8a4a2a")))
        hull = blob((-42, -11.6), (-20, -9), (16, -9), (44, -13.4), (40, -7), (32, -0.6), (20, 1.2), (-24, 1.2), (-36, -0.4),
                    (-40.6, -5))
        trim = dice.choice(("#d8403c", "#e8c46a", "#2f6aa8")) if hull_colour == "#fbf8f0" else "#f4ead0"
        c.solid(hull, vertical(-13, 1, mix(hull_colour, "#ffffff", 0.12), (0.6, hull_colour), (0.62, trim), (0.74, trim),
                               (0.76, mix(hull_colour, "#301018", 0.5)), mix(hull_colour, "#301018", 0.6)), 2, 0.4, 0.3)
        c.fill(deck, "#9a6a42")
    wash(c, -40, 38)


@subject("rowing boat", "vehicle", box=(100, 40), habitats="water", colours=PAINTS, size=0.72, crew="none rower")
def rowing_boat(c, look):
    dice, paint = look.random, look.tone()
    inside = blob((-46, -15), (-20, -13), (20, -13), (48, -17), (30, -19.4), (0, -18.6), (-32, -18))
    c.fill(inside, linear(0, -19, 0, -13, "#5a3a24", "#8a5f3c"))
    with c.clip(inside):
        for x in (-26, 0, 24):
            c.fill(rect(x - 3, -20, 7, 8), "#c8945c")
            c.fill(rect(x - 3, -20, 7, 1.6), "#e2b47c")
    if look.traits.get("crew"):
        shirt, skin = dice.choice(("#e6b93c", "#f4f0e8", "#3f7a9a", "#d8503c")), dice.choice(SKINS)
        shirt = "#f4f0e8" if shirt[1:3] == paint[1:3] else shirt
        c.solid(blob((-7, -13), (-6, -25), (-4, -30), (1, -31.6), (5, -29), (6, -22), (7, -13)), shirt, 2)
        c.solid(ellipse(0.6, -36, 4.2, 4.6), skin, 1.4)
        c.fill(blob((-4.4, -36), (-4, -41), (1, -42.6), (5, -40.4), (5.4, -37.4), (1, -38.6), (-2.4, -38)),
               dice.choice(("#2a1c18", "#8a5028", "#c8a058")))
        c.fill(limb([(2, -28.6), (8, -23), (14, -20)], [3.6, 3, 2.4]), mix(shirt, "#20182a", 0.16))
        c.fill(ellipse(14.6, -19.8, 1.7), skin)
        oar = ((10, -21), (-26, 0.6))
    else:
        oar = ((14, -20), (-24, 0.6))
    hull = blob((-49, -16), (-30, -12.6), (0, -11.4), (30, -13), (50, -18.4), (46, -8), (36, 0), (24, 1.6), (-28, 1.6), (-40, 0),
                (-46, -7))
    c.solid(hull, vertical(-18, 2, mix(paint, "#ffffff", 0.22), paint, mix(paint, "#160c20", 0.22)), 2.2, 0.32, 0.35)
    with c.clip(hull):
        for k in range(3):
            c.stroke(curve((-50, -10 + k * 4), (-20, -7.4 + k * 3.6), (20, -7.4 + k * 3.6), (50, -12 + k * 4)),
                     faded(paint.deep, 0.42), 0.4)
            c.stroke(curve((-50, -9.4 + k * 4), (-20, -6.8 + k * 3.6), (20, -6.8 + k * 3.6), (50, -11.4 + k * 4)), "#ffffff40",
                     0.4)
    rim = "#fff4dc" if look.colour not in ("white", "yellow") else "#9a6a42"
    c.stroke(curve((-49, -16), (-30, -12.9), (0, -11.8), (30, -13.3), (50, -18.2)), rim, 1.6)
    c.stroke(curve((-46, -15.4), (-32, -18), (0, -18.6), (30, -19.4), (48, -17.6)), rim, 0.9)
    c.fill(ellipse(0, -12, 1.6, 1.2), "#3a3c46")
    c.stroke(line(*oar), "#d8ab70", 1.5)
    c.stroke(line(*oar), "#f2d4a0", 0.5)
    x, y = oar[1]
    c.solid(blob((x + 5, y - 3.4), (x - 1, y - 2), (x - 7, y + 3), (x - 4, y + 4), (x + 3, y + 0.6)), "#e2b880", 0.8)
    wash(c, -42, 40, 4)
    for r in (5, 8):
        c.stroke(ellipse(x - 3, 2, r, r * 0.22), "#f4ffff90", 0.4)


@subject("ship", "vehicle", box=(106, 56), habitats="water", colours=PAINTS, size=0.9, many=2, load="passengers containers")
def ship(c, look):
    dice, paint = look.random, look.tone()
    if look.traits.get("load") == "containers":
        colours = ("#c8503c", "#3f7aa8", "#e0a83c", "#4f8a5a", "#8a8f98", "#d8d2c4", "#7a5a9a")
        for column in range(7):
            for row in range(dice.choice((2, 3, 3, 4))):
                x, y = -26 + column * 9.4, -19.4 - row * 5.2
                tone = dice.choice(colours)
                c.fill(rect(x, y, 9, 5), linear(x, y, x, y + 5, mix(tone, "#ffffff", 0.22), tone, mix(tone, "#20182a", 0.3)))
                for k in range(5):
                    c.fill(rect(x + 0.8 + k * 1.7, y + 0.5, 0.4, 4), "#1c182650")
        c.solid(rect(-47, -42, 18, 29, 0.8), "#f6f2e8", 1.6)
        for row in range(4):
            panes(c, -45.6, -39.6 + row * 5.6, 15, 2.6, 5, 1)
        c.solid(rect(-48.6, -44, 22, 3, 0.8), "#e4e0d6", 0.8)
        c.solid(rect(-43, -53, 7, 9.6, 0.8), paint, 1)
        c.stroke(line((-32, -44), (-32, -53)), "#4a4e5a", 0.8)
        c.stroke(line((44, -18), (44, -30)), "#4a4e5a", 0.9)
    else:
        for row, (left, right) in enumerate(((-44, 40), (-42, 34), (-38, 27), (-32, 20))):
            y = -19 - row * 5.8
            c.solid(rect(left, y, right - left, 6.2, 1.4), "#fbf8f0", 1)
            c.fill(rect(left, y + 5, right - left, 0.9), "#b4bcc8")
            panes(c, left + 2.4, y + 1.2, right - left - 5.4, 3, int((right - left) / 4.6), 1.5, 0.3, "#dff2fa", "#34587a")
        glass(c, poly((10, -41), (17, -41), (21, -36.8), (10, -36.8)), 10, -41, 11, 4.2, edge=0.4)
        for x in (-18, -4):
            c.solid(poly((x - 5, -36), (x - 4.6, -51), (x + 3, -50), (x + 5, -36)), _funnel(paint), 1.4)
            c.fill(poly((x - 4.7, -48), (x - 4.6, -51), (x + 3, -50), (x + 3.4, -47.4)), "#22242c")
        for k in range(5):
            c.solid(blob((-36 + k * 13, -14.6), (-27 + k * 13, -14.6), (-28 + k * 13, -12), (-35 + k * 13, -12)), "#f08a3c", 0.7)
        c.stroke(line((14, -42), (12, -54)), "#5a5e6a", 0.8)
        for k in range(13):
            t = k / 12
            c.fill(poly((12 + 34 * t, -53 + 34 * t), (14 + 34 * t, -51.6 + 34 * t), (12 + 34 * t, -50 + 34 * t)),
                   ("#e8403c", "#f2c61e", "#3a7ad0", "#3a9a54")[k % 4])
    hull = blob((-52, -14), (-30, -13.4), (30, -13.6), (54, -19.4), (48, -8), (42, 0), (36, 1.4), (-42, 1.4), (-48, 0),
                (-50.6, -6))
    low = "#b8302c" if look.colour != "red" else "#2a2c36"
    c.solid(hull, vertical(-18, 1.4, mix(paint, "#ffffff", 0.18), (0.5, paint), (0.76, mix(paint, "#160c20", 0.12)), (0.78, low),
                           mix(low, "#160c20", 0.3)), 2.4, 0.36, 0.3)
    c.stroke(curve((-52, -13.4), (-30, -12.8), (30, -13), (53, -18.6)), "#fff8ea", 0.8)
    for k in range(13):
        c.fill(ellipse(-41 + k * 6, -8.6, 0.9), "#fff4d0" if dice.random() < 0.4 else "#1c2a40")
    c.stroke(line((43, -13), (43, -9.6)), "#1c1c24", 0.7)
    c.stroke(curve((41, -10.4), (43, -8.8), (45, -10.4)), "#1c1c24", 0.8)
    wash(c, -49, 43, 8)


def _funnel(paint):
    return vertical(-51, -36, paint, (0.5, paint), (0.52, "#fff8ea"), (0.66, "#fff8ea"), (0.68, paint), paint.dark)

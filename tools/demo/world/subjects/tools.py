"""Tools: hammer, saw, scissors, screwdriver, wrench, key, ladder, bucket, broom, paint brush, pencil, anchor."""

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical

from . import subject
from .craft import against, gleam, gold, grain, other, rounded, seam, silver

WOODS = "#b8843c", "#8a5a30", "#d0a060", "#9a6840"



def grip(c, path, tone, marks=(), width=1.0):
    """A handle of rubber or painted wood with dark rings across."""
    c.solid(path, tone, 2.6, 0.5, 0.45)
    with c.clip(path):
        for points in marks:
            c.stroke(line(*points), faded(tone.deep, 0.6), width)


@subject("hammer", "tool", box=(76, 90), habitats="table floor land", colours="brown red yellow blue black orange green",
         size=0.6, rests=True)
def hammer(c, look):
    dice, tone = look.random, look.tone()
    with c.placed(-6, 0, 1, 0.42):
        handle = limb([(0, -4), (0, -30), (-0.6, -58), (0, -78)], [9, 8.4, 6, 6])
        wood = tone if look.colour == "brown" else dice.choice(WOODS)
        c.solid(handle, rounded(-5, 5, wood), 2.4)
        if look.colour != "brown":
            low = rect(-5.4, -44, 10.8, 43, 4.6)
            grip(c, low, tone, [((-6, y), (6, y)) for y in range(-38, -4, 5)], 1.2)
        grain(c, handle, (-5, -78, 10, 78), wood, 5, True)
        head = blob((-15, -89), (-9, -91), (6, -90), (16, -89), (16, -78), (6, -77.5), (-8, -77))
        claw = blob((-8, -91), (-20, -90), (-32, -82), (-37, -70), (-33, -71), (-27, -78), (-18, -80), (-8, -78))
        c.solid(claw, linear(-30, -92, -20, -70, "#f0f2f6", "#9aa2ae", "#565e6a"), 2.4, 0.5, 0.4)
        c.stroke(curve((-35, -73), (-30, -80), (-21, -85)), "#3a404a", 1.2)
        c.solid(head, vertical(-91, -77, "#eef0f4", "#9aa2ae", "#565e6a"), 2.6, 0.4, 0.4)
        c.solid(rect(15, -90.6, 5, 14.2, 1.4), vertical(-91, -76, "#dfe3e9", "#868e9a", "#4a525e"), 1.6)
        c.solid(rect(20, -91.6, 8, 16.2, 2), vertical(-92, -75, "#fafbfd", "#a6aeba", "#565e6a"), 1.8)
        c.stroke(line((-6, -88.6), (12, -87.6)), "#ffffffb0", 1.2)


@subject("saw", "tool", box=(100, 42), habitats="table floor land", colours="brown red yellow blue orange green black", size=0.7,
         rests=True)
def saw(c, look):
    dice, tone = look.random, look.tone()
    with c.placed(0, -3, 1, dice.uniform(-0.04, 0.04)):
        teeth = [(50 - k * 2.6, -1 if k % 2 else 2.2) for k in range(30)]
        blade = poly((50, -16), (-28, -31), (-28, -1), *reversed(teeth))
        c.solid(blade, linear(0, -30, 8, 2, "#fafbfd", "#b8c0cc", (0.55, "#e4e8ee"), "#868e9c"), 1.6, 0.3, 0.3)
        c.stroke(line((48, -14), (-26, -28.6)), "#ffffffc0", 1)
        c.stroke(line((-20, -12), (30, -8)), "#6a728060", 0.8)
        outer = blob((-20, -34), (-30, -36), (-44, -34), (-49, -26), (-47, -8), (-49, 1), (-42, 4), (-30, 0), (-22, -2),
                     (-25, -10), (-20, -20))
        hole = blob((-31, -26), (-40, -27), (-41, -18), (-40, -8), (-33, -8), (-29, -16))
        c.ctx.set_fill_rule(1)
        body = joined(outer, hole)
        c.fill(body, tone)
        c.ctx.set_fill_rule(0)
        c.stroke(outer, faded(tone.deep, 0.5), 1)
        c.stroke(hole, tone.deep, 1.6)
        c.stroke(curve((-22, -33), (-30, -35), (-43, -33), (-47.6, -26), (-45.6, -10)), faded(tone.pale, 0.65), 1.8)
        c.stroke(curve((-46, 1), (-40, 2.6), (-30, -1.4)), faded(tone.deep, 0.5), 2)
        for x, y in ((-25, -28), (-25.6, -6)):
            c.solid(ellipse(x, y, 2.2), gold(x - 2, y - 2, x + 2, y + 2), 0.9)


@subject("scissors", "tool", box=(68, 100), habitats="table floor", colours="red blue green orange black yellow pink purple",
         size=0.6, rests=True)
def scissors(c, look):
    dice, tone = look.random, look.tone()
    spread, middle = dice.uniform(0.2, 0.32), -46
    for side in (-1, 1):
        with c.placed(0, middle, 1, side * spread):
            blade = blob((-5, 6), (-5.6, -20), (-2.6, -44), (side * 1 + 1, -54), (3, -42), (5.4, -18), (5, 6))
            c.shadow(blade, 1.2, 0.3, 1, 1)
            steel = ("#fafbfd", "#c4ccd6", "#868e9c") if side > 0 else ("#dfe4ea", "#9aa2b0", "#e8ecf2")
            c.solid(blade, linear(-6, 0, 6, 0, *steel), 1.6, 0.35, 0.35)
            c.stroke(line((side * -1.4, -46), (side * -3.6, 0)), "#ffffffa0", 0.8)
    for side in (-1, 1):
        with c.placed(0, middle, 1, side * spread):
            c.solid(limb([(0, 2), (-side * 2, 12), (-side * 4, 20)], [9, 9, 9]), tone, 2.4, 0.5, 0.4)
            x, y = -side * 8, 31
            c.stroke(ellipse(x, y, 9.6, 12.6, side * 0.22), tone.dark, 7.6)
            c.stroke(ellipse(x, y, 9.6, 12.6, side * 0.22), tone, 6)
            c.stroke(ellipse(x - 0.6, y - 0.8, 10.2, 13.2, side * 0.22), faded(tone.pale, 0.6), 1.2)
    c.solid(ellipse(0, middle, 3.6), silver(-3, middle - 3, 3, middle + 3), 1.6)
    c.stroke(line((-2, middle - 1), (2, middle + 1)), "#4a505c", 0.9)


@subject("screwdriver", "tool", box=(92, 56), habitats="table floor land", colours="red yellow blue orange green black purple",
         size=0.7, rests=True)
def screwdriver(c, look):
    dice, tone = look.random, look.tone()
    with c.placed(-2, -24, 1, -dice.uniform(0.36, 0.5)):
        c.solid(rect(0, -2.4, 42, 4.8, 0.8), vertical(-2.4, 2.4, "#fafbfd", "#a8b0bc", "#5a626e"), 1.2)
        flat = (46, -4), (52, -3), (52, 3), (46, 4)
        pointed = (46, -3), (52, 0), (46, 3)
        tip = poly((40, -2.4), *dice.choice((flat, pointed)), (40, 2.4))
        c.solid(tip, vertical(-4, 4, "#dfe3e9", "#868e9a", "#464e5a"), 1)
        handle = blob((-46, -7), (-42, -10.5), (-30, -11), (-14, -9.6), (-7, -6), (0, -6.4), (3, -4), (3, 4), (0, 6.4), (-7, 6),
                      (-14, 9.6), (-30, 11), (-42, 10.5), (-46, 7))
        c.solid(handle, vertical(-11, 11, tone.light, tone, tone.dark), 4, 0.45, 0.45)
        for y in (-6, 0, 6):
            c.stroke(line((-38, y), (-14, y * 0.8)), faded(tone.deep, 0.55), 1.8)
            c.stroke(line((-38, y - 1.3), (-14, y * 0.8 - 1.3)), faded(tone.pale, 0.5), 0.8)
        c.stroke(line((-44, -4), (-44, 4)), against(tone, 0.7), 1.6)


@subject("wrench", "tool", box=(92, 58), habitats="table floor land", colours="grey red blue yellow", size=0.7, rests=True)
def wrench(c, look):
    dice, tone = look.random, look.tone()
    steel = linear(-40, -8, 40, 8, "#f4f6fa", "#a4acb8", "#dfe4ea", "#7a828e")
    with c.placed(0, -27, 1, -dice.uniform(0.4, 0.52)):
        def outline(ctx):
            ctx.move_to(-32, -5)
            ctx.line_to(26, -5)
            ctx.curve_to(28, -13, 36, -16, 47, -13)
            ctx.line_to(40, -4)
            ctx.line_to(41, 5)
            ctx.line_to(50, 7)
            ctx.curve_to(42, 16, 30, 14, 26, 5)
            ctx.line_to(-32, 5)
            ctx.close_path()
        c.solid(outline, steel, 3, 0.5, 0.4)
        c.stroke(ellipse(-37, 0, 8.4), "#5a626e", 8)
        c.stroke(ellipse(-37, -0.4, 8.4), steel, 6.6)
        c.stroke(lambda k: k.arc(-37, 0, 10.4, 3.0, 4.9), "#ffffffb0", 1.2)
        waist = rect(-24, -3.4, 46, 6.8, 3.2)
        c.solid(waist, tone if look.colour != "grey" else tone.light, 2, 0.5, 0.4)
        c.stroke(line((-20, -1.6), (18, -1.6)), "#ffffff70", 1)


@subject("key", "tool", box=(100, 40), habitats="table floor land", size=0.68, rests=True, metal="golden silver")
def key(c, look):
    dice = look.random
    metal = silver if look.traits.get("metal") == "silver" else gold
    tones = ("#ffffff", "#b4bcc8", "#6a707c") if metal is silver else ("#fff3c4", "#e4b84c", "#8a5c18")
    paint, bow = metal(-46, -34, 40, 0), dice.choice(("ring", "clover", "heart"))
    with c.placed(0, -19, 1, dice.uniform(-0.14, 0.02)):
        c.solid(rect(-20, -3.4, 68, 6.8, 2.4), vertical(-3.4, 3.4, *tones), 1.4, 0.3, 0.3)
        for x, length in ((44, 14), (37, 10), (30, 15)):
            c.solid(rect(x - 2.6, 1, 5.2, length, 0.8), paint, 1.4, 0.4, 0.3)
        if dice.random() < 0.5:
            c.solid(rect(28, 7, 19, 4.6, 0.8), paint, 1.2)
        for x in (-20, -14):
            c.solid(rect(x - 1.8, -6, 3.6, 12, 1.4), paint, 1.4)
        if bow == "ring":
            rings = [(ellipse(-33, 0, 12), 6)]
        elif bow == "clover":
            rings = [(ellipse(-29, -8, 6.4), 4.4), (ellipse(-29, 8, 6.4), 4.4), (ellipse(-40, 0, 6.4), 4.4)]
        else:
            rings = [(lambda k: (k.move_to(-22, 0), k.curve_to(-26, -16, -40, -22, -44, -10), k.curve_to(-46, -4, -42, 0, -38, 0),
                                 k.curve_to(-42, 0, -46, 4, -44, 10), k.curve_to(-40, 22, -26, 16, -22, 0)), 4.6)]
        dark = "#4a4e58" if metal is silver else "#6a4410"
        for path, width in rings:
            c.stroke(path, dark, width + 1.2)
        for path, width in rings:
            c.stroke(path, paint, width)
            c.stroke(path, "#ffffff48", width * 0.22)


@subject("ladder", "tool", box=(48, 100), habitats="floor land", colours="brown grey yellow red blue", size=0.65, many=2)
def ladder(c, look):
    dice, tone = look.random, look.tone()
    rungs, top = dice.choice((6, 7)), dice.uniform(11, 14)
    for side in (-1, 1):
        c.solid(limb([(side * (top - 2), -96), (side * 17, -2)], [3, 3]), tone.deep, 1)
    for k in range(3):
        t = 0.3 + k * 0.28
        c.fill(limb([(-(top + (17 - top) * t), -96 + 94 * t), (top + (17 - top) * t, -96 + 94 * t)], [1.6, 1.6]), tone.deep)
    for k in range(rungs):
        t = (k + 0.7) / (rungs + 0.3)
        half, y = top + (22 - top) * t, -98 + 98 * t
        rung = rect(-half, y - 2, 2 * half, 4.4, 1)
        c.solid(rung, vertical(y - 2, y + 2.4, tone.light, tone, tone.dark), 1.2, 0.3, 0.3)
    for side in (-1, 1):
        rail = limb([(side * top, -98), (side * 22, -2)], [5, 5.4])
        c.solid(rail, tone, 1.8, 0.5, 0.45)
        c.stroke(line((side * top - 1, -96), (side * 22 - 1, -6)), faded(tone.pale, 0.5), 0.8)
        c.solid(rect(side * 22 - 3.6, -4, 7.2, 4, 1), "#2c2a30", 1)
    c.solid(rect(-top - 4, -100, 2 * top + 8, 6, 1.6), other(look, "red", "black", "yellow") if look.colour == "grey" else tone,
            2)


@subject("bucket", "tool", box=(84, 94), habitats="floor land table",
         colours="red blue yellow green grey white orange pink purple", size=0.52, rests=True, filled="none water sand")
def bucket(c, look):
    dice, tone = look.random, look.tone()
    tall, rim, low = dice.uniform(54, 60), 37, dice.uniform(24, 28)
    up, filled = dice.random() < 0.6, look.traits.get("filled")
    wire = [(-rim + 1, -tall + 6), (-rim + 3, -tall - 16), (-16, -tall - 31), (0, -tall - 34), (16, -tall - 31),
            (rim - 3, -tall - 16), (rim - 1, -tall + 6)]
    if up:
        c.stroke(curve(*wire), "#5a626e", 2.6)
        c.stroke(curve(*[(x, y - 0.6) for x, y in wire]), "#dfe4ea", 1.2)
        c.solid(rect(-9, -tall - 36.6, 18, 5.4, 2.6), other(look, "white", "black", "brown"), 1.6)
    c.fill(ellipse(0, -tall, rim, 8), tone.deep)
    if filled == "water":
        c.fill(ellipse(0, -tall + 1.6, rim - 3.4, 6), vertical(-tall - 5, -tall + 8, "#4a9ad0", "#a8def4"))
        c.stroke(ellipse(-6, -tall + 1.4, 14, 2.2), "#ffffffb0", 0.8)
    elif filled == "sand":
        heap = blob((-rim + 3, -tall), (-16, -tall - 8), (0, -tall - 12), (16, -tall - 8), (rim - 3, -tall), (0, -tall + 7))
        c.solid(heap, "#e8c888", 4)
        for _ in range(c.marks(50)):
            c.fill(ellipse(dice.uniform(-24, 24), -tall + dice.uniform(-7, 3), 0.5), "#a8804a")
    body = blob((-rim, -tall), (-rim * 0.5, -tall + 6.6), (0, -tall + 8), (rim * 0.5, -tall + 6.6), (rim, -tall), (low + 2, -6),
                (low, -1), (0, 2.4), (-low, -1), (-low - 2, -6))
    c.solid(body, linear(-rim, 0, rim, 0, tone, tone.light, tone, mix(tone, tone.dark, 0.7)), 8, 0.45, 0.35)
    with c.clip(body):
        for y in (-tall + 19, -12):
            for shift, shade in ((0, faded(tone.deep, 0.45)), (-1.4, faded(tone.pale, 0.45))):
                c.stroke(curve((-rim, y - 6 + shift), (0, y + 2 + shift), (rim, y - 6 + shift)), shade, 1.6)
    edge = [(-rim, -tall), (-rim * 0.5, -tall + 6.6), (0, -tall + 8), (rim * 0.5, -tall + 6.6), (rim, -tall)]
    c.stroke(curve(*edge), tone.dark, 4)
    c.stroke(curve(*[(x, y - 0.7) for x, y in edge]), tone.light, 2.4)
    if not up:
        hung = [(-rim + 1, -tall + 6), (-rim + 8, -tall + 26), (0, -tall + 36), (rim - 8, -tall + 26), (rim - 1, -tall + 6)]
        c.stroke(curve(*hung), "#5a626e", 2.6)
        c.stroke(curve(*[(x, y - 0.6) for x, y in hung]), "#e8ecf2", 1.2)
        c.solid(rect(-9, -tall + 33, 18, 5.4, 2.6), other(look, "white", "black", "brown"), 1.6)
    for side in (-1, 1):
        c.solid(ellipse(side * (rim - 1), -tall + 6, 3.2), silver(side * rim - 3, -tall + 3, side * rim + 3, -tall + 9), 1.4)
    gleam(c, body, -rim * 0.45, -tall * 0.5, 6, 16, 0.5)


@subject("broom", "tool", box=(52, 100), habitats="floor land", colours="brown red blue green yellow purple pink", size=0.62)
def broom(c, look):
    dice, tone = look.random, look.tone()
    straw = dice.choice(("#e0b860", "#d4a850", "#c89840"))
    with c.placed(0, 0, 1, dice.uniform(-0.05, 0.05)):
        c.solid(rect(-2.2, -100, 4.4, 66, 2), rounded(-2.2, 2.2, tone), 1.4, 0.3, 0.2)
        head = blob((-6, -38), (-13, -24), (-25, -3), (-14, -0.6), (0, 0), (14, -0.6), (25, -3), (13, -24), (6, -38), (0, -40))
        c.solid(head, vertical(-38, 0, mix(straw, "#fff4d0", 0.3), straw, mix(straw, "#6a3c10", 0.3)), 5, 0.45, 0.25)
        for k in range(c.marks(70)):
            t, low = dice.uniform(-1, 1), dice.uniform(-4, 1.4)
            c.stroke(curve((t * 5, -37), (t * 12, -22), (t * 24 + dice.uniform(-1, 1), low)),
                     faded(dice.choice((mix(straw, "#5a3410", 0.5), mix(straw, "#fff8dc", 0.55))), 0.6), 0.6)
        c.solid(blob((-5, -44), (5, -44), (8, -35), (0, -32.6), (-8, -35)), tone, 2.4)
        for y, half in ((-27, 11.4), (-21, 14.6)):
            c.stroke(curve((-half, y), (0, y + 2.4), (half, y)), tone.dark, 2)
            c.stroke(curve((-half, y - 0.5), (0, y + 1.9), (half, y - 0.5)), tone.light, 0.9)


@subject("paint brush", "tool", box=(86, 66), habitats="table floor",
         colours="red blue green yellow purple orange pink black white", size=0.66, rests=True)
def paint_brush(c, look):
    dice, tone = look.random, look.tone()
    wood = dice.choice(WOODS)
    c.solid(blob((14, -3), (24, -8), (38, -6), (46, -2), (40, 1.4), (26, 2), (16, 1)), tone, 2, 0.3, 0.4)
    c.fill(ellipse(49, -8, 2.6, 2), tone)
    with c.placed(4, -31, 1, 0.56):
        handle = blob((-46, -3.4), (-44, -5), (-30, -3.4), (-12, -5.6), (0, -8), (0, 8), (-12, 5.6), (-30, 3.4), (-44, 5),
                      (-46, 3.4))
        c.solid(handle, vertical(-8, 8, mix(wood, "#fff0d0", 0.4), wood, mix(wood, "#20100a", 0.4)), 2.4)
        c.fill(ellipse(-41, 0, 1.6), "#3a2414")
        c.solid(rect(-1, -10.4, 12, 20.8, 1), vertical(-10, 10, "#fafbfd", "#b4bcc8", "#6a727e"), 2)
        for x in (2, 8):
            c.stroke(line((x, -10), (x, 10)), "#5a626e90", 0.8)
        hair = blob((10, -10), (22, -10.6), (33, -8), (36, -3), (37, 4), (33, 8), (22, 10.6), (10, 10))
        c.solid(hair, linear(10, 0, 38, 0, "#d8b880", (0.3, "#d8b880"), (0.42, tone), tone), 3, 0.4, 0.3)
        with c.clip(hair):
            for k in range(c.marks(30)):
                y = dice.uniform(-10, 10)
                c.stroke(line((10, y), (38, y * 0.9)), faded(dice.choice((tone.deep, tone.pale)), 0.4), 0.5)


@subject("pencil", "tool", box=(88, 62), habitats="table floor", colours="yellow red blue green orange purple black pink",
         size=0.68, rests=True)
def pencil(c, look):
    dice, tone = look.random, look.tone()
    mark = [(-10 - k * 7, -2 - (k % 2) * 4 - dice.uniform(0, 2)) for k in range(6)]
    c.stroke(curve((44, -2), (30, -4), (18, 0), (4, -5), *mark), tone.dark if look.colour != "yellow" else "#5a5048", 1.2)
    with c.placed(2, -31, 1, -dice.uniform(0.5, 0.6)):
        for y, shade in ((-6.6, tone.light), (-2.2, tone), (2.2, tone.dark)):
            c.fill(rect(-28, y, 58, 4.5), shade)
        c.stroke(line((-28, -5), (30, -5)), faded(tone.pale, 0.7), 0.8)
        c.solid(poly((-28, -6.6), (-28, 6.6), (-46, 0.8), (-46, -0.8)), vertical(-6, 6, "#f6dcb0", "#e0b47c", "#b08450"), 1.6,
                0.2, 0.1)
        for y in (-4.4, 0, 4.4):
            c.fill(ellipse(-28, y, 2.2, 2.2), shade if y > 0 else tone if y == 0 else tone.light)
        c.fill(poly((-39.6, -2.7), (-39.6, 2.7), (-48, 0)), "#2a2830" if look.colour in ("yellow", "black") else tone.dark)
        c.solid(rect(30, -7, 8, 14, 0.8), vertical(-7, 7, "#ffffff", "#b4bcc8", "#6a727e"), 1.4)
        for x in (32.4, 35.4):
            c.stroke(line((x, -7), (x, 7)), "#5a626e90", 0.7)
        c.solid(rect(38, -6.6, 9, 13.2, 4), vertical(-7, 7, "#fbb4bc", "#ec8c98", "#b85c6c"), 2)


@subject("anchor", "tool", box=(84, 100), habitats="land floor", colours="grey black blue red", size=0.55, many=2)
def anchor(c, look):
    dice, tone = look.random, look.tone()
    c.stroke(ellipse(0, -90, 7.4), tone.dark, 5)
    c.stroke(ellipse(-0.5, -90.6, 7.4), tone, 3.4)
    shank = limb([(0, -82), (0, -50), (0, -8)], [7, 8, 9])
    arms = [limb([(0, -4), (side * 18, -8), (side * 32, -22), (side * 37, -38)], [9, 9, 7, 4]) for side in (-1, 1)]
    for arm in arms:
        c.solid(arm, tone, 3, 0.5, 0.45)
    for side in (-1, 1):
        c.solid(poly((side * 41, -50), (side * 26, -34), (side * 45, -29)), tone, 2.4, 0.5, 0.45)
    c.solid(shank, rounded(-4.5, 4.5, tone), 3, 0.4, 0.3)
    c.solid(limb([(-24, -72), (0, -72), (24, -72)], [6, 7, 6]), vertical(-76, -68, tone.light, tone.dark), 2)
    for x in (-25, 25):
        c.solid(ellipse(x, -72, 4.4), tone, 2)
    if dice.random() < 0.6:
        rope = [(8, -92), (22, -86), (14, -64), (-8, -54), (-10, -42), (10, -34), (16, -18), (6, -2), (26, 1)]
        c.stroke(curve(*rope), "#7a5a30", 4.6)
        c.stroke(curve(*rope), "#dcb878", 3.4)
        seam(c, rope, "#a8804a", 3.2, (0.8, 2.2))
    gleam(c, shank, -1.6, -50, 2.4, 22, 0.5)

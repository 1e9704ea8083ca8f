"""Animals of the savanna and the jungle: elephant, lion, giraffe, zebra, monkey."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix

from . import subject
from .anatomy import blend, eye, hair, lying, patch, quadruped, stripes
from .farm_animals import horse_head


@subject("elephant", "animal", box=(122, 94), habitats="land", colours="grey", poses="standing walking", size=0.74)
def elephant(c, look):
    skin, random = look.tone(), look.random
    skin = blend(skin, "#8a8078", random.uniform(0, 0.3))
    step = 7 if look.pose == "walking" else 1.5

    def leg(x, foot, tone):
        c.solid(limb([(x, -40), ((x + foot) / 2, -20), (foot, -5)], [23, 18, 17.5]), tone, 5, 0.42, 0.2)
        c.fill(ellipse(foot, -4, 9, 4), tone)
        for k in (-5, 0, 5):
            c.fill(ellipse(foot + 1 + k, -2.6, 2.2, 2.4), "#e8dcc8")
    with c.placed(-8):
        leg(-22, -22 + step, skin.dark)
        leg(22, 22 - step, skin.dark)
        c.stroke(curve((-42, -62), (-49, -50), (-47, -36)), skin.dark, 2.6)
        c.fill(ellipse(-46.5, -33, 2.4, 5), "#3a3034")
        body = blob((-43, -44), (-41, -68), (-20, -80), (10, -79), (32, -76), (40, -50), (30, -30), (0, -25), (-32, -28))
        c.solid(body, skin, 16, 0.44, 0.3)
        leg(-31, -31 - step, skin)
        leg(12, 12 + step, skin)
        with c.clip(body):
            for _ in range(c.marks(30)):
                x, y, r = random.uniform(-40, 30), random.uniform(-75, -30), random.uniform(4, 9)
                c.stroke(curve((x - r, y), (x, y + 1.6), (x + r, y - 1)), faded(skin.dark, 0.35), 0.6)
        lift = random.random() < 0.45
        trunk = ([(54, -56), (63, -44), (70, -46), (73, -60), (68, -70)] if lift
                 else [(54, -56), (61, -40), (61, -22), (64, -9), (71, -9)])
        c.solid(limb([(40, -40), (53, -32), (63, -34 if lift else -36)], [3, 4.4, 1.4]), "#f4ead4", 1.6)
        c.solid(limb(trunk, [20, 14, 11, 9, 7]), skin, 5, 0.42, 0.3)
        c.solid(blob((26, -72), (36, -88), (52, -86), (62, -70), (60, -52), (48, -44), (32, -50)), skin, 9, 0.34, 0.3)
        for i in range(1, 4):
            (x0, y0), (x1, y1) = trunk[i - 1], trunk[i]
            for t in (0.3, 0.7):
                x, y, a = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, math.atan2(y1 - y0, x1 - x0)
                c.stroke(line((x - 3.6 * math.sin(a), y + 3.6 * math.cos(a)), (x + 3.6 * math.sin(a), y - 3.6 * math.cos(a))),
                         faded(skin.deep, 0.4), 0.7)
        c.solid(limb([(48, -48), (58, -38), (70, -38 if not lift else -34)], [3.4, 4.6, 1.4]), "#fbf4e2", 1.6)
        c.solid(blob((34, -80), (20, -84), (8, -72), (10, -52), (20, -38), (30, -44), (37, -60)), skin, 7, 0.45, 0.35)
        c.fill(blob((29, -73), (20, -75), (14, -67), (16, -54), (22, -47), (28, -55)), faded("#d8a09a", 0.4))
        eye(c, 49, -68, 2.9, "#4a2a18")
        c.stroke(curve((45, -73), (49, -74.4), (53, -72.6)), skin.deep, 0.9)


@subject("lion", "animal", box=(110, 84), habitats="land", poses="standing lying running", size=0.66)
def lion(c, look):
    random = look.random
    coat = blend("#d8a04c", random.choice(("#c88a3c", "#e4b468")), random.random())
    mane = blend(random.choice(("#8a4a1c", "#6e3a1c", "#a85c20")), coat, random.uniform(0, 0.2))
    with c.placed(-8):
        if look.pose == "lying":
            c.stroke(curve((-36, -6), (-48, -4), (-54, -14)), coat, 3.4)
            c.solid(ellipse(-54, -17, 3.6, 5.4), mane, 1.6)
            hair(c, lying(c, coat, 72, 34, 10), coat, 160, 0.3)
            x, y = 28, -40
        else:
            def tail():
                c.stroke(curve((-32, -46), (-46, -46), (-44, -26), (-52, -22)), coat, 3.4)
                c.solid(ellipse(-53, -22, 5.4, 3.8), mane, 1.6)
            hair(c, quadruped(c, coat, 66, 52, 28, 8.6, look.pose, tail=tail), coat, 160, 0.3)
            x, y = 32, -54
        with c.placed(x, y):
            for reach, tone in ((27, mane.dark), (23, mane)):
                rim = [(reach * random.uniform(0.92, 1.08) * (1.08 if k % 2 else 0.9) * math.cos(k * math.pi / 13), 2
                        + reach * (1.08 if k % 2 else 0.92) * math.sin(k * math.pi / 13)) for k in range(26)]
                c.solid(blob(*rim), tone, 7, 0.35, 0.3)
            for _ in range(c.marks(120)):
                a, r = random.uniform(0, 2 * math.pi), random.uniform(14, 22)
                c.stroke(line((r * math.cos(a), 2 + r * math.sin(a)),
                              ((r + 5) * math.cos(a + 0.08), 2 + (r + 5) * math.sin(a + 0.08))),
                         faded(random.choice((mane.light, mane.dark, coat)), 0.6), 0.8)
            for side in (-1, 1):
                c.solid(ellipse(side * 13, -13, 5.6, 5.6), coat, 2.4)
                c.fill(ellipse(side * 13, -12.6, 3, 3.2), mane.dark)
            face = blob((0, -16), (11, -13), (15, -3), (12, 9), (6, 16), (0, 18), (-6, 16), (-12, 9), (-15, -3), (-11, -13))
            c.solid(face, coat, 7, 0.34, 0.3)
            c.fill(joined(ellipse(-4, 10, 5.6, 4.8), ellipse(4, 10, 5.6, 4.8), ellipse(0, 14.4, 4.4, 3.4)), "#fbeed4")
            c.fill(blob((-4, -5), (4, -5), (5, 5), (0, 9), (-5, 5)), faded(coat.light, 0.6))
            c.fill(blob((-4.4, 4), (4.4, 4), (2, 7.6), (0, 8.6), (-2, 7.6)), "#5a2c24")
            for side in (-1, 1):
                eye(c, side * 7, -2.6, 3, "#c8801c")
                c.stroke(curve((0, 8.4), (side * 1, 12), (side * 5, 12)), "#4a2a20", 0.9)
                c.stroke(curve((side * 3.4, -7.4), (side * 7, -8.2), (side * 10.4, -6)), mane.dark, 1.1)
                for k in range(3):
                    c.fill(ellipse(side * (4 + k * 1.4), 9.6 + k % 2, 0.45), "#5a3424")


@subject("giraffe", "animal", box=(66, 116), habitats="land", size=0.76)
def giraffe(c, look):
    random = look.random
    coat = blend("#eec878", "#e0ac58", random.random())
    spot = mix("#a8602a", "#8a4820", random.random())

    def net(path, area, step):
        with c.clip(path):
            y, row = area[1], 0
            while y < area[3]:
                x = area[0] + (row % 2) * step / 2
                while x < area[2]:
                    c.fill(patch(random, x + random.uniform(-0.6, 0.6), y, step * 0.42, 1), spot)
                    x += step
                y, row = y + step * 0.9, row + 1

    def tail():
        c.stroke(curve((-20, -50), (-26, -40), (-25, -30)), coat.dark, 1.8)
        c.fill(ellipse(-25, -27, 2, 4.4), "#3a2420")
    lean = random.uniform(-4, 4)
    with c.placed(-7):
        quadruped(c, coat, 40, 56, 21, 4.8, hoof="#4a3428", tail=tail, mark=lambda path: net(path, (-24, -60, 26, -22), 7.4))
        neck = limb([(13, -47), (20, -70), (26 + lean, -100)], [19, 12, 9.4])
        for k in range(14):
            t = k / 13
            c.fill(ellipse(8 + (14 + lean) * t - 1, -58 - 44 * t, 2.6, 3.4), "#8a4a24")
        c.solid(neck, coat, 5, 0.4, 0.3)
        net(neck, (2, -104, 36, -44), 6.4)
        with c.placed(26 + lean, -102):
            for dx in (-3, 2):
                c.stroke(line((dx, -4), (dx - 1, -11)), coat.dark, 2)
                c.fill(ellipse(dx - 1, -12, 1.9), "#4a2c20")
            c.solid(blob((-3, -4), (-12, -8), (-14, -4), (-5, 0)), coat, 1.6)
            head = blob((-6, 0), (0, -7), (8, -4), (18, 3), (20, 8), (15, 10), (4, 8), (-4, 7))
            c.solid(head, coat, 4, 0.36, 0.3)
            with c.clip(head):
                c.fill(ellipse(18, 7, 5.4, 6), mix(coat, "#fff0d8", 0.5))
            c.fill(ellipse(17.6, 5, 1, 0.7), "#4a2c20")
            c.stroke(curve((18.6, 8.6), (14, 7.8), (11, 6.6)), "#6a3c28", 0.7)
            eye(c, 4.4, -0.6, 2.3, "#3a2018")


@subject("zebra", "animal", box=(104, 96), habitats="land", poses="standing running", size=0.66)
def zebra(c, look):
    coat, random, running = blend("#f6f2ea", "#fbf8f2", look.random.random()), look.random, look.pose == "running"
    black = "#26222a"
    wide = random.uniform(0.85, 1.15)
    top = -58 if running else -54

    def tail():
        c.stroke(curve((-25, top + 6), (-36, top + 12), (-36, top + 26)), coat.dark, 2.4)
        c.fill(blob((-38, top + 22), (-34, top + 22), (-34, top + 36), (-37, top + 40), (-39, top + 34)), black)

    def mark(path):
        stripes(c, path, [([(x, top - 3), (x + 2, top + 13), (x - 1, top + 29)], [2.2 * wide, 3.4 * wide, 1.2])
                          for x in range(-16, 24, 6)]
                + [([(-28, top + 6 + k * 6), (-20, top + 5 + k * 5), (-13, top + 2 + k * 4)], [3, 3, 1]) for k in range(5)]
                + [([(x - 12, y), (x, y - 1.4), (x + 12, y)], [1.8] * 3) for x in (-20, 20) for y in (-29, -24, -19, -14)], black)
    with c.placed(-10):
        quadruped(c, coat, 54, 54, 25, 6, look.pose, hoof="#2a2428", tail=tail, mark=mark, belly=1.5,
                  far=blend(coat, "#8a8488", 0.5))
        poll = (38, top - 24)
        for k in range(12):
            t = k / 11
            x, y = 12 + (poll[0] - 12) * t - 2, top + 2 + (poll[1] - 2 - top) * t
            c.fill(limb([(x + 2, y + 2), (x - 4, y - 5)], [4, 2.4]), black if k % 2 else "#f0ece4")
        neck = blob((10, top + 4), (20, top - 4), (poll[0] - 10, poll[1] + 6), (poll[0] - 2, poll[1] - 1),
                    (poll[0] + 8, poll[1] + 9), (31, top + 2), (29, top + 16), (17, top + 20))
        c.solid(neck, coat, 7, 0.36, 0.2)
        stripes(c, neck, [([(8 + k * 5, top + 8 - k * 6), (18 + k * 5, top + 9 - k * 4), (30 + k * 4, top + 16 - k * 5)],
                           [2.6, 3, 1.4]) for k in range(-1, 6)], black)
        horse_head(c, *poll, coat, 0.6, black, black, upright=True)
        with c.placed(*poll, 1, 0.6):
            for k in range(4):
                c.stroke(curve((11 + k * 3.4, 0 + k * 1.4), (12 + k * 2.8, 5 + k), (9 + k * 2.6, 9 + k)), black, 1.1)
            for k in range(3):
                c.stroke(curve((-3 + k * 1.6, 4 + k * 3.4), (2 + k * 2, 7 + k * 3), (6 + k * 2, 8 + k * 2.4)), black, 1.2)


@subject("monkey", "animal", box=(88, 92), habitats="land floor", colours="brown black grey", size=0.56, rests=True)
def monkey(c, look):
    coat, random = look.tone(), look.random
    coat = blend(coat, "#a86a38", 0.25) if look.colour == "brown" else coat
    skin = blend("#eec49a", random.choice(("#d8a078", "#f4d0ac")), random.random())
    side_up = random.random() < 0.5
    c.stroke(curve((14, -8), (34, -6), (42, -24), (34, -36), (27, -30), (31, -24)), coat.dark, 5)
    c.stroke(curve((14, -8), (34, -6), (42, -24), (34, -36), (27, -30), (31, -24)), coat, 3.6)
    body = blob((-16, -2), (-19, -22), (-12, -42), (0, -48), (12, -42), (19, -22), (16, -2), (0, 0))
    c.solid(body, coat, 10, 0.42, 0.3)
    hair(c, body, coat, 160)
    c.solid(ellipse(0, -22, 11, 15), skin, 5, 0.24, 0.2)
    for side in (-1, 1):
        c.solid(limb([(side * 10, -6), (side * 25, -16), (side * 22, -4)], [13, 11, 8]), coat, 4, 0.38, 0.25)
        c.solid(ellipse(side * 25, -3.4, 8, 3.8), skin, 2, 0.3)
        if side_up and side > 0:
            c.solid(limb([(12, -40), (27, -44), (32, -60)], [10, 8.4, 7]), coat, 3, 0.38, 0.25)
            c.solid(ellipse(33, -64, 5, 5.4), skin, 2)
            c.solid(limb([(30, -72), (38, -67), (42, -58)], [3, 6, 2.4]), "#f6d02c", 1.6)
        else:
            c.solid(limb([(side * 12, -40), (side * 21, -26), (side * 13, -14)], [10, 8.4, 7]), coat, 3, 0.38, 0.25)
            c.solid(ellipse(side * 12, -12, 4.6, 4.4), skin, 2)
    with c.placed(0, -64, 1, random.uniform(-0.1, 0.1)):
        for side in (-1, 1):
            c.solid(ellipse(side * 22, -1, 8, 8.6), coat, 3)
            c.fill(ellipse(side * 22, -1, 4.8, 5.4), skin)
        skull = ellipse(0, -1, 21, 20)
        c.solid(skull, coat, 8, 0.36, 0.3)
        hair(c, skull, coat, 80, -math.pi / 2, 4)
        c.solid(joined(ellipse(-7, -2, 9, 10), ellipse(7, -2, 9, 10), ellipse(0, 9, 14, 10)), skin, 4, 0.2, 0.15)
        for side in (-1, 1):
            eye(c, side * 7, -3, 3.8, "#5a3018")
            c.fill(ellipse(side * 2, 5, 0.9, 1.2), "#6a3c2c")
            c.fill(ellipse(side * 10, 8, 3.4, 2.2), "#f0706050")
        c.stroke(curve((-8, 10.6), (0, 14.6), (8, 10.6)), "#6a3428", 1.1)

"""Wild animals of the savanna and the forest: elephant, lion, bear, fox, giraffe, zebra, deer, monkey, squirrel."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix, poly

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
        trunk = ([(54, -56), (63, -44), (70, -46), (73, -60), (68, -70)] if lift else [(54, -56), (61, -40), (61, -22), (64, -9), (71, -9)])
        c.solid(limb([(40, -40), (53, -32), (63, -34 if lift else -36)], [3, 4.4, 1.4]), "#f4ead4", 1.6)
        c.solid(limb(trunk, [20, 14, 11, 9, 7]), skin, 5, 0.42, 0.3)
        c.solid(blob((26, -72), (36, -88), (52, -86), (62, -70), (60, -52), (48, -44), (32, -50)), skin, 9, 0.34, 0.3)
        for i in range(1, 4):
            (x0, y0), (x1, y1) = trunk[i - 1], trunk[i]
            for t in (0.3, 0.7):
                x, y, a = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, math.atan2(y1 - y0, x1 - x0)
                c.stroke(line((x - 3.6 * math.sin(a), y + 3.6 * math.cos(a)), (x + 3.6 * math.sin(a), y - 3.6 * math.cos(a))), faded(skin.deep, 0.4), 0.7)
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
                rim = [(reach * random.uniform(0.92, 1.08) * (1.08 if k % 2 else 0.9) * math.cos(k * math.pi / 13), 2 + reach * (1.08 if k % 2 else 0.92) * math.sin(k * math.pi / 13)) for k in range(26)]
                c.solid(blob(*rim), tone, 7, 0.35, 0.3)
            for _ in range(c.marks(120)):
                a, r = random.uniform(0, 2 * math.pi), random.uniform(14, 22)
                c.stroke(line((r * math.cos(a), 2 + r * math.sin(a)), ((r + 5) * math.cos(a + 0.08), 2 + (r + 5) * math.sin(a + 0.08))), faded(random.choice((mane.light, mane.dark, coat)), 0.6), 0.8)
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


@subject("bear", "animal", box=(104, 92), habitats="land snow", colours="brown black white", poses="standing sitting", size=0.66)
def bear(c, look):
    coat, random = look.tone(), look.random
    coat = blend(coat, "#fff0d0", 0.2) if look.colour == "white" else coat
    muzzle = blend(coat, "#e8c89c" if look.colour != "white" else "#ffffff", 0.6)
    if look.pose == "sitting":
        body = blob((-30, -6), (-31, -30), (-22, -54), (0, -62), (22, -54), (31, -30), (30, -6), (14, 0), (-14, 0))
        c.solid(body, coat, 14, 0.42, 0.3)
        hair(c, body, coat, 300, math.pi / 2, 5)
        c.solid(ellipse(0, -24, 16, 18), blend(coat, muzzle, 0.35), 6, 0.2, 0.2)
        for side in (-1, 1):
            c.solid(limb([(side * 24, -48), (side * 31, -32), (side * 24, -20)], [17, 15, 13]), coat, 5, 0.4, 0.3)
            c.solid(limb([(side * 16, -10), (side * 30, -8)], [18, 16]), coat, 5, 0.36, 0.2)
            c.solid(ellipse(side * 32, -9, 9, 9.4), coat.dark, 3, 0.3, 0.2)
            c.fill(ellipse(side * 32.4, -7.4, 5, 4.4), muzzle)
            for k in (-1, 0, 1):
                c.fill(ellipse(side * 32.4 + k * 4, -14, 1.7), muzzle)
        head = (0, -70)
    else:
        def tail():
            c.solid(ellipse(-40, -46, 5, 5), coat, 2)
        with c.placed(-4):
            body = quadruped(c, coat, 76, 52, 36, 11.5, "standing", tail=tail, belly=2)
            c.solid(ellipse(14, -47, 20, 9), coat, 8, 0, 0.14)
            hair(c, body, coat, 300, 0.4, 5)
            c.solid(limb([(24, -40), (35, -47)], [32, 27]), coat, 8, 0.3, 0.2)
        head = (36, -50)
    with c.placed(*head):
        for side in (-1, 1):
            c.solid(ellipse(side * 14, -15, 6.6, 6.6), coat, 2.6)
            c.fill(ellipse(side * 14, -14.4, 3.6, 3.8), muzzle)
        skull = blob((0, -19), (13, -16), (20, -3), (17, 9), (8, 16), (-8, 16), (-17, 9), (-20, -3), (-13, -16))
        c.solid(skull, coat, 8, 0.36, 0.3)
        hair(c, skull, coat, 120, math.pi / 2, 4, 0.6)
        c.solid(ellipse(0, 8, 9.6, 8), muzzle, 4, 0.28, 0.2)
        c.solid(blob((-4.6, 2.6), (4.6, 2.6), (3, 6.4), (0, 7.6), (-3, 6.4)), "#231a1c", 1.5, 0.3, 0.7)
        for side in (-1, 1):
            eye(c, side * 8.4, -3.4, 2.7, "#4a2a18")
            c.stroke(curve((0, 7.4), (side * 1, 11), (side * 5, 11.4)), "#3a2220", 0.9)


@subject("fox", "animal", box=(100, 76), habitats="land snow", colours="orange", poses="standing sitting running", size=0.55)
def fox(c, look):
    random = look.random
    coat = blend(look.tone(), "#c8541c", random.uniform(0.3, 0.6))
    sock, white = "#3a2422", "#fff8ee"

    def brush(points):
        path = limb(points, [7, 15, 17, 3])
        c.solid(path, coat, 5, 0.4, 0.3)
        with c.clip(path):
            x, y = points[-1]
            c.fill(ellipse(x, y, 13), white)
        hair(c, path, coat, 60, 0.6)
    if look.pose == "sitting":
        brush([(10, -6), (-14, -4), (-30, -10), (-42, -22)])
        body = blob((-20, 0), (-21, -16), (-8, -36), (4, -50), (16, -46), (18, -24), (16, 0))
        c.solid(body, coat, 10, 0.4, 0.3)
        hair(c, body, coat, 160, 1.8)
        c.fill(blob((8, -46), (17, -42), (18, -26), (13, -18), (8, -28)), white)
        c.solid(ellipse(-8, -10, 12, 10), coat, 4, 0.3, 0.2)
        for x in (7, 14):
            c.solid(limb([(x, -24), (x + 0.5, -4)], [8, 6]), sock if x == 14 else mix(sock, coat, 0.35), 2)
            c.fill(ellipse(x + 2.4, -2.6, 4.6, 2.8), sock)
        head = (9, -54)
    else:
        with c.placed(-2):
            body = quadruped(c, coat, 52, 36, 18, 5.2, look.pose, foot=sock, shin=sock,
                             tail=lambda: brush([(-22, -32), (-34, -36), (-44, -26), (-52, -18)] if look.pose == "standing" else [(-22, -36), (-36, -38), (-46, -36), (-57, -36)]))
            hair(c, body, coat, 150, 0.3)
            c.fill(blob((22, -38), (28, -32), (25, -19), (18, -22)), white)
        head = (28, -46)
    with c.placed(*head):
        for side in (-1, 1):
            c.solid(blob((side * 5, -10), (side * 11, -25), (side * 15, -25), (side * 17, -4)), coat, 3)
            c.fill(blob((side * 9.6, -18), (side * 12, -25), (side * 15, -24), (side * 15.4, -16)), sock)
            c.fill(blob((side * 9, -10), (side * 12, -19), (side * 14.6, -7)), "#f4d8c4")
        face = blob((0, -14), (11, -11), (20, 2), (12, 9), (5, 15), (0, 18), (-5, 15), (-12, 9), (-20, 2), (-11, -11))
        c.solid(face, coat, 6, 0.34, 0.3)
        with c.clip(face):
            for side in (-1, 1):
                c.fill(blob((side * 24, 0), (side * 11, 0), (side * 4, 8), (side * 1, 18), (side * 16, 16)), white)
        c.solid(ellipse(0, 15.6, 3.2, 2.6), "#231a1c", 1.2, 0.3, 0.7)
        for side in (-1, 1):
            eye(c, side * 7.4, -0.6, 2.9, "#a8681c")
            c.stroke(curve((0, 17.6), (side * 2, 19), (side * 4.6, 17.6)), "#3a2220", 0.8)


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
        stripes(c, path, [([(x, top - 3), (x + 2, top + 13), (x - 1, top + 29)], [2.2 * wide, 3.4 * wide, 1.2]) for x in range(-16, 24, 6)]
                + [([(-28, top + 6 + k * 6), (-20, top + 5 + k * 5), (-13, top + 2 + k * 4)], [3, 3, 1]) for k in range(5)]
                + [([(x - 12, y), (x, y - 1.4), (x + 12, y)], [1.8] * 3) for x in (-20, 20) for y in (-29, -24, -19, -14)], black)
    with c.placed(-10):
        quadruped(c, coat, 54, 54, 25, 6, look.pose, hoof="#2a2428", tail=tail, mark=mark, belly=1.5, far=blend(coat, "#8a8488", 0.5))
        poll = (38, top - 24)
        for k in range(12):
            t = k / 11
            x, y = 12 + (poll[0] - 12) * t - 2, top + 2 + (poll[1] - 2 - top) * t
            c.fill(limb([(x + 2, y + 2), (x - 4, y - 5)], [4, 2.4]), black if k % 2 else "#f0ece4")
        neck = blob((10, top + 4), (20, top - 4), (poll[0] - 10, poll[1] + 6), (poll[0] - 2, poll[1] - 1), (poll[0] + 8, poll[1] + 9), (31, top + 2), (29, top + 16), (17, top + 20))
        c.solid(neck, coat, 7, 0.36, 0.2)
        stripes(c, neck, [([(8 + k * 5, top + 8 - k * 6), (18 + k * 5, top + 9 - k * 4), (30 + k * 4, top + 16 - k * 5)], [2.6, 3, 1.4]) for k in range(-1, 6)], black)
        horse_head(c, *poll, coat, 0.6, black, black, upright=True)
        with c.placed(*poll, 1, 0.6):
            for k in range(4):
                c.stroke(curve((11 + k * 3.4, 0 + k * 1.4), (12 + k * 2.8, 5 + k), (9 + k * 2.6, 9 + k)), black, 1.1)
            for k in range(3):
                c.stroke(curve((-3 + k * 1.6, 4 + k * 3.4), (2 + k * 2, 7 + k * 3), (6 + k * 2, 8 + k * 2.4)), black, 1.2)


@subject("deer", "animal", box=(84, 108), habitats="land snow", poses="standing running lying", size=0.68)
def deer(c, look):
    random, running = look.random, look.pose == "running"
    coat = blend("#b0703c", random.choice(("#9a5c30", "#c08448")), random.random())
    pale = "#f8ecd8"
    stag = random.random() < 0.75
    spots = [(random.uniform(-20, 14), random.uniform(-20, -6), random.uniform(0.9, 1.6)) for _ in range(18)] if random.random() < 0.5 else []
    with c.placed(-8):
        if look.pose == "lying":
            body = lying(c, coat, 60, 27, 6, hoof="#3a2c28")
            up, front = -24, 24
        else:
            def tail():
                c.solid(blob((-22, -52), (-30, -50), (-28, -40), (-22, -42)), pale, 2)
            body = quadruped(c, coat, 46, 54, 21, 4.8, look.pose, hoof="#2f2422", tail=tail)
            up, front = -52 if not running else -55, 17
        hair(c, body, coat, 120, 0.3, 4)
        with c.clip(body):
            for x, y, r in spots:
                c.fill(ellipse(x, y + up + 20, r), pale)
        c.solid(limb([(front - 2, up + 8), (front + 8, up - 6), (front + 11, up - 22)], [20, 14, 11]), coat, 5, 0.36, 0.3)
        c.fill(blob((front + 6, up + 10), (front + 13, up - 4), (front + 16, up - 14), (front + 12, up - 2), (front + 10, up + 8)), faded(pale, 0.8))
        with c.placed(front + 11, up - 26):
            if stag:
                bone = "#e0cca0"
                for side in (-1, 1):
                    spread = side * random.uniform(0.92, 1.1)
                    beam = [(side * 3, -7), (spread * 13, -14), (spread * 16, -24), (spread * 11, -33)]
                    c.solid(limb(beam, [3, 2.8, 2.2, 1]), bone, 1)
                    for at, tip in ((1, (8, -24)), (2, (22, -31)), (1, (21, -17))):
                        c.fill(limb([beam[at], (spread * tip[0], tip[1])], [2.4, 0.8]), bone)
            for side in (-1, 1):
                c.solid(blob((side * 5, -5), (side * 13, -11), (side * 19, -10), (side * 15, -3), (side * 7, 0)), coat, 2.4)
                c.fill(ellipse(side * 13, -6.6, 4, 1.9, side * -0.4), "#e8c0a8")
            head = blob((0, -11), (8, -8), (9, 0), (5.4, 11), (0, 15), (-5.4, 11), (-9, 0), (-8, -8))
            c.solid(head, coat, 5, 0.34, 0.3)
            c.fill(blob((0, 4), (4.6, 8), (4, 13), (0, 15), (-4, 13), (-4.6, 8)), faded(pale, 0.9))
            c.solid(ellipse(0, 10, 3, 2.3), "#2a1e20", 1, 0.3, 0.7)
            for side in (-1, 1):
                eye(c, side * 5.6, -0.6, 2.7, "#3a2018")
            c.stroke(curve((-2.4, 13), (0, 13.8), (2.4, 13)), "#4a2c24", 0.6)


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


@subject("squirrel", "animal", box=(84, 88), habitats="land table snow", colours="orange grey brown", size=0.46, rests=True)
def squirrel(c, look):
    coat, random = look.tone(), look.random
    coat = blend(coat, "#b8501c", random.uniform(0.25, 0.5)) if look.colour == "orange" else coat
    white = "#fff6e8"
    tail = blob((-8, -2), (-26, -10), (-38, -32), (-42, -58), (-34, -78), (-18, -84), (-6, -74), (-8, -62), (-18, -58), (-20, -44), (-12, -26), (0, -10))
    c.solid(tail, coat, 9, 0.4, 0.3)
    hair(c, tail, blend(coat, coat.light, 0.3), 260, -2.0, 7)
    c.solid(ellipse(4, -3, 14, 4), coat.dark, 2)
    body = blob((-14, -4), (-14, -24), (-2, -42), (12, -44), (20, -28), (18, -8), (8, 0))
    c.solid(body, coat, 9, 0.4, 0.3)
    hair(c, body, coat, 120)
    c.fill(blob((10, -42), (18, -34), (20, -20), (15, -7), (9, -18)), white)
    c.solid(ellipse(-2, -12, 12, 11), coat, 5, 0.34, 0.2)
    c.solid(ellipse(10, -2.8, 11, 3.2), coat, 2)
    with c.placed(12, -54):
        for dx in (-7, 3):
            c.solid(blob((dx - 3, -10), (dx - 3, -21), (dx - 1, -27), (dx + 4, -18), (dx + 5, -8)), coat, 2)
        head = blob((-13, 0), (-9, -11), (2, -14), (12, -7), (18, 3), (14, 9), (3, 12), (-9, 9))
        c.solid(head, coat, 6, 0.34, 0.3)
        c.fill(blob((6, 4), (17, 4), (14, 9), (5, 11)), white)
        eye(c, 4, -2.4, 3.4, "#2a1a18")
        c.fill(ellipse(17.4, 2.6, 1.7, 1.4), "#3a2220")
        c.stroke(curve((16, 5.4), (13, 7), (10, 6.4)), "#4a2c24", 0.6)
        for k in range(2):
            c.stroke(curve((13, 5 + k), (19, 8 + k * 2), (24, 9 + k * 4)), "#3a2a2480", 0.4)
    c.solid(ellipse(25, -31, 5.6, 6.4), "#a8682c", 2.4, 0.4, 0.4)
    c.solid(blob((19, -34), (25, -39), (31, -34), (25, -33)), "#6a4020", 1.6)
    c.solid(limb([(10, -34), (17, -28), (23, -29)], [7, 6, 4.6]), coat, 2.4, 0.4, 0.25)

"""Animals of the forest: bear, fox, deer, squirrel."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, mix

from . import subject
from .anatomy import blend, eye, hair, lying, quadruped


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
                             tail=lambda: brush([(-22, -32), (-34, -36), (-44, -26), (-52, -18)] if look.pose == "standing"
                                                else [(-22, -36), (-36, -38), (-46, -36), (-57, -36)]))
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


@subject("deer", "animal", box=(84, 108), habitats="land snow", poses="standing running lying", size=0.68)
def deer(c, look):
    random, running = look.random, look.pose == "running"
    coat = blend("#b0703c", random.choice(("#9a5c30", "#c08448")), random.random())
    pale = "#f8ecd8"
    stag = random.random() < 0.75
    spots = [(random.uniform(-20, 14), random.uniform(-20, -6), random.uniform(0.9, 1.6))
             for _ in range(18)] if random.random() < 0.5 else []
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
        c.fill(blob((front + 6, up + 10), (front + 13, up - 4), (front + 16, up - 14), (front + 12, up - 2),
                    (front + 10, up + 8)), faded(pale, 0.8))
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


@subject("squirrel", "animal", box=(84, 88), habitats="land table snow", colours="orange grey brown", size=0.46, rests=True)
def squirrel(c, look):
    coat, random = look.tone(), look.random
    coat = blend(coat, "#b8501c", random.uniform(0.25, 0.5)) if look.colour == "orange" else coat
    white = "#fff6e8"
    tail = blob((-8, -2), (-26, -10), (-38, -32), (-42, -58), (-34, -78), (-18, -84), (-6, -74), (-8, -62), (-18, -58),
                (-20, -44), (-12, -26), (0, -10))
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

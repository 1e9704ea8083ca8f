"""Animals of the farm: horse, cow, sheep, pig, chicken, duck."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix, poly

from . import subject
from .anatomy import blend, eye, hair, lying, patches, quadruped


def horse_head(c, x, y, coat, turn, muzzle, mane, blaze="", upright=False):
    """A long head seen from the side, with the poll at (x, y); `mane` is the colour of the forelock."""
    with c.placed(x, y, 1, turn):
        for dx in (-2, 3):
            c.solid(blob((dx - 2.6, 1), (dx - 1.4, -7), (dx + 0.6, -11), (dx + 2.6, -6), (dx + 3, 1)), coat, 2)
        head = blob((-7, 2), (0, -4), (9, -2), (20, 5), (29, 9), (31, 14), (27, 18), (18, 15), (9, 14), (0, 15), (-6, 10))
        c.solid(head, coat, 5, 0.4, 0.3)
        with c.clip(head):
            c.fill(ellipse(29, 14, 7, 8), faded(muzzle, 0.85))
            if blaze:
                c.fill(limb([(6, -3), (18, 3.5), (29, 8.6)], [3, 2.6, 3.4]), blaze)
        c.fill(ellipse(28.6, 12, 1.3, 0.9, 0.6), "#1c1214")
        c.stroke(curve((29.4, 16.4), (25, 15.6), (22, 14)), "#2a1818a0", 0.7)
        eye(c, 8.6, 3.6, 2.5, "#4a2a18")
        if not upright:
            c.fill(blob((-4, -6), (2, -7), (6, -2), (4.4, 1), (1, -1.6), (-3, 1)), mane)


@subject("horse", "animal", box=(108, 104), habitats="land road snow", colours="brown black white grey",
         poses="standing running grazing", size=0.72)
def horse(c, look):
    coat, random, running, grazing = look.tone(), look.random, look.pose == "running", look.pose == "grazing"
    coat = blend(coat, "#a85a28", random.uniform(0, 0.35)) if look.colour == "brown" else coat
    mane = random.choice({"brown": ("#2a1a18", "#2a1a18", "#e4cfa4"), "black": ("#141218", "#141218"),
                          "white": ("#dcd6cc", "#e8d8b0"), "grey": ("#4a4a54", "#e4e4e6")}[look.colour])
    shin = random.choice((None, "#f6f0e4", mix(coat, "#181418", 0.6))) if look.colour in ("brown", "black") else None
    top = -66 if running else -62

    def tail():
        path = ([(-26, top + 6), (-38, top + 4), (-46, top + 14), (-51, top + 22)] if running else
                [(-26, top + 6), (-34, top + 16), (-34, top + 34), (-38, top + 46)])
        for k in range(5):
            c.fill(limb([(px, py + (k - 2) * i * 0.9) for i, (px, py) in enumerate(path)], [4, 6, 5, 1.5]),
                   mix(mane, coat, 0.12 * k))
    with c.placed(-12):
        body = quadruped(c, coat, 53, 62, 25, 6.2, look.pose, hoof="#3a2c28", shin=shin, tail=tail, belly=1)
        hair(c, body, coat, 120, 0.2, 4)
        poll = (43, -38) if grazing else (39, top - 29)
        if grazing:
            neck = blob((8, top + 2), (24, top + 2), (38, -48), (47, -38), (40, -27), (27, -36), (15, top + 24))
        else:
            neck = blob((8, top + 3), (20, top - 4), (poll[0] - 12, poll[1] + 8), (poll[0] - 3, poll[1] - 1),
                        (poll[0] + 8, poll[1] + 10), (31, top + 2), (29, top + 18), (17, top + 22))
        c.solid(neck, coat, 8, 0.38, 0.3)
        for k in range(9):
            t, sag = k / 8, -3 if grazing else 0
            x, y = 12 + (poll[0] - 15) * t, top + 3 + (poll[1] - 2 - top) * t
            reach = (-9, 4) if running else (3, 12)
            c.fill(limb([(x + 1, y + sag), (x + reach[0] * 0.3 - 2, y + sag + reach[1] * 0.6),
                         (x + reach[0], y + sag + reach[1] + random.uniform(0, 3))],
                        [5.5, 5, 1]), mix(mane, coat, random.uniform(0, 0.25)))
        horse_head(c, *poll, coat, 1.05 if grazing else 0.42 if running else 0.62,
                   mix(coat, "#2a2020" if look.colour != "white" else "#d8a8a0", 0.45), mane,
                   random.choice(("", "#fbf6ec")) if look.colour != "white" else "")


@subject("cow", "animal", box=(108, 84), habitats="land road", colours="black brown white", poses="standing lying", size=0.68)
def cow(c, look):
    coat, random = look.tone(), look.random
    other = {"white": "#2a262c", "black": "#f6f2ea", "brown": "#f6eee0"}[look.colour]
    few = random.randrange(3, 5)

    def mark(path):
        patches(c, path, random, few, (-34, -56 if look.pose != "lying" else -32, 62, 24), (4, 8), other)
    with c.placed(-6):
        if look.pose == "lying":
            lying(c, coat, 72, 34, 8, hoof="#4a3a34", mark=mark)
            up = -38
        else:
            def tail():
                c.stroke(curve((-36, -50), (-43, -40), (-41, -22)), coat.dark, 2.6)
                c.fill(blob((-43, -24), (-39, -24), (-38, -13), (-42, -10), (-45, -14)), mix(coat, "#2a1a18", 0.6))
            c.solid(ellipse(-13, -21, 8, 6), "#f0b4ac", 3)
            quadruped(c, coat, 74, 56, 33, 7, hoof="#4a3a34", mark=mark, tail=tail, belly=2)
            up = -58
        c.solid(limb([(26, up + 14), (36, up + 4), (40, up - 2)], [24, 20, 16]), coat, 6, 0.3, 0.2)
        with c.placed(43, up - 2):
            for side in (-1, 1):
                c.solid(limb([(side * 7, -12), (side * 13, -17), (side * 13, -24)], [5, 4, 1.4]), "#efe2c4", 1.6)
                c.solid(blob((side * 9, -8), (side * 17, -13), (side * 23, -9), (side * 20, -3), (side * 11, -2)), coat.dark
                        if look.colour != "white" else other, 2.4)
                c.fill(ellipse(side * 17, -7.6, 4, 2.2, side * -0.2), "#e0a09a")
            head = blob((0, -15), (10, -12), (12.5, -2), (9.5, 10), (0, 15), (-9.5, 10), (-12.5, -2), (-10, -12))
            c.solid(head, coat, 6, 0.36, 0.3)
            hair(c, head, coat, 60)
            if look.colour != "white":
                c.fill(blob((0, -15), (4, -8), (3.4, 4), (0, 10), (-3.4, 4), (-4, -8)), other)
            c.solid(blob((0, 4), (10, 7), (11, 14), (5, 19), (-5, 19), (-11, 14), (-10, 7)), "#f0b8ae", 4, 0.3, 0.2)
            for side in (-1, 1):
                c.fill(ellipse(side * 4.6, 10.6, 1.7, 2.1, side * 0.3), "#8a4a48")
                eye(c, side * 7, -4, 2.9, "#3a2018")
            c.stroke(curve((-5, 15.6), (0, 17), (5, 15.6)), "#8a4a48", 0.8)
        if random.random() < 0.5:
            c.solid(blob((38, up + 18), (48, up + 18), (50, up + 27), (36, up + 27)), "#e0b040", 2)


@subject("sheep", "animal", box=(100, 82), habitats="land road snow", colours="white black grey", poses="standing lying",
         size=0.56)
def sheep(c, look):
    wool, random = look.tone(), look.random
    wool = blend(wool, "#fff4dc", 0.3) if look.colour == "white" else wool
    skin = blend({"white": random.choice(("#3a3438", "#ecd0bc")), "black": "#1c1a20", "grey": "#3a363c"}[look.colour], wool, 0.08)
    down = 16 if look.pose == "lying" else 0
    if not down:
        for x, tone in ((-20, skin.dark), (20, skin.dark), (-27, skin), (13, skin)):
            c.solid(limb([(x, -26), (x, -3)], [8, 6.4]), tone, 2)
            c.fill(poly((x - 3.4, -4), (x + 3.4, -4), (x + 4.4, 0), (x - 3.8, 0)), "#241c1e")
    else:
        for x in (-8, 18):
            c.solid(limb([(x, -6), (x + 18, -3.4)], [7, 6]), skin, 2)
    with c.placed(-4, down):
        c.solid(ellipse(-40, -42, 7, 6), wool, 3)
        rim = [(38 * math.cos(a) * random.uniform(0.96, 1.04), -42 + 24 * math.sin(a) * random.uniform(0.96, 1.04))
               for a in [k * math.pi / 8 for k in range(16)]]
        puffs = joined(ellipse(0, -42, 38, 24), *(ellipse(x, y, random.uniform(7, 9)) for x, y in rim))
        c.solid(puffs, wool, 12, 0.36, 0.2)
        with c.clip(puffs):
            for _ in range(c.marks(90)):
                x, y, r = random.uniform(-44, 44), random.uniform(-70, -14), random.uniform(2.6, 4.2)
                c.stroke(curve((x - r, y), (x, y + r * 0.8), (x + r, y), (x + r * 0.3, y - r * 0.6)),
                         faded(random.choice((wool.dark, wool.light)), 0.4), 0.9)
    with c.placed(38, -58 + down):
        for side in (-1, 1):
            c.solid(blob((side * 7, -5), (side * 17, -5), (side * 21, 1), (side * 14, 3), (side * 7, 1)), skin, 2.4)
        head = blob((0, -12), (8, -9), (9.6, 0), (6.6, 12), (0, 16), (-6.6, 12), (-9.6, 0), (-8, -9))
        c.solid(head, skin, 5, 0.34, 0.3)
        for side in (-1, 1):
            eye(c, side * 5.2, -1, 2.5, "#d8b050" if skin < "#88" else "#3a2018")
            c.stroke(line((side * 1.4, 9), (side * 3, 7.6)), "#e8a0a0", 0.9)
        c.stroke(curve((-3, 12), (0, 13), (3, 12)), "#e8a0a0c0", 0.7)
        c.solid(joined(*(ellipse(dx, dy, 5) for dx, dy in ((-6, -10), (0, -13), (6, -10), (0, -8)))), wool, 3, 0.3, 0.2)


@subject("pig", "animal", box=(100, 70), habitats="land road floor", colours="pink black brown", size=0.55)
def pig(c, look):
    skin, random = look.tone(), look.random
    skin = blend(skin, "#f8c8b8", 0.4) if look.colour == "pink" else skin
    snout = blend(skin, "#e88a94", 0.45)

    def tail():
        c.stroke(curve((-38, -40), (-46, -44), (-48, -38), (-43, -36), (-44, -44), (-51, -48)), skin.dark, 2.2)

    def mark(path):
        if muddy:
            patches(c, path, random, 4, (-30, -44, 56, 26), (4, 8), faded(mix(skin, "#3a2420", 0.6), 0.8))
    muddy = random.random() < 0.35
    body = quadruped(c, skin, 76, 45, 36, 7.6, hoof=mix(skin, "#3a2424", 0.6), tail=tail, mark=mark, belly=3)
    hair(c, body, skin, 90, 0.3, 3, 0.5)
    with c.placed(36, -42):
        for side in (-1, 1):
            c.solid(blob((side * 4, -13), (side * 10, -23), (side * 17, -22), (side * 17, -7)), skin.dark, 3)
            c.fill(blob((side * 8, -13), (side * 12, -19), (side * 15.4, -18), (side * 15, -8)), snout)
        c.solid(ellipse(0, 0, 18, 16.6), skin, 8, 0.36, 0.3)
        for side in (-1, 1):
            eye(c, side * 8.6, -4, 2.9, "#4a2a20")
            c.fill(ellipse(side * 12, 5, 3.6, 2.4), "#f0607060")
        c.solid(ellipse(0, 5, 8.6, 6.6), snout, 3, 0.34, 0.3)
        for side in (-1, 1):
            c.fill(ellipse(side * 3.1, 5, 1.5, 2.3), "#8a3a44")
        c.stroke(curve((-6, 12.4), (0, 14.4), (6, 12.4)), "#8a3a44", 0.9)


@subject("chicken", "animal", box=(80, 88), habitats="land road floor", colours="white brown red black",
         poses="standing pecking", size=0.46)
def chicken(c, look):
    down, random = look.tone(), look.random
    down = blend(down, "#a0401c", 0.35) if look.colour == "red" else down
    tip = blend(down, random.choice(("#1c3a34", "#2a2430")), 0.7) if look.colour != "white" else down.light
    for x in (-2, 8):
        c.stroke(line((x, -20), (x + 1, -2)), "#e0a030", 2.6)
        for dx in (-5, 3, 8):
            c.stroke(line((x + 1, -2), (x + dx, -0.4)), "#e0a030", 1.6)
    for k in range(6):
        a = 3.5 + k * 0.26
        c.solid(limb([(-20, -34), (-20 + 15 * math.cos(a), -36 + 17 * math.sin(a)),
                      (-20 + 24 * math.cos(a) - 2, -36 + 31 * math.sin(a))], [9, 9, 3]), tip if k % 2 else blend(tip, down, 0.3),
                2)
    body = blob((-30, -44), (-24, -24), (-4, -14), (18, -20), (28, -38), (22, -56), (8, -46), (-12, -44))
    pecking = look.pose == "pecking"
    if not pecking:
        c.solid(limb([(14, -34), (20, -54), (20, -68)], [28, 20, 15]), down, 6, 0.34, 0.3)
    else:
        c.solid(limb([(12, -36), (28, -34), (34, -22)], [26, 20, 15]), down, 6, 0.34, 0.3)
        body = blob((-30, -44), (-24, -24), (-4, -14), (18, -18), (28, -34), (18, -48), (0, -48), (-16, -46))
    c.solid(body, down, 11, 0.4, 0.3)
    wing = blob((-22, -40), (-4, -46), (12, -38), (8, -26), (-8, -24), (-20, -30))
    c.solid(wing, blend(down, tip, 0.3), 5, 0.42, 0.3)
    with c.clip(joined(body, wing)):
        for _ in range(c.marks(110)):
            x, y = random.uniform(-28, 28), random.uniform(-58, -16)
            c.stroke(curve((x - 2.6, y - 1), (x, y + 1.6), (x + 2.6, y - 1)), faded(random.choice((down.dark, down.light)), 0.5),
                     0.7)
    with c.placed(*((34, -18, 1, 0.9) if pecking else (21, -70))):
        for dx, dy in ((-6, -8), (-1, -10.6), (4, -9)):
            c.solid(ellipse(dx, dy, 3.6, 4.6), "#d8282c", 1.6)
        c.solid(ellipse(0, 0, 9, 8.6), down, 4, 0.34, 0.3)
        c.solid(limb([(6, 6), (6.6, 13)], [4, 5.4]), "#d8282c", 1.6)
        c.solid(poly((7, -3), (17, 2), (7, 5)), "#f0b030", 1.6)
        eye(c, 3, -2, 2.1, "#e08a24")


@subject("duck", "animal", box=(96, 76), habitats="water land floor", colours="yellow white brown", size=0.5)
def duck(c, look):
    down, random = look.tone(), look.random
    green = look.colour == "brown" and random.random() < 0.6
    head = blend("#1f7a4a", "#2a9a6a", random.random()) if green else down
    c.solid(blob((-26, -20), (-42, -36), (-48, -34), (-42, -14), (-26, -8)), down.light if look.colour != "brown" else down.dark,
            4)
    body = blob((-42, -18), (-34, -6), (-12, 0), (14, 0), (32, -8), (36, -24), (28, -38), (12, -34), (-10, -32), (-30, -30))
    c.solid(body, down, 12, 0.4, 0.3)
    c.solid(limb([(24, -22), (27, -38), (25, -52)], [25, 17, 15]), head if not green else down, 5, 0.3, 0.25)
    if green:
        c.solid(limb([(26, -46), (25, -54)], [16, 16]), head, 4)
        c.fill(limb([(18.6, -41), (26.6, -39.4), (34.4, -41.4)], [2.4, 3, 2.4]), "#fbf8f0")
    wing = blob((-32, -26), (-20, -34), (4, -33), (14, -22), (6, -11), (-12, -9), (-36, -20))
    c.solid(wing, blend(down, down.dark, 0.25), 6, 0.42, 0.35)
    with c.clip(wing):
        for row in range(3):
            for k in range(8):
                x, y = 8 - k * 6 - row * 2, -26 + row * 6.4 + k * 0.4
                c.stroke(curve((x + 3, y - 2), (x - 2, y + 2.4), (x - 5, y)), faded(down.deep, 0.45), 0.8)
        if look.colour == "brown":
            c.fill(limb([(-24, -17), (-10, -14)], [4, 4]), "#3a6ac0")
    with c.placed(27, -60):
        c.solid(ellipse(0, 0, 13, 12.4), head, 6, 0.36, 0.35)
        beak = blob((9, -2), (17, 0), (25, 3), (24, 7), (16, 8), (9, 7))
        c.solid(beak, "#f29a2c", 3, 0.36, 0.4)
        c.stroke(curve((10, 4), (17, 4.6), (24, 4.4)), "#a8601c", 0.8)
        eye(c, 4.4, -3, 2.7, "#3a2418")

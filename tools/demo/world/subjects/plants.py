"""Trees, flowers and other plants: tree, palm tree, pine tree, cactus, flowers, bouquet, potted plant, mushroom."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, mix, poly, radial, vertical
from drawing.elements import conifer, leaves

from . import subject
from .anatomy import blend

GREENS = ("#4f9a44", "#3f8a48", "#6aa844")


def leaf(c, x, y, length, angle, green, wide=0.34):
    """A pointed leaf with its midrib, from its root at (x, y)."""
    with c.placed(x, y, length, angle):
        c.solid(blob((0, 0), (0.3, -wide * 0.5), (0.66, -wide * 0.42), (1, 0), (0.66, wide * 0.42), (0.3, wide * 0.5)), green,
                0.12, 0.36, 0.3)
        c.stroke(curve((0, 0), (0.5, -0.02), (0.96, 0)), faded("#f4ffd8", 0.5), 0.035)


def rose_bloom(c, x, y, size, tone, random):
    """A rose seen from the front: rings of petals that close towards a spiral."""
    turn = random.uniform(0, 6)
    c.fill(ellipse(x, y, size * 0.86), tone.dark)
    for ring, (reach, petal, count) in enumerate(((0.5, 0.52, 5), (0.34, 0.42, 5), (0.17, 0.32, 3))):
        for k in range(count):
            a = turn + ring * 0.6 + k * 2 * math.pi / count
            px, py = x + size * reach * math.cos(a), y + size * reach * math.sin(a)
            shape = ellipse(px, py, size * petal, size * petal * 0.92, a)
            c.fill(shape, radial(x, y, size * (reach + petal), (0, tone.deep), (0.45, tone.dark), (0.72, tone), (1, tone.light)))
            c.stroke(shape, faded(tone.deep, 0.25), size * 0.03)
    c.fill(ellipse(x, y, size * 0.26), radial(x - size * 0.08, y - size * 0.08, size * 0.3, tone.light, tone, tone.dark))
    c.stroke(curve((x + size * 0.14, y), (x, y + size * 0.12), (x - size * 0.12, y), (x, y - size * 0.14),
                   (x + size * 0.2, y - size * 0.06)), faded(tone.deep, 0.7), size * 0.05)


def daisy_bloom(c, x, y, size, tone, random):
    """An open flower with a yellow heart."""
    turn, count = random.uniform(0, 1), random.randrange(9, 14)
    for k in range(count):
        a = turn + k * 2 * math.pi / count
        petal = ellipse(x + size * 0.6 * math.cos(a), y + size * 0.6 * math.sin(a), size * 0.42, size * 0.19, a)
        c.fill(petal, radial(x, y, size, tone.dark, (0.5, tone), tone.light))
    c.solid(ellipse(x, y, size * 0.3), "#7a4a20" if int(tone[5:7], 16) < 0x60 else "#f2b42c", size * 0.14, 0.4, 0.4)


def tulip_bloom(c, x, y, size, tone, random):
    """A tulip's cup, its foot at (x, y + size)."""
    with c.placed(x, y, size, random.uniform(-0.12, 0.12)):
        for side in (-1, 1):
            c.solid(blob((side * 0.1, 0.95), (side * 0.5, 0.6), (side * 0.62, 0), (side * 0.5, -0.75), (side * 0.1, -0.3)),
                    tone.dark, 0.2, 0.3, 0.3)
        for side in (-1, 1):
            c.solid(blob((0, 1), (side * 0.45, 0.75), (side * 0.66, 0.1), (side * 0.62, -0.62), (side * 0.26, -0.2), (0, 0.3)),
                    tone, 0.24, 0.36, 0.35)
        c.solid(blob((0, 1), (0.34, 0.6), (0.36, 0), (0, -0.78), (-0.36, 0), (-0.34, 0.6)), blend(tone, tone.light, 0.3), 0.24,
                0.36, 0.35)
        c.stroke(curve((0, 0.8), (0.03, 0.2), (0, -0.5)), faded(tone.dark, 0.4), 0.05)


def _stem(c, points, green, width=3.4):
    c.solid(limb(points, [width * 1.15, width, width * 0.9]), green, width * 0.4)


@subject("tree", "plant", box=(96, 100), habitats="land", colours="green orange red yellow pink", size=0.82)
def tree(c, look):
    crown, random = look.tone(), look.random
    crown = blend(crown, {"green": "#6aa83c", "pink": "#f8c4d8", "red": "#c83a20"}.get(look.colour, crown),
                  random.uniform(0.2, 0.5))
    wood = blend(random.choice(("#6a4a34", "#7a5a44")), "#4a3428", random.random() * 0.5)
    for x in (-13, 12, -5):
        c.solid(limb([(x, 0), (x * 0.45, -6), (0, -18)], [3, 6, 9]), wood, 2)
    c.solid(limb([(0, -1), (-2, -24), (1, -52)], [16, 11, 8]), wood, 4, 0.5, 0.3)
    for side in (-1, 1):
        c.solid(limb([(0, -32), (side * 12, -46), (side * 22, -60)], [8, 6, 3]), wood, 2.4)
    for _ in range(c.marks(16)):
        x, y = random.uniform(-5, 5), random.uniform(-34, -4)
        c.stroke(curve((x, y), (x - 0.8, y - 5), (x, y - 10)), faded("#241610", 0.4), 0.7)
    clusters = [(x + random.uniform(-4, 4), y + random.uniform(-3, 3), rx, rx * 0.82) for x, y, rx in
                ((-28, -50, 19), (28, -50, 19), (0, -46, 17), (-31, -66, 16), (31, -66, 16), (-14, -66, 22), (15, -68, 22),
                 (0, -83, 19))]
    mass = joined(*(ellipse(*one) for one in clusters))
    c.solid(mass, crown.dark, 14, 0.5, 0.2)
    leaves(c, clusters, (mix(crown, "#160c20", 0.22), crown, mix(crown, "#fff6d0", 0.16), crown.light), 2.3
           if look.colour != "pink" else 2.0, 70)
    for _ in range(c.marks(14)) if look.colour != "green" else ():
        c.fill(ellipse(random.uniform(-34, 34), random.uniform(-3, 1), 2, 0.9, random.random()), crown)


@subject("palm tree", "plant", box=(86, 104), habitats="land", size=0.8)
def palm_tree(c, look):
    random = look.random
    green, lean = blend("#3f9a48", random.choice(("#6ab04a", "#2f8a4a")), random.random()), random.uniform(-12, 12)
    wood = "#a07a54"
    spine = [(-lean * 0.3, -1), (-lean * 0.5, -30), (lean * 0.5, -74)]
    top = spine[-1]
    c.solid(limb(spine, [11, 7.4, 6]), wood, 3, 0.5, 0.35)
    with c.clip(limb(spine, [11, 7.4, 6])):
        for k in range(18):
            y = -2 - k * 4
            c.stroke(curve((-20, y - 1), (0, y + 1.4), (20, y - 1)), faded("#3a2418", 0.5), 0.9)

    def frond(angle, reach, tone):
        droop = 16 + 12 * abs(math.cos(angle))
        points = [(top[0] + reach * t * math.cos(angle), top[1] + reach * t * math.sin(angle) + droop * t * t)
                  for t in (0, 0.35, 0.7, 1)]
        c.stroke(curve(*points), tone, 1.6)
        steps = 15
        for k in range(1, steps + 1):
            t = k / steps
            x, y = top[0] + reach * t * math.cos(angle), top[1] + reach * t * math.sin(angle) + droop * t * t
            along = math.atan2(reach * math.sin(angle) + 2 * droop * t, reach * math.cos(angle))
            long = 15 * math.sin(math.pi * (0.18 + 0.8 * t)) ** 0.7 + 1
            for side in (-0.75, 0.75):
                a = along + side
                c.fill(limb([(x, y), (x + long * 0.6 * math.cos(a), y + long * 0.6 * math.sin(a)),
                             (x + long * math.cos(a), y + long * math.sin(a) + 3)], [1.6, 2.2, 0.4]),
                       mix(tone, random.choice(("#e8f8a0", "#0c2418")), random.uniform(0, 0.22)))
    for k, angle in enumerate((-2.75, -0.4, -2.2, -0.95, 3.3, -0.1, -1.57)):
        frond(angle + random.uniform(-0.12, 0.12), random.uniform(36, 43), green.dark if k < 2 else green)
    for x, y in ((-4, 3), (3, 4), (0, 6)):
        c.solid(ellipse(top[0] + x, top[1] + y, 3.8), "#7a4c28", 1.6, 0.4, 0.4)


@subject("pine tree", "plant", box=(50, 100), habitats="land snow", size=0.82)
def pine_tree(c, look):
    random = look.random
    with c.placed(0, 0, 1):
        c.ctx.scale(random.uniform(1.0, 1.2), 1)
        conifer(c, 0, 0, 102, mix("#1f5a40", random.choice(("#2f6a3c", "#1a4a48")), random.random()),
                random.choice(("#6aa068", "#7aa858", "#5c9a7c")))


@subject("cactus", "plant", box=(66, 100), habitats="land", size=0.66)
def cactus(c, look):
    random = look.random
    green = blend("#4a9450", random.choice(("#6aa850", "#3a8460")), random.random())
    left, right = random.uniform(-44, -32), random.uniform(-58, -42)
    columns = [([(-4, left), (-24, left - 1), (-25, left - 13), (-24, left - random.uniform(22, 32))], [11, 12, 12, 10]),
               ([(4, right), (22, right - 1), (24, right - 12), (23, right - random.uniform(16, 26))], [10, 11, 11, 9]),
               ([(0, -4), (0, -50), (0, -88)], [21, 23, 19])]
    for points, widths in columns:
        path = limb(points, widths)
        c.solid(path, green, 6, 0.45, 0.35)
        with c.clip(path):
            for k in (-2, -1, 0, 1, 2) if points[0][0] == 0 else (0,):
                c.stroke(curve(*((x + k * 4, y) for x, y in points)), faded(green.deep, 0.45), 0.8)
        for _ in range(c.marks(34)):
            k, t = random.randrange(len(points) - 1), random.random()
            x = points[k][0] + (points[k + 1][0] - points[k][0]) * t + random.uniform(-0.48, 0.48) * widths[k]
            y = points[k][1] + (points[k + 1][1] - points[k][1]) * t
            for a in (-2.4, -1.57, -0.7):
                c.stroke(line((x, y), (x + 2.2 * math.cos(a), y + 2.2 * math.sin(a))), "#fbf4d8d0", 0.45)
    if random.random() < 0.6:
        flower = blend("#f0649c", random.choice(("#f28a3c", "#f4d048")), random.random())
        for x, y in ((0, -97), columns[0][0][-1]):
            for k in range(5):
                c.fill(ellipse(x + (k - 2) * 2, y - 2 - (2 - abs(k - 2)), 2, 4.2, (k - 2) * 0.4),
                       mix(flower, "#ffffff", 0.12 * (k % 2)))
    for x in (-14, 15):
        c.solid(blob((x - 6, 1), (x - 4, -4), (x + 3, -5), (x + 7, 1)), "#b09878", 2)


@subject("sunflower", "plant", box=(58, 104), habitats="land", size=0.68)
def sunflower(c, look):
    random, green = look.random, blend(look.random.choice(GREENS), "#4f8a3c", 0.4)
    gold = blend("#f8c41c", "#f4a81c", random.random())
    bend = random.uniform(-5, 5)
    _stem(c, [(0, -1), (bend, -36), (0, -72)], green, 3.8)
    for y, angle, length in ((-22, -0.5, 27), (-32, -2.6, 27), (-46, -0.7, 19)):
        leaf(c, bend * 0.8, y, length, angle + random.uniform(-0.2, 0.2), green, 0.52)
    x, y, turn = 0, -76, random.uniform(0, 1)
    for ring, (reach, tone) in enumerate(((27, gold.dark), (26, gold), (22, blend(gold, "#fff0a0", 0.3)))):
        for k in range(17):
            a = turn + (k + ring * 0.5) * 2 * math.pi / 17
            tip, wide = reach * random.uniform(0.92, 1.05), 0.15
            c.fill(blob((x + 9 * math.cos(a - 0.14), y + 9 * math.sin(a - 0.14)),
                        (x + tip * 0.7 * math.cos(a - wide), y + tip * 0.7 * math.sin(a - wide)),
                        (x + tip * math.cos(a), y + tip * math.sin(a)),
                        (x + tip * 0.7 * math.cos(a + wide), y + tip * 0.7 * math.sin(a + wide)),
                        (x + 9 * math.cos(a + 0.14), y + 9 * math.sin(a + 0.14))), mix(tone, "#e8801c", random.uniform(0, 0.18)))
    c.solid(ellipse(x, y, 13), "#4a2a18", 5, 0.4, 0.3)
    for k in range(c.marks(120)):
        r, a = 12.4 * math.sqrt(k / c.marks(120)), k * 2.39996
        c.fill(ellipse(x + r * math.cos(a), y + r * math.sin(a), 0.75), mix("#c8803a", "#2a1610", 0.5 + 0.5 * math.sin(k))
               if r < 8 else "#d89a3c")


@subject("rose", "plant", box=(56, 102), habitats="land", colours="red pink white yellow orange", size=0.62)
def rose(c, look):
    tone, random, green = look.tone(), look.random, blend(look.random.choice(GREENS), "#2f6a3c", 0.5)
    bend = random.uniform(-5, 5)
    _stem(c, [(0, -1), (bend, -36), (0, -66)], green, 3)
    for y, side in ((-20, 1), (-34, -1), (-52, 1)):
        c.fill(poly((bend * 0.7, y + 5), (bend * 0.7 - side * 4, y + 3), (bend * 0.7, y + 8)), green.dark)
    for y, angle in ((-22, -0.45), (-30, -2.7), (-46, -0.6)):
        leaf(c, bend * 0.9, y, random.uniform(19, 23), angle + random.uniform(-0.2, 0.2), green, 0.5)
    for a in (0.3, 1.2, 2.0, 2.9):
        leaf(c, 0, -70, 19, a, green, 0.3)
    rose_bloom(c, 0, -78, 25, tone, random)


@subject("tulip", "plant", box=(50, 100), habitats="land", colours="red yellow pink purple white orange", size=0.6)
def tulip(c, look):
    tone, random, green = look.tone(), look.random, blend(look.random.choice(GREENS), "#7ab060", 0.3)
    bend = random.uniform(-4, 4)
    for side, tall in ((-1, random.uniform(46, 60)), (1, random.uniform(34, 50))):
        c.solid(blob((0, 0), (side * 9, -tall * 0.4), (side * 22, -tall), (side * 14, -tall * 0.72), (side * 1, -tall * 0.34)),
                green, 3, 0.4, 0.35)
    _stem(c, [(0, 0), (bend, -32), (0, -62)], blend(green, "#d8f0a0", 0.15), 3.6)
    c.solid(blob((3, 0), (9, -14), (8, -34), (13, -42), (3, -34), (-3, -14)), blend(green, "#1c4a30", 0.15), 2.4, 0.4, 0.35)
    tulip_bloom(c, 0, -78, 21, tone, random)


@subject("bouquet", "plant", box=(82, 104), habitats="table floor", colours="red pink yellow white purple orange", size=0.62,
         rests=True)
def bouquet(c, look):
    tone, random, green = look.tone(), look.random, blend(look.random.choice(GREENS), "#3f7a44", 0.4)
    vase = blend(random.choice(("#e8e4dc", "#b8d0dc", "#c8b49a", "#7a98b4")), "#ffffff", random.uniform(0, 0.3))
    bloom = random.choice((rose_bloom, daisy_bloom, tulip_bloom))
    spots = [(29 * math.cos(a) * r, -70 + 23 * math.sin(a) * r) for a,
             r in [(k * 0.9 + random.uniform(-0.15, 0.15), 1.0) for k in range(7)] + [(k * 2.1, 0.45) for k in range(3)]]
    for x, y in spots:
        c.stroke(curve((x * 0.12, -30), (x * 0.5, -46), (x, y)), green.dark, 1.8)
    for k in range(11):
        a = -3.3 + k * 0.36
        leaf(c, 14 * math.cos(a), -56 + 12 * math.sin(a), random.uniform(20, 30), a + random.uniform(-0.2, 0.2),
             blend(green, green.dark, 0.5 * (k % 2)), 0.4)
    shape = blob((-12, 0), (-17, -12), (-13, -27), (-9, -36), (-13, -41), (13, -41), (9, -36), (13, -27), (17, -12), (12, 0))
    c.solid(shape, vase, 7, 0.4, 0.4)
    with c.clip(shape):
        for y in (-18, -12):
            c.stroke(curve((-20, y - 1), (0, y + 2), (20, y - 1)), faded(vase.dark, 0.7), 1.2)
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        bloom(c, x, y, random.uniform(10, 12.4), blend(tone, random.choice((tone.light, tone.dark)), random.uniform(0, 0.3)),
              random)


@subject("potted plant", "plant", box=(76, 104), habitats="floor table land", size=0.56, rests=True)
def potted_plant(c, look):
    random, green = look.random, blend(look.random.choice(GREENS), "#2f7a4c", look.random.random() * 0.6)
    pot = blend(random.choice(("#c86a44", "#b85c3c", "#e8e0d4", "#5a7a98", "#d8b060")), "#ffffff", random.uniform(0, 0.15))
    kind = random.choice(("spiky", "leafy", "leafy", "bushy"))
    if kind == "spiky":
        for k in range(13):
            a = -2.9 + k * 0.22 + random.uniform(-0.06, 0.06)
            reach = random.uniform(44, 62)
            tip = (reach * 0.7 * math.cos(a), -32 + reach * math.sin(a))
            c.solid(limb([(tip[0] * 0.1, -32), (tip[0] * 0.5, -32 + (tip[1] + 32) * 0.66), tip], [5, 7, 1]),
                    mix(green, random.choice(("#a8d070", "#123c28")), random.uniform(0, 0.35)), 2.4)
    else:
        big = kind == "leafy"
        for k in range(12 if big else 22):
            a = -2.85 + (k * 0.618 % 1) * 2.56
            reach = random.uniform(16, 40) if big else random.uniform(8, 44)
            x, y = reach * 0.75 * math.cos(a), -38 + reach * math.sin(a)
            c.stroke(curve((x * 0.1, -30), (x * 0.6, (y - 30) / 2), (x, y)), mix(green, "#123c28", 0.3), 1.6)
            leaf(c, x, y, random.uniform(20, 27) if big else random.uniform(11, 16), a + random.uniform(-0.3, 0.3),
                 blend(green, random.choice(("#a8d070", "#123c28")), random.uniform(0, 0.35)), 0.62 if big else 0.55)
    c.solid(poly((-21, -28), (21, -28), (15, 0), (-15, 0)), pot, 6, 0.45, 0.3)
    c.solid(blob((-24, -36), (0, -38), (24, -36), (23, -27), (0, -25), (-23, -27)), blend(pot, pot.light, 0.25), 4, 0.4, 0.3)


@subject("mushroom", "plant", box=(86, 92), habitats="land", colours="red brown orange white", size=0.5, cap="spotted plain")
def mushroom(c, look):
    cap, random = look.tone(), look.random
    lean = random.uniform(-4, 4)

    def one(x, size, lean):
        with c.placed(x, 0, size):
            stalk = blob((-11, 0), (-8 + lean * 0.5, -26), (-7 + lean, -52), (7 + lean, -52), (8 + lean * 0.5, -26), (12, 0),
                         (0, 2))
            c.solid(stalk, "#f4ead4", 5, 0.5, 0.2)
            c.fill(ellipse(lean, -50, 37, 9), vertical(-58, -40, "#a38a68", "#f4e4c8"))
            for k in range(c.marks(36)):
                a = k * 2 * math.pi / c.marks(36)
                c.stroke(line((lean, -52), (lean + 37 * math.cos(a), -50 + 9 * math.sin(a))), "#6a503848", 0.7)
            c.solid(blob((lean - 9, -42), (lean, -44), (lean + 9, -42), (lean + 12, -34), (lean, -32), (lean - 12, -34)),
                    "#f8f0de", 3)
            hat = blob((lean - 40, -50), (lean - 33, -70), (lean - 14, -87), (lean + 14, -87), (lean + 33, -70),
                       (lean + 40, -50), (lean + 18, -46), (lean - 18, -46))
            c.solid(hat, cap, 12, 0.46, 0.4)
            if look.traits.get("cap") == "spotted":
                with c.clip(hat):
                    for u, v, r in ((-22, -66, 5), (-6, -78, 5.6), (13, -70, 5.4), (27, -58, 4), (-32, -54, 3.4), (0, -58, 5),
                                    (14, -84, 3.4), (-14, -51, 3)):
                        c.solid(ellipse(lean + u + random.uniform(-1.5, 1.5), v, r, r * 0.78), "#fff8ea"
                                if look.colour != "white" else "#c8a888", 1.6, 0.3, 0.1)
            c.fill(ellipse(lean - 14, -75, 12, 6, -0.5), radial(lean - 14, -75, 12, "#ffffff78", "#ffffff00"))
    if random.random() < 0.7:
        one(random.choice((-30, 30)), random.uniform(0.32, 0.5), -lean)
    one(0, 1, lean)
    for k in range(9):
        x = random.uniform(-26, 26)
        c.fill(limb([(x, 1), (x + 1, -5), (x + random.uniform(-5, 5), -random.uniform(8, 14))], [2.2, 1.6, 0.4]),
               random.choice(("#5f8a3c", "#7fa84a", "#4a7434")))

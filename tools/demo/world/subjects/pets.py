"""Animals that live with people: cat, dog, rabbit."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line

from . import subject
from .anatomy import blend, eye, hair, quadruped, shut_eye, stripes


def _tabby(c, coat, random, path, box, step=8.0):
    """The stripes of a tabby across a path; box is (left, right, top, bottom)."""
    left, right, top, bottom = box
    bands, x = [], left
    while x < right:
        bend = random.uniform(-3, 3)
        bands.append(([(x, top), (x + 2 + bend, (top + bottom) / 2), (x + bend, bottom)], [step * 0.5, step * 0.32, 0.5]))
        x += step * random.uniform(0.85, 1.2)
    stripes(c, path, bands, faded(coat.dark, 0.75))


def _cat_head(c, x, y, coat, look, tabby, asleep=False, turn=0.0):
    """A cat's face, 46 wide, with the ears up."""
    face = blend(coat, "#fff8ec", 0.5) if look.colour != "black" else coat.light
    iris = look.random.choice(("#8fb83c", "#d8a830", "#7fae5a") if look.colour != "white" else ("#4a9ad8", "#8fb83c", "#d8a830"))
    with c.placed(x, y, 1, turn):
        for side in (-1, 1):
            c.solid(blob((side * 3, -13), (side * 10, -24), (side * 17, -31), (side * 20, -29), (side * 22, -16),
                         (side * 22, -4)), coat, 3)
            c.fill(blob((side * 9, -15), (side * 13, -22), (side * 17.5, -27), (side * 19.5, -16), (side * 17, -8)), "#e0a09c")
        head = blob((0, -19), (12, -17.5), (20, -9), (23.5, 3), (18, 13), (9, 18), (0, 19), (-9, 18), (-18, 13), (-23.5, 3),
                    (-20, -9), (-12, -17.5))
        c.solid(head, coat, 9, 0.38, 0.3)
        if tabby:
            stripes(c, head, [([(dx, -20), (dx * 0.9, -9)], [3, 0.6]) for dx in (-6, 0, 6)]
                    + [([(side * 24, dy), (side * 17, dy + 1)], [2.4, 0.5]) for side in (-1, 1)
                       for dy in (0, 5)], faded(coat.dark, 0.8))
        hair(c, head, coat, 130, -math.pi / 2 if asleep else math.pi / 2, 3.4, 0.6)
        c.fill(joined(ellipse(-5, 10, 7, 5.4), ellipse(5, 10, 7, 5.4), ellipse(0, 14, 6, 4)), face)
        for side in (-1, 1):
            if asleep:
                shut_eye(c, side * 10, 0, 4.6)
            else:
                eye(c, side * 10, -1.5, 5.3, iris, slit=True)
        c.fill(blob((-2.8, 5), (2.8, 5), (1.2, 8), (0, 8.8), (-1.2, 8)), "#d8707a")
        for side in (-1, 1):
            c.stroke(curve((0, 8.5), (side * 1.4, 11.5), (side * 4.4, 12), (side * 6.4, 10.4)), "#4a2a2a", 0.8)
            for k in range(3):
                c.stroke(curve((side * 8, 9 + k * 1.6), (side * 18, 7.4 + k * 2.6), (side * 29, 6 + k * 4.6)), "#fffaf0c0", 0.4)


@subject("cat", "animal", box=(84, 94), habitats="floor land table snow road", colours="black white orange grey brown",
         poses="sitting standing running sleeping", size=0.6, rests=True)
def cat(c, look):
    coat, random = look.tone(), look.random
    tabby = random.random() < {"black": 0, "white": 0, "orange": 0.85, "grey": 0.7, "brown": 0.8}[look.colour]
    paw = random.choice((coat.light, blend(coat, "#fff8ec", 0.75))) if look.colour != "black" else coat.light
    if look.pose == "sitting":
        tail = limb([(12, -6), (30, -4), (38, -16), (34, -32), (38, -40)], [9, 9, 8, 7, 4])
        c.solid(tail, coat, 4)
        body = blob((-16, 0), (-22, -12), (-18, -34), (-12, -54), (0, -60), (12, -54), (19, -34), (24, -14), (20, 0), (0, 1))
        c.solid(body, coat, 12, 0.42, 0.3)
        if tabby:
            stripes(c, body, [([(side * 26, y - 4), (side * 17, y), (side * 9, y - 2)], [4.5, 3, 0.6]) for side in (-1, 1)
                              for y in (-44, -34, -24, -14)], faded(coat.dark, 0.75))
            stripes(c, tail, [([(20, y), (46, y + 5)], [3, 2.4]) for y in (-36, -26, -14)], faded(coat.dark, 0.75))
        hair(c, body, coat, 280)
        if paw != coat.light:
            bib = blob((0, -54), (8, -44), (5, -28), (0, -20), (-5, -28), (-8, -44))
            c.fill(bib, faded(paw, 0.85))
            hair(c, bib, blend(paw, "#b0a090", 0.2), 60, length=6)
        for side in (-1, 1):
            c.solid(ellipse(side * 17 + 1, -4, 9, 5), coat, 3, 0.3, 0.1)
            c.solid(limb([(side * 7, -32), (side * 7, -16), (side * 7.5, -5)], [12, 9.5, 9]), coat, 3.4, 0.35, 0.2)
            c.solid(ellipse(side * 7.6, -3.6, 7, 4), paw, 2, 0.25, 0.2)
            for dx in (-2.2, 0, 2.2):
                c.stroke(line((side * 7.6 + dx, -3), (side * 7.6 + dx, -0.8)), "#00000060", 0.5)
        _cat_head(c, random.uniform(-2, 2), -66, coat, look, tabby, turn=random.uniform(-0.08, 0.08))
    elif look.pose == "sleeping":
        body = blob((-42, -10), (-36, -28), (-14, -38), (14, -37), (34, -28), (42, -12), (34, -1), (0, 1), (-34, -1))
        c.solid(body, coat, 13, 0.42, 0.3)
        if tabby:
            stripes(c, body, [([(x, -42), (x * 1.1 + 3, -26), (x * 1.2, -16)], [4.5, 3.4, 0.6]) for x in (-28, -18, -8, 2)],
                    faded(coat.dark, 0.75))
        hair(c, body, coat, 300, 0.2)
        c.solid(ellipse(-24, -14, 17, 13), coat, 6, 0.3, 0.1)
        c.solid(limb([(-40, -8), (-26, -3), (0, -4), (18, -6)], [10, 9, 8, 5]), coat, 4, 0.4, 0.25)
        c.solid(ellipse(10, -4, 8, 4), paw, 2, 0.3)
        with c.placed(22, -17, 0.82):
            _cat_head(c, 0, 0, coat, look, tabby, True, 0.12)
    else:
        running = look.pose == "running"

        def tail():
            path = limb([(-24, -36), (-34, -44), (-44, -43), (-52, -50)],
                        [8, 7, 6, 3]) if running else limb([(-22, -36), (-33, -46), (-31, -62), (-38, -70)], [8, 7, 6, 4])
            c.solid(path, coat, 3)
        body = quadruped(c, coat, 56 if running else 52, 42, 23, 8, look.pose, foot=paw, tail=tail,
                         mark=(lambda path: _tabby(c, coat, random, path, (-28, 26, -48, -26))) if tabby else None)
        hair(c, body, coat, 220, 0.3)
        with c.placed(27, -50 if running else -54, 0.84):
            _cat_head(c, 0, 0, coat, look, tabby)


def _dog_head(c, x, y, coat, ear, muzzle, floppy, asleep=False):
    """A dog's face seen from the front, about 44 wide."""
    with c.placed(x, y):
        if not floppy:
            for side in (-1, 1):
                c.solid(blob((side * 4, -14), (side * 13, -32), (side * 18, -31), (side * 20, -6)), ear, 3)
                c.fill(blob((side * 9, -15), (side * 14, -27), (side * 17, -12)), "#d89a90")
        head = blob((0, -20), (12, -18), (19, -8), (19, 4), (12, 14), (0, 18), (-12, 14), (-19, 4), (-19, -8), (-12, -18))
        c.solid(head, coat, 9, 0.36, 0.3)
        hair(c, head, coat, 110, math.pi / 2, 3.6, 0.6)
        if muzzle:
            c.fill(blob((0, -19), (2.6, -6), (8, 4), (0, 14), (-8, 4), (-2.6, -6)), muzzle)
        c.solid(blob((0, 1), (9, 5), (11.5, 12), (6, 18), (0, 19.5), (-6, 18), (-11.5, 12), (-9, 5)), muzzle or coat.light, 4,
                0.3, 0.15)
        if not asleep:
            c.solid(blob((-3, 15), (3, 15), (4, 22), (0, 25.5), (-4, 22)), "#ea8a8e", 2)
        for side in (-1, 1):
            c.stroke(curve((0, 9), (side * 0.6, 14), (side * 5, 16), (side * 9, 13.4)), "#3a2220", 0.9)
            if asleep:
                shut_eye(c, side * 9, -2, 4)
            else:
                eye(c, side * 9, -3, 3.8, "#5a3418")
                c.stroke(curve((side * 5, -9.4), (side * 9, -11), (side * 13, -9)), coat.dark, 1.2)
            if floppy:
                c.solid(blob((side * 13, -17), (side * 21, -16), (side * 27, -2), (side * 25.5, 13), (side * 20, 15),
                             (side * 16.5, 2)), ear, 4, 0.4, 0.3)
        c.solid(blob((-5, 3.4), (0, 2.4), (5, 3.4), (4, 7.4), (0, 9.6), (-4, 7.4)), "#231a1c", 1.6, 0.3, 0.7)


def _dog_profile(c, x, y, coat, ear, muzzle, floppy, asleep=False):
    """A dog's head seen from the side."""
    with c.placed(x, y):
        snout = limb([(2, 2), (14, 4), (23, 4)], [21, 14, 10])
        if not asleep:
            c.solid(blob((12, 8), (19, 9), (20, 15), (15, 17)), "#ea8a8e", 2)
        c.solid(snout, muzzle or coat, 4, 0.3, 0.25)
        head = ellipse(-1, -3, 15, 14)
        c.solid(head, coat, 7, 0.36, 0.3)
        hair(c, head, coat, 70, 0.4, 3.4, 0.6)
        c.stroke(curve((25, 7), (18, 10.4), (9, 9)), "#3a2220", 0.9)
        c.solid(ellipse(26, 0.4, 4, 3.2), "#231a1c", 1.4, 0.3, 0.7)
        if asleep:
            shut_eye(c, 7, -3, 3)
        else:
            eye(c, 7, -5, 3.2, "#5a3418")
        if floppy:
            c.solid(blob((-9, -16), (-1, -13), (1, 0), (-3, 12), (-10, 12), (-15, 0)), ear, 4, 0.4, 0.3)
        else:
            c.solid(blob((-12, -10), (-8, -28), (-4, -29), (3, -13)), ear, 3, 0.4, 0.3)


def _dog_on_legs(c, look, coat, ear, muzzle, floppy, collar):
    running = look.pose == "running"

    def tail():
        c.solid(limb([(-25, -46), (-38, -52), (-50, -50)] if running else [(-25, -44), (-36, -54), (-37, -68)], [9, 7, 4]), coat,
                3)
    patchy = look.colour == "white" and look.random.random() < 0.5
    spots = [(look.random.uniform(-28, 34), look.random.uniform(-58, -16), look.random.uniform(1.6, 3.6)) for _ in range(34)]

    def spotted(path):
        with c.clip(path):
            for x, y, r in spots:
                c.fill(ellipse(x, y, r, r * 0.8), "#2a262c")
    body = quadruped(c, coat, 60, 50, 25, 9, look.pose, foot=muzzle or coat, tail=tail, mark=spotted if patchy else None)
    hair(c, body, coat, 220, 0.3)
    neck = limb([(20, -42), (28, -54), (30, -60)], [24, 20, 18])
    c.solid(neck, coat, 6, 0.3, 0.25)
    if patchy:
        spotted(neck)
    if collar:
        c.solid(limb([(20, -58), (28, -53), (38, -51)], [4.6, 5, 4.6]), collar, 2)
    _dog_profile(c, 32, -68, coat, ear, muzzle, floppy)


@subject("dog", "animal", box=(100, 92), habitats="floor land road snow", colours="brown black white grey orange",
         poses="sitting standing running sleeping", size=0.62, rests=True)
def dog(c, look):
    coat, random = look.tone(), look.random
    coat = blend(coat, "#d8a868", 0.3) if look.colour == "orange" else coat
    pale = {"white": "#fffdf6", "black": "#a8784a", "grey": "#d8d8da"}.get(look.colour, "#fbf2e4")
    muzzle = random.choice((None, pale, pale)) if look.colour != "white" else None
    ear = random.choice((coat.dark, coat, coat.dark) if look.colour != "white" else (coat, blend(coat, "#8a6a50", 0.6)))
    floppy = random.random() < 0.65
    foot = muzzle or coat
    collar = random.choice(("", "#c03a3c", "#2f5fa8", "#3a8a4a", "#e0b040"))
    if look.pose == "sitting":
        c.solid(limb([(16, -5), (32, -5), (40, -18)], [9, 8, 4]), coat, 3)
        body = blob((-15, 0), (-22, -14), (-17, -36), (-12, -52), (0, -58), (12, -52), (17, -36), (22, -14), (16, 0))
        c.solid(body, coat, 12, 0.42, 0.3)
        hair(c, body, coat, 260, length=6)
        if muzzle:
            bib = blob((0, -52), (9, -42), (6, -26), (0, -18), (-6, -26), (-9, -42))
            c.fill(bib, faded(muzzle, 0.9))
            hair(c, bib, blend(muzzle, "#a09080", 0.25), 60, length=6)
        for side in (-1, 1):
            c.solid(blob((side * 12, 0), (side * 12, -16), (side * 22, -20), (side * 28, -8), (side * 26, 0)), coat, 5, 0.35, 0.2)
            c.solid(limb([(side * 8, -36), (side * 7.5, -18), (side * 8, -5)], [14, 11, 10]), coat, 3.6, 0.38, 0.2)
            c.solid(ellipse(side * 8.4, -4, 8, 4.6), foot, 2.2, 0.28, 0.2)
            c.solid(ellipse(side * 23, -3.4, 8, 4), foot, 2.2, 0.28, 0.2)
            for dx in (-2.4, 0.2, 2.8):
                c.stroke(line((side * 8.4 + dx, -3.4), (side * 8.4 + dx, -1)), "#00000060", 0.6)
        if collar:
            c.solid(limb([(-13, -53), (0, -48), (13, -53)], [5, 5, 5]), collar, 2)
            c.solid(ellipse(0, -44, 3.4), "#f0cc60", 1.4)
        _dog_head(c, 0, -68, coat, ear, muzzle, floppy)
    elif look.pose == "sleeping":
        body = blob((-44, -8), (-40, -24), (-18, -33), (8, -30), (26, -22), (30, -8), (20, 0), (-34, 0))
        c.solid(limb([(-38, -8), (-50, -3), (-40, -2), (-24, -2)], [8, 7, 6, 4]), coat, 3)
        c.solid(body, coat, 12, 0.42, 0.3)
        hair(c, body, coat, 260, 0.1, 6)
        c.solid(ellipse(-22, -14, 16, 13), coat, 6, 0.34, 0.15)
        for x in (-4, 30):
            c.solid(limb([(x - 14, -6), (x + 4, -4), (x + 12, -4)], [10, 8, 8]), coat, 3, 0.36, 0.2)
            c.solid(ellipse(x + 13, -4, 6.4, 4), foot, 2, 0.3, 0.2)
        if collar:
            c.solid(limb([(10, -24), (13, -14), (11, -6)], [4.6, 4.6, 4.6]), collar, 2)
        with c.placed(22, -15, 1, 0.12):
            _dog_profile(c, 0, 0, coat, ear, muzzle, True, True)
    else:
        with c.placed(-9):
            _dog_on_legs(c, look, coat, ear, muzzle, floppy, collar)


@subject("rabbit", "animal", box=(70, 84), habitats="land floor snow table", colours="white grey brown black", size=0.5,
         rests=True)
def rabbit(c, look):
    coat, random = look.tone(), look.random
    pale = blend(coat, "#fff8f0", 0.7 if look.colour != "black" else 0.35)
    spread = random.uniform(0.8, 1.2)
    c.solid(ellipse(-30, -12, 8, 7.4), pale, 3)
    hair(c, ellipse(-30, -12, 8, 7.4), pale, 40, 3, 4)
    body = blob((-30, -6), (-30, -26), (-14, -38), (6, -36), (20, -24), (22, -6), (10, 0), (-22, 0))
    c.solid(body, coat, 13, 0.4, 0.3)
    hair(c, body, coat, 240, 2.6, 5)
    c.solid(ellipse(-15, -14, 14, 13), coat, 6, 0.3, 0.2)
    c.solid(ellipse(-9, -3.6, 14, 4), pale, 2, 0.3)
    for x in (9, 18):
        c.solid(limb([(x, -18), (x + 1, -5)], [9, 7]), coat, 3, 0.35, 0.2)
        c.solid(ellipse(x + 3, -3.2, 5.4, 3.2), pale, 1.6, 0.3)
    with c.placed(17, -42):
        for lean, tip in ((-7, -16 * spread), (5, 2 * spread)):
            ear = blob((lean - 5, -10), (lean - 7 + tip * 0.5, -26), (lean + tip * 0.7, -41), (lean + 5 + tip * 0.5, -27),
                       (lean + 5, -10))
            c.solid(ear, coat, 3, 0.36, 0.3)
            c.fill(blob((lean - 2, -12), (lean - 3 + tip * 0.5, -26), (lean + tip * 0.66, -36), (lean + 2 + tip * 0.5, -26),
                        (lean + 2.4, -12)), "#e8a8a8")
        head = blob((-16, 0), (-12, -12), (0, -16), (11, -11), (18, 1), (15, 10), (4, 15), (-9, 12))
        c.solid(head, coat, 8, 0.36, 0.3)
        hair(c, head, coat, 90, 2.8, 3.4, 0.6)
        c.fill(joined(ellipse(10, 7, 6, 5), ellipse(16, 7, 4, 4.6)), faded(pale, 0.85))
        eye(c, 4, -3, 4.2, random.choice(("#3a2418", "#5a3420")))
        c.fill(blob((13, 2.4), (18, 2.4), (15.8, 5.6)), "#d87a84")
        c.stroke(curve((15.6, 5.4), (15, 9), (10, 10)), "#4a2a2a", 0.7)
        for k in range(3):
            c.stroke(curve((11, 7 + k), (2, 7 + k * 2), (-7, 7 + k * 4)), "#fffaf0b0", 0.4)

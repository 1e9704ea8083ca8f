"""An astronaut, a baby, couples, and a snowman."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, rect

from ..palette import Tone
from . import subject
from .people import dressed, grown
from .people_body import BUILDS, Figure, Pose, plus, shaded
from .people_costumes import costume
from .people_figure import draw_figure
from .people_heads import HATS, draw_head, front_head
from .people_poses import POSES

# --- astronaut ----------------------------------------------------------------------------------------------------------


def space_helmet(c, figure, wear, behind):
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        t = figure.look
        if behind:
            return
        shaded(c, ellipse(0, -0.6, 13.4, 13), "#f4f4f2", 4, 0.4, 0.2)
        shaded(c, rect(-14.4 + 3 * t, -3, 3.2, 6, 1.4), wear.hat_colour, 0.9)
        visor = blob((-9 + 2.6 * t, -1), (-6.4 + 3 * t, -8), (2.4 * t, -9.6), (7 + 1.6 * t, -8), (9.6 + 1.6 * t, -1),
                     (7.6 + 1.6 * t, 6), (2.4 * t, 8.4), (-6.6 + 3 * t, 6.4))
        shaded(c, visor, linear(-8, -8, 8, 8, "#f0b84a", "#b8683a", "#3a2a5c", "#141c44"), 2.4, 0.4, 0.4)
        c.stroke(visor, "#c4c8d4", 1)
        c.stroke(curve((-5 + 2.4 * t, -2), (-3 + 2.4 * t, -5.8), (1 + 2.4 * t, -7)), "#fffaf0e0", 1.3)
        c.fill(ellipse(5 + 2 * t, 3.2, 1.5, 0.9, -0.6), "#ffffff90")


def backpack(c, figure, wear):
    x, y = figure.at(0.62, -3 - 5 * figure.pose.turn)
    with c.placed(x, y, 1, math.radians(figure.pose.lean)):
        shaded(c, rect(-14, -16, 26, 30, 4), "#d4d6da", 3, 0.45, 0.25)
        c.stroke(line((-10, -16), (-10, -24)), "#8a8e98", 1)
        c.fill(ellipse(-10, -25, 1.5), "#e8483c")


def suit_details(c, figure, wear):
    for (_, joint, end) in (*figure.arms, *figure.legs):
        for share in (0.15, 0.75):
            x, y = joint[0] + (end[0] - joint[0]) * share, joint[1] + (end[1] - joint[1]) * share
            c.stroke(line((x - 3.4, y - 0.4), (x + 3.4, y + 0.4)), faded(wear.hat_colour, 0.9) if share > 0.5 else "#9aa0b080",
                     1.4 if share > 0.5 else 0.8)
    x, y = figure.at(0.6, 1)
    shaded(c, rect(x - 6, y - 4.4, 13, 10, 1.4), "#c8ccd4", 1.4)
    for k, colour in enumerate(("#e8483c", "#48b058", "#3a78dc", "#f0c030")):
        c.fill(ellipse(x - 3.4 + (k % 2) * 4, y - 1.6 + (k // 2) * 4, 1.3), colour)
    c.fill(rect(x + 3, y - 2.4, 3, 6, 0.5), "#2a3450")


@subject("astronaut", "person", box=(60, 100), habitats="space land road floor", colours="white white orange blue",
         poses="floating standing walking waving jumping", size=0.66, many=3)
def astronaut(c, look):
    d = look.random
    build = BUILDS["man"]._replace(head=17.5, girth=1.42, waist=10.4, hip=9.4, shoulder=10.8, leg=(21.5, 21), neck=3.4,
                                   arm=(14, 12.5))
    suit = look.tone()
    trim = look.tone(d.choice(("red", "blue", "orange") if look.colour == "white" else ("white", "black")))
    wear = costume(look._replace(traits={}, pose="standing"), "man", cut="sweater", bottom=suit, top=suit, gloves="#d4d6da",
                   boots=True, shoes=Tone("#8a8e9a"), beard="", hat_colour=trim)
    if look.pose == "floating":
        w = d.uniform(-14, 14)
        pose = Pose(((-78 + w, -118), (62 + w, 112)), ((-34, 14 + w), (44, -6)), turn=0.3, lean=d.uniform(-16, 16), lift=5,
                    hands=("open", "open"), scale=0.92)
    else:
        pose = POSES[look.pose](d, build)
    draw_figure(c, Figure(build, pose._replace(behind=backpack, between=suit_details, front=None, scale=pose.scale * 0.92)),
                wear, space_helmet)

# --- baby ---------------------------------------------------------------------------------------------------------------


@subject("baby", "person", box=(74, 84), habitats="floor land", colours="pink blue yellow white green orange red",
         poses="sitting crawling", size=0.46, rests=True)
def baby(c, look):
    d = look.random
    suit = look.tone()
    wear = dressed(look._replace(traits={"hair": d.choice(("black", "brown", "blond"))}, pose="standing"),
                   d.choice(("boy", "girl")))._replace(hat="", glasses=False, style="buzz")
    skin = wear.skin

    def head(x, y, turn, t):
        with c.placed(x, y, 2.05, turn):
            front_head(c, wear, t, d.choice(("laugh", "smile")))
            c.stroke(curve((-1 + t, -9.6), (1 + t, -12.6), (4 + t, -12.2), (3.4 + t, -10.6)), wear.hair, 1.5)
            if d.random() < 0.35:
                shaded(c, ellipse(3.4 * t, 6.2, 2.6, 2), "#f4a83c", 0.8)
                c.stroke(ellipse(3.4 * t, 7.2, 1.5), "#ffffff", 0.7)

    if look.pose == "sitting":
        for side in (-1, 1):
            shaded(c, limb([(side * 8, -9), (side * 22, -11), (side * 30, -6)], [15, 13, 10]), suit, 3)
            shaded(c, ellipse(side * 33, -8, 5.6, 7.4, side * 0.25), mix(suit, "#ffffff", 0.55), 2)
        body = blob((-20, -4), (-21, -22), (-14, -40), (0, -43), (14, -40), (21, -22), (20, -4), (0, -1))
        shaded(c, body, suit, 6)
        c.fill(ellipse(0, -19, 9.6, 9), mix(suit, "#ffffff", 0.6))
        c.fill(blob((0, -14), (-5, -19.6), (-2.6, -22.4), (0, -20.4), (2.6, -22.4), (5, -19.6)),
               suit.dark if suit[1] > "e" else "#f4d04a")
        for side, lift in ((-1, d.uniform(-4, 10)), (1, d.uniform(-4, 14))):
            shaded(c, bones_arm(side, lift), suit, 2.4)
            shaded(c, ellipse(side * 27, -24 - lift, 4.4), skin, 1.6)
        head(0, -57, d.uniform(-0.12, 0.12), 0.1)
        return
    for x, shade in ((-18, 0.2), (-10, 0)):
        shaded(c, limb([(x - 4, -20), (x + 4, -7), (x - 13, -5)], [17, 14, 9]), mix(suit, "#141024", shade), 3)
        shaded(c, ellipse(x - 16, -6, 6, 4.6), mix(mix(suit, "#ffffff", 0.55), "#141024", shade), 1.6)
    shaded(c, limb([(16, -28), (25, -16), (27, -5)], [11, 10, 8]), mix(suit, "#141024", 0.2), 2.4)
    shaded(c, ellipse(29, -3.6, 5, 3.6), mix(skin, "#3a1c20", 0.15), 1.4)
    shaded(c, blob((-31, -16), (-28, -33), (-10, -37), (12, -42), (23, -36), (20, -22), (0, -13), (-20, -8)), suit, 7)
    shaded(c, limb([(10, -30), (12, -16), (13, -5)], [12, 10.5, 8]), suit, 2.6)
    shaded(c, ellipse(15, -3.6, 5.4, 3.8), skin, 1.4)
    head(24, -55, 0.05, 0.5)


def bones_arm(side, lift):
    return limb([(side * 14, -36), (side * 22, -30 - lift * 0.4), (side * 26, -25 - lift)], [10, 9, 8])

# --- couples ------------------------------------------------------------------------------------------------------------


def pair(c, look, left, right, poses=None):
    """Two people side by side; left and right are (who, wear, props of the pose)."""
    d = look.random
    gap = 15
    figures = []
    for number, (who, wear, more) in enumerate((left, right)):
        build = grown(who, d)
        x = gap if number else -gap
        meet = (-x / 0.96, 28.6 * sum(build.arm) / 28.5, 1 if number else -1)
        outer = (14, 6) if number else (-14, -6)
        arms = (meet, outer) if number else (outer, meet)
        if look.pose == "walking":
            pose = Pose(arms, ((20, 8), (-14, -36)) if number else ((-12, -36), (20, 10)), turn=0.34, lean=3, far_arm_over=True,
                        hands=("fist", "fist"))
        else:
            pose = Pose(arms, ((-5, -2), (7, 3)), turn=0.08, nod=-6 if number else 6,
                        hands=("relaxed", "fist") if not number else ("fist", "relaxed"))
        figures.append((Figure(build, pose._replace(shift=x, mood=d.choice(("smile", "laugh")), scale=0.96, **more)), wear))
    for figure, wear in figures:
        draw_figure(c, figure, wear, draw_head)


@subject("couple", "person", box=(72, 100), habitats="land floor road snow", poses="standing walking", size=0.7, many=1)
def couple(c, look):
    d = look.random
    whos = d.choice((("man", "woman"), ("woman", "man"), ("man", "woman"), ("old man", "old woman"), ("woman", "woman"),
                     ("man", "man")))
    names = d.sample(("red", "blue", "green", "yellow", "purple", "pink", "orange", "white"), 2)
    sides = []
    for who, name in zip(whos, names):
        natural = d.choice(("grey", "white")) if who.startswith("old") else d.choice(("black", "brown", "blond", "red"))
        sides.append((who, dressed(look._replace(traits={"hair": natural}), who, look.tone(name)), {}))
    pair(c, look, *sides)


def veil(c, figure, wear):
    x, y = figure.head
    path = blob((x - 9, y - 8), (x, y - 12), (x + 9, y - 8), (x + 14, y + 18), (x + 17, y + 46), (x, y + 50), (x - 17, y + 46),
                (x - 14, y + 18))
    c.fill(path, "#ffffffb8")
    for k in (-10, -4, 4, 10):
        c.stroke(curve((x + k * 0.6, y - 6), (x + k, y + 16), (x + k * 1.4, y + 46)), "#c8c8dc80", 0.6)


def bouquet(c, figure, wear):
    x, y = plus(figure.arms[0][2], (0, 2))
    c.fill(blob((x - 2, y), (x + 2, y), (x + 1, y + 10), (x - 1, y + 10)), "#4a8a4a")
    for k in range(8):
        a = k * 2.4
        r = 1.5 * math.sqrt(k) * 1.3
        shaded(c, ellipse(x + r * math.cos(a), y - 2 + r * math.sin(a) * 0.8, 2.6),
                ("#f06a90", "#ffffff", "#f4b8c8", "#e8485c")[k % 4], 1, 0.3)


def tuxedo(c, figure, wear):
    bow = figure.at(0.98, 0.4)
    c.fill(poly(figure.at(1.05, -2.6), figure.at(1.05, 3.2), figure.at(0.56, 0.8)), "#ffffff")
    for side in (-1, 1):
        shaded(c, poly(figure.at(1.06, side * 2.8 + 0.3), figure.at(0.9, side * 5 + 0.3), figure.at(0.54, 0.8)), "#3a3844", 0.8)
        c.fill(blob(bow, plus(bow, (side * 3.6, -2)), plus(bow, (side * 3.6, 2))), "#b02a3c")
    c.fill(ellipse(*figure.at(0.78, 5.4), 1.5), "#f4f0f4")


@subject("bride and groom", "person", box=(72, 100), habitats="land floor road", size=0.7, many=1)
def bride_and_groom(c, look):
    d = look.random
    hair = lambda: look._replace(traits={"hair": d.choice(("black", "brown", "blond", "red"))}, pose="standing")  # noqa: E731
    bride = dressed(hair(), "woman", Tone("#fdfbf8"))._replace(cut="dress", legs="bare", hem=1.75,
            sleeves=d.choice(("none", "short", "long")), pattern="plain", shoes=Tone("#f4f0ec"), glasses=False, hat="",
                                                               style=d.choice(("bun", "bob", "long")), boots=False)
    groom = dressed(hair(), "man", Tone(d.choice(("#24242e", "#2a3048", "#3a3a44"))))
    groom = groom._replace(cut="shirt", sleeves="long", legs="trousers", bottom=groom.top, pattern="plain",
                           shoes=Tone("#1c1a20"), hat="", style=d.choice(("short", "quiff", "curly")))
    pair(c, look._replace(pose="standing"), ("woman", bride, {"behind": veil, "front": bouquet}),
         ("man", groom, {"between": tuxedo}))

# --- snowman ------------------------------------------------------------------------------------------------------------


@subject("snowman", "toy", box=(70, 100), habitats="snow land", size=0.58, scarf="red blue green yellow purple",
         hat="top_hat woollen none")
def snowman(c, look):
    d = look.random
    snow, scarf = "#f4f7fc", look.tone(look.traits.get("scarf", "red"))
    tilt = d.uniform(-1.5, 1.5)
    for side in (-1, 1):
        x, y = side * 32, -62 - d.uniform(-3, 9)
        c.stroke(curve((side * 14, -46), (side * 23, -53), (x, y)), "#6a452c", 1.9)
        for k in (-0.5, 0.4):
            c.stroke(line((side * 27, -56.6), (side * 27 + 6 * math.sin(k * 1.4 + side * 0.9), -57 - 6 * math.cos(k))),
                     "#6a452c", 1.2)
    for y, rx, ry in ((-19, 26, 21), (-49, 19, 17)):
        shaded(c, ellipse(tilt * (y < -30), y, rx * d.uniform(0.97, 1.04), ry), snow, 9, 0.4, 0.1, dark="#3a5a9c")
    shaded(c, ellipse(tilt, -75, 14.4, 13.6), snow, 6, 0.36, 0.1, dark="#3a5a9c")
    for k in range(3):
        shaded(c, ellipse(tilt * 0.6 + 2, -56 + k * 8.4, 1.9), "#26242c", 0.8, 0.3, 0.4)
    for side in (-1, 1):
        c.fill(ellipse(tilt + 2.4 + side * 4.8, -78, 1.7, 2), "#26242c")
        c.fill(ellipse(tilt + 2 + side * 4.8, -78.7, 0.6), "#ffffff")
        c.fill(ellipse(tilt + 2 + side * 8.4, -72, 2.4, 1.6), "#f08a9460")
    for k in range(5):
        a = math.pi * (0.2 + 0.15 * k)
        c.fill(ellipse(tilt + 2.4 + 6.8 * math.cos(a), -73.4 + 4.8 * math.sin(a), 0.95), "#26242c")
    shaded(c, limb([(tilt + 2, -74.4), (tilt + 10, -73.4), (tilt + 18, -71.6)], [5, 3.4, 0.8]), "#f08a2c", 1.4)
    for k in range(3):
        c.stroke(line((tilt + 5 + k * 3.4, -75.4 + k * 0.7), (tilt + 5.4 + k * 3.4, -73.6 + k * 0.6)), "#b85a1480", 0.5)
    shaded(c, limb([(-8, -61), (-11, -52), (-9, -42)], [7, 7.6, 8]), scarf, 2)
    for k in range(4):
        c.stroke(line((-12 + k * 1.9, -40), (-12 + k * 1.9, -36.4)), scarf, 1)
    shaded(c, limb([(-13.6, -64), (0, -60.6), (13.6, -64)], [7.4, 8, 7.4]), scarf, 2.4)
    for x in (-9, -3, 3, 9):
        c.stroke(line((x, -66), (x + 0.8, -57.6)), faded(scarf.pale, 0.8), 1.2)
    hat = look.traits.get("hat")
    if hat == "top hat":
        black = Tone("#2a2832")
        with c.placed(tilt - 1, -87, 1, -0.1):
            shaded(c, blob((-9.4, 1), (-10, -8), (-10.2, -16), (0, -17.4), (10.2, -16), (10, -8), (9.4, 1)), black, 2.6, 0.4,
                   0.45)
            c.stroke(curve((-9.6, -1.6), (0, -0.2), (9.6, -1.6)), scarf, 3)
            shaded(c, ellipse(0, 1.4, 16, 3), black, 1.4, 0.4, 0.45)
    elif hat == "woollen":
        wear = dressed(look._replace(traits={}, colour="white", pose="standing"), "boy")._replace(hat_colour=scarf)
        with c.placed(tilt, -75, 1.42, -0.05):
            HATS["woollen"](c, wear, 0.2)

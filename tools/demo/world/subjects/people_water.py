"""People in, on, under and beside the water: swimmer, diver, surfer, fisherman."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, rect

from ..palette import Tone
from . import subject
from .people import COLOURS, NATURAL, dressed, grown
from .people_body import Figure, Pose, ahead, bones, brightness, heading, plus, shaded
from .people_costumes import costume
from .people_figure import draw_figure, hand
from .people_heads import HATS, draw_head, front_head
from .people_props import pick, seat

FOAM = "#ffffff"


def natural(look):
    """The look with a hair colour by chance."""
    return look._replace(traits={"hair": look.random.choice(("black", "brown", "blond", "red"))})


def splash(c, x, y, wide, high, count=26):
    with c.layer(0.5):
        for _ in range(c.marks(count)):
            a = c.random.uniform(math.pi, 2 * math.pi)
            far = c.random.random() ** 0.5
            c.fill(ellipse(x + wide * far * math.cos(a), y + high * far * math.sin(a), c.random.uniform(0.6, 2.2)),
                   faded(FOAM, c.random.uniform(0.55, 1)))


def ripples(c, wide, y=0.0):
    for k, share in enumerate((1, 0.8, 0.6)):
        c.stroke(curve((-wide * share, y + 1 + k * 2.6), (-wide * share * 0.4, y + 2.8 + k * 2.6),
                       (wide * share * 0.3, y + 1.4 + k * 2.6), (wide * share, y + 2.6 + k * 2.6)), faded(FOAM,
                               0.7 - k * 0.15), 1.3)


def bathing_cap(c, wear, t):
    path = blob((-9.6, 0.4), (-10, -6), (-6.4, -11.4), (0, -12.8), (6.4, -11.4), (9.4, -6), (9, -2.4), (2 + t, -4.4),
                (-5 + 2 * t, -3.4), (-6 + 2.4 * t, 1))
    shaded(c, path, wear.hat_colour, 3, 0.4, 0.45)
    with c.clip(path):
        c.stroke(curve((-10, -8), (0, -9.6), (10, -8)), mix(wear.hat_colour, "#ffffff", 0.8), 1.4)


HATS["bathing cap"] = bathing_cap


@subject("swimmer", "person", box=(96, 56), habitats="water", colours="red yellow orange pink green blue white",
         poses="swimming floating_on_a_ring waving", size=0.5)
def swimmer(c, look):
    d = look.random
    who = d.choice(("man", "woman", "boy", "girl"))
    suit = look.tone()
    wear = dressed(natural(look), who)._replace(hat="bathing cap",
            hat_colour=suit, glasses=False, style="short", beard="")
    skin = wear.skin
    if look.pose == "floating on a ring":
        for number, (x, turn) in enumerate(((30, -0.5), (37, -0.2))):
            shaded(c, limb([(8, -12), (26, -17 + number * 3), (x + 4, -4)], [9, 8, 6]), mix(skin, "#3a1c20", 0.12 * (1 - number)),
                    2.4)
        _ring(c, suit, False)
        shaded(c, blob((-15, -6), (-17, -22), (-11, -30), (0, -31), (8, -24), (12, -8)), skin, 4)
        shaded(c, blob((-15, -6), (-16, -18), (-6, -20), (8, -17), (12, -8)), suit.light, 3)
        with c.placed(-6, -40, 1.05, -0.1):
            front_head(c, wear._replace(hat="straw" if d.random() < 0.4 else "bathing cap"), 0.4, "laugh")
        for x0, x1, y1 in ((-14, -36, -14), (5, 22, -15)):
            shaded(c, bones(((x0, -26), ((x0 + x1) / 2, -20), (x1, y1)), (3.6, 3, 2.4)), skin, 1.8)
            hand(c, (x1, y1), heading((x0, -26), (x1, y1 + 6)), skin, "relaxed", 1.2)
        _ring(c, suit, True)
        ripples(c, 48)
        return
    if look.pose == "waving":
        shaded(c, blob((-19, 3), (-17, -10), (-8, -15), (8, -15), (17, -10), (19, 3)), skin, 4)
        c.fill(joined(limb([(-9, -15), (-8, 3)], [3, 3]), limb([(9, -15), (8, 3)], [3, 3])), suit)
        shaded(c, bones(((15, -9), (26, -18), (25, -36)), (4.2, 3.4, 2.4)), skin, 1.8)
        hand(c, (25, -36), 178, skin, "open", 1.35)
        shaded(c, bones(((-15, -9), (-24, -1), (-34, 1)), (4.2, 3.4, 2.8)), skin, 1.8)
        with c.placed(0, -26, 1.25, 0.06):
            front_head(c, wear, 0.12, "laugh")
        splash(c, -34, 2, 9, 9)
        ripples(c, 36)
        return
    shaded(c, bones(((2, -9), (-8, -2)), (4, 3)), mix(skin, "#3a1c20", 0.2), 2)
    shaded(c, blob((-44, 3), (-30, -6), (-10, -12), (8, -13), (16, -4), (16, 3)), skin, 4)
    shaded(c, blob((-42, 2), (-30, -6), (-12, -11.4), (-6, -11), (-8, 3)), suit, 3)
    with c.placed(19, -13, 1.15, 0.14):
        front_head(c, wear, 0.62, "laugh")
        shaded(c, joined(ellipse(-1, 0.6, 2.9, 2.3), ellipse(5, 0.6, 2.6, 2.3)), "#26283a", 0.9)
        c.fill(joined(ellipse(-1, 0.4, 1.9, 1.4), ellipse(5, 0.4, 1.7, 1.4)), "#6ac4ec")
        c.stroke(line((-3.8, 0.4), (-9.4, -1)), "#26283a", 1)
    shaded(c, bones(((-3, -11), (11, -31), (32, -26), (40, -10)), (4.8, 4, 3.2, 2.4)), skin, 2)
    hand(c, (40, -10), 20, skin, "relaxed", 1.25)
    splash(c, -44, 1, 13, 17, 40)
    splash(c, 41, 1, 9, 9)
    ripples(c, 48)


def _ring(c, colour, front):
    """The back or the front half of a swimming ring."""
    with c.clip(rect(-60, -9, 120, 40) if front else rect(-60, -40, 120, 31)):
        outer, hole = ellipse(0, -7, 34, 12), ellipse(0, -9, 17, 4)
        shaded(c, outer, colour, 5, 0.42, 0.4)
        with c.clip(outer):
            for k in range(5):
                a = math.pi * (0.08 + 0.21 * k)
                c.stroke(line((17 * math.cos(a), -9 + 4 * math.sin(a)), (36 * math.cos(a), -7 + 13 * math.sin(a))),
                         "#e0483c" if brightness(colour) > 640 else mix(colour, "#ffffff", 0.85), 5)
        if not front:
            c.fill(hole, "#1a5a7a")


def diving_gear(c, figure, wear):
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        shaded(c, rect(-4, -3.6, 13, 7.2, 3), "#26283a", 1.2)
        c.fill(rect(-2.4, -2.4, 10.4, 4.8, 2), linear(0, -3, 6, 4, "#d4f4ff", "#5ab4dc"))
        c.fill(ellipse(1.4, -0.2, 1.1, 1.5), "#241820")
        c.fill(ellipse(6, -0.2, 1.0, 1.5), "#241820")
        c.stroke(line((-4, 0), (-9.6, -1.4)), "#26283a", 1.8)
        shaded(c, rect(1.4, 5, 5.4, 3.4, 1.4), "#30323e", 0.9)
        c.stroke(curve((4, 7), (-3, 12), (-11, 9), (-15, 2)), "#30323e", 1.3)
        for k in range(5):
            c.stroke(ellipse(9 + (k % 2) * 4 - k * 0.8, -7 - k * 6, 2.4 - k * 0.25), "#e8fbff", 0.8)
            c.fill(ellipse(8.6 + (k % 2) * 4 - k * 0.8, -7.8 - k * 6, 0.7), "#ffffff")


def tank_and_fins(c, figure, wear):
    for (_, knee, ankle), shade in zip(reversed(figure.legs), (0.3, 0)):
        along = heading(knee, ankle)
        tip = plus(ankle, ahead(along + 8, 16))
        shaded(c, blob(plus(ankle, ahead(along + 90, 2.4)), plus(tip, ahead(along + 90, 5.4)), plus(tip, ahead(along, 1.4)),
                     plus(tip, ahead(along - 90, 5.4)), plus(ankle, ahead(along - 90, 2.4))), mix(wear.hat_colour, "#101020",
                             shade), 1.4, 0.35, 0.3)
    shaded(c, bones((figure.at(0.2, -9.6), figure.at(0.86, -10.4)), (4.8, 4.8)), "#f0c030", 2, 0.4, 0.5)
    c.stroke(line(figure.at(1.06, -10), figure.at(1.14, -9)), "#6a6e78", 2)


@subject("diver", "person", box=(100, 52), habitats="underwater", colours="black blue red yellow green pink purple", size=0.6,
         many=3)
def diver(c, look):
    d = look.random
    build = grown(d.choice(("man", "woman")), d)
    suit = look.tone()
    female = build.waist < 6.4
    wear = costume(natural(look), "woman" if female else "man", cut="sweater", bottom=suit, beard="", shoes=Tone("#26283a"),
                   style=d.choice(("short", "ponytail", "long")) if female else "short", gloves="#26283a",
                   hat_colour=Tone(d.choice(("#f0c030", "#e8503c", "#30b0c0", "#34384c"))))
    kick = d.uniform(-9, 9)
    pose = Pose(((58, 92), (88, 76)), ((-74 + kick, -88), (-86 - kick, -72)), turn=0.66, lean=74, nod=-14, hips=(-2, -20),
                hands=("relaxed", "relaxed"), mood="calm", wind=7, behind=tank_and_fins, between=diving_gear,
                feet=((60, False), (60, False)), scale=0.92)
    draw_figure(c, Figure(build, pose), wear, draw_head)


def wave(c, figure, wear):
    colour = Tone("#2a8cb4")
    body = blob((-60, 6), (-58, -14), (-46, -38), (-24, -50), (-4, -45), (2, -36), (-10, -40), (-22, -34), (-26, -20), (-12, -8),
                (20, -2), (56, 1), (58, 8))
    shaded(c, body, colour, 6, 0.35, 0.3)
    with c.clip(body):
        for k in range(5):
            c.stroke(curve((-60 + k * 7, 6), (-54 + k * 7, -20), (-38 + k * 6, -40), (-16, -46 + k * 2)), faded("#c4f0f4", 0.5),
                     1.3)
    with c.layer(0.6):
        for _ in range(c.marks(46)):
            a = c.random.uniform(0, 1)
            c.fill(ellipse(-44 + 48 * a + c.random.gauss(0, 2), -40 - 9 * math.sin(a * 3) + c.random.gauss(0, 2),
                           c.random.uniform(0.8, 3)), faded(FOAM, c.random.uniform(0.6, 1)))


def surfboard(c, figure, wear):
    feet = [leg[2] for leg in figure.legs]
    x, y = (feet[0][0] + feet[1][0]) / 2 + 2, max(foot[1] for foot in feet) + 3
    board = limb([(x - 36, y + 1), (x - 14, y + 2), (x + 16, y + 1.4), (x + 38, y - 6)], [2.4, 5.4, 5.4, 1.6])
    shaded(c, board, wear.hat_colour, 1.6, 0.35, 0.4)
    c.stroke(curve((x - 32, y + 1), (x - 14, y + 1.4), (x + 16, y + 0.8), (x + 35, y - 5.4)),
             mix(wear.hat_colour, "#ffffff", 0.8), 1.1)


def wake(c, figure, wear):
    splash(c, -26, 1, 20, 12, 44)
    splash(c, 26, 2, 12, 5, 16)
    ripples(c, 50, 2)


@subject("surfer", "person", box=(96, 100), habitats="water", colours=COLOURS, size=0.46, many=2, hair=NATURAL)
def surfer(c, look):
    d = look.random
    who = d.choice(("man", "woman", "boy", "girl"))
    build = grown(who, d)
    wear = dressed(look, who)._replace(cut="tank", sleeves=d.choice(("none", "short", "long")), legs="shorts", pattern="plain",
                                       hat="", glasses=False, apron="", boots=False)
    wear = wear._replace(bottom=wear.top, hat_colour=wear.top.light if d.random() < 0.5 else wear.top, shoes=wear.skin)
    pose = Pose(((-86 + d.uniform(-9, 9), -70), (84, 104)), ((-48, 10), (54, -16)), turn=0.5, lean=d.uniform(8, 16), nod=-6,
                lift=7, hands=("open", "open"), mood="laugh", wind=5,
                behind=lambda *a: (wave(*a), surfboard(*a)), front=wake, scale=0.92)
    draw_figure(c, Figure(build, pose), wear, draw_head)


def rod(c, figure, wear):
    x, y = plus(figure.arms[1][2], (1, 1))
    tip = (x + 30, y - 40)
    c.stroke(curve(plus((x, y), (-9, 11)), (x + 12, y - 18), tip), "#6a4028", 1.5)
    shaded(c, ellipse(x + 0.6, y + 3.6, 2.5), "#3a3c48", 1)
    c.stroke(line(tip, (tip[0] + 1.6, y + 4)), "#f4f4f4", 0.5)
    fx, fy = tip[0] + 1.6, y + 4
    colour = Tone(pick(figure, "#7a98b0", "#e08a50", "#8aa86a", "#c8a0b0"))
    with c.placed(fx, fy, 1.1, math.pi / 2):
        shaded(c, blob((13, 0), (19, -4.4), (18, 0), (19, 4.4)), colour.dark, 1)
        shaded(c, blob((0, 0), (4, -3.8), (10, -3.4), (15, 0), (10, 3.4), (4, 3.8)), colour, 1.5, 0.4, 0.45)
        c.fill(ellipse(3.6, -1, 1.1), "#ffffff")
        c.fill(ellipse(3.4, -1, 0.6), "#1a1418")
        for k in range(3):
            c.stroke(curve((6.6 + k * 2.2, -2), (7.6 + k * 2.2, 0), (6.6 + k * 2.2, 2)), faded(colour.deep, 0.5), 0.5)


@subject("fisherman", "person", box=(84, 100), habitats="land road floor", colours="green brown yellow blue orange red grey",
         poses="standing sitting", size=0.7, many=2, beard="none none white brown")
def fisherman(c, look):
    d = look.random
    old = d.random() < 0.5
    who = "old man" if old else "man"
    build = grown(who, d)
    hair = {"white": "white", "brown": "brown"}.get(look.traits.get("beard"),
            "grey" if old else d.choice(("black", "brown", "red")))
    wear = dressed(look._replace(traits={"hair": hair}), who)._replace(cut="jacket", sleeves="long", legs="trousers", boots=True,
            shoes=Tone("#4a5a3a"), hat=d.choice(("straw", "cap", "woollen")), pattern="plain", style="short",
                                                                       beard="full" if look.traits.get("beard") else "")
    if look.pose == "standing":
        pose = Pose(((6, 62), (34, 88)), ((-6, -3), (9, 4)), turn=0.5, hands=("fist", "fist"), far_arm_over=True, front=rod,
                    shift=-17, scale=0.9)
    else:
        height = build.leg[1] + 3
        pose = Pose(((10, 62), (34, 84)), ((84, 4), (79, -8)), turn=0.55, hips=(-12, -height - 4.6), hands=("fist", "fist"),
                    far_arm_over=True, front=rod, shift=-15,
                    behind=lambda *a: seat(*a, kind="stool", at=-8, height=height))
    draw_figure(c, Figure(build, pose), wear, draw_head)

"""People known by their outfit: Santa Claus, witch, pirate, knight, angel."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, rect

from ..palette import Tone
from . import subject
from .people import dressed, grown
from .people_body import BUILDS, Figure, Pose, ahead, heading, plus, shaded
from .people_figure import draw_figure
from .people_heads import HATS, SKINS, draw_head
from .people_poses import POSES

FLEECE = Tone("#fbf7f0")
METAL = Tone("#b4bcca")


def costume(look, who, colour=None, /, **parts):
    """Somebody in trousers and long sleeves, without hat and glasses, but for the parts that are named."""
    plain = dict(sleeves="long", legs="trousers", pattern="plain", hat="", glasses=False, gloves="", boots=False, apron="")
    return dressed(look, who, colour)._replace(**{**plain, **parts})


def act(look, build, **changes):
    """The pose that the look asks for, with changes."""
    return POSES[look.pose](look.random, build)._replace(**changes)


def both(*props):
    def draw(c, figure, wear):
        for prop in props:
            if prop:
                prop(c, figure, wear)
    return draw


# --- Santa Claus --------------------------------------------------------------------------------------------------------


def santa_hat(c, wear, t):
    red = wear.hat_colour
    hat = blob((-9.6, -5), (-8.4, -12), (-3, -17), (4, -17.6), (10, -14), (13, -7.4), (10.6, -6.6), (8.4, -10.4), (9, -5))
    shaded(c, hat, red, 3, 0.45, 0.3)
    c.stroke(curve((0, -15.6), (5, -14), (8.6, -10.6)), faded(red.deep, 0.4), 0.7)
    shaded(c, limb([(-9.4, -5.2), (0, -6.6), (9.4, -5.2)], [4.8, 5, 4.8]), FLEECE, 1.6, 0.25, 0.1)
    shaded(c, ellipse(12.2, -5.6, 3.2), FLEECE, 1.4, 0.25, 0.1)


def santa_belt(c, figure, wear):
    build = figure.build
    wide = build.waist * figure.narrow + 1.4
    c.stroke(line(figure.at(0.72, 1.5), figure.at(-0.3, 1.5)), FLEECE, 4.6)
    c.stroke(curve(figure.at(0.3, -wide), figure.at(0.22, 0), figure.at(0.3, wide + 1)), "#221c20", 4.6)
    c.stroke(rect(*plus(figure.at(0.24, 1.5), (-3, -2.4)), 6, 4.8, 0.8), "#f0c24a", 1.3)


def sack(c, figure, wear):
    x, y = figure.chest[0] - 24, figure.chest[1] + 20
    for dx, dy, colour, ribbon in ((-7, -25, "#2f8a5a", "#f4d46a"), (5, -27, "#3a6ac0", "#ffffff")):
        shaded(c, rect(x + dx - 5, y + dy - 5, 11, 12, 0.8), colour, 1.6)
        c.fill(rect(x + dx - 0.8, y + dy - 5, 2.2, 12), ribbon)
    bag = blob((x - 19, y + 16), (x - 19, y - 4), (x - 11, y - 18), (x + 4, y - 22), (x + 18, y - 17), (x + 19, y + 2),
               (x + 15, y + 19), (x, y + 23))
    shaded(c, bag, "#a87446", 5, 0.45, 0.3)
    for k in (-9, 0, 8):
        c.stroke(curve((x + k * 0.5, y - 19), (x + k, y), (x + k * 0.8, y + 18)), "#5a361c50", 0.9)
    c.stroke(curve((x - 8, y - 17), (x + 6, y - 16), (x + 18, y - 16)), "#e8c888", 1.5)


@subject("santa", "person", box=(62, 100), habitats="snow land floor road",
         poses="standing waving carrying_a_sack jumping dancing sitting", size=0.68, many=2)
def santa(c, look):
    d = look.random
    build = BUILDS["man"]._replace(head=19, torso=30, shoulder=11.4, waist=14.4 * d.uniform(0.95, 1.08), hip=13, leg=(19.5, 19),
                                   arm=(14, 12.5), girth=1.22)
    red = look.tone("red")
    wear = costume(look, "man", red, who="old man", skin=Tone(mix(d.choice(SKINS[:5]), "#f0907a", 0.12)), hair=Tone("#f6f4ee"),
                   style="short", beard="long", hat="santa", hat_colour=red, cut="coat", hem=0.5, trim=FLEECE, bottom=red,
                   boots=True, shoes=Tone("#241c20"), gloves=d.choice(("#2f5a44", "#f4f0e8", "#2a2428")),
                   glasses=d.random() < 0.4)
    if look.pose == "carrying a sack":
        pose = Pose(((-50, 152), (18, 30)), ((16, 6), (-14, -30)), turn=0.45, lean=6, hands=("fist", "fist"), behind=sack,
                    between=santa_belt, mood="laugh", shift=6)
    else:
        pose = act(look, build, mood="laugh")
        pose = pose._replace(between=both(santa_belt, pose.between), scale=pose.scale * 0.96)
    draw_figure(c, Figure(build, pose), wear, draw_head)


# --- tales --------------------------------------------------------------------------------------------------------------


def witch_hat(c, wear, t):
    colour = Tone(mix(wear.hat_colour, "#120c1c", 0.35))
    shaded(c, blob((-8.6, -6), (-6, -14), (-2.6, -24), (-6.4, -33), (-1, -32), (4, -25), (6.6, -14), (8.8, -6), (0, -4.6)),
           colour,
            3, 0.45, 0.35)
    c.stroke(curve((-2.4, -24), (0.6, -23), (3.4, -25)), faded(colour.pale, 0.3), 0.7)
    shaded(c, ellipse(0, -6, 17, 3.8, -0.04), colour, 1.6, 0.4, 0.35)
    c.stroke(curve((-8.2, -9), (0, -7.4), (8.2, -9)), wear.hat_colour.light, 2.2)
    c.stroke(rect(-1.8, -10, 3.6, 3.6, 0.4), "#f0c84a", 0.9)


def broom(c, start, end):
    along = heading(start, end)
    c.stroke(line(start, end), "#7a4c2a", 1.8)
    with c.placed(*end, 1, -math.radians(along)):
        shaded(c, blob((-1.6, -1), (-5.4, 7), (-6.4, 17), (-2, 16), (0, 18.4), (3, 16), (6.4, 17), (5, 6), (1.6, -1)), "#d8a848",
                2, 0.4, 0.25)
        for k in range(-2, 3):
            c.stroke(line((k * 0.5, 1), (k * 2.2, 15.5)), "#8a5a2470", 0.6)
        c.stroke(line((-2.6, 2), (2.6, 2)), "#a8343c", 1.4)


def broom_upright(c, figure, wear):
    x, y = plus(figure.arms[1][2], (0, 2))
    broom(c, (x + 3, -4), (x - 2.4, y - 30))


def broom_ridden(c, figure, wear):
    x, y = figure.hip
    broom(c, (x + 46, y - 3), (x - 25, y + 6.4))


@subject("witch", "person", box=(66, 100), habitats="land sky floor road snow", colours="purple black green orange red",
         poses="standing flying_on_a_broom", size=0.7, many=2)
def witch(c, look):
    d = look.random
    build = grown("woman", d)._replace(leg=(23, 22), torso=25)
    top = look.tone()
    hair = Tone(d.choice(("#23202a", "#c2502a", "#a6a8b0", "#5a2a6a")))
    wear = costume(look, "woman", top, skin=Tone(d.choice((*SKINS, "#a8c878"))), hair=hair, style=d.choice(("long", "locks")),
                   hat="witch", hat_colour=top, cut="dress", legs="bare", hem=1.55, boots=True, shoes=Tone("#241c24"))
    if look.pose == "standing":
        pose = Pose(((-30, 30), (34, 92)), ((-6, -3), (7, 4)), turn=0.12, nod=4, hands=("relaxed", "fist"),
                    between=broom_upright, scale=0.86, mood=d.choice(("smile", "laugh")))
    else:
        pose = Pose(((30, 74), (44, 84)), ((66, -24), (58, -40)), turn=0.58, lean=14, nod=-6, lift=18, hands=("fist", "fist"),
                    behind=broom_ridden, wind=6, mood="laugh", scale=0.78, shift=-6)
        wear = wear._replace(hem=1.15)
    draw_figure(c, Figure(build, pose), wear, draw_head)


def tricorn(c, wear, t):
    black = Tone("#2a2630")
    shaded(c, blob((-8, -6), (-7, -13), (0, -14.6), (7, -13), (8, -6)), black, 2, 0.4, 0.4)
    brim = blob((-14, -8.6), (-9, -7.6), (-6, -13), (0, -15.4), (6, -13), (9, -7.6), (14, -8.6), (10, -3.8), (0, -2.8),
                (-10, -3.8))
    shaded(c, brim, black, 2, 0.4, 0.45)
    c.stroke(curve((-14, -8.6), (-9, -8), (-6, -13), (0, -15.4), (6, -13), (9, -8), (14, -8.6)), "#e8c05a", 0.8)
    x = 1.6 * t
    c.stroke(joined(line((x - 3, -6), (x + 3, -9.4)), line((x + 3, -6), (x - 3, -9.4))), "#f6f2e6", 0.9)
    c.fill(joined(ellipse(x, -8.8, 2.1, 2), rect(x - 1.1, -7.4, 2.2, 1.6, 0.4)), "#f6f2e6")
    for side in (-1, 1):
        c.fill(ellipse(x + side * 0.8, -8.8, 0.5), black)


def eye_patch(c, figure, wear):
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        x = 3.3 * figure.look - 3.4
        c.stroke(line((x - 4.8, -3.2), (x + 9.4, -2.6)), "#201c24", 0.8)
        shaded(c, blob((x - 2.6, -1.4), (x, -2), (x + 2.5, -1.4), (x + 1.8, 2.6), (x, 3.4), (x - 2, 2.6)), "#201c24", 0.8)


def sabre(c, figure, wear):
    _, elbow, wrist = figure.arms[1]
    grip = plus(wrist, ahead(heading(elbow, wrist), 2.8))
    turn = math.radians(180 - heading(elbow, wrist)) + 0.5
    with c.placed(*grip, 1, turn):
        shaded(c, blob((-1, -2), (-0.6, -16), (2.4, -29), (4.2, -35), (3.6, -22), (1.6, -2)),
                linear(-2, 0, 3, 0, "#f4f8ff", "#8a94a4"), 0.9, 0.25, 0.3)
        c.stroke(curve((-3.6, -1), (0, -2.4), (4, -1), (3.4, 3)), "#e0b040", 1.4)
        c.stroke(line((0, 0), (0, 3.4)), "#5a3624", 1.8)


def parrot(c, figure, wear):
    x, y = plus(figure.arms[0][0], (-3, -9))
    shaded(c, limb([(x - 1, y + 2), (x - 4, y + 9), (x - 5, y + 15)], [3.4, 3, 1]), "#2f8a4a", 0.9)
    shaded(c, blob((x - 3.6, y - 2), (x, y - 5), (x + 3.4, y - 1), (x + 2.4, y + 5), (x - 2.6, y + 5.6)), "#3aa858", 1.4)
    shaded(c, ellipse(x + 0.8, y - 4.6, 3.2), "#e0483c", 1.1)
    c.fill(blob((x + 3, y - 6), (x + 6, y - 4.4), (x + 4.2, y - 2.4)), "#f4c23c")
    c.fill(ellipse(x + 1.8, y - 5.2, 0.9), "#ffffff")
    c.fill(ellipse(x + 2, y - 5.2, 0.5), "#1a1418")


@subject("pirate", "person", box=(62, 100), habitats="land floor road", colours="red blue green black purple brown",
         poses="standing fighting waving", size=0.7, many=3)
def pirate(c, look):
    d = look.random
    build = grown("man", d)
    wear = costume(look, "man", style=d.choice(("long", "locks")), hair=Tone(d.choice(("#23202a", "#5a3420", "#b0441f"))),
                   beard=d.choice(("full", "short", "long", "moustache")), hat="tricorn", cut="jacket", boots=True,
                   shoes=Tone("#2a2024"), bottom=Tone(d.choice(("#4a4038", "#d8cdb8", "#3a3e4c"))))

    def shirt(c, figure, wear):
        for k in range(7):
            c.stroke(line(figure.at(0.5 - k * 0.1, -1.2), figure.at(0.5 - k * 0.1, 2.6)), "#c8323c", 1.3)
        c.stroke(curve(figure.at(0.22, -figure.build.waist - 0.4), figure.at(0.16, 0), figure.at(0.22, figure.build.waist + 1)),
                 "#3a2418", 3)
        c.stroke(rect(*plus(figure.at(0.17, 0.8), (-2.4, -2)), 4.8, 4, 0.6), "#f0c24a", 1)
        eye_patch(c, figure, wear)
    arms = {"standing": ((-48, 44), (30, 150)), "fighting": ((-70, -110), (80, 128)),
            "waving": ((-48, 44), (130, 172))}[look.pose]
    legs = ((-24, 2), (36, -4)) if look.pose == "fighting" else ((-8, -4), (10, 4))
    pose = Pose(arms, legs, turn=0.25 if look.pose != "fighting" else 0.4, nod=3, hands=("fist", "fist"), mood="laugh",
                far_arm_over=True, between=shirt, front=parrot if d.random() < 0.5 else None, scale=0.92)
    pose = pose._replace(between=both(shirt, sabre))
    draw_figure(c, Figure(build, pose), wear, draw_head)


def helm(c, figure, wear, behind):
    """A knight's closed helmet with a plume."""
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        t = figure.look
        if behind:
            plume = blob((-2, -11), (-3, -19), (-10, -23), (-18, -18), (-20, -7), (-15, -10), (-10, -9))
            shaded(c, plume, wear.top, 3, 0.4, 0.35)
            return
        shaded(c, blob((-9.4, -3), (-8.4, -10), (0, -13.4), (8.4, -10), (9.6, -3), (9, 6), (5, 10.6), (-5, 10.6), (-9, 6)), METAL,
                3.6, 0.5, 0.6)
        shaded(c, blob((-6.6 + 2 * t, -5), (2 * t, -6.4), (9.6, -4.6), (11.4 + t, 3), (7 + t, 8.6), (-2 + 2 * t, 8.6),
                     (-6.4 + 2 * t, 3)), METAL.light, 2.4, 0.45, 0.5)
        for k in (0, 1):
            c.fill(rect(-4.6 + 2.4 * t, -2.4 + k * 2.9, 11.4, 1.4 - k * 0.5, 0.6), "#141420")
        for k in range(4):
            c.fill(ellipse(-1 + 2.4 * t + k * 2.2, 4.6, 0.6, 1.1), "#20222e")
        c.fill(ellipse(-6.4 + 2 * t, 0.6, 1.3), "#d8b048")


def sword(c, figure, wear):
    _, elbow, wrist = figure.arms[1]
    with c.placed(*plus(wrist, ahead(heading(elbow, wrist), 2.6)), 1, math.radians(180 - heading(elbow, wrist)) + 0.35):
        shaded(c, poly((-1.5, -2), (-1.3, -30), (0, -34), (1.3, -30), (1.5, -2)), linear(-2, 0, 2, 0, "#ffffff", "#98a2b4"), 0.8,
                0.2, 0.2)
        c.stroke(line((0, -4), (0, -28)), "#7a869a", 0.5)
        c.stroke(line((-5, -1.6), (5, -1.6)), "#d8b048", 2)
        c.stroke(line((0, 0), (0, 4.4)), "#5a3624", 1.9)
        c.fill(ellipse(0, 5.4, 1.4), "#d8b048")


def shield(c, figure, wear):
    x, y = plus(figure.arms[0][2], (-1, 2))
    path = blob((x - 10, y - 13), (x, y - 14.4), (x + 10, y - 13), (x + 9.4, y + 1), (x + 5, y + 9), (x, y + 14), (x - 5, y + 9),
                (x - 9.4, y + 1))
    shaded(c, path, wear.top, 3, 0.4, 0.4)
    with c.clip(path):
        c.stroke(joined(line((x, y - 16), (x, y + 16)), line((x - 12, y - 4), (x + 12, y - 4))), "#f6f2e6", 3.4)
    c.stroke(path, "#d4dae4", 1.5)


def armour(c, figure, wear):
    for limb_ in (*figure.arms, *figure.legs):
        shaded(c, ellipse(*limb_[1], 3.9), METAL.light, 1.4, 0.4, 0.5)
    for root, _, _ in figure.arms:
        shaded(c, ellipse(root[0], root[1] - 0.6, 5, 4.4), METAL, 1.8, 0.45, 0.55)
    wide = figure.build.waist * figure.narrow
    c.stroke(curve(figure.at(0.25, -wide - 0.6), figure.at(0.2, 0), figure.at(0.25, wide + 0.8)), "#4a3020", 2.4)


@subject("knight", "person", box=(62, 100), habitats="land floor road", colours="red blue green yellow purple black white",
         poses="standing fighting walking", size=0.7, many=3)
def knight(c, look):
    d = look.random
    build = grown("man", d)._replace(girth=1.08)
    wear = costume(look, "man", cut="dress", hem=0.62, sleeve=METAL, bottom=METAL, gloves=METAL.dark, boots=True,
                   shoes=METAL.dark,
                   beard="")
    poses = {"standing": Pose(((-16, 30), (30, 118)), ((-8, -4), (9, 4)), turn=0.2),
             "fighting": Pose(((-24, 62), (110, 152)), ((-28, -6), (42, 2)), turn=0.35, lean=5),
             "walking": Pose(((-6, 58), (34, 110)), ((24, 12), (-16, -42)), turn=0.5, lean=4)}
    pose = poses[look.pose]._replace(hands=("fist", "fist"), far_arm_over=True, between=both(armour, sword), front=shield,
                                     scale=0.88)
    draw_figure(c, Figure(build, pose), wear, helm)


def wings(c, figure, wear):
    for side in (1, -1):
        root = figure.at(0.82, side * 2)
        for k, (reach_, rise) in enumerate(((22, 18), (27, 6), (26, -7), (20, -18))):
            tip = plus(root, (side * reach_, -rise))
            shaded(c, limb([root, plus(root, (side * reach_ * 0.55, -rise * 0.9 - 6)), tip], [6, 10, 3.4]),
                    mix("#ffffff", "#d4dcf4", k * 0.12), 1.8, 0.25, 0.1, dark="#4a4a8a")


def halo(c, figure, wear):
    x, y = figure.head[0], figure.head[1] - figure.build.head * 0.72
    c.glow(x, y, 15, "#ffe48a", 0.7)
    c.stroke(ellipse(x, y, 7.6, 2.2), "#f4c430", 1.5)
    c.stroke(ellipse(x, y - 0.3, 7.6, 2.1), "#fff2b0", 0.6)


@subject("angel", "person", box=(64, 100), habitats="sky land snow floor", colours="white white yellow pink blue",
         poses="standing flying", size=0.66, many=3)
def angel(c, look):
    d = look.random
    who = d.choice(("woman", "girl", "boy"))
    build = grown(who, d)
    wear = costume(look, who, cut="dress", legs="bare", hem=1.6 if look.pose == "standing" else 1.2, shoes=Tone("#e0b040"))
    if wear.style in ("afro", "bun", "locks"):
        wear = wear._replace(style="long" if who != "boy" else "curly")
    if look.pose == "standing":
        pose = Pose(((-6, 60), (6, -60)), ((-4, -2), (5, 3)), turn=0.08, nod=3)
    else:
        pose = Pose(((-70, -96), (84, 104)), ((-20, -52), (-8, -66)), turn=0.4, lean=18, nod=-10, lift=16,
                    hands=("open", "open"), scale=0.88, wind=3)
    draw_figure(c, Figure(build, pose._replace(behind=wings, front=halo, scale=pose.scale * 0.9)), wear, draw_head)


HATS.update({"santa": santa_hat, "witch": witch_hat, "tricorn": tricorn})

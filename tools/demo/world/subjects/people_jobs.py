"""People known by what they do for a living: clown, firefighter, doctor."""

import math

from drawing.canvas import blob, curve, ellipse, line, poly, rect

from ..palette import COLOURS, Tone
from . import subject
from .people import dressed, grown
from .people_body import Figure, Pose, plus, shaded
from .people_costumes import act, both, costume
from .people_figure import draw_figure
from .people_heads import HATS, draw_head


def clown_face(c, figure, wear):
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        x = 3.3 * figure.look
        shaded(c, ellipse(x * 1.3 + 0.3, 3.2, 2.6), "#e8303c", 1.2, 0.35, 0.5)
        c.stroke(curve((x - 4.6, 5.8), (x - 2, 8.6), (x + 2, 8.6), (x + 4.6, 5.8)), "#d8303c", 1.2)
        for side in (-1, 1):
            c.stroke(line((x + side * 3.5, -3.4), (x + side * 3.5, -1.8)), "#3a6ad8", 0.9)
            c.fill(ellipse(x + side * 5.4, 4.4, 1.8, 1.4), "#f0708a80")
    bow = figure.at(1.02, 1)
    for side in (-1, 1):
        shaded(c, blob(bow, plus(bow, (side * 8, -4.4)), plus(bow, (side * 9, 3.6))), wear.hat_colour, 1.2)
    c.fill(ellipse(*bow, 1.8), wear.hat_colour.dark)
    for k in range(3):
        shaded(c, ellipse(*figure.at(0.78 - k * 0.28, 1.2), 2.3), wear.hat_colour, 0.9, 0.3)


def balls_in_the_air(c, figure, wear):
    x, top = figure.head[0], figure.head[1] - figure.build.head * 0.7
    for k, colour in enumerate(("red", "yellow", "blue", "green", "orange")):
        a = math.pi * (0.08 + 0.21 * k)
        shaded(c, ellipse(x + 22 * math.cos(a), top + 14 - 22 * math.sin(a), 3.4), COLOURS[colour][0], 1.4, 0.35, 0.4)


@subject("clown", "person", box=(60, 100), habitats="land floor road", colours="red yellow blue green purple orange pink",
         poses="standing waving jumping dancing juggling", size=0.7, many=3)
def clown(c, look):
    d = look.random
    build = grown("man", d)._replace(waist=10, hip=9.6, girth=1.12)
    wear = dressed(look, "man")
    others = [name for name in ("red", "yellow", "blue", "green", "orange", "purple") if name != look.colour]
    wig, spots = d.sample(others, 2)
    wear = wear._replace(skin=Tone("#f8ece4") if d.random() < 0.7 else wear.skin, hair=look.tone(wig),
                         hat_colour=look.tone(spots), style=d.choice(("afro", "curly",
                                 "afro")), who="man", beard="", hat="", glasses=False,
                         cut="sweater", sleeves="long", legs="trousers", bottom=wear.top, pattern=d.choice(("dotted",
                                 "striped")), shoes=look.tone(wig), boots=False)
    if look.pose == "juggling":
        pose = Pose(((-20, -112), (20, 112)), ((-9, -4), (10, 5)), turn=0.1, hands=("open", "open"), front=balls_in_the_air,
                    scale=0.84)
    else:
        pose = act(look, build)
    draw_figure(c, Figure(build, pose._replace(between=both(clown_face, pose.between), mood="laugh")), wear, draw_head)


def fire_helmet(c, wear, t):
    colour = wear.hat_colour
    shaded(c, blob((-9.4, -4), (-9, -10.4), (-4, -15), (3, -15.4), (8.4, -11.4), (9.6, -4)), colour, 3, 0.42, 0.45)
    c.stroke(curve((-6 + 2 * t, -6), (1.5 * t, -15.6), (5 + t, -8)), colour.dark, 1)
    shaded(c, blob((-14.4, -2.4), (-9, -6), (0, -6.6), (9, -6.2), (14, -4), (8, -3.2), (0, -4), (-8, -3)), colour, 1.6, 0.4, 0.4)
    shaded(c, blob((1.5 * t - 3, -12), (1.5 * t, -13), (1.5 * t + 3, -12), (1.5 * t + 2.4, -8.4), (1.5 * t, -7),
                 (1.5 * t - 2.4, -8.4)), "#f0c84a", 0.9)


def reflective(c, figure, wear):
    wide = figure.build.waist * figure.narrow + 2
    for up in (0.52, 0.12):
        for width, colour in ((3.6, "#e8ee50"), (1.5, "#e4e8ec")):
            c.stroke(line(figure.at(up, -wide), figure.at(up, wide + 0.6)), colour, width, True)


def axe(c, figure, wear):
    _, elbow, wrist = figure.arms[1]
    with c.placed(*plus(wrist, (0, 2)), 1, 0.12):
        c.stroke(line((0, 10), (0, -26)), "#b07a48", 2)
        shaded(c, blob((-1, -27), (8, -30), (10.6, -24), (8, -18), (-1, -21)), "#d8343c", 1.3, 0.35, 0.4)
        c.fill(blob((8, -30), (11.6, -24), (8, -18), (9, -24)), "#e8ecf2")
        shaded(c, poly((-1, -26), (-6, -24), (-1, -22)), "#a8aebb", 0.8)


def hose(c, figure, wear):
    x, y = plus(figure.arms[1][2], (2, 0))
    c.stroke(curve((x, y), (x - 14, y + 6), (x - 24, y + 26), (x - 34, -1), (x - 52, -2)), "#c8443c", 3)
    c.stroke(line((x - 2, y), (x + 8, y - 3)), "#d8b048", 3.2)
    with c.layer(0.7, 0.85):
        for k in range(5):
            c.stroke(curve((x + 9, y - 3.4), (x + 22, y - 11 + k * 1.6), (x + 38, y - 11 + k * 5)), "#d4ecff", 1.8)


@subject("firefighter", "person", box=(64, 100), habitats="land road floor", poses="standing spraying_water walking waving",
         size=0.7, many=3)
def firefighter(c, look):
    d = look.random
    who = d.choice(("man", "woman"))
    build = grown(who, d)._replace(girth=1.1)
    coat = Tone(d.choice(("#c8a050", "#3a3e50", "#4a4444", "#d0a858")))
    wear = costume(look, who, coat, cut="coat", hem=0.2, bottom=coat, gloves="#3a3430", boots=True, shoes=Tone("#26222a"),
                   hat="firefighter", hat_colour=look.tone(d.choice(("red", "red", "yellow"))),
                   style="short" if who == "man" else "ponytail")
    if look.pose == "spraying water":
        pose = Pose(((12, 62), (44, 84)), ((-14, -4), (22, 4)), turn=0.5, lean=-3, hands=("fist", "fist"), far_arm_over=True,
                    front=hose, shift=-12, scale=0.94)
    else:
        pose = act(look, build)
        if look.pose == "standing":
            pose = pose._replace(arms=(pose.arms[0], (22, 100)), hands=("relaxed", "fist"), front=axe)
    draw_figure(c, Figure(build, pose._replace(between=both(reflective, pose.between), scale=pose.scale * 0.96)), wear, draw_head)


def doctors_things(c, figure, wear):
    scrubs = poly(figure.at(1.06, -2.2), figure.at(1.06, 4), figure.at(0.4, 2.6), figure.at(0.4, -0.4))
    c.fill(scrubs, wear.hat_colour)
    c.stroke(curve(figure.at(1.04, -4), figure.at(0.78, -4.4), figure.at(0.6, 0.4), figure.at(0.78, 5), figure.at(1.04, 4.4)),
             "#2a2c38", 1.2)
    c.stroke(curve(figure.at(0.62, 0.4), figure.at(0.46, 1), figure.at(0.4, 4)), "#2a2c38", 1.2)
    shaded(c, ellipse(*figure.at(0.38, 4.6), 2.2), "#c4cad6", 0.8, 0.35, 0.5)
    c.stroke(rect(*plus(figure.at(0.5, -figure.build.waist + 0.6), (-1, 0)), 4, 4.4, 0.4), "#b4bcc8", 0.6)
    c.fill(rect(*plus(figure.at(0.5, -figure.build.waist + 0.6), (0, -1.6)), 1, 3), "#d8343c")


def clipboard(c, figure, wear):
    x, y = plus(figure.arms[1][2], (-2, -4))
    shaded(c, rect(x - 6, y - 8, 13, 17, 1), "#8a5a36", 1.2)
    c.fill(rect(x - 4.8, y - 6.4, 10.6, 14.4), "#fbf8f0")
    for k in range(5):
        c.stroke(line((x - 3.4, y - 3.4 + k * 2.3), (x + (4 if k % 2 else 2), y - 3.4 + k * 2.3)), "#8a94a8", 0.6)
    c.fill(rect(x - 2, y - 9, 5, 2.4, 0.6), "#a8aebb")
    c.stroke(line((x - 4.6, y + 8), (x - 3.4, y + 3.6)), wear.skin, 1.6)


@subject("doctor", "person", box=(52, 100), habitats="floor road land", poses="standing walking waving", size=0.72, many=3)
def doctor(c, look):
    d = look.random
    who = d.choice(("man", "woman"))
    build = grown(who, d)
    wear = costume(look, who, Tone("#f6f6f4"), cut="coat", hem=0.92, bottom=Tone(d.choice(("#3a8a96", "#4a7ab0", "#3a4668"))),
                   beard="", glasses=d.random() < 0.4)
    wear = wear._replace(hat_colour=wear.bottom)
    pose = act(look, build)
    if look.pose == "standing":
        pose = pose._replace(arms=(pose.arms[0], (16, 110)), hands=("relaxed", "fist"), front=clipboard)
    draw_figure(c, Figure(build, pose._replace(between=both(doctors_things, pose.between))), wear, draw_head)


HATS["firefighter"] = fire_helmet

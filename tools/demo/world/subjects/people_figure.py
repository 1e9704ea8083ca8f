"""Draws a figure: its limbs, its clothes, and what it handles, in the order in which they hide each other."""

import math

from drawing.canvas import blob, curve, ellipse, faded, line, mix, poly

from ..palette import Tone
from .people_body import ahead, between, bones, brightness, heading, hull, plus, second_tone, shaded


def draw_figure(c, figure, wear, head):
    """The whole figure with its props; `head` is the function that draws heads: (canvas, figure, wear, behind)."""
    pose = figure.pose
    with c.placed(pose.shift, 0, pose.scale):
        over = pose.turn < 0.3 if pose.far_arm_over is None else pose.far_arm_over
        if pose.behind:
            pose.behind(c, figure, wear)
        head(c, figure, wear, True)
        if not over:
            arm(c, figure, wear, 1)
        leg(c, figure, wear, 1)
        leg(c, figure, wear, 0)
        trunk(c, figure, wear)
        head(c, figure, wear, False)
        if pose.between:
            pose.between(c, figure, wear)
        if over:
            arm(c, figure, wear, 1)
        arm(c, figure, wear, 0)
        if pose.front:
            pose.front(c, figure, wear)


def leg(c, figure, wear, number):
    build, girth = figure.build, figure.build.girth
    root, knee, ankle = figure.legs[number]
    shade = 0.16 if number and figure.pose.turn > 0.3 else 0  # the far leg lies in the shade
    skin, cloth = mix(wear.skin, "#3a1c20", shade), mix(wear.bottom, "#141024", shade * 1.5)
    calf = between(knee, ankle, 0.34)
    if wear.legs != "trousers":
        shaded(c, bones((root, knee, calf, ankle), [x * girth for x in (4.9, 3.3, 3.2, 1.9)]), skin, 2.4, 0.4, 0.2)
        c.stroke(curve(plus(knee, (-1.2, 0.9)), plus(knee, (0.2, 1.6)), plus(knee, (1.5, 0.8))), faded(skin_shade(skin), 0.5),
                 0.5)
    shoe(c, figure, wear, number)
    if wear.legs == "trousers":
        end = between(knee, ankle, 0.72 if wear.boots else 0.98)
        path = bones((root, knee, between(knee, ankle, 0.3), end), [x * girth for x in (5.3, 4.1, 3.9, 3.3)])
    elif wear.legs == "shorts":
        path = bones((root, between(root, knee, 0.82)), [x * girth for x in (5.4, 4.9)])
    else:
        return
    shaded(c, path, cloth, 2.6, 0.45, 0.22)
    if wear.legs == "trousers":
        with c.clip(path):
            c.stroke(curve(plus(root, (1.2, 2)), plus(knee, (0.8, -1)), plus(ankle, (1, 0))),
                     faded(mix(cloth, "#0c0818", 0.5), 0.35), 0.7)
            for k in (-1.4, 0.6):
                c.stroke(curve(plus(knee, (-3.4, k)), plus(knee, (0, k + 0.9)), plus(knee, (2.4, k - 0.2))),
                         faded(mix(cloth, "#0c0818", 0.6), 0.35), 0.6)
            if not wear.boots:
                c.stroke(line(*(plus(ankle, ahead(heading(knee, ankle), -0.6),
                                     ahead(heading(knee, ankle) + 90, side)) for side in (-4,
                                             4))), faded(mix(cloth, "#ffffff", 0.3), 0.5), 0.6)


def shoe(c, figure, wear, number):
    """A shoe flat on the ground, on its toes, or hanging from a leg in the air."""
    pose, build = figure.pose, figure.build
    _, knee, ankle = figure.legs[number]
    shin, size = heading(knee, ankle), build.girth
    lowest = max(end[1] for _, _, end in figure.legs)
    raised = lowest - ankle[1]
    grounded = not pose.lift and ankle[1] > -12
    if grounded and raised < 1.5 and shin < 32:
        turn = 0.0
    elif grounded and raised < 9 and shin < 10:
        turn = math.asin(min(0.95, raised / 8.5))
    else:
        turn = math.radians(-shin * (1 if pose.turn > 0.3 else 0.8) + 22)
    front = pose.turn < 0.3
    flip = front and (number == 0)
    if front and turn:
        turn = math.radians(-shin)
    if pose.feet:
        degrees, flip = pose.feet[number]
        turn = math.radians(-degrees if flip else degrees)
    base = Tone(mix(wear.shoes, "#141024", 0.25 if number and not front else 0))
    if wear.boots:
        shaded(c, bones((between(knee, ankle, 0.5), ankle), (3.9 * size, 2.9 * size)), base, 2.2, 0.5, 0.3)
    with c.placed(*ankle, size, turn, flip):
        c.ctx.scale(0.72 if front and not pose.feet else 1, 1)
        upper = blob((-3.1, -2.4), (0.4, -3), (2.6, -2.2), (5.6, -0.3), (7.9, 1.1), (8, 2.8), (2, 3), (-3.2, 2.8), (-3.7, 0))
        shaded(c, upper, base, 1.6, 0.45, 0.35)
        c.stroke(line((-3.2, 2.8), (7.8, 2.8)), mix(base, "#ffffff", 0.75) if not wear.boots else base.deep, 1.1)
        for k in range(2):
            c.stroke(line((1.8 + k * 1.7, -2.1 + k * 0.9), (2.9 + k * 1.7, -0.4 + k * 0.8)), faded(base.pale, 0.8), 0.5)


def arm(c, figure, wear, number):
    girth, pose = figure.build.girth, figure.pose
    root, elbow, wrist = figure.arms[number]
    shade = 0.16 if number and pose.turn > 0.3 and not pose.far_arm_over else 0
    skin, cloth = mix(wear.skin, "#3a1c20", shade), mix(wear.sleeve or wear.top, "#141024", shade * 1.3)
    if wear.sleeves != "long":
        shaded(c, bones((root, elbow, between(elbow, wrist, 0.3), wrist), [x * girth for x in (3.2, 2.5, 2.5, 1.7)]), skin, 1.8,
                0.4, 0.2)
    hand(c, wrist, heading(elbow, wrist), Tone(wear.gloves or skin), pose.hands[number], girth, bool(wear.gloves), number)
    if wear.sleeves == "long":
        end = between(elbow, wrist, 0.94)
        loose = 1.15 if wear.cut in ("coat", "sweater", "hoodie") else 1
        path = bones((root, elbow, end), [x * girth * loose for x in (3.7, 3.0, 2.6)])
        shaded(c, path, cloth, 2.2, 0.42, 0.16)
        cuff = mix(cloth, "#ffffff", 0.3) if not wear.trim else wear.trim
        along = heading(elbow, wrist)
        c.stroke(line(*(plus(end, ahead(along + 90, side * girth * 2.2 * loose)) for side in (-1, 1))),
                 faded(cuff, 1 if wear.trim else 0.55), 2.6 if wear.trim else 1.1)
        _stripe(c, wear, path, root, elbow, end)
        c.stroke(curve(plus(elbow, ahead(along + 90, -1.6)), elbow, plus(elbow, ahead(along + 60, 1.6))),
                 faded(mix(cloth, "#0c0818", 0.6), 0.35), 0.6)
    elif wear.sleeves == "short":
        end = between(root, elbow, 0.6)
        path = bones((root, end), [x * girth for x in (3.7, 3.5)])
        shaded(c, path, cloth, 2.2, 0.38, 0.14)
        along = heading(root, elbow)
        rim = plus(end, ahead(along, 2.4 * girth))
        c.stroke(curve(*(plus(rim, ahead(along + 90, side * girth * 2.9), ahead(along, -abs(side) * 0.9)) for side in (-1, 0,
                1))), faded(mix(cloth, "#0c0818", 0.5), 0.4), 0.7)


def _stripe(c, wear, path, root, elbow, end):
    if wear.pattern == "striped":
        with c.clip(path):
            for a, b in ((root, elbow), (elbow, end)):
                for k in range(1, 4):
                    at, along = between(a, b, k / 3.6), heading(a, b)
                    c.stroke(line(*(plus(at, ahead(along + 90, side * 5)) for side in (-1, 1))), second_tone(wear.top), 1.5)


def hand(c, wrist, along, skin, kind, size, gloved=False, number=0):
    """A hand that continues the forearm: relaxed, open with spread fingers, or a fist."""
    flip = number == 1
    with c.placed(*wrist, size * 1.08, -math.radians(along), flip):
        dark = faded(skin_shade(skin), 0.55)
        if kind == "open":
            for angle, length in ((-34, 5.6), (-11, 6.6), (11, 6.5), (32, 5.6)):
                c.stroke(line((0, 1.8), plus((0, 0.6), ahead(angle, length))), skin, 1.55)
            c.stroke(line((0.6, 1.2), (4.0, 2.7)), skin, 1.7)
            shaded(c, ellipse(0, 2.3, 2.5, 2.6), skin, 1.2, 0.25, 0.15)
        elif kind == "fist":
            shaded(c, blob((-2.1, 0), (-2.6, 2.4), (-1.6, 4.6), (1.4, 4.8), (2.6, 2.8), (2.1, 0)), skin, 1.2, 0.35, 0.2)
            for k in (-1.1, 0.2, 1.4):
                c.stroke(line((k, 2.6), (k - 0.1, 4.3)), dark, 0.4)
        else:
            c.stroke(line((1.2, 1.2), (2.4, 3.8)), skin, 1.5)
            shaded(c, blob((-1.8, -0.4), (-2.3, 2.2), (-1.9, 5.2), (0, 6.6), (1.5, 5), (2, 2), (1.8, -0.4)), skin, 1.2, 0.3, 0.2)
            if not gloved:
                c.stroke(line((-0.5, 4), (-0.4, 6)), dark, 0.4)
                c.stroke(line((0.7, 3.8), (0.7, 5.6)), dark, 0.4)


def skin_shade(skin):
    return mix(skin, "#6a2a28", 0.42)


def torso_outline(figure, loose=0.0):
    build, n = figure.build, figure.narrow
    bulge = 1.5 * figure.pose.turn
    female = build.waist < 6.5
    half = lambda width: (width + loose) * n  # noqa: E731
    at = figure.at
    return blob(at(-0.1, -half(build.hip)), at(0.08, -half(build.hip * 1.0)), at(0.4, -half(build.waist)),
                at(0.68, -half(build.shoulder * 0.84)), at(0.9, -half(build.shoulder * 0.96)),
                at(0.985, -half(build.shoulder * 0.72)), at(1.045, -2.6), at(1.045, 2.6), at(0.985,
                        half(build.shoulder * 0.72)), at(0.9, half(build.shoulder * 0.96)),
                at(0.68, half(build.shoulder * 0.84) + bulge * (1.5 if female else 1)), at(0.4,
                        half(build.waist) + bulge * 0.4), at(0.08, half(build.hip * 1.0)), at(-0.1, half(build.hip)), at(-0.13,
                                0))


def skirt_outline(figure, hem, flare):
    """The cloth that spans the hips and both legs down to the hem."""
    build, circles, wind = figure.build, [], figure.pose.wind
    for side in (-1, 1):
        circles.append((*figure.at(0.12, side * build.waist * figure.narrow * 0.55), build.waist * 0.5))
        circles.append((*figure.at(-0.02, side * build.hip * figure.narrow * 0.45), build.hip * 0.62))
    for number, (root, knee, ankle) in enumerate(figure.legs):
        end = between(root, knee, min(hem, 1)) if hem <= 1 else between(knee, ankle, hem - 1)
        circles.append((end[0] + (-flare if number == 0 else flare) * (1 - 0.55 * figure.pose.turn) - wind * 0.5, end[1],
                        3.4 * build.girth))
    return hull(circles)


def trunk(c, figure, wear):
    """Hips, skirt or coat tails, and the upper body with its clothes."""
    build, n, dress = figure.build, figure.narrow, wear.cut in ("dress", "coat")
    if wear.legs in ("trousers", "shorts"):
        shaded(c, hull([(*figure.at(0.1, s * build.waist * n * 0.55), build.waist * n * 0.45) for s in (-1, 1)]
                     + [(*leg[0], 5.3 * build.girth) for leg in figure.legs]), wear.bottom, 3, 0.4, 0.15)
    if wear.legs == "skirt" or dress:
        cloth = wear.top if dress else wear.bottom
        skirt = skirt_outline(figure, wear.hem, 3.6 if wear.cut != "coat" else 1.4)
        shaded(c, skirt, cloth, 4.5, 0.45, 0.22)
        with c.clip(skirt):
            waist = figure.at(0.2)
            for number, (root, knee, ankle) in enumerate(figure.legs):
                foot = between(root, knee, wear.hem) if wear.hem <= 1 else between(knee, ankle, wear.hem - 1)
                for k in (-0.55, 0.2, 0.8):
                    c.stroke(curve(waist, plus(between(waist, foot, 0.6), (k * 3, 0)), plus(foot, (k * 7, 5))),
                             faded(mix(cloth, "#0c0818", 0.55), 0.3), 0.8)
            if wear.trim:
                ends = [between(r, k, min(wear.hem, 1)) if wear.hem <= 1 else between(k, a, wear.hem - 1) for r, k,
                        a in figure.legs]
                c.stroke(line(plus(ends[0], (-9, 2.4)), plus(ends[1], (9, 2.4))), wear.trim, 3.4)
            elif wear.pattern != "plain":
                _pattern(c, figure, wear, cloth)
    shaded(c, bones((figure.at(0.96), figure.head), (3.1 * build.girth, 2.7 * build.girth)), skin_neck(wear.skin), 1.8, 0.4, 0.1)
    body = torso_outline(figure, 0.9 if wear.cut in ("coat", "sweater", "hoodie", "jacket") else 0)
    shaded(c, body, wear.top, 5, 0.42, 0.28)
    with c.clip(body):
        if wear.pattern != "plain":
            _pattern(c, figure, wear, wear.top)
        fold = faded(mix(wear.top, "#0c0818", 0.6), 0.32)
        c.stroke(curve(figure.at(0.62, -build.shoulder * n * 0.9), figure.at(0.5, -build.waist * n * 0.4),
                       figure.at(0.44, -build.waist * n * 0.1)), fold, 0.8)
        c.stroke(curve(figure.at(0.22, build.waist * n), figure.at(0.18, build.waist * n * 0.4), figure.at(0.2, 0)), fold, 0.8)
        c.stroke(curve(figure.at(0.1, -build.waist * n), figure.at(0.07, -build.waist * n * 0.3),
                       figure.at(0.1, build.waist * n * 0.1)), fold, 0.8)
        with c.layer(1.4, 0.4):
            c.fill(ellipse(*figure.at(1.05, 0.6), 5.6, 3.4), mix(wear.top, "#1a0c20", 0.75))
    _front(c, figure, wear, body)


def skin_neck(skin):
    return mix(skin, "#7a3428", 0.2)


def _pattern(c, figure, wear, cloth):
    second = second_tone(cloth)
    build = figure.build
    if wear.pattern == "striped":
        for k in range(-13, 9):
            c.stroke(line(figure.at(k * 0.135, -22), figure.at(k * 0.135, 22)), second, 1.7)
    elif wear.pattern == "dotted":
        for row in range(-14, 9):
            for k in range(-3, 4):
                c.fill(ellipse(*figure.at(row * 0.125, (k + (row % 2) * 0.5) * 4.6), 1.15), second)
    elif wear.pattern == "checked":
        for k in range(-13, 9):
            c.stroke(line(figure.at(k * 0.14, -22), figure.at(k * 0.14, 22)), faded(second, 0.55), 1.3)
        for k in range(-4, 5):
            c.stroke(line(figure.at(-1.8, k * 3.9), figure.at(1.1, k * 3.9)), faded(second, 0.55), 1.3)
    elif wear.pattern == "knit":
        for row, across in ((0.78, 3.2), (0.7, 3.2)):
            c.stroke(line(*(figure.at(row + (k % 2) * 0.05, (k - 7) * 1.7) for k in range(15))), second, 1.0)


def _front(c, figure, wear, body):
    """Collars, buttons, lapels, aprons: what tells one garment from another."""
    build, n = figure.build, figure.narrow
    mid = 2.4 * figure.pose.turn
    dark, top = mix(wear.top, "#0c0818", 0.45), wear.top
    if wear.cut in ("jacket", "coat") and not wear.trim:
        if wear.cut == "jacket":
            inner = poly(figure.at(1.06, mid - 2.8), figure.at(1.06, mid + 2.8), figure.at(0.55, mid + 1.6),
                         figure.at(-0.16, mid + 2.4), figure.at(-0.16, mid - 2.4), figure.at(0.55, mid - 1.6))
            with c.clip(body):
                c.fill(inner, "#f4efe4" if brightness(top) < 560 else "#39405a")
        for side in (-1, 1):
            shaded(c, poly(figure.at(1.07, mid + side * 2.6), figure.at(0.97, mid + side * 5.4 * n),
                         figure.at(0.62, mid + side * 1.5)), mix(top, "#ffffff", 0.12), 1.2, 0.4, 0.2)
        c.stroke(line(figure.at(0.6, mid), figure.at(-0.1, mid)), faded(dark, 0.0 if wear.cut == "jacket" else 0.8), 0.7)
        if wear.cut == "coat":
            for k in range(4):
                c.fill(ellipse(*figure.at(0.52 - k * 0.18, mid + 1.8), 0.85), mix(dark, "#f0d8a0", 0.5))
            c.stroke(line(figure.at(0.3, -build.waist * n - 0.6), figure.at(0.27, build.waist * n + 1)), dark, 2)
    elif wear.cut == "shirt" and wear.sleeves == "long":
        c.stroke(line(figure.at(0.98, mid), figure.at(-0.1, mid)), faded(dark, 0.6), 0.6)
        for k in range(5):
            c.fill(ellipse(*figure.at(0.82 - k * 0.18, mid), 0.6), mix(top, "#ffffff", 0.75))
        for side in (-1, 1):
            shaded(c, poly(figure.at(1.09, mid * 0.5 + side * 2.2), figure.at(1.0, mid + side * 4.6 * n),
                         figure.at(0.93, mid + side * 0.6)), mix(top, "#ffffff", 0.3), 0.8, 0.3, 0.2)
    elif wear.cut == "hoodie":
        c.stroke(curve(figure.at(1.03, -4.4 * n), figure.at(0.93, mid), figure.at(1.03, 4.4 * n)), mix(top, "#ffffff", 0.22), 3)
        for side in (-1, 1):
            c.stroke(line(figure.at(0.94, mid + side * 1.3), figure.at(0.74, mid + side * 1.6)), "#f4f0e8", 0.7)
        pocket = poly(figure.at(0.3, mid - 4 * n), figure.at(0.3, mid + 4 * n), figure.at(0.08, mid + 5.6 * n),
                      figure.at(0.08, mid - 5.6 * n))
        c.stroke(pocket, faded(dark, 0.6), 0.7)
    else:
        deep = 0.9 if wear.cut in ("dress", "tank") else 0.965
        neckline = blob(figure.at(1.08, mid * 0.3 - 2.9), figure.at(deep, mid * 0.5), figure.at(1.08, mid * 0.3 + 3.1),
                        figure.at(1.12, mid * 0.3))
        c.fill(neckline, skin_neck(wear.skin))
        c.stroke(curve(figure.at(1.07, mid * 0.3 - 3.1), figure.at(deep - 0.01, mid * 0.5), figure.at(1.07, mid * 0.3 + 3.3)),
                 mix(top, "#ffffff", 0.28), 1.1)
        if wear.cut == "dress":
            c.stroke(curve(figure.at(0.34, -build.waist * n - 0.3), figure.at(0.31, 0), figure.at(0.34, build.waist * n + 0.8)),
                     mix(top, "#0c0818", 0.3), 1.7)
    if wear.apron:
        bib = hull([(*figure.at(0.78, mid + s * 3.4 * n), 0.8) for s in (-1,
                1)] + [(*figure.at(0.3, mid + s * build.waist * n * 0.75), 1) for s in (-1, 1)]
                   + [(*plus(between(r, k, 0.62), (s * 1.5, 0)), 3.2) for s, (r, k, _) in zip((-1, 1), figure.legs)])
        shaded(c, bib, wear.apron, 2.4, 0.3, 0.2)
        for side in (-1, 1):
            c.stroke(line(figure.at(0.8, mid + side * 3.6 * n), figure.at(1.04, mid * 0.4 + side * 2.6)), wear.apron, 1.2)
        c.stroke(line(figure.at(0.36, -build.waist * n), figure.at(0.34, build.waist * n + 0.6)),
                 mix(wear.apron, "#0c0818", 0.2), 1)
        c.stroke(poly(figure.at(0.2, mid - 3 * n), figure.at(0.2, mid + 3 * n), figure.at(0.02, mid + 3 * n),
                      figure.at(0.02, mid - 3 * n)), mix(wear.apron, "#0c0818", 0.25), 0.6)

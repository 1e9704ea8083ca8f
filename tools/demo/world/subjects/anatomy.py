"""What animals have in common: eyes, hair, legs, the body on four legs, the branch they perch on."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, mix, poly, radial, vertical
from drawing.elements import fur

from ..palette import Tone


def blend(first, second, share):
    """A colour on the way from first to second that has neighbours of its own."""
    return Tone(mix(first, second, share))


def eye(c, x, y, size, iris="#4a2a18", pupil=0.6, slit=False):
    """A bright round eye; a slit pupil is a cat's."""
    c.fill(ellipse(x, y, size * 1.14, size * 1.1), "#1c1418")
    c.fill(ellipse(x, y, size), radial(x, y + size * 0.4, size * 1.4, mix(iris, "#ffffff", 0.4), iris, mix(iris, "#000000", 0.5)))
    c.fill(ellipse(x, y, size * (0.32 if slit else pupil), size * (0.78 if slit else pupil)), "#0c080c")
    c.fill(ellipse(x - size * 0.32, y - size * 0.36, size * 0.3), "#ffffff")
    c.fill(ellipse(x + size * 0.3, y + size * 0.36, size * 0.14), "#ffffff90")


def shut_eye(c, x, y, size, colour="#2a1a18"):
    """A closed eye of somebody who sleeps well."""
    c.stroke(curve((x - size, y), (x, y + size * 0.6), (x + size, y)), colour, size * 0.36)


def hair(c, path, tone, count, angle=math.pi / 2, length=5.0, width=0.7, alpha=0.36):
    """Hair in the shades of a coat. The angle is that of the drawing before it is mirrored."""
    if c.ctx.get_matrix().xx < 0:
        angle = math.pi - angle
    with c.clip(path):
        fur(c, path, (tone.light, tone.dark), count, lambda x, y: angle, length, width, alpha)


def stripes(c, path, bands, colour):
    """Bands (points, widths) within a path."""
    with c.clip(path):
        for points, widths in bands:
            c.fill(limb(points, widths), colour)


def patches(c, path, random, count, area, sizes, colour):
    """Irregular patches within a path; area is (x, y, width, height)."""
    with c.clip(path):
        for _ in range(count):
            x, y = area[0] + area[2] * random.random(), area[1] + area[3] * random.random()
            c.fill(patch(random, x, y, random.uniform(*sizes)), colour)


def patch(random, x, y, radius, flat=0.8):
    """An irregular round outline."""
    return blob(*((x + radius * random.uniform(0.7, 1.2) * math.cos(k * 0.9),
                   y + flat * radius * random.uniform(0.7, 1.2) * math.sin(k * 0.9)) for k in range(7)))


HIND = {"standing": (((-0.02, -0.62), (0.03, -0.4), (-0.06, -0.22), (-0.02, -0.03)),
                     ((0.07, -0.55), (0.12, -0.38), (0.04, -0.21), (0.09, -0.05))),
        "running": (((0.0, -0.66), (-0.08, -0.45), (-0.3, -0.34), (-0.46, -0.17)),
                    ((0.06, -0.62), (0.16, -0.43), (0.02, -0.26), (0.06, -0.08)))}
FORE = {"standing": (((0.0, -0.6), (0.01, -0.4), (0.0, -0.22), (0.0, -0.03)),
                     ((-0.1, -0.55), (-0.1, -0.4), (-0.1, -0.2), (-0.1, -0.05))),
        "running": (((0.0, -0.62), (0.14, -0.46), (0.36, -0.36), (0.5, -0.2)),
                    ((-0.06, -0.58), (0.1, -0.38), (0.0, -0.22), (0.12, -0.1)))}


def leg(c, x, height, joints, thick, paint, hoof=None, foot=None, dim=False):
    """One leg; its joints are shares of the shoulder's height. With a hoof's colour it ends in a hoof, else in a paw."""
    points = [(x + height * dx, height * dy) for dx, dy in joints]
    path = limb(points, [thick * 1.8, thick * 1.3, thick * 0.95, thick * 0.85])
    c.solid(path, paint, thick * 0.4, 0.4, 0.2)
    end, low = points[-1]
    if hoof:
        c.fill(poly((end - thick * 0.45, low - thick * 0.35), (end + thick * 0.45, low - thick * 0.35),
                    (end + thick * 0.62, low + thick * 0.4),
                    (end - thick * 0.5, low + thick * 0.4)), hoof)
    else:
        c.solid(ellipse(end + thick * 0.22, low, thick * 0.68, thick * 0.46), foot or paint, thick * 0.25, 0.3, 0.2)
        if not dim:
            for k in (0.3, 0.6):
                c.stroke(curve((end + thick * k, low), (end + thick * (k + 0.05), low + thick * 0.3)), "#00000050", thick * 0.08)
    return path


def quadruped(c, coat, length, height, girth, thick, pose="standing", hoof=None, foot=None, shin=None, mark=None, belly=0.0,
              far=None, tail=None):
    """A body on four legs that looks to the right: its shoulder `height` above the ground, between -length/2 and length/2.

    `shin` is the colour of the lower legs, `foot` that of the paws; `mark(path)` paints the pattern of the coat within a path;
    `tail()` is drawn behind the body. Returns the outline of the body.
    """
    gait, half, far = "running" if pose == "running" else "standing", length / 2, far or coat.dark
    top = -height * (1.06 if pose == "running" else 1)

    def paint(colour, dim):
        low = blend(shin, coat.dark, 0.4) if dim and shin else shin
        return vertical(-height * 0.5, 0, colour, (0.3, colour), (0.6, low), low) if shin else colour
    leg(c, -half * 0.74, height, HIND[gait][1], thick, paint(far, True), hoof, foot and mix(foot, coat.dark, 0.4), dim=True)
    leg(c, half * 0.84, height, FORE[gait][1], thick, paint(far, True), hoof, foot and mix(foot, coat.dark, 0.4), dim=True)
    if tail:
        tail()
    body = blob((-half, top + girth * 0.4), (-half * 0.86, top + girth * 0.06), (-half * 0.3, top + girth * 0.04),
                (half * 0.4, top + girth * 0.05), (half * 0.85, top), (half * 1.06, top + girth * 0.42),
                (half * 0.8, top + girth * 0.98), (0, top + girth * 1.03 + belly),
                (-half * 0.55, top + girth * 0.9 + belly * 0.6), (-half * 0.96, top + girth * 0.78))
    c.solid(body, coat, girth * 0.4, 0.42, 0.3)
    if mark:
        mark(body)
    for x, joints in ((-half * 0.74, HIND[gait][0]), (half * 0.76, FORE[gait][0])):
        path = leg(c, x, height, joints, thick, paint(coat, False), hoof, foot)
        if mark and gait == "standing":
            mark(path)
    return body


def lying(c, coat, length, girth, thick, hoof=None, foot=None, mark=None):
    """A body that lies on the ground and looks to the right, one foreleg stretched. Returns its outline."""
    half = length / 2
    for x in (half * 0.62, half * 0.5):
        c.solid(limb([(x - half * 0.3, -girth * 0.3), (x, -thick * 0.5), (x + half * 0.62, -thick * 0.45)],
                     [thick * 1.6, thick, thick * 0.9]),
                coat if x < half * 0.6 else coat.dark, thick * 0.4)
        c.fill(ellipse(x + half * 0.66, -thick * 0.45, thick * 0.62, thick * 0.46), hoof or foot or coat.light)
    body = blob((-half, -girth * 0.25), (-half * 0.92, -girth * 0.75), (-half * 0.4, -girth), (half * 0.3, -girth * 0.98),
                (half * 0.8, -girth * 1.1),
                (half, -girth * 0.6), (half * 0.8, -girth * 0.08), (0, 0), (-half * 0.7, 0))
    c.solid(body, coat, girth * 0.36, 0.42, 0.3)
    if mark:
        mark(body)
    haunch = ellipse(-half * 0.52, -girth * 0.4, half * 0.4, girth * 0.4)
    c.solid(haunch, coat, girth * 0.22, 0.35, 0.15)
    if mark:
        mark(haunch)
    c.solid(limb([(-half * 0.5, -thick * 0.5), (-half * 0.02, -thick * 0.5)], [thick, thick * 0.9]), coat, thick * 0.4)
    c.fill(ellipse(0, -thick * 0.48, thick * 0.62, thick * 0.46), hoof or foot or coat.light)
    return body


def branch(c, random, y, leaf=None, thick=6.0):
    """A leafy branch below feet at height y, which comes from beyond the picture's left edge and ends at the right of the box."""
    slope = [(-420, y + 40), (-200, y + 26), (-60, y + 8), (0, y + thick / 2), (52, y + random.uniform(-6, 4))]
    wood = random.choice(("#7a5840", "#6a4c3a", "#8a6a50"))
    c.solid(limb(slope, [thick * 3.4, thick * 2.4, thick * 1.4, thick * 1.1, thick * 0.5]), wood, thick * 0.4, 0.5, 0.4)
    leaf = leaf or random.choice(("#6fa548", "#4f8f4a", "#8ab45a"))
    for x, rise in [(random.uniform(-200, -45), -1) for _ in range(5)] + [(-34, 1), (34, -1), (44, 1), (54, -0.4), (58, 0.4)]:
        base = y + thick / 2 + (-x - 20) * 0.13 * (x < -20)
        tip = (x + random.uniform(6, 14), base + rise * random.uniform(7, 13))
        middle = ((x + tip[0]) / 2, (base + tip[1]) / 2)
        c.fill(blob((x, base), (middle[0] - 3, middle[1] + rise), tip, (middle[0] + 4, middle[1] - rise * 0.5)),
               mix(leaf, random.choice(("#ffffff", "#103010")), random.uniform(0, 0.25)))
        c.stroke(curve((x, base), middle, tip), faded("#ffffff", 0.35), 0.5)

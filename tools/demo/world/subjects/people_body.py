"""The human figure: a skeleton posed by angles, or by where hands and feet are to be, and what is worn.

Angles are degrees in the picture: 0 points down, 90 right, 180 up. The near limbs are the viewer's left ones; `turn` is 0 for
a figure seen from the front and 1 for one seen from the side, heading right. A figure stands on y = 0, about 100 units tall.
"""

import math
from typing import NamedTuple

from drawing.canvas import mix, poly

from ..palette import Tone


class Build(NamedTuple):
    """Lengths of a body; widths are half widths as seen from the front."""
    head: float
    neck: float
    torso: float
    shoulder: float
    waist: float
    hip: float
    arm: tuple
    leg: tuple
    girth: float


BUILDS = {
    "man": Build(16.5, 3, 28.5, 9.4, 7.2, 7.2, (15, 13.5), (24.5, 24), 1.0),
    "woman": Build(16.5, 3, 26.5, 7.6, 5.5, 7.6, (14, 12.5), (25.5, 24.5), 0.86),
    "boy": Build(23, 1.8, 25.5, 7.8, 6.9, 6.9, (12.5, 11), (21.5, 20.5), 0.95),
    "girl": Build(23, 1.8, 25, 7.2, 6.2, 7.0, (12.5, 11), (22, 20.5), 0.88),
    "old man": Build(17.5, 2.6, 28.5, 9.2, 8.8, 8.2, (14.5, 13), (23, 22.5), 1.0),
    "old woman": Build(18, 2.4, 27, 8.2, 8.0, 8.8, (13.5, 12), (22.5, 22), 0.95),
}


class Wear(NamedTuple):
    """How somebody looks: skin and hair, and what is worn. Colours are tones; "" means that there is none of it."""
    who: str
    skin: Tone
    hair: Tone
    style: str  # of the hair
    top: Tone
    bottom: Tone
    shoes: Tone
    cut: str = "shirt"  # shirt, sweater, hoodie, jacket, tank, dress, coat
    legs: str = "trousers"  # trousers, shorts, skirt, bare
    sleeves: str = "long"  # long, short, none
    pattern: str = "plain"
    sleeve: str = ""  # the colour of sleeves that differ from the top
    beard: str = ""
    hat: str = ""
    hat_colour: Tone = Tone("#c84a3a")
    glasses: bool = False
    gloves: str = ""
    boots: bool = False
    apron: str = ""
    hem: float = 0.85  # how far down the thighs a skirt goes; above 1 down the shins
    trim: str = ""  # fur or braid along the edges of a coat


class Pose(NamedTuple):
    """Angles (upper, lower) for each limb; a triple is a place to reach instead: (x, y, side to which the joint bends).

    Hands are placed from the middle of the shoulders, feet from the ground; whoever places feet gives the hips as well.
    """
    arms: tuple  # near, far
    legs: tuple
    turn: float = 0.15
    lean: float = 0.0
    nod: float = 0.0  # tilt of the head against the trunk
    look: float = None  # turn of the head
    lift: float = 0.0  # height of the lowest sole above the ground
    hips: tuple = None
    feet: tuple = None  # near, far: (degrees by which the toes point down, whether they point left), for feet that follow no rule
    hands: tuple = ("relaxed", "relaxed")  # relaxed, open, fist
    mood: str = "smile"  # smile, laugh, calm, asleep
    scale: float = 1.0
    shift: float = 0.0  # moves the figure along, so that what it does comes to lie around the middle
    wind: float = 0.0  # how far hair and skirts blow back
    far_arm_over: bool = None  # draws the far arm before the trunk
    behind: object = None  # props: (canvas, figure, wear) -> None, drawn behind all, before the arms, before all
    between: object = None
    front: object = None


def ahead(angle, length=1.0):
    return length * math.sin(math.radians(angle)), length * math.cos(math.radians(angle))


def plus(point, *steps):
    return point[0] + sum(step[0] for step in steps), point[1] + sum(step[1] for step in steps)


def between(a, b, share):
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def heading(a, b):
    """The angle of the line from a to b, in the sense of poses."""
    return math.degrees(math.atan2(b[0] - a[0], b[1] - a[1]))


def reach(root, target, upper, lower, side):
    """The joint and the end of a limb of two bones that reaches for the target as far as it can."""
    distance = min(max(math.dist(root, target), abs(upper - lower) + 0.5), (upper + lower) * 0.999)
    angle = heading(root, target)
    inner = math.degrees(math.acos((upper ** 2 + distance ** 2 - lower ** 2) / (2 * upper * distance)))
    return plus(root, ahead(angle + side * inner, upper)), plus(root, ahead(angle, distance))


def bones(points, radii):
    """The outline of a limb: circles around the joints, and what lies between them."""
    def path(ctx):
        for (x, y), radius in zip(points, radii):
            ctx.new_sub_path()
            ctx.arc(x, y, radius, 0, 2 * math.pi)
            ctx.close_path()
        for a, b, ra, rb in zip(points, points[1:], radii, radii[1:]):
            length = max(math.dist(a, b), 1e-6)
            nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
            poly((a[0] - nx * ra, a[1] - ny * ra), (b[0] - nx * rb, b[1] - ny * rb), (b[0] + nx * rb, b[1] + ny * rb),
                 (a[0] + nx * ra, a[1] + ny * ra))(ctx)
    return path


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def hull(circles):
    """The tight smooth outline around circles (x, y, radius)."""
    points = sorted({(round(x + r * math.cos(k * 0.7), 3), round(y + r * math.sin(k * 0.7), 3)) for x, y,
                     r in circles for k in range(9)})
    sides = []
    for row in (points, points[::-1]):
        side = []
        for p in row:
            while len(side) > 1 and _turn(side[-2], side[-1], p) <= 0:
                side.pop()
            side.append(p)
        sides += side[:-1]
    return poly(*sides)


class Figure:
    """Where a body's joints are in a pose: `hip`, `chest`, `head`, and (root, joint, end) of `arms` and `legs`, near and far."""

    def __init__(self, build, pose):
        self.build, self.pose = build, pose
        self.up, self.across = ahead(180 - pose.lean), (math.cos(math.radians(pose.lean)), math.sin(math.radians(pose.lean)))
        self.narrow = 1 - 0.42 * pose.turn
        hip = pose.hips or (0.0, 0.0)
        self.legs = [self._leg(hip, leg, side) for leg, side in zip(pose.legs, (-1, 1))]
        if not pose.hips:
            lowest = max(ankle[1] for _, _, ankle in self.legs) + 3 * build.girth
            drop = (0, -lowest - pose.lift)
            hip = plus(hip, drop)
            self.legs = [tuple(plus(joint, drop) for joint in leg) for leg in self.legs]
        self.hip = hip
        self.chest = plus(hip, (self.up[0] * build.torso, self.up[1] * build.torso))
        self.tilt = pose.lean * 0.55 + pose.nod
        self.look = pose.turn if pose.look is None else pose.look
        self.nape = plus(self.chest, ahead(180 - pose.lean, build.neck * 0.6))
        self.head = plus(self.nape, ahead(180 - self.tilt, build.neck * 0.4 + build.head * 0.47), (0.8 * pose.turn, 0))
        self.arms = [self._arm(arm, side) for arm, side in zip(pose.arms, (-1, 1))]

    def at(self, up, across=0.0):
        """The point so far up the trunk (0 hip, 1 chest) and so many units across."""
        along = self.build.torso * up
        return plus(self.hip, (self.up[0] * along + self.across[0] * across, self.up[1] * along + self.across[1] * across))

    def _leg(self, hip, leg, side):
        width = self.build.hip * 0.52 * self.narrow * side
        root = plus(hip, (self.across[0] * width, self.across[1] * width))
        thigh, shin = self.build.leg
        if len(leg) == 3:
            return (root, *reach(root, leg[:2], thigh, shin, leg[2]))
        knee = plus(root, ahead(leg[0], thigh))
        return root, knee, plus(knee, ahead(leg[1], shin))

    def _arm(self, arm, side):
        width = (self.build.shoulder - 2.2) * self.narrow * side
        root = self.at(0.91, width)
        upper, fore = self.build.arm
        if len(arm) == 3:
            size = (upper + fore) / 28.5
            return (root, *reach(root, plus(self.chest, (arm[0] * size, arm[1] * size)), upper, fore, arm[2]))
        elbow = plus(root, ahead(arm[0], upper))
        return root, elbow, plus(elbow, ahead(arm[1], fore))


def brightness(colour):
    """From 0 for black to 765 for white."""
    return sum(int(colour[k:k + 2], 16) for k in (1, 3, 5))


def second_tone(colour):
    """The colour of a pattern on cloth of this colour."""
    return mix(colour, "#ffffff", 0.82) if brightness(colour) < 560 else mix(colour, "#2a3a66", 0.5)


def shaded(c, path, paint, depth=16.0, *light, **more):
    """A solid body; where its roundness would be less than two pixels deep, its plain colour costs a tenth and looks alike."""
    if depth * c.unit() < 2:
        c.fill(path, paint)
    else:
        c.solid(path, paint, depth, *light, **more)

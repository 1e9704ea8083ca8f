"""Bicycles, skis and skateboards, with what goes with them; drawn at the hands and feet of a figure."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, rect

from ..palette import Tone
from .people_body import ahead, between, plus, shaded
from .people_props import pick


class Bicycle:
    """A bicycle fitted to its rider."""

    def __init__(self, build, d):
        legs, arms = sum(build.leg), sum(build.arm)
        self.wheel = legs * 0.30
        self.axle = -self.wheel - 1
        self.base = legs * 1.02
        self.crank = (-legs * 0.06, self.axle + 1.5)
        self.saddle = (-legs * 0.27, self.crank[1] - legs * 0.8)
        self.pedal = d.uniform(0.5, 1.3)
        self.lean = d.uniform(12, 22)
        self.colour = Tone(d.choice(("#2e8a86", "#d8503a", "#39465e", "#e0a030", "#5a7a3a", "#8a3a6a")))
        chest = (self.saddle[0] + math.sin(math.radians(self.lean)) * build.torso,
                 self.saddle[1] - math.cos(math.radians(self.lean)) * build.torso)
        self.bar = (self.base * 0.36, max(self.saddle[1] - 3, chest[1] + arms * 0.42))
        size = arms / 28.5
        grip = ((self.bar[0] - 2 - chest[0]) / size, (self.bar[1] - chest[1] - 1) / size)
        self.arms = ((*grip, -1), (grip[0] + 2, grip[1], -1))
        self.feet = [(self.crank[0] + side * 6.5 * math.sin(self.pedal),
                      self.crank[1] + side * 6.5 * math.cos(self.pedal)) for side in (1, -1)]
        self.legs = tuple((x - 2.5, y - 3.2, 1) for x, y in self.feet)
        self.scale = 0.94

    def draw(self, c, figure, wear):
        rear, front = (-self.base / 2, self.axle), (self.base / 2, self.axle)
        neck = (self.bar[0] + 1, self.bar[1] + 6)
        post = (self.saddle[0] + 1, self.saddle[1] + 9)
        for x, y in (rear, front):
            c.stroke(ellipse(x, y, self.wheel), "#22222a", 2.4)
            c.stroke(ellipse(x, y, self.wheel - 1.7), "#c8ccd4", 0.8)
            for k in range(c.marks(14)):
                a = 2 * math.pi * k / c.marks(14)
                c.stroke(line((x, y), (x + (self.wheel - 2) * math.cos(a), y + (self.wheel - 2) * math.sin(a))), "#d4d8e0b0",
                         0.35)
            c.fill(ellipse(x, y, 1.6), "#8a8e98")
        c.stroke(line((self.saddle[0], self.saddle[1] + 4), self.crank), "#9aa0aa", 1.6)
        frame = joined(line(self.crank, post, neck, self.crank), line(post, rear, self.crank), line(neck, front))
        c.stroke(frame, self.colour.dark, 2.9)
        c.stroke(frame, self.colour, 2.1)
        c.stroke(joined(line(post, neck), line(plus(post, (0, 1)), rear)), faded(self.colour.pale, 0.7), 0.6)
        c.stroke(line(neck, plus(self.bar, (1, 0))), "#9aa0aa", 1.6)
        c.stroke(curve(plus(self.bar, (3, -1)), plus(self.bar, (-1, -1.6)), plus(self.bar, (-5, 0.4))), "#2a2a32", 2)
        shaded(c, blob(plus(self.saddle, (-7, 2)), plus(self.saddle, (-6, 5)), plus(self.saddle, (2, 5)),
                     plus(self.saddle, (8, 4)), plus(self.saddle, (2, 2.4))), "#3a2a26", 1)
        c.stroke(line(self.crank, self.feet[1]), "#6a6e78", 1.3)
        c.stroke(line(plus(self.feet[1], (-3, 0)), plus(self.feet[1], (3, 0))), "#2a2a32", 1.3)
        c.stroke(ellipse(*self.crank, 4), "#6a6e78", 1)

    def near_pedal(self, c, figure, wear):
        foot = self.feet[0]
        c.stroke(line(plus(foot, (-3, 0.6)), plus(foot, (4, 0.6))), "#2a2a32", 1.2)


def _ski(c, ankle, colour, lag=0.0):
    x, y = ankle[0] - lag, ankle[1] + 2.6
    path = limb([(x - 20, y + 1.6), (x, y + 1), (x + 21, y + 1.2), (x + 27, y - 3.2)], [1.6, 2.6, 2.2, 1.2])
    shaded(c, path, colour, 0.8, 0.3, 0.4)


def far_ski(c, figure, wear):
    lowest = max(leg[2][1] for leg in figure.legs) + 2
    drift = blob((-40, 3), (-34, lowest - 5), (-12, lowest - 1), (18, lowest + 0.6), (38, lowest - 0.4), (43, 3))
    shaded(c, drift, "#f4f8ff", 3, 0.16, 0.1, dark="#5a78b0")
    with c.layer(0.9, 0.9):
        for k in range(c.marks(40)):
            t = c.random.random()
            c.fill(ellipse(-16 - 30 * t + c.random.gauss(0, 2), -1 - 15 * t * c.random.random(), 2.4 * (1 - t * 0.7)), "#ffffff")
    colour = Tone(pick(figure, "#e0b02c", "#d8443c", "#2f6fc0", "#3a3c48", "#58a83c"))
    _pole(c, figure, 1)
    _ski(c, figure.legs[1][2], colour.dark, -3)


def skis(c, figure, wear):
    colour = Tone(pick(figure, "#e0b02c", "#d8443c", "#2f6fc0", "#3a3c48", "#58a83c"))
    _ski(c, figure.legs[0][2], colour)
    goggles(c, figure, wear)
    _pole(c, figure, 0)


def _pole(c, figure, number):
    hand = plus(figure.arms[number][2], (2, 0))
    tip = plus(hand, ahead(-52, 44))
    c.stroke(line(plus(hand, ahead(128, 4)), tip), "#2a2c38", 1.1)
    c.stroke(line(hand, between(hand, tip, 0.9)), "#aab0bc", 0.5)
    c.stroke(ellipse(*between(hand, tip, 0.92), 2.4, 1.4), "#2a2c38", 0.8)


def goggles(c, figure, wear):
    with c.placed(*figure.head, figure.build.head / 20, math.radians(figure.tilt)):
        x = 3.2 * figure.look
        c.stroke(line((-8.6, -1.4), (x - 5, 0)), "#2a2c38", 1.8)
        shaded(c, rect(x - 6, -2.6, 11.6, 6.2, 2.8), "#2a2c38", 1)
        c.fill(rect(x - 5.1, -1.8, 9.8, 4.6, 2.1), linear(x - 5, -2, x + 5, 3, "#ffd27a", "#f0803c", "#b03a6a"))
        c.stroke(line((x - 3.6, 1.4), (x - 1.4, -1)), "#ffffffb0", 0.9)


def skateboard(c, figure, wear):
    feet = [leg[2] for leg in figure.legs]
    y = max(foot[1] for foot in feet) + 3
    left, right = min(foot[0] for foot in feet) - 9, max(foot[0] for foot in feet) + 13
    colour = Tone(pick(figure, "#e0523c", "#3aa8a0", "#f0b02c", "#7a4ab8"))
    for x in (left + 11, right - 11):
        shaded(c, ellipse(x, y + 4.6, 2.9), "#f4ead0", 1)
        c.fill(ellipse(x, y + 4.6, 1.1), "#6a6e78")
        c.fill(rect(x - 1, y + 0.8, 2, 2.6), "#6a6e78")
    shaded(c, limb([(left, y - 2.6), (left + 9, y + 0.9), (right - 9, y + 0.9), (right, y - 2.6)], [2.2, 2.6, 2.6, 2.2]), colour,
            0.9, 0.35, 0.35)
    for k in range(3):
        c.stroke(line((left - 6 - k * 3, y - 3 + k * 3), (left - 14 - k * 4, y - 3 + k * 3)), "#ffffff90", 0.8)

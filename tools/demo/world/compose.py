"""Draws a scene: the setting, the subjects in it with their shadows, the weather before them, and the light of the time of day."""

import random

import cairo
import numpy as np

from drawing.canvas import Canvas, ellipse
from drawing.elements import rain, snowfall

from .description import FRAMES, Part
from .settings import SETTINGS, Air
from .subjects import SUBJECTS, Look

ALOFT = {"sky", "space", "underwater"}


def render(scene, short_side=600):
    """The finished picture, a Pillow image whose shorter side has so many pixels; equal scenes give equal pictures."""
    dice = random.Random(f"picture/{scene.seed}")
    width, height = FRAMES[scene.frame]
    c = Canvas(width, height, dice.randrange(2**32), short_side / 600)
    stage = SETTINGS[scene.setting].draw(c, Air(scene.time, scene.weather, dice))
    behind, multiply, screen = GRADES.get(scene.time, ("",) * 3) if not stage.graded else ("",) * 3
    if behind:
        _lay(c, cairo.OPERATOR_MULTIPLY, behind)
    if dice.random() < 0.5:
        c.soften(dice.uniform(0.5, 4))
    for x, y, size, part, mirrored in _arrange(scene, stage, dice, width):
        _place(c, stage, part, x, y, size, mirrored, dice)
    if stage.after:
        stage.after(c)
    if not SETTINGS[scene.setting].indoors:
        if scene.weather == "rain":
            rain(c, 420)
        elif scene.weather == "snow":
            snowfall(c, 300)
        elif scene.weather == "fog":
            _fog(c)
    if multiply:
        _lay(c, cairo.OPERATOR_MULTIPLY, multiply)
        _lay(c, cairo.OPERATOR_SCREEN, screen)
    if stage.lights:
        stage.lights(c)
    return c.finish(grain=dice.uniform(1, 4), vignette=dice.uniform(0.1, 0.3), bloom=dice.uniform(0.08, 0.24))


def _habitat(subject, stage):
    """Where on this stage the subject belongs; the subject lists its habitats in order of preference."""
    return next(habitat for habitat in subject.habitats if habitat in stage.places)


def _arrange(scene, stage, dice, width):
    """(x, y of the foot, units per unit of the subject's box, part, mirrored) for everything to draw, far ones first."""
    subject = SUBJECTS[scene.main.subject]
    habitat = _habitat(subject, stage)
    far, near = stage.places[habitat]
    size = subject.size * dice.uniform(0.82, 1.12) * (1, 1, 0.72, 0.6)[scene.main.count]
    if scene.on or scene.beside:
        size *= 0.8
    scale = size * 600 / max(subject.box)
    # Larger means nearer, and nearer means lower in the picture.
    nearness = min(1, max(0, (size / subject.size - 0.5) / 0.6)) * 0.5 + dice.random() * 0.5
    foot = far + (near - far) * nearness
    middle = width / 2 + dice.uniform(-50, 50)
    mirrored = subject.mirror and dice.random() < 0.5
    placed = []
    if scene.on:
        seat = SUBJECTS[scene.on]
        height, breadth = seat.seat
        under = max(scale * subject.box[0] * 1.15 / breadth, 0.42 * 600 / max(seat.box))
        scale = min(scale, 0.9 * under * breadth / subject.box[0])
        foot = stage.places.get("floor", stage.places.get("land"))[1]
        foot = max(foot, scale * subject.box[1] + height * under + 20)
        placed.append((middle, foot, under, Part(scene.on, scene.on_colour), False))
        placed.append((middle, foot - height * under, scale, scene.main, mirrored))
        return placed
    count = scene.main.count
    step = subject.box[0] * scale * dice.uniform(0.92, 1.12)
    step = min(step, (min(width, 640) - subject.box[0] * scale) / max(1, count - 1) if count > 1 else step)
    for number in range(count):
        x = middle + (number - (count - 1) / 2) * step
        y = foot + (dice.uniform(-0.1, 0.1) * subject.box[1] * scale if habitat in ALOFT else dice.uniform(-8, 8))
        placed.append((x, y, scale * dice.uniform(0.9, 1.06), scene.main, mirrored if dice.random() < 0.8 else subject.mirror and not mirrored))
    if scene.beside:
        other = SUBJECTS[scene.beside.subject]
        place = stage.places.get(_habitat(other, stage))
        beside = other.size * 600 / max(other.box) * dice.uniform(0.62, 0.8)
        side = dice.choice((-1, 1))
        gap = (subject.box[0] * scale + other.box[0] * beside) / 2 * 0.92
        placed = [(x - side * gap * 0.45, *rest) for x, *rest in placed]
        y = place[0] + (place[1] - place[0]) * dice.random()
        placed.append((middle + side * gap * 0.6, y, beside, scene.beside, other.mirror and dice.random() < 0.5))
    return sorted(placed, key=lambda one: one[1])


def _place(c, stage, part, x, y, scale, mirrored, dice):
    subject = SUBJECTS[part.subject]
    habitat = _habitat(subject, stage)
    if habitat in ALOFT:
        y += subject.box[1] * scale / 2  # the place is that of the middle
    elif habitat != "water":
        with c.layer(9, 0.5):
            c.fill(ellipse(x, y, subject.box[0] * scale * 0.46, max(4, subject.box[0] * scale * 0.06)), stage.shadow)
    look = Look(part.colour, part.pose, dict(part.traits), random.Random(dice.randrange(2**32)))
    with c.placed(x, y, scale, 0, mirrored):
        subject.draw(c, look)
    if stage.surface:
        stage.surface(c, x, y, subject.box[0] * scale)


def _fog(c):
    field = c.noise(160, 4, 3)
    c.mask(np.clip(0.25 + 0.5 * field, 0, 0.72), "#d9dfe4")


GRADES = {  # what multiplies the background alone, then what multiplies and what screens the whole picture
    "sunset": ("#ffd0b0", "#ffd8b8", "#30101c"),
    "night": ("#6470a8", "#8690c4", "#080c22"),
}


def _lay(c, operator, colour):
    c.ctx.save()
    c.ctx.set_operator(operator)
    c.all(colour)
    c.ctx.restore()

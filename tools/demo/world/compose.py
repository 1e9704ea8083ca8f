"""Draws a scene: the setting, the subjects in it with their shadows in the light of the hour, and the weather before them."""

import random

import numpy as np

from drawing.canvas import Canvas, ellipse, mix
from drawing.elements import rain, snowfall, tinted

from .description import FRAMES, Part
from .settings import SETTINGS, Air
from .subjects import SUBJECTS, Look

ALOFT = {"sky", "space", "underwater"}


def render(scene, short_side=600):
    """The finished picture, a Pillow image whose shorter side has so many pixels; equal scenes give equal pictures."""
    dice = random.Random(f"picture/{scene.seed}")
    width, height = FRAMES[scene.frame]
    c = Canvas(width, height, dice.randrange(2**32), short_side / 600)
    place = SETTINGS[scene.setting]
    air = Air(scene.time, scene.weather, dice, _wanted(scene, place))
    weather = "" if place.indoors else scene.weather
    stage = place.draw(c, air)
    if weather == "fog":
        _fog(c, air, 0.2, 0.72)
    if dice.random() < 0.5 and scene.main.subject:
        c.soften(dice.uniform(0.5, 4))
    light = (stage.tint, "") if stage.tint else _light(air, place)
    for x, y, size, part, mirrored in _arrange(scene, stage, dice, width):
        _place(c, stage, light, part, x, y, size, mirrored, dice)
    if stage.after:
        stage.after(c)
    # Drops and flakes must remain to be seen when the picture has few pixels.
    if weather == "rain":
        rain(c, 330, (24, 70), colour="#e6eefc", alpha=0.62, width=max(1.2, 0.42 / c.scale))
    elif weather == "snow":
        snowfall(c, 330, size=max(1.3, 0.55 / c.scale))
    elif weather == "fog":
        _fog(c, air, 0.05, 0.42)
    if stage.lights:
        stage.lights(c)
    return c.finish(grain=dice.uniform(1, 4), vignette=dice.uniform(0.1, 0.3), bloom=dice.uniform(0.08, 0.24))


def _wanted(scene, place):
    """The habitat of the main subject that the setting is to offer."""
    habitats = ("floor", "land") if scene.on else SUBJECTS[scene.main.subject].habitats if scene.main.subject else ()
    return next((habitat for habitat in habitats if habitat in place.habitats), "")


def _habitat(subject, stage):
    """Where on this stage the subject belongs; the subject lists its habitats in order of preference.

    What belongs nowhere here (what lies on a seat, a sofa that was carried outdoors) takes the first place that there is.
    """
    return next((habitat for habitat in subject.habitats if habitat in stage.places), next(iter(stage.places)))


def _arrange(scene, stage, dice, width):
    """(x, y of the foot, units per unit of the subject's box, part, mirrored) for everything to draw, far ones first."""
    if not scene.main.subject:
        return []
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
    if habitat not in ALOFT:
        scale = min(scale, (foot - 14) / subject.box[1])
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
    count, room = scene.main.count, min(width, 600) - 16  # what lies beyond the middle square is not seen by a search
    scale = min(scale, room / (subject.box[0] * (0.95 * count + 0.05)))
    if scene.beside:
        other = SUBJECTS[scene.beside.subject]
        place = stage.places.get(_habitat(other, stage), (far, near))
        beside = other.size * 600 / max(other.box) * dice.uniform(0.62, 0.8)
        shrunk = min(1, room / (subject.box[0] * scale + other.box[0] * beside))
        scale, beside, side = scale * shrunk, beside * shrunk, dice.choice((-1, 1))
        total = subject.box[0] * scale + other.box[0] * beside
        y = place[0] + (place[1] - place[0]) * dice.random()
        placed.append((width / 2 + side * (total - other.box[0] * beside) / 2, y, beside, scene.beside, other.mirror and dice.random() < 0.5))
        middle = width / 2 - side * (total - subject.box[0] * scale) / 2
    elif count > 1:
        middle = width / 2
    step = subject.box[0] * scale * dice.uniform(0.92, 1.0 if count > 1 else 1.1)
    for number in range(count):
        x = middle + (number - (count - 1) / 2) * step
        y = foot + (dice.uniform(-0.1, 0.1) * subject.box[1] * scale if habitat in ALOFT else dice.uniform(-8, 8))
        placed.append((x, y, scale * dice.uniform(0.9, 1.0), scene.main, mirrored if dice.random() < 0.8 else subject.mirror and not mirrored))
    return sorted(placed, key=lambda one: one[1])


def _place(c, stage, light, part, x, y, scale, mirrored, dice):
    subject = SUBJECTS[part.subject]
    habitat = _habitat(subject, stage)
    if habitat in ALOFT:
        y += subject.box[1] * scale / 2  # the place is that of the middle
    elif habitat != "water":
        with c.layer(9, 0.5):
            c.fill(ellipse(x, y, subject.box[0] * scale * 0.46, max(4, subject.box[0] * scale * 0.06)), stage.shadow)
    look = Look(part.colour, part.pose, dict(part.traits), random.Random(dice.randrange(2**32)))
    with tinted(c, *(("#ffffff", "") if subject.glows else light)), c.placed(x, y, scale, 0, mirrored):
        subject.draw(c, look)
    if stage.surface and habitat == "water":
        stage.surface(c, x, y, subject.box[0] * scale)


def _fog(c, air, least, most):
    field = c.noise(160, 4, 3)
    c.mask(np.clip(least + (most - least) * field, 0, 1), mix(air.light, "#e4e8ea", {"day": 0.9, "sunset": 0.35, "night": 0.2}[air.time]))


def _light(air, place):
    """What multiplies the subjects, and the light on their edges. Weaker than on the background: their colours are to be told."""
    return (mix("#ffffff", air.light, 0.35), "") if air.time == "day" or place.indoors else GRADES[air.time]


GRADES = {"sunset": ("#f6e0d6", "#ffc890"), "night": ("#c2c2d8", "#c8d6ff")}

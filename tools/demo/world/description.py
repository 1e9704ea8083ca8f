"""What a scene shows, as data: the one source of its picture, of the facts that hold of it, and of its captions."""

import random
from typing import NamedTuple

from .settings import SETTINGS
from .subjects import SUBJECTS

FRAMES = {"landscape": (900, 600), "portrait": (600, 800), "square": (600, 600)}


class Part(NamedTuple):
    """One subject of a scene, `count` times; a main part without a subject leaves the setting alone in the picture."""
    subject: str
    colour: str = ""
    pose: str = ""
    traits: tuple = ()  # (name, value) pairs; values that say nothing ("none") are left out
    count: int = 1


def faults(part):
    """What the part claims that its subject cannot be, as a list of words."""
    if part.subject not in SUBJECTS:
        return [part.subject] if part.subject else []
    subject = SUBJECTS[part.subject]
    return [value for value, known in [(part.colour, subject.colours), (part.pose, subject.poses),
                                       *((value, subject.traits.get(key, ())) for key, value in part.traits)] if value and value not in known]


class Scene(NamedTuple):
    main: Part
    setting: str
    time: str = "day"
    weather: str = "clear"
    on: str = ""  # the subject that the main one sits or stands on, a chair for instance
    on_colour: str = ""
    beside: Part = None  # a second, smaller subject next to the main one
    frame: str = "landscape"
    seed: int = 0

    def parts(self):
        """Everything that is drawn on the setting."""
        parts = [self.main] if self.main.subject else []
        if self.on:
            parts.append(Part(self.on, self.on_colour))
        return parts + ([self.beside] if self.beside else [])

    def indoors(self):
        return SETTINGS[self.setting].indoors


def random_part(random, name, count=1):
    subject = SUBJECTS[name]
    traits = tuple((key, value) for key, value in ((key, random.choice(values)) for key, values in subject.traits.items()) if value != "none")
    return Part(name, random.choice(subject.colours or ("",)), random.choice(subject.poses or ("",)), traits, count)


def completed(part, random):
    """The part with what it must have and leaves open chosen by chance."""
    if not part.subject:
        return part
    chosen, said = random_part(random, part.subject), dict(part.traits)
    must = {key for key, values in SUBJECTS[part.subject].traits.items() if "none" not in values}
    traits = tuple(said.items()) + tuple((key, value) for key, value in chosen.traits if key in must and key not in said)
    return part._replace(colour=part.colour or chosen.colour, pose=part.pose or chosen.pose, traits=traits)


def settings_for(name):
    """The settings in which a subject belongs."""
    return [setting for setting in SETTINGS.values() if set(setting.habitats) & set(SUBJECTS[name].habitats)]


def popular_scene(seed):
    """A scene of what people look for most, drawn by chance."""
    name = random.Random(f"popular/{seed}").choices(tuple(POPULAR), tuple(POPULAR.values()))[0]
    return random_scene(seed, name) if name else random_place(seed)


def random_place(seed):
    """A setting alone, drawn by chance."""
    dice = random.Random(f"place/{seed}")
    place = SETTINGS[dice.choice(sorted(SETTINGS))]
    time, weather, frame = _random_air(dice, place)
    return Scene(Part(""), place.name, time, weather, frame=frame, seed=seed)


def random_scene(seed, subject=None):
    """A scene drawn by chance: a subject is the likelier the more it can do, and a few scenes are a setting alone."""
    dice = random.Random(f"scene/{seed}")
    if not subject and dice.random() < 0.04:
        return random_place(seed)
    names = sorted(SUBJECTS)
    name = subject or dice.choices(names, [1 + 0.25 * len(SUBJECTS[each].poses) for each in names])[0]
    chosen = SUBJECTS[name]
    main = random_part(dice, name)
    if chosen.many > 1 and main.pose not in WIDE:
        main = main._replace(count=min(chosen.many, dice.choices((1, 2, 3), (0.85, 0.1, 0.05) if chosen.kind == "person" else (0.72, 0.17, 0.11))[0]))
    count = main.count
    place = dice.choice(_fitting(settings_for(name), main.pose))
    on = on_colour = ""
    beside = None
    if count == 1 and chosen.rests and set(place.habitats) & {"floor", "land"} and dice.random() < 0.22:
        seats = sorted(name for name, seat in SUBJECTS.items() if seat.seat)
        on = dice.choice([name for name in seats if set(SUBJECTS[name].habitats) & set(place.habitats)] or seats)
        on_colour = dice.choice(SUBJECTS[on].colours or ("",))
    elif count == 1 and dice.random() < 0.15:
        others = [other for other in sorted(SUBJECTS) if other != name and SUBJECTS[other].kind in COMPANIONS.get(chosen.kind, ())
                  and set(SUBJECTS[other].habitats) & set(chosen.habitats) & set(place.habitats)]
        beside = random_part(dice, dice.choice(others)) if others else None
    time, weather, frame = _random_air(dice, place, chosen.times)
    return Scene(main, place.name, time, weather, on, on_colour, beside, frame, seed)


def _fitting(places, pose):
    """Those of the places where one does such a thing."""
    if pose == "skiing":
        fitting = [place for place in places if place.name in ("snowy field", "mountains")]
    elif pose in OUTDOORS:
        fitting = [place for place in places if not place.indoors]
    else:
        fitting = places
    return fitting or places


def _random_air(dice, place, wanted=()):
    times = [time for time in place.times if time in wanted] or place.times
    time = dice.choices(times, [2 if each == "day" else 1 for each in times])[0]
    rare = 1 if time == "day" else 0.25  # rain, snow and fog are hard to tell from the dark
    weather = dice.choices(place.weathers, [{"clear": 2, "cloudy": 1}.get(each, rare) for each in place.weathers])[0]
    return time, weather, dice.choices(tuple(FRAMES), (0.5, 0.25, 0.25))[0]


# What is not done in a room, and what takes more room than a standing person, so that it is shown of one alone.
OUTDOORS = {"cycling", "skateboarding", "climbing", "kicking a ball", "running"}
WIDE = {"cycling", "skiing", "sleeping", "climbing", "meditating"}

# What people look for most in their pictures, with weights: "" is a place alone; the signs have many letterings to be told apart.
POPULAR = {
    "": 8,
    "man": 8, "woman": 8, "boy": 4, "girl": 4, "old man": 3, "old woman": 3, "face of a man": 8, "face of a woman": 8, "baby": 1, "couple": 1,
    "cat": 6, "dog": 6, "horse": 3, "bird": 1, "rabbit": 1, "cow": 1, "elephant": 1, "lion": 1, "fish": 1, "butterfly": 1, "pig": 1,
    "car": 4, "sports car": 3, "bicycle": 2, "bus": 1, "truck": 1, "train": 1, "sailing boat": 1, "ship": 1, "airplane": 1,
    "tree": 3, "rose": 1, "tulip": 1, "bouquet": 1, "house": 1, "castle": 1, "apple": 2, "cake": 1, "pizza": 1, "ice cream": 1, "cup of coffee": 1,
    "purse": 2, "clutch": 2, "backpack": 1, "suitcase": 1, "woolen hat": 2, "dress": 1, "umbrella": 1, "guitar": 1, "piano": 1, "teddy bear": 1,
    "balloon": 1, "armchair": 1, "sofa": 1, "chair": 1, "christmas tree": 1, "santa": 1, "witch": 1, "sign": 10,
}

COMPANIONS = {
    "person": ("animal", "vehicle", "plant", "building", "bag", "sign"), "animal": ("plant", "building", "toy", "furniture"),
    "vehicle": ("building", "plant", "person"), "building": ("plant", "vehicle"), "furniture": ("plant", "thing"),
    "food": ("food", "thing"), "bag": ("clothing",), "instrument": ("furniture",), "plant": ("building",), "toy": ("toy",), "thing": ("plant", "food"),
}


"""What scenes show. A subject is a drawing function with a name, the attributes it can take, and the places where it belongs.

A drawing function gets the canvas and a `Look`. It draws in a box of its own: the foot of the subject is at (0, 0), x to the right,
y downwards (so the body has negative y), the larger side of the box is about 100 units, the subject faces right. The composition
places, scales, mirrors and multiplies it, and puts a soft shadow under it.
"""

import random
from typing import NamedTuple

from ..palette import COLOURS, tone

KINDS = ("person", "animal", "vehicle", "plant", "food", "building", "furniture", "clothing", "bag", "instrument", "tool", "toy", "thing", "sign")

# Where a subject can be. land: on the ground outdoors. floor: on the floor of a room. table: on a table or shelf, seen close.
# water: afloat. underwater. sky: in the air. space: among stars. road: on a road or street. snow: wants snow on the ground.
HABITATS = ("land", "floor", "table", "water", "underwater", "sky", "space", "road", "snow")


class Look(NamedTuple):
    """How one subject looks in one scene: what the description says, and a source of chance for what it leaves open."""
    colour: str  # a name of the palette, or "" when the subject has no colour to choose
    pose: str  # one of the subject's poses, or ""
    traits: dict  # the subject's own attributes, name -> value
    random: random.Random

    def tone(self, name=None):
        """A shade of the subject's colour, or of the named one; it has .dark, .deep, .light and .pale."""
        return tone(name or self.colour, self.random)


class Subject(NamedTuple):
    name: str
    kind: str
    draw: object
    box: tuple  # width, height of what is drawn, in its own units; the larger is about 100
    colours: tuple
    poses: tuple
    traits: dict  # name -> possible values
    habitats: tuple
    size: float  # share of the picture's shorter side that the larger side of the box takes when it is the one subject
    many: int  # at most so many together
    seat: tuple  # for what others sit or stand on: (height above the foot, width) of the seat, or ()
    rests: bool  # may be put on a chair, a sofa or a table
    mirror: bool  # may be shown mirrored (no lettering)
    times: tuple  # the times of day it is seen at, or () for any
    glows: bool  # shines by itself, so that the light of the hour does not dim it


SUBJECTS = {}


def subject(name, kind, box, habitats, colours="", poses="", size=0.55, many=3, seat=(), rests=False, mirror=True,
            times="", glows=False, **traits):
    """Registers a function (canvas, look) -> None as the subject of that name. Words are separated by spaces; `_` in them is a space.

    A trait is name="value value"; the value `none` means that there is nothing to say.
    """
    def words(text):
        return tuple(word.replace("_", " ") for word in text.split())

    def register(draw):
        made = Subject(name, kind, draw, box, words(colours), words(poses), {key: words(value) for key, value in traits.items()},
                       words(habitats), size, many, seat, rests, mirror, words(times), glows)
        unknown = [*set(made.colours) - COLOURS.keys(), *set(made.habitats) - set(HABITATS), *{kind} - set(KINDS)]
        if unknown or name in SUBJECTS:
            raise ValueError(f"The subject {name!r} is named twice or uses words that the world does not know: {unknown}.")
        SUBJECTS[name] = made
        return draw
    return register


import importlib  # noqa: E402
import pkgutil  # noqa: E402

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

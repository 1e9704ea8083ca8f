"""Where scenes are. A setting is a drawing function with a name, and the habitats, times and weathers that it can show.

A drawing function gets the canvas and the `Air` (time of day and weather), draws the whole background, and returns its `Stage`: where
subjects stand. Canvases have a shorter side of 600 units; draw for any shape from 3:2 over square to 3:4, and leave the middle free.
"""

import random
from typing import NamedTuple

TIMES = ("day", "sunset", "night")
WEATHERS = ("clear", "cloudy", "rain", "snow", "fog")


class Air(NamedTuple):
    time: str
    weather: str
    random: random.Random

    @property
    def snowy(self):
        """Whether snow lies and falls."""
        return self.weather == "snow"


class Stage(NamedTuple):
    """Where subjects can be on a finished background."""
    places: dict  # habitat -> (y of the feet when far, y of the feet when near), in units
    shadow: str = "#141026"  # what the soft shadow under a subject is coloured
    after: object = None  # draws what lies before the subjects: (canvas) -> None
    lights: object = None  # draws lamps, windows and glows after the grade of the time of day: (canvas) -> None
    graded: bool = False  # the drawing already has the colours of its time, so that no grade is to be laid over it
    surface: object = None  # what subjects float or sink in: (canvas, x, y, width) -> None, drawn after each of them


class Setting(NamedTuple):
    name: str
    draw: object
    habitats: tuple
    times: tuple
    weathers: tuple
    indoors: bool


SETTINGS = {}


def setting(name, habitats, times="day sunset night", weathers="clear cloudy", indoors=False):
    """Registers a function (canvas, air) -> Stage as the setting of that name."""
    def register(draw):
        if name in SETTINGS:
            raise ValueError(f"Two settings are named {name!r}; give one of them another name.")
        SETTINGS[name] = Setting(name, draw, tuple(habitats.split()), tuple(times.split()), tuple(weathers.split()), indoors)
        return draw
    return register


import importlib  # noqa: E402
import pkgutil  # noqa: E402

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

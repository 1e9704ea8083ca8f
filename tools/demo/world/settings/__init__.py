"""Where scenes are. A setting is a drawing function with a name, and the habitats, times and weathers that it can show.

A drawing function gets the canvas and the `Air` (time of day and weather), draws the whole background in the light of that
hour, and returns its `Stage`: where subjects stand. Canvases have a shorter side of 600 units; draw for any shape from 3:2 over
square to 3:4, and leave the middle free.
"""

import random
from typing import NamedTuple

from drawing.canvas import mix, rgba

TIMES = ("day", "sunset", "night")
WEATHERS = ("clear", "cloudy", "rain", "snow", "fog")


class Air(NamedTuple):
    time: str
    weather: str
    random: random.Random
    habitat: str = ""  # where the main subject is going to be, so that a room can show a table top or its floor

    @property
    def snowy(self):
        """Whether snow lies and falls."""
        return self.weather == "snow"

    @property
    def dull(self):
        """Whether clouds hide the sun, the moon and the stars."""
        return self.weather != "clear"

    @property
    def dark(self):
        return self.time == "night"

    @property
    def light(self):
        """The colour that multiplies what is painted in the colours of a bright day."""
        hour = HOURS[self.time]
        if self.time == "sunset" and self.weather in ("rain", "snow", "fog"):
            hour = mix(hour, "#dcc8c4", 0.4)
        return _product(hour, mix(WEATHERS_LIGHT[self.weather], "#ffffff", 0.6 if self.dark else 0))

    def pick(self, *choices):
        return self.random.choice(choices)


HOURS = {"day": "#ffffff", "sunset": "#eeb498", "night": "#56649e"}
WEATHERS_LIGHT = {"clear": "#ffffff", "cloudy": "#dde1e6", "rain": "#bcc4ce", "snow": "#e6eaf0", "fog": "#d8dcdf"}


def _product(first, second):
    return "#" + "".join(f"{round(255 * a * b):02x}" for a, b in zip(rgba(first)[:3], rgba(second)))


class Stage(NamedTuple):
    """Where subjects can be on a finished background."""
    places: dict  # habitat -> (y of the feet when far, y of the feet when near), in units
    shadow: str = "#141026"  # what the soft shadow under a subject is coloured
    after: object = None  # draws what lies before the subjects: (canvas) -> None
    lights: object = None  # draws the light that falls on the subjects too, last of all: (canvas) -> None
    tint: str = ""  # the colour that multiplies the subjects; without it, the one of the time of day and the weather
    surface: object = None  # the water that subjects float in: (canvas, x, y, width) -> None, drawn after each that is afloat


class Setting(NamedTuple):
    name: str
    draw: object
    habitats: tuple
    times: tuple
    weathers: tuple
    indoors: bool  # in a room, or anywhere else where neither the time of day nor the weather is to be seen


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

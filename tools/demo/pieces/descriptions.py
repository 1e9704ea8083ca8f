"""What the hand-composed pictures show, in the terms of the world, so that captions can be made for them."""

from world.description import Part, Scene, faults
from world.settings import SETTINGS

from . import SCENES

DESCRIPTIONS = {
    "balloons": Scene(Part("hot air balloon", count=3), "in the sky"),
    "bicycle": Scene(Part("bicycle", "green"), "city street"),
    "birds-on-a-branch": Scene(Part("bird", "", "perched", (), 3), "garden"),
    "blue-sports-car": Scene(Part("sports car", "blue"), "city street"),
    "bookshelf": Scene(Part("bookshelf", "brown"), "library"),
    "brown-purse": Scene(Part("purse", "brown"), "table"),
    "cat": Scene(Part("cat", "orange", "sitting"), "living room"),
    "city-day": Scene(Part(""), "city skyline"),
    "city-night": Scene(Part(""), "city skyline", "night"),
    "coming-soon-sign": Scene(Part("sign", "", "", (("lettering", "coming soon"),)), "city street"),
    "cup-of-coffee": Scene(Part("cup of coffee", "white"), "table"),
    "dark-stairwell": Scene(Part(""), "dark stairwell"),
    "desert": Scene(Part(""), "desert"),
    "dog-on-a-chair": Scene(Part("dog", "brown", "sitting"), "living room", on="armchair", on_colour="yellow"),
    "fireworks": Scene(Part("fireworks"), "city skyline", "night"),
    "fish-under-water": Scene(Part("fish", "orange", count=3), "under water"),
    "flowers-in-a-vase": Scene(Part("bouquet"), "living room"),
    "forest": Scene(Part(""), "forest"),
    "green-tree": Scene(Part("tree", "green"), "meadow"),
    "guitar": Scene(Part("guitar", "brown"), "living room"),
    "house-in-the-rain": Scene(Part("house", "white"), "meadow", "night", "rain"),
    "jump-over-a-fence": Scene(Part("man", "red", "jumping", (("hair", "black"),)), "meadow"),
    "lighthouse": Scene(Part("lighthouse", "red"), "beach", "sunset"),
    "mountains-lake": Scene(Part(""), "lake"),
    "mushrooms": Scene(Part("mushroom", "red", count=3), "forest"),
    "outer-space": Scene(Part("planet", "orange", "", (("ring", "ringed"),)), "outer space"),
    "person-with-pink-hair": Scene(Part("face of a woman", "", "", (("hair", "pink"),)), "garden"),
    "pink-clutch": Scene(Part("clutch", "pink"), "table"),
    "red-sports-car": Scene(Part("sports car", "red"), "road", "sunset"),
    "sailing-boat-in-harbour": Scene(Part("sailing boat", "white"), "harbour"),
    "santa-claus": Scene(Part("santa", "", "waving"), "snowy field", "night", "snow"),
    "sea": Scene(Part(""), "beach"),
    "snowy-street": Scene(Part(""), "snowy street", "sunset", "snow"),
    "sunset-sea": Scene(Part(""), "open sea", "sunset"),
    "train": Scene(Part("train", "green"), "mountains"),
    "woollen-hat": Scene(Part("woolen hat", "red"), "snowy field", "day", "snow"),
}


def _check():
    for name, scene in DESCRIPTIONS.items():
        strange = [word for part in scene.parts() for word in faults(part)]
        if name not in SCENES or strange or scene.setting not in SETTINGS:
            raise ValueError(f"The description of the piece {name!r} speaks of what the world does not have: {strange or scene.setting!r}.")


_check()

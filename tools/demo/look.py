#!/usr/bin/python3
"""Contact sheets to judge drawings by: every look of some subjects, every air of some settings, or scenes drawn by chance."""

import argparse
import random
import time
from pathlib import Path

from PIL import Image, ImageDraw

from world.compose import render
from world.description import SETTINGS, SUBJECTS, Part, Scene, random_part, random_scene, settings_for


def looks(names, count):
    """Each subject in its colours and poses, each at another place."""
    for name in names:
        subject, dice = SUBJECTS[name], random.Random(name)
        for number in range(max(count, len(subject.colours), len(subject.poses))):
            part = random_part(dice, name, 1 + number % subject.many if number % 3 == 2 else 1)
            if subject.colours:
                part = part._replace(colour=subject.colours[number % len(subject.colours)])
            if subject.poses:
                part = part._replace(pose=subject.poses[number % len(subject.poses)])
            place = dice.choice(settings_for(name))
            yield Scene(part, place.name, dice.choice(place.times) if number % 3 == 0 else place.times[0], frame="square", seed=number)


def airs(names):
    """Each setting at its times and in its weathers, alone and with something that belongs there by turns."""
    for name in names:
        place = SETTINGS[name]
        guests = sorted(subject for subject in SUBJECTS if place in settings_for(subject))
        for number, (hour, weather) in enumerate((hour, weather) for hour in place.times for weather in place.weathers):
            dice, frame = random.Random(number), ("landscape", "square", "portrait")[number % 3]
            part = random_part(dice, dice.choice(guests)) if guests and number % 2 else Part("")
            yield Scene(part, name, hour, weather, frame=frame, seed=number)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the sheet to write, .png or .jpg")
    parser.add_argument("--subjects", nargs="+", choices=sorted(SUBJECTS), default=[], metavar="NAME")
    parser.add_argument("--settings", nargs="+", choices=sorted(SETTINGS), default=[], metavar="NAME")
    parser.add_argument("--scenes", type=int, default=0, metavar="N", help="scenes drawn by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=4, help="pictures of a subject, at least")
    parser.add_argument("--size", type=int, default=240, help="pixels of a picture's shorter side")
    options = parser.parse_args()
    scenes = [*looks(options.subjects, options.count), *airs(options.settings),
              *(random_scene(f"{options.seed}/{number}") for number in range(options.scenes))]
    across, cell = min(8, len(scenes)), options.size
    sheet = Image.new("RGB", (across * cell, -(-len(scenes) // across) * (cell + 14)), "#202020")
    pen, start = ImageDraw.Draw(sheet), time.perf_counter()
    for number, scene in enumerate(scenes):
        picture = render(scene, options.size)
        picture.thumbnail((cell - 4, cell - 4))
        x, y = number % across * cell, number // across * (cell + 14)
        sheet.paste(picture, (x, y))
        main = scene.main
        words = (main.count if main.count > 1 else "", main.colour, main.subject, main.pose, *(value for _, value in main.traits), scene.on and "on " + scene.on,
                 scene.beside and "+" + scene.beside.subject, "@", scene.setting, scene.time, scene.weather)
        pen.text((x + 2, y + cell - 2), " ".join(str(word) for word in words if word)[:44], fill="#e0e0e0")
    sheet.save(options.out)
    print(f"{len(scenes)} pictures, {1000 * (time.perf_counter() - start) / len(scenes):.0f} ms each, {options.out}")


if __name__ == "__main__":
    main()

"""Training pictures: scenes drawn once at 144 x 144 into an array on disk, beside their descriptions."""

import pickle
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from pieces import SCENES as PIECES
from pieces.descriptions import DESCRIPTIONS
from world.compose import render
from world.description import random_scene

SIDE = 144  # a little more than the model sees, so that training can crop by chance
SHARD = 250


def scene_at(index, name, pieces, by_chance):
    """The description of a picture of the set `name` and, for a hand-composed one, the piece that draws it."""
    if index < pieces * len(DESCRIPTIONS):
        piece = sorted(DESCRIPTIONS)[index % len(DESCRIPTIONS)]
        return DESCRIPTIONS[piece]._replace(seed=f"{name}/{index}"), piece
    return by_chance(f"{name}/{index}"), None


def square(picture):
    """The centred square of a picture, as an array."""
    width, height = picture.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return np.asarray(picture.crop((left, top, left + side, top + side)).resize((SIDE, SIDE)) if side != SIDE
                      else picture.crop((left, top, left + side, top + side)))


def _draw(job):
    name, first, last, pieces, by_chance = job
    pictures, scenes = np.empty((last - first, SIDE, SIDE, 3), np.uint8), []
    for index in range(first, last):
        scene, piece = scene_at(index, name, pieces, by_chance)
        picture = PIECES[piece].render(scene.seed, SIDE / min(PIECES[piece].size)) if piece else render(scene, SIDE)
        pictures[index - first] = square(picture)
        scenes.append(scene)
    return first, pictures, scenes


class Joined:
    """Several arrays as if they were one after another, where they lie: together they are more than fits into memory beside the training."""

    def __init__(self, *arrays):
        self.arrays = arrays

    def __getitem__(self, index):
        for array in self.arrays:
            if index < len(array):
                return array[index]
            index -= len(array)
        raise IndexError(index)


def draw_set(folder, name, count, pieces=0, by_chance=random_scene):
    """Draws `count` pictures of the set, of which the first come from `pieces` drawings of each hand-composed piece
    and the others show what `by_chance` makes of a seed.

    Writes NAME.npy (uint8 [count, 144, 144, 3]) and NAME.pickle (the descriptions); does nothing when both are there.
    """
    pictures_at, scenes_at = folder / f"{name}.npy", folder / f"{name}.pickle"
    if not scenes_at.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pictures = np.lib.format.open_memmap(pictures_at, "w+", np.uint8, (count, SIDE, SIDE, 3))
        scenes = [None] * count
        jobs = [(name, first, min(first + SHARD, count), pieces, by_chance) for first in range(0, count, SHARD)]
        with ProcessPoolExecutor() as pool:
            for number, (first, drawn, described) in enumerate(pool.map(_draw, jobs), 1):
                pictures[first:first + len(drawn)] = drawn
                scenes[first:first + len(drawn)] = described
                if number % 10 == 0 or number == len(jobs):
                    print(f"{name}: {min(number * SHARD, count)} of {count} pictures", flush=True)
        pictures.flush()
        scenes_at.write_bytes(pickle.dumps(scenes))
    return np.load(pictures_at, mmap_mode="r"), pickle.loads(scenes_at.read_bytes())

#!/usr/bin/python3
"""Makes the demo model from nothing: draws the training pictures, trains both towers, writes the model folder. See README.md."""

import argparse
import json
import os
import time
from pathlib import Path

import torch

from model import vocabulary
from model.data import Joined, draw_set
from model.export import export
from model.towers import IMAGE_SIZE, ImageTower, TextTower
from model.train import BATCH, CAPTIONS, Stage, keep_memory, train
from pieces.descriptions import DESCRIPTIONS
from world.description import popular_scene

REPOSITORY = Path(__file__).parents[2]
# Scenes of the whole world, any subject about as often; scenes of what people look for most; drawings of each hand-composed picture.
PICTURES, POPULAR, PIECES = 48_000, 76_000, 25
# Crops keep the image tower from learning its pictures by heart; then whole pictures, since a crop may cut a lettering short.
CROPPED = Stage(steps=4600, rate=1.5e-3, fall=4600, scale=14.0, sizes=((0.2, 80), (0.45, 104), (1.0, IMAGE_SIZE)), crops=0.5)
WHOLE = Stage(steps=350, rate=3e-4, fall=350, scale=37.5, sizes=((1.0, IMAGE_SIZE),))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / "clipsearch" / "demo", help="model folder to write")
    parser.add_argument("--work", type=Path, default=Path("/tmp/clipsearch-demo"), help="where the training pictures are kept (8 GB)")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    keep_memory()
    options.out.mkdir(parents=True, exist_ok=True)
    plain, popular = draw_set(options.work, "train", PICTURES, PIECES), draw_set(options.work, "popular", POPULAR, by_chance=popular_scene)
    pictures, scenes = Joined(plain[0], popular[0]), plain[1] + popular[1]
    held_out = draw_set(options.work, "unseen", 1000)
    ids, started = vocabulary.write(options.out), time.perf_counter()
    tokenizer = vocabulary.tokenizer(options.out)
    torch.manual_seed(options.seed)
    towers = ImageTower(), TextTower(len(ids))

    def save(image_tower, text_tower):
        export(image_tower, text_tower, options.out, ids)
        made = {"pictures": PICTURES, "popular": POPULAR, "pieces": PIECES * len(DESCRIPTIONS), "composed": len(DESCRIPTIONS),
                "steps": [CROPPED.steps, WHOLE.steps], "batch": BATCH, "captions": CAPTIONS, "seed": options.seed,
                "minutes": round((time.perf_counter() - started) / 60), "vocabulary": len(ids),
                "text_numbers": _millions(text_tower), "image_numbers": _millions(image_tower)}
        (options.work / "made.json").write_text(json.dumps(made))

    for seed, stage in enumerate((CROPPED, WHOLE), options.seed):
        train(towers, pictures, scenes, held_out, tokenizer, stage, seed, save)


def _millions(tower):
    return sum(parameter.numel() for parameter in tower.parameters()) / 1e6


if __name__ == "__main__":
    main()

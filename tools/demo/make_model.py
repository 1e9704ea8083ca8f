#!/usr/bin/python3
"""Makes the demo model from nothing: draws the training pictures, trains both towers, writes the model folder. See README.md."""

import argparse
import json
import os
import time
from pathlib import Path

import torch

from model import vocabulary
from model.data import draw_set
from model.export import export
from model.train import BATCH, CAPTIONS, train
from pieces.descriptions import DESCRIPTIONS

REPOSITORY = Path(__file__).parents[2]
PIECES = 25  # training drawings of each hand-composed picture


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / "clipsearch" / "demo", help="model folder to write")
    parser.add_argument("--work", type=Path, default=Path("/tmp/clipsearch-demo"), help="where the training pictures are kept (3 GB)")
    parser.add_argument("--pictures", type=int, default=48_000, help="training pictures to draw")
    parser.add_argument("--steps", type=int, default=2700, help="training steps")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    options.out.mkdir(parents=True, exist_ok=True)
    pictures, scenes = draw_set(options.work, "train", options.pictures, PIECES)
    held_out = draw_set(options.work, "unseen", 1000)
    ids, started = vocabulary.write(options.out), time.perf_counter()

    def save(image_tower, text_tower):
        export(image_tower, text_tower, options.out, ids)
        made = {"pictures": options.pictures, "pieces": PIECES * len(DESCRIPTIONS), "composed": len(DESCRIPTIONS), "steps": options.steps,
                "batch": BATCH, "captions": CAPTIONS, "seed": options.seed, "minutes": round((time.perf_counter() - started) / 60),
                "vocabulary": len(ids), "text_numbers": _millions(text_tower), "image_numbers": _millions(image_tower)}
        (options.work / "made.json").write_text(json.dumps(made))

    train(pictures, scenes, held_out, vocabulary.tokenizer(options.out), options.steps, options.seed, save)


def _millions(tower):
    return sum(parameter.numel() for parameter in tower.parameters()) / 1e6


if __name__ == "__main__":
    main()

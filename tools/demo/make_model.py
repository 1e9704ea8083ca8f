#!/usr/bin/python3
"""Makes the demo model from nothing: draws the training pictures, trains both towers, writes the model folder. See README.md."""

import argparse
from pathlib import Path

import torch

from model import vocabulary
from model.data import draw_set
from model.export import export
from model.train import train

REPOSITORY = Path(__file__).parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / "clipsearch" / "demo", help="model folder to write")
    parser.add_argument("--work", type=Path, default=Path("/tmp/clipsearch-demo"), help="where the training pictures are kept (3 GB)")
    parser.add_argument("--pictures", type=int, default=40_000, help="training pictures to draw")
    parser.add_argument("--steps", type=int, default=3000, help="training steps")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(torch.get_num_threads() if torch.get_num_threads() > 1 else 2)
    options.out.mkdir(parents=True, exist_ok=True)
    pictures, scenes = draw_set(options.work, "train", options.pictures, pieces=25)
    held_out = draw_set(options.work, "unseen", 1000)
    ids = vocabulary.write(options.out)
    save = lambda image_tower, text_tower: export(image_tower, text_tower, options.out, ids)  # noqa: E731
    train(pictures, scenes, held_out, vocabulary.tokenizer(options.out), options.steps, options.seed, save)


if __name__ == "__main__":
    main()

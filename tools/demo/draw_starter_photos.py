#!/usr/bin/python3
"""Draws the pictures in photos/ that a fresh clone starts with. See README.md beside this file."""

import argparse
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pieces import SCENES


def draw(job):
    name, seed, path = job
    SCENES[name].render(seed).save(path, quality=82, optimize=True, subsampling="4:2:0")
    return name, path, path.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "photos", help="folder to write to")
    parser.add_argument("--seed", type=int, default=20, help="another seed gives other pictures of the same scenes, in another order")
    parser.add_argument("--only", nargs="+", choices=sorted(SCENES), metavar="SCENE", help="draw these scenes only, each under its own name")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    names = sorted(SCENES)
    random.Random(options.seed).shuffle(names)  # so that neighbours in the folder differ and file names give nothing away
    jobs = [(name, options.seed, options.out / f"photo-{number:03}.jpg") for number, name in enumerate(names, 1)]
    if options.only:
        jobs = [(name, options.seed, options.out / f"{name}.jpg") for name in options.only]
    total = 0
    with ProcessPoolExecutor() as pool:
        for name, path, size in pool.map(draw, jobs):
            total += size
            print(f"{path.name}  {size / 1000:6.1f} kB  {name}")
    print(f"{len(jobs)} pictures, {total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

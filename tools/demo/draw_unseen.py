#!/usr/bin/python3
"""Draws scenes that training never saw, at full size, with a caption each that names subject, attribute and setting."""

import argparse
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from captions.grammar import caption
from world.compose import render
from world.description import random_scene


def draw(job):
    number, path = job
    scene = random_scene(f"unseen/{number}")
    render(scene, 400).save(path, quality=88)
    return path.name, caption(scene, random.Random(f"unseen caption/{number}"), careful=True)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write; captions.tsv in it has the captions")
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        lines = list(pool.map(draw, ((number, options.out / f"{number:04}.jpg") for number in range(options.count)), chunksize=20))
    (options.out / "captions.tsv").write_text("".join(f"{name}\t{text}\n" for name, text in lines), encoding="utf-8")
    print(f"{len(lines)} pictures and {options.out / 'captions.tsv'}")


if __name__ == "__main__":
    main()

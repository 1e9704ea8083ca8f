#!/usr/bin/python3
"""Draws the pictures in photos/, and writes the table of what each shows beside the tests. See README.md."""

import argparse
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageDraw

from gallery.scenes import SCENES
from pieces import SCENES as PIECES
from pieces.descriptions import DESCRIPTIONS
from world.compose import render
from world.subjects import SUBJECTS

REPOSITORY = Path(__file__).parents[2]
QUALITY = 70  # keeps the folder under 10 MB


def shows(scene):
    """What a scene shows, in words: colour, number and name first."""
    main = scene.main
    words = [str(main.count) if main.count > 1 else "", main.colour, main.subject, main.pose, *(value for _, value in main.traits)]
    if scene.on:
        words += ["on", scene.on_colour, scene.on]
    if scene.beside:
        words += ["beside", scene.beside.colour, scene.beside.subject]
    around = [scene.setting] + ([] if scene.indoors() else [scene.time, scene.weather])
    return f"{' '.join(filter(None, words)) or 'no subject'}; {', '.join(around)}"


def facts(scene):
    """What a query may ask of the picture, as name=value; names and values have hyphens for spaces."""
    main = scene.main
    pairs = [("subject", main.subject), ("kind", SUBJECTS[main.subject].kind if main.subject else ""), ("count", main.count if main.subject else ""),
             ("colour", main.colour), ("pose", main.pose), *main.traits, ("on", scene.on), ("on-colour", scene.on_colour),
             ("beside", scene.beside.subject if scene.beside else ""), ("setting", scene.setting)]
    if not scene.indoors():
        pairs += [("time", scene.time), ("weather", scene.weather)]
    return " ".join(f"{name}={str(value).replace(' ', '-')}" for name, value in pairs if value)


def draw(job):
    piece, scene, path = job
    picture = PIECES[piece].render(20) if piece else render(scene, 576)
    picture.save(path, quality=QUALITY, optimize=True, progressive=True, subsampling="4:2:0")
    return path, scene, path.stat().st_size


def contact_sheets(drawn, folder, across=8, down=6, cell=240):
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, len(drawn), across * down):
        sheet = Image.new("RGB", (across * cell, down * (cell + 14)), "#202020")
        pen = ImageDraw.Draw(sheet)
        for place, (path, scene, _) in enumerate(drawn[first:first + across * down]):
            picture = Image.open(path)
            picture.thumbnail((cell - 4, cell - 4))
            x, y = place % across * cell, place // across * (cell + 14)
            sheet.paste(picture, (x, y))
            pen.text((x + 2, y + cell - 2), f"{path.stem[-3:]} {shows(scene)}"[:42], fill="#e0e0e0")
        sheet.save(folder / f"sheet-{first // (across * down) + 1}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "photos", help="folder to write to; photo-*.jpg in it are replaced")
    parser.add_argument("--table", type=Path, default=REPOSITORY / "ClipSearch.Tests" / "Demo" / "gallery.tsv", help="table to write")
    parser.add_argument("--sheets", type=Path, help="folder for contact sheets to judge the gallery by")
    parser.add_argument("--only", help="draw those scenes only whose description contains this text, without the table")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    wanted = [(piece, scene) for piece, scene in DESCRIPTIONS.items()] + [(None, scene) for scene in SCENES]
    random.Random(20).shuffle(wanted)  # so that neighbours in the folder differ and file names give nothing away
    jobs = [(piece, scene, options.out / f"photo-{number:03}.jpg") for number, (piece, scene) in enumerate(wanted, 1)]
    if options.only:
        jobs = [job for job in jobs if options.only in f"{job[0]} {shows(job[1])}"]
    else:
        for old in options.out.glob("photo-*.jpg"):
            old.unlink()
    with ProcessPoolExecutor() as pool:
        drawn = list(pool.map(draw, jobs))
    if not options.only:
        lines = ["# What each picture of photos/ shows, written by tools/demo/draw_gallery.py: file, in words, in facts.",
                 *(f"{path.name}\t{shows(scene)}\t{facts(scene)}" for path, scene, _ in drawn)]
        options.table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.sheets:
        contact_sheets(drawn, options.sheets)
    print(f"{len(drawn)} pictures, {sum(size for _, _, size in drawn) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

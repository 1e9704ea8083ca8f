#!/usr/bin/python3
"""Draw synthetic pictures and write the pixels that the reference (Pillow) makes of them.

usage: make_preprocess_golden.py [OUT_FOLDER]      default: ClipSearch.Tests/Golden of this repository

OUT_FOLDER/preprocess/NAME.png                  the picture
OUT_FOLDER/preprocess/NAME.expected224.png      its pixels after resize and centre crop to 224 (or 64: NAME.expected64.png)
OUT_FOLDER/orientation/orientation-N.jpg        one drawing stored in the eight ways of EXIF orientation (1 to 8)
OUT_FOLDER/orientation/upright.png              how each of them is to look (JPEG is lossy: compare with a tolerance)
OUT_FOLDER/formats/NAME.EXT                     the same kind of drawing in awkward but valid files
OUT_FOLDER/formats/drawing.png                  how they are to look; drawing-grey.png where the file is grey,
                                                drawing-with-hole.png (over white) for the transparent palette
The same script writes the same bytes every time.
"""
import os
import shutil
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from preprocess import flatten, resize_and_crop

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ORIENTATION = 0x0112


def grid(width, height):
    return np.meshgrid(np.arange(width), np.arange(height))


def gradient(width, height):
    x, y = grid(width, height)
    return np.dstack([x * 255 // max(width - 1, 1), y * 255 // max(height - 1, 1), (x + y) * 255 // max(width + height - 2, 1)]).astype(np.uint8)


def checkerboard(width, height, cell, dark=(10, 20, 40), light=(250, 240, 220)):
    x, y = grid(width, height)
    return np.where(((x // cell + y // cell) % 2 == 0)[..., None], dark, light).astype(np.uint8)


def noise(width, height, seed, channels=3):
    return np.random.RandomState(seed).randint(0, 256, size=(height, width, channels)).astype(np.uint8)


def circles(width, height):
    """Hard-edged discs of full colours: bicubic overshoots at their edges and must be clipped."""
    image = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    colours = [(255, 0, 0), (0, 0, 0), (0, 0, 255), (0, 255, 0), (255, 255, 0), (255, 0, 255)]
    step = max(min(width, height) // 4, 2)
    for n, (left, top) in enumerate((x, y) for y in range(0, height, step) for x in range(0, width, step)):
        draw.ellipse((left, top, left + step - 2, top + step - 2), fill=colours[(n * 7 + n // 5) % len(colours)])
    return np.asarray(image)


def stripes(width, height):
    """Fine bands of changing width: resizing without antialiasing turns them into moire."""
    x, y = grid(width, height)
    band = (x * x // 97 + y * 3) % 16
    return np.dstack([np.where(band < 8, 235, 30), np.where(band < 4, 200, 60), np.where(band < 12, 90, 180)]).astype(np.uint8)


def see_through(width, height):
    """RGBA: a gradient whose alpha falls from left to right in 16 steps and is 0 in one corner, with strong colours under it."""
    x, y = grid(width, height)
    alpha = 255 - (x * 16 // width) * 17
    alpha = np.where((x < width // 4) & (y < height // 4), 0, alpha)
    return np.dstack([gradient(width, height), alpha]).astype(np.uint8)


def preprocess_pictures():
    """(name, picture, sizes)"""
    yield "rgb-61x40-circles", Image.fromarray(circles(61, 40)), (224, 64)
    yield "rgb-225x337-gradient", Image.fromarray(gradient(225, 337)), (224,)
    yield "rgb-1000x90-stripes", Image.fromarray(stripes(1000, 90)), (224, 64)
    yield "rgb-90x1000-checkerboard", Image.fromarray(checkerboard(90, 1000, 7)), (224,)
    yield "rgb-64x64-noise", Image.fromarray(noise(64, 64, seed=1)), (224, 64)
    yield "rgb-224x224-circles", Image.fromarray(circles(224, 224)), (224, 64)
    yield "rgb-1x1", Image.fromarray(np.array([[[200, 30, 90]]], np.uint8)), (224, 64)
    yield "rgb-3x700-gradient", Image.fromarray(gradient(3, 700)), (224,)
    yield "rgb-640x480-stripes", Image.fromarray(stripes(640, 480)), (224, 64)
    yield "rgb-1200x801-checkerboard", Image.fromarray(checkerboard(1200, 801, 11)), (224,)
    yield "rgb-227x230-noise", Image.fromarray(noise(227, 230, seed=2) // 51 * 51), (64,)
    yield "grey-301x200-gradient", Image.fromarray(gradient(301, 200)[..., 2]), (224,)
    yield "palette-150x151-circles", Image.fromarray(circles(150, 151)).quantize(colors=16, method=Image.MEDIANCUT, dither=Image.Dither.NONE), (224,)
    yield "rgba-160x120-gradient", Image.fromarray(see_through(160, 120)), (224, 64)
    grey = gradient(99, 130)[..., 2]
    yield "grey-alpha-99x130-gradient", Image.fromarray(np.dstack([grey, 255 - grey // 15 * 15]), "LA"), (64,)


def write_preprocess(folder):
    for name, image, sizes in preprocess_pictures():
        image.save(f"{folder}/{name}.png", optimize=True)
        with Image.open(f"{folder}/{name}.png") as stored:
            for size in sizes:
                resize_and_crop(stored, size).save(f"{folder}/{name}.expected{size}.png", optimize=True)


def drawing(width=72, height=48):
    """No two of its eight turns and mirrorings look alike: four quarters in four colours, a black disc at the upper left, a smooth edge below."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for box, colour in [((0, 0, width // 2, height // 2), (220, 60, 50)), ((width // 2, 0, width, height // 2), (60, 170, 80)),
                        ((0, height // 2, width // 2, height), (50, 90, 200)), ((width // 2, height // 2, width, height), (235, 215, 80))]:
        draw.rectangle(box, fill=colour)
    draw.ellipse((6, 5, 20, 19), fill=(15, 15, 15))
    return image


def write_orientation(folder):
    upright = drawing()
    upright.save(f"{folder}/upright.png", optimize=True)
    turn = Image.Transpose
    # What has to be done to the upright picture so that a viewer who obeys the tag turns it back.
    stored = {1: [], 2: [turn.FLIP_LEFT_RIGHT], 3: [turn.ROTATE_180], 4: [turn.FLIP_TOP_BOTTOM],
              5: [turn.TRANSPOSE], 6: [turn.ROTATE_90], 7: [turn.TRANSVERSE], 8: [turn.ROTATE_270]}
    for number, turns in stored.items():
        image = upright
        for step in turns:
            image = image.transpose(step)
        exif = Image.Exif()
        exif[ORIENTATION] = number
        path = f"{folder}/orientation-{number}.jpg"
        image.save(path, quality=95, subsampling=0, exif=exif)
        with Image.open(path) as check:
            seen = np.asarray(ImageOps.exif_transpose(check).convert("RGB"), int)
        off = np.abs(seen - np.asarray(upright, int))
        assert off.mean() < 2, f"{path} does not turn back to the upright drawing"


def tiff_rgb16(pixels):
    """A little-endian, uncompressed 16-bit RGB TIFF, written byte by byte because Pillow has no such mode."""
    height, width, _ = pixels.shape
    data = pixels.astype("<u2").tobytes()
    short, long = 3, 4
    first = 8
    entries = 10
    after = first + 2 + entries * 12 + 4
    tags = [(256, short, 1, width), (257, short, 1, height), (258, short, 3, after), (259, short, 1, 1), (262, short, 1, 2),
            (273, long, 1, after + 6), (277, short, 1, 3), (278, short, 1, height), (279, long, 1, len(data)), (284, short, 1, 1)]
    assert len(tags) == entries
    out = b"II*\0" + first.to_bytes(4, "little") + entries.to_bytes(2, "little")
    for tag, kind, count, value in tags:
        out += tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + count.to_bytes(4, "little") + value.to_bytes(4, "little")
    return out + bytes(4) + (16).to_bytes(2, "little") * 3 + data


def write_formats(folder):
    image = drawing()
    pixels = np.asarray(image)
    image.save(f"{folder}/drawing.png", optimize=True)
    image.convert("L").save(f"{folder}/drawing-grey.png", optimize=True)
    image.convert("CMYK").save(f"{folder}/cmyk.jpg", quality=95, subsampling=0)
    image.convert("L").save(f"{folder}/grey.jpg", quality=95)
    image.save(f"{folder}/progressive.jpg", quality=95, subsampling=0, progressive=True)
    image.save(f"{folder}/24-bit.bmp")
    image.quantize(colors=16, dither=Image.Dither.NONE).save(f"{folder}/8-bit-palette.bmp")
    image.save(f"{folder}/lossless.webp", lossless=True)
    Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257).save(f"{folder}/grey-16-bit.png", optimize=True)
    with open(f"{folder}/rgb-16-bit.tiff", "wb") as file:
        file.write(tiff_rgb16(pixels.astype(np.uint16) * 257))
    palette = image.quantize(colors=15, dither=Image.Dither.NONE)
    indices = np.array(palette)
    indices[5:20, 40:60] = 15  # a hole in the upper right quarter
    hole = Image.fromarray(indices, "P")
    hole.putpalette(palette.getpalette()[:45] + [255, 0, 255])
    hole.save(f"{folder}/palette-transparent.png", transparency=15, optimize=True)
    with Image.open(f"{folder}/palette-transparent.png") as stored:
        flatten(stored).save(f"{folder}/drawing-with-hole.png", optimize=True)
    frames = [image.transpose(Image.Transpose.FLIP_LEFT_RIGHT), Image.new("RGB", image.size, (0, 0, 0))]
    image.save(f"{folder}/animated.gif", save_all=True, append_images=frames, duration=100, loop=0)


def main():
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    out = sys.argv[1] if len(sys.argv) == 2 else os.path.join(REPOSITORY, "ClipSearch.Tests", "Golden")
    for name, write in (("preprocess", write_preprocess), ("orientation", write_orientation), ("formats", write_formats)):
        folder = os.path.join(out, name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        write(folder)
        print(f"{folder}: {len(os.listdir(folder))} files, {sum(entry.stat().st_size for entry in os.scandir(folder)):,} bytes")


if __name__ == "__main__":
    main()

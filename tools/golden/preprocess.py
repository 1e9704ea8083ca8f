"""The reference's way from a picture file to pixels, with Pillow: what the real model's preprocessor does.

Decode to RGB (transparent pictures over white), resize the shorter side to S with antialiased bicubic, cut the
middle S x S. Rotation by EXIF is not applied here.
"""
import numpy as np
from PIL import Image


def flatten(image):
    """RGB pixels of the picture, laid over white where it is transparent: (alpha * colour + (255 - alpha) * 255) / 255, rounded."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = np.asarray(image.convert("RGBA"), np.int64)
        alpha = rgba[..., 3:]
        return Image.fromarray(((2 * (alpha * rgba[..., :3] + (255 - alpha) * 255) + 255) // 510).astype(np.uint8), "RGB")
    return image.convert("RGB")


def resize_and_crop(image, size):
    image = flatten(image)
    width, height = image.size
    short, long = min(width, height), max(width, height)
    longer = int(size * long / short)
    image = image.resize((size, longer) if width <= height else (longer, size), Image.BICUBIC)
    left, top = round((image.width - size) / 2), round((image.height - size) / 2)  # round half to even
    return image.crop((left, top, left + size, top + size))


def pixel_values(image, size, mean, std):
    """float32 [3, size, size]: scaled to 0..1, less the mean, by the standard deviation."""
    pixels = np.asarray(resize_and_crop(image, size), np.float64) / 255
    return ((pixels - np.array(mean)) / np.array(std)).transpose(2, 0, 1).astype(np.float32)

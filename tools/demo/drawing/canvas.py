"""The canvas all scenes are drawn on: paths, gradients, soft layers, light on a shape, noise, and the film finish.

Coordinates are units, y downwards; a canvas of scale 1 has a pixel per unit, and the same drawing at a smaller scale gives the same
picture in fewer pixels. Blur, depth and noise follow the transformation in force, so a shape drawn smaller is shaded alike. A colour is "#rrggbb" or "#rrggbbaa"; a paint is a colour or a
cairo pattern; a path is a function that adds an outline to a cairo context. Light falls from the upper left unless said otherwise.
"""

import math
import random
from contextlib import contextmanager
from functools import lru_cache

import cairo
import numpy as np
from PIL import Image, ImageFilter


@lru_cache(4096)
def rgba(colour):
    """The four components, 0-1, of a "#rrggbb" or "#rrggbbaa" colour."""
    digits = colour[1:] if len(colour) == 9 else colour[1:] + "ff"
    return tuple(part / 255 for part in bytes.fromhex(digits))


def mix(first, second, share):
    """The colour that lies `share` (0-1) of the way from first to second."""
    (a, b, c, _), (d, e, f, _) = rgba(first), rgba(second)
    return f"#{round(255 * (a + (d - a) * share)):02x}{round(255 * (b + (e - b) * share)):02x}{round(255 * (c + (f - c) * share)):02x}"


def faded(colour, alpha):
    """The colour with the given opacity, 0-1."""
    return f"{colour[:7]}{round(255 * min(1, max(0, alpha))):02x}"


def _with_stops(pattern, colours):
    for index, stop in enumerate(colours):
        position, colour = stop if isinstance(stop, tuple) else (index / max(1, len(colours) - 1), stop)
        pattern.add_color_stop_rgba(position, *rgba(colour))
    return pattern


def linear(x0, y0, x1, y1, *colours):
    """A gradient along a line; a stop is a colour (spread evenly) or (position, colour)."""
    return _with_stops(cairo.LinearGradient(x0, y0, x1, y1), colours)


def vertical(y0, y1, *colours):
    return linear(0, y0, 0, y1, *colours)


def radial(x, y, radius, *colours):
    return _with_stops(cairo.RadialGradient(x, y, 0, x, y, radius), colours)


def poly(*points):
    def path(ctx):
        ctx.move_to(*points[0])
        for point in points[1:]:
            ctx.line_to(*point)
        ctx.close_path()
    return path


def line(*points):
    def path(ctx):
        ctx.move_to(*points[0])
        for point in points[1:]:
            ctx.line_to(*point)
    return path


def _through(points, closed):
    """Control points of the Catmull-Rom spline through the given points, as Bezier segments."""
    count = len(points)
    for i in range(count if closed else count - 1):
        at = (lambda k: points[k % count]) if closed else (lambda k: points[min(max(k, 0), count - 1)])
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        yield (b, (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6),
               (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6), c)


def blob(*points):
    """A smooth closed outline through the points."""
    def path(ctx):
        ctx.move_to(*points[0])
        for _, first, second, end in _through(points, True):
            ctx.curve_to(*first, *second, *end)
        ctx.close_path()
    return path


def curve(*points):
    """A smooth open line through the points."""
    def path(ctx):
        ctx.move_to(*points[0])
        for _, first, second, end in _through(points, False):
            ctx.curve_to(*first, *second, *end)
    return path


def limb(points, widths):
    """A smooth, tapering, round-ended band along the points; widths are its full widths at them."""
    spine = []
    for i, (a, b, c, d) in enumerate(_through(points, False)):
        for step in range(10):
            t = step / 10
            u = 1 - t
            spine.append((u**3 * a[0] + 3 * u * u * t * b[0] + 3 * u * t * t * c[0] + t**3 * d[0],
                          u**3 * a[1] + 3 * u * u * t * b[1] + 3 * u * t * t * c[1] + t**3 * d[1],
                          (widths[i] + (widths[i + 1] - widths[i]) * t) / 2))
    spine.append((*points[-1], widths[-1] / 2))
    left, right, angle = [], [], 0.0
    for i, (x, y, radius) in enumerate(spine):
        ahead, behind = spine[min(i + 1, len(spine) - 1)], spine[max(i - 1, 0)]
        angle = math.atan2(ahead[1] - behind[1], ahead[0] - behind[0])
        left.append((x + radius * math.sin(angle), y - radius * math.cos(angle)))
        right.append((x - radius * math.sin(angle), y + radius * math.cos(angle)))
    x, y, radius = spine[-1]
    tip = [(x + radius * math.cos(angle + turn), y + radius * math.sin(angle + turn)) for turn in (-1.0, -0.5, 0, 0.5, 1.0)]
    x, y, radius = spine[0]
    angle = math.atan2(spine[1][1] - y, spine[1][0] - x) + math.pi
    root = [(x + radius * math.cos(angle + turn), y + radius * math.sin(angle + turn)) for turn in (-1.0, -0.5, 0, 0.5, 1.0)]
    return poly(*left, *tip, *reversed(right), *root)


def ellipse(x, y, rx, ry=None, turn=0.0):
    def path(ctx):
        ctx.save()
        ctx.translate(x, y)
        ctx.rotate(turn)
        ctx.scale(max(rx, 0.01), max(rx if ry is None else ry, 0.01))
        ctx.new_sub_path()
        ctx.arc(0, 0, 1, 0, 2 * math.pi)
        ctx.close_path()
        ctx.restore()
    return path


def rect(x, y, width, height, radius=0.0):
    def path(ctx):
        if not radius:
            ctx.rectangle(x, y, width, height)
            return
        ctx.new_sub_path()
        ctx.arc(x + width - radius, y + radius, radius, -math.pi / 2, 0)
        ctx.arc(x + width - radius, y + height - radius, radius, 0, math.pi / 2)
        ctx.arc(x + radius, y + height - radius, radius, math.pi / 2, math.pi)
        ctx.arc(x + radius, y + radius, radius, math.pi, 1.5 * math.pi)
        ctx.close_path()
    return path


def joined(*paths):
    def path(ctx):
        for one in paths:
            one(ctx)
    return path


def _blurred(surface, radius):
    size = (surface.get_width(), surface.get_height())
    # cairo's pixels are premultiplied, so the four channels may be blurred alike without dark seams.
    image = Image.frombuffer("RGBA", size, bytes(surface.get_data()), "raw", "RGBA", 0, 1)
    data = bytearray(image.filter(ImageFilter.GaussianBlur(radius)).tobytes())
    return cairo.ImageSurface.create_for_data(data, cairo.FORMAT_ARGB32, *size)


def _shifted(field, down, right):
    """The field moved by whole pixels; its border continues into what is uncovered."""
    rows, columns = (np.clip(np.arange(size) - step, 0, size - 1) for size, step in zip(field.shape, (down, right)))
    return field[rows[:, None], columns]


class Canvas:
    """One picture in the making; `random` and the noise follow from the seed alone."""

    def __init__(self, width, height, seed, scale=1.0):
        self.width, self.height, self.scale = width, height, scale
        self.columns, self.rows = round(width * scale), round(height * scale)  # pixels
        self.surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, self.columns, self.rows)
        self.ctx = cairo.Context(self.surface)
        self.ctx.scale(scale, scale)
        # Strokes that fall below a pixel are not worth drawing one by one: repeated marks thin out with the scale.
        self.detail = min(1.0, scale * 1.6)
        self.random = random.Random(seed)
        self._noise = np.random.RandomState(seed % 2**32)

    def unit(self):
        """Pixels per unit under the transformation in force."""
        xx, yx, xy, yy = tuple(self.ctx.get_matrix())[:4]
        return math.sqrt(abs(xx * yy - yx * xy))

    def marks(self, count):
        """How many of `count` small repeated marks to draw at this scale."""
        return max(1, round(count * self.detail))

    # --- painting -------------------------------------------------------------------------------------------------------

    def _set(self, paint):
        if isinstance(paint, str):
            self.ctx.set_source_rgba(*rgba(paint))
        else:
            self.ctx.set_source(paint)

    def all(self, paint):
        self._set(paint)
        self.ctx.paint()

    def fill(self, path, paint):
        self.ctx.new_path()
        path(self.ctx)
        self._set(paint)
        self.ctx.fill()

    def stroke(self, path, paint, width=2.0, square=False):
        self.ctx.new_path()
        path(self.ctx)
        self._set(paint)
        self.ctx.set_line_width(width)
        self.ctx.set_line_cap(cairo.LINE_CAP_BUTT if square else cairo.LINE_CAP_ROUND)
        self.ctx.set_line_join(cairo.LINE_JOIN_MITER if square else cairo.LINE_JOIN_ROUND)
        self.ctx.stroke()

    @contextmanager
    def clip(self, path):
        """What is painted inside stays within the path."""
        self.ctx.save()
        self.ctx.new_path()
        path(self.ctx)
        self.ctx.clip()
        try:
            yield
        finally:
            self.ctx.restore()

    @contextmanager
    def placed(self, x=0.0, y=0.0, scale=1.0, turn=0.0, flip=False):
        """Inside, (0, 0) is the point (x, y), and lengths are scaled, turned and maybe mirrored."""
        self.ctx.save()
        self.ctx.translate(x, y)
        self.ctx.rotate(turn)
        self.ctx.scale(-scale if flip else scale, scale)
        try:
            yield
        finally:
            self.ctx.restore()

    @contextmanager
    def whole(self):
        """Inside, coordinates are those of the whole picture, whatever was placed; the clip stays."""
        matrix = self.ctx.get_matrix()
        self.ctx.identity_matrix()
        self.ctx.scale(self.scale, self.scale)
        try:
            yield
        finally:
            self.ctx.set_matrix(matrix)

    @contextmanager
    def layer(self, blur=0.0, alpha=1.0, operator=cairo.OPERATOR_OVER):
        """What is painted inside is blurred as a whole and then laid over the picture."""
        outer, surface = self.ctx, cairo.ImageSurface(cairo.FORMAT_ARGB32, self.columns, self.rows)
        blur *= self.unit()
        self.ctx = cairo.Context(surface)
        self.ctx.set_matrix(outer.get_matrix())
        try:
            yield
        finally:
            self.ctx = outer
        surface.flush()
        outer.save()
        outer.identity_matrix()
        outer.set_operator(operator)
        outer.set_source_surface(_blurred(surface, blur) if blur else surface, 0, 0)
        outer.paint_with_alpha(alpha)
        outer.restore()

    def glow(self, x, y, radius, colour, alpha=1.0):
        """Added light around a point."""
        self.ctx.save()
        self.ctx.set_operator(cairo.OPERATOR_SCREEN)
        self.fill(ellipse(x, y, radius), radial(x, y, radius, (0, faded(colour, alpha)), (0.25, faded(colour, alpha * 0.5)),
                                                (0.6, faded(colour, alpha * 0.13)), (1, faded(colour, 0))))
        self.ctx.restore()

    def shadow(self, path, blur=10.0, alpha=0.4, dx=0.0, dy=0.0, colour="#1a1424"):
        """The soft shadow that the path casts on what is already painted."""
        with self.layer(blur, alpha):
            self.ctx.translate(dx, dy)
            self.fill(path, colour)

    # --- masks and noise ------------------------------------------------------------------------------------------------

    def mask(self, amounts, paint, left=0, top=0):
        """Lays the paint on by an array of opacities 0-1, a value a pixel from (left, top) on, within the clip in force.

        The paint is in pixels.
        """
        rows, columns = amounts.shape
        stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, columns)
        data = np.zeros((rows, stride), np.uint8)
        data[:, :columns] = np.minimum(np.maximum(amounts * 255 + 0.5, 0), 255)
        surface = cairo.ImageSurface.create_for_data(memoryview(data), cairo.FORMAT_A8, columns, rows, stride)
        self.ctx.save()
        self.ctx.identity_matrix()
        self._set(paint)
        self.ctx.mask_surface(surface, left, top)
        self.ctx.restore()

    def coverage(self, path, left=0, top=0, columns=None, rows=None):
        """How much of each pixel the path covers, 0-1, as a rows x columns array; without a place, of the whole picture."""
        columns, rows = columns or self.columns, rows or self.rows
        surface = cairo.ImageSurface(cairo.FORMAT_A8, columns, rows)
        surface.set_device_offset(-left, -top)
        ctx = cairo.Context(surface)
        ctx.set_matrix(self.ctx.get_matrix())
        path(ctx)
        ctx.fill()
        surface.flush()
        return np.frombuffer(bytes(surface.get_data()), np.uint8).reshape(rows, -1)[:, :columns] / np.float32(255)

    def _extents(self, path, margin):
        """The pixels that the path can touch, with a margin: left, top, columns, rows; or None when it lies outside."""
        self.ctx.new_path()
        path(self.ctx)
        x0, y0, x1, y1 = self.ctx.fill_extents()
        self.ctx.new_path()
        corners = [self.ctx.user_to_device(x, y) for x in (x0, x1) for y in (y0, y1)]
        left, top = (max(0, math.floor(min(corner[axis] for corner in corners) - margin)) for axis in (0, 1))
        right, bottom = (min(size, math.ceil(max(corner[axis] for corner in corners) + margin))
                         for axis, size in ((0, self.columns), (1, self.rows)))
        return (left, top, right - left, bottom - top) if right > left and bottom > top else None

    def solid(self, path, paint, depth=16.0, shade=0.45, gloss=0.3, light=(-0.7, -0.7), dark="#160f2a", bright="#fff4dc"):
        """Fills the path as a rounded body: lit on the side of the light, in shadow on the other. Depth is in units."""
        self.fill(path, paint)
        depth *= self.unit()
        place = self._extents(path, depth * 2 + 2)
        if not place:
            return
        cover = self.coverage(path, *place)
        image = Image.fromarray((cover * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(depth * 0.6))
        soft = np.asarray(image, np.float32) / 255
        for amount, sign, colour in ((shade, 1, dark), (gloss, -1, bright)):
            if amount:
                shift = (round(sign * light[1] * depth), round(sign * light[0] * depth))
                self.mask(cover * (1 - _shifted(soft, *shift)) * amount, colour, *place[:2])

    def noise(self, cell, octaves=4, stretch=1.0):
        """Smooth noise 0-1 (mean near 0.5) whose largest features are `cell` units high and cell x stretch wide."""
        total, weight, strength = np.zeros((self.rows, self.columns), np.float32), 0.0, 1.0
        cell *= self.scale
        for _ in range(octaves):
            if cell < 0.7:  # finer than a pixel: its mean is what is seen
                total += strength * 0.5
                weight += strength
                strength *= 0.5
                continue
            rows, columns = max(2, round(self.rows / cell) + 2), max(2, round(self.columns / (cell * stretch)) + 2)
            grid = Image.fromarray(self._noise.rand(rows, columns).astype(np.float32), "F")
            total += strength * np.asarray(grid.resize((self.columns, self.rows), Image.BICUBIC))
            weight += strength
            strength *= 0.5
            cell /= 2
        return np.clip((total / weight - 0.5) * 1.5 + 0.5, 0, 1)

    def texture(self, cell, dark, bright, strength=0.5, octaves=4, stretch=1.0):
        """Mottles what is painted within the clip in force."""
        field = self.noise(cell, octaves, stretch)
        self.mask(np.clip(field - 0.5, 0, 1) * 2 * strength, bright)
        self.mask(np.clip(0.5 - field, 0, 1) * 2 * strength, dark)

    def profile(self, cell, octaves=5, roughness=0.5):
        """One line of noise, about -1 to 1, a value per unit of width."""
        total, strength = np.zeros(self.width), 1.0
        for _ in range(octaves):
            count = max(2, int(self.width / cell) + 3)
            knots = self._noise.rand(count) * 2 - 1
            start = self._noise.rand()
            total += strength * np.interp(np.arange(self.width) / cell + start, np.arange(count), knots)
            strength *= roughness
            cell = max(1.5, cell / 2)
        return total

    # --- reading back ---------------------------------------------------------------------------------------------------

    def pixels(self):
        """What is painted so far, rows x columns x 3, red first, 0-255."""
        self.surface.flush()
        return np.frombuffer(bytes(self.surface.get_data()), np.uint8).reshape(self.rows, self.columns, 4)[:, :, 2::-1]

    def put(self, pixels, top=0):
        """Replaces whole rows of pixels from row `top` on by height x columns x 3 pixels, within the clip in force."""
        block = np.full((pixels.shape[0], self.columns, 4), 255, np.uint8)
        block[:, :, 2::-1] = np.clip(pixels, 0, 255)
        surface = cairo.ImageSurface.create_for_data(bytearray(block.tobytes()), cairo.FORMAT_ARGB32, self.columns, pixels.shape[0])
        self.ctx.save()
        self.ctx.identity_matrix()
        self.ctx.set_source_surface(surface, 0, top)
        self.ctx.paint()
        self.ctx.restore()

    def soften(self, radius):
        """Blurs all that is painted so far: what follows stands in focus before it."""
        image = Image.fromarray(np.ascontiguousarray(self.pixels())).filter(ImageFilter.GaussianBlur(radius * self.scale))
        self.put(np.asarray(image))

    def finish(self, grain=3.2, vignette=0.22, bloom=0.16):
        """The finished picture: a little bloom, darker corners, film grain; the look that all scenes share."""
        image = self.pixels().astype(np.float32)
        bright = Image.fromarray(np.clip((image - 150) * 2.2, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(14 * self.scale))
        image = 255 - (255 - image) * (1 - bloom * np.asarray(bright, np.float32) / 255)
        y, x = np.mgrid[-1:1:self.rows * 1j, -1:1:self.columns * 1j]
        image *= (1 - vignette * np.clip((x * x + y * y) / 2, 0, 1) ** 1.5)[:, :, None]
        speck = self._noise.standard_normal((self.rows, self.columns)).astype(np.float32)
        speck = (speck + np.roll(speck, 1, 0) + np.roll(speck, 1, 1)) / 1.7
        image += (speck * grain * self.scale)[:, :, None]  # averaged away as the picture shrinks
        return Image.fromarray(np.clip(image + 0.5, 0, 255).astype(np.uint8))

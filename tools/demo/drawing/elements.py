"""What many scenes share: sky, light, hills, trees, water, weather, buildings, rooms."""

import math
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageFilter

from .canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, rgba, vertical

# --- sky and light ------------------------------------------------------------------------------------------------------


def sky(c, *colours, bottom=None):
    """A graded sky, listed from the zenith to the horizon."""
    c.all(vertical(0, bottom or c.height, *colours))


def sun(c, x, y, radius, colour="#fff3cf", halo="#ffc874", reach=7.0):
    c.glow(x, y, radius * reach, halo, 0.75)
    c.fill(ellipse(x, y, radius), radial(x, y, radius, colour, (0.9, colour), (1, faded(colour, 0.6))))
    c.glow(x, y, radius * 2.2, colour, 0.5)


def moon(c, x, y, radius):
    c.glow(x, y, radius * 6, "#a9c2ff", 0.5)
    c.solid(ellipse(x, y, radius), "#f3f0e0", depth=radius * 0.7, shade=0.3, gloss=0.2)
    for dx, dy, size in ((-0.3, -0.2, 0.25), (0.25, 0.3, 0.2), (0.3, -0.35, 0.13), (-0.15, 0.45, 0.1)):
        c.fill(ellipse(x + dx * radius, y + dy * radius, size * radius), "#b9b6b04d")


def clouds(c, top, bottom, colour="#ffffff", shade="#8f9cc0", cover=0.5, cell=120, stretch=2.6, alpha=0.9):
    """A bank of clouds between two heights, with darker undersides; cover 0-1 is how much of the sky they take."""
    field = c.noise(cell, 6, stretch)
    y = np.arange(c.rows)[:, None] / c.scale
    band = np.clip((y - top) / 60, 0, 1) * np.clip((bottom - y) / 80, 0, 1)
    amount = np.clip((field - (0.78 - 0.5 * cover)) * 4.5, 0, 1) * band
    c.mask(amount * alpha, colour)
    under = np.clip(amount - np.roll(amount, -round(cell * c.scale / 7), 0) * 0.9, 0, 1)
    c.mask(np.clip(amount * 0.35 * (1 - field) + under * 0.4, 0, 1) * alpha, shade)


def stars(c, bottom, count=260, brightest=1.6):
    for _ in range(c.marks(count)):
        x, y, size = c.random.uniform(0, c.width), bottom * c.random.random() ** 1.2, c.random.random() ** 4
        colour = c.random.choice(("#ffffff", "#dfe8ff", "#fff2d8", "#ffe0d0"))
        c.fill(ellipse(x, y, 0.45 + brightest * size * 0.6), faded(colour, 0.35 + 0.65 * size))
        if size > 0.8:
            c.glow(x, y, 9, colour, 0.7)


def rays(c, x, y, length, colour="#ffe9b8", alpha=0.12, spread=(0.2, 2.6), count=9):
    """Soft beams that fan out from a light."""
    with c.layer(9, alpha):
        for _ in range(c.marks(count)):
            angle, width = c.random.uniform(*spread), c.random.uniform(0.02, 0.09)
            ends = [(x + length * math.cos(angle + w), y + length * math.sin(angle + w)) for w in (-width, width)]
            c.fill(poly((x, y), *ends), radial(x, y, length, colour, faded(colour, 0)))


def haze(c, top, bottom, colour, alpha=0.6):
    """A veil of mist, densest at the bottom."""
    c.fill(rect(0, top, c.width, bottom - top), vertical(top, bottom, faded(colour, 0), faded(colour, alpha)))


def bokeh(c, count, colours, area, sizes=(6, 24), alpha=0.4, blur=1.2):
    """Out-of-focus lights within area = (x, y, width, height)."""
    x, y, width, height = area
    with c.layer(blur):
        for _ in range(c.marks(count)):
            px, py, size = x + width * c.random.random(), y + height * c.random.random(), c.random.uniform(*sizes)
            colour = c.random.choice(colours)
            c.fill(ellipse(px, py, size), radial(px, py, size, faded(colour, alpha * 0.6), (0.85, faded(colour, alpha)), (1, faded(colour, 0))))

@contextmanager
def tinted(c, colour, rim="", strength=0.6):
    """What is painted inside is multiplied by a colour as a whole, as by the light of an hour, and laid over the picture.

    `rim` is the colour of a light from the upper left that catches its edges.
    """
    with c.layer():
        yield
        surface = c.ctx.get_target()
        surface.flush()
        pixels = np.ndarray((c.rows, c.columns, 4), np.uint8, surface.get_data())
        if colour.lower() != "#ffffff":
            pixels[:, :, :3] = pixels[:, :, :3] * np.array(rgba(colour)[2::-1], np.float32)
            surface.mark_dirty()
        if rim:
            reach = max(1, round(5 * c.scale))
            soft = np.asarray(Image.fromarray(pixels[:, :, 3]).filter(ImageFilter.GaussianBlur(reach * 0.7)), np.float32)
            edge = pixels[:, :, 3] / 255 * (1 - np.roll(soft, (reach, reach), (0, 1)) / 255)
            c.mask(edge * strength, rim)

# --- land ---------------------------------------------------------------------------------------------------------------


def ridge(c, base, height, cell=220, octaves=5, roughness=0.45):
    """The outline of a range of hills, as a list of points over the whole width."""
    line_ = base - height * (0.5 + 0.5 * c.profile(cell, octaves, roughness))
    return [(x, float(line_[x])) for x in range(0, c.width)] + [(c.width, float(line_[-1]))]


def under(c, points):
    """The land below a ridge, as a path."""
    return poly((-2, points[0][1]), *points, (c.width + 2, points[-1][1]), (c.width + 2, c.height + 2), (-2, c.height + 2))


def hills(c, base, height, colour, foot, cell=260, octaves=4, mottle=0.25):
    """One layer of land: its colour at the crest fades into `foot` (mist, or the next layer's shade). Returns the crest."""
    points = ridge(c, base, height, cell, octaves)
    path = under(c, points)
    c.fill(path, vertical(base - height, min(c.height, base + height * 1.2), colour, foot))
    if mottle:
        with c.clip(path):
            c.texture(26, "#0a1420", "#fff2cf", mottle, 4, 2.2)
    return points


def mountains(c, peaks, base, light="#e9e4ec", dark="#66719b", snow=True, rock="#8a84a0", foot="#b9c0d8"):
    """Peaks (x, y, half width), far ones first, lit from the left, snow on top, dissolving into mist at the base."""
    for x, y, half in peaks:
        height, rng = base - y, c.random
        left, right, spine = [], [], [(x, y)]
        for step in range(1, 17):
            t = step / 16
            left.append((x - half * t * rng.uniform(0.93, 1.07), y + height * t ** 0.92 + rng.uniform(-1, 1) * height * 0.018))
            right.append((x + half * t * rng.uniform(0.93, 1.07), y + height * t ** 0.92 + rng.uniform(-1, 1) * height * 0.018))
            spine.append((x + half * (0.10 * t + 0.13 * math.sin(t * 9 + x)) * t ** 0.5 + rng.uniform(-1, 1) * half * 0.03, y + height * t))
        whole = poly((x, y), *right, *reversed(left))
        shady = poly(*spine, *reversed(right))
        c.fill(whole, vertical(y, base, mix(rock, "#ffffff", 0.12), (0.75, mix(rock, foot, 0.75)), foot))
        with c.clip(whole):
            c.texture(14, "#2a2440", "#fff6e0", 0.35, 4, 0.7)
        if snow:
            edge = [(x - half * 0.62 + half * 1.24 * i / 26, y + height * (0.36 + rng.uniform(-0.13, 0.16))) for i in range(27)]
            with c.clip(whole):
                c.fill(poly((x - half, y - 5), (x + half, y - 5), *reversed(edge)), vertical(y, y + height * 0.5, "#ffffff", light))
                for _ in range(16):
                    px, py = x + rng.uniform(-0.5, 0.5) * half, y + height * rng.uniform(0.35, 0.62)
                    c.fill(poly((px, py - height * 0.12), (px + half * 0.035, py + height * 0.07), (px - half * 0.03, py + height * 0.02)), faded(light, 0.8))
        with c.clip(whole):
            c.fill(shady, vertical(y, base, faded(dark, 0.78), (0.7, faded(dark, 0.4)), faded(dark, 0)))
            for i in range(3, 14, 2):
                sx, sy = spine[i]
                c.fill(poly((sx, sy), (sx - half * 0.22, sy + height * 0.2), (sx - half * 0.03, sy + height * 0.12)), faded(dark, 0.4))
            haze(c, y + height * 0.45, base, foot, 1.0)


def grass(c, y0, y1, colours, count=900, size=(6, 26), lean=0.25):
    """Blades between two heights, larger and later towards the viewer."""
    rows = sorted(c.random.random() for _ in range(c.marks(count)))
    for t in rows:
        x, y = c.random.uniform(-10, c.width + 10), y0 + (y1 - y0) * t
        tall = (size[0] + (size[1] - size[0]) * t) * c.random.uniform(0.6, 1.3)
        bend = tall * c.random.uniform(-lean, lean)
        c.fill(lambda k: (k.move_to(x - tall * 0.05 - 0.4, y), k.curve_to(x, y - tall * 0.5, x + bend * 0.4, y - tall * 0.8, x + bend, y - tall),
                          k.curve_to(x + bend * 0.5 + 1, y - tall * 0.7, x + 1, y - tall * 0.4, x + tall * 0.05 + 0.6, y), k.close_path()),
               c.random.choice(colours))


def blossoms(c, y0, y1, colours, count=60, size=(1.5, 6)):
    for t in sorted(c.random.random() for _ in range(c.marks(count))):
        x, y, r = c.random.uniform(0, c.width), y0 + (y1 - y0) * t, size[0] + (size[1] - size[0]) * t
        colour = c.random.choice(colours)
        for k in range(5):
            angle = k * 1.257 + x
            c.fill(ellipse(x + r * 0.6 * math.cos(angle), y + r * 0.5 * math.sin(angle), r * 0.5), colour)
        c.fill(ellipse(x, y, r * 0.3), "#ffe28a")


def rock(c, x, y, width, height, colour="#6d6a78", light="#d9d3c8"):
    rng = c.random
    points = [(x + width / 2 * math.cos(a) * rng.uniform(0.85, 1.1), y - height * (0.45 + 0.5 * math.sin(-a) * rng.uniform(0.85, 1.1)))
              for a in [i * math.pi / 5 for i in range(10)]]
    path = poly(*points)
    c.solid(path, vertical(y - height, y, mix(colour, light, 0.35), colour), depth=max(3, height * 0.25), shade=0.55, gloss=0.35)
    with c.clip(path):
        c.texture(9, "#15101c", "#fff4dd", 0.4)

# --- plants -------------------------------------------------------------------------------------------------------------


def conifer(c, x, y, height, colour="#1f4a3f", light="#5c8a63", snow=None):
    """A fir with its foot at (x, y), lit from the left; `snow` is the colour that lies on its boughs."""
    rng, width = c.random, height * 0.21
    c.fill(rect(x - height * 0.018, y - height * 0.1, height * 0.036, height * 0.1), "#3a2a26")
    tiers = 9
    for tier in range(tiers):
        t = tier / tiers
        top, low = y - height * (0.08 + 0.8 * t) - height * 0.17, y - height * (0.07 + 0.8 * t)
        half = width * (1 - t) ** 0.8 * rng.uniform(0.9, 1.1) + height * 0.012
        teeth = 9
        edge = [(x - half + 2 * half * i / teeth + rng.uniform(-1, 1) * half * 0.05,
                 low - abs(i / teeth - 0.5) * -height * 0.03 + (i % 2) * height * 0.026 + rng.uniform(-1, 1) * height * 0.006) for i in range(teeth + 1)]
        path = poly((x, top), *reversed(edge))
        c.fill(path, linear(x - half, 0, x + half, 0, mix(colour, light, 0.75), (0.45, colour), mix(colour, "#060d18", 0.45)))
        if snow:
            heap = [(px, py - height * 0.022 - rng.random() * height * 0.012) for px, py in edge]
            c.fill(poly((x, top), *reversed([(x + (px - x) * 0.92, py) for px, py in heap])),
                   linear(x - half, 0, x + half, 0, snow, (0.5, mix(snow, "#8fa3cc", 0.35)), mix(snow, "#6f83b4", 0.7)))


def leaves(c, clusters, colours, leaf=5.0, count=240):
    """Foliage: clusters (x, y, rx, ry) of leaves, the dark ones behind and below, the light ones up and to the left."""
    steps = len(colours)
    for level, colour in enumerate(colours):
        t = level / max(1, steps - 1)
        for x, y, rx, ry in clusters:
            for _ in range(c.marks(count * (1.0 - 0.35 * t))):
                angle, reach = c.random.uniform(0, 2 * math.pi), math.sqrt(c.random.random()) * (1 - 0.22 * t)
                px = x + rx * (reach * math.cos(angle) - 0.17 * t)
                py = y + ry * (reach * math.sin(angle) - 0.26 * t)
                c.fill(ellipse(px, py, leaf * c.random.uniform(0.6, 1.3), leaf * c.random.uniform(0.35, 0.75), c.random.uniform(0, 3.1)),
                       faded(mix(colour, c.random.choice(colours), 0.2), 0.9))


def bough(c, x, y, angle, length, width, colour, depth=6, twigs=None):
    """A branching bare tree grown from (x, y); the ends of its twigs are appended to `twigs`."""
    ex, ey = x + length * math.cos(angle), y + length * math.sin(angle)
    bend = c.random.uniform(-0.12, 0.12) * length
    c.fill(limb([(x, y), ((x + ex) / 2 - bend * math.sin(angle), (y + ey) / 2 + bend * math.cos(angle)), (ex, ey)], [width, width * 0.82, width * 0.66]), colour)
    if depth == 0:
        if twigs is not None:
            twigs.append((ex, ey))
        return
    for turn in ((-0.45, 0.38) if depth % 2 else (-0.34, 0.5)) + ((c.random.uniform(-0.1, 0.1),) if c.random.random() < 0.35 else ()):
        bough(c, ex, ey, angle + turn + c.random.uniform(-0.18, 0.18), length * c.random.uniform(0.66, 0.84), width * 0.62, colour, depth - 1, twigs)

# --- animals ---------------------------------------------------------------------------------------------------------


def fur(c, path, colours, count, heading, length=9.0, width=1.0, alpha=0.5):
    """Short hairs within a path; heading(x, y) is the angle in which the hair lies at a point of the picture, in radians."""
    rows, columns = np.nonzero(c.coverage(path) > 0.6)
    if len(rows) == 0:
        return
    inner = c.unit() / c.scale
    with c.whole():
        for _ in range(c.marks(count)):
            pick = c.random.randrange(len(rows))
            x, y = float(columns[pick]) / c.scale, float(rows[pick]) / c.scale
            angle = heading(x, y) + c.random.uniform(-0.35, 0.35)
            reach = length * inner * c.random.uniform(0.5, 1.2)
            middle = (x + reach * 0.5 * math.cos(angle - 0.15), y + reach * 0.5 * math.sin(angle - 0.15))
            end = (x + reach * math.cos(angle), y + reach * math.sin(angle))
            c.stroke(curve((x, y), middle, end), faded(c.random.choice(colours), alpha * c.random.uniform(0.4, 1)), width * inner)

# --- water and weather --------------------------------------------------------------------------------------------------


def reflect(c, horizon, tint="#2f5f86", strength=0.45, ripple=5.0, bottom=None, fade=0.25):
    """Water from the horizon down: mirrors what stands above it, tinted and broken by ripples that widen towards the viewer."""
    bottom = bottom or c.height
    first, last, pixel = round(horizon * c.scale), round(bottom * c.scale), 1 / c.scale
    above = c.pixels().astype(np.float32)
    red, green, blue = (int(tint[i:i + 2], 16) for i in (1, 3, 5))
    result = np.empty((last - first, c.columns, 3), np.float32)
    wave, x = c.noise(9, 3, 14), np.arange(c.columns) * pixel
    for line_ in range(last - first):
        row, near = line_ * pixel, line_ / (last - first)
        wobble = (wave[line_ % c.rows] - 0.5) * ripple * (1 + 9 * near)
        source_y = np.clip((horizon - 1 - row * 0.95 + wobble * 0.8) * c.scale, 0, first - 1).astype(int)
        sway = math.sin(row * 0.9 / (1 + 3 * near)) * ripple * 0.3 * (0.3 + near)
        source_x = np.clip((x + wobble * 1.2 + sway) * c.scale, 0, c.columns - 1).astype(int)
        share = min(1, strength + fade * near)
        result[line_] = above[source_y, source_x] * (1 - share) + np.array([red, green, blue]) * share
    with c.clip(rect(0, horizon, c.width, bottom - horizon)):
        c.put(result, first)


def glints(c, x, horizon, bottom, spread, colour="#fff0c4", count=220, alpha=0.75):
    """The path of light that a sun, moon or lamp throws on water."""
    with c.layer(0.6):
        for _ in range(c.marks(count)):
            t = c.random.random()
            y = horizon + (bottom - horizon) * t ** 1.4
            width = (3 + 26 * t) * c.random.uniform(0.4, 1.3)
            px = x + c.random.gauss(0, 1) * spread * (0.25 + t)
            c.fill(ellipse(px, y, width, 0.6 + 1.7 * t), faded(colour, alpha * c.random.uniform(0.3, 1)))


def waves(c, y0, y1, light="#d6f0f2", dark="#123a5c", count=170, alpha=0.35):
    """Crests and troughs on open water, closer together far away."""
    with c.layer(0.7):
        for _ in range(c.marks(count)):
            t = c.random.random() ** 1.6
            x, y, width = c.random.uniform(-20, c.width + 20), y0 + (y1 - y0) * t, (8 + 70 * t) * c.random.uniform(0.5, 1.4)
            colour = light if c.random.random() < 0.5 else dark
            thick = 0.5 + 3.2 * t
            c.fill(blob((x - width, y), (x - width * 0.3, y - thick), (x + width * 0.2, y - thick * 0.6), (x + width, y + thick * 0.1), (x, y + thick * 0.4)),
                   faded(colour, alpha * c.random.uniform(0.3, 1)))


def rain(c, count=350, length=(14, 40), slant=0.16, colour="#dfe9ff", alpha=0.35, width=1.0):
    with c.layer(0.5):
        for _ in range(c.marks(count)):
            x, y, size = c.random.uniform(-30, c.width + 30), c.random.uniform(-30, c.height), c.random.uniform(*length)
            c.stroke(line((x, y), (x - size * slant, y + size)), faded(colour, alpha * c.random.uniform(0.3, 1)), (0.6 + size / 40) * width)


def snowfall(c, count=260, colour="#ffffff", size=1.0):
    for blur, share, sizes in ((0.6, 0.75, (0.8 * size, 2.2 * size)), (2.4, 0.25, (3 * size, 6 * size))):
        with c.layer(blur):
            for _ in range(c.marks(count * share)):
                c.fill(ellipse(c.random.uniform(0, c.width), c.random.uniform(0, c.height), c.random.uniform(*sizes)), faded(colour, c.random.uniform(0.45, 0.9)))

# --- built things -------------------------------------------------------------------------------------------------------


def tower(c, x, base, width, height, wall, lit=0.0, lamp="#ffd88a", glass="#33415e", side=0.22, cell=(7, 10)):
    """A block with a lit front and a darker right side, and rows of windows, a share `lit` of them glowing."""
    top, edge = base - height, x + width * (1 - side)
    c.fill(rect(x, top, width, height), vertical(top, base, mix(wall, "#fff3d8", 0.12), mix(wall, "#10162c", 0.25)))
    c.fill(rect(edge, top, width * side, height), "#0b10284d")
    c.fill(rect(x, top, width, 2), "#ffffff38")
    step_x, step_y = cell
    columns, rows = max(1, int((width * (1 - side) - 4) / step_x)), max(1, int((height - 8) / step_y))
    for column in range(columns):
        for row in range(rows):
            wx, wy = x + 3 + column * step_x, top + 6 + row * step_y
            if c.random.random() < lit:
                c.fill(rect(wx, wy, step_x * 0.58, step_y * 0.58), mix(lamp, c.random.choice(("#fff6d8", "#ffb35c", "#cfe4ff")), c.random.random() * 0.6))
            else:
                c.fill(rect(wx, wy, step_x * 0.58, step_y * 0.58), faded(mix(glass, "#cfe6ff", c.random.random() * 0.3), 0.75))


def skyline(c, base, heights, colours, lit=0.0, widths=(26, 60), cell=(7, 10), **more):
    """A row of towers over the whole width."""
    x = -10.0
    while x < c.width:
        width = c.random.uniform(*widths)
        height = c.random.uniform(*heights)
        tower(c, x, base, width, height, c.random.choice(colours), lit, cell=cell, **more)
        crown = c.random.random()
        if crown < 0.2:
            c.stroke(line((x + width / 2, base - height), (x + width / 2, base - height - c.random.uniform(15, 40))), "#39415e", 1.6)
        elif crown < 0.45:
            tower(c, x + width * 0.2, base - height + 2, width * 0.6, c.random.uniform(10, 28), c.random.choice(colours), lit, cell=cell, **more)
        x += width + c.random.uniform(-4, 5)


def wall(c, colour, light="#fff0d0", x=0.25, y=0.2, texture=0.12):
    """A plain wall washed by a soft light at the given shares of width and height."""
    c.all(vertical(0, c.height, mix(colour, light, 0.12), mix(colour, "#241a2e", 0.2)))
    c.texture(5, "#201828", light, texture, 3)
    c.all(radial(c.width * x, c.height * y, c.width * 0.9, faded(light, 0.55), faded(light, 0.12), faded("#1c1230", 0.22)))


def window_light(c, x, y, width, height, slant=0.35, colour="#ffedc2", alpha=0.35):
    """The bright panes that a window out of sight throws on a wall or floor."""
    with c.layer(3.5, alpha):
        for column in range(2):
            for row in range(3):
                px, py = x + column * width * 0.53, y + row * height * 0.35
                c.fill(poly((px, py + column * width * 0.53 * slant), (px + width * 0.46, py + (column * 0.53 + 0.46) * width * slant),
                            (px + width * 0.46, py + (column * 0.53 + 0.46) * width * slant + height * 0.3), (px, py + column * width * 0.53 * slant + height * 0.3)), colour)


def table(c, y, colour="#8a5a3c", boards=5, light="#ffe2b0"):
    """A wooden top from y down to the lower edge, with grain, boards and a sheen."""
    area = rect(0, y, c.width, c.height - y)
    c.fill(area, vertical(y, c.height, mix(colour, light, 0.3), colour, mix(colour, "#1c0f14", 0.35)))
    with c.clip(area):
        c.texture(5, "#2a130c", light, 0.4, 4, 34)
        c.texture(40, "#2a130c", light, 0.22, 2, 5)
        for board in range(1, boards):
            at = y + (c.height - y) * (board / boards) ** 1.5
            c.stroke(line((0, at), (c.width, at)), "#26120c80", 0.8 + 1.4 * board / boards)
            c.stroke(line((0, at + 1.6), (c.width, at + 1.6)), faded(light, 0.18), 1)
        c.fill(ellipse(c.width * 0.3, y + (c.height - y) * 0.3, c.width * 0.5, (c.height - y) * 0.5), radial(c.width * 0.3, y + (c.height - y) * 0.3, c.width * 0.5, faded(light, 0.3), faded(light, 0)))
    c.fill(rect(0, y, c.width, 2.5), faded(light, 0.45))


def standing(c, x, y, height, colour, raised=False):
    """The silhouette of somebody who looks away from the viewer, feet at (x, y); `raised` lifts the right arm."""
    with c.placed(x, y, height / 100):
        c.fill(limb([(-5, -48), (-6, -24), (-7, -2)], [12, 9, 8]), colour)
        c.fill(limb([(5, -48), (6, -24), (8, -2)], [12, 9, 8]), colour)
        c.fill(blob((-11, -46), (-13, -72), (-8, -82), (0, -84), (8, -82), (13, -72), (11, -46), (0, -43)), colour)
        c.fill(limb([(-11, -77), (-16, -62), (-14, -47)], [8, 6, 5]), colour)
        c.fill(limb([(11, -77), (20, -92), (24, -108)] if raised else [(11, -77), (16, -62), (14, -47)], [8, 6, 5]), colour)
        c.fill(joined(ellipse(0, -92, 7, 8), rect(-3, -88, 6, 8)), colour)


def lamp_post(c, x, y, height, glow="#ffce7a"):
    c.fill(limb([(x, y), (x, y - height)], [height * 0.035, height * 0.02]), "#1d2030")
    c.fill(poly((x - height * 0.05, y - height), (x + height * 0.05, y - height), (x + height * 0.035, y - height * 0.9), (x - height * 0.035, y - height * 0.9)), mix(glow, "#ffffff", 0.5))
    c.fill(poly((x - height * 0.065, y - height), (x + height * 0.065, y - height), (x, y - height * 1.05)), "#1d2030")
    c.glow(x, y - height * 0.95, height * 0.75, glow, 0.85)


def hanging(c, x, y, length, colour="#ffd88a"):
    """A garland of small lamps between two points of equal height."""
    c.stroke(curve((x, y), (x + length / 2, y + length * 0.12), (x + length, y)), "#2a2230", 1.2)
    for i in range(9):
        t = (i + 0.5) / 9
        px, py = x + length * t, y + length * 0.12 * (1 - (2 * t - 1) ** 2) + 4
        c.fill(ellipse(px, py, 2.6), "#fff4d0")
        c.glow(px, py, 20, colour, 0.8)

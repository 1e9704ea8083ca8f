"""Where people live close together: a city street, a snowy street, the city skyline, a market."""

from drawing.canvas import blob, ellipse, faded, joined, limb, line, linear, mix, poly, rect, vertical
from drawing.elements import skyline, tinted

from . import Stage, setting
from .open_air import alight, fir, glowing, heaven, pane, puddles, tree

WALLS = ["#c87858", "#e0b878", "#8fa8b8", "#d8c8b0", "#b86858", "#94a88c", "#c8a0a0", "#e8d8b8", "#a88a78"]


def facades(c, air, base, heights, widths):
    """A row of houses seen from across the street, shops on the ground floor; returns the windows that are to be lit."""
    lit, x, walls = [], -30.0, list(WALLS)
    air.random.shuffle(walls)
    number = 0
    while x < c.width:
        width, height, wall = air.random.uniform(*widths), air.random.uniform(*heights), walls[number % len(walls)]
        number += 1
        top, floor = base - height, c.height * 0.155
        c.fill(rect(x, top, width, height), linear(x, 0, x + width, 0, mix(wall, "#fff4e0", 0.25), wall,
                                                   mix(wall, "#241a30", 0.2)))
        if air.random.random() < 0.4:
            with c.clip(rect(x, top, width, height)):
                for _ in range(c.marks(90) + 20):
                    c.fill(rect(x + 16 * round(c.random.random() * width / 16), top + 7 * round(c.random.random() * height / 7),
                                15, 6), faded(c.random.choice(("#201018", "#fff0e0")), 0.13))
        c.fill(rect(x - 4, top - 8, width + 8, 14), mix(wall, "#fff8e8", 0.45))
        c.fill(rect(x - 2, top + 6, width + 4, 4), "#20142440")
        if air.snowy:
            c.fill(rect(x - 5, top - 16, width + 10, 11, 5), "#ffffff")
        columns = max(2, round(width / 62))
        size = width / columns * 0.44
        y = top + 28
        while y + size * 1.5 < base - floor - 10:
            for k in range(columns):
                lit.append(pane(c, air, x + width * (k + 0.5) / columns - size / 2, y, size, size * 1.45))
            y += size * 2.2
        tone = air.pick("#b83a3c", "#2f5f8a", "#2f7058", "#c88a2c", "#5a3a6a", "#3a3c48")
        c.fill(rect(x + 6, base - floor, width - 12, floor), mix(tone, "#14101c", 0.35))
        for left, wide in ((0.1, 0.46), (0.7, 0.2)):
            c.fill(rect(x + width * left, base - floor * 0.66, width * wide, floor * (0.56 if wide > 0.3 else 0.66)),
                   linear(x, base - floor, x + width, base, "#b8d4e0", "#6f90a8", "#48647c"))
            if glowing(air, 0.9):
                lit.append((x + width * left, base - floor * 0.66, width * wide, floor * (0.56 if wide > 0.3 else 0.66)))
        stripes = 8
        for k in range(stripes):
            left = x + 6 + (width - 12) * k / stripes
            c.fill(poly((left, base - floor), (left + (width - 12) / stripes, base - floor),
                        (left + (width - 12) / stripes, base - floor * 0.72), (left, base - floor * 0.72)),
                   ("#ffffff" if air.snowy and k % 2 else "#f4eee0") if k % 2 else tone)
        x += width + 1
    return lit


@setting("city street", "road land sky", weathers="clear cloudy rain fog")
def city_street(c, air):
    w, h = c.width, c.height
    base, kerb = h * 0.6, h * 0.735
    heaven(c, air, h * 0.5)
    stone, tar = air.pick("#c8bcac", "#b8b8bc", "#c0b09c"), air.pick("#62646e", "#6c6a6c", "#565a66")
    with tinted(c, air.light):
        lit = facades(c, air, base, (h * 0.4, h * 0.56), (130, 190))
        c.fill(rect(0, base, w, kerb - base), vertical(base, kerb, mix(stone, "#3a3440", 0.2), mix(stone, "#ffffff", 0.2)))
        for k in range(1, 4):
            c.stroke(line((0, base + (kerb - base) * k * k / 12), (w, base + (kerb - base) * k * k / 12)), "#4a424840", 1.5)
        for k in range(-4, 16):
            x = w * k / 11
            c.stroke(line((x, base), (x + (x - w / 2) * 0.25, kerb)), "#4a424840", 1.5)
        c.fill(rect(0, kerb, w, 9), vertical(kerb, kerb + 9, "#e4dcd0", "#7c7670"))
        c.fill(rect(0, kerb + 9, w, h), vertical(kerb, h, mix(tar, "#14141c", 0.2), mix(tar, "#ffffff", 0.12)))
        with c.clip(rect(0, kerb + 9, w, h)):
            c.texture(5, "#181820", "#ffffff", 0.2, 3, 2)
            x = air.random.uniform(-120, 0)
            while x < w:
                c.fill(poly((x, h * 0.9), (x + 84, h * 0.9), (x + 78, h * 0.925), (x - 8, h * 0.925)), "#f4f0e0")
                x += 170
    alight(c, lit)
    lamps = [(w * share, kerb - 4, h * 0.42) for share in air.pick((0.2, 0.8), (0.02, 0.72), (0.26, 0.97))]
    with tinted(c, air.light):
        for share in (0.08, 0.92):
            if air.random.random() < 0.55:
                x = w * share
                tree(c, air, x, kerb - 12, h * 0.34)
                c.fill(rect(x - 16, kerb - 18, 32, 14, 3), "#7a5a40")
        for x, y, tall in lamps:
            c.fill(limb([(x, y), (x, y - tall)], [8, 5]), "#2c3038")
            c.fill(poly((x - 12, y - tall), (x + 12, y - tall), (x + 8, y - tall + 24), (x - 8, y - tall + 24)), "#f4ecd0")
            c.fill(poly((x - 15, y - tall), (x + 15, y - tall), (x, y - tall - 12)), "#2c3038")
        puddles(c, air, h * 0.76, h, 6)
    if air.time != "day":
        for x, y, tall in lamps:
            c.glow(x, y - tall + 12, 190 if air.dark else 100, "#ffcf7a", 0.9)
            c.fill(ellipse(x, y - tall + 12, 8, 10), "#fff4d4")
            if air.dark:
                with c.layer(8, 0.4):
                    c.fill(ellipse(x, y + 8, 90, 14), "#ffcf85")
    return Stage({"road": (h * 0.84, h * 0.94), "land": (h * 0.69, h * 0.93), "sky": (h * 0.16, h * 0.3)})


@setting("snowy street", "road land snow", weathers="clear cloudy snow")
def snowy_street(c, air):
    w, h = c.width, c.height
    white, tip = air._replace(weather="snow"), h * 0.53
    heaven(c, air, h * 0.58)
    panes, lamps = [], []
    with tinted(c, air.light):
        for k in range(9):
            fir(c, white, w * (0.3 + 0.05 * k), tip + 12, h * air.random.uniform(0.1, 0.2), "#4a6a72")
        c.fill(rect(0, tip, w, h), vertical(tip, h, "#dde6f4", "#fbfdff", "#c4d2ea"))
        walls = ["#b8604e", "#d8a058", "#6a8094", "#a07a94", "#c88878", "#7a9484", "#d8c098"]
        air.random.shuffle(walls)
        for side in (-1, 1):
            for k in (3, 2, 1, 0):  # far houses first
                near, far = 1.12 * 0.62 ** k, 1.12 * 0.62 ** (k + 1)
                def at(u, v):
                    """The point of the facade u (0-1) along it and v (0-1) up."""
                    depth = near + (far - near) * u
                    return (w / 2 + side * w * 0.5 * depth, tip + h * 0.2 * depth - v * h * 0.62 * depth)
                wall = walls[(k + 3 * (side > 0)) % len(walls)]
                x0, x1 = at(0, 0)[0], at(1, 0)[0]
                c.fill(poly(at(0, 0), at(0, 0.85), at(1, 0.85), at(1, 0)),
                       linear(x0, 0, x1, 0, mix(wall, "#fff4e8", 0.2), mix(wall, "#20203c", 0.2)))
                gable = (at(0, 0.82), at(0.5, 1.16), at(1, 0.82))
                c.fill(poly(*gable), mix(wall, "#1c1a30", 0.3))
                c.stroke(line(*gable), "#fbfdff", 20 * near)
                for u in (0.14, 0.58):
                    for v in (0.16, 0.5):
                        quad = (at(u, v), at(u, v + 0.2), at(u + 0.26, v + 0.2), at(u + 0.26, v))
                        c.fill(poly(*quad), "#5a7088")
                        c.stroke(line(quad[0], quad[3]), "#ffffff", 9 * near)
                        if air.random.random() < {"day": 0, "sunset": 0.5, "night": 0.75}[air.time]:
                            panes.append((quad, near))
                c.stroke(line(at(0, 0), at(1, 0)), "#ffffff", 26 * near)
        street = poly((w * 0.47, tip + 6), (w * 0.53, tip + 6), (w * 0.96, h), (w * 0.04, h))
        c.fill(street, vertical(tip, h, "#c8d2e4", "#e6ecf6"))
        with c.clip(rect(0, tip, w, h - tip)):
            c.texture(16, "#7f92bc", "#ffffff", 0.28, 4, 2.5)
        for side in (-1, 1):
            with c.layer(3, 0.5):
                c.fill(limb([(w * (0.5 + side * 0.01), tip + 10), (w * (0.5 + side * 0.06), h * 0.72),
                             (w * (0.5 + side * 0.17), h * 1.02)], [2, 10, 30]), "#7f92bc")
        for side, depth in ((-1, 0.34), (1, 0.34), (-1, 0.72), (1, 0.72)):
            x, y, tall = w / 2 + side * w * 0.5 * depth * 1.06, tip + h * 0.24 * depth, h * 0.62 * depth
            lamps.append((x, y, tall))
            c.fill(limb([(x, y), (x, y - tall)], [tall * 0.035, tall * 0.022]), "#262a34")
            c.fill(poly((x - tall * 0.05, y - tall), (x + tall * 0.05, y - tall), (x + tall * 0.035, y - tall * 0.9),
                        (x - tall * 0.035, y - tall * 0.9)), "#f4ecd4")
            c.fill(blob((x - tall * 0.07, y - tall), (x, y - tall * 1.07), (x + tall * 0.07, y - tall)), "#ffffff")
    for quad, near in panes:
        c.fill(poly(*quad), "#ffd884")
        c.stroke(line(*[((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ((quad[0], quad[3]), (quad[1], quad[2]))]), "#a87840",
                 2.4 * near)
        c.glow((quad[0][0] + quad[2][0]) / 2, (quad[0][1] + quad[2][1]) / 2, 90 * near, "#ffb04a", 0.5)
    for x, y, tall in lamps if air.time != "day" else ():
        c.glow(x, y - tall * 0.95, tall * 0.62, "#ffce7a", 0.85)
        c.fill(ellipse(x, y - tall * 0.95, tall * 0.035), "#fff6dc")
        with c.layer(6, 0.45):
            c.fill(ellipse(x, y + 4, tall * 0.4, tall * 0.06), "#ffcf85")
    return Stage({"road": (h * 0.8, h * 0.93), "land": (h * 0.78, h * 0.93), "snow": (h * 0.78, h * 0.93)}, shadow="#34406c",
                 tint="#c2c4da" if air.dark else "")


@setting("city skyline", "land sky", weathers="clear cloudy rain fog")
def city_skyline(c, air):
    w, h = c.width, c.height
    base, wall = h * 0.66, h * 0.66
    heaven(c, air, h * 0.62)
    lit = {"day": 0.0, "sunset": 0.18, "night": 0.5}[air.time]
    distance = {"day": "#b4c8d8", "sunset": "#c88a84", "night": "#2a3568"}[air.time]
    light = mix(air.light, "#ffffff", 0.1)
    def tone(*colours, share=0.0):
        """The colours at this hour: lit windows must not be darkened with the walls, so the walls are coloured here."""
        return tuple(mix(mix(colour, "#20285c" if air.dark else "#7a3c50" if air.time == "sunset" else "#9aa6b2",
                             {"day": 0.1 + 0.3 * air.dull, "sunset": 0.45, "night": 0.82}[air.time]), distance, share)
                     for colour in colours)
    walls = ("#a8b4c4", "#c4b4a4", "#8fa0b4", "#b88a78", "#d0ccc4", "#7f98b0")
    glass = {"day": "#5a7894", "sunset": "#4a3a5c", "night": "#141a3c"}[air.time]
    skyline(c, base, (h * 0.16, h * 0.34), tone(*walls, share=0.6), lit * 0.6, (24, 46), (9, 12), glass=mix(glass, distance, 0.5))
    skyline(c, base, (h * 0.12, h * 0.42), tone(*walls, share=0.15), lit, (46, 84), (12, 16), glass=glass)
    with tinted(c, light):
        floor = air.pick("#b0a49a", "#a4a4a8", "#b48a70")
        c.fill(rect(0, wall, w, h - wall), vertical(wall, h, mix(floor, "#2a2430", 0.1), mix(floor, "#ffffff", 0.25)))
        with c.clip(rect(0, wall + 40, w, h)):
            for k in range(-6, 18):
                x = w * k / 11
                c.stroke(line((x, wall), (x + (x - w / 2) * 0.9, h)), "#4a424850", 1.8)
            for k in range(1, 6):
                y = wall + 40 + (h - wall) * (k / 6) ** 1.6
                c.stroke(line((0, y), (w, y)), "#4a424850", 1.8)
            c.texture(8, "#2a2430", "#fff8e8", 0.18, 3)
        c.fill(rect(0, wall, w, 46), vertical(wall, wall + 46, mix(floor, "#fff4e4", 0.3), mix(floor, "#2a2430", 0.3)))
        c.fill(rect(0, wall - 8, w, 14), vertical(wall - 8, wall + 6, mix(floor, "#ffffff", 0.55), mix(floor, "#2a2430", 0.1)))
        for share in (0.06, 0.94):  # a tub with a shrub at each side
            x, y = w * share, h * 0.78
            c.fill(poly((x - 38, y - 52), (x + 38, y - 52), (x + 28, y), (x - 28, y)),
                   linear(x - 38, 0, x + 38, 0, "#c87a54", "#8a4a38"))
            for _ in range(c.marks(34) + 16):
                c.fill(ellipse(x + c.random.gauss(0, 24), y - 76 + c.random.gauss(0, 20), 13, 8, c.random.uniform(0, 3)),
                       c.random.choice(("#3a6e38", "#5a9448", "#86b85c")))
        puddles(c, air, h * 0.8, h, 4)
    return Stage({"land": (h * 0.8, h * 0.93), "sky": (h * 0.16, h * 0.3)})


@setting("market", "land", weathers="clear cloudy rain")
def market(c, air):
    w, h = c.width, c.height
    base = h * 0.66
    heaven(c, air, h * 0.45)
    with tinted(c, air.light):
        lit = facades(c, air, h * 0.56, (h * 0.34, h * 0.44), (110, 160))
    alight(c, lit)
    with tinted(c, air.light):
        stone = air.pick("#c0b4a4", "#b4b0b0", "#c4a88c")
        c.fill(rect(0, h * 0.56, w, h), vertical(h * 0.56, h, mix(stone, "#3a3440", 0.2), mix(stone, "#ffffff", 0.2)))
        y, size = h * 0.6, 7.0
        while y < h:  # cobbles
            for k in range(int(w / size / 2.1) + 2):
                tone = mix(stone, c.random.choice(("#4a424a", "#fff8ec", "#8a7c78")), c.random.random() * 0.35)
                c.fill(ellipse((k + c.random.uniform(-0.1, 0.1)) * size * 2.1, y, size, size * 0.42), faded(tone, 0.75))
            y += size * 0.9
            size += 1.3
        bright = ["#d8403c", "#2f70b8", "#3a8f58", "#e8a030", "#8a4aa0"]
        air.random.shuffle(bright)
        count = 4 if w > 700 else 3
        for number in range(count):
            x, width, colour = w * number / count + 8, w / count - 16, bright[number]
            roof, edge = h * 0.34, h * 0.43
            for dx in (4, width - 8):
                c.fill(rect(x + dx, edge - 10, 6, base - edge + 10), "#7a5a40")
            c.fill(rect(x + 8, edge, width - 16, base - edge), "#3a2c3060")
            top = base - h * 0.11
            for row in range(2):
                y = top - 4 + row * h * 0.035
                c.fill(rect(x + 6, y, width - 12, h * 0.04), mix("#b0824c", "#20141c", 0.1 * row))
                fruit = air.pick(("#d8342c", "#f04a38"), ("#f08a28", "#f8a83c"), ("#6aa83c", "#8cc04c"), ("#f4cc3a", "#f8dc60"),
                                 ("#7a3c84", "#9a58a4"), ("#e84a6a", "#f8f0e8"))
                for k in range(int(width / 13)):
                    c.fill(ellipse(x + 14 + k * 13 * 0.95, y + c.random.uniform(-3, 2), 7.5), c.random.choice(fruit))
                    c.fill(ellipse(x + 12 + k * 13 * 0.95, y - 3, 2.2), "#ffffff80")
            c.fill(rect(x, top + h * 0.06, width, base - top - h * 0.06),
                   vertical(top, base, mix(colour, "#fff4e0", 0.15), mix(colour, "#180c18", 0.35)))
            stripes = 8
            for k in range(stripes):
                a, b = x - 8 + (width + 16) * k / stripes, x - 8 + (width + 16) * (k + 1) / stripes
                inner = lambda px: x + 12 + (px - x + 8) / (width + 16) * (width - 24)
                shade = colour if k % 2 == 0 else "#f8f4ea"
                c.fill(joined(poly((inner(a), roof), (inner(b), roof), (b, edge), (a, edge)),
                              ellipse((a + b) / 2, edge, (b - a) / 2, 9)),
                       vertical(roof, edge + 10, mix(shade, "#ffffff", 0.2), mix(shade, "#20142c", 0.2)))
        puddles(c, air, h * 0.76, h, 5)
    lamps = [(x, h * 0.3 + 16 * ((k % 2) - 0.5)) for k, x in enumerate(range(20, w, 62))]
    c.stroke(line(*lamps), mix("#3a3038", air.light, 0.3), 2)
    for x, y in lamps:
        c.fill(ellipse(x, y + 6, 6), "#fff0c0")
        if air.time != "day":
            c.glow(x, y + 6, 60, "#ffc86a", 0.8)
    return Stage({"land": (h * 0.78, h * 0.93)}, tint="#b8b8d0" if air.dark else "")

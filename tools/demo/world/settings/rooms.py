"""Rooms: a living room, a kitchen, a bedroom, a library, a classroom."""

import math

from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import tinted, window_light

from . import Stage, setting

LAMPLIGHT = "#f4dcc4"  # what multiplies a room by night


def walls(c, air, colours, edge, pattern=True):
    """A papered or painted wall down to the skirting board at `edge`; returns its colour."""
    wall = air.random.choice(colours)
    c.all(radial(c.width * 0.3, c.height * 0.15, c.width, mix(wall, "#fff8e8", 0.45), wall, mix(wall, "#241a2e", 0.25)))
    kind = air.random.random() if pattern else 1
    if kind < 0.25:
        for x in range(0, c.width, 44):
            c.fill(rect(x, 0, 22, edge), faded(mix(wall, "#ffffff", 0.5), 0.35))
    elif kind < 0.5:
        for row in range(int(edge / 46) + 1):
            for column in range(int(c.width / 46) + 2):
                c.fill(ellipse((column + 0.5 * (row % 2)) * 46, row * 46 + 12, 5, 7),
                       faded(mix(wall, "#ffffff" if kind < 0.4 else "#3a2a40", 0.5), 0.4))
    else:
        c.texture(5, "#201828", "#fff0d8", 0.08, 3)
    return wall


def boards(c, edge, wood, rug=None):
    """A floor of boards from the wall at `edge` to the viewer, with a rug when a colour for it is given."""
    w, h = c.width, c.height
    area = rect(0, edge, w, h - edge)
    c.fill(area, vertical(edge, h, mix(wood, "#1c0f14", 0.3), mix(wood, "#ffe2b0", 0.25)))
    with c.clip(area):
        c.texture(7, "#2a130c", "#ffe2b0", 0.26, 3, 9)
        for k in range(-8, 22):
            x = w * k / 13
            c.stroke(line((x, edge), (x + (x - w / 2) * 1.1, h)), "#26120c60", 1.8)
        if rug:
            x, y, rx, ry = w / 2, edge + (h - edge) * 0.58, w * 0.42, (h - edge) * 0.36
            c.fill(ellipse(x, y + 5, rx, ry), "#1c0f1460")
            for share, colour in ((1, mix(rug, "#1c1020", 0.2)), (0.9, mix(rug, "#fff0d8", 0.6)), (0.84, rug),
                                  (0.6, mix(rug, "#fff0d8", 0.35)), (0.55, mix(rug, "#1c1020", 0.12))):
                c.fill(ellipse(x, y, rx * share, ry * share), colour)
    c.fill(rect(0, edge - 16, w, 17), vertical(edge - 16, edge, "#fdf8ee", "#c8bcb0"))


def window(c, air, x, y, width, height, curtain=None):
    """A window with a view of the hour; the frame white."""
    sky = {"day": ("#6fb0e0", "#dcf0f4"), "sunset": ("#8a6aa8", "#ffb070"), "night": ("#0c1638", "#34427c")}[air.time]
    c.fill(rect(x - 12, y - 12, width + 24, height + 24, 3), "#20142430")
    c.fill(rect(x - 10, y - 10, width + 20, height + 20, 2), "#faf6ec")
    with c.clip(rect(x, y, width, height)):
        c.fill(rect(x, y, width, height), vertical(y, y + height, *sky))
        if air.dark:
            for _ in range(14):
                c.fill(ellipse(x + c.random.random() * width, y + c.random.random() * height * 0.7, 1.6), "#ffffffc0")
            c.fill(ellipse(x + width * 0.72, y + height * 0.24, 15), "#f8f2d8")
        else:
            for k in range(3):
                c.fill(ellipse(x + width * (0.25 + 0.2 * k), y + height * (0.26 + 0.03 * (k % 2)), width * 0.15, 10), "#ffffffc0")
        green = "#7fae62" if not air.dark else "#22304c"
        c.fill(blob((x - 20, y + height + 20), (x - 20, y + height * 0.7), (x + width * 0.4, y + height * 0.6),
                    (x + width + 20, y + height * 0.74), (x + width + 20, y + height + 20)),
               vertical(y + height * 0.6, y + height, green, mix(green, "#1c3020", 0.3)))
        for k in range(4):
            c.fill(ellipse(x + width * (0.1 + 0.27 * k), y + height * 0.78, width * 0.13, height * 0.13),
                   mix(green, "#20402c", 0.5))
    c.fill(joined(rect(x + width / 2 - 4, y, 8, height), rect(x, y + height * 0.42, width, 7)), "#faf6ec")
    c.fill(rect(x - 18, y + height + 8, width + 36, 11, 2), vertical(y + height + 8, y + height + 19, "#ffffff", "#c8c0b4"))
    if curtain:
        for side in (-1, 1):
            edge = x + width / 2 + side * (width / 2 + 34)
            inner = edge - side * width * 0.34
            path = blob((edge, y - 24), (inner, y - 24), (inner - side * 4, y + height * 0.4),
                        (edge - side * 18, y + height * 0.8), (inner + side * 10, y + height + 40),
                        (edge + side * 6, y + height + 40))
            c.fill(path, linear(edge, 0, inner, 0, mix(curtain, "#180c18", 0.25), curtain, mix(curtain, "#180c18", 0.2),
                                mix(curtain, "#fff4e0", 0.3), curtain))
        c.fill(rect(x - 50, y - 32, width + 100, 9, 4), "#8a6444")


def picture(c, air, x, y, width, height):
    c.fill(rect(x - 6, y - 5, width + 16, height + 16, 2), "#20142440")
    c.fill(rect(x - 8, y - 8, width + 16, height + 16, 2), air.pick("#7a5236", "#2c2830", "#c8a458", "#f4f0e8"))
    c.fill(rect(x, y, width, height), vertical(y, y + height,
                                               *air.pick(("#f8d8a8", "#e89a70"), ("#bcd8e8", "#f4ecd8"), ("#e8e0d0", "#c8b8b0"))))
    with c.clip(rect(x, y, width, height)):
        c.fill(ellipse(x + width * 0.66, y + height * 0.34, width * 0.13), "#f8f0d0")
        for k, colour in enumerate(("#8aa890", "#5f8478", "#3f5f60")):
            c.fill(ellipse(x + width * (0.2 + 0.35 * k), y + height * (1.05 + 0.04 * k), width * 0.55, height * 0.42), colour)


def floor_lamp(c, air, x, y, height):
    c.fill(limb([(x, y), (x, y - height)], [5, 5]), "#5a4a40")
    c.fill(ellipse(x, y, 24, 6), "#5a4a40")
    c.fill(poly((x - 22, y - height - 52), (x + 22, y - height - 52), (x + 38, y - height + 6), (x - 38, y - height + 6)),
           vertical(y - height - 52, y - height, "#fff6dc", "#f4d8a0"))
    if air.dark:
        c.glow(x, y - height - 20, 260, "#ffc878", 0.8)


def pot_plant(c, x, y, height):
    for k in range(9):
        angle, reach = -2.7 + k * 0.28, height * c.random.uniform(0.55, 0.8)
        tip = (x + reach * math.cos(angle) * 0.8, y - height * 0.3 + reach * math.sin(angle))
        c.fill(limb([(x, y - height * 0.28), ((x + tip[0]) / 2, tip[1] * 0.6 + (y - height * 0.3) * 0.4), tip],
                    [3, height * 0.1, 1]), c.random.choice(("#3a7a48", "#5a9a50", "#2c6440")))
    c.fill(poly((x - height * 0.17, y - height * 0.32), (x + height * 0.17, y - height * 0.32), (x + height * 0.12, y),
                (x - height * 0.12, y)), linear(x - height * 0.17, 0, x + height * 0.17, 0, "#e8a078", "#b8684a", "#8a4a3a"))


@setting("living room", "floor table", times="day night", weathers="clear", indoors=True)
def living_room(c, air):
    w, h = c.width, c.height
    edge, flip = h * 0.62, air.pick(False, True)
    at = (lambda share: w * (1 - share)) if flip else (lambda share: w * share)
    with tinted(c, LAMPLIGHT if air.dark else "#ffffff"):
        wall = walls(c, air, ("#d8c8b0", "#b8c8c0", "#c8b8c4", "#a8b8c4", "#e0d4c0", "#c4a898"), edge)
        boards(c, edge, air.pick("#a8744a", "#8a5a3c", "#c89a68"), air.pick("#a84a48", "#3f6484", "#5a7a58", "#b8843c", None))
        width = min(w, 700) * 0.26
        window(c, air, at(0.19) - width / 2, h * 0.14, width, h * 0.3,
               air.pick("#c87a68", "#6a8aa4", "#8a9a6a", "#d8b070", "#a888a8"))
        for k in range(2):
            picture(c, air, at(0.6) - 40 + (120 * k if w > 700 else 0), h * (0.16 + 0.03 * k), 84 - 22 * k, 66 + 14 * k)
            if w <= 700:
                break
        sofa = mix(air.pick("#7a8aa0", "#8a9880", "#b09078", "#a07c84", "#6a7c84"), wall, 0.25)
        unit, x, y = min(w, 760) / 760, at(0.72), edge + 34
        for path in (rect(x - 190 * unit, y - 140, 380 * unit, 120, 20), rect(x - 170 * unit, y - 74, 168 * unit, 48, 10),
                     rect(x + 2 * unit, y - 74, 168 * unit, 48, 10), rect(x - 205 * unit, y - 104, 44 * unit, 92, 16),
                     rect(x + 161 * unit, y - 104, 44 * unit, 92, 16), rect(x - 180 * unit, y - 34, 360 * unit, 26, 6)):
            c.fill(path, vertical(y - 140, y, mix(sofa, "#fff4e4", 0.3), mix(sofa, "#1c1424", 0.3)))
        c.fill(rect(x - 140 * unit, y - 116, 66 * unit, 52, 12), air.pick("#e0a848", "#c86858", "#e8dcc8", "#5a8a8a"))
        pot_plant(c, at(0.38 if w > 700 else 0.42), edge + 20, h * 0.24)
        if not air.dark:
            window_light(c, w * 0.42, h * 0.2, 120, 150, alpha=0.16)
    floor_lamp(c, air, at(0.02) if w <= 700 else at(0.44), edge + 24, h * 0.3)
    return _furnished(c, air, {"floor": (h * 0.79, h * 0.93)})


@setting("kitchen", "floor table", times="day night", weathers="clear", indoors=True)
def kitchen(c, air):
    w, h = c.width, c.height
    counter, tile = h * 0.56, air.pick("#e8ece8", "#d4e4e8", "#f0e8d8", "#d8e4d0", "#e8d8d4")
    front = air.pick("#7a9a94", "#e8e0d0", "#6a88a4", "#b4c0a0", "#c87c60", "#d8b068")
    with tinted(c, LAMPLIGHT if air.dark else "#ffffff"):
        c.all(vertical(0, h, mix(tile, "#ffffff", 0.3), mix(tile, "#6a6070", 0.2)))
        size = 44
        for row in range(int(counter / size) + 1):
            for column in range(int(w / size) + 1):
                shade = mix(tile, c.random.choice(("#ffffff", front, "#8a8490")), c.random.random() * 0.16)
                c.fill(rect(column * size + 1.5, row * size + 1.5, size - 3, size - 3, 2), shade)
        for x, wide in ((-10, w * 0.24), (w * 0.76, w * 0.26)):
            c.fill(rect(x - 4, h * 0.26, wide + 8, 16), "#20142430")
            c.fill(rect(x, -5, wide, h * 0.27), vertical(0, h * 0.27, mix(front, "#ffffff", 0.25), front))
            for k in range(2):
                c.stroke(rect(x + 12 + k * wide / 2, 14, wide / 2 - 24, h * 0.21, 3), mix(front, "#20142c", 0.3), 3)
                c.fill(ellipse(x + wide / 2 + (14 if k else -14), h * 0.2, 5), "#f0e4c4")
        width = min(w * 0.32, 230)
        window(c, air, w / 2 - width / 2, h * 0.07, width, h * 0.26)
        rail = h * 0.4
        for side in (0.03, 0.78):
            c.fill(rect(w * side, rail - 62, w * 0.19, 5, 2), "#8a8c94")
            for k in range(3):
                x = w * side + 20 + k * w * 0.062
                c.fill(rect(x - 2, rail - 60, 4, 40), "#6a6c74")
                c.fill((ellipse(x, rail - 12, 14, 16), rect(x - 10, rail - 24, 20, 32, 4), ellipse(x, rail - 8, 9, 20))[k],
                       air.pick("#8a8c94", "#b87848", "#5a5c64"))
        c.fill(rect(-5, counter - 14, w + 10, 26), vertical(counter - 14, counter + 12, "#f4ece0", "#a89c90"))
        c.fill(rect(-5, counter + 12, w + 10, h), vertical(counter + 12, h * 0.8, mix(front, "#20142c", 0.12),
                                                           mix(front, "#20142c", 0.4)))
        for k in range(5):
            c.stroke(rect(w * k / 5 + 12, counter + 34, w / 5 - 24, h * 0.3, 4), mix(front, "#20142c", 0.45), 3)
            c.fill(rect(w * k / 5 + w / 10 - 22, counter + 46, 44, 6, 3), "#e8dcc0")
        x, y = w * 0.1, counter - 14  # a kettle and jars on the far counter
        c.fill(blob((x - 38, y), (x - 32, y - 44), (x, y - 58), (x + 32, y - 44), (x + 38, y)),
               linear(x - 38, 0, x + 38, 0, "#f4f4f4", "#a8acb4", "#6c707c"))
        c.stroke(curve((x - 28, y - 46), (x, y - 88), (x + 28, y - 46)), "#3a3640", 6)
        c.stroke(curve((x + 34, y - 20), (x + 52, y - 32), (x + 58, y - 48)), "#8c909a", 8)
        for k, colour in enumerate(("#d88a4a", "#e8d8a8", "#8a5a3c")):
            x = w * 0.83 + k * 44
            c.fill(rect(x - 17, y - 50 + 8 * k, 34, 50 - 8 * k, 6),
                   linear(x - 17, 0, x + 17, 0, "#ffffff", colour, mix(colour, "#20142c", 0.3)))
            c.fill(rect(x - 19, y - 58 + 8 * k, 38, 11, 3), "#b88a5c")
        low = h * 0.76
        c.fill(rect(-5, low - 14, w + 10, 16), mix(front, "#20142c", 0.6))
        c.fill(rect(0, low, w, h), vertical(low, h, "#b4a898", "#dcd0bc"))
        dark = air.pick("#8a8078", "#a86a50", "#6a7c84", "#4a4a50")
        with c.clip(rect(0, low, w, h)):
            for row in range(5):
                y0, y1 = low + (h - low) * (row / 5) ** 1.5, low + (h - low) * ((row + 1) / 5) ** 1.5
                for k in range(-9, 10):
                    if (k + row) % 2:
                        spread = [w / 2 + (k + d) * w * (0.09 + 0.06 * (y - low) / (h - low)) for y,
                                  d in ((y0, 0), (y0, 1), (y1, 1), (y1, 0))]
                        c.fill(poly(*zip(spread, (y0, y0, y1, y1))), faded(dark, 0.55))
    return _furnished(c, air, {"floor": (h * 0.83, h * 0.94)})


def _furnished(c, air, places):
    """The finished room; with a table top across the foreground when the subject belongs on one."""
    tint = "#fff2e6" if air.dark else "#ffffff"
    if air.habitat != "table":
        return Stage(places, tint=tint)
    c.soften(air.random.uniform(1.5, 4))
    with tinted(c, LAMPLIGHT if air.dark else "#ffffff"):
        plank(c, c.height * 0.72, air.pick("#c8925c", "#b07c4c", "#e0d8cc", "#9a6a48", "#7a5038"))
    return Stage({"table": (c.height * 0.82, c.height * 0.91)}, tint=tint)


def plank(c, top, wood):
    """A wooden top across the foreground, from its far edge at `top`."""
    area = rect(0, top, c.width, c.height - top)
    with c.layer(8, 0.35):
        c.fill(rect(0, top - 12, c.width, 14), "#1c0f14")
    c.fill(area, vertical(top, c.height, mix(wood, "#fff0d4", 0.35), wood, mix(wood, "#1c0f14", 0.25)))
    with c.clip(area):
        c.texture(5, "#2a130c", "#ffe8c4", 0.32, 4, 30)
        for k in range(1, 4):
            y = top + (c.height - top) * (k / 4) ** 1.5
            c.stroke(line((0, y), (c.width, y)), "#26120c70", 1.6)
    c.fill(rect(0, top, c.width, 3), "#ffffff60")


@setting("bedroom", "floor", times="day night", weathers="clear", indoors=True)
def bedroom(c, air):
    w, h = c.width, c.height
    edge, flip = h * 0.62, air.pick(False, True)
    cloth = air.pick("#7a9ac0", "#c88a9a", "#9aac7c", "#a890c0", "#d8a868", "#7ab0ac")
    with tinted(c, LAMPLIGHT if air.dark else "#ffffff"), c.placed(w if flip else 0, 0, 1, 0, flip):
        walls(c, air, ("#dcd4e0", "#d0dce4", "#e8dccc", "#d8e0d0", "#e4d0cc"), edge)
        boards(c, edge, air.pick("#b88a60", "#9a6c48", "#d0ac80"), mix(cloth, "#ffffff", 0.2))
        width = min(w, 760) * 0.2
        window(c, air, w * 0.84 - width / 2, h * 0.16, width, h * 0.28, mix(cloth, "#ffffff", 0.35))
        x, y, long = -w * 0.06, h * 0.72, min(w * 0.62, 470)
        c.fill(rect(x, h * 0.34, 46, y - h * 0.32, 12), linear(x, 0, x + 46, 0, "#a8744a",
                                                               "#6a4430"))  # the head board, then mattress, cover, pillows
        c.fill(rect(x + 30, y - 62, long, 62, 8), vertical(y - 62, y, "#8a5c3c", "#5a3828"))
        c.fill(rect(x + 36, y - 104, long - 16, 62, 22), vertical(y - 104, y - 42, "#ffffff", "#d4ccd0"))
        cover = blob((x + long * 0.42, y - 122), (x + long * 0.9, y - 120), (x + long + 26, y - 98), (x + long + 28, y - 30),
                     (x + long * 0.7, y - 24), (x + long * 0.4, y - 30))
        c.fill(cover, vertical(y - 122, y - 24, mix(cloth, "#ffffff", 0.35), cloth, mix(cloth, "#1c1424", 0.25)))
        with c.clip(cover):
            for k in range(9):
                c.stroke(line((x + long * 0.36 + k * 46, y - 130), (x + long * 0.34 + k * 46, y)), faded("#ffffff", 0.35), 7)
        c.fill(blob((x + 52, y - 112), (x + 70, y - 150), (x + 150, y - 146), (x + 172, y - 112), (x + 110, y - 98)),
               vertical(y - 150, y - 98, "#ffffff", "#dcd4dc"))
        if w > 700:
            picture(c, air, w * 0.36, h * 0.13, 110, 80)
        x = w * 0.68  # a bedside table with a lamp
        c.fill(rect(x - 40, edge - 64, 80, 92, 3), vertical(edge - 64, edge + 28, "#b07c50", "#74482e"))
        c.stroke(rect(x - 32, edge - 52, 64, 30, 2), "#5a3424", 2)
        c.fill(ellipse(x, edge - 36, 4), "#f0d8a0")
        c.fill(rect(x - 4, edge - 104, 8, 40), "#e8dcc8")
        c.fill(poly((x - 18, edge - 142), (x + 18, edge - 142), (x + 32, edge - 98), (x - 32, edge - 98)), "#fff0cc")
    if air.dark:
        c.glow(w * (0.32 if flip else 0.68), edge - 120, 240, "#ffc878", 0.85)
    return _furnished(c, air, {"floor": (h * 0.8, h * 0.93)})


@setting("library", "floor table", times="day", weathers="clear", indoors=True)
def library(c, air):
    w, h = c.width, c.height
    edge, wood = h * 0.68, air.pick("#7a4c30", "#5f3c2a", "#94643c")
    c.all(vertical(0, edge, mix(wood, "#100810", 0.35), mix(wood, "#100810", 0.55)))
    spines = ("#8a3038", "#2f4f7a", "#3a6848", "#c89a48", "#5a3a5e", "#b86a40", "#e0d0b0", "#2c5a64", "#7a2c48", "#48484e")
    rows = 6 if h > 700 else 5
    tall = (edge - 10) / rows
    for row in range(rows):
        low, x = 10 + tall * (row + 1) - 10, 6.0
        while x < w:
            if c.random.random() < 0.05:
                x += c.random.uniform(14, 40)
            wide, high = c.random.uniform(9, 21), (tall - 14) * c.random.uniform(0.66, 0.97)
            colour = c.random.choice(spines)
            c.fill(rect(x, low - high, wide, high, 2), linear(x, 0, x + wide, 0, mix(colour, "#fff0d8", 0.25), colour,
                                                              mix(colour, "#100810", 0.4)))
            c.fill(rect(x, low - high * 0.82, wide, 4), "#f0d89070")
            c.fill(rect(x, low - high * 0.2, wide, 3), "#f0d89060")
            x += wide + 0.8
        c.fill(rect(0, low, w, 11), vertical(low, low + 11, mix(wood, "#ffe0b0", 0.35), mix(wood, "#100810", 0.3)))
        c.fill(rect(0, low + 11, w, 8), "#0c060c70")
    step = w / (4 if w > 700 else 3)
    for k in range(5):
        x = k * step - 11
        c.fill(rect(x, 0, 22, edge), linear(x, 0, x + 22, 0, mix(wood, "#ffe0b0", 0.4), wood, mix(wood, "#100810", 0.4)))
    c.fill(rect(0, 0, w, 15), mix(wood, "#ffe0b0", 0.2))
    if air.random.random() < 0.6:
        x = w * air.pick(0.1, 0.84)
        for dx in (0, 58):
            c.stroke(line((x + dx, edge + 24), (x + dx * 0.8 + 8, 20)), "#c89860", 8)
        for k in range(9):
            y = edge - 6 - k * (edge - 40) / 9
            c.stroke(line((x + 1, y), (x + 56, y)), "#c89860", 6)
    boards(c, edge, air.pick("#8a5a3c", "#a06a44", "#6a4430"), air.pick("#8a2f38", "#2f5048", "#34446c"))
    for x in (w * 0.2, w * 0.8):
        c.glow(x, h * 0.16, 260, "#ffc070", 0.55)
    return _furnished(c, air, {"floor": (h * 0.82, h * 0.93)})


@setting("classroom", "floor table", times="day", weathers="clear", indoors=True)
def classroom(c, air):
    w, h = c.width, c.height
    edge = h * 0.64
    walls(c, air, ("#e8dcc4", "#d8e0d4", "#dce0e8", "#ecd8c4"), edge, pattern=False)
    boards(c, edge, air.pick("#c89a68", "#a8785a", "#9aa0a0"))
    left, wide, slate = w * 0.15, w * 0.7, air.pick("#2c5a48", "#34504a", "#2c3a44")
    c.fill(rect(left - 12, h * 0.1, wide + 24, h * 0.4, 4), vertical(h * 0.1, h * 0.5, "#c08a54", "#8a5a34"))
    c.fill(rect(left, h * 0.12, wide, h * 0.36), linear(left, 0, left + wide, h * 0.4, mix(slate, "#ffffff", 0.14), slate))
    with c.clip(rect(left, h * 0.12, wide, h * 0.36)):
        c.texture(40, "#000000", "#ffffff", 0.12, 3, 2)
        for row in range(4):
            x, y = left + 30, h * (0.17 + 0.075 * row)
            while x < left + wide - 50:
                length = c.random.uniform(18, 60)
                if not left + wide * 0.3 < x < left + wide * 0.62 or row < 1:
                    c.stroke(curve(*[(x + length * k / 5, y + c.random.uniform(-7, 7)) for k in range(6)]), "#f4f4ecd0", 3)
                x += length + 16
        x, y = left + wide * 0.8, h * 0.36
        c.stroke(poly((x, y), (x + 60, y + 40), (x - 50, y + 40)), "#f8e08a", 3)
        c.stroke(ellipse(left + wide * 0.16, h * 0.41, 22), "#f0a0b0", 3)
    c.fill(rect(left, h * 0.495, wide, 9), "#e0b07c")
    for k, colour in enumerate(("#ffffff", "#f8e08a", "#f0a0b0")):
        c.fill(rect(left + wide * 0.2 + 34 * k, h * 0.488, 22, 6, 2), colour)
    x, y = w * 0.93, h * 0.18
    c.fill(ellipse(x, y, 32), "#3a3840")
    c.fill(ellipse(x, y, 27), "#fdfaf2")
    c.stroke(line((x, y - 18), (x, y), (x + 12, y + 6)), "#26242a", 3.4)
    if w > 700:
        for k, colour in enumerate(("#d87a60", "#6a9ac0", "#e0b850")):
            c.fill(rect(w * 0.025, h * (0.14 + 0.13 * k), w * 0.09, h * 0.1, 2), mix(colour, "#ffffff", 0.3))
            c.fill(ellipse(w * 0.07, h * (0.19 + 0.13 * k), 20, 14), colour)
    for side, share in ((0, 0.1), (1, 0.9)):
        for depth in range(2):
            x, y, s = w * (share + (0.0, -0.02)[depth] * (1 - 2 * side)), h * (0.7 + 0.12 * depth), (0.8, 1.1)[depth] * min(w,
                    760) / 760
            for dx in (-86, 76):
                c.fill(rect(x + dx * s, y - 64 * s, 9 * s, 76 * s), "#6a7078")
            c.fill(poly((x - 92 * s, y - 84 * s), (x + 92 * s, y - 84 * s), (x + 104 * s, y - 56 * s), (x - 104 * s, y - 56 * s)),
                   vertical(y - 84 * s, y - 56 * s, "#f0c890", "#d8a468"))
            c.fill(rect(x - 104 * s, y - 56 * s, 208 * s, 11 * s), "#a8743f")
            c.fill(rect(x - 30 * s, y - 90 * s, 54 * s, 13 * s, 2), c.random.choice(("#b83a3c", "#2f5f9a", "#3a8058")))
    window_light(c, w * 0.05, h * 0.66, 180, 150, alpha=0.16)
    return _furnished(c, air, {"floor": (h * 0.8, h * 0.93)})

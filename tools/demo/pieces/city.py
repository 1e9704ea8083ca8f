"""Streets and walls: a city by day and by night, fireworks, a stairwell, rain on a house and on a window."""

import math

from . import PORTRAIT, SQUARE, WIDE, scene
from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import (bokeh, bough, clouds, conifer, grass, haze, hills, lamp_post, leaves, moon, rain, reflect, sky, skyline,
                       standing, stars, table, tower, waves)


@scene("city-day")
def city_day(c):
    sky(c, "#3f8fd0", "#9fd0ec", "#f4ead0", bottom=400)
    clouds(c, 20, 330, "#ffffff", "#a9b9d4", 0.5, 100)
    skyline(c, 390, (90, 210), ("#a9c0d4", "#b9c9d6", "#9fb4cc"), glass="#86a4c0", widths=(24, 46), cell=(6, 8))
    haze(c, 180, 400, "#eef0e4", 0.65)
    skyline(c, 395, (80, 250), ("#8fa6bd", "#c9b9a4", "#a98f84", "#7f97b4"), glass="#557a9e", widths=(34, 62))
    haze(c, 240, 400, "#f2ecd8", 0.4)
    for x, width, height, tone in ((60, 74, 300, "#6f93b8"), (300, 64, 345, "#cfa27c"), (505, 84, 290, "#8aa7a0"), (655, 70, 325, "#b57f6c"), (170, 80, 190, "#d6c3a0"), (405, 70, 215, "#7f8cab"), (590, 60, 180, "#d9b98c")):
        c.shadow(rect(x + 8, 400 - height + 12, width, height), 7, 0.25)
        tower(c, x, 402, width, height, tone, 0.04, glass="#3f668e", cell=(9, 12))
    c.fill(poly((300, 57), (332, 10), (364, 57)), linear(300, 0, 364, 0, "#e8c49a", "#8f6450"))
    c.stroke(line((332, 12), (332, -10)), "#6f5a58", 2)
    leaves(c, [(x, 398 + c.random.uniform(-6, 6), 30, 20) for x in range(0, 820, 34)], ("#274f34", "#3f7a3c", "#6fa34a", "#a9cc62"), 4, 60)
    c.fill(rect(0, 408, 800, 130), vertical(408, 533, "#d9cfbb", "#b9ad9c"))
    reflect(c, 414, "#3f7fa6", 0.35, 2.5)
    waves(c, 416, 533, "#e8f6fa", "#20567f", 90, 0.3)
    c.fill(rect(0, 406, 800, 10), vertical(406, 416, "#efe6d2", "#8f8478"))
    for x in range(0, 810, 16):
        c.fill(rect(x, 396, 2, 12), "#5a606e")
    c.fill(rect(0, 395, 800, 2), "#5a606e")
    with c.placed(540, 470):
        with c.layer(3, 0.4):
            c.fill(ellipse(0, 12, 120, 8), "#0f2f4a")
        c.solid(poly((-110, -14), (118, -14), (96, 12), (-92, 12)), "#f4f1ea", 8)
        c.fill(poly((-104, -2), (108, -2), (106, 3), (-101, 3)), "#d0463c")
        c.solid(rect(-78, -36, 140, 22, 4), "#ffffff", 6, 0.3)
        for x in range(-70, 50, 18):
            c.fill(rect(x, -31, 12, 10, 2), "#3f6f94")


@scene("city-night", WIDE)
def city_night(c):
    sky(c, "#070b24", "#1a2152", "#4a3a78", "#a3587f", bottom=300)
    stars(c, 190, 170)
    moon(c, 262, 50, 22)
    skyline(c, 290, (70, 170), ("#2a2f5f", "#33356b"), lit=0.25, glass="#242a58", widths=(22, 44), cell=(5, 7))
    haze(c, 130, 300, "#b0608a", 0.4)
    skyline(c, 294, (70, 205), ("#1c2248", "#242650", "#1a2c50"), lit=0.45, glass="#141a3c", widths=(30, 58), cell=(6, 8))
    for x, width, height in ((90, 60, 210), (360, 66, 250), (465, 50, 200), (640, 70, 235)):
        tower(c, x, 296, width, height, "#151a3c", 0.6, glass="#10142f", cell=(7, 9))
    c.stroke(line((393, 46), (393, 8)), "#2a2f5a", 2.5)
    c.glow(393, 10, 26, "#ff5a5a", 1)
    for x, colour in ((372, "#5ad0ff"), (652, "#ff6fae"), (100, "#ffd06a")):
        c.glow(x + 20, 130, 140, colour, 0.28)
    c.fill(rect(0, 292, 800, 6), "#0d1028")
    for x in range(10, 800, 38):
        c.fill(ellipse(x, 290, 1.8), "#fff2c8")
        c.glow(x, 290, 22, "#ffc066", 0.9)
    reflect(c, 298, "#0c1338", 0.3, 3.5, fade=0.35)
    for _ in range(26):
        x, colour = c.random.uniform(0, 800), c.random.choice(("#ffcf80", "#ff8fb4", "#7fd8ff", "#ffe9b8"))
        with c.layer(2.5, 0.5):
            c.fill(rect(x, 300, c.random.uniform(2, 6), c.random.uniform(40, 130)), linear(0, 300, 0, 430, faded(colour, 0.9), faded(colour, 0)))
    waves(c, 302, 450, "#ffd9b0", "#060a24", 160, 0.28)
    c.fill(rect(0, 396, 800, 60), vertical(396, 450, "#141634", "#080a1c"))
    c.fill(rect(0, 395, 800, 2), "#ffb87060")
    for x in range(0, 800, 22):
        c.fill(rect(x, 368, 2, 28), "#0b0d22")
    c.fill(rect(0, 366, 800, 3.5), "#1c1f44")
    standing(c, 236, 400, 76, "#0a0c1e")
    standing(c, 258, 400, 70, "#0a0c1e")
    for x in (120, 560):
        lamp_post(c, x, 400, 150)
    return {"bloom": 0.34, "vignette": 0.3}


@scene("fireworks", PORTRAIT)
def fireworks(c):
    sky(c, "#080a26", "#161a4a", "#3a2a66", "#7a4470", bottom=620)
    stars(c, 380, 120)
    for x, y, r, colour, hot in ((190, 190, 150, "#ff5a7a", "#ffd0c8"), (430, 140, 110, "#5ac8ff", "#e8faff"), (400, 350, 135, "#ffc34a", "#fff4c8"), (140, 420, 84, "#8aff9a", "#f0ffe8"), (530, 270, 60, "#d78aff", "#fbeaff")):
        c.glow(x, y, r * 2.1, colour, 0.5)
        for shell in (1.0, 0.66, 0.36):
            with c.layer(0.5):
                for k in range(int(44 * shell) + 8):
                    angle = k * 2 * math.pi / (int(44 * shell) + 8) + c.random.uniform(-0.05, 0.05)
                    reach = r * shell * c.random.uniform(0.88, 1.06)
                    ex, ey = x + reach * math.cos(angle), y + reach * math.sin(angle) + 0.16 * r * shell
                    mx, my = x + reach * 0.55 * math.cos(angle), y + reach * 0.55 * math.sin(angle)
                    c.stroke(curve((x + reach * 0.15 * math.cos(angle), y + reach * 0.15 * math.sin(angle)), (mx, my), (ex, ey)), linear(x, y, ex, ey, faded(colour, 0), faded(colour, 0.7), hot), 1.7)
                    c.fill(ellipse(ex, ey, 2.2), hot)
                    if c.random.random() < 0.4:
                        c.glow(ex, ey, 10, colour, 0.9)
        for _ in range(40):
            angle, reach = c.random.uniform(0, 6.28), r * c.random.uniform(0.3, 1.25)
            c.fill(ellipse(x + reach * math.cos(angle), y + reach * math.sin(angle) + 0.2 * r, 1.1), faded(hot, c.random.uniform(0.3, 0.9)))
    for x, top in ((190, 240), (400, 400), (430, 190)):
        with c.layer(1.4, 0.6):
            c.stroke(curve((x + 16, 600), (x + 5, (600 + top) / 2), (x, top)), linear(0, 600, 0, top, "#ffb06a00", "#ffd8a0"), 2)
    skyline(c, 606, (40, 110), ("#171a3e", "#1d2048"), lit=0.4, glass="#10132e", widths=(24, 50), cell=(6, 8))
    c.fill(rect(0, 598, 600, 10), "#0c0e24")
    reflect(c, 606, "#0d1238", 0.28, 4.5)
    waves(c, 610, 800, "#ffd0c0", "#060922", 150, 0.25)
    c.fill(blob((-20, 820), (-20, 770), (120, 756), (300, 764), (480, 752), (640, 770), (640, 820)), "#060818")
    for x, h, raised in ((200, 96, False), (248, 106, False), (292, 60, True), (420, 100, True)):
        standing(c, x, 774, h * 1.3, "#070918", raised)
    return {"bloom": 0.4, "vignette": 0.2}


@scene("dark-stairwell", PORTRAIT)
def dark_stairwell(c):
    c.all("#0b0a12")
    left = poly((-10, -10), (255, 60), (255, 330), (-10, 830))
    right = poly((610, -10), (405, 60), (405, 330), (610, 830))
    c.fill(poly((-10, -10), (610, -10), (405, 60), (255, 60)), vertical(-10, 60, "#0a0912", "#2c2630"))
    c.fill(left, linear(0, 0, 255, 0, "#13121c", "#4a3f3f", "#7a6552"))
    c.fill(right, linear(600, 0, 405, 0, "#0e0d16", "#332d34", "#5f5048"))
    for path, x0, x1 in ((left, -10, 255), (right, 610, 405)):
        with c.clip(path):
            for i in range(30):
                t0 = i / 29
                c.stroke(line((x0, -60 + 900 * t0), (x1, 50 + 290 * t0)), "#0a080ea0", 1.7)
                for k in range(14):
                    u = ((k + (i % 2) * 0.5) / 14) ** 0.75
                    xa = x0 + (x1 - x0) * u
                    ya = (-60 + 900 * t0) * (1 - u) + (50 + 290 * t0) * u
                    c.stroke(line((xa, ya), (xa, ya + (31 * (1 - u) + 10 * u))), "#0a080ea0", 1.4)
            c.texture(60, "#000000", "#ffdca8", 0.16, 5)
    c.fill(rect(255, 60, 150, 272), vertical(60, 330, "#5a4a44", "#8a735c"))
    c.fill(rect(286, 112, 90, 220), vertical(112, 330, "#fff2cc", "#ffd68a"))
    c.fill(rect(281, 107, 100, 6), "#2f2426")
    c.fill(rect(281, 107, 6, 225), "#2f2426")
    c.fill(rect(376, 107, 6, 225), "#3f3230")
    c.fill(poly((376, 113), (400, 122), (400, 345), (376, 331)), linear(376, 0, 400, 0, "#6a4a38", "#3f2a24"))
    steps = 15
    for i in range(steps, -1, -1):
        t = i / steps
        near = (1 - t) ** 1.35
        y = 330 + 480 * near
        next_near = (1 - min(1, (i + 1) / steps)) ** 1.35
        y_up = 330 + 480 * next_near
        xl, xr = 255 - 265 * near, 405 + 205 * near
        xl2, xr2 = 255 - 265 * next_near, 405 + 205 * next_near
        ym = y_up + (y - y_up) * 0.42
        xm = 0.42
        xlm, xrm = xl2 + (xl - xl2) * xm, xr2 + (xr - xr2) * xm
        lit = max(0.0, 1 - near * 1.15)
        c.fill(poly((xl, y), (xr, y), (xrm, ym), (xlm, ym)), linear(xl, 0, xr, 0, mix("#15131c", "#8f7558", lit), mix("#262028", "#e8bf86", lit), mix("#0f0e16", "#7a6450", lit)))
        c.fill(poly((xlm, ym), (xrm, ym), (xr2, y_up), (xl2, y_up)), mix("#0a0910", "#3a2d2a", lit))
        c.fill(rect(xl, y - 1.2, xr - xl, 1.6 + 2.4 * near), mix("#3a3238", "#ffe0a8", lit))
    with c.clip(rect(0, 330, 600, 470)):
        c.texture(40, "#000000", "#ffe6c0", 0.1, 4, 3)
    with c.layer(16, 0.55):
        c.fill(poly((290, 330), (374, 330), (470, 640), (190, 640)), vertical(330, 640, "#ffd896d0", "#ffd89600"))
    rail = [(258, 262), (170, 360), (60, 500), (-20, 610)]
    c.stroke(curve(*[(x + 3, y + 6) for x, y in rail]), "#00000080", 8)
    c.stroke(curve(*rail), linear(258, 262, -20, 610, "#f0c08a", "#5a3d30", "#1f1618"), 8)
    for x, y in ((214, 312), (120, 422), (22, 552)):
        c.stroke(line((x, y), (x - 6, y + 22)), "#1c1618", 4)
    c.glow(330, 215, 300, "#ffcf86", 0.65)
    standing(c, 330, 334, 124, "#17131c")
    c.all(radial(330, 230, 620, "#00000000", (0.4, "#00000010"), "#000000b8"))
    return {"bloom": 0.3, "vignette": 0.35, "grain": 3.6}


@scene("house-in-the-rain")
def house_in_the_rain(c):
    sky(c, "#3f4a63", "#6a7890", "#a3adb4", bottom=380)
    clouds(c, -60, 300, "#8f9bb0", "#3a4560", 0.75, 130, 3.0)
    hills(c, 350, 60, "#5f7480", "#8a9a9e", 240)
    for _ in range(40):
        conifer(c, c.random.uniform(-10, 810), 372 + c.random.uniform(-6, 8), c.random.uniform(40, 105), "#3a5358", "#6a8480")
    haze(c, 280, 390, "#b4bec4", 0.6)
    hills(c, 400, 34, "#5f7a4e", "#3a5240", 340)
    c.shadow(poly((220, 420), (590, 420), (640, 446), (240, 450)), 8, 0.5)
    c.fill(rect(246, 250, 190, 172), linear(246, 0, 436, 0, "#d9cdb8", "#b3a594"))
    c.fill(rect(436, 250, 120, 172), linear(436, 0, 556, 0, "#8f8478", "#6f6660"))
    c.fill(poly((246, 252), (341, 150), (436, 252)), linear(246, 0, 436, 0, "#d3c6b0", "#a89a8a"))
    with c.clip(rect(246, 150, 310, 275)):
        for y in range(160, 424, 9):
            c.stroke(line((246, y), (556, y)), "#3a302a38", 1.2)
    c.solid(poly((341, 140), (470, 140), (580, 262), (436, 262)), linear(380, 140, 520, 262, "#6f4a48", "#43303a"), 10, 0.4, 0.25)
    with c.clip(poly((341, 140), (470, 140), (580, 262), (436, 262))):
        for i in range(12):
            c.stroke(line((300, 146 + i * 10.5), (600, 146 + i * 10.5)), "#1f141c70", 1.4)
        c.texture(12, "#1a1018", "#d9dcea", 0.35)
    c.stroke(line((232, 262), (341, 143), (444, 258)), "#4a343a", 11, True)
    c.solid(rect(462, 108, 30, 62), "#8a5a50", 6)
    c.fill(rect(457, 103, 40, 9), "#5f403c")
    with c.layer(9, 0.5):
        for i in range(9):
            c.fill(ellipse(478 + i * 7 + 6 * math.sin(i), 96 - i * 12, 9 + i * 2.6), faded("#dfe3ea", 0.6 - i * 0.05))
    def pane(x, y, w, h):
        c.fill(rect(x - 4, y - 4, w + 8, h + 8), "#efe8dc")
        c.fill(rect(x, y, w, h), vertical(y, y + h, "#ffe6a0", "#f2a44a"))
        c.fill(rect(x + w / 2 - 1.2, y, 2.4, h), "#8a6040")
        c.fill(rect(x, y + h / 2 - 1.2, w, 2.4), "#8a6040")
        c.glow(x + w / 2, y + h / 2, w * 2.1, "#ffb84a", 0.5)
    pane(268, 286, 40, 52)
    pane(376, 286, 40, 52)
    pane(324, 204, 34, 36)
    pane(476, 296, 46, 46)
    c.fill(rect(322, 330, 42, 92), "#efe8dc")
    c.solid(rect(326, 334, 34, 88), "#2f6066", 6)
    c.fill(ellipse(354, 382, 2.4), "#f2d08a")
    c.fill(rect(314, 420, 58, 8), "#9a9088")
    c.fill(poly((322, 428), (366, 428), (470, 540), (250, 540)), vertical(428, 533, "#8f8a84", "#5f6068"))
    with c.clip(poly((322, 428), (366, 428), (470, 540), (250, 540))):
        c.texture(14, "#2a2a34", "#dfe6f0", 0.4, 3, 3)
    for x, y, w in ((345, 500, 84), (160, 510, 90), (620, 486, 80)):
        c.fill(ellipse(x, y, w, w * 0.14), linear(0, y - 12, 0, y + 12, "#c9d2da", "#6f8090"))
        c.fill(ellipse(x - 6, y, w * 0.4, w * 0.05), "#ffd48a80")
        for r in (0.25, 0.5):
            c.stroke(ellipse(x + w * 0.3, y + 1, w * r, w * r * 0.15), "#eef4fa90", 1)
    twigs = []
    bough(c, 690, 470, -1.6, 74, 22, "#2c2626", 5, twigs)
    leaves(c, [(x, y, 34, 24) for x, y in twigs[::4]], ("#2a3f34", "#3f5f3f", "#5f8050"), 5, 46)
    grass(c, 440, 545, ("#3a5638", "#56734a", "#6f8a58", "#2c4432"), 900, (6, 24))
    rain(c, 620)
    with c.layer(0.6):
        for _ in range(70):
            x, y = c.random.uniform(0, 800), c.random.uniform(430, 530)
            c.stroke(ellipse(x, y, 5, 1.4), "#eef4ff60", 0.8)
    return {"bloom": 0.2}


@scene("window-with-rain", SQUARE)
def window_with_rain(c):
    sky(c, "#3f4f7c", "#7a7fa4", "#d8a88c", bottom=540)
    skyline(c, 520, (220, 430), ("#6a7298", "#767c9e"), lit=0.3, widths=(60, 110), cell=(18, 26))
    skyline(c, 540, (110, 300), ("#343f66", "#2c365c"), lit=0.5, widths=(60, 120), cell=(20, 28))
    c.fill(rect(0, 520, 720, 200), vertical(520, 720, "#4a5070", "#33384f"))
    c.soften(7)
    bokeh(c, 34, ("#ffc86a", "#ff8a6a", "#ffe6a8", "#ff5f6a", "#8ad0ff"), (0, 330, 720, 270), (12, 34), 0.5, 1.5)
    rng = c.random
    for _ in range(26):
        x, y, size = rng.uniform(60, 660), rng.uniform(60, 480), rng.uniform(4, 7)
        length = rng.uniform(50, 190)
        with c.layer(1.2, 0.5):
            c.fill(limb([(x, y), (x + rng.uniform(-5, 5), y + length * 0.5), (x + rng.uniform(-4, 4), y + length)], [1.5, size * 0.8, size * 1.5]), vertical(y, y + length, "#dfe8f800", "#e8eefa"))
        drop(c, x, y + length, size * 1.15)
    for _ in range(430):
        drop(c, rng.uniform(40, 680), rng.uniform(30, 590), 1.2 + 6.5 * rng.random() ** 3)
    frame = "#6a4a3a"
    for x, y, w, h in ((-10, -10, 54, 740), (676, -10, 60, 740), (-10, -10, 740, 44), (346, 20, 28, 600), (-10, 584, 740, 30)):
        c.shadow(rect(x, y, w, h), 9, 0.5)
        c.solid(rect(x, y, w, h), frame, 8, 0.5, 0.25)
        with c.clip(rect(x, y, w, h)):
            c.texture(30 if h > w else 5, "#20120c", "#ffdcb0", 0.35, 4, 0.12 if h > w else 12)
    table(c, 610, "#7a5540", 3)
    with c.layer(7, 0.45):
        c.fill(ellipse(540, 668, 90, 16), "#140c12")
        c.fill(ellipse(180, 678, 86, 14), "#140c12")
    with c.placed(170, 664):
        c.solid(poly((-46, -84), (46, -84), (34, 8), (-34, 8)), "#c96f4a", 14)
        c.solid(rect(-52, -96, 104, 20, 5), "#d98058", 6)
        for k in range(11):
            angle = -2.75 + k * 0.24
            reach = rng.uniform(105, 165)
            tip = (reach * math.cos(angle), -92 + reach * math.sin(angle) * 1.05)
            c.solid(limb([(0, -90), (tip[0] * 0.45, -90 + (tip[1] + 90) * 0.7), tip], [5, 22, 2]), mix("#2f6a44", "#7fae58", rng.random()), 7, 0.5, 0.35)
    with c.placed(530, 640):
        c.solid(ellipse(62, -34, 30, 27), "#e9ded0", 6)
        c.fill(ellipse(60, -34, 18, 16), "#6a4a3c")
        c.solid(blob((-60, -76), (60, -76), (58, -20), (44, 16), (0, 24), (-44, 16), (-58, -20)), "#efe6d8", 18, 0.5)
        c.fill(ellipse(0, -75, 60, 13), "#d9cdbd")
        c.fill(ellipse(0, -73, 53, 10), "#6a3a22")
        with c.layer(7, 0.6):
            for dx in (-18, 6, 26):
                c.stroke(curve((dx, -84), (dx - 12, -116), (dx + 10, -146), (dx - 4, -184)), linear(0, -84, 0, -184, "#ffffffc0", "#ffffff00"), 9)
    return {"bloom": 0.25}


def drop(c, x, y, r):
    """A drop of rain on glass: the world upside down in it, dark above, light below, and a spark."""
    c.fill(ellipse(x, y + r * 0.15, r, r * 1.2), linear(0, y - r, 0, y + r * 1.3, "#20263cb0", "#8a93b060", "#f4f2f6d8"))
    c.fill(ellipse(x - r * 0.3, y - r * 0.4, r * 0.26), "#ffffffe0")

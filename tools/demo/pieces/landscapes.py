"""Wide views: mountains, sea, desert, forest, snow, night, space, sunset, a tree, a lighthouse."""

import math

import numpy as np

from . import PORTRAIT, SQUARE, WIDE, scene
from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import (blossoms, clouds, conifer, glints, grass, haze, hills, lamp_post, leaves, mountains, rays, reflect, ridge,
                       rock, sky, snowfall, stars, sun, under, waves)


@scene("mountains-lake")
def mountains_lake(c):
    sky(c, "#4d7fb8", "#9cc3dd", "#f3dcc4", bottom=330)
    clouds(c, 10, 240, "#fff6ea", "#b3a9c4", 0.42)
    mountains(c, [(120, 170, 260), (690, 150, 280)], 345, rock="#9aa0bd", dark="#7380aa", foot="#c3cbdc")
    mountains(c, [(400, 82, 300)], 345, rock="#857f98", dark="#56638f", foot="#a9b8c6")
    hills(c, 340, 60, "#5f8272", "#8fb0a0", 180)
    for _ in range(90):
        x = c.random.uniform(-10, 810)
        conifer(c, x, 352 + c.random.uniform(-4, 3), c.random.uniform(18, 42), "#2c5648", "#7d9f6a")
    reflect(c, 352, "#3d6d8c", 0.32, 2.2)
    haze(c, 338, 358, "#fff4e2", 0.35)
    c.fill(under(c, ridge(c, 520, 60, 160)), vertical(460, 533, "#4f6b38", "#1f3527"))
    grass(c, 490, 540, ("#3f5f2e", "#6f8b3f", "#a3b45a", "#2c4a2c"), 700, (8, 30))
    blossoms(c, 492, 530, ("#f4f0ff", "#d98bb7", "#f2c14f"), 70)
    conifer(c, 70, 525, 270, "#1c4236", "#7a9a5a")
    conifer(c, 148, 530, 170, "#1f4a3a", "#83a35e")
    conifer(c, 762, 530, 230, "#19392f", "#668a52")


@scene("sea")
def sea(c):
    sky(c, "#2f86c6", "#86c4e4", "#e4f1ee", bottom=250)
    clouds(c, 20, 240, "#ffffff", "#a8bad2", 0.45, 90)
    c.fill(rect(0, 245, 800, 300), vertical(245, 533, "#2d7fae", "#1f95ab", "#4fc4bd", "#bfe9d5"))
    hills(c, 247, 34, "#7f9fb5", "#a9c4cf", 150)
    c.fill(rect(0, 245, 800, 160), vertical(245, 405, "#2d7fae", "#1f95ab"))
    waves(c, 247, 410, "#dff7f2", "#0f4f7c", 330, 0.4)
    for base, thick in ((398, 12), (438, 20)):
        crest = [(x, base + 9 * math.sin(x / 90 + base) + 5 * c.random.random()) for x in range(-20, 840, 20)]
        c.fill(poly(*crest, *[(x, y + thick * 2.4) for x, y in reversed(crest)]), vertical(base, base + thick * 3, "#eafff8cc", "#48bfb400"))
        with c.layer(1.2):
            for x, y in crest:
                for _ in range(7):
                    c.fill(ellipse(x + c.random.uniform(-14, 14), y + c.random.uniform(-2, thick * 0.5), c.random.uniform(2, 6), 2.2), "#ffffffcc")
    beach = [(x, 482 + 14 * math.sin(x / 130 + 2) - x * 0.03) for x in range(0, 820, 20)]
    with c.layer(2):
        c.fill(under(c, [(x, y - 9) for x, y in beach]), "#ffffffd0")
    c.fill(under(c, beach), vertical(460, 533, "#c9a97c", "#f2dcae"))
    with c.clip(under(c, beach)):
        c.texture(6, "#8a6a48", "#fff6da", 0.4, 3, 3)
    for x, y, w, h in ((640, 330, 120, 70), (715, 345, 90, 46), (585, 340, 50, 26)):
        rock(c, x, y, w, h, "#5f5a66")
    with c.layer(2):
        for _ in range(60):
            c.fill(ellipse(c.random.uniform(560, 765), 340 + c.random.uniform(-3, 7), c.random.uniform(3, 10), 2.5), "#ffffffb0")
    c.solid(blob((90, 500), (104, 486), (122, 492), (118, 508), (100, 512)), "#f0b9a0", 6)
    for dx in (-10, -3, 4):
        c.stroke(line((106, 511), (104 + dx, 491)), "#b8705e90", 1.1)
    for x, y, s in ((180, 90, 13), (228, 116, 9), (520, 72, 11)):
        c.stroke(curve((x - s, y - s * 0.2), (x - s * 0.4, y - s * 0.55), (x, y), (x + s * 0.5, y - s * 0.5), (x + s, y - s * 0.1)), "#38506e", 1.8)


@scene("desert")
def desert(c):
    sky(c, "#4579ad", "#e2b58f", "#ffdca0", bottom=300)
    sun(c, 590, 205, 32, "#fff4d2", "#ffb765", 9)
    c.fill(under(c, [(0, 268), (90, 262), (120, 232), (215, 230), (238, 266), (300, 272), (335, 248), (395, 247), (412, 274), (800, 280)]),
           vertical(230, 300, "#b2725f", "#d69a74"))
    for base, height, light, dark in ((310, 44, "#efbd83", "#b8714f"), (370, 80, "#eaa766", "#8f4a3c"), (455, 105, "#e5954f", "#6f3230")):
        x0 = c.random.uniform(0, 6)
        crest = [(x, base - height * (0.45 * math.sin(x / 150 + x0) + 0.25 * math.sin(x / 61 + x0 * 2))) for x in range(0, 803, 3)]
        path = under(c, crest)
        c.fill(path, vertical(base - height, base + 110, "#ffd9a0", light, mix(light, dark, 0.35)))
        with c.clip(path):
            c.texture(7, dark, "#fff0c8", 0.28, 3, 18)
            shade = [(x, y) for x, y in crest]
            low = [(x - 30, y + 18 + height * (0.55 + 0.5 * math.sin(x / 75 + x0))) for x, y in reversed(crest)]
            with c.layer(2.5, 0.8):
                c.fill(poly(*shade, *low), linear(0, base - height, 0, base + height * 1.2, faded(dark, 0.75), faded(dark, 0.15)))
        c.stroke(line(*crest), "#fff0c890", 1.4)
    with c.layer(0.8, 0.55):
        for i in range(26):
            y = 462 + i * 4.4
            c.stroke(curve(*[(x, y + 3.2 * math.sin(x / 23 + i * 0.9) + 5 * math.sin(x / 140 + i * 0.2)) for x in range(-10, 830, 20)]), "#8a432f70", 0.8 + i * 0.05)
    for x, y, s in ((120, 480, 1.15), (690, 412, 0.55), (330, 394, 0.4)):
        c.shadow(poly((x, y), (x - 110 * s, y + 26 * s), (x - 130 * s, y + 20 * s)), 4, 0.5, colour="#4a1a20")
        for spine, widths in (([(x, y), (x, y - 130 * s)], [26 * s, 22 * s]), ([(x, y - 55 * s), (x - 36 * s, y - 62 * s), (x - 40 * s, y - 105 * s)], [15 * s, 17 * s, 13 * s]),
                              ([(x, y - 40 * s), (x + 34 * s, y - 48 * s), (x + 38 * s, y - 86 * s)], [14 * s, 16 * s, 12 * s])):
            c.solid(limb(spine, widths), "#4c7a52", 8 * s, 0.6, 0.5, light=(0.8, -0.4))
        for dx in (-6, 0, 6):
            c.stroke(line((x + dx * s, y - 4), (x + dx * s, y - 126 * s)), "#1f3a2f60", 1.1 * s)
    for x, y, w in ((205, 508, 46), (245, 514, 24), (560, 500, 30)):
        rock(c, x, y, w, w * 0.55, "#8f5340", "#ffd09a")


@scene("forest", PORTRAIT)
def forest(c):
    sky(c, "#cfe3b8", "#f6f0c6", "#a8c486")
    c.glow(330, 250, 420, "#fff6c8", 0.9)
    for depth in range(4):
        t = depth / 3
        trunk = mix("#a9b98a", "#2c2620", t)
        with c.layer(2.2 * (1 - t)):
            for i in range(11 - 2 * depth):
                x = (i + c.random.uniform(0.1, 0.9)) * 600 / (11 - 2 * depth)
                if depth == 3 and 200 < x < 420:
                    continue
                width, lean = (9 + 34 * t) * c.random.uniform(0.7, 1.2), c.random.uniform(-14, 14)
                base = 560 + 200 * t + c.random.uniform(-10, 20)
                path = limb([(x, base), (x + lean * 0.6, base / 2), (x + lean, -20)], [width * 1.35, width, width * 0.8])
                c.fill(path, linear(x - width / 2, 0, x + width / 2, 0, mix(trunk, "#fff2b8", 0.28), trunk, mix(trunk, "#0c1210", 0.5)))
                if depth > 1:
                    with c.clip(path):
                        c.texture(26, "#100c0a", "#e8e0b0", 0.4, 4, 0.22)
        leaves(c, [(c.random.uniform(0, 600), c.random.uniform(-30, 150 - 20 * depth), 120, 70) for _ in range(7)],
               [mix(k, "#e6f0b4", 0.75 * (1 - t)) for k in ("#23482b", "#3f7035", "#7ba045", "#bcd061")], 5 + 3 * t, 60 + 20 * depth)
        haze(c, 330, 600 + 40 * depth, "#eef3c4", 0.42 * (1 - t))
        ground = under(c, ridge(c, 590 + 62 * depth, 34, 170))
        c.fill(ground, vertical(560 + 50 * depth, 800, mix("#c2d28c", "#3f6130", t), mix("#9fba70", "#16281c", t)))
    c.fill(blob((300, 590), (330, 590), (350, 640), (420, 720), (520, 820), (120, 820), (230, 720), (285, 640)), vertical(590, 800, "#e9dcaa", "#8a7350"))
    with c.clip(rect(0, 600, 600, 200)):
        c.texture(12, "#1d1a10", "#fff2c0", 0.3)
    grass(c, 640, 810, ("#2c5230", "#487a36", "#7da244", "#a9c45a"), 650, (8, 34))
    with c.layer(1, 0.9):
        for x in (40, 90, 500, 560, 150):
            for k in range(9):
                angle = -2.9 + k * 0.33
                tip = (x + 74 * math.cos(angle), 770 + 74 * math.sin(angle))
                c.fill(limb([(x, 775), ((x + tip[0]) / 2, 775 + 50 * math.sin(angle)), tip], [4, 9, 1]), c.random.choice(("#2f6a38", "#4f8a3c", "#6fa04a")))
    rays(c, 330, 40, 800, "#fff6c0", 0.3, (0.9, 2.3), 12)
    return {"bloom": 0.28}


@scene("snowy-street", PORTRAIT)
def snowy_street(c):
    sky(c, "#2b3a66", "#5f6a9c", "#c79bab", "#ecc3a6", bottom=480)
    stars(c, 200, 50)
    for x in range(0, 600, 40):
        conifer(c, x + c.random.uniform(-10, 10), 470, c.random.uniform(60, 120), "#4f6080", "#8f9cb8", "#dbe3f2")
    c.fill(rect(0, 455, 600, 400), vertical(455, 800, "#c9cfe6", "#eef2fb", "#9fb0d6"))
    for side in (-1, 1):
        for i in range(4):
            near = 1 - i * 0.22
            x0, x1 = 300 + side * (70 + 250 * (near - 0.22)), 300 + side * (70 + 250 * near)
            low, high, back_low, back_high = 480 + 190 * near, 460 - 330 * near, 480 + 190 * (near - 0.2), 460 - 330 * (near - 0.2)
            tone = ("#a8534a", "#c98b4e", "#5d7186", "#8a6a86")[(i + (side > 0)) % 4]
            face = poly((x1, low), (x1, high), (x0, back_high), (x0, back_low))
            c.fill(face, linear(x0, 0, x1, 0, mix(tone, "#8f8fb8", 0.4), mix(tone, "#20203c", 0.18)))
            with c.clip(face):
                c.texture(7, "#201828", "#fff0e0", 0.22)
            gable = poly((x1 + side * 10, high + 8), ((x0 + x1) / 2, (high + back_high) / 2 - 62 * near), (x0 - side * 4, back_high + 6))
            c.fill(gable, mix(tone, "#1c1a30", 0.5))
            c.solid(limb([(x1 + side * 10, high + 8), ((x0 + x1) / 2, (high + back_high) / 2 - 66 * near), (x0 - side * 4, back_high + 6)], [18 * near, 20 * near, 13 * near]), "#f4f7ff", 5, 0.3, 0)
            for row in range(3):
                for column in range(2):
                    u0, u1 = 0.16 + 0.4 * column, 0.42 + 0.4 * column
                    def at(u, v):
                        return (x1 + (x0 - x1) * u, (high + (back_high - high) * u) * (1 - v) + (low + (back_low - low) * u) * v)
                    v = 0.14 + 0.27 * row
                    pane = poly(at(u0, v), at(u1, v), at(u1, v + 0.15), at(u0, v + 0.15))
                    glowing = c.random.random() < 0.75
                    c.fill(pane, "#ffd27a" if glowing else "#38405e")
                    mx, my = at((u0 + u1) / 2, v + 0.07)
                    if glowing:
                        c.glow(mx, my, 60 * near, "#ffb04a", 0.5)
                    c.stroke(line(at((u0 + u1) / 2, v), at((u0 + u1) / 2, v + 0.15)), "#3a2530", 1.6 * near)
                    c.stroke(line(at(u0, v + 0.16), at(u1, v + 0.16)), "#f6f9ff", 5 * near)
    c.fill(poly((282, 492), (318, 492), (560, 800), (40, 800)), vertical(490, 800, "#b9c2de", "#dfe6f6"))
    with c.clip(rect(0, 480, 600, 320)):
        c.texture(16, "#5f73a8", "#ffffff", 0.3, 4, 2.5)
    for dx in (-62, 62):
        with c.layer(2.5, 0.55):
            c.fill(limb([(300 + dx * 0.12, 500), (300 + dx * 0.55, 620), (300 + dx * 1.6, 810)], [2, 8, 26]), "#7485b6")
    for x, y, h in ((206, 600, 170), (392, 600, 170), (110, 720, 300)):
        lamp_post(c, x, y, h)
        with c.layer(6, 0.5):
            c.fill(ellipse(x + 10, y + 4, h * 0.5, h * 0.08), "#ffcf85")
    c.shadow(ellipse(322, 640, 26, 6), 4, 0.5)
    c.fill(limb([(316, 638), (317, 600)], [7, 9]), "#20202e")
    c.fill(limb([(327, 638), (325, 600)], [7, 9]), "#262638")
    c.solid(blob((308, 612), (309, 574), (321, 560), (333, 574), (335, 612)), "#b23a42", 8)
    c.fill(limb([(311, 572), (331, 574)], [8, 8]), "#f0e6d0")
    c.solid(ellipse(321, 553, 9), "#e9b491", 4)
    c.solid(blob((311, 551), (313, 540), (321, 537), (330, 541), (332, 551)), "#31456e", 4)
    snowfall(c, 330)


@scene("night-sky")
def night_sky(c):
    sky(c, "#0a1030", "#1c2a5e", "#4a4a86", "#8a6688", bottom=430)
    y, x = np.mgrid[0:c.rows, 0:c.columns] / c.scale
    distance = (x - 400) * 0.62 + (y - 200) * 0.78
    band = np.exp(-(distance / 95) ** 2) * (0.3 + 1.0 * c.noise(110, 6))
    c.mask(band * 0.5, "#a9a6ff")
    c.mask(np.exp(-((distance + 12) / 42) ** 2) * c.noise(60, 6) * 0.75, "#ffe3da")
    c.mask(np.exp(-((distance - 8) / 30) ** 2) * np.clip(c.noise(50, 6) - 0.45, 0, 1) * 2.1, "#141436")
    stars(c, 430, 900)
    for _ in range(600):
        px = c.random.uniform(0, 800)
        py = 200 + (-(px - 400) * 0.62 + c.random.gauss(0, 55)) / 0.78
        c.fill(ellipse(px, py, c.random.uniform(0.3, 0.9)), faded("#ffffff", c.random.uniform(0.2, 0.8)))
    with c.layer(0.8):
        c.stroke(line((560, 70), (668, 124)), linear(560, 70, 668, 124, "#ffffff00", "#ffffff"), 2.2)
    c.glow(668, 124, 16, "#ffffff", 0.8)
    hills(c, 440, 90, "#39406e", "#6f6290", 230)
    hills(c, 470, 60, "#232a50", "#33335c", 170)
    c.fill(under(c, ridge(c, 505, 40, 240)), "#10142c")
    for _ in range(46):
        conifer(c, c.random.uniform(0, 800), 505 + c.random.uniform(-10, 20), c.random.uniform(30, 85), "#0d1226", "#1f2c4a")
    c.glow(395, 476, 120, "#ffb45c", 0.7)
    c.solid(poly((350, 500), (395, 442), (440, 500)), vertical(442, 500, "#ffdf9a", "#e8873c"), 8, 0.4, 0.1)
    c.fill(poly((395, 442), (440, 500), (412, 500)), "#8f3f2c80")
    c.fill(poly((388, 500), (395, 466), (404, 500)), "#fff3c8")
    grass(c, 505, 535, ("#0b0f20", "#151c34", "#1c2540"), 500, (8, 26))
    return {"vignette": 0.3}


@scene("outer-space", SQUARE)
def outer_space(c):
    c.all(linear(0, 0, 720, 720, "#0b0a24", "#1a1240", "#060614"))
    field = c.noise(220, 6)
    c.mask(np.clip(field - 0.42, 0, 1) * 1.9, "#7a2f8f")
    c.mask(np.clip(c.noise(170, 6) - 0.5, 0, 1) * 1.8, "#1f6fa8")
    c.mask(np.clip(c.noise(90, 6) - 0.6, 0, 1) * field * 2.2, "#ff9a7a")
    stars(c, 720, 620, 2.0)
    c.glow(110, 130, 170, "#fff0c0", 0.9)
    planet = ellipse(430, 400, 190)
    c.glow(430, 400, 270, "#ffb27a", 0.35)
    def ring(front):
        with c.placed(430, 400, 1, -0.32):
            half = rect(-400, 0, 800, 300) if front else rect(-400, -300, 800, 300)
            with c.clip(half):
                for i in range(46):
                    r = 246 + i * 2.6
                    alpha = 0.15 + 0.6 * abs(math.sin(i * 0.55) * math.cos(i * 0.21))
                    c.stroke(ellipse(0, 0, r, r * 0.23), faded(mix("#f7d9a8", "#a8708a", i / 46), alpha), 2.6)
    ring(False)
    c.fill(planet, linear(300, 250, 560, 560, "#f6c48c", "#d9825a", "#7a3a5c"))
    with c.clip(planet):
        with c.placed(430, 400, 1, -0.32):
            for i in range(22):
                y = -190 + i * 18
                c.fill(blob((-220, y), (-60, y + c.random.uniform(-6, 6)), (80, y + c.random.uniform(-6, 6)), (220, y), (220, y + 12), (0, y + c.random.uniform(8, 18)), (-220, y + 12)),
                       faded(c.random.choice(("#ffe3b0", "#b85a48", "#f2a56c", "#8a3f58")), 0.4))
            c.fill(ellipse(50, 70, 44, 18), "#c2483c90")
            c.stroke(ellipse(50, 70, 50, 22), "#ffe6c060", 3)
        c.texture(22, "#5a2040", "#fff0d0", 0.25, 5, 3)
        c.all(radial(340, 300, 330, "#fff0d000", (0.45, "#20083000"), (0.85, "#12041ee0"), "#080212f0"))
    ring(True)
    with c.clip(ellipse(170, 545, 58)):
        c.fill(rect(100, 480, 150, 150), "#4f9ac4")
        c.texture(34, "#1f5a3f", "#e8f6ff", 0.95, 5)
        c.all(radial(145, 515, 110, "#ffffff30", (0.5, "#00000000"), "#020412f0"))
    c.glow(168, 542, 90, "#7fd0ff", 0.3)
    c.solid(ellipse(615, 150, 26), "#b9b4c4", 14, 0.85, 0.3)
    with c.clip(ellipse(615, 150, 26)):
        c.texture(10, "#302a40", "#ffffff", 0.5)
    for _ in range(70):
        t = c.random.random()
        px, py, r = 20 + 330 * t + c.random.gauss(0, 16), 330 - 190 * t + c.random.gauss(0, 14), c.random.uniform(0.8, 5)
        c.solid(ellipse(px, py, r, r * 0.8, t * 6), "#8a7f8f", r, 0.8, 0.3) if r > 3.6 else c.fill(ellipse(px, py, r * 0.5), "#b8a9a8")
    return {"vignette": 0.15, "bloom": 0.25}


@scene("sunset-sea", WIDE)
def sunset_sea(c):
    sky(c, "#3d3470", "#a3507f", "#f0795c", "#ffc06a", bottom=262)
    clouds(c, -40, 220, "#ffb38a", "#7a3f78", 0.55, 70, 4.5)
    sun(c, 470, 228, 36, "#fff0b8", "#ff9a4a", 9)
    rays(c, 470, 228, 500, "#ffd490", 0.14, (3.3, 6.1), 10)
    hills(c, 264, 46, "#7a3f6c", "#c0626a", 120, mottle=0.1)
    reflect(c, 262, "#5a2a5f", 0.22, 3.0)
    glints(c, 470, 264, 450, 36, "#ffe6a0", 320)
    waves(c, 268, 450, "#ffc89a", "#3a1c50", 200, 0.3)
    c.fill(blob((-30, 470), (-20, 380), (60, 352), (150, 372), (235, 420), (300, 470)), vertical(352, 450, "#3b1f3f", "#180d24"))
    for x, y, lean, size in ((92, 372, 46, 1.0), (150, 392, -26, 0.72)):
        top = (x + lean, y - 190 * size)
        c.fill(limb([(x, y + 20), (x + lean * 0.25, y - 90 * size), top], [15 * size, 10 * size, 7 * size]), "#1c0f28")
        for k in range(11):
            angle = math.pi + 0.2 + k * (math.pi - 0.4) / 10
            reach = c.random.uniform(80, 100) * size
            tip = (top[0] + reach * math.cos(angle), top[1] + reach * 0.55 * math.sin(angle) + 34 * size * abs(math.cos(angle)))
            mid = (top[0] + reach * 0.55 * math.cos(angle), top[1] + reach * 0.62 * math.sin(angle))
            c.fill(limb([top, mid, tip], [3, 7 * size, 1]), "#1c0f28")
            for j in range(12):
                t = (j + 1) / 13
                px = top[0] * (1 - t) ** 2 + 2 * mid[0] * t * (1 - t) + tip[0] * t * t
                py = top[1] * (1 - t) ** 2 + 2 * mid[1] * t * (1 - t) + tip[1] * t * t
                c.stroke(line((px, py), (px + 7 * size * math.cos(angle), py + 17 * size)), "#1c0f28", 1.7)
    for x, y, s in ((560, 110, 11), (598, 92, 8), (640, 120, 9), (330, 84, 7)):
        c.stroke(curve((x - s, y - s * 0.1), (x - s * 0.4, y - s * 0.5), (x, y), (x + s * 0.5, y - s * 0.5), (x + s, y)), "#3f1f3f", 1.8)
    return {"bloom": 0.3}


@scene("green-tree", SQUARE)
def green_tree(c):
    sky(c, "#4f97d0", "#a5d2e8", "#eef4dc", bottom=500)
    clouds(c, 30, 420, "#ffffff", "#a9bcd4", 0.46, 110)
    hills(c, 470, 60, "#8fb3a4", "#b8cfae", 220)
    hills(c, 510, 60, "#7aa65a", "#a5c06a", 260)
    for _ in range(26):
        x = c.random.uniform(0, 720)
        leaves(c, [(x, 492 + c.random.uniform(-6, 8), 15, 11)], ("#3f6f4a", "#6a9850"), 3, 26)
    hills(c, 560, 40, "#9cc055", "#4f8238", 300)
    c.shadow(ellipse(410, 628, 230, 30), 12, 0.55, colour="#16351f")
    trunk = blob((318, 640), (338, 600), (342, 520), (330, 430), (366, 430), (376, 500), (386, 432), (410, 440), (392, 530), (398, 600), (432, 644), (380, 632))
    c.solid(trunk, linear(320, 0, 410, 0, "#8f6a4a", "#5f4030"), 14, 0.6, 0.35)
    with c.clip(trunk):
        c.texture(40, "#20120c", "#e6c69a", 0.5, 5, 0.2)
    for tip in ((220, 330), (300, 270), (420, 250), (510, 340), (370, 300)):
        c.fill(limb([(358, 470), ((358 + tip[0]) / 2, (440 + tip[1]) / 2 + 10), tip], [24, 14, 5]), "#5a3d2c")
    clusters = [(360, 180, 120, 90), (230, 270, 110, 85), (490, 270, 115, 90), (360, 300, 130, 85), (290, 370, 110, 65), (450, 370, 115, 65), (170, 345, 75, 55), (555, 355, 75, 58), (280, 190, 90, 70), (445, 190, 95, 72)]
    leaves(c, clusters, ("#173d26", "#23572c", "#357a34", "#57993c", "#8bbd4a", "#c3dc6c"), 6.5, 300)
    c.glow(250, 160, 260, "#fff6b8", 0.3)
    grass(c, 585, 735, ("#2f6a30", "#4f8a36", "#7db044", "#a9cc5a"), 1500, (6, 32))
    blossoms(c, 620, 710, ("#ffffff", "#f6d84a", "#e98ab0"), 80, (2, 6))


@scene("lighthouse", PORTRAIT)
def lighthouse(c):
    sky(c, "#25305f", "#5d5a94", "#d08a94", "#f7c490", bottom=560)
    stars(c, 160, 60)
    clouds(c, 120, 540, "#f2b3a0", "#584a84", 0.5, 90, 3.6)
    c.fill(rect(0, 545, 600, 260), vertical(545, 800, "#8a7fa8", "#3f4f86", "#1c2c56"))
    waves(c, 548, 800, "#ffd3b8", "#141f48", 300, 0.42)
    glints(c, 120, 548, 790, 40, "#ffdca8", 90, 0.5)
    cliff = poly((600, 540), (540, 548), (500, 566), (420, 560), (350, 572), (285, 566), (250, 590), (262, 630), (236, 660), (250, 700), (210, 740), (220, 800), (600, 800))
    c.solid(cliff, vertical(550, 800, "#8a7a72", "#3a3348"), 22, 0.6, 0.3)
    with c.clip(cliff):
        c.texture(60, "#140e20", "#ffe2bc", 0.3, 6, 0.4)
        for i in range(11):
            y = 600 + i * 19
            c.stroke(line(*[(x, y + 9 * math.sin(x / 47 + i * 1.7) + c.random.uniform(-3, 3)) for x in range(200, 610, 12)]), "#1c142866", c.random.uniform(1.2, 3))
            c.stroke(line(*[(x, y + 5 + 9 * math.sin(x / 47 + i * 1.7) + c.random.uniform(-3, 3)) for x in range(200, 610, 12)]), "#ffdcb840", 1.5)
    top = blob((245, 588), (290, 560), (350, 564), (430, 552), (510, 556), (610, 532), (610, 585), (500, 592), (400, 584), (300, 592))
    c.fill(top, vertical(545, 595, "#93a35a", "#4f6a44"))
    body = poly((352, 570), (372, 236), (448, 236), (470, 570))
    c.fill(body, "#f6efe4")
    with c.clip(body):
        for i in range(0, 8, 2):
            y = 236 + i * 48
            c.fill(blob((330, y), (410, y + 12), (490, y), (490, y + 46), (410, y + 58), (330, y + 46)), "#c63f3c")
    with c.clip(body):
        c.fill(rect(340, 230, 140, 350), linear(352, 0, 470, 0, "#fff0d040", (0.35, "#ffffff10"), (0.62, "#2a1c4055"), "#1a1238c0"))
        c.texture(8, "#2a2038", "#fff6e4", 0.14)
    for y in (320, 410, 500):
        c.fill(rect(398, y, 15, 24, 7), "#2c2a44")
        c.fill(rect(400, y + 2, 7, 18, 3), "#ffd27a")
    c.solid(rect(360, 224, 100, 14, 3), "#3a3650", 5)
    c.fill(rect(382, 172, 56, 54), linear(382, 0, 438, 0, "#fff6c8", "#ffd98a"))
    for x in (382, 400, 419, 436):
        c.fill(rect(x, 172, 2.5, 54), "#2f2b44")
    for x in range(362, 462, 12):
        c.fill(rect(x, 204, 1.6, 22), "#2f2b44")
    c.fill(rect(360, 203, 100, 2.5), "#2f2b44")
    c.solid(blob((374, 174), (384, 150), (410, 136), (436, 150), (446, 174)), "#b23a3c", 9)
    c.fill(ellipse(410, 134, 5), "#3a3650")
    with c.layer(8, 0.6):
        c.fill(poly((405, 196), (-60, 90), (-60, 240)), linear(405, 0, -60, 0, "#fff3bcf0", "#fff3bc20"))
        c.fill(poly((415, 196), (660, 150), (660, 240)), linear(415, 0, 660, 0, "#fff3bcf0", "#fff3bc30"))
    c.glow(410, 196, 150, "#fff0b0", 1)
    house = rect(478, 500, 92, 66)
    c.solid(house, "#efe6da", 8, 0.4, 0.2)
    c.solid(poly((466, 504), (496, 462), (552, 462), (582, 504)), "#9a4640", 8)
    for x in (494, 536):
        c.fill(rect(x, 520, 17, 22), "#ffc96a")
        c.glow(x + 8, 531, 50, "#ffb45a", 0.6)
    with c.layer(1.6):
        for _ in range(160):
            t = c.random.random()
            c.fill(ellipse(215 + c.random.gauss(0, 16) + 30 * (1 - t), 650 + 150 * t, c.random.uniform(2, 8), c.random.uniform(2, 5)), faded("#fff4f0", c.random.uniform(0.3, 0.8)))
    for x, y, s in ((170, 300, 14), (120, 340, 10), (230, 350, 9)):
        c.stroke(curve((x - s, y - s * 0.1), (x - s * 0.4, y - s * 0.5), (x, y), (x + s * 0.5, y - s * 0.5), (x + s, y)), "#2a2850", 2)

"""Close to the ground: mushrooms and a camp fire."""

import math

from . import SQUARE, scene
from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import bokeh, conifer, grass, leaves, moon, mountains, rays, reflect, ridge, rock, sky, stars, under


@scene("mushrooms", SQUARE)
def mushrooms(c):
    sky(c, "#2f4a38", "#5f7f4a", "#a3a85a", "#4f5f34")
    c.glow(180, 140, 420, "#fff0a8", 0.8)
    for i in range(9):
        x = c.random.uniform(0, 720)
        c.fill(limb([(x, 560), (x + c.random.uniform(-20, 20), -20)], [46, 34]), "#2a3428b0")
    leaves(c, [(c.random.uniform(0, 720), c.random.uniform(0, 380), 100, 70) for _ in range(12)], ("#2f5a38", "#5f8a40", "#a9b850", "#e0d878"), 16, 20)
    c.soften(15)
    bokeh(c, 34, ("#fff4b0", "#e8f0a0", "#ffd890"), (0, 40, 720, 400), (9, 32), 0.4, 1.5)
    rays(c, 140, -60, 800, "#fff2b0", 0.25, (0.6, 1.6), 9)
    ground = under(c, ridge(c, 570, 50, 210))
    c.fill(ground, vertical(520, 720, "#5f7a34", "#3a4a24", "#20281a"))
    with c.clip(ground):
        c.texture(14, "#101808", "#d8e078", 0.5)
    def mushroom(x, y, tall, wide, lean=0.0, cap="#d2301f"):
        top = y - tall
        c.shadow(ellipse(x + 8, y + 4, wide * 0.5, wide * 0.1), 8, 0.6, colour="#0c1408")
        stalk = blob((x - wide * 0.2, y + 6), (x - wide * 0.12 + lean * 0.5, y - tall * 0.5), (x - wide * 0.1 + lean, top), (x + wide * 0.1 + lean, top), (x + wide * 0.13 + lean * 0.5, y - tall * 0.5), (x + wide * 0.21, y + 6), (x, y + 12))
        c.solid(stalk, "#f4ead4", wide * 0.1, 0.5, 0.2)
        with c.clip(stalk):
            for k in range(14):
                px = x - wide * 0.2 + k * wide * 0.03
                c.stroke(curve((px, y), (px * 0.6 + (x + lean) * 0.4, y - tall * 0.6), (px * 0.4 + (x + lean) * 0.6, top)), "#8a7a5a50", 1.2)
        mx = x + lean
        under_cap = ellipse(mx, top + 4, wide * 0.6, wide * 0.13)
        c.fill(under_cap, vertical(top - wide * 0.1, top + wide * 0.16, "#a38a68", "#f0dfc0"))
        with c.clip(under_cap):
            for k in range(46):
                a = k * math.pi * 2 / 46
                c.stroke(line((mx, top), (mx + wide * 0.62 * math.cos(a), top + 4 + wide * 0.14 * math.sin(a))), "#6a503850", 1.1)
        skirt = blob((mx - wide * 0.16, top + tall * 0.18), (mx, top + tall * 0.14), (mx + wide * 0.16, top + tall * 0.18), (mx + wide * 0.2, top + tall * 0.28), (mx, top + tall * 0.31), (mx - wide * 0.2, top + tall * 0.28))
        c.solid(skirt, "#f8f0de", wide * 0.05)
        hat = blob((mx - wide * 0.62, top + 4), (mx - wide * 0.5, top - wide * 0.28), (mx - wide * 0.2, top - wide * 0.5), (mx + wide * 0.2, top - wide * 0.5), (mx + wide * 0.5, top - wide * 0.28), (mx + wide * 0.62, top + 4), (mx + wide * 0.3, top + wide * 0.045), (mx, top + wide * 0.06), (mx - wide * 0.3, top + wide * 0.045))
        c.solid(hat, vertical(top - wide * 0.5, top + 5, mix(cap, "#ff9a5a", 0.35), cap, mix(cap, "#3a0a14", 0.35)), wide * 0.16, 0.5, 0.4)
        with c.clip(hat):
            for u, v, s in ((-0.32, -0.18, 0.075), (-0.08, -0.33, 0.085), (0.2, -0.2, 0.08), (0.4, -0.1, 0.055), (-0.48, -0.04, 0.05), (0.02, -0.1, 0.07), (0.18, -0.41, 0.05), (-0.2, -0.02, 0.045), (0.3, 0.0, 0.04), (-0.28, -0.38, 0.045)):
                c.solid(ellipse(mx + u * wide, top + v * wide, s * wide, s * wide * 0.75), "#fff8ea", max(2, wide * 0.025), 0.35, 0.1)
            c.fill(ellipse(mx - wide * 0.22, top - wide * 0.34, wide * 0.2, wide * 0.1, -0.5), radial(mx - wide * 0.22, top - wide * 0.34, wide * 0.2, "#ffffff88", "#ffffff00"))
    mushroom(560, 590, 120, 120, 10, "#c8541f")
    mushroom(150, 600, 100, 104, -10)
    grass(c, 560, 610, ("#4f6a2c", "#7f9a3c", "#2f4420"), 240, (14, 34))
    mushroom(345, 640, 270, 300, 14)
    mushroom(500, 660, 130, 138, 22)
    mushroom(215, 664, 84, 90, -14)
    leaf_tones = ("#c8702c", "#e0a040", "#a34a24", "#8a6a30")
    for _ in range(60):
        x, y = c.random.uniform(0, 720), c.random.uniform(628, 712)
        c.solid(blob((x - 13, y), (x, y - 6), (x + 14, y - 1), (x, y + 6)), c.random.choice(leaf_tones), 3, 0.5, 0.3)
    grass(c, 640, 735, ("#3f5a24", "#6f8f34", "#a3b84a", "#2a3f1c"), 620, (14, 52))
    with c.layer(0.7):
        for _ in range(60):
            x, y = c.random.uniform(0, 720), c.random.uniform(120, 600)
            c.fill(ellipse(x, y, c.random.uniform(0.8, 2.4)), "#fff6c0c0")
    return {"bloom": 0.3}


@scene("camp-fire")
def camp_fire(c):
    sky(c, "#070c26", "#16245a", "#3a4478", "#6a5a80", bottom=340)
    stars(c, 300, 420)
    moon(c, 668, 78, 22)
    mountains(c, [(200, 150, 250), (560, 120, 290)], 340, rock="#39446e", dark="#18204a", light="#8a9ac4", foot="#4a5080")
    for x in range(-10, 820, 22):
        conifer(c, x + c.random.uniform(-8, 8), 362, c.random.uniform(40, 110), "#101b36", "#2c4060")
    c.fill(rect(0, 352, 800, 60), "#16204a")
    reflect(c, 354, "#141f48", 0.3, 2.4, bottom=420)
    ground = under(c, ridge(c, 428, 22, 200))
    c.fill(ground, vertical(410, 533, "#2c2a30", "#14131c"))
    with c.clip(ground):
        c.texture(9, "#05050c", "#e0b080", 0.35, 4, 3)
        c.fill(ellipse(400, 470, 400, 100), radial(400, 470, 400, "#ff9a3cb0", "#e0702c50", "#00000000"))
    for x, y, h in ((40, 470, 300), (120, 450, 210), (765, 470, 320), (700, 448, 190)):
        conifer(c, x, y, h, "#0c1626", "#1c2c3c")
    tent = poly((520, 448), (612, 318), (716, 452))
    c.shadow(ellipse(620, 452, 110, 10), 6, 0.6)
    c.solid(tent, linear(520, 0, 716, 0, "#e89a4a", "#8a4a34", "#3f2834"), 10, 0.4, 0.2)
    c.fill(poly((520, 448), (612, 318), (584, 449)), linear(520, 400, 600, 400, "#ffc070", "#c8703c"))
    c.fill(poly((543, 448), (606, 338), (574, 449)), "#2c1c24")
    c.stroke(line((612, 318), (616, 306)), "#5a3a2c", 3)
    def sitter(x, flip, coat, hat):
        with c.placed(x, 476, 1, 0, flip):
            c.solid(limb([(-70, 4), (50, 4)], [34, 34]), "#5a3a26", 9)
            c.fill(ellipse(52, 4, 10, 17), "#a87a50")
            c.solid(limb([(0, -22), (48, -34), (56, 8)], [36, 29, 20]), "#2c3450", 7, 0.5, 0.3, light=(0.7, -0.2))
            c.solid(blob((50, 2), (72, 4), (80, 14), (50, 16)), "#3a2620", 4)
            c.solid(blob((-26, -14), (-24, -60), (-6, -92), (16, -92), (26, -50), (22, -12)), coat, 12, 0.55, 0.4, light=(0.8, -0.1))
            c.solid(limb([(4, -78), (26, -50), (56, -54)], [23, 20, 14]), coat, 6, 0.5, 0.5, light=(0.8, -0.1))
            c.solid(ellipse(60, -55, 8), "#e8a878", 3)
            c.solid(ellipse(8, -112, 19, 21), "#e8a878", 7, 0.6, 0.4, light=(0.9, 0))
            c.solid(blob((-13, -112), (-12, -134), (8, -142), (24, -130), (26, -118), (6, -120)), hat, 6)
            c.fill(ellipse(8, -143, 6), "#f0e0c8")
            c.stroke(line((60, -56), (108, -78)), "#6a4a30", 3)
            c.solid(ellipse(110, -79, 8, 6, -0.4), "#fff4e0", 3)
    sitter(236, False, "#b83a3c", "#3a6a8a")
    sitter(560, True, "#3a7a6c", "#d8a03c")
    for k in range(11):
        a = k * math.pi * 2 / 11
        rock(c, 398 + 74 * math.cos(a), 492 + 19 * math.sin(a), 34, 24, "#4a4448", "#ffb070")
    for x0, y0, x1, y1 in ((345, 492, 438, 458), (452, 494, 362, 456), (398, 500, 402, 452)):
        c.solid(limb([(x0, y0), (x1, y1)], [19, 15]), "#4a2c1c", 5)
        c.fill(ellipse(x0, y0, 8), "#b87a48")
    c.glow(398, 440, 330, "#ff8a2c", 0.75)
    for tone, size, count in (("#e83c14", 1.0, 9), ("#ff7a1c", 0.82, 9), ("#ffb02c", 0.62, 8), ("#ffe480", 0.4, 7), ("#fffbe0", 0.22, 4)):
        with c.layer(2.2):
            for _ in range(count):
                x = 398 + c.random.gauss(0, 20) * size
                tall = 165 * size * c.random.uniform(0.55, 1.05)
                w = 27 * size
                bend = c.random.uniform(-22, 22) * size
                c.fill(blob((x, 486), (x - w, 462), (x - w * 0.7 + bend * 0.4, 470 - tall * 0.45), (x + bend, 478 - tall), (x + w * 0.6 + bend * 0.3, 470 - tall * 0.5), (x + w, 460)), faded(tone, 0.85))
    for _ in range(80):
        t = c.random.random()
        x, y = 398 + c.random.gauss(0, 18 + 60 * t), 420 - 330 * t
        c.fill(ellipse(x, y, c.random.uniform(0.8, 2.2)), faded("#ffc060", 0.95 * (1 - t)))
        if c.random.random() < 0.3:
            c.glow(x, y, 9, "#ff8a2c", 0.9 * (1 - t))
    grass(c, 490, 540, ("#14161c", "#2c2420", "#3f3022"), 460, (8, 28))
    return {"bloom": 0.34, "vignette": 0.32}

"""Still life: a clutch, a purse, a hat, a sign, fruit, coffee, flowers, a guitar, books."""

import math

from . import LANDSCAPE, PORTRAIT, SQUARE, WIDE, scene
from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import bokeh, fur, leaves, sky, table, wall, window_light


def seam(c, points, colour, width=1.6, dash=(6, 4)):
    """Stitches along a smooth line."""
    c.ctx.save()
    c.ctx.set_dash(dash)
    c.stroke(curve(*points), colour, width, square=True)
    c.ctx.restore()


def rose(c, x, y, r, colour):
    deep, pale = mix(colour, "#6a1434", 0.5), mix(colour, "#ffffff", 0.45)
    c.solid(ellipse(x, y, r * 0.92), deep, r * 0.3)
    turn = c.random.uniform(0, 6.28)
    for k in range(18):
        t = k / 17
        a, reach, size = turn + 2.4 * k, r * 0.56 * (1 - t) ** 0.9, r * (0.54 - 0.38 * t)
        px, py = x + reach * math.cos(a), y + reach * math.sin(a) - r * 0.06 * t
        petal = ellipse(px, py, size * 0.84, size, a)
        c.shadow(petal, max(1.0, r * 0.05), 0.35, 0, r * 0.03, mix(deep, "#200010", 0.5))
        c.fill(petal, radial(x - 0.25 * (px - x), y - 0.25 * (py - y), reach + size, deep, (0.55, mix(deep, colour, 0.6)), (0.85, colour), pale))
        c.stroke(lambda q: q.arc(px, py, size * 0.86, a - 0.9, a + 0.9), faded(mix(pale, "#ffffff", 0.5), 0.55), max(0.8, r * 0.035))


@scene("pink-clutch", SQUARE)
def pink_clutch(c):
    wall(c, "#e8d4d0", "#fff8ec", 0.2, 0.1, 0.06)
    window_light(c, 60, 40, 300, 330, 0.2, "#fff6e0", 0.5)
    c.fill(rect(0, 470, 720, 260), vertical(470, 720, "#f8f2ee", "#d8c8c8"))
    with c.clip(rect(0, 470, 720, 260)):
        c.texture(90, "#9a8a94", "#ffffff", 0.35, 6, 2.4)
        for _ in range(7):
            x, y = c.random.uniform(-40, 600), c.random.uniform(480, 720)
            c.stroke(curve((x, y), (x + 60, y + c.random.uniform(-14, 20)), (x + 150, y + c.random.uniform(-20, 30)), (x + 260, y + c.random.uniform(-10, 40))), "#a8949c38", c.random.uniform(0.8, 2.4))
    with c.placed(100, 480):
        c.shadow(ellipse(10, 6, 56, 12), 8, 0.4)
        c.solid(blob((-34, -140), (34, -140), (52, -50), (36, 6), (-36, 6), (-52, -50)), linear(-50, 0, 50, 0, "#f8f4f0", "#d8d0d4"), 18, 0.4, 0.2)
    for dx, dy in ((-40, -220), (30, -240), (0, -190), (-80, -170), (70, -180), (-20, -270)):
        c.stroke(curve((100, 345), (100 + dx * 0.4, 345 + dy * 0.2), (100 + dx, 480 + dy)), "#5f8a58", 3)
    leaves(c, [(100, 300, 76, 44)], ("#4f7a54", "#7fa878", "#a8c49a"), 9, 26)
    for dx, dy, r in ((-40, -220, 32), (32, -240, 34), (0, -186, 30), (-78, -172, 25), (72, -182, 27), (-18, -276, 26)):
        rose(c, 100 + dx, 480 + dy, r, c.random.choice(("#f4a8bc", "#f8d0d4", "#fbe8e0")))
    with c.layer(16, 0.5):
        c.fill(ellipse(400, 640, 260, 26), "#4a2438")
    bag = rect(165, 410, 450, 232, 26)
    c.solid(bag, vertical(410, 642, "#f47ab0", "#e0508e", "#b8346c"), 24, 0.5, 0.35)
    flap = blob((165, 424), (190, 404), (390, 400), (590, 404), (615, 424), (606, 480), (500, 548), (390, 572), (280, 548), (174, 480))
    c.shadow(flap, 10, 0.45, 0, 9, "#5a1034")
    c.solid(flap, vertical(400, 572, "#ff9ac6", "#f06aa4", "#d8488a"), 18, 0.35, 0.45)
    for path in (bag, flap):
        with c.clip(path):
            c.texture(5, "#6a1040", "#ffe0f0", 0.2, 3)
    with c.clip(flap), c.layer(1.2, 0.5):
        for k in range(-8, 22):
            c.stroke(line((130 + k * 40, 390), (330 + k * 40, 590)), "#a82a68", 1.6)
            c.stroke(line((132 + k * 40, 390), (332 + k * 40, 590)), "#ffd0e6", 1)
            c.stroke(line((330 + k * 40, 390), (130 + k * 40, 590)), "#a82a68", 1.6)
            c.stroke(line((332 + k * 40, 390), (132 + k * 40, 590)), "#ffd0e6", 1)
    seam(c, [(176, 482), (282, 540), (390, 563), (498, 540), (604, 482)], "#fff0f6c0")
    seam(c, [(178, 500), (180, 626), (390, 632), (600, 626), (602, 500)], "#fff0f680")
    c.fill(blob((190, 416), (390, 408), (590, 416), (560, 430), (390, 424), (220, 430)), "#ffffff58")
    c.shadow(ellipse(390, 560, 27, 25), 5, 0.5, 2, 5)
    c.solid(ellipse(390, 556, 26), radial(382, 548, 30, "#fff8d8", "#e8c05a", "#8a6420"), 8)
    c.solid(ellipse(390, 556, 14), "#fff0f4", 6)
    chain = [(600, 430), (668, 470), (676, 560), (640, 650), (560, 684), (470, 676)]
    for i in range(len(chain) - 1):
        for k in range(7):
            t = k / 7
            x, y = chain[i][0] + (chain[i + 1][0] - chain[i][0]) * t, chain[i][1] + (chain[i + 1][1] - chain[i][1]) * t
            a = math.atan2(chain[i + 1][1] - chain[i][1], chain[i + 1][0] - chain[i][0])
            with c.layer(1.6, 0.35):
                c.stroke(ellipse(x + 3, y + 6, 8, 4.5, a), "#4a2438", 3)
            c.stroke(ellipse(x, y, 8, 4.5 if k % 2 else 2.4, a), linear(x, y - 5, x, y + 5, "#fff4cc", "#c8963c"), 2.6)
    c.shadow(ellipse(96, 643, 34, 7), 5, 0.45)
    c.solid(rect(66, 560, 44, 84, 6), linear(66, 0, 110, 0, "#fff6f2", "#f0c0cc", "#d898a8"), 9)
    c.solid(rect(74, 530, 28, 34, 4), "#d8b45a", 5)
    return {"vignette": 0.15}


@scene("brown-purse", PORTRAIT)
def brown_purse(c):
    wall(c, "#c4b8a0", "#fff4dc", 0.75, 0.2)
    window_light(c, 330, 60, 220, 360, -0.2)
    c.fill(rect(0, 560, 600, 16), "#f0e6d6")
    table(c, 576, "#8a5838", 4)
    with c.layer(16, 0.6):
        c.fill(ellipse(320, 706, 230, 24), "#1c0e08")
    leather, deep, hi = "#8f5530", "#4a2814", "#d8985c"
    for dy, tone in ((8, deep), (0, leather)):
        c.stroke(curve((190, 424 + dy), (196, 260 + dy), (300, 196 + dy), (404, 260 + dy), (410, 424 + dy)), tone, 24)
    c.stroke(curve((186, 420), (192, 262), (300, 194), (400, 262), (405, 420)), faded(hi, 0.65), 4)
    seam(c, [(197, 424), (203, 264), (300, 205), (397, 264), (403, 424)], "#f4d8a8a0", 1.4)
    body = blob((120, 420), (170, 394), (300, 386), (430, 394), (480, 420), (506, 560), (512, 670), (470, 706), (300, 714), (130, 706), (88, 670), (94, 560))
    c.solid(body, vertical(390, 710, mix(leather, hi, 0.35), leather, deep), 34, 0.55, 0.4)
    with c.clip(body):
        c.texture(5, "#1c0a04", "#f4c48c", 0.13, 2)
        c.texture(110, "#1c0a04", "#f4c48c", 0.22, 2)
    flap = blob((116, 424), (170, 392), (300, 384), (430, 392), (484, 424), (484, 500), (440, 568), (300, 596), (160, 568), (116, 500))
    c.shadow(flap, 11, 0.5, 0, 10, "#1c0a04")
    c.solid(flap, vertical(384, 596, mix(leather, hi, 0.55), mix(leather, hi, 0.15), mix(leather, deep, 0.25)), 24, 0.45, 0.45)
    with c.clip(flap):
        c.texture(5, "#1c0a04", "#ffd8a0", 0.13, 2)
        c.texture(120, "#1c0a04", "#ffd8a0", 0.2, 2)
    seam(c, [(128, 440), (128, 498), (166, 558), (300, 584), (434, 558), (472, 498), (472, 440)], "#f8e0b4c0", 1.8)
    seam(c, [(106, 580), (102, 664), (140, 694), (300, 701), (460, 694), (498, 664), (494, 580)], "#f8e0b480", 1.8)
    strap = rect(276, 480, 48, 150, 12)
    c.shadow(strap, 7, 0.45, 0, 6)
    c.solid(strap, leather, 8, 0.45, 0.4)
    seam(c, [(284, 486), (284, 618)], "#f8e0b490", 1.3)
    seam(c, [(316, 486), (316, 618)], "#f8e0b490", 1.3)
    c.shadow(rect(262, 556, 76, 50, 8), 5, 0.5, 1, 5)
    c.stroke(rect(262, 552, 76, 50, 8), linear(262, 552, 338, 602, "#fff0bc", "#d8a848", "#7a5418"), 9)
    c.stroke(line((300, 556), (300, 600)), linear(0, 556, 0, 600, "#fff0bc", "#b8842c"), 6)
    for x in (190, 410):
        c.solid(rect(x - 20, 404, 40, 46, 8), leather, 7)
        c.stroke(ellipse(x, 420, 15), linear(x - 14, 406, x + 14, 434, "#fff0bc", "#c8963c", "#7a5418"), 5)
        c.fill(ellipse(x, 444, 3), "#f0d080")
    tag = [(410, 450), (436, 500), (432, 560)]
    c.stroke(curve(*tag), deep, 4)
    c.solid(blob((418, 560), (446, 560), (452, 620), (432, 632), (412, 620)), mix(leather, hi, 0.3), 7)
    scarf = blob((140, 410), (110, 440), (92, 520), (110, 600), (134, 590), (140, 520), (166, 450), (196, 424))
    c.shadow(scarf, 8, 0.35, 4, 5)
    c.solid(scarf, "#2f7a80", 12, 0.5, 0.35)
    with c.clip(scarf):
        for k in range(12):
            for m in range(8):
                c.fill(ellipse(80 + m * 20 + (k % 2) * 10, 410 + k * 18, 4), "#f8ecd4")
    with c.placed(500, 722):
        c.solid(blob((-60, -12), (0, -18), (56, -10), (54, 10), (0, 16), (-58, 10)), "#3a4a5a", 6)
        c.fill(blob((-52, -8), (0, -13), (50, -6), (50, 0), (0, -4), (-52, 0)), "#f4ecd8")
    return {}


@scene("woollen-hat", SQUARE)
def woollen_hat(c):
    sky(c, "#8fa8cc", "#c8d4e8", "#f4e4dc")
    for i in range(18):
        x = c.random.uniform(0, 720)
        c.fill(limb([(x, 560), (x + c.random.uniform(-10, 10), 560 - c.random.uniform(180, 380))], [60, 4]), c.random.choice(("#5f7a94", "#7f96ac", "#4a6484")))
    c.soften(16)
    bokeh(c, 34, ("#ffffff", "#ffe6c8", "#dfeaff"), (0, 60, 720, 460), (9, 32), 0.42, 1.5)
    table(c, 540, "#8a6248", 4)
    snow = blob((-30, 556), (90, 530), (240, 548), (420, 536), (600, 552), (760, 528), (760, 580), (560, 604), (380, 580), (200, 606), (-30, 590))
    c.solid(snow, "#f4f8ff", 12, 0.3, 0.1)
    with c.layer(16, 0.55):
        c.fill(ellipse(372, 628, 220, 26), "#2a1a1c")
    crown = blob((190, 560), (186, 430), (220, 310), (290, 236), (362, 216), (434, 236), (504, 310), (538, 430), (534, 560))
    c.solid(crown, "#c83c44", 36, 0.1, 0.1)
    with c.clip(crown):
        rows = 26
        for row in range(rows):
            y = 575 - row * 15.0
            tone = "#f4ead8" if row in (6, 7, 13, 14) else "#2f5f7a" if row in (8, 9, 10, 11, 12) else "#c83c44"
            for k in range(-15, 16):
                spread = math.sin(max(-1.57, min(1.57, k / 15 * 1.62)))
                narrow = 178 * math.sqrt(max(0.02, 1 - (max(0, row - 4) / 22) ** 2.1))
                x = 362 + spread * narrow
                w = 7.4 * max(0.25, math.cos(k / 15 * 1.5)) * (narrow / 178) ** 0.5 + 1.8
                here = tone
                if 8 <= row <= 12 and abs(((k + 15) % 6) - 3) == abs(row - 10):
                    here = "#f4ead8"
                here = mix(here, c.random.choice(("#000000", "#ffffff")), 0.07 * c.random.random())
                for side in (-1, 1):
                    stitch = limb([(x + side * w * 0.95, y - 9), (x + side * w * 0.15, y + 5)], [w * 0.75, w * 0.85])
                    c.fill(limb([(x + side * w * 0.95, y - 6), (x + side * w * 0.15, y + 8)], [w * 0.8, w * 0.9]), mix(here, "#14080c", 0.55))
                    c.fill(stitch, linear(x - w, y - 9, x + w, y + 6, mix(here, "#ffffff", 0.25), here))
    c.solid(crown, "#00000000", 42, 0.62, 0.35)
    cuff = blob((172, 520), (262, 536), (362, 540), (462, 536), (552, 520), (560, 570), (548, 618), (462, 634), (362, 638), (262, 634), (176, 618), (164, 570))
    c.shadow(cuff, 9, 0.5, 0, -5, "#2a0810")
    c.fill(cuff, "#8a2430")
    with c.clip(cuff):
        for k in range(-14, 15):
            x = 362 + 196 * math.sin(k / 14 * 1.5)
            w = 13.5 * max(0.3, math.cos(k / 14 * 1.42))
            rib = limb([(x, 512), (x, 644)], [w, w])
            c.fill(rib, linear(x - w / 2, 0, x + w / 2, 0, "#f08a84", "#d84a50", "#a02c38"))
            for y in range(520, 644, 11):
                c.stroke(curve((x - w * 0.45, y - 3), (x, y + 3), (x + w * 0.45, y - 3)), "#6a121c90", 1.5)
    c.solid(cuff, "#00000000", 22, 0.5, 0.3)
    fur(c, joined(crown, cuff), ("#ffffff", "#ffd8d0"), 700, lambda x, y: c.random.uniform(0, 6.3), 8, 0.7, 0.35)
    pom = ellipse(362, 176, 74, 70)
    c.solid(pom, "#f4ead8", 24, 0.5, 0.25)
    for _ in range(1100):
        a, t = c.random.uniform(0, 6.283), math.sqrt(c.random.random())
        x, y = 362 + 72 * t * math.cos(a), 176 + 68 * t * math.sin(a)
        lit = max(0.0, min(1.0, 0.55 - 0.5 * t * math.cos(a - 0.8)))
        c.stroke(line((x, y), (x + 15 * math.cos(a) + c.random.uniform(-5, 5), y + 15 * math.sin(a) + c.random.uniform(-5, 5))), faded(mix("#a8988a", "#fffaf0", lit), 0.75), 1.8)
    with c.placed(96, 628):
        c.shadow(ellipse(0, 6, 60, 10), 6, 0.5)
        for sx, sy, s in ((-20, -20, 30), (30, -14, 24)):
            c.solid(ellipse(sx, sy, s), "#2f5f7a", 10)
            with c.clip(ellipse(sx, sy, s)):
                for k in range(14):
                    c.stroke(curve((sx - s, sy - s + k * 5), (sx, sy - s + k * 5 + 14), (sx + s, sy - s - 8 + k * 6)), "#a8c8d880", 1.6)
                    c.stroke(curve((sx - s + k * 6, sy - s), (sx - s + k * 5, sy), (sx - s + k * 6, sy + s)), "#12283890", 1.4)
    with c.placed(636, 640):
        for a in (-2.4, -1.9, -1.2, -0.7):
            tip = (84 * math.cos(a), 84 * math.sin(a))
            c.stroke(line((0, 0), tip), "#4a3626", 3)
            for k in range(16):
                t = (k + 2) / 18
                for s in (-0.6, 0.6):
                    c.stroke(line((tip[0] * t, tip[1] * t), (tip[0] * t + 20 * math.cos(a + s), tip[1] * t + 20 * math.sin(a + s))), c.random.choice(("#2f5a44", "#44785a", "#5f9068")), 2.2)
        c.solid(ellipse(-6, -6, 13), "#c8303a", 5)
        c.solid(ellipse(16, -2, 11), "#c8303a", 5)
    return {}


STROKES = {  # a plain hand-drawn alphabet on a 10 x 14 field, only the letters that a scene uses
    "C": [[(9.5, 3), (7, 0.3), (3, 0.5), (0.6, 4), (0.6, 10), (3, 13.5), (7, 13.7), (9.5, 11)]],
    "O": [[(5, 0.2), (1.4, 2), (0.4, 7), (1.4, 12), (5, 13.8), (8.6, 12), (9.6, 7), (8.6, 2), (5, 0.2)]],
    "M": [[(0.5, 13.8), (0.8, 0.3)], [(0.8, 0.3), (5, 9)], [(5, 9), (9.2, 0.3)], [(9.2, 0.3), (9.5, 13.8)]],
    "I": [[(5, 0.3), (5, 13.8)]],
    "N": [[(1, 13.8), (1, 0.3)], [(1, 0.3), (9, 13.8)], [(9, 13.8), (9, 0.3)]],
    "G": [[(9.5, 3), (7, 0.3), (3, 0.5), (0.6, 4), (0.6, 10), (3, 13.5), (7, 13.7), (9.5, 11.5), (9.5, 8)], [(9.5, 7.8), (6, 7.8)]],
    "S": [[(9, 2.4), (6.4, 0.2), (3, 0.5), (1.2, 3), (2.6, 5.8), (7, 7.8), (9, 10.4), (7.6, 13.2), (4, 13.8), (0.9, 11.6)]],
}


def lettering(c, text, x, y, height, colour, width, gap=4.2):
    """Writes the text centred at x with its top at y, stroke by stroke, so that no font of the machine matters."""
    unit = height / 14
    at = x - (len(text) * (10 + gap) - gap) * unit / 2
    for letter in text:
        for stroke in STROKES.get(letter, ()):
            c.stroke(curve(*[(at + px * unit, y + py * unit) for px, py in stroke]), colour, width)
        at += (10 + gap) * unit


@scene("coming-soon-sign", WIDE)
def coming_soon_sign(c):
    for x in range(-10, 820, 62):
        for y in range(-6, 460, 24):
            shift = 31 if (y // 24) % 2 else 0
            c.solid(rect(x + shift - 40, y, 58, 20, 2), mix("#9a5444", "#6a3630", c.random.random()), 3, 0.35, 0.25)
    c.texture(90, "#1c0c10", "#ffd8a8", 0.4, 5)
    c.texture(6, "#1c0c10", "#ffd8a8", 0.22, 2)
    c.all(radial(400, 90, 560, "#ffe0a850", "#00000000", "#120818b0"))
    for x in (220, 580):
        c.fill(rect(x - 3, -10, 6, 88), "#3a3034")
        c.stroke(line((x - 1.5, -10), (x - 1.5, 78)), "#a89a98", 1)
    board = rect(130, 76, 540, 270, 14)
    c.shadow(board, 16, 0.7, 10, 16, "#0c0408")
    c.solid(board, "#7a5034", 12, 0.5, 0.4)
    with c.clip(board):
        c.texture(5, "#28120a", "#ffd8a0", 0.5, 4, 26)
    inner = rect(152, 98, 496, 226, 6)
    c.shadow(inner, 5, 0.6)
    c.fill(inner, vertical(98, 324, "#2f4a4c", "#1c3034"))
    with c.clip(inner):
        c.texture(60, "#0c181c", "#d8f0e8", 0.16, 5, 2)
        c.texture(3, "#0c181c", "#ffffff", 0.12, 2)
    c.stroke(rect(164, 110, 472, 202, 4), "#f4e8c8a0", 2)
    with c.layer(7, 0.5):
        lettering(c, "COMING", 400, 136, 66, "#ffd070", 15)
        lettering(c, "SOON", 400, 224, 66, "#ffd070", 15)
    for dx, dy, tone in ((3, 4, "#0c1418"), (0, 0, "#fff4d4")):
        lettering(c, "COMING", 400 + dx, 136 + dy, 66, tone, 9.5)
        lettering(c, "SOON", 400 + dx, 224 + dy, 66, tone, 9.5)
    for side in (-1, 1):
        c.stroke(curve((400 + side * 160, 256), (400 + side * 190, 250), (400 + side * 214, 262)), "#f0b85a", 3)
        c.fill(ellipse(400 + side * 152, 256, 4.5), "#f0b85a")
        for k in range(5):
            a = k * 1.257
            c.stroke(line((400 + side * 212 + 0, 232), (400 + side * 212 + 9 * math.cos(a), 232 + 9 * math.sin(a))), "#f0b85a", 2.4)
    bulbs = [(130 + i * 54, 76) for i in range(11)] + [(130 + i * 54, 346) for i in range(11)] + [(130, 76 + i * 54) for i in range(1, 5)] + [(670, 76 + i * 54) for i in range(1, 5)]
    for x, y in bulbs:
        c.solid(ellipse(x, y, 8), "#ffe8b0", 3)
        c.fill(ellipse(x, y, 4.5), "#fffdf0")
        c.glow(x, y, 44, "#ffb84a", 0.75)
    for x in (60, 740):
        c.shadow(ellipse(x, 440, 50, 10), 7, 0.6)
        c.solid(poly((x - 40, 372), (x + 40, 372), (x + 30, 460), (x - 30, 460)), "#3f4a54", 12)
        leaves(c, [(x, 336, 56, 50)], ("#14301f", "#2a5a34", "#4f8a44", "#8fb85c"), 7, 130)
    return {"bloom": 0.36, "vignette": 0.35}


@scene("bowl-of-fruit")
def bowl_of_fruit(c):
    wall(c, "#4f6470", "#ffe8c0", 0.15, 0.1)
    window_light(c, 60, 20, 230, 270, 0.25, alpha=0.22)
    table(c, 360, "#94623c", 5)
    cloth = blob((-20, 430), (200, 406), (460, 420), (640, 404), (820, 430), (820, 560), (-20, 560))
    c.solid(cloth, "#e6dccb", 12, 0.35, 0.2)
    with c.clip(cloth):
        for x in range(-40, 840, 34):
            c.stroke(curve((x, 400), (x - 14, 470), (x - 40, 540)), "#3f6a9a66", 5)
        for y in range(424, 540, 22):
            c.stroke(curve((-20, y), (400, y - 10), (820, y)), "#3f6a9a66", 4.5)
        c.texture(3, "#3a2c28", "#ffffff", 0.2, 2)
    with c.layer(17, 0.65):
        c.fill(ellipse(425, 474, 225, 26), "#2a1414")
    def apple(x, y, r, tone, blush):
        body = blob((x, y - r * 0.86), (x + r * 0.55, y - r), (x + r, y - r * 0.3), (x + r * 0.82, y + r * 0.6), (x + r * 0.3, y + r * 0.96), (x, y + r * 0.88), (x - r * 0.3, y + r * 0.96), (x - r * 0.82, y + r * 0.6), (x - r, y - r * 0.3), (x - r * 0.55, y - r))
        c.solid(body, radial(x - r * 0.35, y - r * 0.3, r * 1.7, blush, tone, mix(tone, "#1c0410", 0.4)), r * 0.35)
        with c.clip(body):
            for _ in range(60):
                a = c.random.uniform(0, 6.28)
                c.stroke(line((x + r * 0.1 * math.cos(a), y - r * 0.8 + r * 0.1 * math.sin(a)), (x + r * 1.1 * math.cos(a), y + r * 1.1 * math.sin(a))), faded(blush, 0.18), 1.3)
            c.fill(ellipse(x - r * 0.4, y - r * 0.45, r * 0.26, r * 0.17, -0.6), radial(x - r * 0.4, y - r * 0.45, r * 0.26, "#ffffffd8", "#ffffff00"))
        c.stroke(curve((x, y - r * 0.82), (x + r * 0.06, y - r * 1.1), (x + r * 0.2, y - r * 1.28)), "#4a2f1c", r * 0.1)
    def orange(x, y, r):
        c.solid(ellipse(x, y, r), radial(x - r * 0.3, y - r * 0.3, r * 1.6, "#ffc060", "#f0861c", "#a8480c"), r * 0.35)
        with c.clip(ellipse(x, y, r)):
            c.texture(4, "#a84a0c", "#ffe0a0", 0.16, 1)
            c.fill(ellipse(x - r * 0.38, y - r * 0.42, r * 0.24, r * 0.15, -0.6), "#ffffff70")
        c.fill(ellipse(x + r * 0.2, y - r * 0.6, r * 0.1, r * 0.07), "#5f6a2c")
    for k, (turn, tone) in enumerate(((0, "#f4c838"), (14, "#f8d850"), (30, "#eab82c"))):
        banana = limb([(524 + turn, 236), (584 + turn, 262), (622 + turn * 0.8, 318), (610 + turn * 0.6, 384)], [14, 40, 44, 22])
        c.solid(banana, tone, 11, 0.45, 0.4)
        c.stroke(curve((530 + turn, 238), (590 + turn, 270), (618 + turn * 0.8, 330)), "#a8781c70", 2)
        c.fill(limb([(526 + turn, 237), (508 + turn * 0.4, 226)], [12, 10]), "#6a4a1c")
    apple(300, 316, 62, "#c8242c", "#f8a850")
    orange(430, 270, 60)
    apple(518, 334, 60, "#6fa02c", "#dcec7c")
    orange(370, 346, 54)
    for _ in range(32):
        t = c.random.random()
        x, y = 250 - 54 * t + c.random.gauss(0, 17), 372 + 96 * t + c.random.gauss(0, 9)
        c.solid(ellipse(x, y, 15, 16), radial(x - 4, y - 5, 22, "#a878d0", "#5a2a80", "#260c40"), 6)
        c.fill(ellipse(x - 5, y - 6, 3.4, 2.4), "#ffffffb8")
    c.stroke(curve((276, 340), (258, 356), (250, 376)), "#6a5030", 5)
    c.solid(blob((250, 352), (214, 330), (196, 344), (214, 366)), "#5f8f3c", 6)
    front = blob((222, 378), (428, 396), (636, 378), (600, 446), (500, 486), (428, 490), (356, 486), (258, 446))
    c.solid(front, linear(222, 0, 636, 0, "#6fa8b8", "#2f6a84", "#143a54"), 24, 0.5, 0.35)
    with c.clip(front):
        for k in range(15):
            x = 236 + k * 28
            c.stroke(curve((x, 388 + 14 * math.sin((k / 14) * 3.14)), (x + 10, 404 + 14 * math.sin((k / 14) * 3.14)), (x + 28, 388 + 14 * math.sin(((k + 1) / 14) * 3.14))), "#f4e8ccb0", 3)
        c.stroke(curve((228, 424), (428, 452), (628, 424)), "#f4e8cc90", 4)
        c.fill(ellipse(300, 424, 18, 34, 0.5), "#ffffff38")
    c.stroke(curve((221, 379), (320, 394), (428, 398), (536, 394), (637, 379)), "#a8d0dc", 6)
    c.solid(rect(378, 484, 100, 14, 6), "#1c4660", 5)
    for x, y, r in ((178, 486, 14), (146, 478, 14), (206, 500, 14)):
        c.shadow(ellipse(x + 4, y + 12, 15, 5), 4, 0.4)
        c.solid(ellipse(x, y, 14, 15), radial(x - 4, y - 5, 22, "#a878d0", "#5a2a80", "#260c40"), 6)
    c.shadow(ellipse(694, 486, 44, 9), 6, 0.5)
    apple(690, 450, 40, "#d83a2c", "#f8c060")
    return {}


@scene("cup-of-coffee", SQUARE)
def cup_of_coffee(c):
    sky(c, "#5a4440", "#8a6650", "#d0a070")
    for x, w, tone in ((20, 120, "#3f302e"), (330, 60, "#4f3a34"), (560, 130, "#3a2c2c")):
        c.fill(rect(x, 0, w, 420), tone)
    bokeh(c, 20, ("#ffd890", "#ffb060"), (0, 40, 720, 300), (20, 40), 0.9)
    c.soften(20)
    bokeh(c, 30, ("#ffd890", "#ffe8c0", "#ffb060", "#ff9050"), (0, 20, 720, 360), (10, 38), 0.4, 1.5)
    table(c, 400, "#7a4a30", 4)
    with c.layer(18, 0.7):
        c.fill(ellipse(390, 626, 270, 44), "#180a06")
    saucer = ellipse(360, 600, 250, 74)
    c.solid(saucer, radial(300, 570, 320, "#ffffff", "#e8e0d8", "#b8a8a0"), 16, 0.4, 0.2)
    c.stroke(ellipse(360, 598, 226, 63), "#b0704890", 3)
    with c.layer(8, 0.5):
        c.fill(ellipse(380, 604, 150, 36), "#4a3028")
    handle = curve((500, 420), (590, 400), (622, 450), (586, 510), (486, 526))
    c.stroke(handle, "#c8b8ac", 34)
    c.stroke(curve((498, 415), (588, 395), (616, 446), (580, 502), (486, 520)), linear(500, 400, 620, 520, "#ffffff", "#e0d4ca"), 21)
    cup = blob((176, 382), (360, 372), (544, 382), (536, 450), (500, 540), (440, 598), (360, 608), (280, 598), (220, 540), (184, 450))
    c.solid(cup, linear(176, 0, 544, 0, "#ffffff", "#f4ece4", "#c4b2a8"), 34, 0.45, 0.2)
    with c.clip(cup):
        c.fill(ellipse(250, 480, 24, 76, 0.14), "#ffffff90")
        for k in range(11):
            x = 200 + k * 32
            c.fill(blob((x, 470 + 16 * math.sin(k / 10 * 3.14)), (x + 12, 456 + 16 * math.sin(k / 10 * 3.14)), (x + 24, 470 + 16 * math.sin(k / 10 * 3.14)), (x + 12, 490 + 16 * math.sin(k / 10 * 3.14))), "#b86a4490")
    c.fill(ellipse(360, 384, 185, 60), linear(176, 330, 544, 440, "#ffffff", "#d8c8bc"))
    c.fill(ellipse(360, 388, 170, 51), "#8a7468")
    coffee = ellipse(360, 394, 164, 46)
    c.fill(coffee, radial(360, 384, 170, "#c88a54", (0.6, "#a8683a"), "#4a2412"))
    with c.clip(coffee):
        c.texture(9, "#3a1a0c", "#e8b47c", 0.25, 3, 2)
        cream = "#fbeed8"
        with c.layer(1.2):
            for k in range(5):
                y, w = 368 + k * 11, 92 - 13 * abs(k - 1)
                c.stroke(curve((360 - w, y - 7), (360 - w * 0.5, y + 6), (360, y + 1), (360 + w * 0.5, y + 6), (360 + w, y - 7)), cream, 6)
            c.fill(limb([(360, 362), (360, 428)], [3, 7]), "#a8683a")
            c.fill(blob((360, 362), (336, 354), (332, 366), (360, 380), (388, 366), (384, 354)), cream)
        c.fill(ellipse(290, 376, 50, 9, -0.2), "#ffffff40")
    with c.layer(13, 0.6):
        for dx, s in ((-60, 1), (0, -1), (56, 1)):
            c.stroke(curve((360 + dx, 376), (360 + dx + 26 * s, 310), (360 + dx - 24 * s, 230), (360 + dx + 22 * s, 150), (360 + dx, 70)), linear(0, 380, 0, 60, "#fff6e8d8", "#fff6e800"), 19)
    spoon = limb([(96, 640), (200, 634), (330, 646)], [8, 8, 10])
    c.shadow(spoon, 5, 0.5, 3, 7)
    c.solid(ellipse(86, 640, 36, 17), linear(60, 620, 110, 660, "#ffffff", "#8a8a90"), 7)
    c.solid(spoon, linear(0, 632, 0, 650, "#ffffff", "#9a9aa2"), 3)
    for x, y, a in [(c.random.uniform(470, 690), c.random.uniform(640, 705), c.random.uniform(0, 3)) for _ in range(24)]:
        c.shadow(ellipse(x + 3, y + 5, 14, 9, a), 3, 0.5)
        c.solid(ellipse(x, y, 15, 10, a), "#5a2f1a", 5, 0.5, 0.4)
        c.stroke(curve((x - 13 * math.cos(a), y - 13 * math.sin(a)), (x + 3 * math.sin(a), y - 3 * math.cos(a)), (x + 13 * math.cos(a), y + 13 * math.sin(a))), "#240e06", 2)
    with c.placed(110, 520):
        c.shadow(ellipse(10, 30, 80, 16), 8, 0.5)
        biscuit = ellipse(0, 8, 74, 36)
        c.solid(ellipse(0, 20, 74, 36), "#a86a34", 8)
        c.solid(biscuit, "#d89a58", 9)
        with c.clip(biscuit):
            c.texture(9, "#7a4018", "#ffe0a8", 0.45)
            for _ in range(15):
                c.solid(ellipse(c.random.uniform(-60, 60), c.random.uniform(-20, 34), 8, 5), "#4a2412", 3)
    return {"bloom": 0.24, "vignette": 0.3}


@scene("flowers-in-a-vase", PORTRAIT)
def flowers_in_a_vase(c):
    wall(c, "#8fa8a0", "#fff4d8", 0.2, 0.15)
    window_light(c, 40, 50, 260, 430, 0.3)
    table(c, 620, "#a3744c", 4)
    with c.layer(15, 0.55):
        c.fill(ellipse(350, 724, 170, 24), "#20120c")
        c.fill(poly((330, 720), (600, 640), (600, 690), (380, 740)), "#20120c")
    heads = [(300, 210, 62, "rose", "#f08a5a"), (196, 270, 54, "daisy", "#ffffff"), (404, 250, 56, "daisy", "#f8d04a"), (150, 380, 48, "rose", "#e8567a"), (300, 330, 64, "rose", "#f4b0bc"), (446, 360, 50, "rose", "#c8486a"),
             (236, 420, 46, "daisy", "#fff4d8"), (372, 424, 50, "daisy", "#b88ad8"), (220, 160, 36, "daisy", "#b88ad8"), (390, 150, 38, "rose", "#f8d890"), (500, 260, 34, "daisy", "#ffffff"), (110, 280, 32, "daisy", "#f8d04a")]
    for x, y, r, *_ in heads:
        c.stroke(curve((300, 540), (300 + (x - 300) * 0.35, 470), (x, y + r * 0.5)), "#3f6f40", 5)
    leaves(c, [(300, 330, 190, 160), (300, 440, 150, 70)], ("#23482f", "#3a6a40", "#5f8f52", "#94b878"), 13, 90)
    for side in (-1, 1):
        for k in range(5):
            x, y = 300 + side * (150 + 14 * k), 210 + 62 * k
            c.stroke(curve((300 + side * 40, 480), (300 + side * 120, 380 + 10 * k), (x, y)), "#4f7a4a", 2.4)
            for m in range(7):
                t = m / 7
                px, py = 300 + side * 120 + (x - 300 - side * 120) * t, 380 + 10 * k + (y - 380 - 10 * k) * t
                for s in (-0.8, 0.8):
                    a = math.atan2(y - 400, side * 60) + s
                    c.solid(ellipse(px + 14 * math.cos(a), py + 14 * math.sin(a), 13, 5.5, a), "#7fa868", 3)
    for x, y, r, kind, tone in sorted(heads, key=lambda head: head[2]):
        c.shadow(ellipse(x, y, r * 0.95), 10, 0.45, 5, 10, "#10200f")
        if kind == "rose":
            rose(c, x, y, r, tone)
        else:
            for ring, count in ((1.0, 15), (0.76, 12)):
                for k in range(count):
                    a = k * 2 * math.pi / count + ring
                    petal = ellipse(x + r * 0.56 * ring * math.cos(a), y + r * 0.54 * ring * math.sin(a), r * 0.44, r * 0.14, a)
                    c.fill(petal, radial(x, y, r, mix(tone, "#8a5a6a", 0.45), tone, mix(tone, "#ffffff", 0.3)))
                    c.stroke(petal, faded(mix(tone, "#4a2a3a", 0.6), 0.3), 0.8)
            c.solid(ellipse(x, y, r * 0.25), "#e8a02c", r * 0.12)
            with c.clip(ellipse(x, y, r * 0.25)):
                c.texture(4, "#7a3a0c", "#fff0a0", 0.6, 2)
    vase = blob((250, 500), (300, 508), (350, 500), (344, 540), (392, 600), (404, 660), (372, 716), (300, 730), (228, 716), (196, 660), (208, 600), (256, 540))
    c.solid(vase, linear(196, 0, 404, 0, "#dce8f0", "#8fb4cc", "#3f6a8c"), 30, 0.45, 0.4)
    with c.clip(vase):
        for y, tone in ((590, "#f8f4ea"), (690, "#f8f4ea")):
            c.stroke(curve((180, y), (300, y + 22), (420, y)), faded(tone, 0.8), 5)
        for k in range(9):
            x = 196 + k * 27
            yy = 640 + 20 * math.sin(k / 8 * 3.14)
            for m in range(5):
                a = m * 1.257 - 1.57
                c.fill(ellipse(x + 7 * math.cos(a), yy + 7 * math.sin(a), 6), "#2f5a8ad0")
            c.fill(ellipse(x, yy, 4), "#f8e0a0")
        c.fill(ellipse(240, 640, 13, 52, 0.1), "#ffffff80")
    c.stroke(curve((249, 501), (300, 511), (351, 501)), "#f0f8fc", 5)
    for x, y, tone in ((130, 704, "#f4b0bc"), (164, 730, "#f08a5a"), (460, 742, "#f4b0bc"), (96, 740, "#e8567a")):
        c.shadow(ellipse(x + 3, y + 5, 17, 8), 3, 0.4)
        c.solid(ellipse(x, y, 18, 9, x), tone, 5)
    return {}


@scene("guitar", PORTRAIT)
def guitar(c):
    wall(c, "#3f5a64", "#ffe0b0", 0.8, 0.15)
    window_light(c, 330, 40, 230, 380, -0.25, alpha=0.22)
    c.shadow(rect(50, 90, 150, 190), 9, 0.45, 6, 9)
    c.solid(rect(46, 84, 150, 190, 3), "#24242c", 5)
    c.fill(rect(56, 94, 130, 170), vertical(94, 264, "#f0d8a8", "#e89a68", "#8a4a5a"))
    with c.clip(rect(56, 94, 130, 170)):
        c.fill(ellipse(121, 168, 26), "#fff0cc")
        c.fill(blob((40, 280), (60, 220), (110, 200), (150, 224), (200, 206), (200, 280)), "#4a2f4a")
    c.fill(rect(0, 636, 600, 16), "#e8dccb")
    table(c, 652, "#7a4c32", 4)
    c.solid(ellipse(320, 742, 270, 44), "#8a3f3c", 6, 0.3, 0.1)
    c.stroke(ellipse(320, 742, 240, 36), "#e8c48a", 3)
    with c.layer(15, 0.65):
        c.fill(ellipse(330, 738, 150, 20), "#120808")
        with c.placed(352, 470, 1, 0.09):
            c.fill(blob((0, 0), (110, 30), (70, 100), (150, 190), (70, 258), (-70, 258), (-150, 190), (-70, 100), (-110, 30)), "#120c14a0")
    with c.placed(312, 466, 1, 0.09):
        side_wood = blob((0, -22), (74, -14), (112, 40), (88, 100), (104, 138), (156, 196), (112, 262), (0, 278), (-112, 262), (-156, 196), (-104, 138), (-88, 100), (-112, 40), (-74, -14))
        with c.placed(9, 5):
            c.solid(side_wood, "#5a2c16", 9)
        c.solid(side_wood, radial(-20, 120, 230, "#f4c074", "#d88a3c", (0.8, "#b8602c"), "#5a2412"), 14, 0.4, 0.3)
        with c.clip(side_wood):
            c.texture(40, "#5a2408", "#ffe4a8", 0.4, 4, 0.08)
            c.fill(blob((-90, 20), (-40, 0), (-60, 120), (-110, 230), (-130, 190), (-80, 110)), "#fff0c838")
        c.stroke(side_wood, "#fbeed0", 3.5)
        c.stroke(side_wood, "#3a1a0c", 1.2)
        for r, tone, w in ((52, "#3a1a0c", 3), (48, "#f4e0b8", 4), (44, "#8a4420", 3)):
            c.stroke(ellipse(0, 86, r), tone, w)
        c.fill(ellipse(0, 86, 42), radial(-8, 72, 56, "#140a08", "#24120c", "#4a2412"))
        c.solid(blob((30, 106), (64, 96), (84, 150), (60, 182), (40, 150)), "#2a1410", 4, 0.3, 0.3)
        c.solid(rect(-50, 196, 100, 18, 6), "#2f1710", 5)
        c.fill(rect(-40, 200, 80, 3.5), "#f8f0dc")
        neck = poly((-17, 66), (17, 66), (13, -340), (-13, -340))
        c.shadow(neck, 6, 0.4, 6, 3)
        c.solid(neck, "#3a2018", 5, 0.4, 0.35)
        for k in range(17):
            y = -338 + 398 * (0.944 ** k - 0.944 ** 17) / (1 - 0.944 ** 17)
            c.stroke(line((-16, y), (16, y)), "#d8d0bc", 1.6)
        for y in (-270, -205, -146, -92, -20):
            c.fill(ellipse(0, y, 3.4), "#f8f0dc")
        head = blob((-14, -336), (-25, -352), (-24, -420), (-18, -432), (0, -426), (18, -432), (24, -420), (25, -352), (14, -336))
        c.solid(head, "#8a4a24", 7, 0.5, 0.4)
        for i in range(3):
            for s in (-1, 1):
                y = -412 + i * 24
                c.stroke(line((s * 16, y), (s * 32, y)), "#c8c8cc", 3)
                c.solid(ellipse(s * 36, y, 7, 5.5), "#f4ecd8", 3)
                c.solid(ellipse(s * 13, y, 4.2), "#e0e0e4", 2)
        c.fill(rect(-14, -340, 28, 4), "#f8f0dc")
        for i in range(6):
            x = -11 + i * 4.4
            c.stroke(line((x * 0.9, -338), (x * 1.9, 204)), "#fff4d8d0" if i > 2 else "#e0b878d0", 1.5 - i * 0.14)
            c.stroke(line((x * 0.9, -338), ((-13 if i < 3 else 13), -412 + (i % 3) * 24)), "#e8dcc0a0", 0.9)
    with c.placed(500, 716):
        c.shadow(ellipse(10, 10, 70, 14), 8, 0.5)
        c.solid(poly((-44, -90), (44, -90), (34, 10), (-34, 10)), "#d8c4a8", 14)
        with c.clip(poly((-44, -90), (44, -90), (34, 10), (-34, 10))):
            c.texture(4, "#5a4028", "#fff6e0", 0.5, 2, 3)
        for k in range(13):
            a = -2.7 + k * 0.19
            reach = c.random.uniform(120, 210)
            tip = (reach * 0.55 * math.cos(a) * 1.3, -90 + reach * math.sin(a))
            c.stroke(curve((0, -88), (tip[0] * 0.5, -88 + (tip[1] + 90) * 0.6), tip), "#3f6a44", 3)
            c.solid(ellipse(tip[0], tip[1], 30, 17, a), mix("#2f6a48", "#7fae62", c.random.random()), 6)
            c.stroke(line((tip[0] - 26 * math.cos(a), tip[1] - 26 * math.sin(a)), (tip[0] + 26 * math.cos(a), tip[1] + 26 * math.sin(a))), "#d8f0b050", 1.3)
    with c.placed(92, 716):
        c.shadow(ellipse(0, 8, 66, 12), 7, 0.5)
        for y, w, tone in ((0, 62, "#2f5a6a"), (-20, 56, "#c8884a"), (-38, 50, "#8a3a3c")):
            c.solid(rect(-w, y - 10, 2 * w, 19, 3), tone, 5)
            c.fill(rect(-w + 8, y - 7, 2 * w - 6, 12), "#f4ead4")
            c.fill(rect(-w, y - 10, 2 * w - 14, 3.4), tone)
    return {}


@scene("bookshelf", LANDSCAPE)
def bookshelf(c):
    c.all("#2c1a14")
    wood = "#7a4c30"
    tones = ("#8a2f34", "#2f5a6a", "#c8923c", "#3f6a4a", "#5a3a6a", "#d8c4a0", "#a8583a", "#1f3a5a", "#e0d4bc", "#6a7a8a", "#b84a4a", "#4a4a3c", "#d8a868", "#2a6a70")
    shelves = (8, 176, 344)
    for top in shelves:
        bay = rect(22, top, 756, 156)
        c.fill(bay, vertical(top, top + 156, "#1c100c", "#4a2f20"))
        with c.clip(bay):
            c.texture(30, "#0c0604", "#e8b888", 0.25, 4, 0.1)
    def book(x, floor, w, h, tone, lean=0.0):
        with c.placed(x, floor, 1, lean):
            path = rect(0, -h, w, h, 2.5)
            c.fill(path, linear(0, 0, w, 0, mix(tone, "#000000", 0.35), (0.25, mix(tone, "#ffffff", 0.22)), (0.6, tone), mix(tone, "#000000", 0.5)))
            with c.clip(path):
                gold = c.random.choice(("#f0d090", "#f8ecd0", "#e0b860", mix(tone, "#ffffff", 0.6)))
                style = c.random.randrange(4)
                if style == 0:
                    for y in (0.12, 0.2, 0.8, 0.88):
                        c.fill(rect(0, -h + h * y, w, 2), faded(gold, 0.85))
                elif style == 1:
                    c.fill(rect(w * 0.14, -h * 0.82, w * 0.72, h * 0.3, 2), faded(gold, 0.9))
                    for k in range(4):
                        c.fill(rect(w * 0.26, -h * 0.78 + k * h * 0.06, w * 0.48, 1.8), mix(tone, "#000000", 0.4))
                elif style == 2:
                    c.fill(ellipse(w / 2, -h * 0.68, w * 0.22), faded(gold, 0.85))
                    c.fill(rect(w * 0.42, -h * 0.5, w * 0.16, h * 0.3), faded(gold, 0.7))
                else:
                    for y in (0.2, 0.4, 0.6, 0.8):
                        c.fill(rect(0, -h + h * y, w, 4), mix(tone, "#000000", 0.3))
                        c.fill(rect(0, -h + h * y, w, 1.2), faded(gold, 0.7))
                c.fill(rect(0, -14, w, 14), vertical(-14, 0, "#00000000", "#00000070"))
    gaps = {8: ((470, 130),), 176: ((110, 120), (600, 90)), 344: ((330, 150),)}
    for top in shelves:
        floor, x = top + 156, 26.0
        while x < 768:
            gap = next(((start, wide) for start, wide in gaps[top] if start - 30 < x < start + wide), None)
            if gap:
                book(x + 3, floor + 1, 22, 118, c.random.choice(tones), 0.0)
                x = gap[0] + gap[1]
                continue
            w, h = c.random.uniform(15, 34), c.random.uniform(98, 142)
            if x + w > 775:
                break
            book(x, floor, w, h, c.random.choice(tones))
            x += w + 0.8
        with c.layer(6, 0.7):
            c.fill(rect(22, top, 756, 22), vertical(top, top + 22, "#000000d0", "#00000000"))
    with c.placed(536, 164):
        c.shadow(ellipse(4, -3, 42, 5), 4, 0.7)
        c.solid(ellipse(0, -62, 42), linear(-42, -100, 42, -20, "#7ab8d0", "#2f6a94", "#123450"), 14)
        with c.clip(ellipse(0, -62, 42)):
            for path in (blob((-30, -90), (-6, -94), (0, -72), (-20, -60), (-34, -70)), blob((6, -66), (26, -74), (36, -54), (18, -36), (8, -48)), blob((-22, -48), (-6, -50), (-10, -28), (-20, -34))):
                c.fill(path, "#a8c06a")
            c.fill(ellipse(-16, -80, 14, 9, -0.6), "#ffffff60")
        c.stroke(lambda k: k.arc(0, -62, 48, -1.9, 1.5), "#d8a84a", 4)
        c.solid(blob((-24, 0), (-10, -10), (10, -10), (24, 0)), "#8a5a2c", 4)
    with c.placed(178, 332):
        c.solid(poly((-26, -44), (26, -44), (19, 0), (-19, 0)), "#d87a54", 9)
        for k in range(9):
            a, tall = -2.9 + k * 0.33, c.random.uniform(40, 74)
            tip = (tall * math.cos(a), -44 + tall * 0.9 * math.sin(a))
            c.stroke(curve((0, -44), (tip[0] * 0.6, tip[1] * 0.9), tip), "#3f7a48", 2.6)
            c.solid(ellipse(tip[0], tip[1], 13, 9, a), mix("#3a7a4a", "#8fc070", c.random.random()), 4)
    with c.placed(652, 332):
        c.solid(rect(-16, -84, 32, 70, 10), linear(-16, 0, 16, 0, "#fff8e8", "#e8d8bc"), 7)
        c.solid(rect(-24, -15, 48, 15, 5), "#b8863c", 5)
        c.stroke(line((0, -84), (0, -92)), "#2c1c18", 2)
        c.fill(blob((0, -124), (7, -104), (0, -92), (-7, -104)), linear(0, -124, 0, -92, "#ffb83c", "#fff4c8"))
        c.glow(0, -104, 150, "#ffb04a", 0.85)
    with c.placed(404, 500):
        for i, (w, h, tone) in enumerate(((66, 24, "#2f5a6a"), (58, 20, "#c8923c"), (62, 22, "#8a2f34"))):
            y = -sum((24, 20, 22)[:i])
            c.solid(rect(-w, y - h, 2 * w, h - 1, 3), tone, 5)
            c.fill(rect(-w * 0.3, y - h * 0.62, w * 0.6, 3), "#f0d090c0")
        c.solid(ellipse(0, -88, 30, 22), "#f4ecdc", 7)
        c.fill(ellipse(0, -100, 27, 8), "#5a3220")
        c.stroke(ellipse(36, -88, 12, 11), "#e8dccb", 5)
    for y, h in ((-2, 11), (164, 13), (332, 13), (500, 36)):
        board = rect(0, y, 800, h)
        c.shadow(board, 6, 0.6, 0, 5)
        c.solid(board, mix(wood, "#ffd8a0", 0.12), 5, 0.45, 0.4)
        with c.clip(board):
            c.texture(4, "#28120a", "#ffd8a0", 0.45, 3, 30)
    for x in (0, 778):
        c.solid(rect(x, 0, 22, 533), wood, 6, 0.5, 0.35)
        with c.clip(rect(x, 0, 22, 533)):
            c.texture(34, "#28120a", "#ffd8a0", 0.4, 4, 0.1)
    c.all(radial(240, 130, 720, "#ffdca03c", "#00000000", "#0c0410a0"))
    return {"bloom": 0.24, "vignette": 0.3}

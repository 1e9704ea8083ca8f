"""Animals: a cat, a dog on a chair, fish under water, birds on a branch."""

import math

from . import PORTRAIT, SQUARE, scene
from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import bokeh, bough, fur, leaves, rock, sky, table, wall, window_light


def eye(c, x, y, size, iris, slit=False):
    c.fill(ellipse(x, y, size * 1.12, size * 1.06), "#1c1418")
    c.fill(ellipse(x, y, size, size * 0.94), radial(x, y + size * 0.4, size * 1.4, mix(iris, "#ffffff", 0.45), iris, mix(iris, "#000000", 0.5)))
    c.fill(ellipse(x, y, size * (0.34 if slit else 0.55), size * (0.8 if slit else 0.55)), "#0c080c")
    c.fill(ellipse(x - size * 0.3, y - size * 0.36, size * 0.24), "#ffffffe6")
    c.fill(ellipse(x + size * 0.3, y + size * 0.36, size * 0.12), "#ffffff80")


@scene("cat", SQUARE)
def cat(c):
    sky(c, "#b3d4e8", "#dceadc", "#f4f0d0")
    leaves(c, [(c.random.uniform(0, 720), c.random.uniform(120, 520), 90, 70) for _ in range(14)], ("#4f8050", "#7fa860", "#b3c878", "#dfe6a4"), 14, 26)
    c.soften(13)
    bokeh(c, 26, ("#fff6c8", "#e8f4b8", "#ffffff"), (0, 60, 720, 400), (10, 32), 0.35)
    for x, y, w, h in ((-20, -10, 66, 740), (674, -10, 70, 740), (-10, -10, 740, 40)):
        c.solid(rect(x, y, w, h), "#f4ece0", 10, 0.35, 0.1)
    for x, lean in ((30, 1), (690, -1)):
        cloth = blob((x - 90 * lean, -20), (x + 120 * lean, -20), (x + 84 * lean, 200), (x + 50 * lean, 420), (x + 74 * lean, 610), (x - 90 * lean, 610))
        c.solid(cloth, "#d98f86", 22, 0.4, 0.3)
        with c.clip(cloth), c.layer(4, 0.5):
            for k in range(6):
                c.stroke(curve((x + (k * 22 - 40) * lean, -20), (x + (k * 17 - 40) * lean, 300), (x + (k * 19 - 45) * lean, 620)), "#7a3a44", 7)
    table(c, 590, "#b98a62", 3)
    with c.layer(12, 0.5):
        c.fill(ellipse(390, 645, 210, 26), "#2a1610")
    orange, cream, stripe = "#e08a3c", "#fff0dc", "#a3501c"
    tail = limb([(500, 610), (580, 630), (610, 590), (590, 540)], [46, 44, 36, 22])
    c.solid(tail, orange, 12)
    for px, py, a in ((556, 622, 1.4), (594, 608, 0.6), (598, 570, -0.1)):
        c.fill(ellipse(px, py, 5, 20, a), faded(stripe, 0.7))
    fur(c, tail, ("#ffd09a", stripe, "#f4b070"), 300, lambda x, y: 0.4)
    body = blob((360, 320), (440, 330), (500, 420), (530, 530), (520, 620), (450, 650), (350, 652), (250, 648), (212, 610), (222, 510), (258, 410), (300, 335))
    c.solid(body, orange, 34, 0.5, 0.35)
    with c.clip(body):
        for i in range(7):
            for side in (-1, 1):
                y = 400 + i * 34
                c.fill(limb([(365 + side * 190, y - 16), (365 + side * 140, y + 2), (365 + side * 92, y - 6)], [20, 13, 2]), faded(stripe, 0.6))
    fur(c, body, ("#ffc98a", "#f0a458", stripe, "#c06a28"), 2200, lambda x, y: math.pi / 2 + (x - 365) / 300, 13)
    chest = blob((365, 380), (420, 430), (410, 540), (366, 590), (320, 540), (310, 430))
    with c.layer(5):
        c.fill(chest, cream)
    fur(c, chest, ("#ffffff", "#e6cfae"), 700, lambda x, y: math.pi / 2 + (x - 365) / 120, 14)
    for side in (-1, 1):
        leg = limb([(365 + side * 50, 480), (365 + side * 50, 570), (365 + side * 54, 630)], [64, 56, 58])
        c.solid(leg, orange, 12, 0.45, 0.3)
        with c.clip(leg):
            for y in (520, 552, 584):
                c.fill(ellipse(365 + side * 62, y, 22, 5, side * 0.2), faded(stripe, 0.5))
        fur(c, leg, ("#ffc98a", "#f0a458", "#c06a28"), 420, lambda x, y: math.pi / 2, 11)
        paw = ellipse(365 + side * 56, 636, 40, 22)
        c.solid(paw, cream, 9)
        for dx in (-13, 0, 13):
            c.stroke(line((365 + side * 56 + dx, 638), (365 + side * 56 + dx, 652)), "#b08a6a", 1.8)
    c.shadow(ellipse(365, 366, 100, 26), 12, 0.4, colour="#5a2a10")
    for side in (-1, 1):
        ear = blob((365 + side * 48, 170), (365 + side * 92, 94), (365 + side * 106, 88), (365 + side * 116, 130), (365 + side * 118, 220))
        c.solid(ear, orange, 10)
        c.fill(blob((365 + side * 68, 168), (365 + side * 94, 114), (365 + side * 104, 140), (365 + side * 106, 200)), linear(0, 110, 0, 200, "#f4b4a4", "#c97a6a"))
        fur(c, ear, ("#ffd9ae", "#c06a28"), 130, lambda x, y: -math.pi / 2)
    head = blob((365, 152), (432, 164), (484, 220), (496, 282), (456, 338), (365, 364), (274, 338), (234, 282), (246, 220), (298, 164))
    c.solid(head, orange, 26, 0.42, 0.35)
    for dx, top in ((0, 166), (-26, 170), (26, 170)):
        c.fill(limb([(365 + dx, top), (365 + dx * 0.9, 222)], [13, 3]), faded(stripe, 0.75))
    for side in (-1, 1):
        for y, reach in ((256, 62), (282, 66), (308, 50)):
            c.fill(limb([(365 + side * 128, y), (365 + side * 96, y + 6), (365 + side * (128 - reach), y + 2)], [11, 8, 2]), faded(stripe, 0.65))
    fur(c, head, ("#ffd09a", "#f0a458", "#c87030"), 1100, lambda x, y: math.atan2(y - 285, x - 365), 10)
    with c.layer(4):
        c.fill(joined(ellipse(338, 318, 38, 28), ellipse(392, 318, 38, 28), ellipse(365, 342, 34, 18)), cream)
    for side in (-1, 1):
        with c.layer(3):
            c.fill(ellipse(365 + side * 54, 254, 34, 30), "#ffe3bc")
        eye(c, 365 + side * 54, 256, 25, "#7fae3c", True)
    c.solid(blob((351, 297), (379, 297), (372, 309), (365, 314), (358, 309)), "#e07a7a", 4)
    c.stroke(curve((365, 313), (363, 326), (348, 334), (336, 328)), "#6a3a2c", 2.4)
    c.stroke(curve((365, 313), (367, 326), (382, 334), (394, 328)), "#6a3a2c", 2.4)
    for side in (-1, 1):
        for k in range(4):
            c.stroke(curve((365 + side * 40, 316 + k * 6), (365 + side * 100, 306 + k * 11), (365 + side * 168, 300 + k * 20)), "#fffaf0d8", 1.3)


@scene("dog-on-a-chair", PORTRAIT)
def dog_on_a_chair(c):
    wall(c, "#7f9a92", "#fff0d0", 0.2, 0.15)
    window_light(c, 50, 40, 190, 330)
    c.shadow(rect(384, 92, 136, 170), 8, 0.4, 5, 8)
    c.fill(rect(384, 88, 136, 170), "#8a5f3c")
    c.fill(rect(393, 97, 118, 152), "#f6efe0")
    with c.clip(rect(404, 108, 96, 130)):
        c.fill(rect(404, 108, 96, 130), vertical(108, 238, "#f0b48a", "#f4dcc0"))
        c.fill(ellipse(460, 165, 16), "#d8604a")
        c.fill(blob((390, 240), (400, 200), (440, 180), (470, 205), (510, 190), (520, 250)), "#4f6a80")
    c.fill(rect(0, 566, 600, 14), "#e9e0d0")
    table(c, 580, "#9a6a48", 6)
    rug = ellipse(310, 720, 290, 62)
    c.solid(rug, "#b9594a", 6, 0.3, 0.1)
    for k, tone in ((0.88, "#f0dcb4"), (0.82, "#2f5a66"), (0.66, "#e6b45a"), (0.6, "#b9594a")):
        c.fill(ellipse(310, 720, 290 * k, 62 * k), tone)
    with c.clip(rug):
        c.texture(4, "#2a1010", "#fff0d8", 0.3, 2)
    with c.layer(14, 0.6):
        c.fill(ellipse(315, 712, 240, 30), "#1c0e10")
    chair, deep = "#c99a3f", "#8a6224"
    for x in (140, 470):
        c.solid(poly((x, 660), (x + 26, 660), (x + 18, 726), (x + 6, 726)), "#5a3a26", 4)
    c.solid(blob((140, 420), (136, 300), (180, 236), (310, 216), (440, 236), (484, 300), (480, 430), (470, 600), (150, 600)), chair, 30, 0.45, 0.3)
    for x, y in ((220, 320), (310, 300), (400, 320), (265, 380), (355, 380)):
        with c.layer(4, 0.6):
            c.fill(ellipse(x, y, 11, 9), deep)
        c.solid(ellipse(x, y, 6), "#b3843a", 3)
    c.solid(rect(140, 560, 345, 110, 24), mix(chair, deep, 0.3), 20)
    c.solid(rect(150, 520, 325, 64, 26), mix(chair, "#fff0c0", 0.15), 16, 0.4, 0.4)
    with c.layer(10, 0.5):
        c.fill(ellipse(320, 540, 130, 18), "#4a2a10")
    brown, white, dark = "#a3653a", "#fbf2e4", "#5f3520"
    c.solid(limb([(400, 530), (450, 500), (462, 440)], [22, 18, 10]), brown, 6)
    haunch = blob((360, 420), (420, 440), (436, 520), (400, 556), (330, 552), (320, 470))
    body = blob((275, 330), (350, 330), (400, 410), (416, 520), (390, 552), (260, 552), (236, 500), (240, 400))
    c.solid(body, brown, 26)
    fur(c, body, ("#d39a66", "#7f4a28", "#c0824e"), 1000, lambda x, y: math.pi / 2, 11)
    c.solid(haunch, brown, 20)
    fur(c, haunch, ("#d39a66", "#7f4a28"), 420, lambda x, y: math.pi / 2 + 0.5, 10)
    bib = blob((300, 350), (336, 380), (338, 460), (306, 500), (272, 460), (268, 380))
    with c.layer(4):
        c.fill(bib, white)
    fur(c, bib, ("#ffffff", "#d9c8b0"), 380, lambda x, y: math.pi / 2, 13)
    for x in (268, 334):
        leg = limb([(x, 430), (x - 2, 500), (x - 4, 546)], [50, 40, 42])
        c.solid(leg, vertical(430, 550, brown, (0.5, brown), (0.62, white), white), 10)
        c.solid(ellipse(x - 8, 552, 30, 15), white, 7)
        for dx in (-12, 0, 10):
            c.stroke(line((x - 8 + dx, 553), (x - 9 + dx, 564)), "#a08a74", 1.6)
    c.solid(rect(252, 346, 98, 15, 7), "#c03a3c", 5)
    c.solid(ellipse(300, 368, 10), "#e8c052", 4)
    head = blob((298, 196), (352, 208), (374, 256), (362, 310), (330, 348), (298, 356), (266, 348), (236, 310), (224, 256), (246, 208))
    c.solid(head, brown, 20, 0.4, 0.35)
    fur(c, head, ("#d39a66", "#7f4a28", "#c0824e"), 560, lambda x, y: math.atan2(y - 270, x - 298), 9)
    blaze = blob((298, 200), (310, 240), (316, 290), (344, 318), (330, 346), (298, 354), (266, 346), (252, 318), (280, 290), (286, 240))
    with c.layer(2.5):
        c.fill(blaze, white)
    for side in (-1, 1):
        ear = blob((298 + side * 58, 212), (298 + side * 90, 228), (298 + side * 106, 286), (298 + side * 96, 346), (298 + side * 76, 340), (298 + side * 66, 280))
        c.shadow(ear, 6, 0.35, 0, 5)
        c.solid(ear, dark, 12, 0.4, 0.4)
        fur(c, ear, ("#9a6444", "#3a1f14"), 240, lambda x, y: math.pi / 2, 10)
        eye(c, 298 + side * 33, 264, 13, "#5a3418")
        c.stroke(curve((298 + side * 20, 244), (298 + side * 34, 238), (298 + side * 48, 246)), "#6a3c22", 3.5)
    muzzle = blob((298, 286), (334, 300), (338, 330), (298, 350), (258, 330), (262, 300))
    c.solid(muzzle, white, 9, 0.28, 0.1)
    c.solid(blob((298, 288), (318, 292), (314, 308), (298, 317), (282, 308), (278, 292)), "#231a1c", 5, 0.3, 0.6)
    c.solid(blob((288, 338), (308, 338), (311, 360), (298, 372), (286, 360)), "#ea8a8e", 5)
    c.stroke(curve((298, 316), (297, 332), (278, 338), (266, 330)), "#4a2c24", 2.4)
    c.stroke(curve((298, 316), (299, 332), (318, 338), (330, 330)), "#4a2c24", 2.4)
    for x in (104, 446):
        arm = blob((x + 4, 470), (x + 36, 446), (x + 70, 468), (x + 66, 560), (x + 62, 668), (x + 8, 668), (x, 560))
        c.shadow(arm, 8, 0.3)
        c.solid(arm, mix(chair, "#fff0c8", 0.06), 18, 0.5, 0.35)
    c.solid(poly((42, 742), (90, 742), (98, 690), (34, 690)), "#d9d2c8", 8)
    for k in range(9):
        angle = -2.7 + k * 0.28
        tip = (66 + 105 * math.cos(angle), 690 + 150 * math.sin(angle))
        c.solid(limb([(66, 694), ((66 + tip[0]) / 2, 640 + (tip[1] - 690) * 0.35), tip], [5, 22, 2]), mix("#2f6048", "#7fa860", c.random.random()), 7)


def fish(c, x, y, size, paint, bands=(), fin=None, flip=False, turn=0.0, band_colour="#ffffff"):
    """A round-bodied fish that swims to the left; bands are places along it, -1 (snout) to 1 (tail)."""
    fin = fin or mix(paint, "#fff0a0", 0.35)
    with c.placed(x, y, size / 100, turn, flip):
        def rayed(path, root):
            c.solid(path, fin, 5 * size / 100, 0.35, 0.2)
            with c.clip(path):
                for k in range(16):
                    angle = k * 0.4
                    c.stroke(line(root, (root[0] + 160 * math.cos(angle), root[1] + 160 * math.sin(angle))), "#00000030", 1.6)
        rayed(blob((80, 0), (130, -50), (160, -58), (150, 0), (160, 58), (130, 50)), (80, 0))
        rayed(blob((-30, -50), (0, -86), (60, -80), (76, -40), (20, -40)), (10, -10))
        rayed(blob((-6, 44), (20, 78), (60, 74), (66, 36)), (20, 10))
        body = blob((-104, 4), (-84, -30), (-20, -60), (50, -48), (96, -14), (96, 14), (50, 46), (-20, 58), (-84, 32))
        c.solid(body, vertical(-60, 60, mix(paint, "#fff4c0", 0.35), paint, mix(paint, "#20103a", 0.3)), 14 * size / 100, 0.4, 0.35)
        with c.clip(body):
            for place in bands:
                band = blob((place * 100 - 11, -70), (place * 100 + 12, -70), (place * 100 + 20, 0), (place * 100 + 12, 70), (place * 100 - 12, 70), (place * 100 - 3, 0))
                c.stroke(band, "#14101c", 6)
                c.fill(band, band_colour)
            for _ in range(46):
                sx, sy = c.random.uniform(-50, 90), c.random.uniform(-45, 45)
                c.stroke(lambda k: k.arc(sx, sy, 8, -1.0, 1.0), "#ffffff30", 1.3)
        rayed(blob((-24, 8), (10, 0), (36, 22), (14, 38), (-14, 28)), (-24, 12))
        c.fill(ellipse(-70, -8, 11), "#fff8e8")
        c.fill(ellipse(-72, -8, 7), "#14101c")
        c.fill(ellipse(-74, -11, 2.6), "#ffffff")
        c.stroke(curve((-103, 8), (-94, 15), (-84, 14)), "#3a1a2080", 2.4)


@scene("fish-under-water")
def fish_under_water(c):
    c.all(vertical(0, 533, "#8fe6e0", "#2fb0c4", "#14709c", "#0a3a68"))
    with c.layer(3, 0.5):
        for _ in range(90):
            x, y = c.random.uniform(0, 800), c.random.random() ** 2 * 70
            c.fill(ellipse(x, y, c.random.uniform(12, 50), 3), "#f4fff4")
    with c.layer(6, 0.55):
        for x in range(0, 800, 90):
            top = x + c.random.uniform(-30, 30)
            c.fill(poly((top, -10), (top + 34, -10), (top - 40, 440), (top - 150, 440)), vertical(0, 440, "#e8fff0a0", "#e8fff000"))
    far = blob((-20, 540), (-10, 400), (60, 360), (150, 400), (230, 380), (330, 440), (470, 450), (560, 390), (660, 350), (760, 380), (830, 360), (820, 560))
    with c.layer(4, 0.75):
        c.fill(far, vertical(350, 533, "#2a86a8", "#0f4a74"))
    for i in range(16):
        t = c.random.random()
        with c.layer(1.2, 0.6):
            fish(c, 470 + 190 * t + c.random.uniform(-50, 50), 130 + c.random.uniform(-42, 50), 13 + 7 * t, "#5fb0c0")
    c.fill(blob((-20, 560), (-20, 480), (120, 466), (300, 490), (500, 476), (700, 488), (830, 466), (830, 560)), vertical(460, 533, "#d8cf9c", "#8a8a72"))
    with c.clip(rect(0, 466, 800, 70)):
        c.texture(7, "#2a4a58", "#fff8d8", 0.35, 3, 3)
    for x, y, w, h in ((90, 505, 190, 96), (690, 512, 230, 120), (580, 520, 110, 50)):
        rock(c, x, y, w, h, "#4f5f7a", "#8fc4c4")
    def coral(x, y, size, colour):
        tips = []
        bough(c, x, y, -1.57, size, size * 0.34, colour, 4, tips)
        for px, py in tips:
            c.fill(ellipse(px, py, size * 0.085), mix(colour, "#ffffff", 0.45))
    for x, y, size, colour in ((60, 452, 42, "#e8567a"), (140, 470, 34, "#f0914a"), (700, 440, 46, "#c8509a"), (640, 486, 32, "#f2b84a"), (760, 470, 36, "#e8604a")):
        coral(x, y, size, colour)
    for x, y, r, colour in ((205, 500, 34, "#b46ad0"), (560, 508, 28, "#e8a04a"), (20, 500, 40, "#d86a9a")):
        c.solid(ellipse(x, y, r, r * 0.75), colour, 10, 0.5, 0.3)
        with c.clip(ellipse(x, y, r, r * 0.75)):
            for k in range(12):
                c.stroke(curve((x - r + k * r / 5, y - r), (x - r + k * r / 5 + 8, y), (x - r + k * r / 5, y + r)), "#ffffff38", 2.2)
    for x, tall, tone in ((270, 150, "#2f8a50"), (300, 190, "#4fa858"), (330, 120, "#2a7a4c"), (480, 110, "#3f9a56"), (510, 150, "#6fbc5c"), (780, 170, "#3a9a5a")):
        spine = [(x + 16 * math.sin(i * 1.1 + x), 508 - tall * i / 6) for i in range(7)]
        c.solid(limb(spine, [9, 13, 15, 15, 13, 9, 2]), tone, 5)
    fish(c, 250, 235, 100, "#f2762a", (-0.42, 0.12, 0.74))
    fish(c, 470, 350, 66, "#f2762a", (-0.42, 0.12, 0.74), flip=True, turn=0.12)
    fish(c, 590, 240, 62, "#f4cf3a", (-0.5,), band_colour="#2f4a9a", fin="#f2e48a", turn=-0.1)
    fish(c, 110, 350, 50, "#3a6fd8", (0.8,), band_colour="#f4d24a", fin="#f4d24a", flip=True)
    fish(c, 690, 350, 38, "#b45ad0", (), fin="#f4a0c8")
    for _ in range(38):
        group = c.random.choice((150, 420, 720))
        x, y, r = group + c.random.gauss(0, 16), c.random.uniform(20, 430), c.random.uniform(2, 8)
        c.fill(ellipse(x, y, r), radial(x, y, r, "#ffffff10", (0.75, "#ffffff28"), "#ffffffb0"))
        c.fill(ellipse(x - r * 0.35, y - r * 0.35, r * 0.22), "#ffffffe0")
    c.texture(60, "#06305a", "#d8fff4", 0.12, 3)
    return {"bloom": 0.25, "vignette": 0.3}


def songbird(c, x, y, size, back, breast, cap, flip=False):
    """A small bird that sits with its feet at (x, y), facing left."""
    with c.placed(x, y, size / 100, 0, flip):
        unit = size / 100
        for dx in (-8, 14):
            c.stroke(line((dx, -14), (dx - 3, 4)), "#4a3428", 3.4)
            c.stroke(curve((dx - 14, 4), (dx - 4, 0), (dx + 8, 5)), "#4a3428", 3.2)
        c.solid(poly((60, -40), (150, 8), (138, 26), (44, -16)), mix(back, "#101828", 0.35), 6 * unit)
        body = blob((-62, -92), (-48, -126), (-12, -142), (22, -124), (62, -76), (72, -38), (36, -10), (-20, -8), (-56, -36), (-66, -66))
        c.solid(body, linear(-50, -40, 60, -90, breast, (0.45, breast), (0.6, back), back), 16 * unit, 0.4, 0.3)
        fur(c, body, (mix(breast, "#ffffff", 0.5), mix(back, "#ffffff", 0.3), mix(back, "#000000", 0.3)), round(260 * unit * unit) + 60, lambda px, py: 0.9 if not flip else 2.2, 9 * unit, 1, 0.4)
        c.fill(blob((-60, -104), (-48, -128), (-12, -143), (18, -126), (2, -112), (-30, -108)), cap)
        wing = blob((-8, -92), (26, -100), (70, -62), (108, -16), (60, -22), (10, -42), (-12, -66))
        c.solid(wing, mix(back, "#142038", 0.2), 9 * unit, 0.45, 0.4)
        with c.clip(wing):
            for k in range(6):
                c.stroke(curve((0, -84 + k * 10), (44, -66 + k * 9), (104, -20 + k * 6)), faded(mix(back, "#ffffff", 0.6), 0.6), 2)
        c.solid(poly((-60, -102), (-86, -92), (-58, -88)), "#e8a23a", 3 * unit)
        c.fill(ellipse(-38, -106, 8), "#120e14")
        c.fill(ellipse(-41, -109, 2.8), "#ffffff")


@scene("birds-on-a-branch", SQUARE)
def birds_on_a_branch(c):
    sky(c, "#a8d4e6", "#dcebe0", "#f6e6cc")
    leaves(c, [(c.random.uniform(0, 720), c.random.uniform(0, 720), 110, 90) for _ in range(12)], ("#7fb0a0", "#a3c890", "#f0c4cc", "#f8e0d8"), 16, 22)
    c.soften(16)
    bokeh(c, 40, ("#ffffff", "#ffe6ec", "#f4ffd8", "#ffd8e0"), (0, 0, 720, 720), (10, 40), 0.4, 1.5)
    with c.layer(3, 0.8):
        c.fill(limb([(-20, 180), (200, 130), (420, 60), (560, -20)], [16, 12, 9, 6]), "#8a7a70")
        for _ in range(36):
            t = c.random.random()
            c.fill(ellipse(560 * t + c.random.gauss(0, 22), 180 - 190 * t + c.random.gauss(0, 24), 13), c.random.choice(("#ffe8ee", "#f8b8c8", "#ffd0da")))
    main = limb([(-30, 520), (150, 505), (360, 488), (560, 500), (760, 450)], [46, 38, 31, 25, 15])
    twig1 = limb([(140, 506), (230, 590), (330, 640)], [18, 11, 4])
    twig2 = limb([(520, 494), (590, 400), (690, 330)], [16, 9, 4])
    for path in (twig1, twig2, main):
        c.solid(path, vertical(440, 540, "#a88468", "#5f4636"), 9, 0.5, 0.4)
        with c.clip(path):
            c.texture(9, "#1c100c", "#f4dcc0", 0.5, 4, 5)
    songbird(c, 215, 488, 130, "#5f86b8", "#f4d98a", "#34609a")
    songbird(c, 400, 478, 118, "#8a7058", "#e8743a", "#7a5a44", flip=True)
    songbird(c, 590, 484, 96, "#7f8f6a", "#f4ecd0", "#3a3f44")
    def bloom(x, y, r, turn):
        for k in range(5):
            a = turn + k * 1.257
            petal = ellipse(x + r * 0.62 * math.cos(a), y + r * 0.62 * math.sin(a), r * 0.5, r * 0.42, a)
            c.fill(petal, radial(x, y, r * 1.2, "#f29ab4", "#ffdce6", "#fff6f8"))
            c.stroke(petal, "#d8809a50", 0.8)
        for k in range(7):
            a = k * 0.9
            c.stroke(line((x, y), (x + r * 0.36 * math.cos(a), y + r * 0.36 * math.sin(a))), "#c85a7a", 1)
            c.fill(ellipse(x + r * 0.38 * math.cos(a), y + r * 0.38 * math.sin(a), 1.6), "#f4c84a")
    spots = [(c.random.gauss(*gx), c.random.gauss(*gy)) for gx, gy, n in (((60, 42), (520, 34), 9), ((310, 34), (628, 26), 10), ((672, 32), (350, 34), 11), ((480, 34), (520, 16), 5), ((690, 28), (470, 18), 5)) for _ in range(n)]
    for x, y in spots:
        c.solid(ellipse(x + 18, y + 10, 15, 6, c.random.uniform(0, 3)), "#8fb45c", 4)
    for x, y in spots:
        c.shadow(ellipse(x, y, 14), 4, 0.25, 2, 4)
        bloom(x, y, c.random.uniform(15, 23), c.random.uniform(0, 1.2))
    return {"bloom": 0.22, "vignette": 0.15}

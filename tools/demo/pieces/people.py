"""People: a jump over a fence, a portrait with pink hair, Santa Claus."""

import math

from . import PORTRAIT, SQUARE, scene
from drawing.canvas import blob, curve, ellipse, faded, joined, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import blossoms, bokeh, clouds, conifer, fur, grass, haze, hills, leaves, moon, ridge, sky, snowfall, stars, sun, under


@scene("jump-over-a-fence")
def jump_over_a_fence(c):
    sky(c, "#3f8fd4", "#9fd2ee", "#f6f0d8", bottom=400)
    clouds(c, 10, 340, "#ffffff", "#a8bcd8", 0.5, 110)
    sun(c, 120, 80, 26, "#fffbe4", "#ffeeb0", 7)
    hills(c, 360, 60, "#8ab0b0", "#bcd0b4", 200)
    hills(c, 400, 50, "#86ac5c", "#b4c86c", 260)
    for _ in range(22):
        leaves(c, [(c.random.uniform(0, 800), 388 + c.random.uniform(-6, 10), 22, 15)], ("#2f5f3c", "#568a48", "#8fb45c"), 4, 34)
    hills(c, 440, 26, "#a4c456", "#4f8038", 330)
    with c.layer(9, 0.45):
        c.fill(ellipse(420, 498, 130, 12), "#16301c")
    wood = "#a87848"
    for y in (372, 424):
        rail = poly((-10, y), (810, y - 3), (810, y + 15), (-10, y + 19))
        c.shadow(rail, 4, 0.35, 3, 7)
        c.solid(rail, wood, 5, 0.45, 0.35)
        with c.clip(rail):
            c.texture(4, "#3a2012", "#ffe2b4", 0.5, 3, 22)
    for x in (40, 215, 390, 565, 740):
        post = poly((x, 344), (x + 12, 334), (x + 24, 344), (x + 24, 500), (x, 500))
        c.shadow(post, 5, 0.35, 6, 4)
        c.solid(post, mix(wood, "#6a4426", 0.25), 6, 0.5, 0.35)
        with c.clip(post):
            c.texture(26, "#3a2012", "#ffe2b4", 0.5, 4, 0.15)
        for y in (381, 433):
            c.fill(ellipse(x + 12, y, 2.4), "#3a2c2a")
    skin, hair, shirt, trousers = "#c98a62", "#2c1c18", "#e8503a", "#2f4a7a"
    # the jumper, heading right; coordinates from the middle of the hips
    with c.placed(405, 268, 1.16, -0.06):
        c.solid(limb([(8, -98), (-40, -112), (-74, -150)], [24, 18, 13]), mix(skin, "#7a4a34", 0.25), 5)
        c.solid(limb([(10, -100), (-26, -106)], [30, 26]), mix(shirt, "#7a1a20", 0.25), 6)
        c.solid(limb([(-4, 0), (-62, 14), (-106, -22)], [42, 32, 23]), mix(trousers, "#10182c", 0.25), 8)
        c.solid(blob((-100, -30), (-112, -14), (-124, -20), (-136, -52), (-124, -58)), "#f4f0ea", 5)
        c.stroke(line((-112, -12), (-138, -52)), "#e0563a", 4)
        torso = blob((-24, -4), (-24, -50), (-6, -108), (24, -116), (44, -98), (40, -50), (26, 4))
        c.solid(limb([(6, -4), (68, -22), (84, 34)], [44, 34, 24]), trousers, 9)
        c.solid(blob((72, 30), (94, 28), (112, 44), (124, 50), (122, 60), (76, 58)), "#f4f0ea", 5)
        c.stroke(line((76, 59), (122, 60)), "#e0563a", 4)
        c.solid(torso, shirt, 14, 0.4, 0.35)
        with c.clip(torso):
            c.stroke(curve((-26, -46), (6, -40), (44, -52)), "#fff0d8", 9)
            c.stroke(curve((-10, -90), (4, -60), (-4, -20)), "#7a141c40", 4)
        c.solid(limb([(26, -112), (31, -128)], [19, 17]), skin, 4)
        head = blob((18, -148), (32, -166), (52, -160), (58, -142), (52, -126), (38, -119), (22, -126))
        c.solid(head, skin, 7)
        c.solid(blob((56, -146), (64, -138), (56, -135)), skin, 2, 0.2, 0.1)
        c.solid(blob((12, -140), (10, -164), (28, -180), (54, -174), (60, -160), (42, -158), (32, -146), (26, -132)), hair, 6)
        for k in range(6):
            c.fill(limb([(26 + k * 5, -172), (10 + k * 3, -184 + k), (-6 + k * 4, -180 + k * 2)], [9, 6, 1]), hair)
        c.fill(ellipse(34, -140, 4.6, 6), mix(skin, "#8a4a34", 0.3))
        c.fill(ellipse(51, -147, 2, 2.8), "#1c1414")
        c.stroke(curve((46, -132), (51, -130), (55, -133)), "#7a2a2a", 2)
        c.stroke(curve((47, -153), (51, -155), (55, -153)), hair, 2)
        c.solid(limb([(28, -98), (66, -112), (98, -158)], [24, 19, 13]), skin, 6)
        c.solid(limb([(24, -98), (54, -107)], [31, 27]), shirt, 7)
        c.solid(ellipse(100, -164, 9, 10), skin, 4)
        for k in range(4):
            c.stroke(line((100, -166), (96 + k * 6, -181 + abs(k - 1) * 2)), skin, 4.4)
        c.solid(ellipse(-76, -154, 8, 9), mix(skin, "#7a4a34", 0.2), 4)
    grass(c, 455, 545, ("#3f7a34", "#6aa03e", "#9cc454", "#c8dc74"), 1300, (8, 36))
    blossoms(c, 478, 530, ("#ffffff", "#f4d84a", "#e8709a"), 70, (2, 6))
    with c.layer(0.8):
        for _ in range(28):
            x, y = 300 + c.random.gauss(0, 40), 330 + c.random.gauss(0, 30)
            c.fill(limb([(x, y), (x + 5, y - 4)], [2.4, 0.8]), "#7fa848")


@scene("person-with-pink-hair", PORTRAIT)
def person_with_pink_hair(c):
    sky(c, "#4f8a94", "#8ab4a0", "#e8d4a4")
    leaves(c, [(c.random.uniform(0, 600), c.random.uniform(0, 800), 100, 80) for _ in range(14)], ("#2f6058", "#5a8f6a", "#a3b86a", "#f0d48a"), 16, 26)
    c.soften(17)
    bokeh(c, 40, ("#fff0b8", "#ffd88a", "#d8f0c4", "#ffffff"), (0, 0, 600, 700), (12, 42), 0.38, 1.5)
    pink, deep, light = "#f06aa8", "#a82a70", "#ffc0dc"
    skin = "#f0bc98"
    back = blob((300, 96), (420, 130), (476, 250), (482, 400), (520, 540), (490, 640), (400, 660), (200, 660), (110, 640), (82, 540), (118, 400), (124, 250), (180, 130))
    c.solid(back, linear(100, 100, 500, 660, pink, deep), 34, 0.5, 0.25)
    for _ in range(150):
        side = c.random.choice((-1, 1))
        x0, x1 = 300 + side * c.random.uniform(60, 150), 300 + side * c.random.uniform(60, 205)
        c.stroke(curve((x0, 170), (x0 + side * 26, 330), (x1 - side * 18, 480), (x1 + side * 12, c.random.uniform(560, 645))), faded(c.random.choice((light, deep, "#d84a90", "#ff8ac0")), 0.35), c.random.uniform(1.2, 4))
    shoulders = blob((-20, 830), (20, 690), (110, 620), (230, 584), (300, 600), (370, 584), (490, 620), (580, 690), (620, 830))
    c.solid(shoulders, linear(60, 580, 560, 800, "#5f86b4", "#2f4a78"), 30, 0.5, 0.3)
    with c.clip(shoulders):
        c.texture(3, "#101c38", "#dceaff", 0.3, 2)
    c.solid(poly((224, 590), (376, 590), (392, 810), (208, 810)), "#f8f2e6", 14, 0.3)
    neck = blob((248, 470), (352, 470), (352, 560), (384, 604), (300, 660), (216, 604), (248, 560))
    c.solid(neck, skin, 18, 0.45, 0.1)
    with c.layer(10, 0.5):
        c.fill(blob((244, 490), (300, 530), (356, 490), (350, 556), (300, 572), (250, 556)), "#8a4a44")
    for side in (-1, 1):
        lapel = blob((300 + side * 84, 588), (300 + side * 130, 600), (300 + side * 150, 700), (300 + side * 96, 810), (300 + side * 66, 810), (300 + side * 88, 690))
        c.shadow(lapel, 7, 0.35)
        c.solid(lapel, "#6f97c4", 10)
        c.stroke(curve((300 + side * 134, 612), (300 + side * 140, 700), (300 + side * 92, 806)), "#f0c880b0", 1.6)
        c.solid(ellipse(300 + side * 104, 276 + 70, 22, 34, side * 0.15), mix(skin, "#c86a5a", 0.25), 7)
        c.solid(ellipse(300 + side * 110, 392, 6), "#f4d27a", 3)
    c.stroke(curve((236, 598), (300, 646), (364, 598)), "#e0b45c", 2)
    c.solid(ellipse(300, 646, 8), "#6ad0c4", 4)
    face = blob((300, 178), (372, 200), (404, 280), (402, 366), (378, 436), (334, 482), (300, 490), (266, 482), (222, 436), (198, 366), (196, 280), (228, 200))
    c.solid(face, skin, 30, 0.32, 0.3)
    for side in (-1, 1):
        with c.layer(14, 0.55):
            c.fill(ellipse(300 + side * 62, 392, 30, 20), "#f0706a")
        ex, ey = 300 + side * 46, 336
        with c.layer(5, 0.4):
            c.fill(ellipse(ex, ey - 9, 32, 14), "#b45a7a")
        almond = blob((ex - 27, ey + 2), (ex - 10, ey - 13), (ex + 10, ey - 13), (ex + 27, ey + 2), (ex + 10, ey + 11), (ex - 10, ey + 11))
        c.fill(almond, vertical(ey - 13, ey + 11, "#d8d0d0", "#ffffff"))
        with c.clip(almond):
            c.fill(ellipse(ex, ey - 1, 14), radial(ex, ey + 4, 15, "#8ad8c4", "#2f8a86", "#123c48"))
            c.fill(ellipse(ex, ey - 1, 6.5), "#0c1014")
            c.fill(ellipse(ex - 5, ey - 6, 3.6), "#ffffff")
        c.stroke(curve((ex - 28, ey + 2), (ex - 10, ey - 14), (ex + 10, ey - 14), (ex + 28, ey + 1)), "#2a141c", 4.6)
        for k in range(5):
            px = ex + side * (8 + k * 5)
            c.stroke(line((px, ey - 11 + k * 2.2), (px + side * (3 + k * 1.4), ey - 20 + k * 2)), "#2a141c", 2)
        c.stroke(curve((ex - 20, ey + 11), (ex, ey + 14), (ex + 20, ey + 10)), "#a8605a80", 1.4)
        c.stroke(curve((ex - side * 27, ey - 30), (ex + side * 4, ey - 39), (ex + side * 30, ey - 28)), "#a03a6a", 6.5)
    with c.layer(3, 0.6):
        c.stroke(curve((310, 346), (316, 380), (322, 402)), "#b46a54", 4)
        c.fill(ellipse(300, 410, 22, 6), "#b8685a")
    with c.layer(3, 0.7):
        c.fill(ellipse(296, 392, 7, 14), "#fff0dc")
    for dx in (-10, 10):
        c.fill(ellipse(300 + dx, 410, 4, 2.4), "#9a4a44")
    upper = blob((256, 434), (282, 434), (294, 435), (300, 437), (306, 435), (318, 434), (344, 434), (322, 446), (300, 450), (278, 446))
    lower = blob((258, 436), (280, 446), (300, 450), (320, 446), (342, 436), (324, 458), (300, 465), (276, 458))
    c.fill(lower, vertical(445, 465, "#d8506a", "#e87a88"))
    c.fill(upper, "#c03a5c")
    c.stroke(curve((250, 431), (272, 442), (300, 448), (328, 442), (350, 431)), "#7a1c3a", 2.2)
    with c.layer(1.5, 0.7):
        c.fill(ellipse(298, 457, 12, 2.6), "#ffe0e4")
    for _ in range(24):
        c.fill(ellipse(300 + c.random.choice((-1, 1)) * c.random.uniform(10, 76), c.random.uniform(372, 404), 1.4), "#b8685080")
    fringe_l = blob((300, 118), (330, 150), (292, 210), (238, 262), (206, 340), (190, 430), (160, 500), (128, 420), (134, 270), (186, 150))
    fringe_r = blob((292, 118), (380, 132), (440, 210), (462, 330), (470, 440), (446, 520), (416, 440), (400, 340), (378, 262), (322, 190))
    for path in (fringe_l, fringe_r):
        c.shadow(path, 9, 0.35, 3, 9, "#5a1a30")
        c.solid(path, linear(120, 110, 460, 480, light, pink, (0.7, "#d84a90"), deep), 20, 0.4, 0.35)
    with c.clip(fringe_l):
        for k in range(40):
            t = k / 39
            c.stroke(curve((300 - 10 * t, 116), (290 - 100 * t, 190 - 20 * t), (228 - 90 * t, 290), (196 - 60 * t, 500)), faded(c.random.choice((light, deep, "#ffe0ee", "#e0559a")), 0.4), c.random.uniform(1, 3))
    with c.clip(fringe_r):
        for k in range(40):
            t = k / 39
            c.stroke(curve((296, 116), (330 + 90 * t, 180 - 20 * t), (384 + 80 * t, 290), (410 + 66 * t, 520)), faded(c.random.choice((light, deep, "#ffe0ee", "#e0559a")), 0.4), c.random.uniform(1, 3))
    with c.layer(9, 0.5):
        c.stroke(curve((176, 220), (230, 160), (300, 142), (370, 156), (420, 210)), "#fff0f6", 13)
    return {"bloom": 0.22}


@scene("santa-claus", SQUARE)
def santa_claus(c):
    sky(c, "#0f1a44", "#2a3a74", "#6a6498", "#b48a9c", bottom=520)
    stars(c, 360, 200)
    moon(c, 590, 110, 38)
    for x in range(-20, 760, 36):
        conifer(c, x + c.random.uniform(-12, 12), 500 + c.random.uniform(-8, 12), c.random.uniform(90, 190), "#2a4664", "#5a7a90", "#c8d6ee")
    haze(c, 380, 520, "#b8b4d4", 0.5)
    c.fill(rect(28, 398, 150, 120), "#6a4434")
    for i in range(10):
        c.stroke(line((28, 404 + i * 12), (178, 404 + i * 12)), "#3a2018", 2)
    c.solid(blob((10, 404), (50, 350), (103, 322), (156, 350), (198, 404), (103, 396)), "#f4f7ff", 10, 0.3, 0)
    c.fill(rect(54, 430, 36, 36), "#ffd27a")
    c.fill(rect(112, 430, 40, 88), "#3f2820")
    c.glow(72, 448, 90, "#ffb85a", 0.8)
    c.fill(under(c, ridge(c, 540, 40, 260)), vertical(500, 720, "#dfe6f8", "#a8b6dc"))
    with c.clip(rect(0, 500, 720, 220)):
        c.texture(30, "#6a7ab4", "#ffffff", 0.3, 4, 3)
    c.glow(360, 420, 380, "#ffd8a0", 0.35)
    with c.layer(14, 0.5):
        c.fill(ellipse(380, 668, 220, 24), "#2a3468")
    sack = blob((450, 650), (470, 480), (520, 410), (560, 380), (590, 412), (650, 490), (668, 600), (640, 662), (540, 672))
    c.solid(sack, "#9a6a42", 24)
    with c.clip(sack):
        c.texture(4, "#3a2214", "#f4d8b0", 0.35, 2)
    for x, y, tone, ribbon in ((500, 372, "#2f8a5a", "#f4d46a"), (548, 340, "#3a6ac0", "#ffffff"), (594, 380, "#d83a4a", "#f4e4c0")):
        c.solid(rect(x - 26, y - 26, 52, 60, 3), tone, 7)
        c.fill(rect(x - 5, y - 26, 10, 60), ribbon)
        c.fill(joined(ellipse(x - 10, y - 32, 11, 7, 0.5), ellipse(x + 10, y - 32, 11, 7, -0.5)), ribbon)
    c.solid(blob((468, 470), (520, 420), (600, 420), (650, 480), (600, 466), (530, 462)), "#a8764a", 9)
    red, fleece = "#c8242c", "#fbf7f0"
    for side in (-1, 1):
        c.solid(limb([(345 + side * 44, 580), (345 + side * 48, 640)], [70, 58]), "#a81c26", 10)
        c.solid(blob((345 + side * 20, 630), (345 + side * 78, 630), (345 + side * 96, 666), (345 + side * 60, 682), (345 + side * 18, 676)), "#1c181e", 9)
    coat = blob((345, 330), (430, 350), (476, 450), (490, 570), (460, 618), (345, 630), (230, 618), (200, 570), (214, 450), (260, 350))
    c.solid(coat, red, 32, 0.5, 0.3)
    with c.clip(coat):
        c.texture(5, "#4a060e", "#ffb0a0", 0.2, 2)
    hem = limb([(206, 596), (345, 624), (484, 596)], [40, 44, 40])
    front = limb([(345, 360), (345, 620)], [40, 40])
    belt = limb([(207, 520), (345, 540), (483, 520)], [36, 38, 36])
    for path in (front, hem):
        c.solid(path, fleece, 10, 0.25, 0.1)
        fur(c, path, ("#ffffff", "#c8c4d4"), 260, lambda x, y: c.random.uniform(0, 6.3), 8, 1.4)
    with c.clip(coat):
        c.solid(belt, "#221a1c", 7)
    c.stroke(rect(318, 518, 54, 42, 6), "#f0c24a", 8)
    left_arm = limb([(250, 390), (180, 440), (168, 520)], [76, 66, 56])
    c.solid(left_arm, red, 16, 0.5, 0.3)
    c.solid(ellipse(168, 524, 36, 18, -0.1), fleece, 8, 0.25)
    c.solid(ellipse(166, 552, 27, 25), "#2a4a3a", 8)
    c.stroke(line((166, 566), (166, 590)), "#2a2428", 4)
    c.solid(rect(142, 588, 48, 62, 8), "#3a3034", 6)
    c.fill(rect(149, 598, 34, 42, 4), vertical(598, 640, "#fff2c0", "#f8b04a"))
    c.glow(166, 620, 130, "#ffc060", 0.95)
    right_arm = limb([(440, 390), (520, 380), (560, 300)], [76, 64, 54])
    c.solid(right_arm, red, 16, 0.5, 0.3)
    c.solid(ellipse(562, 290, 36, 18, -0.5), fleece, 8, 0.25)
    mitten = blob((556, 276), (548, 240), (562, 212), (590, 214), (602, 246), (592, 276))
    c.solid(limb([(560, 262), (538, 244)], [20, 16]), "#2a4a3a", 5)
    c.solid(mitten, "#2f5442", 8)
    c.solid(ellipse(345, 290, 86, 82), "#f0b898", 20, 0.3, 0.3)
    for side in (-1, 1):
        with c.layer(9, 0.75):
            c.fill(ellipse(345 + side * 48, 308, 22, 17), "#e8605a")
        c.fill(ellipse(345 + side * 31, 280, 7, 9), "#241a1e")
        c.fill(ellipse(345 + side * 31 - 2.5, 276, 2.6), "#ffffff")
        c.stroke(curve((345 + side * 17, 292), (345 + side * 31, 296), (345 + side * 45, 290)), "#b8705c90", 1.8)
        c.fill(limb([(345 + side * 14, 262), (345 + side * 34, 252), (345 + side * 54, 262)], [9, 13, 4]), fleece)
    beard = blob((252, 296), (276, 330), (312, 334), (345, 326), (378, 334), (414, 330), (438, 296), (446, 370), (420, 440), (380, 480), (345, 500), (310, 480), (270, 440), (244, 370))
    c.shadow(beard, 9, 0.4, 2, 8, "#4a0a12")
    c.solid(beard, "#fbf8f2", 22, 0.25, 0.1)
    fur(c, beard, ("#ffffff", "#cfc8d0", "#e8e2e0"), 900, lambda x, y: math.pi / 2 - (x - 345) / 260, 26, 2, 0.7)
    c.solid(blob((330, 352), (345, 348), (360, 352), (356, 368), (345, 372), (334, 368)), "#8a2a30", 3)
    for side in (-1, 1):
        tash = blob((345, 326), (345 + side * 30, 322), (345 + side * 66, 336), (345 + side * 84, 330), (345 + side * 62, 358), (345 + side * 24, 352))
        c.solid(tash, "#ffffff", 7, 0.25)
    c.solid(ellipse(345, 310, 19, 16), "#e8907a", 7)
    hat = blob((262, 246), (280, 170), (340, 118), (410, 110), (470, 150), (494, 214), (472, 220), (442, 186), (424, 190), (430, 246))
    c.solid(hat, red, 20, 0.5, 0.35)
    c.stroke(curve((330, 140), (390, 150), (430, 186)), "#6a0a1460", 5)
    brim = limb([(256, 244), (345, 226), (434, 244)], [44, 46, 44])
    c.solid(brim, fleece, 10, 0.25, 0.1)
    fur(c, brim, ("#ffffff", "#c8c4d4"), 300, lambda x, y: c.random.uniform(0, 6.3), 8, 1.4)
    c.solid(ellipse(486, 228, 25), fleece, 9, 0.25)
    fur(c, ellipse(486, 228, 24), ("#ffffff", "#c8c4d4"), 120, lambda x, y: c.random.uniform(0, 6.3), 8, 1.4)
    snowfall(c, 300)
    return {"bloom": 0.25, "vignette": 0.3}

"""Things that carry: two sports cars, a bicycle, a train, a sailing boat, balloons."""

import math

import cairo

from . import PORTRAIT, SQUARE, WIDE, scene
from drawing.canvas import blob, curve, ellipse, faded, limb, line, linear, mix, poly, radial, rect, vertical
from drawing.elements import clouds, conifer, grass, haze, hills, leaves, mountains, reflect, ridge, sky, sun, under, waves


def wheel(c, x, y, radius, spokes=10, rim="#d9dce4"):
    c.solid(ellipse(x, y, radius), "#17171d", 5, 0.4, 0.25)
    c.fill(ellipse(x, y, radius * 0.72), "#24262e")
    c.fill(ellipse(x, y, radius * 0.5), "#8a8f9a80")
    c.fill(rect(x + radius * 0.1, y - radius * 0.5, radius * 0.3, radius * 0.35, 3), "#c9302c")
    for k in range(spokes):
        angle = k * 2 * math.pi / spokes + 0.2
        c.stroke(line((x, y), (x + radius * 0.68 * math.cos(angle), y + radius * 0.68 * math.sin(angle))), linear(x - radius, y - radius, x + radius, y + radius, "#ffffff", rim, "#6a6f7c"), radius * 0.1)
    c.stroke(ellipse(x, y, radius * 0.7), linear(x, y - radius, x, y + radius, "#ffffff", rim, "#7a7f8c"), radius * 0.07)
    c.fill(ellipse(x, y, radius * 0.14), "#3a3d48")


def sports_car(c, x, y, scale, paint, open_top=False, flip=False):
    """A low sports car seen from its left side, heading left; (x, y) is the ground below its middle, its length 560 x scale."""
    dark, bright = mix(paint, "#08060f", 0.62), mix(paint, "#ffffff", 0.5)
    with c.placed(x, y, scale, flip=flip):
        c.shadow(ellipse(0, 2, 285, 16), 7, 0.75, colour="#07060c")
        c.fill(rect(-232, -56, 470, 44), "#0e0d14")

        def body(k):
            k.move_to(-262, -26)
            k.curve_to(-282, -34, -286, -58, -270, -70)
            k.curve_to(-226, -92, -160, -101, -104, -103)
            if open_top:
                k.curve_to(-60, -106, 40, -108, 96, -108)
            else:
                k.curve_to(-62, -128, -26, -150, 26, -152)
                k.curve_to(84, -154, 130, -134, 176, -114)
            k.curve_to(206, -118, 246, -120, 268, -112)
            k.curve_to(276, -96, 282, -60, 268, -30)
            k.line_to(232, -24)
            k.arc_negative(176, -44, 57, 0.35, math.pi - 0.35)
            k.line_to(-112, -20)
            k.arc_negative(-168, -44, 57, 0.42, math.pi - 0.42)
            k.close_path()

        c.solid(body, vertical(-155, -20, bright, (0.22, paint), (0.52, mix(paint, "#ffffff", 0.16)), (0.56, dark), (0.8, paint), dark), 9 * scale, 0.35, 0.3)
        with c.clip(body):
            with c.layer(3):
                c.fill(blob((-275, -72), (-170, -98), (0, -101), (200, -104), (270, -104), (200, -94), (0, -88), (-170, -86)), faded("#ffffff", 0.42))
                c.fill(blob((-250, -40), (-60, -52), (120, -54), (265, -60), (265, -48), (100, -42), (-60, -38)), faded(bright, 0.35))
        if open_top:
            for sx in (30, 84):
                c.solid(blob((sx - 18, -104), (sx - 14, -138), (sx + 6, -142), (sx + 20, -104)), "#3a2420", 6 * scale)
            c.fill(poly((-98, -102), (-48, -148), (-40, -148), (-62, -104)), linear(-98, -102, -40, -148, "#bfe0f060", "#eefaffb0"))
            c.stroke(line((-98, -102), (-46, -148)), "#20222c", 4)
            c.stroke(ellipse(-30, -112, 6, 17, 0.4), "#15151c", 4)
            with c.clip(body):
                c.fill(rect(-70, -112, 175, 7), "#1a1218")
        else:
            glass = blob((-88, -106), (-52, -128), (10, -145), (60, -142), (112, -118), (100, -108), (0, -104))
            c.fill(glass, linear(-80, -145, 110, -104, "#cfeaff", "#46627f", "#141c2c", "#2c3d56"))
            with c.clip(glass):
                c.fill(poly((-40, -150), (-14, -150), (-44, -100), (-70, -100)), "#ffffff60")
                c.fill(rect(36, -150, 7, 50), dark)
            c.stroke(glass, "#0d0d14", 2.2)
        c.stroke(curve((-70, -102), (-78, -62), (-66, -28)), faded("#050408", 0.55), 1.6)
        c.stroke(curve((70, -104), (88, -70), (74, -28)), faded("#050408", 0.55), 1.6)
        c.fill(blob((78, -82), (122, -92), (128, -78), (96, -62)), "#0c0a12")
        c.fill(rect(34, -92, 26, 4, 2), mix(paint, "#000000", 0.45))
        c.fill(blob((-266, -74), (-226, -88), (-204, -88), (-224, -76), (-258, -68)), linear(-266, 0, -204, 0, "#fffbe8", "#aebccb"))
        c.stroke(blob((-266, -74), (-226, -88), (-204, -88), (-224, -76), (-258, -68)), "#15151c", 1.3)
        c.glow(-256, -74, 40, "#fff6d0", 0.6)
        c.fill(blob((-276, -46), (-246, -48), (-238, -34), (-262, -30)), "#0c0b12")
        c.fill(blob((272, -104), (246, -106), (248, -94), (276, -90)), "#ff3b30")
        c.glow(266, -98, 26, "#ff4a3a", 0.7)
        c.solid(poly((192, -113), (278, -133), (284, -125), (262, -108)), mix(paint, "#000000", 0.3), 3)
        c.solid(blob((-66, -112), (-48, -118), (-40, -108), (-58, -104)), paint, 4 * scale)
        c.fill(poly((-110, -20), (112, -20), (118, -13), (-106, -13)), "#101018")
        for wx in (-168, 176):
            c.fill(ellipse(wx, -44, 59), "#08070c")
            wheel(c, wx, -44, 46)


@scene("red-sports-car")
def red_sports_car(c):
    sky(c, "#5f7fb8", "#e0a9a4", "#ffd9a0", bottom=300)
    clouds(c, 10, 230, "#ffe6cc", "#a88aa8", 0.5, 90, 3.2)
    sun(c, 640, 216, 24, "#fff4d0", "#ffb060", 9)
    hills(c, 250, 90, "#b48aa0", "#f0c4a4", 170, 6, 0.12)
    hills(c, 292, 60, "#8f6a8c", "#dca898", 120, 6, 0.15)
    c.fill(rect(0, 298, 800, 80), vertical(298, 380, "#5f86a8", "#8fb0bc"))
    c.fill(under(c, [(x, 366 + 5 * math.sin(x / 70)) for x in range(0, 810, 10)]), vertical(360, 400, "#a3a060", "#6a6a44"))
    grass(c, 368, 402, ("#7a8048", "#a8a458", "#c9b868", "#5a6640"), 420, (5, 16))
    for x in range(-20, 820, 62):
        c.fill(rect(x, 372, 7, 34), linear(x, 0, x + 7, 0, "#e9e4dc", "#8a8684"))
    c.solid(rect(-10, 376, 820, 14), vertical(376, 390, "#f6f4f0", "#9a9ca4", "#d6d4d2"), 4, 0.3, 0.1)
    c.fill(rect(0, 402, 800, 140), vertical(402, 533, "#6f6a74", "#4a4752", "#35323f"))
    with c.clip(rect(0, 402, 800, 140)):
        c.texture(4, "#15131c", "#ffe8d0", 0.3, 3, 5)
        with c.layer(7, 0.4):
            c.fill(ellipse(640, 420, 240, 22), "#ffcf90")
    c.fill(rect(0, 408, 800, 3.5), "#efe4cc")
    with c.layer(5, 0.35):
        with c.placed(385, 478):
            c.fill(ellipse(0, 14, 270, 30), "#c0302c")
    sports_car(c, 385, 478, 1.16, "#d3202c")
    for x in (20, 300, 580):
        c.fill(poly((x, 512), (x + 160, 512), (x + 150, 521), (x - 14, 521)), "#f2d58a")


@scene("blue-sports-car", WIDE)
def blue_sports_car(c):
    sky(c, "#2f8ecb", "#9ad4e6", "#eef4dc", bottom=250)
    clouds(c, 5, 190, "#ffffff", "#a9bed4", 0.45, 80)
    hills(c, 250, 50, "#7fa8a8", "#b4cdb8", 200)
    c.fill(rect(0, 244, 800, 60), vertical(244, 304, "#2f93b4", "#63c0c4"))
    waves(c, 246, 304, "#eafcf8", "#1c6a94", 60, 0.35)
    for x, w, h, tone in ((-10, 120, 150, "#f2dcc0"), (108, 90, 118, "#e8a58a"), (196, 110, 160, "#f6ead6"), (560, 100, 130, "#f0c98a"), (658, 80, 165, "#f4e6d6"), (736, 90, 120, "#d98f7a")):
        c.solid(rect(x, 310 - h, w, h + 6), vertical(310 - h, 310, mix(tone, "#ffffff", 0.2), mix(tone, "#6a4a5a", 0.18)), 8, 0.3, 0.15)
        c.solid(poly((x - 5, 312 - h), (x + w * 0.12, 292 - h), (x + w * 0.88, 292 - h), (x + w + 5, 312 - h)), "#b8654a", 5)
        for i in range(3):
            for j in range(2 if h < 140 else 3):
                wx, wy = x + 12 + i * (w - 20) / 3, 310 - h + 18 + j * 44
                c.fill(rect(wx - 4, wy, 4, 24), "#3f7a86")
                c.fill(rect(wx + 14, wy, 4, 24), "#3f7a86")
                c.fill(rect(wx, wy, 14, 24), vertical(wy, wy + 24, "#5a7f9a", "#2c4258"))
    c.fill(rect(0, 306, 800, 16), vertical(306, 322, "#f4ead8", "#cdbfa8"))
    for x in (322, 440, 528, 40):
        c.fill(limb([(x, 312), (x + 5, 240), (x - 2, 160)], [9, 7, 5]), linear(x - 5, 0, x + 6, 0, "#a3805a", "#5f4634"))
        for k in range(9):
            angle = math.pi + 0.1 + k * (math.pi - 0.2) / 8
            tip = (x - 2 + 58 * math.cos(angle), 160 + 32 * math.sin(angle) + 30 * abs(math.cos(angle)))
            c.fill(limb([(x - 2, 160), (x - 2 + 34 * math.cos(angle), 156 + 36 * math.sin(angle)), tip], [3, 11, 1]), c.random.choice(("#2f6f4a", "#4f9050", "#6fae58")))
    c.fill(rect(0, 320, 800, 140), vertical(320, 450, "#8b8f9c", "#62656f"))
    with c.clip(rect(0, 320, 800, 140)):
        c.texture(4, "#20222c", "#fff6e6", 0.28, 3, 5)
    c.fill(rect(0, 334, 800, 3), "#f6f2e6")
    with c.layer(5, 0.3):
        c.fill(ellipse(410, 412, 270, 22), "#2f6fd0")
    sports_car(c, 410, 400, 1.12, "#1f5fd0", open_top=True, flip=True)
    c.fill(rect(60, 428, 170, 8), "#f6f2e6")
    c.fill(rect(400, 428, 170, 8), "#f6f2e6")
    c.fill(rect(730, 428, 170, 8), "#f6f2e6")


@scene("bicycle", SQUARE)
def bicycle(c):
    c.all(vertical(0, 560, "#f0cf9a", "#d99a68"))
    c.texture(70, "#8f4a34", "#fff0cc", 0.4, 5)
    c.texture(5, "#6a3a2c", "#fff0cc", 0.18, 3)
    for x, y, w, h in ((20, 400, 120, 60), (560, 40, 130, 60), (400, 480, 110, 50)):
        for row in range(int(h / 17)):
            for column in range(int(w / 40)):
                c.solid(rect(x + column * 40 + (row % 2) * 18, y + row * 17, 37, 14, 2), mix("#b8644a", "#8f4a3c", c.random.random()), 3, 0.3, 0.2)
    c.shadow(rect(86, 74, 190, 250), 9, 0.4, 6, 8)
    c.fill(rect(84, 70, 190, 250), "#fbf3e4")
    c.fill(rect(96, 82, 166, 226), vertical(82, 308, "#5f86a3", "#2c4560"))
    with c.clip(rect(96, 82, 166, 226)):
        c.fill(poly((96, 82), (190, 82), (96, 210)), "#ffffff50")
        c.fill(poly((96, 240), (96, 270), (262, 110), (262, 82)), "#ffffff30")
    c.fill(rect(176, 82, 6, 226), "#fbf3e4")
    c.fill(rect(96, 190, 166, 6), "#fbf3e4")
    for x in (28, 276):
        c.solid(rect(x, 68, 56, 254, 2), "#4a8a8c", 6)
        for y in range(78, 316, 12):
            c.fill(rect(x + 6, y, 44, 4), "#265a60")
    c.solid(rect(80, 318, 200, 34, 3), "#a3583c", 7)
    leaves(c, [(x, 310, 34, 26) for x in range(95, 280, 30)], ("#2c5f38", "#4f8a40", "#84b552"), 6, 50)
    for _ in range(46):
        c.solid(ellipse(c.random.uniform(80, 285), c.random.uniform(285, 325), 7), c.random.choice(("#e8485a", "#ff7a8a", "#f4c6cc")), 3)
    with c.layer(9, 0.3):
        c.fill(poly((420, -20), (560, -20), (300, 560), (120, 560)), "#fff4cc")
    c.fill(rect(0, 560, 720, 170), vertical(560, 720, "#b9a08a", "#8f7868"))
    for row in range(7):
        y0, h = 560 + row * row * 2.2 + row * 12, 14 + row * 4
        width = 46 + row * 12
        for k in range(-1, int(720 / width) + 2):
            c.solid(rect(k * width + (row % 2) * width / 2, y0, width - 3, h - 2, 4 + row * 0.6), mix("#c0a68e", "#85705f", c.random.random()), 3, 0.3, 0.25)
    for wx in (232, 520):
        c.shadow(ellipse(wx + 30, 642, 90, 9), 6, 0.6)
    with c.layer(7, 0.4):
        for wx in (258, 546):
            c.stroke(ellipse(wx, 530, 102), "#5a2a20", 8)
        c.stroke(line((258, 530), (326, 400), (486, 400), (406, 530), (326, 400)), "#5a2a20", 9)
    rear, front, crank, seat, head = (232, 540), (520, 540), (352, 545), (308, 405), (482, 400)
    for x, y in (rear, front):
        for k in range(24):
            angle = k * math.pi / 12
            c.stroke(line((x + 6 * math.cos(angle + 0.9), y + 6 * math.sin(angle + 0.9)), (x + 94 * math.cos(angle), y + 94 * math.sin(angle))), "#e6e6eab0", 0.9)
        c.stroke(ellipse(x, y, 98), "#26242c", 10)
        c.stroke(ellipse(x, y, 101), "#5a5864", 2)
        c.stroke(ellipse(x, y, 92), linear(x, y - 92, x, y + 92, "#ffffff", "#8f929c", "#d6d8de"), 3)
        c.solid(ellipse(x, y, 9), "#9a9ca6", 4)
    teal = "#1f8a8c"
    def tube(a, b, width=10):
        path = limb([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], [width] * 3)
        c.solid(path, teal, 4, 0.55, 0.55)
    c.stroke(line((rear[0], rear[1] - 7), (crank[0], crank[1] - 20)), "#4a4a54", 2.4)
    c.stroke(line((rear[0], rear[1] + 7), (crank[0], crank[1] + 20)), "#4a4a54", 2.4)
    for a, b, w in ((rear, crank, 7), (rear, (312, 420), 7), (crank, seat, 10), (crank, (486, 425), 11), ((312, 425), head, 10)):
        tube(a, b, w)
    c.stroke(curve((486, 430), (498, 490), front), teal, 8)
    c.solid(limb([(478, 372), (488, 440)], [13, 13]), teal, 4)
    c.stroke(line(seat, (300, 378)), "#c9ccd4", 6)
    c.solid(blob((258, 372), (268, 360), (300, 362), (346, 366), (344, 374), (306, 382), (272, 388)), "#7a4a30", 7)
    c.stroke(line((480, 375), (474, 340)), "#c9ccd4", 6)
    c.stroke(curve((474, 342), (500, 330), (520, 338), (512, 356), (478, 358)), "#b9bcc6", 6)
    c.stroke(line((500, 358), (470, 360)), "#7a4a30", 10)
    c.stroke(ellipse(*crank, 23), "#c9ccd4", 4)
    c.fill(ellipse(*crank, 8), "#5a5c66")
    c.stroke(line((332, 578), crank, (372, 512)), "#b9bcc6", 5)
    for x, y in ((332, 580), (372, 510)):
        c.fill(rect(x - 13, y - 4, 26, 8, 3), "#24242c")
    basket = poly((500, 372), (578, 372), (566, 432), (512, 432))
    leaves(c, [(540, 360, 40, 24)], ("#2f6038", "#5f9448", "#9fc45c"), 7, 60)
    for _ in range(16):
        c.solid(ellipse(540 + c.random.uniform(-38, 38), 352 + c.random.uniform(-22, 16), 10), c.random.choice(("#f4c84a", "#fff0d8", "#e87a9a", "#a878d0")), 4)
    c.solid(basket, "#b98a54", 8)
    with c.clip(basket):
        for i in range(12):
            c.stroke(line((490 + i * 9, 366), (490 + i * 9, 440)), "#6a452a90", 1.6)
            c.stroke(line((490, 374 + i * 7), (590, 374 + i * 7)), "#f0cf9a70", 1.6)
    c.solid(rect(496, 366, 86, 10, 5), "#c99a60", 4)


@scene("train", WIDE)
def train(c):
    sky(c, "#5f9fd0", "#b3d6e4", "#f6e8c8", bottom=280)
    clouds(c, 10, 220, "#ffffff", "#aab4cc", 0.48, 90)
    mountains(c, [(110, 90, 210), (640, 70, 250)], 300, foot="#c0d0d4")
    hills(c, 290, 60, "#7f9f84", "#a9c0a0", 200)
    for x in range(-10, 820, 9):
        conifer(c, x + c.random.uniform(-4, 4), 318 + 14 * math.sin(x / 80) + c.random.uniform(-4, 6), c.random.uniform(24, 50), "#35604a", "#84a566")
    haze(c, 270, 340, "#eef0dc", 0.55)
    c.fill(under(c, ridge(c, 420, 50, 200)), vertical(370, 450, "#6f9a4c", "#3a6236"))
    stone = "#b5a48e"
    c.fill(rect(-10, 250, 820, 22), vertical(250, 272, "#d6c6ae", "#9a8a78"))
    for i in range(9):
        x = -60 + i * 108
        def span(k, x=x):
            k.rectangle(x, 270, 108, 200)
            k.new_sub_path()
            k.arc_negative(x + 54, 326, 38, 2 * math.pi, math.pi)
            k.line_to(x + 16, 470)
            k.line_to(x + 92, 470)
            k.close_path()
        c.ctx.save()
        c.ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        c.fill(span, linear(0, 270, 0, 450, stone, mix(stone, "#4a4a50", 0.35)))
        c.ctx.restore()
        c.fill(poly((x + 82, 326), (x + 92, 326), (x + 92, 470), (x + 82, 470)), "#3a302c50")
        c.stroke(lambda k, x=x: k.arc(x + 54, 326, 41, math.pi, 2 * math.pi), "#efe0c470", 4)
        for row in range(14):
            y = 276 + row * 13
            for cx in (x - 8, x + 4):
                c.fill(rect(cx + 1, y, 10, 10, 2), faded(c.random.choice(("#6a5a4c", "#f0e2c8", "#8a7a68")), 0.32))
    c.fill(rect(-10, 243, 820, 9), vertical(243, 252, "#e6d8c0", "#8f8070"))
    c.fill(rect(-10, 239, 820, 2.5), "#4a4648")
    with c.layer(7, 0.95):
        for i in range(34):
            t = i / 33
            x, y = 188 + 470 * t, 150 - 84 * t ** 0.6 + c.random.uniform(-13, 13)
            r = 13 + 32 * t
            c.fill(ellipse(x, y, r * 1.25, r * 0.85), faded(mix("#ffffff", "#cfd0da", c.random.random()), 0.85 * (1 - t) ** 0.55))
    for i in range(3):
        x = 390 + i * 140
        tone = "#8a2f34"
        c.solid(rect(x, 184, 132, 44, 5), vertical(184, 228, mix(tone, "#ffffff", 0.15), tone), 6)
        c.solid(rect(x - 2, 176, 136, 12, 6), "#d8d0c4", 4)
        c.fill(rect(x, 210, 132, 3), "#f0d9a0")
        for k in range(6):
            c.fill(rect(x + 9 + k * 20, 191, 14, 15, 2), vertical(191, 206, "#ffefc0", "#c9a468"))
        for wx in (x + 20, x + 40, x + 94, x + 114):
            c.solid(ellipse(wx, 231, 9), "#33323c", 3)
    c.fill(rect(376, 224, 430, 5), "#2a2830")
    green = "#1f5a48"
    c.solid(rect(300, 176, 82, 50, 4), green, 6)
    c.fill(poly((304, 176), (312, 166), (372, 166), (378, 176)), "#1a1a20")
    c.fill(rect(300, 204, 82, 3), "#e8c46a")
    c.solid(rect(244, 156, 52, 70, 3), green, 7)
    c.solid(rect(236, 148, 66, 12, 5), "#24242c", 4)
    c.fill(rect(254, 168, 17, 22, 2), "#ffe4a0")
    c.fill(rect(276, 168, 13, 22, 2), "#bfe0ea")
    c.solid(rect(146, 178, 102, 36, 8), vertical(178, 214, "#5aa084", green, "#0f3028"), 8, 0.3, 0.3)
    for x in (168, 196, 224):
        c.fill(rect(x, 178, 3.5, 36), "#e8c46a")
    c.solid(rect(128, 176, 24, 40, 5), "#26262e", 6)
    c.solid(poly((132, 178), (128, 146), (154, 146), (150, 178)), "#26262e", 5)
    c.fill(rect(125, 142, 32, 6, 2), "#c9a24a")
    c.solid(blob((184, 180), (186, 164), (196, 158), (206, 164), (208, 180)), "#d8ab4c", 5)
    c.fill(rect(118, 212, 184, 8), "#b8302c")
    c.fill(poly((118, 214), (132, 214), (132, 240), (104, 240)), "#8a2522")
    c.fill(ellipse(132, 188, 6), "#fff4c4")
    c.glow(130, 188, 46, "#fff0b0", 0.9)
    for x, r in ((146, 10), (168, 10), (196, 16), (232, 16), (268, 16), (316, 11), (340, 11), (364, 11)):
        c.solid(ellipse(x, 240 - r, r), "#3a1f24", 4)
        c.stroke(ellipse(x, 240 - r, r * 0.75), "#d8483f", 1.8)
        for k in range(6):
            c.stroke(line((x, 240 - r), (x + r * 0.75 * math.cos(k * 1.047), 240 - r + r * 0.75 * math.sin(k * 1.047))), "#d8483f", 1.1)
    c.stroke(line((196, 226), (268, 222)), "#d8d8de", 3)
    hills(c, 455, 44, "#7fae50", "#2f5a34", 230)
    leaves(c, [(x, 440 + c.random.uniform(-10, 8), 40, 26) for x in (20, 70, 330, 560, 610, 760)], ("#23482c", "#3f7038", "#74a048", "#b3c85e"), 5, 90)
    grass(c, 425, 455, ("#3f7036", "#6f9a44", "#a3bc58"), 320, (8, 22))


@scene("sailing-boat-in-harbour", PORTRAIT)
def sailing_boat_in_harbour(c):
    sky(c, "#4a93cc", "#a9d6e8", "#fbead0", bottom=430)
    clouds(c, 10, 330, "#fffaf0", "#a8b4d0", 0.48, 100)
    hills(c, 380, 80, "#8aa8b4", "#b9c9c4", 200)
    hills(c, 420, 70, "#7f9f7a", "#a9b894", 170)
    x = -10
    while x < 610:
        w, h = c.random.uniform(38, 62), c.random.uniform(60, 120)
        tone = c.random.choice(("#e8b08a", "#f2dcb0", "#d98074", "#a9c4cc", "#f4ead8", "#e6c46f", "#b9cfae"))
        c.fill(rect(x, 452 - h, w, h), linear(x, 0, x + w, 0, mix(tone, "#ffffff", 0.25), mix(tone, "#5a4a66", 0.2)))
        c.fill(poly((x - 3, 453 - h), (x + w / 2, 432 - h), (x + w + 3, 453 - h)), linear(x, 0, x + w, 0, "#c9704e", "#8a4438"))
        for i in range(int(w / 15)):
            for j in range(int(h / 24)):
                c.fill(rect(x + 6 + i * 15, 462 - h + j * 24, 7, 12), "#3a506a" if c.random.random() < 0.8 else "#ffe0a0")
        x += w
    c.solid(rect(250, 290, 26, 165), "#efe2c8", 5)
    c.fill(poly((246, 292), (263, 250), (280, 292)), "#5f7f86")
    c.fill(ellipse(263, 312, 8), "#ffffff")
    c.stroke(line((263, 307), (263, 312), (267, 314)), "#3a3a46", 1.4)
    c.fill(rect(-5, 450, 610, 14), vertical(450, 464, "#d6c8b0", "#8f8272"))
    for bx, size, tone in ((70, 0.5, "#ffffff"), (170, 0.42, "#2f5f86"), (470, 0.55, "#b8443c"), (550, 0.45, "#f0e6d0"), (380, 0.4, "#3f7a6a")):
        c.stroke(line((bx, 462), (bx, 462 - 230 * size)), "#6a5648", 2)
        c.stroke(line((bx, 462 - 220 * size), (bx - 50 * size, 462)), "#4a404860", 0.8)
        c.stroke(line((bx, 462 - 220 * size), (bx + 70 * size, 462)), "#4a404860", 0.8)
        c.stroke(line((bx, 462 - 40 * size), (bx + 60 * size, 462 - 42 * size)), "#efe8dc", 4)
        c.solid(blob((bx - 70 * size, 456), (bx + 80 * size, 454), (bx + 60 * size, 474), (bx - 54 * size, 474)), tone, 4)
    reflect(c, 468, "#2f7a9a", 0.3, 3.2)
    waves(c, 470, 800, "#e8f8f8", "#155070", 250, 0.32)
    def boat(upright):
        c.fill(limb([(0, 0), (4, -400)], [8, 4]), "#7a5638")
        main = blob((8, -392), (60, -260), (128, -60), (126, -46), (60, -44), (12, -44), (14, -200))
        jib = blob((-4, -372), (-40, -230), (-122, -42), (-118, -34), (-60, -46), (-10, -60), (-2, -200))
        (c.solid if upright else c.fill)(main, linear(0, -200, 130, -180, "#fffaf0", "#f2e2cc", "#d9bfae"))
        (c.solid if upright else c.fill)(jib, linear(-120, 0, 0, 0, "#ffffff", "#f4dcc4"))
        with c.clip(main):
            for k in range(7):
                c.stroke(curve((0, -70 - k * 48), (70, -62 - k * 48), (140, -74 - k * 48)), "#b39a8a50", 1.2)
            c.fill(rect(0, -150, 140, 26), "#c9403a")
        c.stroke(line((4, -400), (-130, -26)), "#5a4a4280", 1)
        c.stroke(line((4, -400), (142, -26)), "#5a4a4280", 1)
        c.fill(limb([(4, -42), (130, -44)], [6, 5]), "#8a6040")
        hull = blob((-148, -34), (-60, -26), (60, -26), (148, -36), (142, -10), (110, 18), (0, 26), (-96, 18), (-132, -6))
        (c.solid if upright else c.fill)(hull, vertical(-36, 26, "#ffffff", (0.5, "#eef0f2"), (0.55, "#1f4f86"), (0.78, "#1f4f86"), (0.8, "#a8342f"), "#7a2422"))
        c.fill(blob((-146, -36), (0, -28), (146, -38), (140, -30), (0, -20), (-140, -28)), "#9a6a42")
        (c.solid if upright else c.fill)(rect(-50, -48, 84, 20, 6), "#f6f0e4")
        for k in range(3):
            c.fill(ellipse(-32 + k * 24, -37, 6, 4), "#2f4a66")
        c.fill(poly((4, -400), (40, -392), (4, -382)), "#d8443c")
    c.shadow(ellipse(300, 690, 165, 16), 8, 0.5, colour="#0a2a40")
    with c.layer(3, 0.4), c.placed(300, 694):
        c.ctx.scale(1, -0.42)
        boat(False)
    with c.placed(300, 668):
        boat(True)
    with c.placed(268, 628):
        c.solid(blob((-12, 0), (-10, -26), (0, -32), (10, -26), (12, 0)), "#e6b93c", 5)
        c.solid(ellipse(0, -41, 9), "#e0a888", 4)
        c.fill(blob((-10, -42), (-6, -52), (6, -52), (10, -42)), "#2f3f5a")
    waves(c, 680, 716, "#f4ffff", "#103f5f", 40, 0.5)
    for x, y, s in ((90, 170, 14), (140, 140, 10), (470, 90, 12)):
        c.stroke(curve((x - s, y - s * 0.1), (x - s * 0.4, y - s * 0.5), (x, y), (x + s * 0.5, y - s * 0.5), (x + s, y)), "#ffffff", 2.6)


@scene("balloons", PORTRAIT)
def balloons(c):
    sky(c, "#5a8fd0", "#a9cdea", "#fbe3c8", "#f6c0a0", bottom=640)
    clouds(c, 120, 620, "#fff4ea", "#b4a4c4", 0.5, 110, 2.8)
    sun(c, 520, 560, 26, "#fff6d8", "#ffc080", 8)
    hills(c, 640, 70, "#9a9ac0", "#e0c0b8", 190, mottle=0.1)
    hills(c, 690, 60, "#7a9a7a", "#c0c49a", 220)
    for _ in range(50):
        leaves(c, [(c.random.uniform(0, 600), 690 + c.random.uniform(-6, 24), 12, 8)], ("#4a6f50", "#7f9c5f"), 3, 16)
    hills(c, 750, 50, "#a8bc5f", "#5f8a48", 260)
    for i in range(8):
        c.stroke(curve((80 + i * 34, 800), (150 + i * 26, 770), (220 + i * 16, 744)), "#4f7a3c70", 3)
    def balloon(x, y, r, tones):
        envelope = blob((x, y - r), (x + r * 0.72, y - r * 0.68), (x + r, y), (x + r * 0.66, y + r * 0.66), (x + r * 0.2, y + r * 1.22), (x - r * 0.2, y + r * 1.22), (x - r * 0.66, y + r * 0.66), (x - r, y), (x - r * 0.72, y - r * 0.68))
        for sx in (-0.2, -0.07, 0.07, 0.2):
            c.stroke(line((x + sx * r, y + r * 1.2), (x + sx * r * 0.75, y + r * 1.52)), "#5a4638", max(0.7, r * 0.012))
        with c.clip(envelope):
            gores = 9
            for k in range(gores):
                a0, a1 = -1 + 2 * k / gores, -1 + 2 * (k + 1) / gores
                def edge(a):
                    s = math.sin(a * math.pi / 2)
                    return [(x + s * r * w, y + r * h) for h, w in ((-1.0, 0.05), (-0.7, 0.72), (-0.3, 0.99), (0.1, 1.02), (0.5, 0.84), (0.9, 0.45), (1.25, 0.16))]
                ea, eb = edge(a0), edge(a1)
                c.fill(lambda q: (curve(*ea)(q), [q.line_to(*p) for p in reversed(eb)], q.close_path()), tones[k % len(tones)])
            band = tones[-1]
            c.fill(blob((x - r * 1.1, y + r * 0.02), (x, y + r * 0.16), (x + r * 1.1, y + r * 0.02), (x + r * 1.1, y + r * 0.2), (x, y + r * 0.36), (x - r * 1.1, y + r * 0.2)), faded(mix(band, "#ffffff", 0.5), 0.8))
        c.solid(envelope, "#00000000", r * 0.3, 0.6, 0.45)
        with c.clip(envelope):
            c.fill(ellipse(x - r * 0.38, y - r * 0.42, r * 0.5, r * 0.42), radial(x - r * 0.38, y - r * 0.42, r * 0.5, "#ffffff90", "#ffffff00"))
            c.glow(x, y + r * 1.15, r * 0.8, "#ffb04a", 0.5)
        c.solid(rect(x - r * 0.15, y + r * 1.5, r * 0.3, r * 0.22, r * 0.04), "#9a6a3f", r * 0.06)
        c.fill(rect(x - r * 0.17, y + r * 1.49, r * 0.34, r * 0.05, r * 0.02), "#5f3f28")
        if r > 50:
            for dx in (-0.05, 0.06):
                c.fill(ellipse(x + dx * r, y + r * 1.44, r * 0.035), "#e0a888")
                c.fill(rect(x + dx * r - r * 0.035, y + r * 1.46, r * 0.07, r * 0.05), "#3a4a6a")
    balloon(90, 480, 24, ("#d98f6a", "#f2dcb0"))
    balloon(330, 500, 18, ("#7f9fc4", "#e8dcc8"))
    balloon(500, 400, 38, ("#3f9a8c", "#f4e6c0", "#e8b84a"))
    balloon(145, 350, 58, ("#7a4fa0", "#f0a84a", "#e86a6a"))
    balloon(355, 215, 142, ("#d8382f", "#f6c445", "#f07a2c", "#fff0d0"))
    grass(c, 760, 810, ("#5f8a3c", "#8fb04a", "#b9c860"), 320, (6, 22))

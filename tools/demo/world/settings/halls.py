"""Halls with a light of their own: a dark stairwell, the stage of a theatre."""

from drawing.canvas import curve, ellipse, faded, joined, line, linear, mix, poly, radial, rect, vertical

from . import Stage, setting


@setting("dark stairwell", "floor", times="day", weathers="clear", indoors=True)
def dark_stairwell(c, air):
    w, h = c.width, c.height
    middle, door, unit = w * air.random.uniform(0.46, 0.54), air.pick("#ffd68a", "#ffe6b8", "#cfe0ff"), h / 600
    stone = air.pick("#6a5a50", "#54585f", "#5f5448")
    top, bottom, near = h * 0.3, h * 1.04, min(w, h * 1.2)
    half = near * 0.13
    def wide(t):
        return half + (near * 0.52 - half) * t
    c.all("#0c0b12")
    for side in (-1, 1):
        face = poly((middle + side * half, h * 0.03), (middle + side * half, top), (middle + side * near * 0.62, bottom),
                    (middle + side * w, bottom), (middle + side * w, -h * 0.5))
        c.fill(face, linear(middle + side * half, 0, middle + side * w * 0.5, 0, mix(stone, door, 0.25),
                            mix(stone, "#0c0b12", 0.45), "#121018"))
        with c.clip(face):
            for k in range(16):
                y0, y1 = h * (0.03 + 0.27 * k / 15), -h * 0.5 + h * 1.54 * k / 15
                c.stroke(line((middle + side * half, y0), (middle + side * w, y1)), "#08070c90", 2)
            c.texture(50, "#000000", "#ffdca8", 0.14, 4)
    c.fill(rect(middle - half, h * 0.03, 2 * half, top - h * 0.03), mix(stone, door, 0.15))
    c.fill(rect(middle - half * 0.56, h * 0.09, half * 1.12, top - h * 0.09),
           vertical(h * 0.09, top, mix(door, "#ffffff", 0.5), door))
    c.stroke(line((middle - half * 0.58, top), (middle - half * 0.58, h * 0.088), (middle + half * 0.58, h * 0.088),
                  (middle + half * 0.58, top)), "#1c1618", 6)
    steps = 11
    edges = [((k / steps) ** 1.5) for k in range(steps + 1)]
    for k in range(steps):
        t0, t1 = edges[k], edges[k + 1]
        y0, y1 = top + (h * 0.93 - top) * t0, top + (h * 0.93 - top) * t1
        lip = y0 + (y1 - y0) * 0.42
        lit = max(0.06, 1 - t1 * 1.1)
        a, b, m = wide(t0), wide(t1), wide(t0 + (t1 - t0) * 0.42)
        tread, riser = mix("#1a1720", mix(stone, door, 0.6), lit), mix("#0c0a10", mix(stone, "#20181c", 0.4), lit)
        c.fill(poly((middle - a, y0), (middle + a, y0), (middle + m, lip), (middle - m, lip)),
               linear(middle - b, 0, middle + b, 0, mix(tread, "#0c0b12", 0.4), tread, mix(tread, "#0c0b12", 0.4)))
        c.fill(poly((middle - m, lip), (middle + m, lip), (middle + b, y1), (middle - b, y1)), riser)
        c.stroke(line((middle - m, lip), (middle + m, lip)), mix("#3a343c", mix(door, "#ffffff", 0.3), lit), 1.5 + 3 * t1)
    floor = h * 0.93
    c.fill(poly((middle - wide(1), floor), (middle + wide(1), floor), (w * 1.3, h * 1.02), (-w * 0.3, h * 1.02)),
           vertical(floor, h, "#2c2628", "#15121a"))
    for side in (-1, 1):
        rail = [(middle + side * half * 0.98, top - 46 * unit),
                (middle + side * (wide(0.4) - 6), top + (floor - top) * 0.4 - 96 * unit),
                (middle + side * wide(1) * 1.04, floor - 170 * unit)]
        c.stroke(curve(*rail), linear(middle, 0, middle + side * near * 0.5, 0, mix(door, "#8a5a34", 0.4), "#4a3228", "#2a1e1c"),
                 9)
    with c.layer(14, 0.5):
        c.fill(poly((middle - half * 0.56, top), (middle + half * 0.56, top), (middle + near * 0.3, h * 0.84),
                    (middle - near * 0.3, h * 0.84)), vertical(top, h * 0.84, faded(door, 0.8), faded(door, 0)))
    c.glow(middle, top * 0.65, h * 0.5, door, 0.6)
    return Stage({"floor": (h * 0.86, h * 0.94)}, shadow="#040308", tint="#d8c8b8" if door != "#cfe0ff" else "#c4c8d4")


@setting("stage", "floor", times="day", weathers="clear", indoors=True)
def theatre(c, air):
    w, h = c.width, c.height
    edge, cloth = h * 0.7, air.pick("#a81c28", "#8a1a3c", "#1f3a84", "#5a2478", "#17624c")
    back = air.pick("#1c1830", "#241a3c", "#122438", "#2c1420")
    c.all(radial(w / 2, h * 0.45, w * 0.7, mix(back, "#8a88b8", 0.45), back, mix(back, "#000000", 0.6)))
    c.fill(rect(0, edge, w, h), vertical(edge, h, "#6a4430", "#a8744a"))
    with c.clip(rect(0, edge, w, h - edge)):
        for k in range(-6, 20):
            x = w * k / 13
            c.stroke(line((x, edge), (x + (x - w / 2) * 0.7, h)), "#20100c70", 2)
        c.texture(6, "#20100c", "#ffd8a0", 0.2, 3, 8)
    def folds(x0, x1, y0, y1, count, sag):
        for k in range(count):
            a, b = x0 + (x1 - x0) * k / count, x0 + (x1 - x0) * (k + 1) / count
            low = y1 + sag * (abs((k + 0.5) / count - 0.5) * 2)
            c.fill(joined(rect(min(a, b), y0, abs(b - a) + 1, low - y0), ellipse((a + b) / 2, low, abs(b - a) / 2, 9)),
                   linear(a, 0, b, 0, mix(cloth, "#0c0410", 0.5), mix(cloth, "#ffe8d0", 0.22), cloth, mix(cloth, "#0c0410", 0.6)))
    for side in (0, 1):
        folds(side * w, (0.21 if not side else 0.79) * w, -5, edge + h * 0.06, 6, 0)
        c.fill(rect((0, w * 0.8)[side], h * 0.42, w * 0.2, 15, 6), vertical(h * 0.42, h * 0.42 + 15, "#f8e08a", "#b8862c"))
    folds(-5, w + 5, -10, h * 0.1, 14, h * 0.07)
    for k in range(14):
        x, y = w * (k + 0.5) / 14, h * 0.1 + h * 0.07 * abs((k + 0.5) / 14 - 0.5) * 2
        c.fill(ellipse(x, y + 10, w / 29, 5), "#e8c058")
    for k in range(9):
        x = w * (k + 0.5) / 9
        c.fill(ellipse(x, h * 0.985, 26, 18), "#2a1c20")
        c.glow(x, h * 0.97, 60, "#ffe0a0", 0.5)
    beam, foot = air.pick("#fff4d4", "#fff4d4", "#e8f0ff"), h * 0.86
    lamps = [w * share for share in air.pick((0.3, 0.7), (0.2, 0.5, 0.8), (0.5,))]
    def spots(c, alpha):
        for x in lamps:
            with c.layer(7, alpha):
                c.fill(poly((x - 14, -10), (x + 14, -10), (w / 2 + w * 0.27, foot), (w / 2 - w * 0.27, foot)),
                       vertical(0, foot, faded(beam, 0.8), faded(beam, 0.1)))
    with c.layer(4, 0.5):
        c.fill(ellipse(w / 2, foot, w * 0.3, h * 0.07), beam)
    spots(c, 0.38)
    return Stage({"floor": (h * 0.82, h * 0.92)}, shadow="#140810", tint="#fffaf0", lights=lambda c: spots(c, 0.1))

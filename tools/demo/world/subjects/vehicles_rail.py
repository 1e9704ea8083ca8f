"""The train: a steam engine with its carriage, or an electric one."""

from drawing.canvas import blob, curve, ellipse, faded, line, mix, poly, rect, vertical

from . import subject
from .vehicle_parts import enamel, glass, heads, lamp, panes, wheel


def rails(c, left, right):
    for x in range(int(left), int(right), 5):
        c.fill(rect(x, -1.6, 3, 1.6), "#6a4a34")
    c.fill(rect(left, -2.6, right - left, 1.2), vertical(-2.6, -1.4, "#e0e2e6", "#6a6e78"))


@subject("train", "vehicle", box=(110, 42), habitats="land snow", colours="red green blue black orange purple yellow grey",
         size=0.94, many=1,
         engine="steam electric")
def train(c, look):
    dice, paint = look.random, look.tone()
    rails(c, -56, 56)
    gold = "#e8c46a"
    steam = look.traits.get("engine") == "steam"
    c.fill(rect(-54, -8, 52, 3), "#20222c")
    if steam:
        c.solid(rect(-54, -25, 50, 18, 1.6), enamel(paint, -27, -4), 1.6)
        c.solid(blob((-55.6, -24.6), (-54, -28.4), (-5, -28.4), (-2.6, -24.6), (-28, -25)), mix(paint, "#fff2d8", 0.75), 1.2)
        c.fill(rect(-54, -12.4, 50, 1), gold)
        panes(c, -51, -22.6, 44, 8, 6, 2, top="#fff2c8", low="#c89a58")
        for k in range(6):
            if dice.random() < 0.6:
                with c.clip(rect(-51 + k * 7.7, -22.6, 5.6, 8)):
                    heads(c, dice, (-48.2 + k * 7.7,), -18, 1.5)
        for x in (-48, -41, -17, -10):
            wheel(c, x, -5.4, 3.4, 0, "#b0b4be", 0.6)
        c.fill(rect(-5, -9, 6, 2), "#17171c")
        c.fill(rect(0, -9, 52, 3), "#b8302c" if look.colour != "red" else "#26262e")
        c.solid(rect(2, -27, 16, 19, 1), enamel(paint, -28, -4), 1.6)
        c.solid(rect(0, -30.4, 20, 3.6, 1.6), paint.deep, 1.1)
        c.fill(rect(4.6, -24, 5, 7, 0.8), "#ffe4a0")
        c.fill(rect(11.6, -24, 4.4, 7, 0.8), "#cfe4ec")
        c.solid(rect(17, -23, 29, 14, 4), vertical(-23, -9, paint.light, (0.35, paint), paint.deep), 2)
        for x in (22, 30, 38):
            c.fill(rect(x, -23, 1.1, 14), gold)
        c.solid(rect(43.6, -23.4, 7, 14.8, 2), paint.deep, 1.6)
        c.solid(poly((43, -22), (41.6, -33), (50.4, -33), (49, -22)), "#26262e", 1.5)
        c.fill(rect(40.8, -34.4, 10.6, 2.2, 0.8), gold)
        c.solid(blob((29, -22.6), (29.6, -27.6), (32.6, -29.4), (35.6, -27.6), (36.2, -22.6)), gold, 1.2)
        for x, radius in ((44, 3.4), (50, 3.4), (37, 5.6), (26, 5.6), (14, 5.6)):
            wheel(c, x, -radius - 2, radius, 8, "#d8483f" if look.colour != "red" else "#d8d8de", 0.78)
        c.stroke(line((12, -6), (37, -7.4)), "#e0e2e8", 1.1)
        c.fill(poly((49, -8.4), (52, -8.4), (56, -2.4), (49, -2.4)), "#3a3c46")
        lamp(c, 50.6, -24.6, 1.7, 1.7, reach=5, alpha=0.7)
        with c.layer(1.1, 0.92):
            for k in range(11):
                t = k / 10
                c.fill(ellipse(45 - 46 * t, -36.5 - 4.5 * t + dice.uniform(-1.4, 1.4), 3 + 4.2 * t, 2.2 + 2 * t),
                       faded(mix("#ffffff", "#cfd0da", dice.random()), 0.9 * (1 - 0.75 * t)))
        return
    c.fill(rect(-54, -9, 104, 4), "#20222c")
    white = "#f4f2ee" if look.colour not in ("grey", "yellow") else "#2a3a5a"
    for nose, left, right in ((False, -55, -2), (True, -1, 54)):
        def body(k, left=left, right=right, nose=nose):
            k.move_to(left, -6)
            k.line_to(left, -29)
            if nose:
                k.line_to(right - 26, -29)
                k.curve_to(right - 14, -29, right - 2, -18, right, -11)
                k.curve_to(right + 1, -8, right - 1, -6, right - 4, -6)
            else:
                k.line_to(right, -29)
                k.line_to(right, -6)
            k.close_path()
        c.solid(body, enamel(paint, -30, -3), 1.8)
        with c.clip(body):
            c.fill(rect(left, -14.6, 60, 2.4), white)
            c.fill(rect(left, -8, 60, 3), paint.deep)
    panes(c, -52, -25.6, 47, 7.6, 7, 1.6)
    panes(c, 3, -25.6, 26, 7.6, 4, 1.6)
    for left, width in ((-52, 47), (3, 26)):
        with c.clip(rect(left, -25.6, width, 7.4)):
            heads(c, dice, [left + dice.uniform(2, width - 2) for _ in range(4)], -20.6, 1.5)
    glass(c, poly((35, -26.4), (40, -26), (48.4, -17.4), (36, -17.4)), 35, -26.4, 13, 9)
    c.fill(rect(30.4, -24.6, 3.4, 16, 0.6), paint.dark)
    c.stroke(line((-30, -29), (-26, -35), (-32, -38.6)), "#4a4e5a", 1)
    c.stroke(line((-38, -38.8), (-25, -38.8)), "#4a4e5a", 0.9)
    lamp(c, 51.4, -12.4, 1.6, 1.3, reach=6, alpha=0.7)
    for x in (-47, -40, -16, -9, 8, 15, 37, 44):
        wheel(c, x, -5, 3.1, 0, "#a8acb6", 0.6)
    c.stroke(curve((-2.4, -27), (-0.8, -27)), "#17171c", 1)

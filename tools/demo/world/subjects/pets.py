"""Animals that live with people."""

import math

from drawing.canvas import blob, curve, ellipse, limb, line, mix
from drawing.elements import fur

from . import subject

@subject("cat", "animal", box=(70, 100), habitats="floor land table snow road", colours="black white orange grey brown",
         poses="sitting lying", size=0.62, rests=True)
def cat(c, look):
    coat = look.tone()
    if look.pose == "sitting":
        tail = limb([(18, -8), (40, -6), (46, -26), (38, -38)], [9, 9, 8, 4])
        body = blob((-20, 0), (-24, -28), (-14, -54), (8, -56), (22, -30), (24, 0))
        c.solid(tail, coat, 4)
        c.solid(body, coat, 10)
        fur(c, body, (coat.light, coat.dark), 240, lambda x, y: math.pi / 2, 5, 0.8)
        for x in (-12, 6):
            c.solid(limb([(x, -30), (x - 1, -4)], [11, 9]), coat.light, 3, 0.3)
        head_x, head_y = -4, -70
    else:
        body = blob((-46, 0), (-44, -24), (-10, -34), (30, -30), (44, -10), (40, 0))
        c.solid(limb([(36, -8), (60, -4), (54, 0), (20, -1)], [8, 8, 7, 5]), coat, 4)
        c.solid(body, coat, 9)
        fur(c, body, (coat.light, coat.dark), 240, lambda x, y: 0.2, 5, 0.8)
        head_x, head_y = -36, -38
    with c.placed(head_x, head_y):
        for side in (-1, 1):
            c.solid(blob((side * 6, -16), (side * 18, -32), (side * 21, -10)), coat, 3)
            c.fill(blob((side * 10, -17), (side * 17, -26), (side * 18, -13)), "#e8a0a0")
        head = ellipse(0, 0, 23, 19)
        c.solid(head, coat, 8)
        fur(c, head, (coat.light, coat.dark), 120, lambda x, y: math.pi / 2, 4, 0.7)
        c.fill(ellipse(0, 8, 9, 6), mix(coat, "#ffffff", 0.55))
        for side in (-1, 1):
            c.fill(ellipse(side * 9, -3, 5, 5.5), "#c8d84a")
            c.fill(ellipse(side * 9, -3, 1.8, 5), "#101014")
            c.fill(ellipse(side * 9 - 1.5, -5, 1.2), "#ffffff")
            for k in range(3):
                c.stroke(line((side * 8, 8 + k * 1.5), (side * 28, 4 + k * 4)), "#ffffffa0", 0.6)
        c.fill(blob((-3, 4), (3, 4), (0, 7)), "#d8707a")
        c.stroke(curve((-5, 10), (0, 8), (5, 10)), "#4a2a2a", 1)

"""Furniture."""

from drawing.canvas import rect

from . import subject


@subject("chair", "furniture", box=(52, 100), habitats="floor land", colours="brown red blue green white yellow", size=0.55, seat=(44, 44))
def chair(c, look):
    wood = look.tone()
    for x in (-22, 17):
        c.solid(rect(x, -100, 5, 100, 1), wood.dark, 2)
    for y in (-94, -78, -62):
        c.solid(rect(-19, y, 38, 8, 2), wood, 3)
    for x in (-25, 20):
        c.solid(rect(x, -44, 6, 44, 1), wood, 2)
    c.solid(rect(-27, -48, 54, 8, 3), wood.light, 3)

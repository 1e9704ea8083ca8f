"""Where land meets water: the beach."""

from drawing.canvas import blob, ellipse, faded, rect, vertical
from drawing.elements import clouds, glints, moon, stars, sun, waves

from . import Stage, setting


@setting("beach", "land sky water", weathers="clear cloudy rain fog")
def beach(c, air):
    horizon, shore = c.height * 0.42, c.height * 0.6
    dull = air.weather in ("rain", "cloudy", "fog")
    c.all(vertical(0, horizon, *(("#8a99a8", "#c4ccd0") if dull else ("#3f8fd6", "#bfe4f4"))))
    if air.time == "night":
        stars(c, horizon, 160)
        moon(c, c.width * 0.78, horizon * 0.35, 24)
    elif not dull:
        sun(c, c.width * air.random.uniform(0.1, 0.9), horizon * (0.75 if air.time == "sunset" else 0.3), 22)
    clouds(c, 0, horizon * 0.9, cover=0.8 if dull else air.random.uniform(0.2, 0.5))
    c.fill(rect(0, horizon, c.width, shore - horizon + 40), vertical(horizon, shore, *(("#5a7484", "#8aa4a8") if dull else ("#1f6fb0", "#4cc4cc"))))
    waves(c, horizon + 4, shore, count=110)
    if air.time == "sunset" and not dull:
        glints(c, c.width / 2, horizon, shore, 90, "#ffd090", 90)
    edge = [(x, shore + air.random.uniform(-9, 9)) for x in range(-40, c.width + 80, 60)]
    sand = blob((-60, c.height + 80), (-60, shore), *edge, (c.width + 60, c.height + 80))
    c.fill(sand, vertical(shore, c.height, "#f4e2b4", "#dcb878"))
    with c.clip(sand):
        c.texture(12, "#a8804a", "#fff6d8", 0.3, 4, 3)
        for x, y in edge:
            c.fill(ellipse(x, y + 2, 44, 5), faded("#ffffff", 0.7))
    return Stage({"land": (c.height * 0.72, c.height * 0.92), "sky": (c.height * 0.2, c.height * 0.4), "water": (horizon + 40, shore)})

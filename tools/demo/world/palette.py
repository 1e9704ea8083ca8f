"""The colours that descriptions name, each with shades to choose from."""

from drawing.canvas import mix

COLOURS = {
    "red": ("#d8282c", "#c81e32", "#e23c30"),
    "orange": ("#f08a24", "#ee7a1c", "#f59a34"),
    "yellow": ("#f6d02c", "#f2c61e", "#fadc4a"),
    "green": ("#3a9a44", "#2f8a3c", "#52ad4a"),
    "blue": ("#2a5fd0", "#2456b8", "#3a78e0"),
    "purple": ("#7a3cb4", "#6a30a4", "#8c4ac8"),
    "pink": ("#f284b4", "#ee6ea6", "#f79ac4"),
    "brown": ("#7c4a28", "#6e4022", "#8c5830"),
    "black": ("#26242a", "#1e1e24", "#302e34"),
    "white": ("#f6f4ee", "#faf9f6", "#f0eeea"),
    "grey": ("#8c9098", "#7e828c", "#9a9ea4"),
}


class Tone(str):
    """A colour "#rrggbb" with its darker and lighter neighbours."""

    @property
    def dark(self):
        return mix(self, "#160c20", 0.38)

    @property
    def deep(self):
        return mix(self, "#120a1c", 0.62)

    @property
    def light(self):
        return mix(self, "#fff6e6", 0.38)

    @property
    def pale(self):
        return mix(self, "#fffaf0", 0.66)


def tone(name, random):
    """A shade of the named colour."""
    return Tone(mix(random.choice(COLOURS[name]), random.choice(("#ffffff", "#000000")), random.uniform(0, 0.06)))

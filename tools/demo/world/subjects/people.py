"""Men and women, boys and girls, old men and old women, in what they do."""

import math

from drawing.canvas import blob, curve, ellipse, faded, limb, mix, rect

from ..palette import Tone
from . import subject
from .people_body import BUILDS, Figure, Wear, brightness, shaded
from .people_figure import draw_figure
from .people_heads import HAIRS, SKINS, back_hair, draw_head, front_head
from .people_poses import POSES

NEUTRALS = ("#3a3e4c", "#4c5568", "#b49c78", "#6a584a", "#5a5e66", "#8a8478", "#d8cdb8")
SHOES = ("#f2efe8", "#3a2c28", "#7a4a2e", "#2a2a32", "#c8b49a", "#5a606c")
STYLES = {
    "man": ("short", "short", "quiff", "curly", "buzz", "afro", "mop", "spiky", "locks"), "woman": ("long", "long", "bob",
            "ponytail", "bun", "curly", "afro", "locks"),
    "boy": ("mop", "short", "curly", "spiky", "buzz", "afro"), "girl": ("pigtails", "ponytail", "long", "bob", "curly", "bun"),
    "old man": ("bald", "bald", "short", "short", "curly"), "old woman": ("bun", "bun", "bob", "curly"),
}
ACTIVE = {"running", "jumping", "cycling", "skateboarding", "kicking a ball", "lifting weights", "dancing"}


def dressed(look, who, colour=None):
    """Skin, hair and clothes for somebody; the look's colour is that of the garment that shows most."""
    d, pose = look.random, look.pose
    skin = Tone(mix(d.choice(SKINS), d.choice(SKINS), d.uniform(0, 0.25)))
    hair = Tone(mix(d.choice(HAIRS[look.traits.get("hair", "brown")]), "#201418", d.uniform(0, 0.12)))
    female, child, old = who in ("woman", "girl", "old woman"), who in ("boy", "girl"), who.startswith("old")
    cold = pose == "skiing" or look.traits.get("hat") == "woollen"
    top = Tone(colour or look.tone())
    bottom = Tone(d.choice(NEUTRALS))
    if abs(brightness(bottom) - brightness(top)) < 90:
        bottom = Tone("#2e3240" if brightness(top) > 330 else "#cbbfa8")
    wear = Wear(who, skin, hair, d.choice(STYLES[who]), top, bottom, Tone(d.choice(SHOES)), hat=look.traits.get("hat", ""),
                hat_colour=Tone(d.choice(("#c8443c", "#3a6ab0", "#e0a838", "#5a8a5a", "#7a4a8a",
                                          "#3a3c48"))), glasses=d.random() < (0.5 if old else 0.12),
                pattern=d.choice(("plain", "plain", "plain", "striped", "dotted" if female else "checked")))
    if wear.hat and wear.style in ("afro", "bun", "quiff", "spiky", "curly"):
        wear = wear._replace(style="long" if female else "short")
    if wear.who in ("man", "old man") and d.random() < (0.6 if old else 0.35):
        wear = wear._replace(beard=d.choice(("full", "short", "moustache", "long") if old else ("full", "short", "short",
                "moustache")))
    if pose == "lifting weights":
        return wear._replace(cut="tank", sleeves="none", legs="shorts" if d.random() < 0.5 else "trousers", pattern="plain")
    if pose == "skiing":
        return wear._replace(cut="jacket", gloves="#2a2c38", boots=True, shoes=Tone("#3a3c48"), pattern="plain",
                             bottom=Tone("#2c3040"))
    if pose == "cooking":
        return wear._replace(cut="shirt", apron=top.pale if brightness(top) < 560 else "#8a9098",
                             hat=wear.hat or d.choice(("toque", "toque",
                                                       "")), pattern="plain", style="short" if wear.style in ("afro",
                                                               "quiff") else wear.style)
    if pose == "painting" and not wear.hat and d.random() < 0.5:
        wear = wear._replace(hat="beret", style="long" if female else "short")
    if pose in ("cycling", "skateboarding", "climbing") and not wear.hat and d.random() < 0.5:
        wear = wear._replace(hat="helmet", style={"afro": "short", "quiff": "short", "bun": "bob", "curly": "short",
                                                  "spiky": "short"}.get(wear.style, wear.style))
    if cold and pose not in ACTIVE and pose != "meditating" or pose == "holding an umbrella":
        return wear._replace(cut="coat", hem=0.9, pattern="plain", boots=d.random() < 0.6)
    astride = pose in ("cycling", "meditating", "kicking a ball", "climbing")
    if female and not astride and not cold and d.random() < (0.4 if old else 0.55):
        return wear._replace(cut="dress", legs="bare", hem=d.choice((0.75, 0.95, 1.25)) if not old else 1.3,
                             sleeves=d.choice(("short", "long", "none")) if not old else "long")
    if female and not astride and pose != "running" and d.random() < 0.3:
        wear = wear._replace(legs="skirt", hem=0.8 if not old else 1.25)
    elif pose in ACTIVE and d.random() < 0.5 or child and not cold and d.random() < 0.4:
        wear = wear._replace(legs="shorts")
    cut = d.choice(("shirt", "sweater", "jacket", "shirt") if old else ("shirt", "shirt", "sweater", "hoodie", "jacket"))
    sleeves = "short" if cut == "shirt" and not old and d.random() < 0.7 else "long"
    pattern = "plain" if cut in ("jacket", "hoodie") else "knit" if cut == "sweater" and d.random() < 0.5 else wear.pattern
    return wear._replace(cut=cut, sleeves=sleeves, pattern=pattern)


def grown(who, d):
    """A body of its own: a little taller or shorter in its parts than others."""
    build, by = BUILDS[who], lambda: d.uniform(0.96, 1.04)
    stout = d.uniform(0.93, 1.13)
    return build._replace(torso=build.torso * by(), waist=build.waist * stout, hip=build.hip * (1 + stout) / 2,
                          shoulder=build.shoulder * by(), girth=build.girth * (1 + stout) / 2,
                          arm=tuple(one * by() for one in build.arm))


def person(who):
    def draw(c, look):
        wear = dressed(look, who)
        build = grown(who, look.random)
        if look.pose == "sleeping":
            with c.placed(0, 0, 0.88):
                return asleep(c, look, wear)
        pose = POSES[look.pose](look.random, build)
        if who.startswith("old") and pose.turn > 0.3 and look.pose in ("walking", "sitting"):
            pose = pose._replace(lean=pose.lean + 7, nod=pose.nod + 3)
        draw_figure(c, Figure(build, pose), wear, draw_head)
    return draw


def asleep(c, look, wear):
    """Under a blanket on a mattress, the head on a pillow."""
    d = look.random
    blanket, sheet = wear.top, "#f4f0e8"
    shaded(c, rect(-50, -11, 100, 11, 3), d.choice(("#c9b79c", "#a8b4c4", "#d4c4c0")), 2.4, 0.4, 0.2)
    shaded(c, rect(-49, -14, 98, 5, 2.4), sheet, 1.4, 0.25)
    shaded(c, blob((-49, -14), (-48, -23), (-38, -26), (-24, -22), (-22, -14)), "#ffffff", 3, 0.28, 0.1, dark="#5a5a8a")
    shaded(c, blob((-26, -13), (-24, -27), (-14, -30), (0, -24), (6, -13)), mix(wear.top, "#ffffff", 0.25), 4)
    with c.placed(-33, -26, 1.02, -math.pi / 2 + 0.16):
        wear = wear._replace(hat="", glasses=False)
        back_hair(c, wear._replace(style="bob" if wear.style == "long" else wear.style), 0.1)
        front_head(c, wear, 0.1, "asleep")
    body = blob((-14, -12), (-13, -26), (-2, -29.5), (10, -26), (22, -29), (34, -22), (42, -21), (48, -25), (51, -18), (50, -4),
                (30, -2), (0, -3), (-13, -5))
    shaded(c, body, blanket, 6, 0.42, 0.28)
    with c.clip(body):
        kind = d.choice(("plain", "striped", "checked"))
        if kind != "plain":
            for k in range(8):
                c.stroke(curve((-8 + k * 8, -32), (-6 + k * 8, -16), (-9 + k * 8, 0)), faded(mix(blanket, "#ffffff", 0.75), 0.8),
                         1.6)
        if kind == "checked":
            for k in range(3):
                c.stroke(curve((-14, -22 + k * 7), (18, -21 + k * 7), (52, -20 + k * 7)),
                         faded(mix(blanket, "#ffffff", 0.75), 0.7), 1.6)
        for x in (0, 16, 33):
            c.stroke(curve((x, -28), (x + 4, -16), (x - 2, -6)), faded(blanket.deep, 0.35), 0.9)
    c.stroke(curve((-14.5, -6), (-15, -16), (-13.6, -26)), mix(blanket, "#ffffff", 0.75), 3)
    shaded(c, limb([(-17, -24), (-8, -22), (2, -19)], [6.4, 5.8, 5]), mix(wear.top, "#ffffff", 0.25), 1.8)
    shaded(c, ellipse(4.6, -18.4, 3, 2.4, 0.2), wear.skin, 1, 0.3)


EVERYTHING = " ".join(name.replace(" ", "_") for name in POSES)
COLOURS = "red orange yellow green blue purple pink white black grey brown"
NATURAL = "black black brown brown blond blond red grey"
for _name, _size, _hair in (("man", 0.72, NATURAL + " pink blue"), ("woman", 0.72, NATURAL + " pink pink blue green"),
                            ("boy", 0.62, "black brown blond red"),
                            ("girl", 0.62, "black brown blond red"), ("old man", 0.7, "grey grey white"), ("old woman", 0.7,
                                    "grey grey white")):
    subject(_name, "person", box=(56, 100), habitats="land floor road snow", colours=COLOURS, poses=EVERYTHING, size=_size,
            hair=_hair, hat="none none none none woollen straw cap")(person(_name))

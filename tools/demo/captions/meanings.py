"""What words mean: every phrase of the tables stands for a set of facts, any of which makes it true of a scene.

A fact is a tuple: ("is", subject), ("subject attribute", subject, value) such as ("colour", "cat", "black"), ("setting", name),
("time", name), ("weather", name). Attributes are bound to their subject, so a black cat on a red chair is no red cat.
"""

from typing import NamedTuple

from world.settings import SETTINGS
from world.subjects import SUBJECTS

from . import words

IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "sheep": "sheep", "fish": "fish", "mouse": "mice",
             "foot": "feet", "calf": "calves", "wolf": "wolves", "shelf": "shelves", "bookshelf": "bookshelves", "knife": "knives", "loaf": "loaves",
             "deer": "deer", "aircraft": "aircraft", "spacecraft": "spacecraft", "goldfish": "goldfish", "luggage": "luggage", "scarf": "scarves",
             "livestock": "livestock", "wildlife": "wildlife", "furniture": "furniture", "clothing": "clothing", "food": "food",
             "fungus": "fungi", "cactus": "cacti", "octopus": "octopuses", "people": "people", "lady": "ladies", "dice": "dice", "sushi": "sushi"}
PLURAL_ALREADY = ("glasses", "scissors", "grapes", "gloves", "socks", "boots", "heels", "trousers", "jeans", "pants", "fireworks", "headphones",
                  "flowers", "fries", "chips", "pancakes", "drums", "mittens", "shorts", "pliers", "shears", "scales", "blocks", "sunglasses",
                  "spectacles", "eyeglasses", "earphones", "shoes", "clothes", "presents", "cherries", "stilettos", "shades", "wellies", "lovers",
                  "batteries", "pincers", "pumps", "bananas", "hands", "books")


def plural(noun):
    """The plural of an English noun phrase: its head word is the one before "of", "with", "on", "in" or a verb, else the last."""
    head, tail = noun, ""
    for stop in (" of ", " with ", " in ", " on ", " fishing", " swimming", " surfing", " diving", " holding ", " made ", " before ", " wearing "):
        if stop in noun:
            at = noun.index(stop)
            head, tail = noun[:at], noun[at:]
            break
    start, last = head.rsplit(" ", 1) if " " in head else ("", head)
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last in PLURAL_ALREADY:
        pass
    elif last.endswith("man") and last not in ("human",):
        last = last[:-3] + "men"
    elif last.endswith(("s", "x", "ch", "sh", "z")) or last.endswith("o") and last in ("tomato", "hero", "potato"):
        last += "es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return (start + " " + last if start else last) + tail


class Noun(NamedTuple):
    one: str
    many: str
    subjects: frozenset


def lines(table):
    """(name, list of entries) for each line "name: entry, entry" of a table."""
    for line in table.strip().splitlines():
        name, _, entries = line.partition(": ")
        yield name, [entry.strip() for entry in entries.split(",")]


def _nouns():
    """Every noun with the subjects that it can mean; the tables may name subjects that the world does not draw."""
    meanings, plurals = {}, {}

    def add(entry, subjects):
        one, _, many = entry.partition(" / ")
        meanings.setdefault(one, set()).update(subjects)
        plurals[one] = many or plural(one)

    for line in words.GROUPS.strip().splitlines():
        names, _, members = line.partition("; ")
        subjects = set()
        for member in members.split(", "):
            subjects |= {name for name, s in SUBJECTS.items() if s.kind == member[1:]} if member.startswith("*") else {member} & SUBJECTS.keys()
        for entry in names.partition(": ")[2].split(", "):
            add(entry, subjects)
    for name, synonyms in lines(words.NOUNS):
        if name in SUBJECTS:
            for entry in [name, *synonyms]:
                add(entry, {name})
    missing = SUBJECTS.keys() - {name for name, _ in lines(words.NOUNS)}
    if missing:
        raise ValueError(f"captions/words.py has no line in NOUNS for {', '.join(sorted(missing))}; add one.")
    return {one: Noun(one, plurals[one], frozenset(subjects)) for one, subjects in meanings.items() if subjects}


NOUNS = _nouns()
NOUNS_OF = {name: [noun for noun in NOUNS.values() if name in noun.subjects] for name in SUBJECTS}
AGENTS = {pose: [Noun(one, many or plural(one), frozenset(name for name, subject in SUBJECTS.items() if pose in subject.poses and subject.kind == "person"))
                 for one, _, many in (entry.partition(" / ") for entry in entries)] for pose, entries in lines(words.AGENTS)}
COLOURS = {name: [name, *others] for name, others in lines(words.COLOURS)}
POSES = dict(lines(words.POSES))
TRAITS = {tuple(name.split("=")): phrases for name, phrases in lines(words.TRAITS)}
HAIR = dict(lines(words.HAIR))

WHERE, PLACES = {}, {}
for _line in words.SETTINGS.strip().splitlines():
    _name, _, _rest = _line.partition(": ")
    if _name in SETTINGS:
        WHERE[_name], PLACES[_name] = ([entry.strip() for entry in part.split(",")] for part in (_rest.split(" | ") + [_name])[:2])
_unnamed = SETTINGS.keys() - WHERE.keys()
if _unnamed:
    raise ValueError(f"captions/words.py has no line in SETTINGS for {', '.join(sorted(_unnamed))}; add one.")
WHEN, HOURS = dict(lines(words.TIMES)), dict(lines(words.TIME_NOUNS))
WEATHER, WEATHER_NOUNS = dict(lines(words.WEATHERS)), dict(lines(words.WEATHER_NOUNS))

# A phrase that stands in several tables ("in the snow") is true of all that they say.
CIRCUMSTANCES = {}
for _kind, _table in (("setting", WHERE), ("setting", PLACES), ("time", WHEN), ("time", HOURS), ("weather", WEATHER), ("weather", WEATHER_NOUNS)):
    for _name, _entries in _table.items():
        for _phrase in _entries:
            CIRCUMSTANCES.setdefault(_phrase, set()).add((_kind, _name))
for _phrase in ("in the snow", "on snow", "in deep snow", "snow"):
    CIRCUMSTANCES.setdefault(_phrase, set()).update({("setting", "snowy field"), ("setting", "snowy street"), ("weather", "snow")})
for _phrase in ("in a room", "indoors", "at home"):
    CIRCUMSTANCES[_phrase] = {("setting", name) for name, place in SETTINGS.items() if place.indoors}
CIRCUMSTANCES = {phrase: frozenset(facts) for phrase, facts in CIRCUMSTANCES.items()}


def facts_of(scene):
    """Everything that is true of a scene, as a set of facts."""
    facts = {("setting", scene.setting)}
    if not SETTINGS[scene.setting].indoors:
        facts |= {("time", scene.time), ("weather", scene.weather)}
    for part in scene.parts():
        name = part.subject
        facts |= {("is", name), ("count", name, part.count)}
        if part.count > 1:
            facts.add(("many", name))
        facts |= {(key, name, value) for key, value in (("colour", part.colour), ("pose", part.pose), *part.traits) if value}
    if scene.on:
        facts.add(("on", scene.main.subject, scene.on))
    return frozenset(facts)
